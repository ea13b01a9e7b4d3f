"""A what-if: a few numbers, and beside them what they would come to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from leverage_tui.domain.book import Book
from leverage_tui.domain.edits.core import Edit
from leverage_tui.domain.edits.scenarios import keep_scenario
from leverage_tui.domain.metrics import Figures, Memory
from leverage_tui.domain.model import OWN_WORK
from leverage_tui.domain.planning.facts import what_if_facts
from leverage_tui.domain.planning.kept import COLUMNS, Kept
from leverage_tui.domain.quantities.hours import format_hours
from leverage_tui.domain.scenarios import ScenarioWrong, what_if
from leverage_tui.domain.scenarios.present import present
from leverage_tui.domain.text import clean
from leverage_tui.tui.screens.fields import ChoiceField, Line, TextField
from leverage_tui.tui.screens.live_result import Live, LiveForm
from leverage_tui.tui.screens.picklist import Option
from leverage_tui.tui.screens.reading import Decimal, Reading, Said
from leverage_tui.tui.screens.scenario_fields import first_text, quantities
from leverage_tui.tui.screens.what_if_reading import (
    KINDS,
    WhatIfRead,
    hours_there,
    largest_activity,
    read_what_if,
    usual_label,
)


class WhatIfForm(LiveForm[Edit | None]):
    """The numbers of a what-if of one kind; returns the edit that keeps it, or that changes `kept`, None when left.

    The book has a stream, if the kind is about one.
    """

    ACCEPT = "keep"
    matters = tuple(key for keys in COLUMNS.values() for key in keys)

    def __init__(
        self, book: Book, figures: Figures, today: date, kind: str, stream: str, memory: Memory,
        kept: Kept | None = None, decimal: Decimal = None,
    ) -> None:  # fmt: skip
        super().__init__()
        self._book, self._figures, self._today, self._memory = book, figures, today, memory
        self._kind, self._shown, self._kept, self._decimal = kind, KINDS[kind], kept, decimal
        self._before = kept.body if kept is not None else {}
        self._now = present(book, today, memory)
        wanted = str(self._before.get("stream") or stream)
        self._gone = "" if wanted in book.streams else wanted
        self._stream = wanted if wanted in book.streams else next(iter(book.streams), "")
        self._activity = str(self._before.get("activity") or largest_activity(self._now, self._stream))
        self.first = self._shown.asks[0].key

    def heading(self) -> str:
        """The kind, and what is changed."""
        return f"What if · {self._shown.name}" if self._kept is None else f"What if · {self._kept.label}"

    def words(self) -> str:
        """The kind in a sentence."""
        return self._shown.about

    def lines(self) -> Iterable[Line]:
        """What it is about, its numbers, its label."""
        if self._shown.stream:
            streams = [Option(stream.id, stream.name) for stream in self._book.streams.values()]
            yield _long(Line("Stream", ChoiceField("stream", streams, self._stream)))
        if self._shown.activity:
            works = [Option(work.value, work.value) for work in OWN_WORK]
            yield Line("Takes over", ChoiceField("activity", works, self._activity))
        known = quantities(self._book.settings.base_currency, self._decimal)
        for ask in self._shown.asks:
            yield Line(ask.label, TextField(ask.key, first_text(ask, self._before, known), width=12))
        label = self._before.get("label")
        usual = usual_label(self._book, self._kind, self._stream, self._activity)
        yield _long(Line("Kept as", TextField("label", str(label) if label else usual)))

    def keys(self) -> Sequence[tuple[str, str]]:
        """Enter, F10 and the way out."""
        return [("Enter", "next"), ("F10", self.ACCEPT), ("Tab ↑↓", "fields"), ("← →", "choose"), ("Esc", "leave")]

    def changed(self, key: str) -> None:
        """Another stream brings its own largest activity, and either of them another label, where none is typed."""
        if key == "stream" and self._shown.activity and self.untouched("activity"):
            self.put("activity", largest_activity(self._now, self.field("stream").value))
        if key in ("stream", "activity") and self.untouched("label"):
            self.put("label", self._usual(self.typed()))

    def _usual(self, typed: Mapping[str, str]) -> str:
        return usual_label(self._book, self._kind, typed.get("stream", ""), typed.get("activity", ""))

    def _read(self, typed: Mapping[str, str]) -> WhatIfRead:
        base = self._book.settings.base_currency
        return read_what_if(self._kind, typed, self._usual(typed), base, self._decimal, self._before)

    def read(self, typed: Mapping[str, str]) -> Reading[Edit | None]:
        """The fields, and the edit that keeps them."""
        found = self._read(typed)
        said = dict(found.said)
        if "stream" in typed:
            said["stream"] = Said(f"{clean(self._gone)} is gone: choose another one" if self._gone else "")
        if "activity" in typed:
            there = round(hours_there(self._now, typed["stream"], typed["activity"]) * 60)
            said["activity"] = Said(f"{format_hours(there)} h of yours a week now")

        def make() -> Edit:
            body = found.body
            assert body is not None
            return keep_scenario(self._book, body, None if self._kept is None else self._kept.doc_id)

        return Reading(said, make)

    def work_out(self, typed: Mapping[str, str]) -> Live:
        """The window restated with it."""
        found = self._read(typed)
        if found.body is None:
            return Live(why=found.why)
        try:
            result = what_if(self._book, self._today, found.body, self._memory)
        except ScenarioWrong as wrong:
            return Live(why=str(wrong))
        return Live(what_if_facts(self._book, self._figures, result, found.body))


def _long(line: Line) -> Line:
    """A line whose field has all the room there is; what is said of it stands under it."""
    line.add_class("double", "long")
    return line
