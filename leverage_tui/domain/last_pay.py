"""What a person was last paid in a stream, which is what the next hours of theirs cost until something else is said."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from fractions import Fraction
from operator import attrgetter

from leverage_tui.domain.book import Book
from leverage_tui.domain.model import Hours, Work


class Paid:
    """The paid hours of one person (None: of nobody named) in one stream."""

    def __init__(self, book: Book, stream: str, who: str | None) -> None:
        paid = (
            entry
            for entries in book.ledger(stream).hours.values()
            for entry in entries
            if entry.work is Work.PEOPLE and entry.who == who and entry.cost is not None and entry.minutes
        )
        self._paid: list[Hours] = sorted(paid, key=attrgetter("date", "at", "doc_id"))

    def cost(self, day: date, minutes: int) -> tuple[int | None, str | None]:
        """What `minutes` on `day` cost at the last pay known by then, or else the first known: minor units and their
        currency; (None, None) while it is unknown."""
        if not self._paid:
            return None, None
        place = bisect_right(self._paid, day, key=attrgetter("date"))
        last = self._paid[max(place - 1, 0)]
        assert last.cost is not None
        return round(Fraction(last.cost * minutes, last.minutes)), last.currency
