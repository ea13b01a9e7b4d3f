"""What waits for the user, most pressing first: nothing of it ever opens by itself."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from leverage_tui.domain.book import Book
from leverage_tui.domain.calendar import WEEK, iso_label, monday
from leverage_tui.domain.closing import asked_in
from leverage_tui.domain.metrics import Figures
from leverage_tui.domain.quantities.dates import format_day
from leverage_tui.domain.review.sold import sold_doubt
from leverage_tui.domain.settings import SCHEMA

ESTIMATE = "estimate"
"""How the note of an entry begins that stands for a rough answer."""
ESTIMATE_WEEKS = 4


class Waiting(NamedTuple):
    """One thing that waits: a few words for the line, a sentence for the list, and the action that answers it."""

    short: str
    sentence: str
    action: str
    stream: str | None = None
    since: date | None = None
    """The day from which it has been waiting."""


def waiting(book: Book, figures: Figures, today: date) -> tuple[Waiting, ...]:
    """Everything that waits today."""
    if not book.streams:
        return ()
    return (
        *_rate(figures), *_estimate(book, today), *_weeks(book, today), *_income(book, figures),
        *_sold(book, figures), *_file(book),
    )  # fmt: skip


def _rate(figures: Figures) -> list[Waiting]:
    if figures.baseline_rate is None:
        text = "what would you charge for an hour? Without a rate the gauge cannot read"
        return [Waiting("set your hourly rate", text, "baseline")]
    if figures.baseline_provisional:
        text = "the gauge uses the rate that your sold hours earned; set yours to make it firm"
        return [Waiting("confirm your hourly rate", text, "baseline")]
    return []


def _estimate(book: Book, today: date) -> list[Waiting]:
    """A first estimate stays marked as one while its rough entries are among the latest."""
    recent = [monday(today) - WEEK * back for back in range(ESTIMATE_WEEKS)]
    entries = (entry for ledger in book.ledgers.values() for week in recent for entry in ledger.hours.get(week, ()))
    if not any(entry.note.startswith(ESTIMATE) for entry in entries):
        return []
    text = "this is a first estimate, from rough answers: type real hours over them and enter what really arrived"
    return [Waiting("first estimate", text, "money")]


def _sold(book: Book, figures: Figures) -> list[Waiting]:
    """Streams that are not called sold time while their hours and income say that they are."""
    found = []
    for stream, shown in figures.streams.items():
        doubt = None if shown.time_sold else sold_doubt(shown)
        if doubt:
            name = book.streams[stream].name
            found.append(Waiting(f"is your hour sold? {name}", f"{name}: {doubt}", "edit_stream", stream))
    return found


def _weeks(book: Book, today: date) -> list[Waiting]:
    last = monday(today) - WEEK
    names = [book.streams[stream].name for stream in asked_in(book, last)]
    if not names:
        return []
    text = f"was {iso_label(last)} the whole week? Not closed yet: {', '.join(names)}"
    return [Waiting("close last week", text, "close_week", since=last + WEEK)]


def _income(book: Book, figures: Figures) -> list[Waiting]:
    """Streams whose income is expected, those entered to the same day together."""
    by_day: dict[date, list[str]] = {}
    for stream, shown in figures.streams.items():
        if shown.expected_net and shown.income_until is not None:
            by_day.setdefault(shown.income_until, []).append(stream)
    found = []
    for day, streams in sorted(by_day.items()):
        names, until = ", ".join(book.streams[stream].name for stream in streams), format_day(day)[4:]
        text = f"income is entered to {until}: {names}; what follows is expected at the recent pace, marked ≈"
        found.append(Waiting(f"income entered to {until}: {names}", text, "money", streams[0], day))
    return found


def _file(book: Book) -> list[Waiting]:
    found = []
    if book.settings.schema > SCHEMA:
        text = "the file was written by a newer version: it is shown, and cannot be changed here"
        found.append(Waiting("newer file", text, "help"))
    if book.problems:
        count = len(book.problems)
        first = book.problems[0]
        where = f"{first.table} {first.doc_id}, {first.why}"
        text = f"{count} in the file not understood, kept as they are; the first: {where}"
        found.append(Waiting(f"{count} entries not understood", text, "help"))
    return found
