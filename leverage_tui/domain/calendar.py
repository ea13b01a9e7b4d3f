"""Days and ISO weeks. Days are civil dates without a zone; weeks are named by their Monday."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

Clock = Callable[[], date]
"""Says what day it is. Injected everywhere, so that tests and demos can choose the day."""

DAY = timedelta(days=1)
WEEK = timedelta(days=7)
EARLIEST = date(1970, 1, 1)
LATEST = date(2199, 12, 31)


def monday(day: date) -> date:
    """The Monday of the ISO week that holds `day`."""
    return day - timedelta(days=day.weekday())


def week_start(day: date, first_weekday: int = 0) -> date:
    """The first day of the displayed week that holds `day`, when weeks begin on `first_weekday` (0 Monday)."""
    return day - timedelta(days=(day.weekday() - first_weekday) % 7)


def days_of(start: date, count: int = 7) -> tuple[date, ...]:
    """`count` consecutive days from `start` on."""
    return tuple(start + timedelta(days=n) for n in range(count))


def weeks_between(first: date, last: date) -> Iterator[date]:
    """The Mondays of every ISO week from the week of `first` to the week of `last`, both included."""
    week, end = monday(first), monday(last)
    while week <= end:
        yield week
        week += WEEK


def iso_label(day: date) -> str:
    """The ISO week of `day`, such as ``2026-W47`` (with the ISO year, which is not always the calendar's)."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def system_clock(day_starts: int = 0) -> Clock:
    """A clock that reads the machine's local time; before `day_starts` o'clock it is still yesterday."""
    return lambda: local_day(datetime.now().astimezone(), day_starts)


def local_day(instant: datetime, day_starts: int = 0) -> date:
    """The day on which `instant`, which knows its zone, falls where this machine is."""
    return (instant.astimezone() - timedelta(hours=day_starts)).date()


def day_teller(clock: Clock, day_starts: int = 0) -> Callable[[datetime], date]:
    """Says on which day an instant falls; where `clock` was set to another day, so are all instants."""

    def day_of(instant: datetime) -> date:
        return local_day(instant, day_starts) + (clock() - system_clock(day_starts)())

    return day_of


def fixed_clock(day: date) -> Clock:
    """A clock that stands still on `day`."""
    return lambda: day
