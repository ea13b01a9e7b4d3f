"""The sums of one stream in the windows up to many days, remembered by day until an edit can have changed them:
nothing that is dated later than a day counts on that day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from leverage_tui.domain.book import NO_LEDGER, Ledger
from leverage_tui.domain.metrics.past import stream_past
from leverage_tui.domain.metrics.sums import WindowSums, window_sums
from leverage_tui.domain.metrics.weeks import StreamWeeks
from leverage_tui.domain.metrics.window import Window
from leverage_tui.domain.model import Hours, Money, Standing, Stream


class Trail:
    """Remembers the sums of one stream by the last day of their window."""

    __slots__ = ("_exchange", "_ledger", "_life_weeks", "_stream", "_sums")

    def __init__(self, weeks: StreamWeeks) -> None:
        self._stream: Stream | None = None
        self._ledger = NO_LEDGER
        self._exchange = weeks.exchange
        self._life_weeks = 0
        self._sums: dict[date, WindowSums] = {}

    def sums(
        self, weeks: StreamWeeks, stream: Stream, ledger: Ledger, windows: Sequence[Window], life_weeks: int
    ) -> list[WindowSums]:
        """The stream's sums over each of `windows`, its build charged over `life_weeks` weeks; `weeks` must be up to
        date for it."""
        if stream is not self._stream or life_weeks != self._life_weeks or weeks.base != self._exchange.base:
            self._sums = {}
        elif ledger is not self._ledger or weeks.exchange is not self._exchange:
            changed = weeks.changed(self._exchange).values()
            touched = min(
                (*days_touched(self._ledger, ledger), *(days.first for days in changed)), default=date.max
            )
            self._sums = {day: found for day, found in self._sums.items() if day < touched}
        self._stream, self._ledger = stream, ledger
        self._exchange, self._life_weeks = weeks.exchange, life_weeks
        for window in windows:
            found = self._sums.get(window.as_of)
            if found is None or found.window.first != window.first:
                past = stream_past(weeks, stream, ledger, window.as_of)
                self._sums[window.as_of] = window_sums(past, window, life_weeks)
        return [self._sums[window.as_of] for window in windows]


def days_touched(before: Ledger, after: Ledger) -> Iterator[date]:
    """The days from which on sums of two ledgers may differ, one for each difference."""
    if before is after:
        return
    if before.hours is not after.hours:
        for week in before.hours.keys() | after.hours.keys():
            one, other = before.hours.get(week, ()), after.hours.get(week, ())
            if one is not other:
                yield from _days_of_change(one, other)
    yield from _days_of_change(before.money, after.money)
    yield from _days_of_change(before.standing, after.standing)
    yield from before.closed ^ after.closed


def _days_of_change(
    before: Iterable[Hours | Money | Standing], after: Iterable[Hours | Money | Standing]
) -> Iterator[date]:
    if before is after:
        return
    one, other = ({id(entry): entry for entry in entries} for entries in (before, after))
    for key in one.keys() ^ other.keys():
        entry = one.get(key) or other[key]
        yield entry.begins if isinstance(entry, Standing) else entry.date
