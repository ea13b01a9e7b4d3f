"""What is remembered between two looks at a book, so that old weeks are summed once."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar, cast

from leverage_tui.domain.book import Book, Ledger
from leverage_tui.domain.metrics.exchange import Exchange
from leverage_tui.domain.metrics.past import StreamPast, stream_past
from leverage_tui.domain.metrics.sums import WindowSums, window_sums
from leverage_tui.domain.metrics.trail import Trail
from leverage_tui.domain.metrics.weeks import StreamWeeks
from leverage_tui.domain.metrics.window import Window
from leverage_tui.domain.model import Rate, Stream

V = TypeVar("V")


class Memory:
    """Sums by the identity of the immutable parts they were made from. One for each book in use; never stale, since
    whatever differs is another object. Not to be shared between threads."""

    __slots__ = ("_exchange", "_pasts", "_rates", "_slots", "_trails", "_weeks")

    def __init__(self) -> None:
        self._rates: Mapping[str, tuple[Rate, ...]] | None = None
        self._exchange = Exchange("", {})
        self._weeks: dict[str, StreamWeeks] = {}
        self._pasts: dict[str, tuple[Stream, Ledger, Exchange, StreamPast]] = {}
        self._trails: dict[str, Trail] = {}
        self._slots: dict[Hashable, tuple[tuple[Any, ...], Any]] = {}

    def exchange(self, book: Book) -> Exchange:
        """The book's rates."""
        base = book.settings.base_currency
        if book.rates is not self._rates or base != self._exchange.base:
            self._rates, self._exchange = book.rates, Exchange(base, book.rates)
        return self._exchange

    def pasts(self, book: Book, as_of: date) -> list[StreamPast]:
        """Every stream of the book as it is known on `as_of`, in the book's order; remembered for the last day."""
        return [
            self._past(stream, book.ledger(stream.id), weeks, as_of) for stream, weeks in self._up_to_date(book)
        ]

    def _past(self, stream: Stream, ledger: Ledger, weeks: StreamWeeks, as_of: date) -> StreamPast:
        known = self._pasts.get(stream.id)
        same = known and known[0] is stream and known[1] is ledger and known[2] is weeks.exchange
        if known and same and known[3].as_of == as_of:
            return known[3]
        past = stream_past(weeks, stream, ledger, as_of)
        self._pasts[stream.id] = (stream, ledger, weeks.exchange, past)
        return past

    def fresh_pasts(self, book: Book, as_of: date) -> list[StreamPast]:
        """As `pasts`, for a day that is looked at once: its weeks are remembered, the day is not."""
        return [
            stream_past(weeks, stream, book.ledger(stream.id), as_of) for stream, weeks in self._up_to_date(book)
        ]

    def _up_to_date(self, book: Book) -> list[tuple[Stream, StreamWeeks]]:
        """Every stream of the book and its weeks."""
        exchange = self.exchange(book)
        found = []
        for stream in book.streams.values():
            weeks = self._weeks.get(stream.id)
            if weeks is None or not weeks.serve(stream, exchange.base):
                weeks = self._weeks[stream.id] = StreamWeeks(stream, exchange)
            weeks.update(book.ledger(stream.id), exchange)
            found.append((stream, weeks))
        return found

    def first_days(self, book: Book) -> list[date]:
        """Each stream's first day with anything recorded; streams without one are left out."""
        return [weeks.first_day for _, weeks in self._up_to_date(book) if weeks.first_day is not None]

    def trails(self, book: Book, windows: Sequence[Window], life_weeks: int) -> list[list[WindowSums]]:
        """For every stream of the book, in its order, the sums over each of `windows` as they were known on its last
        day. Remembered, so use it for days that do not change with today."""
        return [
            self._trails.setdefault(stream.id, Trail(weeks)).sums(
                weeks, stream, book.ledger(stream.id), windows, life_weeks
            )
            for stream, weeks in self._up_to_date(book)
        ]

    def window_sums(self, past: StreamPast, window: Window, life_weeks: int) -> WindowSums:
        """The sums of a stream over `window`, remembered until others are asked for."""
        key = (past, window, life_weeks)
        return self.once(("window", past.stream.id), key, lambda: window_sums(past, window, life_weeks))

    def once(self, slot: Hashable, key: tuple[Any, ...], make: Callable[[], V]) -> V:
        """What `make` gives, or gave last time for an equal `key`; one value is kept for each `slot`."""
        known = self._slots.get(slot)
        if known is None or known[0] != key:
            known = self._slots[slot] = (key, make())
        return cast(V, known[1])
