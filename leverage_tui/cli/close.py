"""``lev close``: "yes, that was the whole week"."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from datetime import date

from leverage_tui.cli import reading
from leverage_tui.cli.choosing import find_stream, stream_name
from leverage_tui.cli.command import Command
from leverage_tui.cli.context import Context
from leverage_tui.cli.errors import AskedWrong
from leverage_tui.domain.book import Book
from leverage_tui.domain.calendar import EARLIEST, WEEK, iso_label, monday, weeks_between
from leverage_tui.domain.edits.weeks import close_weeks, unclosed
from leverage_tui.domain.quantities.dates import format_day


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument(
        "stream", metavar="STREAM", nargs="?", help="only this one (default: all alive in that week)"
    )
    parser.add_argument(
        "--week", metavar="W", help="2026-W46, last-week (default) or a day of it; Monday comes first"
    )
    parser.add_argument("--all-before", metavar="DATE", help="every week that ends before that day")


def _run(context: Context, given: Namespace) -> int:
    if given.week is not None and given.all_before is not None:
        raise AskedWrong("--week or --all-before, not both")
    book = context.book
    only = find_stream(book, given.stream).id if given.stream is not None else None
    weeks = _weeks(context, book, given)
    pairs = [(stream, week) for week in weeks for stream in unclosed(book, week) if only is None or stream == only]
    if not pairs:
        context.output.line(_nothing(book, weeks, only))
        return 0
    edit = close_weeks(book, pairs)
    context.save(edit)
    names = ", ".join(stream_name(book, stream) for stream in dict.fromkeys(stream for stream, _ in pairs))
    context.output.line(f"{edit.sentence}: {names}")
    if any(week == monday(context.today) for _, week in pairs) and context.today.weekday() < 6:
        context.output.say(f"{iso_label(context.today)} still runs: what comes in counts all the same")
    return 0


def _weeks(context: Context, book: Book, given: Namespace) -> list[date]:
    """The Mondays of the weeks that are meant."""
    if given.all_before is not None:
        end = reading.day(context, given.all_before, "--all-before")
        if monday(end) > monday(context.today):
            raise AskedWrong(f"--all-before: {format_day(end, year=True)} lies after this week")
        first = _first_day(book)
        return list(weeks_between(first, monday(end) - WEEK)) if first else []
    if given.week is None:
        return [monday(context.today) - WEEK]
    week = monday(reading.week(context, given.week))
    if week > monday(context.today):
        raise AskedWrong(f"{iso_label(week)} has not begun")
    return [week]


def _first_day(book: Book) -> date | None:
    """The first day on which any stream can have lived."""
    found = [stream.started for stream in book.streams.values() if stream.started]
    for ledger in book.ledgers.values():
        found += [*ledger.hours, *ledger.closed, *(entry.date for entry in ledger.money)]
        found += [entry.begins for entry in ledger.standing]
    return max(min(found), EARLIEST) if found else None


def _nothing(book: Book, weeks: Iterable[date], only: str | None) -> str:
    labels = [iso_label(week) for week in weeks]
    named = "" if not labels else f" in {labels[0]}" if len(labels) == 1 else f" from {labels[0]} to {labels[-1]}"
    whose = f" of {stream_name(book, only)}" if only else ""
    return f"nothing{whose} is open{named}"


CLOSE = Command(
    usage="close [STREAM] [--week W | --all-before DATE]",
    about='Say "yes, that was the whole week": what was not logged in it then counts as zero, not as unknown.',
    configure=_configure,
    run=_run,
    examples=("lev close", "lev close care --week 2026-W46", "lev close --all-before 2026-11-01"),
)
