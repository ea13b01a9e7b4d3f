"""The settings that change figures, read from the book's `settings` documents."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from leverage_tui.domain.model import Setting

SCHEMA = 1


class Settings(NamedTuple):
    """Settings with their defaults. Money in minor units of `base_currency`; `baseline_rate` per hour."""

    schema: int = SCHEMA
    base_currency: str = "USD"
    baseline_rate: int | None = None
    window_weeks: int = 13
    build_life_weeks: int = 104
    capacity_minutes_per_week: int = 2400
    working_weeks_per_year: int = 46
    living_expenses_per_month: int | None = None
    required_return: float = 0.05
    gauge_goal: int | None = None


MONEY_LIMIT = 10**13
_WHOLE: dict[str, tuple[int, int, bool]] = {
    "schema": (1, 10**6, False),
    "baseline_rate": (0, MONEY_LIMIT, True),
    "window_weeks": (1, 520, False),
    "build_life_weeks": (1, 5200, False),
    "capacity_minutes_per_week": (0, 7 * 1440, False),
    "working_weeks_per_year": (0, 53, False),
    "living_expenses_per_month": (0, MONEY_LIMIT, True),
    "gauge_goal": (0, 99, True),
}
KEYS = (*_WHOLE, "base_currency", "required_return")


def why_not(key: str, value: Any) -> str | None:
    """A sentence that says why `value` cannot be the setting `key`, or None when it can."""
    if key == "base_currency":
        fits = isinstance(value, str) and len(value) == 3 and value.isascii() and value.isupper()
        return None if fits else "base_currency is a code of three capital letters, such as USD"
    if key == "required_return":
        number = isinstance(value, (int, float)) and not isinstance(value, bool)
        return None if number and 0 <= value <= 1 else "required_return is a share from 0 to 1, such as 0.05"
    low, high, optional = _WHOLE[key]
    if value is None and optional:
        return None
    if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high:
        return None
    return f"{key} is a whole number from {low} to {high}" + (", or none" if optional else "")


def settings_from(documents: Iterable[Setting]) -> Settings:
    """The settings that `documents` say; of two with one key the later stamp wins, then the larger number.

    Unknown keys and values that do not fit are left to their defaults. A baseline rate of 0 is none.
    """
    latest: dict[str, Any] = {}
    for document in sorted(documents, key=lambda found: (found.at, found.doc_id)):
        if document.key in KEYS and why_not(document.key, document.value) is None:
            latest[document.key] = document.value
    latest["baseline_rate"] = latest.get("baseline_rate") or None
    return Settings(**latest)
