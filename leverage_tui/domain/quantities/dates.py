"""Days and periods as people type and read them."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final, NamedTuple

from leverage_tui.domain.calendar import EARLIEST, LATEST, week_start
from leverage_tui.domain.quantities.days import parse_date, read_day
from leverage_tui.domain.quantities.errors import Unreadable
from leverage_tui.domain.quantities.names import MONTH_NUMBERS, day_and_month, format_day, short_month
from leverage_tui.domain.quantities.typed import quoted, tidy

__all__ = ["Period", "format_day", "format_period", "parse_date", "parse_period"]

_YEAR_PART = re.compile(r"([0-9]{4})(?:-([qw]?)([0-9]{1,2}))?")
_RANGE_MARK: Final = ".."
_WEEK_LENGTH: Final = timedelta(days=6)


class Period(NamedTuple):
    """The days from `first` to `last`, both included."""

    first: date
    last: date


def parse_period(text: str, today: date, *, first_weekday: int = 0) -> Period:
    """The days typed: `2026-10`, `oct`, `last-month`, `this-week`, `2026-W46`, `2026-Q3`, `2026`,
    `2026-10-01..2026-10-31`, or one day as `parse_date` reads it; within 1970 to 2199.

    `this-week` and `last-week` begin on `first_weekday` (0 is Monday); `2026-W46` is the ISO week, from
    Monday. Raises Unreadable.
    """
    typed = tidy(text)
    if not typed:
        raise Unreadable("no period typed")
    if _RANGE_MARK not in typed:
        return _single(typed, today, first_weekday)
    begin, _, end = (part.strip() for part in typed.partition(_RANGE_MARK))
    if not begin or not end:
        raise Unreadable(f"{quoted(text)} needs a day on both sides of ..")
    period = Period(_single(begin, today, first_weekday).first, _single(end, today, first_weekday).last)
    if period.last < period.first:
        raise Unreadable(f"{quoted(text)} ends ({period.last}) before it begins ({period.first})")
    return period


def format_period(period: Period) -> str:
    """ "Oct 2026", "Q3 2026", "2026", "week 46, 9-15 Nov 2026", "1 Oct - 15 Nov 2026", "12 Oct 2026"."""
    first, last = period.first, period.last
    if period == _months(first.year, 1, 12):
        return f"{first.year}"
    if period == _months(first.year, first.month, 1):
        return f"{short_month(first.month)} {first.year}"
    quarter = (first.month + 2) // 3
    if period == _months(first.year, quarter * 3 - 2, 3):
        return f"Q{quarter} {first.year}"
    if first.weekday() == 0 and last - first == _WEEK_LENGTH:
        return f"week {first.isocalendar().week}, {_span_of_days(first, last)}"
    return _span_of_days(first, last)


def _span_of_days(first: date, last: date) -> str:
    end = f"{day_and_month(last)} {last.year}"
    if first == last:
        return end
    if first.year != last.year:
        return f"{day_and_month(first)} {first.year} - {end}"
    if first.month != last.month:
        return f"{day_and_month(first)} - {end}"
    return f"{first.day}-{end}"


def _months(year: int, month: int, count: int) -> Period:
    """`count` whole months of one year from `month` on."""
    end = month + count - 1
    return Period(date(year, month, 1), date(year, end, monthrange(year, end)[1]))


def _single(typed: str, today: date, first_weekday: int) -> Period:
    """A period without a range mark."""
    relative, month = _RELATIVE.get(typed.replace(" ", "-")), MONTH_NUMBERS.get(typed)
    if (relative or month) and not EARLIEST <= today <= LATEST:
        raise Unreadable(f"today ({today}) is outside the years 1970 to 2199")
    if relative:
        return _within(typed, relative(today, first_weekday))
    if month:
        return _within(typed, _months(today.year - (month > today.month), month, 1))
    if period := _calendar_period(typed):
        return _within(typed, period)
    day = read_day(typed, today)
    if day is None:
        raise Unreadable(f"{quoted(typed)} is not a period: write 2026-10, last-month, 2026-W46 or a date")
    return Period(day, day)


def _within(typed: str, period: Period) -> Period:
    if period.first < EARLIEST or period.last > LATEST:
        raise Unreadable(f"{quoted(typed)} is outside the years 1970 to 2199")
    return period


def _week(today: date, first_weekday: int, back: int) -> Period:
    first = week_start(today, first_weekday) - timedelta(weeks=back)
    return Period(first, first + _WEEK_LENGTH)


def _this_month(today: date, _: int) -> Period:
    return _months(today.year, today.month, 1)


def _last_month(today: date, _: int) -> Period:
    end = today.replace(day=1) - timedelta(days=1)
    return _months(end.year, end.month, 1)


_RELATIVE: Final[dict[str, Callable[[date, int], Period]]] = {
    "this-month": _this_month,
    "last-month": _last_month,
    "this-week": lambda today, first_weekday: _week(today, first_weekday, 0),
    "last-week": lambda today, first_weekday: _week(today, first_weekday, 1),
}


def _calendar_period(typed: str) -> Period | None:
    """A year or a part of one, or None when `typed` is neither."""
    found = _YEAR_PART.fullmatch(typed)
    if found is None:
        return None
    year, kind, number = int(found[1]), found[2], int(found[3] or 0)
    if not EARLIEST.year <= year <= LATEST.year:
        raise Unreadable(f"{typed} is outside the years 1970 to 2199")
    if kind is None:
        return _months(year, 1, 12)
    if kind == "w":
        return _iso_week(typed, year, number)
    if kind == "q":
        if not 1 <= number <= 4:
            raise Unreadable(f"{typed.upper()}? quarters are Q1 to Q4")
        return _months(year, number * 3 - 2, 3)
    if not 1 <= number <= 12:
        raise Unreadable(f"{typed}? months are 01 to 12")
    return _months(year, number, 1)


def _iso_week(typed: str, year: int, week: int) -> Period:
    # The 28th of December lies in the last ISO week of every year.
    weeks = date(year, 12, 28).isocalendar().week
    if not 1 <= week <= weeks:
        raise Unreadable(f"{typed.upper()}? {year} has the weeks W01 to W{weeks}")
    first = date.fromisocalendar(year, week, 1)
    return Period(first, first + _WEEK_LENGTH)
