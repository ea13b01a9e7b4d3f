"""``lev start``, ``stop``, ``cancel`` and ``continue``: the timer. It lies in the book, so it survives everything."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime, timedelta

from leverage_tui.cli import texts
from leverage_tui.cli.choosing import find_stream
from leverage_tui.cli.command import Command
from leverage_tui.cli.context import Context
from leverage_tui.cli.errors import AskedWrong
from leverage_tui.cli.log import named_work
from leverage_tui.domain.book import Book
from leverage_tui.domain.edits.timer import cancel_timer, last_timed, start_timer, stop_timer
from leverage_tui.domain.model import Timer
from leverage_tui.domain.quantities.dates import format_day
from leverage_tui.domain.quantities.errors import Unreadable
from leverage_tui.domain.quantities.hours import parse_hours
from leverage_tui.domain.text import clean
from leverage_tui.domain.timesheet import Row, usual_row
from leverage_tui.domain.timing import (
    FORGOTTEN,
    Piece,
    began,
    is_forgotten,
    last_activity,
    on_its_day,
    split_by_day,
)


def _configure_start(parser: ArgumentParser) -> None:
    parser.add_argument("stream", metavar="STREAM", help="its id, or an unmistakable part of its name")
    parser.add_argument("work", metavar="WORK", nargs="?", help="deliver, build, sell, support, manage, admin")
    parser.add_argument("--note", metavar="TEXT", help="a note for what will be logged")


def _start(context: Context, given: Namespace) -> int:
    book = context.book
    stream = find_stream(book, given.stream)
    row = usual_row(book, stream, named_work(given.work) if given.work is not None else None)
    return _begin(context, row, texts.note(given.note))


def _continue(context: Context, given: Namespace) -> int:
    row = last_timed(context.book)
    if row is None:
        raise AskedWrong("nothing was logged yet: lev start STREAM begins a timer")
    return _begin(context, row, "")


def _begin(context: Context, row: Row, note: str) -> int:
    now, book = datetime.now(UTC), context.book
    measured: tuple[Piece, ...] = ()
    if book.timer is not None:
        _refuse_forgotten(context, book.timer, now)
        measured = on_its_day(book.timer, now, context.day_of)
    edit = start_timer(book, row, now, note, measured)
    context.save(edit)
    context.output.line(edit.sentence)
    return 0


def _configure_stop(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--split", action="store_true", help="over midnight: each day its part, not all on the first"
    )
    parser.add_argument("--keep", action="store_true", help="all of it, although it ran for more than ten hours")
    parser.add_argument("--after", metavar="HOURS", help="as if it had been stopped that long after it began")
    parser.add_argument("--until-last-change", action="store_true", help="until the book was last changed")


def _stop(context: Context, given: Namespace) -> int:
    book, now = context.book, datetime.now(UTC)
    timer = book.timer
    if timer is None:
        stop_timer(book, ())
    assert timer is not None
    until = _until(book, timer, now, given)
    if until == now and not given.keep:
        _refuse_forgotten(context, timer, now)
    pieces = (split_by_day if given.split else on_its_day)(timer, until, context.day_of)
    edit = stop_timer(book, pieces)
    context.save(edit)
    days = ", ".join(f"{context.hours(piece.minutes)} on {format_day(piece.day)}" for piece in pieces)
    context.output.line(f"{edit.sentence}{': ' if days else ''}{days}")
    last = context.day_of(until)
    if not given.split and pieces and pieces[0].day != last:
        context.output.say("it ran over midnight and counts on the day it began: lev undo, then lev stop --split")
    return 0


def _until(book: Book, timer: Timer, now: datetime, given: Namespace) -> datetime:
    first = began(timer)
    if given.until_last_change:
        found = last_activity(book, timer, now)
        if found is None:
            raise AskedWrong("nothing was changed while it ran: lev cancel discards it, --after 2h says how long")
        return found
    if given.after is None or first is None:
        return now
    try:
        minutes = parse_hours(given.after)
    except Unreadable as error:
        raise AskedWrong(f"--after: {error}") from error
    until = first + timedelta(minutes=minutes or 0)
    if until > now:
        raise AskedWrong(f"--after: {clean(given.after)} is longer than it has run")
    return until


def _refuse_forgotten(context: Context, timer: Timer, now: datetime) -> None:
    if is_forgotten(timer, now):
        passed = context.hours(round((now - (began(timer) or now)).total_seconds() / 60))
        hours = round(FORGOTTEN.total_seconds() / 3600)
        raise AskedWrong(
            f"it has run for {passed}, more than {hours} hours: forgotten? lev stop --keep, lev stop --after 2h, "
            "lev stop --until-last-change, or lev cancel"
        )


def _cancel(context: Context, given: Namespace) -> int:
    edit = cancel_timer(context.book)
    context.save(edit)
    context.output.line(edit.sentence)
    return 0


START = Command(
    usage="start STREAM [WORK] [--note TEXT]",
    about="Start a timer. One that runs elsewhere is stopped and logged. It survives restarts and counts in no figure "
    "before it is stopped.",
    configure=_configure_start,
    run=_start,
    examples=("lev start consulting", "lev start care support --note 'ticket 12'"),
)
STOP = Command(
    usage="stop [--split | --keep | --after HOURS | --until-last-change]",
    about="Stop the timer and log what it measured, on the day on which it began.",
    configure=_configure_stop,
    run=_stop,
    examples=("lev stop", "lev stop --split", "lev stop --after 2h"),
)
CANCEL = Command(
    usage="cancel",
    about="Discard the running timer. Nothing is logged.",
    configure=lambda parser: None,
    run=_cancel,
)
CONTINUE = Command(
    usage="continue",
    about="Start a timer in the row that was worked in last.",
    configure=lambda parser: None,
    run=_continue,
)
