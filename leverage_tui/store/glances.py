"""The last glance at a book, kept so that the next one need not read the book.

It is good for the very bytes that it was made from, for one day and one version of this program; for anything else,
and for a file that is not of our shape, it is as if nothing had been kept.
"""

from __future__ import annotations

import math
import os
from datetime import date
from pathlib import Path
from typing import Any

from leverage_tui import __version__
from leverage_tui.domain.glance import AROUND, Glance, RunningTimer, Shown, StreamGlance
from leverage_tui.store import disk
from leverage_tui.store.remembered import Remembered
from leverage_tui.store.sealed import read_sealed, write_sealed

VERSION = f"{__version__} 1"
"""To be changed with every change of a figure that is kept, or of how it is kept."""
LARGEST = 4 * 1024 * 1024
_DAYS = 2 * AROUND + 1


class Kept:
    """What was kept of a book as it was on a day. `sums` is for the module that wrote it to judge."""

    def __init__(self, found: dict[str, Any]) -> None:
        self._found = found

    @property
    def glance(self) -> Glance | None:
        """The glance; None where what was kept is none."""
        try:
            return _glance(self._found["glance"])
        except (KeyError, TypeError, ValueError):
            return None

    @property
    def sums(self) -> Any:
        """What the glance was made from."""
        return self._found.get("sums")


def kept(path: Path, digest: str, today: date) -> Kept | None:
    """What was kept at `path` of the file with that `digest`, as of `today`."""
    found = read_sealed(path, LARGEST)
    return Kept(found) if [found.get(name) for name in _NAMES] == _of(digest, today) else None


def kept_of(book: Path, state: Path, today: date) -> Kept | None:
    """What was kept of the file of a book as it is now. Raises FileUnreadable."""
    path = Path(os.path.realpath(book))
    file = disk.read(path)
    return kept(place(state, path), disk.digest(file.data), today) if file else None


def place(state: Path, book: Path) -> Path:
    """Where glances at the file `book`, links followed, are kept."""
    return Remembered(state, book).path.with_suffix(".glance")


def keep(path: Path, digest: str, glance: Glance, sums: Any = None) -> None:
    """Keep `glance`, made from the file with that `digest`, in place of what was kept."""
    said = dict(zip(_NAMES, _of(digest, glance.as_of), strict=True))
    written = {
        "as_of": glance.as_of.isoformat(),
        "shown": glance.shown,
        "minutes": glance.minutes,
        "timer": glance.timer,
        "streams": glance.streams,
    }
    write_sealed(path, {**said, "glance": written, "sums": sums})


_NAMES = ("version", "digest", "day")


def _of(digest: str, day: date) -> list[str]:
    return [VERSION, digest, day.isoformat()]


def _glance(raw: Any) -> Glance:
    state, *numbers, currency = raw["shown"]
    value, display, running, rate, expected, weeks = numbers
    timer = raw["timer"]
    return Glance(
        as_of=date.fromisoformat(raw["as_of"]),
        shown=Shown(
            _text(state), _number(value), _number(display), _number(running), _number(rate),
            _known(expected), _known(weeks), _text(currency),
        ),
        streams=tuple(_stream(*stream) for stream in raw["streams"]),
        minutes=_minutes(raw["minutes"]),
        timer=None if timer is None else RunningTimer(*map(_text, timer)),
    )  # fmt: skip


def _stream(
    name: Any, named: Any, gauge: Any, credited: Any, rate: Any, expected: Any, minutes: Any
) -> StreamGlance:
    return StreamGlance(
        _text(name), _text(named), _number(gauge), _number(credited), _number(rate), _known(expected),
        _minutes(minutes),
    )  # fmt: skip


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("no text")
    return value


def _known(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise ValueError("no number")
    return value


def _number(value: Any) -> float | None:
    return None if value is None else _known(value)


def _minutes(value: Any) -> tuple[int, ...]:
    if not isinstance(value, list) or len(value) != _DAYS:
        raise ValueError("no minutes")
    return tuple(int(_known(minutes)) for minutes in value)
