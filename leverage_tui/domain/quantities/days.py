"""Single days as people type them. An order of day and month that could be another is never guessed."""

from __future__ import annotations

import re
from datetime import date
from typing import Final, NoReturn

from leverage_tui.domain.calendar import EARLIEST, LATEST
from leverage_tui.domain.quantities.errors import Unreadable
from leverage_tui.domain.quantities.names import WEEKDAY_NUMBERS, day_and_month
from leverage_tui.domain.quantities.typed import quoted, tidy

_NAMED_DAYS: Final = {"today": 0, "yesterday": -1, "tomorrow": 1}
_AGO = re.compile(r"([0-9]{1,5}) ?([dw])[- ]ago|-([0-9]{1,5}) ?([dw])")
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_MONTH_DAY = re.compile(r"([0-9]{1,2})-([0-9]{1,2})")
_SHORT_OR_FULL = r"([0-9]{4}|[0-9]{1,2})"
_OTHER_ORDER = re.compile(
    rf"{_SHORT_OR_FULL}([-/.]) ?([0-9]{{1,2}})\2 ?{_SHORT_OR_FULL}?|([0-9]{{1,2}})[/.]([0-9]{{1,2}})"
)
_LEAP_YEAR: Final = 2000
_LEAP_GAP: Final = 8
"""The most years between two leap years (around 1900 and 2100)."""


def parse_date(text: str, today: date, *, first_weekday: int = 0) -> date:
    """The day typed, 1970 to 2199: `today`, `mon`, `2d-ago`, `-2d`, `2026-11-20`, `11-20` and the like.

    A weekday is the latest one up to today, a month and day the latest ones up to today. `first_weekday`
    changes none of them; it is taken so that days and periods are read by the same call. Raises Unreadable.
    """
    typed = tidy(text)
    if not typed:
        raise Unreadable("no date typed")
    day = read_day(typed, today)
    if day is None:
        raise Unreadable(f"{quoted(text)} is not a date: write 2026-11-20, 11-20, mon or 2d-ago")
    return day


def read_day(typed: str, today: date) -> date | None:
    """As `parse_date`, of a tidied text; None when it has no form of a date at all."""
    if typed in _NAMED_DAYS:
        return _within(typed, today.toordinal() + _NAMED_DAYS[typed])
    if typed in WEEKDAY_NUMBERS:
        return _within(typed, today.toordinal() - (today.weekday() - WEEKDAY_NUMBERS[typed]) % 7)
    if found := _AGO.fullmatch(typed):
        count, unit = int(found[1] or found[3]), found[2] or found[4]
        return _within(typed, today.toordinal() - count * (7 if unit == "w" else 1))
    if found := _ISO.fullmatch(typed):
        return _calendar_day(typed, int(found[1]), int(found[2]), int(found[3]))
    if found := _MONTH_DAY.fullmatch(typed):
        return _latest(typed, int(found[1]), int(found[2]), today)
    if found := _OTHER_ORDER.fullmatch(typed):
        _ask_for_iso(typed, found)
    return None


def _within(typed: str, ordinal: int) -> date:
    if not EARLIEST.toordinal() <= ordinal <= LATEST.toordinal():
        raise Unreadable(f"{quoted(typed)} is outside the years 1970 to 2199")
    return date.fromordinal(ordinal)


def _calendar_day(typed: str, year: int, month: int, day: int) -> date:
    found = _possible(year, month, day)
    if found is None:
        raise Unreadable(f"the calendar has no {typed}: dates are year-month-day")
    return _within(typed, found.toordinal())


def _possible(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _latest(typed: str, month: int, day: int, today: date) -> date:
    """That day of that month in the latest year in which it is not after today."""
    if _possible(_LEAP_YEAR, month, day) is None:
        turned = _possible(_LEAP_YEAR, day, month)
        if turned is None:
            raise Unreadable(f"the calendar has no {typed}: dates are month-day")
        raise Unreadable(f"the calendar has no {typed}: {day_and_month(turned)} is {_spelled(turned, False)}")
    for year in range(today.year, today.year - _LEAP_GAP - 1, -1):
        found = _possible(year, month, day)
        if found is not None and found <= today:
            return _within(typed, found.toordinal())
    raise Unreadable(f"{typed} has no day up to {today}")


def _ask_for_iso(typed: str, found: re.Match[str]) -> NoReturn:
    """Refuses `20/11/2026` and its like, naming each day it could be and how to write that."""
    first, last, middle = found[1] or found[5], found[4], int(found[3] or found[6])
    days = _readings(first, middle, last)
    if not days:
        raise Unreadable(f"{typed} is no day of the calendar: write dates like 2026-11-20")
    names = " or ".join(_named(day, last is not None) for day in days)
    spelled = " or ".join(_spelled(day, last is not None) for day in days)
    if len(days) == 1:
        raise Unreadable(f"{typed} can only be {names}: please write {spelled}")
    raise Unreadable(f"{typed} could be {names}: write {spelled}")


def _readings(first: str, middle: int, last: str | None) -> list[date]:
    """The days that the numbers can mean; without a year the 29th of February is one of them."""
    if len(first) == 4:
        days = {_possible(int(first), middle, int(last or 0))}
    else:
        year = _LEAP_YEAR if last is None else _full_year(last)
        days = {_possible(year, middle, int(first)), _possible(year, int(first), middle)}
        if last is not None and len(last) < 4:
            days.add(_possible(_full_year(first), middle, int(last)))
    return sorted(day for day in days if day is not None and EARLIEST <= day <= LATEST)


def _full_year(digits: str) -> int:
    """A year of two digits lies in the hundred years from 1970 on."""
    if len(digits) == 4:
        return int(digits)
    return int(digits) + (1900 if int(digits) >= EARLIEST.year % 100 else 2000)


def _named(day: date, with_year: bool) -> str:
    return f"{day_and_month(day)} {day.year}" if with_year else day_and_month(day)


def _spelled(day: date, with_year: bool) -> str:
    return day.isoformat() if with_year else day.isoformat()[5:]
