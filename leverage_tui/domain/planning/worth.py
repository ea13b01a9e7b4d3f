"""Whether a what-if is worth it, and by how much a week: one rule for all kinds.

What it brings is the net it adds and the own hours it takes off, at the baseline rate; build hours are charged as
the gauge charges them, over T weeks. A helper's training is not: METRICS.md leaves it to its own payback.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from leverage_tui.domain.scenarios.results import Automate, Hire, Productise, WhatIf
from leverage_tui.domain.scenarios.whatif import Asked

_NOTHING = 1e-9


@dataclass(frozen=True, slots=True)
class Worth:
    """`per_week`: what it brings, in major units of the base currency, `build_hours` charged over `life_weeks`."""

    is_worth_it: bool
    per_week: float
    build_hours: Fraction
    life_weeks: int

    @property
    def charged(self) -> Fraction:
        """Build hours charged to a week."""
        return self.build_hours / self.life_weeks


def worth(result: WhatIf, asked: Asked, hour: float, life_weeks: int) -> Worth | None:
    """What `result` brings with an own hour worth `hour`; None where there is no result."""
    change = result.change
    if change is None:
        return None
    build = asked.numbers.get("build_hours", Fraction(0))
    running = change.net_per_week_change - hour * change.own_hours_per_week_change
    per_week = running - hour * float(build / life_weeks)
    is_worth_it = result.outcome.worth_it if isinstance(result.outcome, Hire) else per_week > _NOTHING
    return Worth(is_worth_it, per_week, build, life_weeks)


def payback_weeks(result: WhatIf) -> float | None:
    """The weeks until what was put in is back: training, building; None where it never is, and for a price."""
    outcome = result.outcome
    if isinstance(outcome, Hire):
        return outcome.training_payback_weeks
    if isinstance(outcome, Automate):
        return outcome.payback_weeks
    return outcome.break_even_weeks if isinstance(outcome, Productise) else None
