"""What is to be handed out: which book, of which days and which stream, and how."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from leverage_tui.domain.book import Book
from leverage_tui.domain.model import OWN_WORK, Hours, Money, Standing
from leverage_tui.domain.quantities.dates import Period


class ExportRefused(Exception):
    """What is wanted cannot be written in this form; the message is one sentence for the user."""


@dataclass(frozen=True, slots=True, eq=False)
class Wanted:
    """What is to be written. Without a `period` all days, without a `stream` (its id) all streams.

    `raw`: texts stand as they are, where else they would be made safe for spreadsheets. `email` is whose hours they
    are, for the form that asks."""

    book: Book
    today: date
    period: Period | None = None
    stream: str | None = None
    raw: bool = False
    email: str = ""

    def holds(self, day: date) -> bool:
        """Whether what is dated `day` is wanted."""
        return self.period is None or self.period.first <= day <= self.period.last

    def takes(self, stream: str) -> bool:
        """Whether what belongs to `stream` is wanted."""
        return self.stream is None or self.stream == stream

    def hours(self) -> list[Hours]:
        """The hours of the days and streams, by day and number."""
        found = (entry for entry in self.book.all(Hours) if self.takes(entry.stream) and self.holds(entry.date))
        return sorted(found, key=lambda entry: (entry.date, entry.doc_id))

    def own_hours(self) -> list[Hours]:
        """Your own hours among them that have a length, by day, then as the timesheet has them."""
        place = {stream: number for number, stream in enumerate(self.book.streams)}
        found = (entry for entry in self.hours() if entry.work in OWN_WORK and entry.minutes > 0)
        return sorted(
            found,
            key=lambda entry: (
                entry.date, place.get(entry.stream, len(place)), entry.stream, OWN_WORK.index(entry.work),
                entry.doc_id,
            ),
        )  # fmt: skip

    def money(self) -> list[Money]:
        """The money of the streams whose service period begins on one of the days, by day and number."""
        found = (entry for entry in self.book.all(Money) if self.takes(entry.stream) and self.holds(entry.date))
        return sorted(found, key=lambda entry: (entry.date, entry.doc_id))

    def cost_currency(self, entry: Hours) -> str:
        """The currency of what an entry cost: where it names none that of the standing entry it stands for, else the
        stream's."""
        stream, standing = self.book.streams.get(entry.stream), self._standing(entry.standing)
        other = standing.currency if standing else stream.currency if stream else ""
        return entry.currency or other or self.book.settings.base_currency

    def _standing(self, number: str | None) -> Standing | None:
        if number is None or not (number.isascii() and number.isdigit() and len(number) < 20):
            return None
        found = self.book.get(Standing.table, int(number))
        return found if isinstance(found, Standing) else None

    def name_of(self, stream: str) -> str:
        """The name of a stream; its id where there is no such stream."""
        found = self.book.streams.get(stream)
        return found.name if found else stream


def _nothing(wanted: Wanted) -> Iterator[str]:
    return iter(())


@dataclass(frozen=True, slots=True)
class Writer:
    """A form in which the book is handed out. `write` gives the text in pieces, harmless as a whole; it raises
    ExportRefused before the first piece. `notes` are sentences about what is not in it.

    `is_whole`: it is of the whole book as it is today, and takes no period and no stream; a `review` takes a period
    and no stream, and needs one."""

    format: str
    about: str
    write: Callable[[Wanted], Iterator[str]]
    kind: str = ""
    notes: Callable[[Wanted], Iterator[str]] = _nothing
    is_whole: bool = False
    is_review: bool = False

    @property
    def name(self) -> str:
        """The words by which it is asked for, ``csv hours``."""
        return f"{self.format} {self.kind}".strip()


def others_left_out(wanted: Wanted) -> Iterator[str]:
    """What a form that holds one person's own hours leaves out, in words."""
    entries = wanted.hours()
    others = sum(entry.work not in OWN_WORK for entry in entries)
    empty = sum(entry.work in OWN_WORK and entry.minutes <= 0 for entry in entries)
    if others:
        yield f"{_entries(others)} of people, automation or process left out: the form holds your own hours"
    if empty:
        yield f"{_entries(empty)} without a length left out"


def _entries(count: int) -> str:
    return "1 entry" if count == 1 else f"{count} entries"
