"""The identity of imported entries, what the book knows of them already, and the days they fall on."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from leverage_tui.domain.book import Book
from leverage_tui.domain.calendar import LATEST
from leverage_tui.domain.identity import natural_id
from leverage_tui.domain.model import OWN_WORK, Deleted, Hours
from leverage_tui.interchange.rows import ImportedHours

DAY_SECONDS = 24 * 60 * 60
LONGEST = 31 * DAY_SECONDS


@dataclass(frozen=True, slots=True)
class Entry:
    """A row, the key that tells it from all others, and the number of its document (the first of several)."""

    row: ImportedHours
    key: tuple[str | int, ...]
    number: int

    def number_of(self, part: int, day: date) -> int:
        """The number of the document of a part; 0 is the part of the day it began."""
        return natural_id("hours", *self.key, "part", part, day=day) if part else self.number


def identified(format: str, rows: Iterable[ImportedHours]) -> list[Entry]:
    """The rows with their identities, in the same order; equal rows of one file are told apart by their count."""
    equal: Counter[tuple[str | int, ...]] = Counter()
    entries: list[Entry] = []
    for row in rows:
        content: tuple[str | int, ...]
        if row.external:
            content = (format, "id", row.external)
        else:
            content = (format, row.day.isoformat(), row.start, row.seconds, row.project, row.description)
        equal[content] += 1
        key = (*content, equal[content])
        entries.append(Entry(row, key, natural_id("hours", *key, day=row.day)))
    return entries


class Known:
    """What the book has of earlier imports, and what of them was deleted."""

    def __init__(self, book: Book, *, again: bool = False) -> None:
        self._hours = book.tables[Hours.table]
        graves = () if again else book.all(Deleted)
        self._deleted = {grave.doc for grave in graves if grave.of_table == Hours.table}

    def holds(self, entry: Entry) -> bool:
        """Whether the entry was imported before, be it edited or deleted since."""
        return entry.number in self._hours or entry.number in self._deleted

    def own(self, entry: Entry) -> bool:
        """Whether the entry was imported as own work, as far as is known."""
        document = self._hours.get(entry.number)
        return not isinstance(document, Hours) or document.work in OWN_WORK

    def warnings(self, known: Iterable[Entry]) -> tuple[str, ...]:
        """What to say of the entries of the file that are known."""
        gone = sum(entry.number not in self._hours for entry in known)
        if not gone:
            return ()
        known_words = f"{gone} of the entries that are known already were deleted here"
        return (f"{known_words}: they stay deleted (--again brings them back)",)


DayKey = tuple[date, bool]
"""A day, and whether it is about own work."""


def known_seconds(known: Iterable[Entry], there: Known) -> dict[DayKey, int]:
    """The seconds that known entries of the file put on each day."""
    seconds: dict[DayKey, int] = defaultdict(int)
    for entry in known:
        own = there.own(entry)
        for day, length in pieces_of(entry.row) if entry.row.seconds <= LONGEST else ():
            seconds[day, own] += length
    return seconds


def pieces_of(row: ImportedHours) -> list[tuple[date, int]]:
    """The days and seconds of an entry: one, or for over 24 hours those between midnights."""
    if row.seconds <= DAY_SECONDS or row.day > LATEST:
        return [(row.day, row.seconds)]
    pieces: list[tuple[date, int]] = []
    day, left, room = row.day, row.seconds, DAY_SECONDS - clock_seconds(row.start)
    while left:
        pieces.append((day, min(left, room)))
        day, left, room = day + timedelta(days=1), left - pieces[-1][1], DAY_SECONDS
    return pieces


def clock_seconds(start: str) -> int:
    """The seconds since midnight of ``09:05:00``; 0 for what is no clock time."""
    parts = start.split(":")
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() for part in parts):
        return 0
    hours, minutes, seconds = (int(part) for part in parts)
    total = (hours * 60 + minutes) * 60 + seconds
    return total if total < DAY_SECONDS else 0
