"""The test for a new stream as it is asked for, and how what is ticked and typed becomes a plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from leverage_tui.domain.quantities.texts import read_name
from leverage_tui.tui.screens.reading import Decimal, Gather, Said, Typed
from leverage_tui.tui.screens.scenario_fields import Ask, Numbers, quantities, read_numbers


@dataclass(frozen=True, slots=True)
class Tick:
    """A yes or no of the plan: its key, its label, and what yes means in one sentence."""

    key: str
    label: str
    about: str


GATE = (
    Tick("one_to_many", "One to many", "No hour of yours for one more customer."),
    Tick("info_product", "Information", "Knowledge, in a form that copies free."),
    Tick("delivered_by_others", "Others deliver", "Somebody else's paid hours deliver it."),
)
HONEST = (
    Tick("build_hours_estimated", "Build hours", "From something like it, not from hope."),
    Tick("sales_funnel_planned", "Selling", "Where buyers come from, in what hours."),
    Tick("support_and_refunds_planned", "Support, refunds", "Questions and refunds are reckoned in."),
    Tick("management_planned", "Managing", "Steering it is in the hours, too."),
    Tick("automation_planned", "Automation", "Software does the part that repeats."),
)
AWAY = Tick("survives_two_weeks_off", "Two weeks off", "It sells and delivers without you.")
TICKS = (*GATE, *HONEST, AWAY)
NUMBERS = (
    Ask("build_hours", "Hours to build", "hours", needed="all hours until it sells", tail=" once"),
    Ask("net_per_week", "Net a week", "net", needed="what it keeps, fees and pay off", tail=" a week"),
    Ask("run_hours_per_week", "Hours to run", "hours", needed="yours: sell, support, manage",
        tail=" a week, yours"),
)  # fmt: skip
SHARE = Ask(
    "largest_channel_share", "Largest channel", "share", hint="such as 60%; empty: all in one",
    tail=" of it through one",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PlanRead:
    """All that is ticked and typed, as read. `body` is the plan, without its numbers while `why` says which of them
    is not said (none is zero); None while `why` says what cannot be read."""

    said: Mapping[str, Said]
    body: dict[str, Any] | None
    why: str


def read_plan(typed: Typed, currency: str, decimal: Decimal, before: Mapping[str, Any]) -> PlanRead:
    """Read the fields of a plan; `before` is the one being changed."""
    gather, known = Gather(typed), quantities(currency, decimal)
    name = gather.take("name", read_name, lambda name: "", needed="what would it be called?")
    numbers = read_numbers(gather, NUMBERS, known, before)
    share = read_numbers(gather, (SHARE,), known, before)
    for tick in TICKS:
        gather.said[tick.key] = Said(tick.about)
    ticks = {tick.key: typed[tick.key] == "yes" for tick in TICKS}
    asked = {"name", *ticks, *(ask.key for ask in (*NUMBERS, SHARE))}
    others = {key: value for key, value in before.items() if key not in asked}
    found = {} if numbers.missing else numbers.found
    lacks = Numbers(missing=numbers.missing, unread=numbers.unread + share.unread)
    body = {"name": name or "", **ticks, **found, **share.found, **others}
    return PlanRead(gather.said, None if lacks.unread else body, lacks.why)
