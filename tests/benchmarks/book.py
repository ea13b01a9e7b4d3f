"""The ten-year book of the demo, and edits to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from leverage_tui.domain.book import Book
from leverage_tui.domain.demo import demo_documents
from leverage_tui.domain.edits.core import edit
from leverage_tui.domain.model import Amounts, Document, Hours, Money, Per, Rate, Source, Standing, Work
from leverage_tui.store.keeper import Keeper

TODAY = date(2026, 3, 12)
NEW = 10**15


def write_book(path: Path) -> Book:
    """Write the book to a new file at `path`."""
    made = edit("the demo book", [(None, document) for document in demo_documents(TODAY, 10)])
    Keeper.open(path, state=path.parent / "state").copy_to(path, [made])
    return Keeper.open(path, state=path.parent / "state").book


Step = Callable[[Book, int], Book]
"""The book after the edit of that number."""


def _put(book: Book, document: Document) -> Book:
    return book.with_documents([(book.get(document.table, document.doc_id), document)])


def hours_of_today(number: int) -> Hours:
    """Minutes worked today, others for each number."""
    return Hours(doc_id=NEW, stream="care", date=TODAY, work=Work.SUPPORT, minutes=15 + number)


def _hours(book: Book, number: int) -> Book:
    return _put(book, hours_of_today(number))


def _money(book: Book, number: int) -> Book:
    amounts = Amounts(gross=1000 + number)
    began = TODAY - timedelta(30)
    return _put(book, Money(doc_id=NEW, stream="care", date=began, until=TODAY, currency="USD", amounts=amounts))


def _pay(book: Book, number: int) -> Book:
    """The pay of a helper whose entry goes on for ten years."""
    return _put(
        book,
        Standing(
            doc_id=NEW, stream="care", name="helper", begins=TODAY - timedelta(3652), per=Per.WEEK, currency="USD",
            source=Source.PEOPLE, minutes=600, cost=9000 + number,
        ),
    )  # fmt: skip


def _rate(back: int) -> Step:
    """The rate so many before the newest is another one."""

    def step(book: Book, number: int) -> Book:
        found = sorted(book.all(Rate), key=lambda rate: rate.date)
        return _put(book, replace(found[-1 - back], rate=f"1.{100 + number}"))

    return step


EDITS: Mapping[str, Step] = {
    "hours of today": _hours, "money of a month": _money, "pay of ten years": _pay, "the newest rate": _rate(0),
    "a rate of years ago": _rate(30),
}  # fmt: skip
