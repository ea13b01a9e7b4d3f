"""The four what-ifs as they are asked for, and how what is typed becomes one of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from leverage_tui.domain.book import Book
from leverage_tui.domain.model import OWN_WORK, Work
from leverage_tui.domain.quantities.texts import read_name
from leverage_tui.domain.scenarios.present import Present
from leverage_tui.domain.text import NAME_LIMIT, clean
from leverage_tui.tui.screens.reading import Decimal, Gather, Said, Typed
from leverage_tui.tui.screens.scenario_fields import Ask, quantities, read_numbers


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of what-if: its name and one sentence, what a label of it begins with, whether it is about a stream
    and one of its activities, and its numbers."""

    name: str
    about: str
    label: str
    stream: bool
    activity: bool
    asks: tuple[Ask, ...]


_COST = Ask("cost_per_week", "Cost a week", "money", hint="empty: none", tail=" a week")
_BUILD = Ask("build_hours", "Hours to build", "hours", needed="how long to make it? such as 10", tail=" once")
KINDS = {
    "hire": Kind(
        "hire", "Somebody takes hours off you, for their pay.", "hire for", True, True,
        (
            Ask("hours_per_week", "Hours a week", "hours", needed="how many hours? such as 3", tail=" a week"),
            Ask("rate", "Pay an hour", "money", needed="what does their hour cost?", tail=" an hour"),
            Ask("efficiency", "As fast as you", "share", "80%", hint="empty: 80%", tail=" of your pace"),
            Ask("overhead", "You manage", "share", "15%", hint="empty: 15%", tail=" of their hours, by you"),
            Ask("training_hours", "Training", "hours", hint="empty: none", tail=" of yours, once"),
            Ask("resell_share", "Sold again", "share", hint="part of what is freed; empty: none",
                tail=" of the freed time"),
        ),
    ),
    "automate": Kind(
        "automate", "Software does it, after some hours to build it.", "automate", True, True,
        (
            Ask("runs_per_week", "Runs a week", "count", needed="how often? such as 8", tail=" times a week"),
            Ask("minutes_saved", "Minutes a run", "minutes", needed="what does it save? such as 12", tail=" a run"),
            _BUILD,
            Ask("maintenance_hours_per_week", "Upkeep a week", "hours", hint="empty: none", tail=" a week, yours"),
            _COST,
        ),
    ),
    "price": Kind(
        "raise the price", "The same work at another price, and some may leave.", "another price for", True, False,
        (
            Ask("price_change", "Price", "change", needed="by how much? such as +10%", tail=" on the price"),
            Ask("volume_change", "Volume", "change", hint="such as -5%; empty: nobody leaves",
                tail=" of what is sold"),
        ),
    ),
    "productise": Kind(
        "productise", "Made once, sold by the unit: a product of its own.", "a new product", False, False,
        (
            Ask("price", "Price a unit", "money", needed="what does one cost?", tail=" each"),
            Ask("units_per_week", "Sold a week", "count", needed="how many? such as 2", tail=" a week"),
            _BUILD,
            Ask("sell_hours_per_week", "Selling a week", "hours", hint="empty: none", tail=" a week, yours"),
            Ask("support_minutes_per_unit", "Support a unit", "minutes", hint="minutes; empty: none", tail=" each"),
            Ask("platform_fee", "Platform keeps", "share", hint="such as 30%; empty: none", tail=" of the price"),
            Ask("processing_fee", "Processing fee", "share", hint="such as 3.5%; empty: none",
                tail=" of the price"),
            Ask("refund_rate", "Refunds", "share", hint="such as 5%; empty: none", tail=" of what is sold"),
            _COST,
        ),
    ),
}  # fmt: skip
"""The kinds by their names in the scenario, in the order they are offered."""


@dataclass(frozen=True, slots=True)
class WhatIfRead:
    """All that is typed, as read. `body` is the scenario, None while `why` says what it lacks."""

    said: Mapping[str, Said]
    body: dict[str, Any] | None
    why: str


def read_what_if(
    kind: str, typed: Typed, usual: str, currency: str, decimal: Decimal, before: Mapping[str, Any]
) -> WhatIfRead:
    """Read the fields of a what-if; `usual` is its label while none is typed, `before` the one being changed."""
    gather, shown = Gather(typed), KINDS[kind]
    known = quantities(currency, decimal)
    numbers = read_numbers(gather, shown.asks, known, before)
    label = gather.take("label", read_name, lambda name: "", hint=f"empty: {usual}") or usual
    chosen = {key: typed[key] for key in ("stream", "activity") if key in typed}
    asked = {ask.key for ask in shown.asks} | {"kind", "label", "stream", "activity"}
    others = {key: value for key, value in before.items() if key not in asked}
    body = {"kind": kind, "label": label, **chosen, **numbers.found, **others}
    return WhatIfRead(gather.said, None if numbers.why else body, numbers.why)


def usual_label(book: Book, kind: str, stream: str, activity: str) -> str:
    """ "hire for care plan", "automate admin of consulting"."""
    shown = KINDS[kind]
    if not shown.stream:
        return shown.label
    name = clean(book.streams[stream].name) if stream in book.streams else stream
    middle = f" {activity} of" if kind == "automate" else ""
    return clean(f"{shown.label}{middle} {name}", NAME_LIMIT)


def largest_activity(now: Present, stream: str) -> Work:
    """The own work that takes most of a stream's week; managing where there is none."""
    if stream not in now.parts or not any(now.own_hours(stream, work) for work in OWN_WORK):
        return Work.MANAGE
    return max(OWN_WORK, key=lambda work: now.own_hours(stream, work))


def hours_there(now: Present, stream: str, activity: str) -> float:
    """Own hours of an activity a week."""
    return float(now.own_hours(stream, Work(activity))) if stream in now.parts else 0.0
