"""``lev log``: hours worked, from any shell, also while the dashboard is open."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import date
from typing import NamedTuple, Protocol

from leverage_tui.cli import gauge, texts
from leverage_tui.cli.choosing import find_stream
from leverage_tui.cli.command import Command
from leverage_tui.cli.context import Context
from leverage_tui.cli.errors import AskedWrong, nearest
from leverage_tui.domain.book import Book
from leverage_tui.domain.calendar import monday
from leverage_tui.domain.edits.check import own_minutes_on
from leverage_tui.domain.edits.core import Edit
from leverage_tui.domain.edits.hours import log_hours
from leverage_tui.domain.glance import Glance
from leverage_tui.domain.limits import LONG_DAY
from leverage_tui.domain.model import Asset, Stream, Work
from leverage_tui.domain.quantities.errors import Unreadable
from leverage_tui.domain.quantities.hours import parse_hours
from leverage_tui.domain.quantities.names import format_day
from leverage_tui.domain.text import clean
from leverage_tui.domain.timesheet import Row, entries_in, row_label, total, usual_row
from leverage_tui.store.keeper import NeedsWholeBook

_OF_HOURS = frozenset({"h", "m", "min", "am", "pm"})


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("stream", metavar="STREAM", help="its id, or an unmistakable part of its name")
    parser.add_argument(
        "words", metavar="HOURS [WORK]", nargs="+",
        help="hours as 1.5 (hours), 1:30, 90m, 1h30, 9-10:30; work is deliver, build, sell, support, manage, "
        "admin (yours), people, automation, process (not yours); without it the stream's usual work",
    )  # fmt: skip
    parser.add_argument("--on", metavar="DATE", help="the day: today (default), yesterday, mon, -2d, 2026-11-20")
    parser.add_argument("--note", metavar="TEXT", help="a note on the entry")
    parser.add_argument("--who", metavar="NAME", help="who did it (work people)")
    parser.add_argument("--cost", metavar="A", help="their pay for these hours, in the stream's currency")
    parser.add_argument("--asset", metavar="KIND", help="what building made: product, process or automation")


class Place(Protocol):
    """Where hours are logged: the whole book, or the part of it that one entry needs."""

    @property
    def book(self) -> Book:
        """What is known of the book, its streams at least."""

    def near(self, stream: str, day: date, *, pay: bool) -> Book:
        """The book as far as hours of `stream` on `day` need it; with `pay` those of people, too."""

    def save(self, edit: Edit) -> Book:
        """The edit done and durable on disk; the book after it."""

    def glance(self) -> Glance:
        """What is said of the book in one line."""


def _run(context: Context, given: Namespace) -> int:
    place: Place | None = context.desk()
    try:
        entered = _enter(context, place or context, given)
    except NeedsWholeBook:
        place = None
        entered = _enter(context, context, given)
    _answer(context, place or context, entered)
    return 0


class _Entered(NamedTuple):
    """What was logged."""

    row: Row
    day: date
    minutes: int
    edit: Edit


def _enter(context: Context, place: Place, given: Namespace) -> _Entered:
    stream = _stream(place.book, given)
    work, minutes = _work_and_minutes(given.words)
    day = context.today
    if given.on is not None:
        from leverage_tui.cli import reading

        day = reading.day(context, given.on, "--on")
    pay = work is Work.PEOPLE or given.who is not None or given.cost is not None
    book = place.near(stream.id, day, pay=pay)
    row = _row(book, stream, work, given)
    cost = _cost(context, stream, given.cost)
    edit = log_hours(book, row, day, minutes, texts.note(given.note), cost)
    place.save(edit)
    return _Entered(row, day, minutes, edit)


def _stream(book: Book, given: Namespace) -> Stream:
    try:
        return find_stream(book, given.stream)
    except AskedWrong:
        if _is_hours(given.stream):
            after = " ".join(clean(word) for word in given.words)
            raise AskedWrong(f"the stream comes first: lev log {after} {clean(given.stream)}") from None
        raise


def _is_hours(word: str) -> bool:
    try:
        return parse_hours(word) is not None
    except Unreadable:
        return False


def _work_and_minutes(words: list[str]) -> tuple[Work | None, int]:
    """The work, if one is said before or after the hours, and the minutes."""
    kinds = [place for place in sorted({0, len(words) - 1}) if _is_name(words[place])]
    if len(kinds) > 1:
        raise AskedWrong(f"{clean(words[0])} and {clean(words[-1])}: one kind of work, and the hours beside it")
    work = named_work(words[kinds[0]]) if kinds else None
    hours = " ".join(word for place, word in enumerate(words) if place not in kinds)
    minutes = parse_hours(hours) if hours else None
    if minutes is None:
        raise AskedWrong("how many hours? lev log STREAM 1h30 [WORK]")
    if not minutes:
        raise AskedWrong("0 hours are nothing to log: an entry is changed in the dashboard")
    return work, minutes


def _is_name(word: str) -> bool:
    return word.isalpha() and word.lower() not in _OF_HOURS


def named_work(word: str) -> Work:
    """The kind of work that is called `word`. Raises AskedWrong with the nearest."""
    try:
        return Work(word.lower())
    except ValueError:
        near = nearest(word.lower(), list(Work))
        hint = f"the nearest is {near}" if near else f"there is {', '.join(Work)}"
        raise AskedWrong(f"there is no work {clean(word)}: {hint}") from None


def _row(book: Book, stream: Stream, work: Work | None, given: Namespace) -> Row:
    who = None if given.who is None else texts.name(given.who, "--who")
    if who == "":
        raise AskedWrong("--who needs a name")
    of_people = who is not None or given.cost is not None
    chosen = work or (Work.PEOPLE if of_people else Work.BUILD if given.asset is not None else None)
    if of_people and chosen is not Work.PEOPLE:
        raise AskedWrong(f"--who and --cost go with the work people, not {chosen}")
    if given.asset is not None and chosen is not Work.BUILD:
        raise AskedWrong(f"--asset goes with the work build, not {chosen}")
    row = usual_row(book, stream, chosen)
    if row.work is Work.PEOPLE:
        return Row(stream.id, row.work, who=who)
    if given.asset is not None:
        from leverage_tui.cli import reading

        return Row(stream.id, row.work, asset=reading.choice(Asset, given.asset, "asset"))
    return row


def _cost(context: Context, stream: Stream, typed: str | None) -> int | None:
    if typed is None:
        return None
    from leverage_tui.domain.quantities.money import parse_money

    try:
        amount = parse_money(typed, stream.currency, context.decimal)
    except Unreadable as error:
        raise AskedWrong(f"--cost: {error}") from error
    if amount.currency not in (None, stream.currency):
        raise AskedWrong(f"--cost: {clean(stream.name)} is kept in {clean(stream.currency)}, not {amount.currency}")
    return amount.minor


def _answer(context: Context, place: Place, entered: _Entered) -> None:
    row, day, minutes, edit = entered
    book, hours = place.book, context.hours
    name = clean(book.streams[row.stream].name)
    cell_total, day_total = total(entries_in(book, row, day)), own_minutes_on(book, day)
    context.output.line(
        f"{name}, {clean(row_label(row))}, {format_day(day)}: {hours(minutes)} logged, {hours(cell_total)} in all; "
        f"the day {hours(day_total)}; {gauge.line(place.glance().shown)}"
    )
    if row.is_own and day_total > LONG_DAY:
        context.output.say(f"{format_day(day)} now holds {hours(day_total)} of your own hours: is that right?")
    _warn(context, book, row, day)
    if monday(day) in book.ledger(row.stream).closed:
        from leverage_tui.domain.closing import said_closed

        context.output.say(said_closed(book, edit))


def _warn(context: Context, book: Book, row: Row, day: date) -> None:
    if day > context.today:
        context.output.say(f"{format_day(day, year=True)} is after today: its hours count from that day on")
    if row.work is Work.PEOPLE and (
        unpaid := [entry for entry in entries_in(book, row, day) if entry.cost is None]
    ):
        hours = context.hours(total(unpaid))
        context.output.say(
            f"pay unknown for {hours} of that day: say it with --cost; until then it counts as unpaid"
        )


LOG = Command(
    usage="log STREAM HOURS [WORK] [--on DATE] [--note TEXT] [--who NAME --cost A] [--asset KIND]",
    about="Log hours. They are added to what the day already holds; HOURS and WORK may come in either order.",
    configure=_configure,
    run=_run,
    examples=(
        "lev log care 1h30 support",
        "lev log consulting 9-12, 13-17:30 --on yesterday",
        "lev log care people 3 --who Ana --cost 45",
        "lev log course build 2h --asset product --note 'lesson 4'",
    ),
)
