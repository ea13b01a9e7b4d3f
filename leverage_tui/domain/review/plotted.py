"""The values of a plot at one of its days, in words."""

from __future__ import annotations

from datetime import date

from leverage_tui.domain.calendar import DAY, monday
from leverage_tui.domain.quantities.dates import Period, format_period
from leverage_tui.domain.review.facts import Fact, Plot
from leverage_tui.domain.review.wording import in_tenths, tenths_of
from leverage_tui.domain.words import DASH


def at_week(plot: Plot, place: int) -> Fact:
    """What the lines of `plot` say at its day number `place`: the week by name, and each line's value."""
    values = [(line.name, line.values[place]) for line in plot.lines]
    level = [(plot.level_name, plot.level)] if plot.level is not None else []
    unknown = all(value is None for _, value in values)
    return Fact(
        "week",
        week_words(plot.days[place]),
        "nothing known" if unknown else f"in {plot.unit}",
        (" · ".join(f"{name} {_shown(value)}" for name, value in (*values, *level)),),
        "unsure" if unknown else "plain",
    )


def week_words(day: date) -> str:
    """The ISO week of `day`: ``Week 25, 16-22 Jun 2025``."""
    first = monday(day)
    found = format_period(Period(first, first + 6 * DAY))
    return found[:1].upper() + found[1:]


def _shown(value: float | None) -> str:
    return DASH if value is None else in_tenths(tenths_of(value))
