"""``lev close``: "yes, that was the whole week"."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from datetime import date

from leverage_tui.cli import reading
from leverage_tui.cli.choosing import find_stream, stream_name
from leverage_tui.cli.closing import ask_all
from leverage_tui.cli.command import Command
from leverage_tui.cli.context import Context
from leverage_tui.cli.errors import AskedWrong
from leverage_tui.domain.book import Book
from leverage_tui.domain.calendar import WEEK, iso_label, monday
from leverage_tui.domain.closing import (
    Closing,
    Place,
    Question,
    closing_edit,
    covered,
    open_weeks,
    places,
    said_closed,
    span_of,
)
from leverage_tui.domain.edits.weeks import close_weeks, unclosed
from leverage_tui.domain.quantities.dates import format_day
from leverage_tui.domain.quantities.errors import Unreadable
from leverage_tui.domain.text import clean

_OPTIONS = {
    Question.SUPPORT: ("--support", "H"), Question.SELL: ("--sell", "H"), Question.MANAGE: ("--manage", "H"),
    Question.REFUNDS: ("--refunds", "A"), Question.MONEY: ("--money", "A"),
}  # fmt: skip


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument(
        "stream", metavar="STREAM", nargs="?", help="only this one (default: all alive in that week)"
    )
    parser.add_argument(
        "--week", metavar="W", help="2026-W46, last-week (default) or a day of it; Monday comes first"
    )
    parser.add_argument("--all-before", metavar="DATE", help="every week that ends before that day, unasked")
    for question, (option, value) in _OPTIONS.items():
        parser.add_argument(option, metavar=value, dest=question.name, help=f"{question.about} (with STREAM)")
    parser.add_argument("--yes", action="store_true", help="ask nothing, also in a terminal")


def _run(context: Context, given: Namespace) -> int:
    if given.week is not None and given.all_before is not None:
        raise AskedWrong("--week or --all-before, not both")
    book = context.book
    only = find_stream(book, given.stream).id if given.stream is not None else None
    typed = {question: text for question in _OPTIONS if (text := getattr(given, question.name)) is not None}
    if typed:
        _refuse_loose(given, next(iter(typed)))
    if given.all_before is not None:
        return _close_before(context, book, given.all_before, only)
    week = _week(context, given.week)
    if typed and only is not None:
        return _close_with(context, book, only, week, typed)
    if not given.yes and sys.stdin is not None and sys.stdin.isatty():
        return _close_asked(context, book, week, only)
    pairs = [(stream, week) for stream in unclosed(book, week) if only is None or stream == only]
    return _close(context, book, pairs, _nothing(book, week, only))


def _refuse_loose(given: Namespace, question: Question) -> None:
    option = _OPTIONS[question][0]
    if given.all_before is not None:
        raise AskedWrong(f"{option} is for one week: leave out --all-before")
    if given.stream is None:
        raise AskedWrong(f"{option} belongs to a stream: lev close STREAM {option} ...")


def _close(context: Context, book: Book, pairs: list[tuple[str, date]], nothing: str) -> int:
    """Close without a question."""
    if not pairs:
        context.output.line(nothing)
        return 0
    edit = close_weeks(book, pairs)
    context.save(edit)
    names = ", ".join(stream_name(book, stream) for stream in dict.fromkeys(stream for stream, _ in pairs))
    context.output.line(f"{edit.sentence}: {names}")
    _still_runs(context, pairs)
    return 0


def _close_before(context: Context, book: Book, typed: str, only: str | None) -> int:
    end = reading.day(context, typed, "--all-before")
    if monday(end) > monday(context.today):
        raise AskedWrong(f"--all-before: {format_day(end, year=True)} lies after this week")
    pairs = [(stream, week) for stream, week in open_weeks(book, end) if only in (None, stream)]
    nothing = f"nothing{_whose(book, only)} is open before {iso_label(end)}"
    return _close(context, book, pairs, nothing)


def _close_with(context: Context, book: Book, stream: str, week: date, typed: dict[Question, str]) -> int:
    """Close one stream's week with the answers that the options give."""
    answers = []
    for place in places(book, stream, span_of(week, context.today)):
        if place.question in typed:
            answers.append((place, _read(context, place, typed[place.question])))
    open_in = (stream,) if stream in unclosed(book, week) else ()
    closing = Closing(week, closed=open_in, answers=tuple(answers))
    if closing.is_nothing:
        context.output.line(_nothing(book, week, stream))
        return 0
    _save(context, book, closing)
    return 0


def _read(context: Context, place: Place, text: str) -> int:
    assert place.question is not None
    option = _OPTIONS[place.question][0]
    try:
        amount = place.read(text, context.decimal)
    except Unreadable as error:
        raise AskedWrong(f"{option}: {error}") from error
    if amount is None:
        raise AskedWrong(f"{option}: nothing typed")
    return amount


def _close_asked(context: Context, book: Book, week: date, only: str | None) -> int:
    """Ask at the terminal, then close."""
    streams = [stream for stream in unclosed(book, week) if only in (None, stream)]
    if not streams:
        context.output.line(_nothing(book, week, only))
        return 0
    closing = ask_all(context, book, week, streams)
    if closing.is_nothing:
        context.output.line(f"{iso_label(week)} stays open")
        return 0
    _save(context, book, closing)
    return 0


def _save(context: Context, book: Book, closing: Closing) -> None:
    edit = closing_edit(book, closing, context.config.hours)
    doubled = [
        f"{covered(book, place.stream, place.span)} was there already for {stream_name(book, place.stream)}: both count"
        for place, amount in closing.answers
        if amount and place.question is Question.MONEY and covered(book, place.stream, place.span)
    ]
    context.save(edit)
    names = ", ".join(stream_name(book, stream) for stream in (*closing.closed, *closing.resting))
    context.output.line(f"{edit.sentence} ({names})" if names else edit.sentence)
    for sentence in (*doubled, said_closed(book, edit)):
        if sentence:
            context.output.say(sentence)
    _still_runs(context, [(stream, closing.week) for stream in closing.closed])


def _still_runs(context: Context, pairs: Iterable[tuple[str, date]]) -> None:
    if any(week == monday(context.today) for _, week in pairs) and context.today.weekday() < 6:
        context.output.say(f"{iso_label(context.today)} still runs: what comes in counts all the same")


def _week(context: Context, typed: str | None) -> date:
    """The Monday of the week that is meant."""
    if typed is None:
        return monday(context.today) - WEEK
    week = monday(reading.week(context, typed))
    if week > monday(context.today):
        raise AskedWrong(f"{iso_label(week)} has not begun")
    return week


def _nothing(book: Book, week: date, only: str | None) -> str:
    return f"nothing{_whose(book, only)} is open in {iso_label(week)}"


def _whose(book: Book, only: str | None) -> str:
    return f" of {clean(stream_name(book, only))}" if only else ""


CLOSE = Command(
    usage="close [STREAM] [--week W | --all-before DATE] [--support H] [--sell H] [--manage H] [--refunds A] "
    "[--money A] [--yes]",
    about='Say "yes, that was the whole week": what was not logged in it then counts as zero, not as unknown. In a '
    "terminal it asks first what may have been forgotten; elsewhere, with --yes or with answers given it does not. "
    "Hours are added on the last day of the week, amounts for the week, in the stream's currency.",
    configure=_configure,
    run=_run,
    examples=(
        "lev close",
        "lev close care --week 2026-W46 --support 1h --refunds 20",
        "lev close --all-before 2026-11-01",
    ),
)
