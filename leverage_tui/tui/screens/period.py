"""A period as a person would type it again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leverage_tui.domain.calendar import iso_label
from leverage_tui.domain.quantities.dates import Period, parse_period


def type_period(period: Period) -> str:
    """What `parse_period` reads back as `period`, as short as can be: `2026-10`, `2026-W46`, `2026-Q3`."""
    return next(typed for typed in _spellings(period) if parse_period(typed, period.first) == period)


def _spellings(period: Period) -> Iterator[str]:
    first, last = period.first, period.last
    yield f"{first:%Y-%m}"
    yield f"{first:%Y}-Q{(first.month + 2) // 3}"
    yield f"{first:%Y}"
    yield iso_label(first)
    yield first.isoformat()
    yield f"{first.isoformat()}..{last.isoformat()}"


def words_for(period: Period, today: date) -> str:
    """What is to be known of a period that is not over: what counts of it, and when. Empty when it is."""
    if period.first > today:
        return "has not begun: counts from then on"
    if period.last > today:
        return "not over yet: counts day by day"
    return ""
