"""A summary by week and stream as a CSV: minutes by kind of work, and money in the book's currency.

The figures are those of the dashboard: money accrues over its service period, what goes on without being logged is in
it, and so is what is expected at a stream's recent pace, which has a column of its own. Amounts are rounded so that
those of the weeks add up to the total of all weeks rounded down. A week without any amount has none: it is not zero.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leverage_tui.domain.calendar import iso_label, weeks_between
from leverage_tui.domain.metrics import rows
from leverage_tui.domain.metrics.memory import Memory
from leverage_tui.domain.metrics.past import StreamPast
from leverage_tui.domain.metrics.rows import OTHER_COLUMNS, OWN_COLUMNS, SCALE, ZERO, Row
from leverage_tui.interchange.spreadsheet import amount, hours, record, texts
from leverage_tui.interchange.writers.wanted import Wanted, Writer

_MONEY = (
    ("gross", rows.GROSS), ("refunds", rows.REFUNDS), ("platform fees", rows.PLATFORM),
    ("processing fees", rows.PROCESSING), ("variable costs", rows.VARIABLE), ("fixed costs", rows.FIXED),
    ("pay of people", rows.PAY),
)  # fmt: skip
HEADER = (
    "week", "monday", "stream", "stream name", "closed",
    *(f"{work.value} minutes" for work in OWN_COLUMNS), "own minutes", "own hours",
    *(f"{work.value} minutes" for work in OTHER_COLUMNS),
    "currency", *(name for name, _ in _MONEY), "net", "expected net",
)  # fmt: skip


def write(wanted: Wanted) -> Iterator[str]:
    """The header, then a line for each week that begins on one of the days, and each stream in it."""
    yield record(HEADER)
    lines: list[tuple[date, int, list[str]]] = []
    for place, past in enumerate(Memory().pasts(wanted.book, wanted.today)):
        if wanted.takes(past.stream.id):
            lines += [(week, place, cells) for week, cells in _weeks(wanted, past)]
    for _, _, cells in sorted(lines):
        yield record(cells)


def _weeks(wanted: Wanted, past: StreamPast) -> Iterator[tuple[date, list[str]]]:
    """The weeks of a stream in which anything is known, or that were closed."""
    first = min((day for day in (past.first_day, past.stream.started) if day is not None), default=None)
    if first is None or first > past.as_of:
        return
    known, expected = _Rounded(), _Rounded()
    for week in weeks_between(first, past.as_of):
        row, more = past.row(week), past.expectation.weeks.get(week, ZERO)
        if wanted.holds(week) and (row != ZERO or week in past.ledger.closed):
            yield week, list(_cells(wanted, past, week, known.of(row), rows.net(expected.of(more))))


class _Rounded:
    """Exact rows rounded so that the rounded ones add up: each is by how much the rounded total grows."""

    def __init__(self) -> None:
        self._total = ZERO

    def of(self, row: Row) -> Row:
        """The next row in whole minutes and minor units."""
        before, self._total = self._total, rows.plus(self._total, row)
        return tuple(now // SCALE - then // SCALE for now, then in zip(self._total, before, strict=True))


def _cells(wanted: Wanted, past: StreamPast, week: date, row: Row, expected: int) -> Iterator[str]:
    """`row` in whole minutes and minor units, `expected` what of its net is not entered."""
    currency, own = wanted.book.settings.base_currency, rows.run(row) + row[rows.BUILD]
    yield from (iso_label(week), week.isoformat())
    yield from texts((past.stream.id, past.stream.name), raw=wanted.raw)
    yield "yes" if week in past.ledger.closed else "no"
    yield from (str(row[column]) for column in OWN_COLUMNS.values())
    yield from (str(own), hours(own))
    yield from (str(row[column]) for column in OTHER_COLUMNS.values())
    yield from texts((currency,), raw=wanted.raw)
    is_known = any(row[column] for _, column in _MONEY)
    amounts = (*(row[column] for _, column in _MONEY), rows.net(row), expected)
    yield from (amount(minor if is_known else None, currency) for minor in amounts)


WRITER = Writer(
    "csv", "a line for each week and stream: minutes by kind of work, money, what is closed", write, "weeks"
)
