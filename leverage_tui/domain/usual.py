"""What is usual on a day of the week: the median of the same days of the last weeks, in minutes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from leverage_tui.domain.book import Book
from leverage_tui.domain.calendar import WEEK, monday
from leverage_tui.domain.model import OWN_WORK
from leverage_tui.domain.timesheet import Row, minutes_in

LOOKED_BACK = 4
"""How many days of the same name before a day say what is usual on it."""


def own_minutes(book: Book, stream: str, day: date) -> int:
    """Your own minutes in a stream on a day, whatever the kind of work."""
    entries = book.ledger(stream).hours.get(monday(day), ())
    return sum(entry.minutes for entry in entries if entry.date == day and entry.work in OWN_WORK)


def usual_own(book: Book, stream: str, day: date) -> int:
    """The own minutes that a stream usually takes on that day of the week; 0 where it usually takes none."""
    return _median(own_minutes(book, stream, one) for one in _days_before(day))


def usual_in_row(book: Book, row: Row, day: date) -> int:
    """The minutes that one row usually holds on that day of the week; 0 where it usually holds none."""
    return _median(minutes_in(book, row, one) for one in _days_before(day))


def _days_before(day: date) -> Iterator[date]:
    return (day - back * WEEK for back in range(1, LOOKED_BACK + 1))


def _median(minutes: Iterable[int]) -> int:
    """Between the two in the middle, rounded up to the minute."""
    ordered = sorted(minutes)
    return (ordered[1] + ordered[2] + 1) // 2
