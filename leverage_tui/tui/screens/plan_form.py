"""The test for a new stream: a checklist, and beside it how the plan does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from leverage_tui.domain.book import Book
from leverage_tui.domain.edits.core import Edit
from leverage_tui.domain.edits.scenarios import keep_scenario
from leverage_tui.domain.metrics import Figures, Memory
from leverage_tui.domain.planning.advice import advice
from leverage_tui.domain.planning.facts import plan_facts
from leverage_tui.domain.planning.kept import Kept
from leverage_tui.domain.review.facts import Bar
from leverage_tui.domain.scenarios import ScenarioWrong, new_stream
from leverage_tui.tui.screens.fields import ChoiceField, Line, TextField
from leverage_tui.tui.screens.live_result import Live, LiveForm
from leverage_tui.tui.screens.picklist import Option
from leverage_tui.tui.screens.plan_reading import AWAY, GATE, HONEST, NUMBERS, SHARE, PlanRead, Tick, read_plan
from leverage_tui.tui.screens.reading import Decimal, Reading
from leverage_tui.tui.screens.scenario_fields import first_text, quantities

_NO_YES = (Option("no", "no"), Option("yes", "yes"))
_GROUPS = {
    GATE[0].key: "The gate: one yes is enough",
    HONEST[0].key: "The honest plan",
    NUMBERS[0].key: "The numbers",
}
_OF_NUMBERS = {"projected_true_rate", "projected_break_even_weeks", "worth_it"}
"""Facts that mean nothing while a number of the plan is not said."""


@dataclass(frozen=True, slots=True)
class PlanToKeep:
    """A plan that is to be kept: the edit that keeps it, the plan, and what the test said of it."""

    edit: Edit
    body: Mapping[str, object]
    verdict: str


class PlanForm(LiveForm[PlanToKeep | None]):
    """A plan for a new stream; returns it with the edit that keeps it, or that changes `kept`, None when left."""

    ACCEPT = "keep"

    DEFAULT_CSS = """
    PlanForm Line.tick .entry { min-width: 27; }
    PlanForm Line.tick ChoiceField { width: 7; }
    """

    def __init__(
        self, book: Book, figures: Figures, today: date, memory: Memory,
        kept: Kept | None = None, decimal: Decimal = None,
    ) -> None:  # fmt: skip
        super().__init__()
        self._book, self._figures, self._today, self._memory = book, figures, today, memory
        self._kept, self._decimal = kept, decimal
        self._before = kept.body if kept is not None else {}

    def heading(self) -> str:
        """The question, or which plan it is."""
        return "Would a new stream be leverage?" if self._kept is None else f"Plan · {self._kept.label}"

    def contents(self) -> ComposeResult:
        """The lines in three groups."""
        for widget in super().contents():
            if isinstance(widget, Line) and widget.fields[0].key in _GROUPS:
                yield Static(Content(_GROUPS[widget.fields[0].key]), classes="group")
            yield widget

    def lines(self) -> Iterable[Line]:
        """The name, the gate, the honest plan, the numbers."""
        known = quantities(self._book.settings.base_currency, self._decimal)
        yield Line("Name", TextField("name", str(self._before.get("name") or ""), width=28))
        for tick in (*GATE, *HONEST):
            yield self._tick(tick)
        for ask in (*NUMBERS, SHARE):
            yield Line(ask.label, TextField(ask.key, first_text(ask, self._before, known), width=12))
        yield self._tick(AWAY)

    def _tick(self, tick: Tick) -> Line:
        line = Line(tick.label, ChoiceField(tick.key, _NO_YES, "yes" if self._before.get(tick.key) else "no"))
        line.add_class("tick")
        return line

    def keys(self) -> Sequence[tuple[str, str]]:
        """Enter, the tick, F10 and the way out."""
        return [
            ("Enter", "next"),
            ("Space", "yes or no"),
            ("F10", self.ACCEPT),
            ("Tab ↑↓", "fields"),
            ("Esc", "leave"),
        ]

    def _read(self, typed: Mapping[str, str]) -> PlanRead:
        return read_plan(typed, self._book.settings.base_currency, self._decimal, self._before)

    def read(self, typed: Mapping[str, str]) -> Reading[PlanToKeep | None]:
        """The fields, and the plan they make."""
        found = self._read(typed)

        def make() -> PlanToKeep:
            body = found.body
            assert body is not None
            edit = keep_scenario(self._book, body, None if self._kept is None else self._kept.doc_id)
            return PlanToKeep(edit, body, new_stream(self._book, self._today, body, self._memory).verdict)

        return Reading(found.said, make)

    def work_out(self, typed: Mapping[str, str]) -> Live:
        """How the plan does so far, and what would change it."""
        found = self._read(typed)
        if found.body is None:
            return Live(why=found.why)
        try:
            result = new_stream(self._book, self._today, found.body, self._memory)
            section = plan_facts(self._figures, result, found.body)
            section = section._replace(bar=Bar(max(0.0, result.score / 100), ""))
            if found.why:
                facts = tuple(fact for fact in section.facts if fact.key not in _OF_NUMBERS)
                return Live(section._replace(facts=facts), found.why)
            return Live(section, closing=advice(self._book, self._today, found.body, self._memory))
        except ScenarioWrong as wrong:
            return Live(why=str(wrong))
