"""The identity of imported entries, and what the book knows of them already.

An entry is the other program's id, else its content and how manieth equal one of the file it is. A line that a file
has twice under one id is one entry. The number of an entry's document is made of that, so that whoever imports it makes
the same document. What is done to it afterwards (other minutes, another stream, even another day) leaves the number.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Generic, TypeVar

from leverage_tui.domain.book import Book
from leverage_tui.domain.identity import DIGITS, natural_id
from leverage_tui.domain.model import Deleted, Document, Hours, Money
from leverage_tui.interchange.rows import ImportedHours, ImportedMoney

R = TypeVar("R", bound=ImportedHours | ImportedMoney)
Key = tuple[str | int | None, ...]
_NEAR = 31
"""Days between which one external id is one entry: it was moved a little, or read in another zone."""


@dataclass(frozen=True, slots=True)
class Entry(Generic[R]):
    """A row, the key that tells it from all others, and the number of its document (the first of several)."""

    row: R
    table: str
    key: Key
    number: int

    def number_of(self, part: int, day: date) -> int:
        """The number of the document of a part; 0 is the part of the day it began."""
        return natural_id(self.table, *self.key, "part", part, day=day) if part else self.number


def identified(format: str, rows: Iterable[ImportedHours]) -> list[Entry[ImportedHours]]:
    """Hours with their identities, in the same order; equal rows of one file are told apart by their count."""

    def content(row: ImportedHours) -> Key:
        people = (row.who,) if row.who else ()
        return (row.day.isoformat(), row.start, row.seconds, row.project, row.description, *people)

    return list(_identified(format, Hours.table, rows, content))


def identified_money(format: str, rows: Iterable[ImportedMoney]) -> list[Entry[ImportedMoney]]:
    """As `identified`, for lines of money."""

    def content(row: ImportedMoney) -> Key:
        until = (row.until or row.day).isoformat()
        amounts = (
            row.gross, row.refunds, row.platform_fees, row.processing_fees, row.variable_costs, row.fixed_costs,
        )  # fmt: skip
        return (row.day.isoformat(), until, row.source, row.description, row.currency, *amounts, row.units)

    return list(_identified(format, Money.table, rows, content))


def _identified(
    format: str, table: str, rows: Iterable[R], content: Callable[[R], Key]
) -> Iterator[Entry[R]]:  # fmt: skip
    equal: Counter[Key] = Counter()
    first: dict[Key, dict[Key, int]] = defaultdict(dict)
    for row in rows:
        if row.external:
            # The same line of one id is the same entry, as in files that were put together; another is another.
            named: Key = (format, "id", row.external)
            count = first[named].setdefault(content(row), len(first[named]) + 1)
        else:
            named = (format, *content(row))
            equal[named] += 1
            count = equal[named]
        key = (*named, count)
        number = row.kept.doc_id if row.kept else natural_id(table, *key, day=row.day)
        yield Entry(row, table, key, number)


class Known:
    """What the book has of earlier imports in one table, and what of them was deleted."""

    def __init__(
        self, book: Book, table: str, *, again: bool = False, undone: Container[tuple[str, int]] = ()
    ) -> None:
        """With `again` what was deleted is not known; what is in `undone` (table and number) went with an undo of the
        import, and was not deleted."""
        self._there = book.tables[table]
        graves = () if again else book.all(Deleted)
        self._deleted = {
            grave.doc for grave in graves if grave.of_table == table and (table, grave.doc) not in undone
        }

    def holds(self, entry: Entry[R]) -> bool:
        """Whether the entry was imported before, be it edited or deleted since."""
        return self._number(entry) is not None

    def document(self, entry: Entry[R]) -> Document | None:
        """The document of an entry; None where it is not known or was deleted."""
        return self._there.get(self._number(entry) or 0)

    def has(self, number: int) -> bool:
        """Whether a document of that number is there, or was deleted."""
        return number in self._there or number in self._deleted

    def gone(self, known: Iterable[Entry[R]]) -> int:
        """How many of the entries that are known were deleted here."""
        return sum(self.holds(entry) and self.document(entry) is None for entry in known)

    def _number(self, entry: Entry[R]) -> int | None:
        if self.has(entry.number):
            return entry.number
        if not entry.row.external:
            return None
        same = self._by_digits.get(entry.number % DIGITS, ())
        return next((number for number in same if _distance(number, entry.row.day) <= _NEAR), None)

    @cached_property
    def _by_digits(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        for number in (*self._there, *self._deleted):
            found[number % DIGITS].append(number)
        return found


def _distance(number: int, day: date) -> int:
    """The days between the day in a document's number and `day`; very many where there is none in it."""
    digits = f"{number // DIGITS:08d}"
    try:
        return abs((date.fromisoformat(digits) - day).days)
    except ValueError:
        return 10**9
