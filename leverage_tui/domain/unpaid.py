"""People hours whose pay is unknown."""

from __future__ import annotations

from leverage_tui.domain.book import Book
from leverage_tui.domain.metrics.exchange import Exchange
from leverage_tui.domain.metrics.hours_sums import sum_hours
from leverage_tui.domain.metrics.rows import week_of
from leverage_tui.domain.model import Hours, Work

_NO_EXCHANGE = Exchange("", {})


def unpaid_entries(book: Book, stream: str) -> tuple[Hours, ...]:
    """The people hours of a stream that count as unpaid, in order of day and number, future ones too.

    A week of a standing entry that is paid has that pay unless it says another.
    """
    found = book.streams.get(stream)
    if found is None:
        return ()
    ledger = book.ledger(stream)
    standing = {str(entry.doc_id): entry for entry in ledger.standing}
    unpaid = [
        entry
        for week, entries in ledger.hours.items()
        for entry in entries
        if entry.work is Work.PEOPLE and entry.cost is None
        if sum_hours([entry], found, standing, _NO_EXCHANGE, week_of(week).last).unpaid
    ]
    return tuple(sorted(unpaid, key=lambda entry: (entry.date, entry.doc_id)))
