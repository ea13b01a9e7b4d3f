"""Closing a week: "yes, that was the whole week", stream by stream."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from leverage_tui.domain.book import Book
from leverage_tui.domain.calendar import iso_label, monday
from leverage_tui.domain.edits.core import Edit, edit
from leverage_tui.domain.identity import natural_id
from leverage_tui.domain.model import Closed


def close_weeks(book: Book, pairs: Iterable[tuple[str, date]]) -> Edit:
    """The weeks of the (stream, day) pairs are closed; those that are closed already stay so."""
    wanted = {(stream, monday(day)) for stream, day in pairs}
    new = [(stream, week) for stream, week in sorted(wanted) if week not in book.ledger(stream).closed]
    labels = sorted({iso_label(week) for _, week in new})
    named = labels[0] if len(labels) == 1 else f"{len(labels)} weeks"
    return edit(f"{named} closed", [(None, _closed(stream, week)) for stream, week in new])


def reopen_week(book: Book, streams: Iterable[str], day: date) -> Edit:
    """The week of `day` is open again for `streams`."""
    week, wanted = monday(day), set(streams)
    found = [closed for closed in book.all(Closed) if closed.stream in wanted and monday(closed.week) == week]
    return edit(f"{iso_label(week)} open again", [(closed, None) for closed in found])


def unclosed(book: Book, day: date) -> tuple[str, ...]:
    """Streams alive in the week of `day` for which it is not closed. A stream's life begins in the week of
    `started`, else of its first entry or closed week, and ends in the week of `ended`."""
    week = monday(day)
    return tuple(
        stream.id
        for stream in book.streams.values()
        if _alive(book, stream.id, week) and week not in book.ledger(stream.id).closed
    )


def begun(book: Book, stream: str) -> date | None:
    """The day that a stream's life counts from: `started`, else of its first entry or closed week; None where there
    is nothing."""
    found, ledger = book.streams[stream].started, book.ledger(stream)
    if found is not None:
        return found
    days = [*ledger.hours, *ledger.closed, *(entry.date for entry in ledger.money)]
    days += [entry.begins for entry in ledger.standing]
    return min(days, default=None)


def _alive(book: Book, stream: str, week: date) -> bool:
    first, ended = begun(book, stream), book.streams[stream].ended
    return first is not None and monday(first) <= week and (not ended or week <= monday(ended))


def _closed(stream: str, week: date) -> Closed:
    return Closed(doc_id=natural_id("closed", stream, week.isoformat()), stream=stream, week=week)
