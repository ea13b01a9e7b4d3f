"""When a stream has paid for all the hours that went into it, at the baseline rate.

Decided where METRICS.md leaves room: a forecast of 5,200 weeks or more has weeks but no date; all of `trend`, its
mean too, sees weekly values rounded to 6 decimals; a trend that never gets there has no weeks.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from math import ceil, sqrt
from statistics import NormalDist, fmean, stdev

from leverage_tui.domain.metrics.blocks import Payback, PaybackTrend
from leverage_tui.domain.metrics.gauge import is_nothing, labour
from leverage_tui.domain.metrics.past import StreamPast
from leverage_tui.domain.metrics.readings import NEEDS_BASELINE
from leverage_tui.domain.metrics.statistics import mann_kendall, theil_sen
from leverage_tui.domain.metrics.sums import LifeSums
from leverage_tui.domain.metrics.trends import SIGNIFICANT, WeekPoint
from leverage_tui.domain.metrics.units import Units
from leverage_tui.domain.metrics.window import unamortised_build

SURPLUS_WEEKS = 13
FEWEST_WEEKS, TREND_WEEKS = 4, 8
LONGEST_WEEKS = 5200
_SIDE = NormalDist().inv_cdf(0.95)


def payback(
    past: StreamPast, life: LifeSums, entered: Sequence[WeekPoint], rate: int | None, life_weeks: int, units: Units
) -> Payback:
    """The debt of a stream and the forecast of its end. `rate` in `SCALE`-ths of a minor unit per hour; `entered`:
    the confirmed full weeks without expected income, oldest first."""
    unamortised = units.hours(unamortised_build(past, life_weeks))
    if rate is None:
        return Payback(state=NEEDS_BASELINE, unamortised_build_hours=unamortised)
    surplus = life.net - labour(life.run + life.build, rate)
    debt = 0 if surplus >= 0 or is_nothing(surplus) else -surplus
    weekly = [units.money(point.net - labour(point.run, rate)) for point in entered[-SURPLUS_WEEKS:]]
    known = Payback(
        state=_early_state(past, debt, len(weekly)) or "",
        unamortised_build_hours=unamortised,
        cumulative_surplus=units.money(surplus),
        build_debt_money=units.money(debt),
        build_debt_hours=debt / rate,
    )
    return known if known.state else _forecast(known, weekly, units.money(debt), past.as_of)


def _early_state(past: StreamPast, debt: int, weeks: int) -> str | None:
    """The state when there is nothing to forecast, else None."""
    if not debt:
        return "paid back"
    if past.ended is not None:
        return "ended unpaid"
    return f"too new ({weeks}/{FEWEST_WEEKS} weeks)" if weeks < FEWEST_WEEKS else None


def _forecast(known: Payback, weekly: Sequence[float], debt: float, as_of: date) -> Payback:
    mean = fmean(weekly)
    side = _SIDE * stdev(weekly) / sqrt(len(weekly))
    weeks = _weeks(debt, mean)
    return Payback(
        state="not paying back at this rate" if weeks is None else "paying back",
        unamortised_build_hours=known.unamortised_build_hours,
        cumulative_surplus=known.cumulative_surplus,
        build_debt_money=known.build_debt_money,
        build_debt_hours=known.build_debt_hours,
        weekly_surplus_mean=mean,
        weekly_surplus_low=mean - side,
        weekly_surplus_high=mean + side,
        weeks_to_break_even=weeks,
        weeks_optimistic=_weeks(debt, mean + side),
        weeks_pessimistic=_weeks(debt, mean - side),
        break_even_date=_day(as_of, weeks),
        trend=_trend([round(value, 6) for value in weekly], debt) if len(weekly) >= TREND_WEEKS else None,
    )


def _weeks(debt: float, surplus: float) -> float | None:
    return debt / surplus if surplus > 0 else None


def _day(as_of: date, weeks: float | None) -> date | None:
    return as_of + timedelta(7 * ceil(weeks)) if weeks is not None and weeks < LONGEST_WEEKS else None


def _trend(weekly: Sequence[float], debt: float) -> PaybackTrend:
    test = mann_kendall(weekly)
    slope = theil_sen(range(len(weekly)), weekly)
    assert slope is not None
    if test.p_value >= SIGNIFICANT:
        state = "no trend: the mean is the forecast"
        return PaybackTrend(state=state, slope_per_week=slope.slope, p_value=test.p_value)
    level = fmean(weekly) + slope.slope * (len(weekly) - 1) / 2
    return PaybackTrend(
        state="trend",
        slope_per_week=slope.slope,
        p_value=test.p_value,
        level_now=level,
        weeks_to_break_even_if_trend_continues=_root(level, slope.slope, debt),
    )


def _root(level: float, slope: float, debt: float) -> float | None:
    """The smallest k > 0 with k level + slope k (k + 1) / 2 = debt, None when there is none."""
    linear = level + slope / 2
    under_root = linear * linear + 2 * slope * debt
    if under_root < 0:
        return None
    divisor = linear + sqrt(under_root)
    return 2 * debt / divisor if divisor > 0 else None
