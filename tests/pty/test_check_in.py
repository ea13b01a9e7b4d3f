"""`lev check-in` in a real terminal as small as a popup, from the first key to the file and the line it leaves."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.pty.terminal import Terminal

EXAMPLE = Path(__file__).parent.parent / "data" / "example" / "three_streams.json"


def logged(path: Path, day: str) -> dict[str, int]:
    rows = json.loads(path.read_text())["hours"].values()
    return {row["stream"]: row["minutes"] for row in rows if row["date"] == day}


@pytest.mark.parametrize("size", [(60, 15), (40, 12)], ids=str)
def test_three_streams_in_a_popup(tmp_path: Path, size: tuple[int, int]) -> None:
    path = tmp_path / "book.json"
    shutil.copyfile(EXAMPLE, path)
    path.chmod(0o600)  # A file that others can read is said in a toast, which covers a small terminal.
    with Terminal(path, "--today", "2025-06-30", "check-in", size=size) as terminal:
        terminal.shows("Enter takes 4:24")
        terminal.send("2\r")
        terminal.shows("2 of 3")
        terminal.send("\r")
        terminal.shows("3 of 3")
        terminal.send(".5\r")
        terminal.shows("own hours today")
        terminal.shows("of the last 7 days")
        terminal.send("\r")
        assert terminal.ends() == 0
        assert "2:47 today" in terminal.text
        assert "gauge" in terminal.text
    assert logged(path, "2025-06-30") == {"consulting": 120, "care": 17, "course": 30}


def test_esc_leaves_with_what_was_entered(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    shutil.copyfile(EXAMPLE, path)
    path.chmod(0o600)  # A file that others can read is said in a toast, which covers a small terminal.
    with Terminal(path, "--today", "2025-06-30", "check-in", size=(60, 15)) as terminal:
        terminal.shows("Enter takes 4:24")
        terminal.send("2\r")
        terminal.shows("2 of 3")
        terminal.send("7")
        terminal.shows("→ 7:00")
        terminal.send("\x1b")
        assert terminal.ends() == 0
    assert logged(path, "2025-06-30") == {"consulting": 120}
