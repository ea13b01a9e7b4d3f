"""The dashboard's first frame, drawn when it was last left: at the next start it stands before the rest is loaded.

A picture is good for the very bytes of the book, of what is remembered about it and of the config, for one day, one
size and kind of terminal, and one version of this program. For anything else, and where what was kept is not whole, it
is as if there were none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from leverage_tui import __version__
from leverage_tui.store import disk
from leverage_tui.store.remembered import Remembered
from leverage_tui.store.sealed import read_sealed, write_sealed

Size = tuple[int, int]
"""Columns and rows."""
Stamp = tuple[str, ...]
"""Of the book, of what is remembered about it, and of the config, in this order."""
LARGEST = 4 * 1024 * 1024
_KIND = f"{__version__} 1"
"""To be changed with every change of what the first frame looks like."""
_TERMINAL = ("TERM", "COLORTERM", "TERM_PROGRAM", "NO_COLOR", "FORCE_COLOR")
_HARMLESS = re.compile(r"(?:[^\x00-\x1f\x7f-\x9f]+|\r?\n|\x1b\[[0-9;]*[mH])*")
"""Words, lines, colours and places; nothing else that a terminal would obey."""


class Album:
    """The pictures of one book on this machine."""

    def __init__(self, book: Path, state: Path, config: Path, environ: Mapping[str, str]) -> None:
        """`state` is the state folder, `config` the file of taste, `environ` says what the terminal is."""
        remembered = Remembered(state, book).path
        self.path = remembered.with_suffix(".frames")
        self._read = (book, remembered, config)
        named = sorted(name for name in environ if name in _TERMINAL or name.startswith("TEXTUAL"))
        self._terminal = [f"{name}={environ[name]}" for name in named]

    def stamp(self) -> Stamp:
        """What everything is now that a picture shows. Raises FileUnreadable."""
        return tuple(disk.digest(_content(path)) for path in self._read)

    def find(self, day: date, size: Size) -> str:
        """What is to be written to a terminal of that size to show the first frame of `day`; nothing where there is no
        picture. Raises FileUnreadable."""
        kept = read_sealed(self.path, LARGEST)
        found = kept.get(self._mark(self.stamp(), day, size)) if kept else None
        return found if isinstance(found, str) and _HARMLESS.fullmatch(found) else ""

    def holds(self, days: Iterable[date], size: Size) -> bool:
        """Whether all these days were drawn, whatever came of it. Raises FileUnreadable."""
        kept, stamp = read_sealed(self.path, LARGEST), self.stamp()
        return all(self._mark(stamp, day, size) in kept for day in days)

    def keep(self, stamp: Stamp, size: Size, pictures: Mapping[date, str]) -> None:
        """Keep these, by their days, in place of those that were, if what they show still is as `stamp` says. Raises
        FileUnreadable."""
        if stamp == self.stamp():
            write_sealed(self.path, {self._mark(stamp, day, size): picture for day, picture in pictures.items()})

    def _mark(self, stamp: Stamp, day: date, size: Size) -> str:
        """By what the picture is recognised."""
        columns, rows = size
        said = [_KIND, day.isoformat(), f"{columns} x {rows}", *self._terminal, *stamp]
        return disk.digest("\n".join(said).encode("utf-8", "surrogateescape"))


def _content(path: Path) -> bytes:
    found = disk.read(path)
    return found.data if found else b""
