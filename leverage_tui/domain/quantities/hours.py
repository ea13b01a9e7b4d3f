"""Hours as people type them: lengths, ranges of clock times, and changes relative to a cell."""

from __future__ import annotations

from typing import NamedTuple

from leverage_tui.domain.quantities.clock_ranges import read_ranges
from leverage_tui.domain.quantities.durations import DAY, format_hours, read_duration
from leverage_tui.domain.quantities.errors import Unreadable
from leverage_tui.domain.quantities.typed import quoted, tidy

__all__ = ["explain_hours", "format_hours", "parse_hours"]


def parse_hours(text: str, current: int | None = None) -> int | None:
    """The minutes that `text` means, 0 to 1440; None when nothing is typed, so that all stays as it is.

    `current` is the minutes of the cell being typed into: with it `+15m` and `-0.5` give the cell's new
    total, without it they are refused. Raises Unreadable.
    """
    reading = _read(text, current)
    return None if reading is None else reading.minutes


def explain_hours(text: str, current: int | None = None) -> str:
    """How `parse_hours` reads `text`, such as "1:30" or "1:30 + 0:15 = 1:45"; "" when nothing is typed.

    Raises Unreadable as `parse_hours` does.
    """
    reading = _read(text, current)
    return "" if reading is None else reading.how


class _Reading(NamedTuple):
    minutes: int
    how: str


def _read(text: str, current: int | None) -> _Reading | None:
    typed = tidy(text)
    if not typed:
        return None
    if typed[0] in "+-":
        return _read_change(typed, current)
    total = typed.removeprefix("=").lstrip()
    if not total:
        raise Unreadable("= needs the new time after it, such as =1:30")
    if "-" in total or ", " in total:
        ranges = read_ranges(total)
        minutes = sum(span.minutes for span in ranges)
        return _Reading(minutes, f"{' + '.join(map(str, ranges))} = {format_hours(minutes)}")
    minutes = read_duration(total)
    return _Reading(minutes, format_hours(minutes))


def _read_change(typed: str, current: int | None) -> _Reading:
    adds, length = typed[0] == "+", typed[1:].lstrip()
    if current is None:
        raise Unreadable(f"{quoted(typed)} changes what a cell holds: here write the whole time")
    if not length or "-" in length or "+" in length:
        raise Unreadable(f"{quoted(typed)}? + and - take a length of time, such as +15m or -0.5")
    change = read_duration(length, "+" if adds else "-")
    minutes = current + change if adds else current - change
    how = f"{format_hours(current)} {typed[0]} {format_hours(change)}"
    if minutes < 0:
        raise Unreadable(f"{how} is less than nothing")
    if minutes > DAY:
        raise Unreadable(f"{how} is more than the 24 hours of a day")
    return _Reading(minutes, f"{how} = {format_hours(minutes)}")
