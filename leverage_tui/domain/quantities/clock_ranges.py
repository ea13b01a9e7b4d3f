"""Ranges of clock times: `9-10:30`, `9:00-12, 13-15:30`, `9am-11`, `23:00-1:00`.

A range that could be read in two ways is refused with both, never guessed: `9-5`, `12-1`, `1-3pm`.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final, NamedTuple, NoReturn

from leverage_tui.domain.quantities.durations import DAY, format_hours, refuse_one_digit_minutes
from leverage_tui.domain.quantities.errors import Unreadable
from leverage_tui.domain.quantities.typed import quoted

_HALF_DAY: Final = DAY // 2
_CLOCK = r"([0-9]{1,2})(?::([0-9]{2}))? ?(am|pm)?"
_RANGE = re.compile(rf"{_CLOCK} *- *{_CLOCK}")
_LIST_COMMA = re.compile(r" *, +")
_TIGHT_COMMA = re.compile(r"[0-9apm],[0-9]")
_DOT_CLOCK = re.compile(r"[0-9]\.[0-9]")


class ClockRange(NamedTuple):
    """From `start` to `end`, in minutes since midnight; an end above 1440 lies on the next day."""

    start: int
    end: int

    @property
    def minutes(self) -> int:
        """Its length, 1 to 1440."""
        return self.end - self.start

    def __str__(self) -> str:
        over = self.end > DAY
        end = self.end - DAY if over else self.end
        return f"{format_hours(self.start)}-{format_hours(end)}{' next day' if over else ''}"


class _Clock(NamedTuple):
    hour: int
    minute: int
    half: str | None

    @property
    def since_midnight(self) -> int:
        hour = self.hour if self.half is None else self.hour % 12 + (12 if self.half == "pm" else 0)
        return hour * 60 + self.minute

    @property
    def twelve_hour(self) -> bool:
        """Whether it could also be the other half of the day."""
        return self.half is None and 1 <= self.hour <= 12


def read_ranges(typed: str) -> tuple[ClockRange, ...]:
    """The ranges of a tidied text, in the order typed. Raises Unreadable, also when two overlap."""
    ranges = tuple(_read_range(part) for part in _LIST_COMMA.split(typed))
    _refuse_overlap(ranges)
    return ranges


def _read_range(part: str) -> ClockRange:
    found = _RANGE.fullmatch(part)
    if found is None:
        _refuse(part)
    start = _clock(found[1], found[2], found[3])
    end = _clock(found[4], found[5], found[6])
    if start.since_midnight == DAY:
        raise Unreadable("24:00 ends a day: a range starts from 0:00 to 23:59")
    if start.since_midnight == end.since_midnight:
        raise Unreadable(f"{quoted(part)} ends when it starts")
    if start.half is None and end.half is None:
        return _by_24_hours(part, start, end)
    return _by_halves(part, start, end)


def _refuse(part: str) -> NoReturn:
    refuse_one_digit_minutes(part)
    if _TIGHT_COMMA.search(part):
        raise Unreadable("a comma between ranges needs a blank after it: 9-12, 13-15:30")
    if _DOT_CLOCK.search(part):
        raise Unreadable(f"{quoted(part)}? times of day take a colon: 9:30-10:30")
    raise Unreadable(f"{quoted(part) or 'nothing'} is not a range of times: write 9-10:30 or 9-12, 13-15:30")


def _clock(hour: str, minute: str | None, half: str | None) -> _Clock:
    clock = _Clock(int(hour), int(minute or 0), half)
    text = f"{hour}{f':{minute}' if minute else ''}{half or ''}"
    if clock.minute > 59:
        raise Unreadable(f"{text}? minutes go to 59")
    if half and not 1 <= clock.hour <= 12:
        raise Unreadable(f"{text}? {half} goes with the hours 1 to 12")
    if clock.since_midnight > DAY:
        raise Unreadable(f"{text} is not a time of day")
    return clock


def _span(start: int, end: int) -> ClockRange:
    return ClockRange(start, end if end > start else end + DAY)


def _by_24_hours(part: str, start: _Clock, end: _Clock) -> ClockRange:
    span = _span(start.since_midnight, end.since_midnight)
    if end.since_midnight > start.since_midnight or start.hour >= 13:
        return span
    if end.twelve_hour:
        # Up to the hour 12 the start may be meant on a twelve-hour dial, and with it the end.
        raise _two_readings(part, _span(span.start, (end.since_midnight + _HALF_DAY) % DAY), span)
    if start.hour == 12:
        return span
    raise Unreadable(f"{quoted(part)} ends before it starts: with am and pm it may cross midnight")


def _by_halves(part: str, start: _Clock, end: _Clock) -> ClockRange:
    """With am or pm said at one end, the other must mean the same on both dials."""
    span = _span(start.since_midnight, end.since_midnight)
    if not (start.twelve_hour or end.twelve_hour) or span.minutes <= _HALF_DAY:
        return span
    if start.twelve_hour:
        nearest = _span((span.start + _HALF_DAY) % DAY, end.since_midnight)
    else:
        nearest = _span(span.start, (end.since_midnight + _HALF_DAY) % DAY)
    raise _two_readings(part, nearest, span)


def _two_readings(part: str, nearest: ClockRange, literal: ClockRange) -> Unreadable:
    return Unreadable(
        f"{quoted(part)} could be {nearest} ({format_hours(nearest.minutes)})"
        f" or {literal} ({format_hours(literal.minutes)})"
    )


def _refuse_overlap(ranges: tuple[ClockRange, ...]) -> None:
    """Two ranges may not share a clock time, before midnight or after it."""
    pieces: list[tuple[int, int, ClockRange]] = []
    for span in ranges:
        pieces.append((span.start, min(span.end, DAY), span))
        if span.end > DAY:
            pieces.append((0, span.end - DAY, span))
    pieces.sort(key=lambda piece: piece[:2])
    for (_, end, one), (start, _, other) in pairwise(pieces):
        if start < end:
            raise Unreadable(f"{one} and {other} overlap")
