"""Figures as values. Money in major units of the base currency, durations in hours, rates in money per hour.

Field names are the keys of METRICS.md; None is "none", never zero.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from leverage_tui.domain.metrics.blocks import Ceiling, Decoupling, Payback, RateChange, TimeTrend, Vacation
from leverage_tui.domain.metrics.readings import Gauge, GaugeReading, StreamGauge
from leverage_tui.domain.model import Work


class GaugePoint(NamedTuple):
    """The gauge on one day, raw and without build, in percent; None where there is none."""

    day: date
    raw: float | None
    running: float | None


class GaugeBand(NamedTuple):
    """The gauge's raw value if the baseline rate were a fifth lower or higher."""

    at_80_percent: float | None
    at_120_percent: float | None


class Lifetime(NamedTuple):
    """All history, opening balances included."""

    net: float
    run_hours: float
    build_hours: float


class RateIdentity(NamedTuple):
    """Net per run hour as a product of three factors."""

    margin: float | None
    productivity: float | None
    leverage: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """What a stream and the book have in common, over the window unless said otherwise."""

    gross: float
    refunds: float
    revenue: float
    platform_fees: float
    processing_fees: float
    people_cost: float
    variable_costs: float
    fixed_costs: float
    net: float
    own_hours: Mapping[Work, float]
    run_hours: float
    build_hours: float
    amortised_build_hours: float
    effective_hours: float
    people_hours: float
    automation_hours: float
    process_hours: float
    expected_net: float
    effective_hourly_rate: float | None
    effective_hourly_rate_with_build: float | None
    true_hourly_rate: float | None
    lifetime: Lifetime
    time_multiplier: float | None
    leverage_ratio: float | None
    hidden_work_share: float | None
    toil_share: float | None
    rate_identity: RateIdentity


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamFigures(Totals):
    """One stream. `gauge` is None while the book has no gauge to be a part of."""

    name: str
    time_sold: bool
    income_until: date | None
    income_multiple: float | None
    true_income_multiple: float | None
    people_per_manage_hour: float | None
    management_overhead: float | None
    utilisation: float | None
    realised_rate_per_deliver_hour: float | None
    refund_rate: float | None
    platform_take: float | None
    net_margin: float | None
    gross_margin: float | None
    operating_leverage: float | None
    coverage: float | None
    capital: float
    capital_yield_per_year: float | None
    capital_origin_hours: float | None
    gauge: StreamGauge | None
    payback: Payback
    time_trend: TimeTrend
    decoupling: Decoupling
    vacation: Vacation


@dataclass(frozen=True, slots=True, kw_only=True)
class BookFigures(Totals):
    """All streams together."""

    hhi: float | None
    effective_streams: float | None
    largest_share: float | None
    unlogged_income_share: float | None
    platform_dependent_share: float | None
    measured_time_sold_rate: float | None
    baseline_vs_measured: float | None
    gauge: Gauge
    gauge_running: GaugeReading
    gauge_as_worked: GaugeReading
    gauge_lifetime: GaugeReading
    gauge_band: GaugeBand
    leveraged_income_per_month: float | None
    crossover_ratio: float | None
    ceiling: Ceiling
    vacation: Vacation
    rate_change: RateChange


class Figures(NamedTuple):
    """Every figure of a book as of a day."""

    as_of: date
    window: tuple[date, date]
    weeks: float
    """Weeks of the window, the running one in part."""
    baseline_rate: float | None
    baseline_provisional: bool
    base_currency: str
    streams: Mapping[str, StreamFigures]
    book: BookFigures
    warnings: tuple[str, ...]
