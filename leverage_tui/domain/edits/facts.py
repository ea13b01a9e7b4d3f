"""The facts that a cell sums, one by one: changed, deleted, and told where each is from."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction

from leverage_tui.domain.book import Book
from leverage_tui.domain.edits.core import Edit, EditRefused, edit
from leverage_tui.domain.identity import owns_cell
from leverage_tui.domain.model import Hours
from leverage_tui.domain.quantities.dates import format_day
from leverage_tui.domain.quantities.hours import format_hours
from leverage_tui.domain.text import NOTE_LIMIT, clean
from leverage_tui.domain.timesheet import Row, entries_in, row_label, row_of


def facts_in(book: Book, row: Row, day: date) -> tuple[Hours, ...]:
    """What the cell of `row` and `day` sums: what was typed in it first, then the rest in an order that no change of
    one of them changes."""
    return tuple(sorted(entries_in(book, row, day), key=lambda entry: (not owns_cell(entry), entry.doc_id)))


def origin(fact: Hours) -> str:
    """Where a fact is from: ``typed in the cell``, ``imported from toggl``, ``logged`` (command line, timer)."""
    if owns_cell(fact):
        return "typed in the cell"
    return f"imported from {clean(fact.source)}" if fact.source else "logged"


def written(fact: Hours) -> datetime | None:
    """When it was last written, in UTC; None where its stamp does not say."""
    try:
        milliseconds = int(fact.at[:12], 16)
        return datetime.fromtimestamp(milliseconds / 1000, UTC) if milliseconds else None
    except (ValueError, OverflowError, OSError):
        return None


def change_fact(book: Book, doc_id: int, *, minutes: int | None = None, note: str | None = None) -> Edit:
    """One fact with other minutes, another note or both; None leaves it. What people hours cost goes with the minutes.

    Raises EditRefused when it is gone, and for no minutes at all.
    """
    fact, where = _known(book, doc_id)
    if minutes == 0:
        raise EditRefused("0 hours are no fact: delete it instead", "minutes")
    after, said = fact, [where]
    if minutes is not None and minutes != fact.minutes:
        scaled = fact.cost if fact.cost is None or not fact.minutes else Fraction(fact.cost * minutes, fact.minutes)
        after = replace(after, minutes=minutes, cost=None if scaled is None else round(scaled))
        said.append(f"{format_hours(fact.minutes)} → {format_hours(minutes)} in one fact")
    if note is not None and clean(note, NOTE_LIMIT) != fact.note:
        after = replace(after, note=clean(note, NOTE_LIMIT))
        said.append("note")
    return edit(f"{said[0]}: {', '.join(said[1:]) or 'as it was'}", [(fact, after)])


def delete_fact(book: Book, doc_id: int) -> Edit:
    """One fact gone from its cell. Raises EditRefused when it is gone already."""
    fact, where = _known(book, doc_id)
    return edit(f"{where}: {format_hours(fact.minutes)} deleted, {origin(fact)}", [(fact, None)])


def _known(book: Book, doc_id: int) -> tuple[Hours, str]:
    """The fact, and the words for its cell."""
    fact = book.get(Hours.table, doc_id)
    stream = book.streams.get(fact.stream) if isinstance(fact, Hours) else None
    if not isinstance(fact, Hours) or stream is None or fact.standing is not None:
        raise EditRefused("that fact is not there any more")
    return fact, f"{stream.name}, {row_label(row_of(fact, stream))}, {format_day(fact.date)}"
