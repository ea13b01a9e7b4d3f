"""Edits of hours: a cell typed over, a fact logged, a standing week replaced, a note."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction

from leverage_tui.domain.book import Book
from leverage_tui.domain.calendar import monday
from leverage_tui.domain.edits.core import Edit, EditRefused, edit
from leverage_tui.domain.identity import cell_id, natural_id, owns_cell, random_id
from leverage_tui.domain.last_pay import Paid
from leverage_tui.domain.model import Document, Hours, Standing, Work
from leverage_tui.domain.quantities.dates import format_day
from leverage_tui.domain.quantities.hours import format_hours
from leverage_tui.domain.text import NOTE_LIMIT, clean
from leverage_tui.domain.timesheet import Row, entries_in, row_label, total

Pair = tuple[Document | None, Document | None]


def set_cell(book: Book, row: Row, day: date, minutes: int, seen: int | None = None) -> Edit:
    """The cell of `row` and `day` shows `minutes`.

    `seen` is what the cell showed when the edit began: what came in since then is kept and added. The cell's own
    document takes the difference to the facts logged there; a total below the facts shortens the newest first.
    Raises EditRefused for an unknown stream.
    """
    entries = entries_in(book, row, day)
    shown = total(entries)
    came_in = shown - (shown if seen is None else seen)
    wanted = max(0, minutes + came_in)
    own = next((entry for entry in entries if owns_cell(entry)), None)
    facts = [entry for entry in entries if entry is not own]
    sentence = f"{_where(book, row, day)}: {_shown(shown)} → {_shown(wanted)}"
    if came_in:
        sentence += f" ({format_hours(came_in)} came in meanwhile and is kept)"
    if wanted >= total(facts):
        return edit(sentence, [(own, _own(book, row, day, own, wanted - total(facts)))])
    pairs: list[Pair] = [(own, None)] if own else []
    pairs += _shortened(facts, total(facts) - wanted)
    return edit(sentence + (", the newest logged fact shortened" if wanted else ""), pairs)


def log_hours(book: Book, row: Row, day: date, minutes: int, note: str = "", cost: int | None = None) -> Edit:
    """A fact: `minutes` more in the cell of `row` and `day`, whatever stands there. `cost` of people hours in
    minor units of the stream's currency; None takes what the same person last cost."""
    entry = _entry(book, row, day, random_id(day), minutes, clean(note, NOTE_LIMIT))
    if cost is not None:
        entry = replace(entry, cost=cost, currency=book.streams[row.stream].currency)
    return edit(f"{_where(book, row, day)}: {format_hours(minutes)} logged", [(None, entry)])


def set_note(book: Book, row: Row, day: date, note: str) -> Edit:
    """The note of the cell: on its own document, else on its newest fact. An empty cell has no note."""
    entries = entries_in(book, row, day)
    if not entries:
        raise EditRefused("an empty cell has no note: type the hours first", "note")
    entry = max(entries, key=lambda found: (owns_cell(found), found.at, found.doc_id))
    return edit(f"{_where(book, row, day)}: note", [(entry, replace(entry, note=clean(note, NOTE_LIMIT)))])


def set_standing_week(book: Book, standing: Standing, week: date, minutes: int | None) -> Edit:
    """The hours of a standing entry in the ISO week of `week`: `minutes` instead, or None for the usual ones."""
    start = monday(week)
    work = Work(standing.source.value) if standing.source else Work.PROCESS
    reference = str(standing.doc_id)
    found = [entry for entry in book.ledger(standing.stream).hours.get(start, ()) if entry.standing == reference]
    sentence = f"{standing.name}, week of {format_day(start)}: "
    if minutes is None:
        return edit(sentence + "as usual", [(entry, None) for entry in found])
    number = natural_id("hours", standing.stream, start.isoformat(), work.value, reference, day=start)
    kept = next((entry for entry in found if entry.doc_id == number), None)
    after = Hours(
        doc_id=number, stream=standing.stream, date=start, work=work, minutes=minutes, standing=reference,
        who=standing.name if work is Work.PEOPLE else None,
    )  # fmt: skip
    others: list[Pair] = [(entry, None) for entry in found if entry is not kept]
    return edit(sentence + format_hours(minutes), [(kept, after), *others])


def _where(book: Book, row: Row, day: date) -> str:
    stream = book.streams.get(row.stream)
    if stream is None:
        raise EditRefused(f"there is no stream {row.stream}", "stream")
    return f"{stream.name}, {row_label(row)}, {format_day(day)}"


def _shown(minutes: int) -> str:
    return format_hours(minutes) if minutes else "empty"


def _own(book: Book, row: Row, day: date, own: Hours | None, minutes: int) -> Hours | None:
    if not minutes:
        return None
    number = cell_id(row.stream, day, row.work, row.who, row.asset)
    entry = _entry(book, row, day, number, minutes, own.note if own else "")
    if own is None:
        return entry
    if own.cost is not None and own.minutes:
        cost = round(Fraction(own.cost * minutes, own.minutes))
        entry = replace(entry, cost=cost, currency=own.currency)
    return replace(entry, at=own.at, extra=own.extra, source=own.source)


def _entry(book: Book, row: Row, day: date, number: int, minutes: int, note: str) -> Hours:
    is_paid = row.work is Work.PEOPLE
    cost, currency = Paid(book, row.stream, row.who).cost(day, minutes) if is_paid else (None, None)
    return Hours(
        doc_id=number, stream=row.stream, date=day, work=row.work, minutes=minutes, note=note,
        asset=row.asset, who=row.who, cost=cost, currency=currency,
    )  # fmt: skip


def _shortened(facts: list[Hours], excess: int) -> Iterator[Pair]:
    for fact in sorted(facts, key=lambda entry: (entry.at, entry.doc_id), reverse=True):
        if not excess:
            return
        taken = min(excess, fact.minutes)
        if not taken:
            continue
        excess -= taken
        left = fact.minutes - taken
        cost = None if fact.cost is None else round(Fraction(fact.cost * left, fact.minutes))
        yield fact, (replace(fact, minutes=left, cost=cost) if left else None)
