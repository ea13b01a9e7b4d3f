"""What the insights draw: the gauge, your hours, what is kept, and what an hour brings, week by week.

None where nothing is known: before a stream's first day, in a week that nobody logged or closed, without a gauge.
The gauge and the rate are read at the end of each week, the running one included; hours and net are those of weeks
that are over.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from leverage_tui.domain.book import Book
from leverage_tui.domain.calendar import WEEK, monday, weeks_between
from leverage_tui.domain.metrics import rows
from leverage_tui.domain.metrics.history import MOST_WEEKS, gauge_history
from leverage_tui.domain.metrics.memory import Memory
from leverage_tui.domain.metrics.past import StreamPast
from leverage_tui.domain.metrics.rows import OWN_COLUMNS, ZERO, Row, minus, plus, total, week_of
from leverage_tui.domain.metrics.units import Units
from leverage_tui.domain.metrics.window import charged_build, window_of
from leverage_tui.domain.model import OWN_WORK
from leverage_tui.domain.quantities.names import day_and_month
from leverage_tui.domain.review.facts import Line, Plot
from leverage_tui.domain.scenarios.present import present
from leverage_tui.domain.text import clean


def insight_plots(
    book: Book, today: date, weeks: int | None, memory: Memory | None = None
) -> tuple[Plot, Plot, Plot, Plot]:
    """The four plots over the last `weeks` weeks, the running one included; None: all of them, at most 520. A book
    without an entry has one week."""
    memory = memory or Memory()
    pasts = memory.pasts(book, today)
    mondays = _mondays(pasts, today, weeks)
    return (
        _gauge(book, today, len(mondays), memory),
        _hours(pasts, mondays),
        _net(pasts, mondays, Units(book.settings.base_currency), book.settings.base_currency),
        _rate(book, pasts, mondays, today, memory),
    )


def _mondays(pasts: Sequence[StreamPast], today: date, weeks: int | None) -> list[date]:
    last = monday(today)
    began = min((past.first_day for past in pasts if past.first_day is not None), default=today)
    first = max(monday(began), last - (MOST_WEEKS - 1) * WEEK)
    if weeks is not None:
        first = last - (max(1, min(weeks, MOST_WEEKS)) - 1) * WEEK
    return list(weeks_between(first, last))


def _gauge(book: Book, today: date, count: int, memory: Memory) -> Plot:
    points = gauge_history(book, today, memory, weeks=count)

    def line(name: str, raws: list[float | None]) -> Line:
        return Line(name, tuple(None if raw is None else max(0.0, raw) for raw in raws))

    return Plot(
        title="The gauge",
        unit="%",
        days=tuple(point.day for point in points),
        lines=(
            line("with the building", [point.raw for point in points]),
            line("running", [point.running for point in points]),
        ),
    )


def _over(pasts: Sequence[StreamPast], mondays: Sequence[date]) -> list[date]:
    """Those of `mondays` whose week is over."""
    return [week for week in mondays if all(past.is_whole(week) for past in pasts)]


def _hours(pasts: Sequence[StreamPast], mondays: Sequence[date]) -> Plot:
    weeks = _over(pasts, mondays)
    sums = [total(past.row(week) for past in pasts) for week in weeks]
    known = [
        any(row[column] for column in OWN_COLUMNS.values()) or any(week in past.ledger.closed for past in pasts)
        for week, row in zip(weeks, sums, strict=True)
    ]
    units = Units("")
    lines = tuple(
        Line(
            work.value,
            tuple(
                units.hours(row[OWN_COLUMNS[work]]) if is_known else None
                for row, is_known in zip(sums, known, strict=True)
            ),
        )
        for work in OWN_WORK
        if any(row[OWN_COLUMNS[work]] for row in sums)
    )
    return Plot(title="Your hours by activity", unit="hours a week", days=tuple(weeks), lines=lines)


def _net(pasts: Sequence[StreamPast], mondays: Sequence[date], units: Units, currency: str) -> Plot:
    weeks = _over(pasts, mondays)
    lines = [Line(_net_name(past, weeks), tuple(_kept(past, week, units) for week in weeks)) for past in pasts]
    return Plot(
        title="What you keep by stream",
        unit=f"{currency} a week",
        days=tuple(weeks),
        lines=tuple(line for line in lines if any(value is not None for value in line.values)),
    )


def _net_name(past: StreamPast, weeks: Sequence[date]) -> str:
    """The stream's name, and from when on a part of its income is expected."""
    expected = [week for week in weeks if week in past.expectation.weeks]
    about = f" (≈ from {day_and_month(expected[0])})" if expected else ""
    return f"{clean(past.stream.name)}{about}"


def _kept(past: StreamPast, week: date, units: Units) -> float | None:
    """The net of a week in which any amount is known, or that was closed."""
    row = past.row(week)
    if any(row[rows.GROSS : rows.PAY + 1]) or week in past.ledger.closed or week in past.expectation.weeks:
        return units.money(rows.net(row))
    return None


def _rate(book: Book, pasts: Sequence[StreamPast], mondays: Sequence[date], today: date, memory: Memory) -> Plot:
    settings, units = book.settings, Units(book.settings.base_currency)
    days = [min(week_of(week).last, today) for week in mondays]
    run: list[float | None] = []
    built: list[float | None] = []
    sums = _Rolling(pasts)
    for day in days:
        window = window_of(day, settings.window_weeks, (past.first_day for past in pasts))
        row = sums.of(window.mondays)
        charged = sum(charged_build(past, window, settings.build_life_weeks) for past in pasts)
        run.append(units.rate(rows.net(row), rows.run(row)))
        built.append(units.rate(rows.net(row), rows.run(row) + charged))
    now = present(book, today, memory)
    return Plot(
        title=f"What an hour of yours brings, over {settings.window_weeks} weeks",
        unit=f"{settings.base_currency} an hour",
        days=tuple(days),
        lines=(Line("per run hour", tuple(run)), Line("with the building", tuple(built))),
        level=None if now.rate is None else float(now.hour),
        level_name="" if now.rate is None else _level_name(book),
    )


def _level_name(book: Book) -> str:
    return "your hour, as measured" if book.settings.baseline_rate is None else "your hour"


class _Rolling:
    """Sums of all streams over windows that move on: what leaves is taken out, what comes is added."""

    def __init__(self, pasts: Sequence[StreamPast]) -> None:
        self._pasts = pasts
        self._held: dict[date, Row] = {}
        self._sum = ZERO

    def of(self, mondays: Sequence[date]) -> Row:
        """The sum over the weeks of `mondays`."""
        for gone in self._held.keys() - set(mondays):
            self._sum = minus(self._sum, self._held.pop(gone))
        for week in mondays:
            if week not in self._held:
                self._held[week] = total(past.row(week) for past in self._pasts)
                self._sum = plus(self._sum, self._held[week])
        return self._sum
