"""Edits of the timer: it starts, switches, stops and is cancelled. What it measured becomes logged facts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from leverage_tui.domain.book import Book
from leverage_tui.domain.edits.core import Change, Edit, EditRefused, apply, edit
from leverage_tui.domain.edits.hours import log_hours
from leverage_tui.domain.identity import natural_id
from leverage_tui.domain.model import OWN_WORK, Hours, Timer, Work
from leverage_tui.domain.quantities.hours import format_hours
from leverage_tui.domain.text import NOTE_LIMIT, clean
from leverage_tui.domain.timesheet import Row, usual_row
from leverage_tui.domain.timing import Piece, written


def start_timer(book: Book, row: Row, now: datetime, note: str = "", stopped: Iterable[Piece] = ()) -> Edit:
    """A timer runs in `row` from `now` on. One that runs is stopped first: `stopped` is what it measured.

    Raises EditRefused for work that is not your own, an unknown stream, or a row whose timer runs already.
    """
    stream = book.streams.get(row.stream)
    if stream is None:
        raise EditRefused(f"there is no stream {clean(row.stream)}", "stream")
    if row.work not in OWN_WORK:
        raise EditRefused(f"a timer measures your own time, and {row.work} is not yours", "work")
    running = book.timer
    if running is not None and (running.stream, running.work) == (row.stream, row.work):
        raise EditRefused(f"the timer runs in {stream.name}, {row.work} already", "stream")
    timer = Timer(
        doc_id=natural_id(Timer.table, 1), stream=row.stream, work=row.work, started=written(now),
        note=clean(note, NOTE_LIMIT),
    )  # fmt: skip
    begun = edit(f"{stream.name}, {row.work}: timer started", [(None, timer)])
    if running is None:
        return begun
    ended = stop_timer(book, stopped)
    after = apply(book, ended)
    changes = [change for change in ended.changes if not isinstance(change.before, Timer)]
    begun_in_place = [Change(running if running.doc_id == timer.doc_id else None, timer)]
    if running.doc_id != timer.doc_id:
        begun_in_place.append(Change(running, None))
    assert after.timer is None
    return Edit(f"{ended.sentence}; {begun.sentence}", (*changes, *begun_in_place))


def stop_timer(book: Book, measured: Iterable[Piece]) -> Edit:
    """The timer stops, and what it `measured` is logged. Raises EditRefused when none runs."""
    timer = _running(book)
    pieces = tuple(measured)
    row = _row(book, timer)
    changes = [
        change for piece in pieces for change in log_hours(book, row, piece.day, piece.minutes, timer.note).changes
    ]
    minutes = sum(piece.minutes for piece in pieces)
    name = book.streams[timer.stream].name
    took = f"{format_hours(minutes)} timed" if minutes else "timer stopped under half a minute, nothing logged"
    return Edit(f"{name}, {timer.work}: {took}", (*changes, Change(timer, None)))


def cancel_timer(book: Book) -> Edit:
    """The timer is gone and nothing of it is logged. Raises EditRefused when none runs."""
    timer = _running(book)
    stream = book.streams.get(timer.stream)
    return edit(f"{stream.name if stream else timer.stream}, {timer.work}: timer discarded", [(timer, None)])


def last_timed(book: Book) -> Row | None:
    """The row that was worked in last, by the stamps of what was logged: what "continue" goes on with."""
    own = (entry for entry in book.all(Hours) if entry.work in OWN_WORK and entry.stream in book.streams)
    found = max(own, key=lambda entry: (entry.at, entry.date, entry.doc_id), default=None)
    return None if found is None else Row(found.stream, found.work)


def _running(book: Book) -> Timer:
    if book.timer is None:
        raise EditRefused("no timer runs", "timer")
    return book.timer


def _row(book: Book, timer: Timer) -> Row:
    stream = book.streams.get(timer.stream)
    if stream is None:
        raise EditRefused(f"its stream {clean(timer.stream)} is gone: cancel the timer, or undo", "stream")
    return usual_row(book, stream, Work(timer.work))
