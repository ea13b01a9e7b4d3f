"""What scenarios come to, as values. Money in major units of the base currency, durations in hours, the gauge in
percent. Field names are the keys of METRICS.md; None is "none", never zero."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Hire:
    """What somebody's help frees, and what their hour may cost at most. `break_even_rate_if_resold` is none while
    nothing is sold by the hour, the payback while nothing is freed."""

    own_hours_freed_per_week: float
    resold_hours_per_week: float
    break_even_rate_at_baseline: float | None
    break_even_rate_if_resold: float | None
    training_payback_weeks: float | None
    worth_it: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Automate:
    """What an automation saves; `capped` when it was said to save more hours than there are. A payback is none when
    it never comes."""

    hours_saved_per_week: float
    capped: bool
    payback_weeks: float | None
    hours_payback_weeks: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """What another price may cost in volume. The margin is none without revenue."""

    contribution_margin: float | None
    break_even_volume_change: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Productise:
    """What a product would bring; a break-even is none when it never comes."""

    net_per_week: float
    own_hours_per_week: float
    true_rate_over_life: float | None
    break_even_weeks: float | None
    break_even_units: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The window with the change in it, against the window as it is. The gauge is raw, none without net income."""

    net_per_week_change: float
    own_hours_per_week_change: float
    gauge_before: float | None
    gauge_after: float | None
    gauge_change: float | None
    effective_hourly_rate_after: float | None


Outcome = Hire | Automate | Price | Productise


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """A what-if. Without a baseline rate only `state` says why there is no more."""

    kind: str
    label: str | None
    state: str | None = None
    outcome: Outcome | None = None
    change: Change | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewStream:
    """How a plan for a new stream does in the test: points, and what it would earn. The break-even is none when it
    never comes or there is no baseline rate. `life_weeks`, T, is no key of the contract."""

    name: str | None
    gate_passed: bool
    structure: float
    honest_plan: float
    economics: float
    score: float
    projected_true_rate: float | None
    projected_break_even_weeks: float | None
    verdict: str
    life_weeks: int
