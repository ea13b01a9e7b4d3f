"""The daily check-in: which streams it asks about, what it proposes, and how an answer is read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from leverage_tui.domain.book import Book
from leverage_tui.domain.calendar import DAY, days_of, monday
from leverage_tui.domain.closing import gaps
from leverage_tui.domain.closing.weeks import ASKED
from leverage_tui.domain.model import OWN_WORK, Stream, Work
from leverage_tui.domain.quantities.dates import format_day
from leverage_tui.domain.quantities.errors import Unreadable
from leverage_tui.domain.quantities.hours import explain_hours, parse_hours
from leverage_tui.domain.quantities.typed import quoted, tidy
from leverage_tui.domain.timesheet import RECENT_WEEKS, Row, minutes_in, row_of, usual_row, usual_work
from leverage_tui.domain.usual import own_minutes, usual_in_row, usual_own

_DAYS_BACK = 7
_OF_HOURS: Final = frozenset({"h", "m", "min", "am", "pm"})
"""Words that belong to the hours and name no work."""


@dataclass(frozen=True, slots=True)
class Question:
    """How much of your own did a stream take on a day? `work` is its usual one."""

    stream: str
    day: date
    work: Work


@dataclass(frozen=True, slots=True)
class Answer:
    """What was typed, as read: the cell of `row` shows `minutes` and showed `seen`; `how` it was read, in words."""

    row: Row
    minutes: int
    seen: int
    how: str


def questions(book: Book, today: date) -> tuple[Question, ...]:
    """What the check-in of `today` asks, in its order: first the streams for which nothing is logged on the last
    usual working day though something usually is, then every live or building stream for today."""
    missed = usual_day_before(book, today)
    found = []
    if missed is not None:
        waiting = (gap for gap in gaps(book, missed, today) if gap.day == missed)
        found = [Question(gap.row.stream, gap.day, gap.row.work) for gap in waiting]
    live = (stream for stream in book.streams.values() if _is_asked(stream, today))
    return (*found, *(Question(stream.id, today, usual_work(book, stream)) for stream in live))


def usual_day_before(book: Book, today: date) -> date | None:
    """The last of the seven days before `today` on which own work in any asked stream is usual; None without one."""
    for back in range(1, _DAYS_BACK + 1):
        day = today - back * DAY
        if any(_is_asked(stream, day) and usual_own(book, stream.id, day) for stream in book.streams.values()):
            return day
    return None


def _is_asked(stream: Stream, day: date) -> bool:
    return stream.status in ASKED and (stream.started or day) <= day <= (stream.ended or day)


def day_words(day: date, today: date) -> str:
    """ "Today, Sun 29 Jun", "Yesterday, Sat 28 Jun", "Fri 27 Jun"."""
    name = {0: "Today, ", 1: "Yesterday, "}.get((today - day).days, "")
    return name + format_day(day)


def row_for(book: Book, question: Question, work: Work) -> Row:
    """The row of one kind of work in the stream that is asked about."""
    return usual_row(book, book.streams[question.stream], work)


def proposal(book: Book, question: Question, work: Work) -> int:
    """The minutes to propose: what the row usually holds on that day of the week; 0 for no proposal, so also where
    the row holds something already."""
    row = row_for(book, question, work)
    return 0 if minutes_in(book, row, question.day) else usual_in_row(book, row, question.day)


def works_of(book: Book, question: Question) -> tuple[Work, ...]:
    """The kinds of own work to choose from: the usual one, those of the stream's last weeks, then the rest."""
    hours = book.ledger(question.stream).hours
    recent = sorted(hours, reverse=True)[:RECENT_WEEKS]
    used = {entry.work for week in recent for entry in hours[week]}
    return tuple(sorted(OWN_WORK, key=lambda work: (work is not question.work, work not in used)))


def also_logged(book: Book, question: Question, work: Work) -> tuple[tuple[Work, int], ...]:
    """The stream's other own work of that day with its minutes, `work` left out."""
    stream, found = book.streams[question.stream], dict.fromkeys(OWN_WORK, 0)
    asked = row_for(book, question, work)
    for entry in book.ledger(stream.id).hours.get(monday(question.day), ()):
        if entry.date == question.day and entry.work in OWN_WORK and row_of(entry, stream) != asked:
            found[entry.work] += entry.minutes
    return tuple((other, minutes) for other, minutes in found.items() if minutes)


def read_answer(book: Book, question: Question, work: Work, text: str) -> Answer:
    """What `text` means: hours as a cell takes them, and after them, where it is not `work`, the kind of work or
    the beginning of its name. Raises Unreadable, also where no hours are typed."""
    hours, named = _apart(tidy(text))
    row = row_for(book, question, work if named is None else _own_work(named))
    seen = minutes_in(book, row, question.day)
    minutes = parse_hours(hours, seen)
    if minutes is None:
        raise Unreadable(f"how many hours of {row.work}? write them first, such as 0:20 {row.work}")
    how = explain_hours(hours, seen)
    return Answer(row, minutes, seen, how if named is None else f"{how} {row.work}")


def _apart(typed: str) -> tuple[str, str | None]:
    """The hours, and the word after them that names a work."""
    before, _, last = typed.rpartition(" ")
    return (before.rstrip(), last) if last.isalpha() and last not in _OF_HOURS else (typed, None)


def _own_work(word: str) -> Work:
    found = [work for work in Work if work.startswith(word)]
    own = [work for work in found if work in OWN_WORK]
    if len(own) == 1:
        return own[0]
    if own:
        raise Unreadable(f"{word} may be {' or '.join(own)}: one letter more")
    if found:
        raise Unreadable(f"{found[0]} is not your own work: the timesheet takes it")
    raise Unreadable(f"{quoted(word)} is no kind of work: {', '.join(OWN_WORK)}")


def days_with_hours(book: Book, today: date, of: int = 7) -> int:
    """On how many of the last `of` days, `today` among them, hours of your own are logged."""
    days = days_of(today - (of - 1) * DAY, of)
    return sum(any(own_minutes(book, stream, day) for stream in book.ledgers) for day in days)
