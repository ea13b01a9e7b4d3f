"""What lies beside the backups: what was put aside, and folders that a sync tool watches."""

from __future__ import annotations

from pathlib import Path

import pytest

from leverage_tui.store.quarantine import put_aside
from leverage_tui.store.synced import sync_tool_over
from tests.store.test_backups import NOW, mode


def test_what_is_put_aside_is_kept_as_it_was(tmp_path: Path) -> None:
    paths = [put_aside(tmp_path / "state", data, NOW) for data in (b"one", b"\0two")]
    assert [path.read_bytes() for path in paths] == [b"one", b"\0two"]
    assert {mode(path) for path in paths} == {0o600}
    assert mode(paths[0].parent) == 0o700
    assert [path.name for path in paths] == ["20261118T093000Z.json", "20261118T093001Z.json"]


@pytest.mark.parametrize(
    ("folder", "mark", "tool"),
    [
        ("Dropbox (Work)/notes/state", "", "Dropbox"), ("plain/.state", "plain/.stfolder", "Syncthing"),
        ("Library/Mobile Documents/x", "", "iCloud"), ("work/state", "", None), ("my Dropbox notes/x", "", None),
    ],
)  # fmt: skip
def test_a_synced_folder_is_known_by_name_or_mark(tmp_path: Path, folder: str, mark: str, tool: str | None) -> None:
    (tmp_path / folder).mkdir(parents=True)
    if mark:
        (tmp_path / mark).mkdir()
    assert sync_tool_over(tmp_path / folder) == tool
    assert sync_tool_over(tmp_path / folder / "not" / "there" / "yet") == tool
