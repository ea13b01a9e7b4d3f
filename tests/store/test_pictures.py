from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from leverage_tui.store import pictures
from leverage_tui.store.errors import FileUnreadable
from leverage_tui.store.pictures import Album
from leverage_tui.store.remembered import Remembered

DAY, NEXT, SIZE = date(2026, 3, 12), date(2026, 3, 13), (120, 36)
DRAWN = "\x1b[1;1H\x1b[1mWeek 11\x1b[0m · 38.6\n\x1b[2;1Hé 日本"
ENVIRON = {"TERM": "xterm-256color", "HOME": "/home/ann"}


class Place:
    """A book, what is remembered of it, and a config."""

    def __init__(self, folder: Path) -> None:
        self.book, self.state, self.config = folder / "book.json", folder / "state", folder / "config.toml"
        self.book.write_text("{}")
        self.config.write_text('theme = "leverage-dark"\n')
        Remembered(self.state, self.book).put("rows", 1)

    def album(self, **environ: str) -> Album:
        return Album(self.book, self.state, self.config, {**ENVIRON, **environ})


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """With a picture of two days in it."""
    found = Place(tmp_path)
    album = found.album()
    album.keep(album.stamp(), SIZE, {DAY: DRAWN, NEXT: DRAWN + "."})
    return found


def test_a_picture_is_found_again(place: Place) -> None:
    assert place.album(HOME="/root").find(DAY, SIZE) == DRAWN
    assert place.album().find(NEXT, SIZE) == DRAWN + "."
    assert place.album().path.stat().st_mode & 0o777 == 0o600


def test_a_day_is_drawn_once_even_if_nothing_came_of_it(place: Place) -> None:
    album = place.album()
    assert album.holds([DAY, NEXT], SIZE)
    assert not album.holds([DAY, date(2026, 3, 14)], SIZE)
    album.keep(album.stamp(), SIZE, {DAY: ""})
    assert album.holds([DAY], SIZE)
    assert album.find(DAY, SIZE) == ""
    place.book.write_text("{ }")
    assert not album.holds([DAY], SIZE)


CHANGES: dict[str, Callable[[Place], object]] = {
    "book": lambda place: place.book.write_text("{ }"),
    "book gone": lambda place: place.book.unlink(),
    "remembered": lambda place: Remembered(place.state, place.book).put("rows", 2),
    "config": lambda place: place.config.write_text('theme = "nord"\n'),
    "config gone": lambda place: place.config.unlink(),
    "kept gone": lambda place: place.album().path.unlink(),
    "kept empty": lambda place: place.album().path.write_bytes(b""),
    "kept cut": lambda place: os.truncate(place.album().path, 100),
    "kept changed": lambda place: place.album().path.write_text(
        place.album().path.read_text(encoding="utf-8").replace("38.6", "99.9"), encoding="utf-8"
    ),
    "kept is no text": lambda place: place.album().path.write_bytes(b"\xff\x00" * 50),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_picture_of_anything_else_is_none(place: Place, change: str) -> None:
    CHANGES[change](place)
    assert place.album().find(DAY, SIZE) == ""


def test_another_day_size_terminal_or_version_has_no_picture(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    assert place.album().find(date(2026, 3, 14), SIZE) == ""
    assert place.album().find(DAY, (120, 35)) == ""
    assert place.album(NO_COLOR="1").find(DAY, SIZE) == ""
    assert place.album(COLORTERM="truecolor").find(DAY, SIZE) == ""
    assert place.album(TEXTUAL_COLOR_SYSTEM="standard").find(DAY, SIZE) == ""
    monkeypatch.setattr(pictures, "_KIND", "0.0.1 1")
    assert place.album().find(DAY, SIZE) == ""


def test_what_changed_while_it_was_drawn_is_not_kept(place: Place) -> None:
    album = place.album()
    stamp = album.stamp()
    place.book.write_text('{"hours":{}}')
    album.keep(stamp, SIZE, {DAY: DRAWN})
    assert album.find(DAY, SIZE) == ""


@pytest.mark.parametrize(
    "harm", ["\x1b]0;title\x07", "\x1b[2J", "\x1b[?1000h", "\x07", "\x9b2J", "\x1b[6n", "\x1bc", "\x7f"]
)
def test_nothing_but_words_colours_and_places_reaches_the_terminal(place: Place, harm: str) -> None:
    album = place.album()
    album.keep(album.stamp(), SIZE, {DAY: DRAWN + harm})
    assert album.find(DAY, SIZE) == ""


def test_a_book_that_cannot_be_read_has_none(place: Place) -> None:
    place.book.unlink()
    place.book.mkdir()
    with pytest.raises(FileUnreadable):
        place.album().find(DAY, SIZE)
