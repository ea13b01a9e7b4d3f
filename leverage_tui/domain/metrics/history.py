"""The gauge of the last weeks, for a sparkline or a plot. After an edit only the streams that it touched are summed
again, on the days that it can have changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from leverage_tui.domain.book import Book
from leverage_tui.domain.calendar import WEEK, monday
from leverage_tui.domain.metrics.gauge import reading, running
from leverage_tui.domain.metrics.memory import Memory
from leverage_tui.domain.metrics.parts import baseline, part_of
from leverage_tui.domain.metrics.results import GaugePoint
from leverage_tui.domain.metrics.rows import week_of
from leverage_tui.domain.metrics.sums import WindowSums
from leverage_tui.domain.metrics.window import Window, window_of
from leverage_tui.domain.settings import Settings

MOST_WEEKS = 520


def gauge_history(book: Book, as_of: date, memory: Memory, weeks: int | None = 26) -> tuple[GaugePoint, ...]:
    """The gauge on the Sunday of each of the last `weeks` weeks, oldest first; the last one on `as_of`. None: of all
    weeks since the book's first one, at most `MOST_WEEKS`."""
    settings = book.settings
    firsts = memory.first_days(book)
    last = monday(as_of)
    count = _weeks_since(firsts, as_of) if weeks is None else weeks
    sundays = (week_of(last - back * WEEK).last for back in range(count - 1, 0, -1))
    windows = [window_of(day, settings.window_weeks, _known_on(day, firsts)) for day in sundays]
    trails = memory.trails(book, windows, settings.build_life_weeks)
    days = [(window, [trail[place] for trail in trails]) for place, window in enumerate(windows)]
    window = window_of(as_of, settings.window_weeks, _known_on(as_of, firsts))
    pasts = memory.pasts(book, as_of)
    days.append((window, [memory.window_sums(past, window, settings.build_life_weeks) for past in pasts]))
    return tuple(_point(window, sums, settings, memory) for window, sums in days)


def _known_on(day: date, firsts: Iterable[date]) -> list[date]:
    return [first for first in firsts if first <= day]


def _weeks_since(firsts: Iterable[date], as_of: date) -> int:
    began = min(_known_on(as_of, firsts), default=as_of)
    return min(MOST_WEEKS, (monday(as_of) - monday(began)).days // 7 + 1)


def _point(window: Window, sums: Sequence[WindowSums], settings: Settings, memory: Memory) -> GaugePoint:
    key = (window, settings, *sums)
    return memory.once(("point", window.as_of), key, lambda: gauge_point(window, sums, settings))


def gauge_point(window: Window, sums: Sequence[WindowSums], settings: Settings) -> GaugePoint:
    """The gauge as it was known on the last day of `window`, from the sums of all streams in it."""
    rate = baseline(settings, sums).rate
    parts = [part_of(found, 0, rate, window, settings) for found in sums]
    return GaugePoint(window.as_of, reading(parts, rate).raw, reading(running(parts), rate).raw)
