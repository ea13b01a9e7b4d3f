"""Hours against what is aimed at: a stream's target and what one can work, in a week and in the last seven days.

Own hours alone count, building too. Aims are of calendar weeks: the days are counted, not the hours of a clock.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from leverage_tui.domain.book import Book
from leverage_tui.domain.calendar import DAY, days_of
from leverage_tui.domain.limits import LONG_DAY
from leverage_tui.domain.quantities.hours import format_hours
from leverage_tui.domain.timesheet_lines import own_totals
from leverage_tui.domain.usual import own_minutes

Write = Callable[[int], str]
"""Minutes in words."""


class Progress(NamedTuple):
    """Own minutes `done` in a week, the `aim` of one, and those of the `rolling` seven days up to today."""

    done: int
    aim: int
    rolling: int


def stream_progress(book: Book, stream: str, week: date, today: date) -> Progress | None:
    """A stream in the seven days from `week` on; None where it has no target."""
    found = book.streams.get(stream)
    if found is None or not found.target_minutes_per_week:
        return None

    def worked(days: Iterable[date]) -> int:
        return sum(own_minutes(book, stream, day) for day in days)

    return Progress(worked(days_of(week)), found.target_minutes_per_week, worked(_last_seven(today)))


def progress(book: Book, week: date, today: date) -> Progress | None:
    """All streams in the seven days from `week` on, against the hours one can work; None where those are none."""
    aim = book.settings.capacity_minutes_per_week
    if not aim:
        return None
    return Progress(own_totals(book, days_of(week)).week, aim, own_totals(book, _last_seven(today)).week)


def target_words(book: Book, stream: str, week: date, today: date, write: Write = format_hours) -> str:
    """``12:30 of 20:00 this week, evenly spread 11:26 by today · 18:00 in the last seven days``; empty where the
    stream has no target."""
    found = stream_progress(book, stream, week, today)
    return "" if found is None else _words(found, "{}", week, today, write)


def capacity_words(book: Book, week: date, today: date, write: Write = format_hours) -> str:
    """As `target_words`, of all streams and the hours one can work."""
    found = progress(book, week, today)
    return "" if found is None else _words(found, "the {} you can work", week, today, write)


def long_day(book: Book, day: date) -> bool:
    """Whether a day holds more than 16 own hours."""
    return own_totals(book, (day,)).days[0] > LONG_DAY


def _last_seven(today: date) -> tuple[date, ...]:
    return days_of(today - 6 * DAY)


def _words(found: Progress, whose: str, week: date, today: date, write: Write) -> str:
    days = days_of(week)
    words = f"{write(found.done)} of {whose.format(write(found.aim))}"
    words += " this week" if today in days else " in that week"
    if today == days[-1]:
        # The week and the last seven days are the same, and the pace is the aim.
        return words
    if today in days:
        passed = days.index(today) + 1
        words += f", evenly spread {write(round(found.aim * passed / 7))} by today"
    return f"{words} · {write(found.rolling)} in the last seven days"
