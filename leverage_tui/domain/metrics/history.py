"""The gauge of the last weeks, for a sparkline. After an edit only the days that it can have changed are looked at
again: nothing that is dated later than a day counts on that day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from leverage_tui.domain.book import Book, Ledger
from leverage_tui.domain.calendar import WEEK, monday
from leverage_tui.domain.metrics.figures import baseline, part_of
from leverage_tui.domain.metrics.gauge import reading, running
from leverage_tui.domain.metrics.memory import Memory
from leverage_tui.domain.metrics.results import GaugePoint
from leverage_tui.domain.metrics.rows import week_of
from leverage_tui.domain.metrics.sums import window_sums
from leverage_tui.domain.metrics.window import window_of
from leverage_tui.domain.model import Hours, Money, Rate, Standing

_Dated = Hours | Money | Standing | Rate


def gauge_history(book: Book, as_of: date, memory: Memory, weeks: int = 26) -> tuple[GaugePoint, ...]:
    """The gauge on the Sunday of each of the last `weeks` weeks, oldest first; the last one on `as_of`."""
    last = monday(as_of)
    days = [week_of(last - back * WEEK).last for back in range(weeks - 1, 0, -1)] + [as_of]
    known = _still_right(memory.points, book)
    points = tuple(known.get(day) or gauge_point(book, day, memory, day == as_of) for day in days)
    memory.points = (book, {point.day: point for point in points})
    return points


def gauge_point(book: Book, day: date, memory: Memory, is_today: bool) -> GaugePoint:
    """The gauge as it was known on `day`; what is known of today is remembered, of other days only their weeks."""
    settings = book.settings
    pasts = memory.pasts(book, day) if is_today else memory.fresh_pasts(book, day)
    window = window_of(day, settings.window_weeks, (past.first_day for past in pasts))
    sum_up = memory.window_sums if is_today else window_sums
    sums = [sum_up(past, window, settings.build_life_weeks) for past in pasts]
    rate = baseline(settings, sums).rate
    parts = [part_of(found, 0, rate, window, settings) for found in sums]
    return GaugePoint(day, reading(parts, rate).raw, reading(running(parts), rate).raw)


def _still_right(points: tuple[Book, Mapping[date, GaugePoint]] | None, book: Book) -> Mapping[date, GaugePoint]:
    """The remembered points that what changed since cannot have moved."""
    if points is None:
        return {}
    touched = first_day_touched(points[0], book)
    return {day: point for day, point in points[1].items() if day < touched}


def first_day_touched(before: Book, after: Book) -> date:
    """The first day whose gauge may differ between two books, `date.max` when none can."""
    if before is after:
        return date.max
    if before.settings != after.settings or before.streams is not after.streams:
        return date.min
    return min(_days_touched(before, after), default=date.max)


def _days_touched(before: Book, after: Book) -> Iterator[date]:
    if before.rates is not after.rates:
        for currency in before.rates.keys() | after.rates.keys():
            yield from _days_of_change(before.rates.get(currency, ()), after.rates.get(currency, ()))
    for stream in after.streams:
        one, other = before.ledger(stream), after.ledger(stream)
        if one is not other:
            yield from _days_touched_in(one, other)


def _days_touched_in(before: Ledger, after: Ledger) -> Iterator[date]:
    if before.hours is not after.hours:
        for week in before.hours.keys() | after.hours.keys():
            one, other = before.hours.get(week, ()), after.hours.get(week, ())
            if one is not other:
                yield from _days_of_change(one, other)
    yield from _days_of_change(before.money, after.money)
    yield from _days_of_change(before.standing, after.standing)
    yield from before.closed ^ after.closed


def _days_of_change(before: Iterable[_Dated], after: Iterable[_Dated]) -> Iterator[date]:
    if before is after:
        return
    one, other = ({id(entry): entry for entry in entries} for entries in (before, after))
    for key in one.keys() ^ other.keys():
        entry = one.get(key) or other[key]
        yield entry.begins if isinstance(entry, Standing) else entry.date
