"""Figures that come with a `state`: they keep only what is known. None in a field is "not known in this state", or
where the field's text says so, "none"."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class PaybackTrend(NamedTuple):
    """Whether the weekly surplus has a trend, and what would follow. Money per week; `level_now` is the surplus of
    this week on the trend's line. The weeks are none when the trend never gets there."""

    state: str
    slope_per_week: float
    p_value: float
    level_now: float | None = None
    weeks_to_break_even_if_trend_continues: float | None = None


class Payback(NamedTuple):
    """What a stream still owes for the hours in it, at the baseline rate, and when that is worked off. Weeks are
    none at a surplus that never does."""

    state: str
    unamortised_build_hours: float
    cumulative_surplus: float | None = None
    build_debt_money: float | None = None
    build_debt_hours: float | None = None
    weekly_surplus_mean: float | None = None
    weekly_surplus_low: float | None = None
    weekly_surplus_high: float | None = None
    weeks_to_break_even: float | None = None
    weeks_optimistic: float | None = None
    weeks_pessimistic: float | None = None
    break_even_date: date | None = None
    trend: PaybackTrend | None = None


class TimeTrend(NamedTuple):
    """Whether the weekly run hours of a stream fall or rise; slopes in hours per week, per week."""

    state: str
    n: int | None = None
    slope_hours_per_week: float | None = None
    slope_low: float | None = None
    slope_high: float | None = None
    S: int | None = None
    p_value: float | None = None


class Decoupling(NamedTuple):
    """Whether weekly net follows weekly run hours. `spearman` and its p are none when net never varies."""

    state: str
    n: int
    spearman: float | None = None
    p_value: float | None = None
    slope_per_hour: float | None = None
    elasticity: float | None = None
    elasticity_low: float | None = None
    elasticity_high: float | None = None
    decoupling: float | None = None


class Vacation(NamedTuple):
    """What comes in while you are away. `ratio` is none unless worked weeks bring something."""

    state: str
    zero_hour_weeks: int
    worked_weeks: int
    net_per_zero_hour_week: float | None = None
    net_per_worked_week: float | None = None
    ratio: float | None = None


class Ceiling(NamedTuple):
    """The most that time can be sold for, and how much of it is. `used` is none when no hour is left to sell."""

    state: str
    realised_rate: float | None = None
    other_own_hours_per_week: float | None = None
    sellable_hours_per_week: float | None = None
    sold_hours_per_week: float | None = None
    used: float | None = None
    time_sold_ceiling_per_year: float | None = None
    leveraged_net_per_year: float | None = None
    ceiling_per_year: float | None = None
    value_of_one_freed_hour_per_week_per_year: float | None = None


class RateChange(NamedTuple):
    """Why net per run hour moved against the window before; the three parts add up to `change`."""

    state: str
    before: float | None = None
    after: float | None = None
    change: float | None = None
    from_margin: float | None = None
    from_productivity: float | None = None
    from_leverage: float | None = None
