"""Which weeks are open, for whom the close has questions, and which closed weeks an edit reaches into."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from leverage_tui.domain.book import Book
from leverage_tui.domain.calendar import EARLIEST, WEEK, iso_label, monday, weeks_between
from leverage_tui.domain.edits.core import Change, Edit, same
from leverage_tui.domain.edits.weeks import begun, unclosed
from leverage_tui.domain.model import Closed, Document, Hours, Money, Status
from leverage_tui.domain.text import clean

ASKED = (Status.LIVE, Status.BUILDING)
"""Only streams that are live or being built are asked about. The others rest: they are closed along with them."""


class Open(NamedTuple):
    """A stream, and the Monday of a week of its life that is not closed."""

    stream: str
    week: date


class ClosedWeek(NamedTuple):
    """A stream, and the Monday of a week that is closed for it."""

    stream: str
    week: date


def asked_in(book: Book, week: date) -> tuple[str, ...]:
    """The streams that the close of the week of that day asks about: live or being built, and open in it."""
    return tuple(stream for stream in unclosed(book, week) if book.streams[stream].status in ASKED)


def resting_in(book: Book, week: date) -> tuple[str, ...]:
    """The streams open in the week that need no answer: paused, ended, an idea."""
    return tuple(stream for stream in unclosed(book, week) if book.streams[stream].status not in ASKED)


def closed_in(book: Book, week: date) -> tuple[str, ...]:
    """The streams for which the week of that day is closed."""
    return tuple(stream for stream in book.streams if monday(week) in book.ledger(stream).closed)


def alive_in(book: Book, week: date) -> bool:
    """Whether there is anything to close or to open again in the week of that day."""
    return bool(unclosed(book, week) or closed_in(book, week))


def open_weeks(book: Book, before: date) -> tuple[Open, ...]:
    """Every open week before the week of `before`, of every stream, over its life."""
    return tuple(found for stream in book.streams for found in _open_of(book, stream, before))


def older_open(book: Book, week: date) -> tuple[Open, ...]:
    """As `open_weeks`, of the weeks that still have a question to ask of somebody."""
    found = open_weeks(book, week)
    weeks = {one.week for one in found if book.streams[one.stream].status in ASKED}
    return tuple(one for one in found if one.week in weeks)


def unclosed_weeks(book: Book, today: date) -> int:
    """How many weeks of the gauge's window are over and still have a question to ask."""
    first = monday(today) - (book.settings.window_weeks - 1) * WEEK
    return len({found.week for found in older_open(book, today) if found.week >= first})


def said_open(book: Book, today: date) -> str:
    """ "2 weeks open", for a header; empty when none is."""
    count = unclosed_weeks(book, today)
    return f"{count} week{'s' if count > 1 else ''} open" if count else ""


def _open_of(book: Book, stream: str, before: date) -> Iterator[Open]:
    first, ended = begun(book, stream), book.streams[stream].ended
    if first is None:
        return
    last = monday(before) - WEEK
    closed = book.ledger(stream).closed
    for week in weeks_between(max(first, EARLIEST), min(last, ended) if ended else last):
        if week not in closed:
            yield Open(stream, week)


def closed_weeks_touched(book: Book, edit: Edit) -> tuple[ClosedWeek, ...]:
    """The closed weeks of `book` in which `edit` changes hours or money, in the order of the streams and weeks.
    A note alone changes neither. Weeks that the edit itself closes or opens are not meant."""
    own = {
        (document.stream, monday(document.week))
        for change in edit.changes
        for document in (change.before, change.after)
        if isinstance(document, Closed)
    }
    found = {
        ClosedWeek(stream, week) for change in edit.changes for stream, week in _reached(book, change)
    }  # fmt: skip
    places = {stream: place for place, stream in enumerate(book.streams)}
    return tuple(sorted(found - own, key=lambda one: (places.get(one.stream, len(places)), one.stream, one.week)))


def said_closed(book: Book, edit: Edit) -> str:
    """ "2026-W24 of Care plan stays closed", to be added where an edit is said; empty when it touches no closed
    week."""
    by_stream: dict[str, list[date]] = {}
    for stream, week in closed_weeks_touched(book, edit):
        by_stream.setdefault(stream, []).append(week)
    if not by_stream:
        return ""
    count = sum(map(len, by_stream.values()))
    if len(by_stream) > 2:
        return f"{count} closed weeks of {len(by_stream)} streams stay closed"
    named = [f"{_weeks(weeks)} of {_name(book, stream)}" for stream, weeks in by_stream.items()]
    return f"{' and '.join(named)} {'stays' if count == 1 else 'stay'} closed"


def _reached(book: Book, change: Change) -> Iterator[tuple[str, date]]:
    before, after = (_without_note(document) for document in (change.before, change.after))
    if same(before, after):
        return
    for document in (before, after):
        if isinstance(document, Hours) and monday(document.date) in book.ledger(document.stream).closed:
            yield document.stream, monday(document.date)
        elif isinstance(document, Money):
            first = monday(document.date)
            for week in book.ledger(document.stream).closed:
                if first <= week <= document.until:
                    yield document.stream, week


def _without_note(document: Document | None) -> Document | None:
    return replace(document, note="") if isinstance(document, (Hours, Money)) else document


def _weeks(weeks: list[date]) -> str:
    return " and ".join(map(iso_label, weeks)) if len(weeks) < 3 else f"{len(weeks)} closed weeks"


def _name(book: Book, stream: str) -> str:
    found = book.streams.get(stream)
    return clean(found.name if found else stream)
