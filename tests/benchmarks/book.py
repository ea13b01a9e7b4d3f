"""The ten-year book of the demo, and edits to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from leverage_tui.domain.book import Book
from leverage_tui.domain.demo import demo_documents
from leverage_tui.domain.edits.core import edit
from leverage_tui.domain.model import Amounts, Document, Hours, Money, Rate, Standing, Work
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


def _standing(book: Book, number: int) -> Book:
    """The entry that goes on longest costs more."""
    first = min((entry for entry in book.all(Standing) if entry.ends is None), key=lambda entry: entry.begins)
    return _put(book, replace(first, amounts=replace(first.amounts, fixed_costs=5000 + number)))


def _rate(book: Book, number: int) -> Book:
    """The newest rate is another one."""
    last = max(book.all(Rate), key=lambda rate: rate.date)
    return _put(book, replace(last, rate=f"1.{100 + number}"))


EDITS: Mapping[str, Step] = {
    "hours of today": _hours, "money of a month": _money, "a standing entry of ten years": _standing,
    "an exchange rate": _rate,
}  # fmt: skip
