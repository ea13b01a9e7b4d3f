"""What was entered by hand where an import brings more: both count, and may be the same."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date

from leverage_tui.domain.book import Book
from leverage_tui.domain.calendar import monday
from leverage_tui.domain.model import OWN_WORK, Hours, Money
from leverage_tui.domain.quantities.dates import format_day


def entered_too(book: Book, hours: Iterable[Hours], money: Iterable[Money]) -> Iterator[str]:
    """Sentences about own hours and money of the import that stand beside what was entered by hand in `book`, for the
    same stream and day or period."""
    days = {(found.stream, found.date) for found in hours if found.work in OWN_WORK}
    typed: set[tuple[str, date]] = set()
    for stream, week in {(stream, monday(day)) for stream, day in days}:
        entries = book.ledger(stream).hours.get(week, ())
        typed |= {(stream, entry.date) for entry in entries if entry.work in OWN_WORK and not entry.source}
    both = {day for stream, day in days & typed}
    if both:
        first = format_day(min(both), year=True)
        where = first if len(both) == 1 else f"{len(both)} days, the first {first},"
        verb = "has" if len(both) == 1 else "have"
        yield f"{where} {verb} hours of the same stream that were entered here: both count"
    periods = _Periods(book)
    count = sum(periods.hold(found) for found in money if found.amounts.gross)
    if count:
        lines = "1 line of money lies" if count == 1 else f"{count} lines of money lie"
        yield f"{lines} in a time for which money of the same stream was entered here: both count"


class _Periods:
    """The days for which a stream has money that was entered by hand, as spans that do not overlap."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._spans: dict[str, tuple[list[date], list[date]]] = {}

    def hold(self, found: Money) -> bool:
        """Whether some of them are in the period of `found`."""
        if found.stream not in self._spans:
            self._spans[found.stream] = self._of(found.stream)
        begins, ends = self._spans[found.stream]
        place = bisect_right(begins, found.until)
        return place > 0 and ends[place - 1] >= found.date

    def _of(self, stream: str) -> tuple[list[date], list[date]]:
        begins: list[date] = []
        ends: list[date] = []
        typed = (entry for entry in self._book.ledger(stream).money if entry.amounts.gross and not entry.source)
        for entry in sorted(typed, key=lambda entry: entry.date):
            if ends and entry.date <= ends[-1]:
                ends[-1] = max(ends[-1], entry.until)
            else:
                begins.append(entry.date)
                ends.append(entry.until)
        return begins, ends
