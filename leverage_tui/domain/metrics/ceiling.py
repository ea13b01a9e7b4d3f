"""The ceiling on time that can be sold, and why the rate moved against the window before.

Decided where METRICS.md leaves room: a window before counts when the book's first week is no later than its first.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log

from leverage_tui.domain.calendar import monday
from leverage_tui.domain.metrics import rows
from leverage_tui.domain.metrics.blocks import Ceiling, RateChange
from leverage_tui.domain.metrics.past import StreamPast
from leverage_tui.domain.metrics.ratios import over, revenue
from leverage_tui.domain.metrics.readings import OK
from leverage_tui.domain.metrics.rows import Row
from leverage_tui.domain.metrics.sums import WindowSums
from leverage_tui.domain.metrics.units import Units
from leverage_tui.domain.metrics.window import Window
from leverage_tui.domain.settings import Settings

WEEKS_A_YEAR = 52
NOTHING_SOLD = "no time sold in this window"
NO_COMPARISON = "needs two windows with positive income and hours"


def ceiling(sums: Sequence[WindowSums], window: Window, settings: Settings, units: Units) -> Ceiling:
    """What the hours that are left could be sold for at the realised rate, a year."""
    sold = [found for found in sums if found.stream.time_sold]
    delivered = sum(found.row[rows.DELIVER] for found in sold)
    rate = units.rate(sum(found.net for found in sold), delivered)
    if rate is None:
        return Ceiling(state=NOTHING_SOLD)
    own = sum(rows.run(found.row) + found.row[rows.BUILD] for found in sums)
    other = units.hours(own - delivered) / window.weeks
    sellable = max(0.0, settings.capacity_minutes_per_week / 60 - other)
    sold_hours = units.hours(delivered) / window.weeks
    leveraged = sum(found.net for found in sums if not found.stream.time_sold)
    a_year = units.money(leveraged) / window.weeks * WEEKS_A_YEAR
    limit = rate * sellable * settings.working_weeks_per_year
    return Ceiling(
        state=OK,
        realised_rate=rate,
        other_own_hours_per_week=other,
        sellable_hours_per_week=sellable,
        sold_hours_per_week=sold_hours,
        used=over(sold_hours, sellable),
        time_sold_ceiling_per_year=limit,
        leveraged_net_per_year=a_year,
        ceiling_per_year=limit + a_year,
        value_of_one_freed_hour_per_week_per_year=rate * settings.working_weeks_per_year,
    )


def rate_change(pasts: Sequence[StreamPast], before: Row, after: Row, window: Window, units: Units) -> RateChange:
    """Net per run hour of the window against the one before, by factor; `before` and `after` are their rows of
    all."""
    began = min((past.first_day for past in pasts if past.first_day is not None), default=None)
    if began is None or monday(began) > window.before().first:
        return RateChange(state=NO_COMPARISON)
    one, other = _factors(before, units), _factors(after, units)
    if one is None or other is None:
        return RateChange(state=NO_COMPARISON)
    start, end = _product(one), _product(other)
    mean = start if start == end else (end - start) / log(end / start)
    margin, productivity, leverage = (mean * log(new / old) for old, new in zip(one, other, strict=True))
    return RateChange(
        state=OK,
        before=start,
        after=end,
        change=end - start,
        from_margin=margin,
        from_productivity=productivity,
        from_leverage=leverage,
    )


def _product(factors: tuple[float, float, float]) -> float:
    margin, productivity, leverage = factors
    return margin * productivity * leverage


def _factors(row: Row, units: Units) -> tuple[float, float, float] | None:
    """Margin, productivity and leverage, None unless net, revenue and run hours are all positive."""
    net, earned, run = rows.net(row), revenue(row), rows.run(row)
    hours = run + row[rows.PEOPLE]
    productivity = units.rate(earned, hours)
    if net <= 0 or earned <= 0 or run <= 0 or productivity is None:
        return None
    return net / earned, productivity, hours / run
