"""The settings of the book as they are typed and shown: money in major units, capacity in hours."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from leverage_tui.cli import reading
from leverage_tui.cli.context import Context
from leverage_tui.cli.errors import AskedWrong
from leverage_tui.domain.quantities.errors import Unreadable
from leverage_tui.domain.quantities.hours import format_hours
from leverage_tui.domain.quantities.money import format_money, parse_money
from leverage_tui.domain.quantities.shares import parse_share
from leverage_tui.domain.settings import Settings
from leverage_tui.domain.text import clean

_DIGITS = 15


@dataclass(frozen=True, slots=True)
class Kind:
    """A setting: its key in the file, how its value is read and shown, and what it means in a few words."""

    key: str
    read: Callable[[Context, str, str], Any]
    show: Callable[[Settings, Any], str]
    meaning: str
    optional: bool = False


def _read_money(context: Context, typed: str, name: str) -> int:
    base = context.book.settings.base_currency
    try:
        amount = parse_money(typed, base, context.decimal)
    except Unreadable as error:
        raise AskedWrong(f"{name}: {error}") from error
    if amount.currency not in (None, base):
        raise AskedWrong(f"{name} is in the book's currency, {base}, not {amount.currency}")
    return amount.minor


def _read_rate(context: Context, typed: str, name: str) -> int:
    minor = _read_money(context, typed, name)
    if not minor:
        raise AskedWrong(f"{name}: a rate of 0 is no rate: write none to have it measured from the hours you sell")
    return minor


def _read_week_hours(context: Context, typed: str, name: str) -> int:
    return reading.week_hours(typed, name)


def _read_currency(context: Context, typed: str, name: str) -> str:
    return reading.currency(typed, name)


def _read_whole(context: Context, typed: str, name: str) -> int:
    text = typed.strip()
    if not (text.isascii() and text.isdigit() and len(text) < _DIGITS):
        raise AskedWrong(f"{name}: {clean(typed)!r} is no whole number")
    return int(text)


def _read_share(context: Context, typed: str, name: str) -> float:
    try:
        return parse_share(typed)
    except Unreadable as error:
        raise AskedWrong(f"{name}: {error}") from error


def _money(settings: Settings, value: Any) -> str:
    return format_money(value, settings.base_currency)


def _hours(settings: Settings, value: Any) -> str:
    return f"{format_hours(value)} h"


def _plain(settings: Settings, value: Any) -> str:
    return str(value)


KINDS: dict[str, Kind] = {
    "baseline_rate": Kind("baseline_rate", _read_rate, _money, "what you would charge for an hour", True),
    "living_expenses": Kind("living_expenses_per_month", _read_money, _money, "what you live on, a month", True),
    "capacity": Kind("capacity_minutes_per_week", _read_week_hours, _hours, "the hours you can work, a week"),
    "working_weeks": Kind("working_weeks_per_year", _read_whole, _plain, "the weeks you work, a year"),
    "window_weeks": Kind("window_weeks", _read_whole, _plain, "the weeks that the gauge looks at"),
    "build_life_weeks": Kind("build_life_weeks", _read_whole, _plain, "the weeks over which building wears off"),
    "required_return": Kind(
        "required_return", _read_share, _plain, "what capital should bring, a year: 0.05 or 5%"
    ),
    "gauge_goal": Kind("gauge_goal", _read_whole, _plain, "the gauge to aim at, 0 to 99", True),
    "base_currency": Kind("base_currency", _read_currency, _plain, "the currency of all totals"),
}


def shown(kind: Kind, settings: Settings) -> str:
    """The value of a setting in words; ``none`` where there is none."""
    value = getattr(settings, kind.key)
    return "none" if value is None else kind.show(settings, value)
