"""Everything that was answered in a close, as one edit with one sentence."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import NamedTuple

from leverage_tui.domain.book import Book
from leverage_tui.domain.calendar import iso_label
from leverage_tui.domain.closing.answers import Place, Question, Style
from leverage_tui.domain.closing.weeks import older_open
from leverage_tui.domain.edits.check import checked
from leverage_tui.domain.edits.core import Change, Edit
from leverage_tui.domain.edits.hours import set_cell
from leverage_tui.domain.edits.money import add_money
from leverage_tui.domain.edits.weeks import close_weeks, reopen_week
from leverage_tui.domain.model import OWN_WORK, Amounts, Work
from leverage_tui.domain.quantities.dates import Period
from leverage_tui.domain.quantities.hours import format_hours
from leverage_tui.domain.quantities.money import format_money
from leverage_tui.domain.timesheet import Row, minutes_in


class Closing(NamedTuple):
    """What was answered for the week of Monday `week`. Nothing in it is a document yet."""

    week: date
    closed: tuple[str, ...] = ()
    """Streams for which it was the whole week."""
    resting: tuple[str, ...] = ()
    """Streams that nothing was asked about, closed along with these: paused, ended, ideas."""
    reopened: tuple[str, ...] = ()
    """Streams for which it was not, though it was said to be."""
    answers: tuple[tuple[Place, int], ...] = ()
    """What is to be added, minutes or minor units, and where. Nothing is said by a zero."""
    older: bool = False
    """Whether every older week that is open is closed too, without looking."""

    @property
    def minutes(self) -> Counter[Work]:
        """All minutes by kind of work."""
        found: Counter[Work] = Counter()
        for place, amount in self.answers:
            if place.row is not None:
                found[place.row.work] += amount
        return found

    def amounts(self, question: Question) -> Counter[str]:
        """The minor units answered to `question`, by currency."""
        found: Counter[str] = Counter()
        for place, amount in self.answers:
            if place.question is question and place.row is None:
                found[place.currency] += amount
        return found

    @property
    def is_nothing(self) -> bool:
        """Whether nothing at all was answered."""
        added = any(amount for _, amount in self.answers)
        return not (added or self.closed or self.resting or self.reopened or self.older)


def closing_edit(book: Book, closing: Closing, style: Style = "hm") -> Edit:
    """The one edit of it. Hours are added to what their cells hold; a stream's amounts become one entry for the days
    of the week.

    Raises EditRefused as `checked` does, such as for a day of more than 24 own hours.
    """
    changes = [*_hours(book, closing), *_money(book, closing)]
    pairs = [(stream, closing.week) for stream in (*closing.closed, *closing.resting)]
    pairs += older_open(book, closing.week) if closing.older else []
    changes += close_weeks(book, pairs).changes
    if closing.reopened:
        changes += reopen_week(book, closing.reopened, closing.week).changes
    made = Edit(said(book, closing, style), tuple(changes))
    checked(book, made)
    return made


def _hours(book: Book, closing: Closing) -> list[Change]:
    by_cell: Counter[tuple[Row, date]] = Counter()
    for place, minutes in closing.answers:
        if place.row is not None and minutes:
            by_cell[place.row, place.day] += minutes
    return [
        change
        for (row, day), minutes in by_cell.items()
        for change in set_cell(book, row, day, minutes_in(book, row, day) + minutes).changes
    ]


def _money(book: Book, closing: Closing) -> list[Change]:
    said_of: dict[Period, dict[str, dict[Question, int]]] = {}
    for place, amount in closing.answers:
        if place.row is None and place.question is not None and amount:
            said_of.setdefault(place.span, {}).setdefault(place.stream, {})[place.question] = amount
    return [
        change
        for span, streams in said_of.items()
        for stream, typed in streams.items()
        for change in add_money(
            book, stream, span, Amounts(gross=typed.get(Question.MONEY), refunds=typed.get(Question.REFUNDS))
        ).changes
    ]


def said(book: Book, closing: Closing, style: Style = "hm") -> str:
    """ "2026-W25 closed: 3 streams, 1:30 support, $40 refunds"."""
    label, closes = iso_label(closing.week), closing.closed or closing.resting
    parts = [_count(len(closing.closed), "stream")] if closing.closed else []
    parts += [f"{len(closing.resting)} at rest"] if closing.resting else []
    parts += [f"{format_hours(closing.minutes[work], style)} {work}" for work in OWN_WORK if closing.minutes[work]]
    parts += _amounts(closing)
    parts += [f"{_count(len(closing.reopened), 'stream')} open again"] if closing.reopened else []
    sentence = f"{label}{' closed' if closes else ''}: {', '.join(parts)}" if parts else ""
    if not closing.older:
        return sentence
    count = len({found.week for found in older_open(book, closing.week)})
    older = f"{_count(count, 'older week')} closed without looking"
    return f"{sentence}; {older}" if sentence else older


def _amounts(closing: Closing) -> list[str]:
    return [
        f"{format_money(minor, currency)} {what}"
        for question, what in ((Question.REFUNDS, "refunds"), (Question.MONEY, "came in"))
        for currency, minor in closing.amounts(question).items()
        if minor
    ]


def _count(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"
