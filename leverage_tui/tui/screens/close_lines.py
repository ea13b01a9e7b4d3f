"""The lines of the weekly close of one week, made from the book."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Literal

from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from leverage_tui.domain.book import Book
from leverage_tui.domain.calendar import DAY
from leverage_tui.domain.closing import (
    ASKED,
    Question,
    asked_in,
    closed_in,
    gap_place,
    gap_words,
    gaps,
    logged,
    places,
    resting_in,
    span_of,
)
from leverage_tui.domain.quantities.dates import Period
from leverage_tui.domain.text import clean
from leverage_tui.tui.screens.close_fields import Answer, AnswerLine, GapLine, Mark
from leverage_tui.tui.screens.reading import Decimal

WIDTHS = {
    Question.SUPPORT: 8, Question.REFUNDS: 8, Question.MANAGE: 9, Question.SELL: 8, Question.MONEY: 9,
}  # fmt: skip
"""The cells of each column."""
GAP_WIDTH = 7
GAPS = "Nothing of yours on these days. Forgotten?"


@dataclass(frozen=True, slots=True)
class Looked:
    """The week that is looked at, by its Monday, and from when and how."""

    book: Book
    week: date
    today: date
    style: Literal["hm", "decimal"]
    decimal: Decimal

    @property
    def whole(self) -> Period:
        """All seven days."""
        return Period(self.week, self.week + 6 * DAY)

    @property
    def span(self) -> Period:
        """Those that are not in the future."""
        return span_of(self.week, self.today)

    @property
    def is_over(self) -> bool:
        """Whether its last day is."""
        return self.today > self.whole.last


def marks_of(at: Looked) -> dict[str, Mark]:
    """The streams that have a line, unanswered or closed: those that rest only where nobody is asked."""
    asked = asked_in(at.book, at.week)
    closed = [
        stream for stream in closed_in(at.book, at.week) if not asked or at.book.streams[stream].status in ASKED
    ]
    return {**dict.fromkeys(asked, ""), **dict.fromkeys(closed, "closed")}


def lines_of(at: Looked) -> Iterator[Widget]:
    """The gaps, a line for each stream, and who rests."""
    yield from _gap_lines(at)
    marks = marks_of(at)
    if marks:
        yield _headings()
    for stream in at.book.streams.values():
        if stream.id in marks:
            yield AnswerLine(stream.id, stream.name, _answers(at, stream.id))
    resting = ", ".join(clean(at.book.streams[stream].name) for stream in resting_in(at.book, at.week))
    if resting:
        yield Static(Content(f"At rest, closed with the others: {resting}"), classes="resting")


def _gap_lines(at: Looked) -> Iterator[Widget]:
    by_stream = groupby(gaps(at.book, at.week, at.today), lambda gap: gap.row.stream)
    found = [(stream, list(days)) for stream, days in by_stream]
    if found:
        yield Static(Content(GAPS), classes="forgotten")
    for place, (stream, days) in enumerate(found, start=1):
        answers = [
            (
                gap_words(gap, at.style),
                Answer(f"{stream}.{gap.day}", gap_place(at.book, gap), at.decimal, width=GAP_WIDTH),
            )
            for gap in days
        ]
        line = GapLine(stream, at.book.streams[stream].name, answers)
        line.set_class(place == len(found), "last")
        yield line


def _headings() -> Widget:
    questions = [
        Static(Content(f"{question.value}?".ljust(WIDTHS[question] + 1)), classes="question")
        for question in Question
    ]
    return Horizontal(
        Static(classes="name"), Horizontal(*questions, classes="places"), Static(classes="mark"), classes="headings"
    )


def _answers(at: Looked, stream: str) -> Iterator[Answer]:
    there, currency = logged(at.book, stream, at.span), at.book.streams[stream].currency
    for place in places(at.book, stream, at.span):
        assert place.question is not None
        key = f"{stream}.{place.question.name.lower()}"
        shown = there.shown(place.question, currency, at.style)
        yield Answer(key, place, at.decimal, width=WIDTHS[place.question], there=shown)
