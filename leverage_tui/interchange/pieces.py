"""The days that an entry falls on.

An entry belongs to the day it began, whole. It is cut at midnight where that was asked for, and where it is longer
than a day: a day of the book has 24 hours. Midnight is that of the clock on the wall; where clocks change, an hour may
stand on the other side of it.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from leverage_tui.domain.calendar import LATEST
from leverage_tui.interchange.rows import ImportedHours

_CLOCK = re.compile(r"([0-9]{1,2}):([0-9]{2}):([0-9]{2})")
DAY_SECONDS = 24 * 60 * 60
LONGEST = 31 * DAY_SECONDS

Piece = tuple[date, int]
"""A day, and the seconds on it."""


def pieces_of(row: ImportedHours, *, split: bool = False) -> list[Piece]:
    """The days and seconds of an entry: one, or those between midnights where it is longer than a day. With `split`
    also where it crosses midnight; one whose start is not known crosses none."""
    is_whole = not crosses_midnight(row) if split else row.seconds <= DAY_SECONDS
    if is_whole or row.seconds > LONGEST or row.day > LATEST:
        return [(row.day, row.seconds)]
    pieces: list[Piece] = []
    day, left, room = row.day, row.seconds, DAY_SECONDS - clock_seconds(row.start)
    while left:
        pieces.append((day, min(left, room)))
        day, left, room = day + timedelta(days=1), left - pieces[-1][1], DAY_SECONDS
    return pieces


def crosses_midnight(row: ImportedHours) -> bool:
    """Whether an entry ends after the midnight that follows its start."""
    return row.seconds > DAY_SECONDS - clock_seconds(row.start)


def clock_seconds(start: str) -> int:
    """The seconds since midnight of ``09:05:00``; 0 for what is no clock time."""
    found = _CLOCK.fullmatch(start)
    if not found:
        return 0
    total = (int(found[1]) * 60 + int(found[2])) * 60 + int(found[3])
    return total if total < DAY_SECONDS else 0
