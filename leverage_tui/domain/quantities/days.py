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
_OTHER_ORDER = re.compile(r"([0-9]{1,4})([-/.]) ?([0-9]{1,2})\2 ?([0-9]{1,4})?|([0-9]{1,2})[/.]([0-9]{1,2})")
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
    raise Unreadable(f"{quoted(text)} is not a date: write 2026-11-20, 11-20, mon or 2d-ago")


def possible(year: int, month: int, day: int) -> date | None:
    """The day, or None when the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _within(typed: str, ordinal: int) -> date:
    if not EARLIEST.toordinal() <= ordinal <= LATEST.toordinal():
        raise Unreadable(f"{quoted(typed)} is outside the years 1970 to 2199")
    return date.fromordinal(ordinal)


def _calendar_day(typed: str, year: int, month: int, day: int) -> date:
    found = possible(year, month, day)
    if found is None:
        raise Unreadable(f"the calendar has no {typed}: dates are year-month-day")
    return _within(typed, found.toordinal())


def _latest(typed: str, month: int, day: int, today: date) -> date:
    """That day of that month in the latest year in which it is not after today."""
    if possible(_LEAP_YEAR, month, day) is None:
        turned = possible(_LEAP_YEAR, day, month)
        hint = f": write {turned:%m-%d} for {day_and_month(turned)}" if turned else ": dates are month-day"
        raise Unreadable(f"the calendar has no {typed}{hint}")
    years = range(today.year, today.year - _LEAP_GAP - 1, -1)
    days = (found for year in years if (found := possible(year, month, day)) and found <= today)
    return _within(typed, next(days, EARLIEST).toordinal())


def _ask_for_iso(typed: str, found: re.Match[str]) -> NoReturn:
    """Refuses `20/11/2026` and its like, naming each day it could be and how to write that."""
    first, last = found[1] or found[5], found[4]
    middle = int(found[3] or found[6])
    if len(first) > 2:
        readings = [possible(int(first), middle, int(last or 0))]
    else:
        year = _LEAP_YEAR if last is None else int(last) + (2000 if len(last) < 3 else 0)
        readings = [possible(year, middle, int(first)), possible(year, int(first), middle)]
        if last is not None and len(last) < 3:
            readings.append(possible(2000 + int(first), middle, int(last)))
    has_year = last is not None
    days = sorted({day for day in readings if day is not None})
    if not days:
        raise Unreadable(f"{typed} is no day of the calendar: write dates like 2026-11-20")
    names = " or ".join(f"{day_and_month(day)} {day.year}" if has_year else day_and_month(day) for day in days)
    spelled = " or ".join(day.isoformat() if has_year else f"{day:%m-%d}" for day in days)
    if len(days) == 1:
        raise Unreadable(f"{typed} can only be {names}: please write {spelled}")
    raise Unreadable(f"{typed} could be {names}: write {spelled}")
