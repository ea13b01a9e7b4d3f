"""Values as they are typed on the command line; every refusal names the option."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import TypeVar

from leverage_tui.cli.context import Context
from leverage_tui.cli.errors import AskedWrong, unknown
from leverage_tui.domain.edits.standing import MOST_MINUTES
from leverage_tui.domain.quantities.currency import is_currency
from leverage_tui.domain.quantities.dates import Period, parse_date, parse_period
from leverage_tui.domain.quantities.durations import read_span
from leverage_tui.domain.quantities.errors import Unreadable
from leverage_tui.domain.quantities.typed import tidy
from leverage_tui.domain.text import clean

E = TypeVar("E", bound=StrEnum)
_WEEK_HOURS = re.compile(r"([0-9]{1,6})(?:[.,]([0-9]{1,2})|:([0-5][0-9]))? ?h?")
_WEEK_DAYS = 7


def day(context: Context, typed: str, option: str) -> date:
    """A day, counted from today. Raises AskedWrong."""
    try:
        return parse_date(typed, context.today)
    except Unreadable as error:
        raise AskedWrong(f"{option}: {error}") from error


def period(context: Context, typed: str, option: str, first_weekday: int = 0) -> Period:
    """A period, counted from today. Raises AskedWrong."""
    try:
        return parse_period(typed, context.today, first_weekday=first_weekday)
    except Unreadable as error:
        raise AskedWrong(f"{option}: {error}") from error


def week(context: Context, typed: str, first_weekday: int = 0) -> date:
    """A day of the week typed, the first where the whole week was. Raises AskedWrong for a longer period."""
    found = period(context, typed, "--week", first_weekday)
    if (found.last - found.first).days >= _WEEK_DAYS:
        raise AskedWrong(f"--week: {clean(typed)} is more than a week: write 2026-W46, last-week or a date")
    return found.first


def choice(kinds: type[E], typed: str, what: str) -> E:
    """One of the words of an enumeration. Raises AskedWrong with the nearest."""
    try:
        return kinds(typed.strip().lower())
    except ValueError:
        raise unknown(what, typed, [kind.value for kind in kinds]) from None


def currency(typed: str, option: str) -> str:
    """A currency's code. Raises AskedWrong."""
    code = typed.strip().upper()
    if not is_currency(code):
        raise AskedWrong(f"{option}: {clean(typed)!r} is no code of three letters, such as EUR")
    return code


def whole(typed: str, option: str, low: int, high: int) -> int:
    """A whole number from `low` to `high`. Raises AskedWrong."""
    text = typed.strip()
    if not (text.isascii() and text.isdigit() and len(text) < 15 and low <= int(text) <= high):
        raise AskedWrong(f"{option}: {clean(typed)!r} is no whole number from {low} to {high}")
    return int(text)


def week_hours(typed: str, option: str) -> int:
    """Hours of a whole week, ``40``, ``37.5`` or ``37:30``, in minutes. Raises AskedWrong."""
    found = _WEEK_HOURS.fullmatch(typed.strip().lower())
    if found is None:
        raise AskedWrong(f"{option}: {clean(typed)!r} are no hours: write 40, 37.5 or 37:30")
    part = int(found[3]) if found[3] else round(int((found[2] or "0").ljust(2, "0")) * 60 / 100)
    minutes = int(found[1]) * 60 + part
    if minutes > _WEEK_DAYS * 24 * 60:
        raise AskedWrong(f"{option}: a week has 168 hours, {clean(typed)} is more: hours are meant, not minutes")
    return minutes


def span(typed: str, option: str) -> int:
    """Hours of any length of time, such as a year's, up to 100,000, in minutes. Raises AskedWrong."""
    try:
        minutes = read_span(tidy(typed))
    except Unreadable as error:
        raise AskedWrong(f"{option}: {error}") from error
    if minutes > MOST_MINUTES:
        raise AskedWrong(f"{option}: {clean(typed)} is over 100,000 hours: hours are meant, not minutes")
    return minutes


def is_none(typed: str) -> bool:
    """Whether ``none`` was typed, which clears."""
    return typed.strip().lower() == "none"


def one_line(words: Iterable[str]) -> str:
    """Several words as one text."""
    return " ".join(words).strip()
