"""A long export of another program, and a book to import it into."""

from __future__ import annotations

from datetime import date, timedelta

from leverage_tui.domain.book import Book, book_of
from leverage_tui.domain.identity import natural_id
from leverage_tui.domain.model import Stream

HEADER = (
    "User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags,"
    "Amount (USD)"
)
A_DAY = 20


def export(count: int) -> bytes:
    """A detailed Toggl export of `count` entries, twenty a day."""
    first = date(2026, 3, 12) - timedelta(count // A_DAY)
    rows = (_row(first + timedelta(number // A_DAY), number) for number in range(count))
    return "\n".join((HEADER, *rows, "")).encode()


def streams() -> Book:
    """A book with a stream and no entry."""
    return book_of([Stream(doc_id=natural_id("streams", "care"), id="care", name="Care plan")])


def _row(day: date, number: int) -> str:
    start = f"{number % A_DAY:02d}:{number % 60:02d}:00"
    text = f'"Call {number % 97}, and more"'
    length = f"00:{number % 50 + 1:02d}:{number % 60:02d}"
    return f'Me,me@example.com,Acme,Site {number % 12},,{text},No,{day},{start},{day},{start},{length},"a, b",'
