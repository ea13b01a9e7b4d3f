"""A stream week by week, to be drawn: own hours, and net. A week of which nothing is known has no value."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from leverage_tui.domain.book import Book
from leverage_tui.domain.calendar import WEEK, monday, weeks_between
from leverage_tui.domain.metrics import Memory, rows
from leverage_tui.domain.metrics.past import StreamPast
from leverage_tui.domain.metrics.rows import OWN_COLUMNS, Row
from leverage_tui.domain.metrics.units import Units
from leverage_tui.domain.model import AMOUNTS
from leverage_tui.domain.review.facts import Line, Plot

_MONEY = (*range(len(AMOUNTS)), rows.PAY)


def stream_plots(
    book: Book, stream_id: str, today: date, weeks: int | None, memory: Memory | None = None
) -> tuple[Plot, Plot]:
    """Own hours and net of each of the last `weeks` weeks, the running one included; None: of all since its first.

    Raises KeyError for an unknown stream.
    """
    pasts = (memory or Memory()).pasts(book, today)
    past = {past.stream.id: past for past in pasts}[stream_id]
    this_week = monday(today)
    first = _first_week(past) if weeks is None else this_week - (weeks - 1) * WEEK
    days = tuple(weeks_between(first, this_week))
    found = [(day, past.row(day)) for day in days]
    currency = book.settings.base_currency
    return _hours(past, found, Units(currency)), _net(past, found, currency)


def _first_week(past: StreamPast) -> date:
    """The Monday of the first week that holds anything, or of its start where that is earlier."""
    known = (past.first_day, past.stream.started)
    return monday(min((day for day in known if day is not None and day <= past.as_of), default=past.as_of))


def _hours(past: StreamPast, found: Sequence[tuple[date, Row]], units: Units) -> Plot:
    own = [
        row if day in past.ledger.closed or any(row[c] for c in OWN_COLUMNS.values()) else None
        for day, row in found
    ]
    aim = past.stream.target_minutes_per_week
    return Plot(
        title="Your hours a week",
        unit="h",
        days=tuple(day for day, _ in found),
        lines=(
            Line("running it", tuple(None if row is None else units.hours(rows.run(row)) for row in own)),
            Line("building", tuple(None if row is None else units.hours(row[rows.BUILD]) for row in own)),
        ),
        level=None if aim is None else aim / 60,
        level_name="" if aim is None else "aim",
    )


def _net(past: StreamPast, found: Sequence[tuple[date, Row]], currency: str) -> Plot:
    """Weeks that hold a day with expected income are on the line of their own."""
    unsure, units = past.expectation.weeks, Units(currency)
    nets = [
        units.money(rows.net(row)) if day in past.ledger.closed or any(row[c] for c in _MONEY) else None
        for day, row in found
    ]
    days = tuple(day for day, _ in found)
    values = tuple(zip(days, nets, strict=True))
    return Plot(
        title="Net a week",
        unit=currency,
        days=days,
        lines=(
            Line("net", tuple(None if day in unsure else value for day, value in values)),
            Line("expected", tuple(value if day in unsure else None for day, value in values)),
        ),
    )
