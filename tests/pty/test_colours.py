"""What leaves for a terminal with few colours, or for a person who wants none."""

from __future__ import annotations

import re
import shutil
from itertools import pairwise
from pathlib import Path

import pytest

from tests.pty.terminal import Terminal

EXAMPLE = Path(__file__).parent.parent / "data" / "example" / "three_streams.json"
TODAY = ("--today", "2025-06-29")
STYLE = re.compile(rb"\x1b\[([\d;:]*)m")


def sent(path: Path, more: dict[str, str | None], keys: str = "") -> tuple[bytes, list[list[int]]]:
    """What the dashboard sent until it stood there and a dialog was opened, and every style in it as numbers."""
    shutil.copyfile(EXAMPLE, path)
    with Terminal(path, *TODAY, more=more, size=(120, 36)) as terminal:
        terminal.shows("running")
        terminal.shows("● saved")
        if keys:
            terminal.send(keys)
            terminal.shows("What arrived")
        terminal.kill()
        raw = terminal.raw
    return raw, [[int(part or 0) for part in re.split(rb"[;:]", found)] for found in STYLE.findall(raw)]


def is_colour(style: list[int]) -> bool:
    return any(30 <= part <= 49 or 90 <= part <= 107 for part in style)


def test_no_color_sends_no_colour_at_all_and_states_are_told_all_the_same(tmp_path: Path) -> None:
    raw, styles = sent(tmp_path / "book.json", {"NO_COLOR": "1"}, "\t\tm")
    assert [style for style in styles if is_colour(style)] == []
    assert any(7 in style for style in styles), "the cursor is reversed"
    assert any(1 in style for style in styles), "what counts most is bold"
    assert "┏".encode() in raw, "the pane with the focus has a heavy border"


@pytest.mark.parametrize("term", ["xterm-16color", "linux", "screen"])
def test_sixteen_colours_are_sent_as_such(tmp_path: Path, term: str) -> None:
    raw, styles = sent(tmp_path / "book.json", {"TERM": term, "COLORTERM": None}, "\t\tm")
    assert any(is_colour(style) for style in styles)
    assert [style for style in styles if 38 in style or 48 in style] == []
    assert "┏".encode() in raw


def test_two_hundred_and_fifty_six_colours_are_sent_as_such(tmp_path: Path) -> None:
    _, styles = sent(tmp_path / "book.json", {"TERM": "xterm-256color", "COLORTERM": None})
    assert any((38, 5) in pairwise(style) for style in styles)
    assert not any(pair in ((38, 2), (48, 2)) for style in styles for pair in pairwise(style))


def test_true_colour_is_used_where_there_is_one(tmp_path: Path) -> None:
    _, styles = sent(tmp_path / "book.json", {})
    assert any((38, 2) in pairwise(style) for style in styles)
