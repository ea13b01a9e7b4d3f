"""Every figure of a book as of a day: a pure function of both."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from leverage_tui.domain.book import Book
from leverage_tui.domain.metrics import rows
from leverage_tui.domain.metrics.blocks import Decoupling, Payback, TimeTrend, Vacation
from leverage_tui.domain.metrics.cautions import cautions
from leverage_tui.domain.metrics.ceiling import ceiling, rate_change
from leverage_tui.domain.metrics.gauge import Part, gauge, reading, running
from leverage_tui.domain.metrics.memory import Memory
from leverage_tui.domain.metrics.parts import WEEKS_A_YEAR, Baseline, baseline, part_of, plain_part
from leverage_tui.domain.metrics.past import StreamPast
from leverage_tui.domain.metrics.payback import payback
from leverage_tui.domain.metrics.ratios import over, over_positive, stream_ratios, totals
from leverage_tui.domain.metrics.readings import Gauge, StreamGauge
from leverage_tui.domain.metrics.results import BookFigures, Figures, GaugeBand, StreamFigures
from leverage_tui.domain.metrics.rows import SCALE, Row, total
from leverage_tui.domain.metrics.spread import spread
from leverage_tui.domain.metrics.sums import (
    Coverage,
    LifeSums,
    WindowSums,
    coverage,
    expected_net,
    life_sums,
)
from leverage_tui.domain.metrics.trends import (
    Series,
    WeekPoint,
    decoupling,
    points,
    series,
    time_trend,
    together,
    vacation,
    weeks_key,
    weeks_of_all,
)
from leverage_tui.domain.metrics.units import Units
from leverage_tui.domain.metrics.window import Window, window_of
from leverage_tui.domain.settings import Settings


class StreamBlocks(NamedTuple):
    """The figures of one stream that come with a state."""

    payback: Payback
    time_trend: TimeTrend
    decoupling: Decoupling
    vacation: Vacation


class StreamSums(NamedTuple):
    """All sums of one stream."""

    past: StreamPast
    window: WindowSums
    life: LifeSums
    expected: int
    coverage: Coverage
    series: Series


def figures(book: Book, as_of: date, memory: Memory | None = None) -> Figures:
    """The figures of `book` as of `as_of`. With a `memory`, what did not change since is not summed again."""
    memory = memory or Memory()
    settings = book.settings
    pasts = memory.pasts(book, as_of)
    window = window_of(as_of, settings.window_weeks, (past.first_day for past in pasts))
    sums = [_stream_sums(past, window, settings, memory) for past in pasts]
    base = baseline(settings, [found.window for found in sums])
    units = Units(settings.base_currency)
    parts = [part_of(found.window, found.life.product, base.rate, window, settings) for found in sums]
    whole = gauge(parts, base.rate, units.money)
    streams = {
        found.past.stream.id: _stream_figures(
            found, _blocks(found, base, settings, units, memory), base, whole.streams, window, units
        )
        for found in sums
    }
    book_figures = _book_figures(sums, parts, whole, base, window, settings, units, memory)
    found = Figures(
        as_of=as_of,
        window=(window.first, as_of),
        weeks=window.weeks,
        baseline_rate=None if base.rate is None else units.money(base.rate),
        baseline_provisional=base.provisional,
        base_currency=settings.base_currency,
        streams=streams,
        book=book_figures,
        warnings=(),
    )
    return found._replace(warnings=cautions(found, book, pasts))


def _stream_sums(past: StreamPast, window: Window, settings: Settings, memory: Memory) -> StreamSums:
    def make() -> StreamSums:
        return StreamSums(
            past,
            memory.window_sums(past, window, settings.build_life_weeks),
            life_sums(past),
            expected_net(past, window),
            coverage(past, window),
            series(past),
        )

    return memory.once(("sums", past.stream.id), (past, window, settings.build_life_weeks), make)


def _stream_figures(
    sums: StreamSums,
    blocks: StreamBlocks,
    base: Baseline,
    parts: Mapping[str, StreamGauge],
    window: Window,
    units: Units,
) -> StreamFigures:
    row, past = sums.window.row, sums.past
    common = totals(row, sums.window.charged, sums.life, sums.expected, units)
    rate = None if base.rate is None else units.money(base.rate)
    share = sums.coverage.share
    return StreamFigures(
        **common,
        **stream_ratios(row, sums.window.capital, window.weeks, units),
        name=past.stream.name,
        time_sold=past.stream.time_sold,
        income_until=past.expectation.income_until,
        income_multiple=over(common["effective_hourly_rate"], rate),
        true_income_multiple=over(common["true_hourly_rate"], rate),
        coverage=None if share is None else float(share),
        capital_origin_hours=over(sums.window.capital, base.rate) if sums.window.capital else None,
        gauge=parts.get(past.stream.id),
        **blocks._asdict(),
    )


def _blocks(sums: StreamSums, base: Baseline, settings: Settings, units: Units, memory: Memory) -> StreamBlocks:
    past, rate, life_weeks = sums.past, base.rate, settings.build_life_weeks

    confirmed, entered = sums.series
    worked = tuple(point.run for point in confirmed)

    def income() -> tuple[Decoupling, Vacation]:
        return decoupling(entered, units), vacation(entered, units)

    def paying() -> Payback:
        return payback(past, sums.life, entered, rate, life_weeks, units)

    name, base_currency = past.stream.id, settings.base_currency
    paid = memory.once(("payback", name), (past, sums.life, rate, life_weeks, base_currency), paying)
    trend = memory.once(("trend", name), worked, lambda: time_trend(worked, units))
    return StreamBlocks(paid, trend, *memory.once(("income", name), (entered, base_currency), income))


def _book_figures(
    sums: list[StreamSums],
    parts: list[Part],
    whole: Gauge,
    base: Baseline,
    window: Window,
    settings: Settings,
    units: Units,
    memory: Memory,
) -> BookFigures:
    row = total(found.window.row for found in sums)
    life = LifeSums(total(found.life.row for found in sums), sum(found.life.product for found in sums))
    charged, expected = sum(found.window.charged for found in sums), sum(found.expected for found in sums)
    sold = [found.life for found in sums if found.past.stream.time_sold]
    measured = units.rate(sum(found.net for found in sold), sum(found.run for found in sold))
    rate = base.rate
    as_worked = [plain_part(found.past.stream, found.window.row, found.window.row[rows.BUILD]) for found in sums]
    lifelong = [plain_part(found.past.stream, found.life.row, found.life.build) for found in sums]
    lower, higher = (reading(parts, None if rate is None else rate * fifths // 5).raw for fifths in (4, 6))
    income = None
    if whole.credited is not None:
        income = max(0.0, whole.credited) / window.weeks * WEEKS_A_YEAR / 12
    expenses = None
    if settings.living_expenses_per_month is not None:
        expenses = units.money(settings.living_expenses_per_month * SCALE)
    return BookFigures(
        **totals(row, charged, life, expected, units),
        **spread([found.window for found in sums], [found.coverage for found in sums]),
        measured_time_sold_rate=measured,
        baseline_vs_measured=over_positive(None if rate is None else units.money(rate), measured),
        gauge=whole,
        gauge_running=reading(running(parts), rate),
        gauge_as_worked=reading(as_worked, rate),
        gauge_lifetime=reading(lifelong, rate),
        gauge_band=GaugeBand(lower, higher),
        leveraged_income_per_month=income,
        crossover_ratio=over(income, expenses),
        ceiling=ceiling([found.window for found in sums], window, settings, units),
        vacation=_book_vacation([found.past for found in sums], units, memory),
        rate_change=rate_change(
            [found.past for found in sums], _row_before(sums, window, memory), row, window, units
        ),
    )


def _row_before(sums: list[StreamSums], window: Window, memory: Memory) -> Row:
    """The row of all streams over the window before."""

    def row_of(past: StreamPast) -> Row:
        key = (past, window)
        return memory.once(("before", past.stream.id), key, lambda: total(map(past.row, window.before().mondays)))

    return total(row_of(found.past) for found in sums)


def _book_vacation(pasts: list[StreamPast], units: Units, memory: Memory) -> Vacation:
    """The vacation test of all streams together."""
    weeks = memory.once("weeks of all", weeks_key(pasts), lambda: weeks_of_all(pasts))

    def points_of(past: StreamPast) -> tuple[WeekPoint, ...]:
        return memory.once(("points", past.stream.id), (past, weeks), lambda: points(past, weeks))

    return vacation(together(points_of(past) for past in pasts), units)
