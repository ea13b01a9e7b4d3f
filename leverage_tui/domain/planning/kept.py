"""What-ifs and plans that are kept, and what each comes to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from leverage_tui.domain.book import Book
from leverage_tui.domain.metrics import Memory, figures
from leverage_tui.domain.model import Scenario
from leverage_tui.domain.planning.facts import plan_facts, what_if_facts
from leverage_tui.domain.review.facts import Fact, Section
from leverage_tui.domain.scenarios import KINDS, NewStream, ScenarioWrong, WhatIf, new_stream, what_if
from leverage_tui.domain.scenarios.fields import shown
from leverage_tui.domain.text import clean
from leverage_tui.domain.words import DASH

NEW_STREAM = "new_stream"
UNNAMED = "unnamed"
_ORDER = (*KINDS, NEW_STREAM)
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "net": ("net_per_week_change",),
    "your hours": ("own_hours_per_week_change",),
    "gauge": ("gauge_change",),
    "rate after": ("effective_hourly_rate_after",),
    "payback": ("training_payback_weeks", "payback_weeks", "break_even_weeks"),
    "worth it": ("worth_it",),
}
"""The columns of the table of what-ifs after label and kind, and the keys of the facts that stand in them."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One kept scenario. `kind` is hire, automate, price, productise or new_stream, or what else a file says."""

    doc_id: int
    kind: str
    label: str
    body: Mapping[str, Any]

    @property
    def is_plan(self) -> bool:
        """Whether it is a plan for a new stream rather than a what-if."""
        return self.kind == NEW_STREAM


@dataclass(frozen=True, slots=True)
class Compared:
    """A kept what-if as a line of the table: its `result` and facts, or `why_not` in a sentence. A result without
    numbers (no baseline rate) has one fact, which says so."""

    kept: Kept
    result: WhatIf | None
    section: Section | None
    why_not: str = ""

    @property
    def row(self) -> tuple[Fact, ...]:
        """A fact for each of `COLUMNS`; a dash with its reason where there is none."""
        facts = {} if self.section is None else {fact.key: fact for fact in self.section.facts}
        state = facts.get("state")
        reason = self.why_not or (state.shown if state else "another price takes no hours first")
        found = []
        for name, keys in COLUMNS.items():
            there = next((facts[key] for key in keys if key in facts), None)
            found.append(
                there or Fact(keys[-1], name, DASH, (reason,), "unsure" if self.why_not or state else "plain")
            )
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Judged:
    """A kept plan for a new stream with its `result` and facts, or `why_not` in a sentence."""

    kept: Kept
    result: NewStream | None
    section: Section | None
    why_not: str = ""


def kind_of(body: Mapping[str, Any]) -> str:
    """The kind of a scenario by its body; a plan says none."""
    found = body.get("kind")
    if found is None:
        return NEW_STREAM
    return clean(found) if isinstance(found, str) else shown(found)


def label_of(body: Mapping[str, Any]) -> str:
    """What a scenario is called; empty when it is not."""
    found = body.get("name" if kind_of(body) == NEW_STREAM else "label")
    return clean(found) if isinstance(found, str) else ""


def kept(book: Book) -> tuple[Kept, ...]:
    """All that is kept: by kind, then by label."""
    found = [
        Kept(document.doc_id, kind_of(document.body), label_of(document.body) or UNNAMED, document.body)
        for document in book.all(Scenario)
    ]
    return tuple(sorted(found, key=_place))


def comparison(book: Book, today: date, memory: Memory | None = None) -> tuple[Compared, ...]:
    """Every kept what-if, worked out for the window that ends on `today`, in the order of `kept`."""
    memory = memory or Memory()
    listed = [one for one in kept(book) if not one.is_plan]
    now = figures(book, today, memory) if listed else None
    found = []
    for one in listed:
        assert now is not None
        try:
            result = what_if(book, today, one.body, memory)
            found.append(Compared(one, result, what_if_facts(book, now, result, one.body)))
        except ScenarioWrong as wrong:
            found.append(Compared(one, None, None, _gone(book, one) or str(wrong)))
    return tuple(found)


def plans(book: Book, today: date, memory: Memory | None = None) -> tuple[Judged, ...]:
    """Every kept plan for a new stream, put to the test, in the order of `kept`."""
    memory = memory or Memory()
    listed = [one for one in kept(book) if one.is_plan]
    now = figures(book, today, memory) if listed else None
    found = []
    for one in listed:
        assert now is not None
        try:
            result = new_stream(book, today, one.body, memory)
            found.append(Judged(one, result, plan_facts(now, result, one.body)))
        except ScenarioWrong as wrong:
            found.append(Judged(one, None, None, str(wrong)))
    return tuple(found)


def _gone(book: Book, one: Kept) -> str:
    """That the stream of a kept what-if is no longer there; empty where it is."""
    stream = one.body.get("stream")
    if one.kind not in KINDS or not isinstance(stream, str) or stream in book.streams:
        return ""
    return f"its stream {clean(stream)} is no longer there"


def _place(one: Kept) -> tuple[int, str, str, int]:
    place = _ORDER.index(one.kind) if one.kind in _ORDER else len(_ORDER)
    return place, one.kind, one.label.casefold(), one.doc_id
