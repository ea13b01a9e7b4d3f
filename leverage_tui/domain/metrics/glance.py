"""The figures of one line, without all the others: from each stream's exact sums, which may have been kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from leverage_tui.domain.book import Book, Ledger
from leverage_tui.domain.calendar import monday
from leverage_tui.domain.glance import AROUND, Glance, RunningTimer, Shown, StreamGlance, days_around
from leverage_tui.domain.metrics import rows
from leverage_tui.domain.metrics.gauge import gauge, reading, running
from leverage_tui.domain.metrics.memory import Memory
from leverage_tui.domain.metrics.parts import baseline, part_of
from leverage_tui.domain.metrics.past import StreamPast
from leverage_tui.domain.metrics.readings import StreamGauge
from leverage_tui.domain.metrics.rows import total
from leverage_tui.domain.metrics.sums import WindowSums, expected_net
from leverage_tui.domain.metrics.units import Units
from leverage_tui.domain.metrics.window import Window
from leverage_tui.domain.model import OWN_WORK

_NONE = (0,) * (2 * AROUND + 1)


class GlanceSums(NamedTuple):
    """One stream in the window: its sums, all its product build minutes ever and the expected net, all in
    `SCALE`-ths, and its own minutes on the days around today."""

    window: WindowSums
    product: int
    expected: int
    minutes: tuple[int, ...]


def glance_sums(book: Book, past: StreamPast, window: Window, memory: Memory) -> GlanceSums:
    """The sums of one stream."""
    return GlanceSums(
        window=memory.window_sums(past, window, book.settings.build_life_weeks),
        product=past.product_minutes(),
        expected=expected_net(past, window),
        minutes=own_minutes(past.ledger, past.as_of),
    )


def own_minutes(ledger: Ledger, as_of: date) -> tuple[int, ...]:
    """Own minutes on each of the days around `as_of`."""
    found = dict.fromkeys(days_around(as_of), 0)
    for week in {monday(day) for day in found}:
        for entry in ledger.hours.get(week, ()):
            if entry.date in found and entry.work in OWN_WORK:
                found[entry.date] += entry.minutes
    return tuple(found.values())


def glance(book: Book, window: Window, sums: Mapping[str, GlanceSums], strays: Iterable[tuple[int, ...]]) -> Glance:
    """What can be said on the last day of `window`; `sums` are those of all streams of the book, `strays` the own
    minutes around that day of each id without a stream."""
    settings, units = book.settings, Units(book.settings.base_currency)
    ordered = [sums[stream] for stream in book.streams]
    rate = baseline(settings, [found.window for found in ordered]).rate
    parts = [part_of(found.window, found.product, rate, window, settings) for found in ordered]
    whole, row = gauge(parts, rate, units.money), total(found.window.row for found in ordered)
    return Glance(
        as_of=window.as_of,
        shown=Shown(
            state=whole.state,
            value=whole.value,
            display=whole.display,
            running=reading(running(parts), rate).value,
            rate=units.rate(rows.net(row), rows.run(row)),
            expected=units.money(sum(found.expected for found in ordered)),
            weeks=window.weeks,
            currency=settings.base_currency,
        ),
        streams=tuple(
            _stream(sums[stream.id], stream.name, whole.streams.get(stream.id), units)
            for stream in book.streams.values()
        ),
        minutes=tuple(map(sum, zip(_NONE, *strays, *(found.minutes for found in ordered), strict=True))),
        timer=_timer(book),
    )


def _stream(sums: GlanceSums, name: str, found: StreamGauge | None, units: Units) -> StreamGlance:
    row = sums.window.row
    return StreamGlance(
        id=sums.window.stream.id,
        name=name,
        gauge=found.gauge if found else None,
        credited=found.credited if found else None,
        rate=units.rate(rows.net(row), rows.run(row)),
        expected=units.money(sums.expected),
        minutes=sums.minutes,
    )


def _timer(book: Book) -> RunningTimer | None:
    timer = book.timer
    if timer is None:
        return None
    stream = book.streams.get(timer.stream)
    return RunningTimer(timer.stream, stream.name if stream else timer.stream, timer.work.value, timer.started)
