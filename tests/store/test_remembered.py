"""What a machine remembers of a book: comfort, never a reason to fail."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from leverage_tui.store.remembered import Remembered


def test_what_was_put_is_there_for_the_next_one_and_only_for_that_book(tmp_path: Path) -> None:
    one, other = Remembered(tmp_path, tmp_path / "a.json"), Remembered(tmp_path, tmp_path / "b.json")
    one.put("check_in", {"day": "2026-11-20", "raw": 8.9})
    one.put("hidden", ["care/admin"])
    assert Remembered(tmp_path, tmp_path / "a.json").get("check_in") == {"day": "2026-11-20", "raw": 8.9}
    assert other.get("check_in") is None
    one.put("check_in", None)
    assert one.get("check_in") is None
    assert one.get("hidden") == ["care/admin"]


def test_it_is_for_this_user_alone(tmp_path: Path) -> None:
    one = Remembered(tmp_path / "state", tmp_path / "a.json")
    one.put("day", 1)
    assert stat.S_IMODE(one.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(one.path.parent.stat().st_mode) == 0o700
    assert [path.name for path in one.path.parent.iterdir()] == [one.path.name]


@pytest.mark.parametrize("broken", [b"", b"[1]", b"{", b"\xff\xfe", b"[" * 100_000, b'{"a": ' * 50_000])
def test_what_cannot_be_read_was_never_remembered(tmp_path: Path, broken: bytes) -> None:
    one = Remembered(tmp_path, tmp_path / "a.json")
    one.put("day", 1)
    one.path.write_bytes(broken)
    assert one.get("day") is None
    one.put("day", 2)
    assert one.get("day") == 2


def test_what_cannot_be_written_is_forgotten(tmp_path: Path) -> None:
    (tmp_path / "books").write_text("a file where a folder belongs")
    one = Remembered(tmp_path, tmp_path / "a.json")
    one.put("day", 1)
    assert one.get("day") is None
