"""Reports of one program that hold the same money: its payments, and the payouts that are left of them.

A stream has the one or the other for a time, never both: they would count twice. One may follow the other, as when a
year is imported from payouts and the next from the history.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from leverage_tui.domain.book import Book
from leverage_tui.domain.quantities.dates import format_day
from leverage_tui.domain.text import clean
from leverage_tui.interchange.rows import ImportRefused

_APART = timedelta(days=31)
"""Two lines that are further apart than that do not speak for the days between them."""


def source_of(format: str, report: str) -> str:
    """What is kept as the source of the documents of a report."""
    return f"{format} {report}" if report else format


def refuse_twice(book: Book, format: str, source: str, new: Mapping[str, Sequence[date]]) -> None:
    """Raise ImportRefused where a stream has lines of another report of the same program, for a time for which `new`
    (the days of the new lines, by stream) has lines too."""
    for stream, days in new.items():
        there: dict[str, list[date]] = defaultdict(list)
        for found in book.ledger(stream).money:
            other = found.source or ""
            if other != source and other.partition(" ")[0] == format:
                there[other].append(found.date)
        for other, others in there.items():
            both = _together(days, others)
            if both:
                raise ImportRefused(
                    f"{clean(book.streams[stream].name)} has money from {clean(other)} around "
                    f"{format_day(both, year=True)} already, and {source} is the same money told in another way: "
                    "import the one or the other of a time, never both (a time that does not meet the first is fine)"
                )


def _together(some: Iterable[date], others: Iterable[date]) -> date | None:
    """The first day of the one that the other speaks for: it lies on or between two of its days."""
    one, two = sorted(set(some)), sorted(set(others))
    found = [day for day in (_within(one, two), _within(two, one)) if day]
    return min(found, default=None)


def _within(days: Sequence[date], span: Sequence[date]) -> date | None:
    for day in days:
        at = bisect_left(span, day)
        if at < len(span) and (span[at] == day or (at and span[at] - span[at - 1] <= _APART)):
            return day
    return None
