"""Income that is not entered yet, expected at the stream's own recent pace.

Decided where METRICS.md leaves room: an entry carries a gross when it is above 0; "from the first such day ever to
`income_until`" counts both days, so 28 of them are enough; what is expected are the amounts of money entries and of
standing ones, not pay or hours.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from leverage_tui.domain.book import Ledger
from leverage_tui.domain.calendar import DAY, monday, weeks_between
from leverage_tui.domain.metrics.accrual import StandingDays, has_gross, money_factor, money_row
from leverage_tui.domain.metrics.rows import ZERO, Row, Span, plus, row_of_amounts, week_of
from leverage_tui.domain.metrics.weeks import StreamWeeks, not_over
from leverage_tui.domain.model import AMOUNTS, Hours, Work

PACE_DAYS = 90
LONGEST_DAYS = 56
SHORTEST_HISTORY_DAYS = 28


class Expectation(NamedTuple):
    """What is expected of one stream. `weeks`: the Mondays of all weeks that hold a day with expected income, with
    what is expected in them, be it nothing."""

    income_until: date | None
    weeks: Mapping[date, Row]


def expectation(
    weeks: StreamWeeks,
    ledger: Ledger,
    time_sold: bool,
    ended: date | None,
    as_of: date,
) -> Expectation:
    """The last day with entered income and what is expected after it, up to `as_of`."""
    first, until = weeks.income_first, _income_until(weeks, as_of)
    if first is None or until is None:
        return Expectation(None, {})
    last = min(day for day in (until + timedelta(LONGEST_DAYS), as_of, ended) if day is not None)
    to_come = Span(until + DAY, last)
    if not to_come.days or Span(first, until).days < SHORTEST_HISTORY_DAYS:
        return Expectation(until, {})
    recent = Span(max(first, until - timedelta(PACE_DAYS)), until)
    base = _measure(ledger, recent, time_sold)
    if not base:
        return Expectation(until, {})
    pace = ZERO
    for entry, span in not_over(weeks.income, recent.first):
        if span.first <= until:
            pace = plus(pace, money_row(entry, recent, money_factor(entry, weeks.exchange)))
    for days in weeks.whole.standing.days:
        if has_gross(days.entry.amounts):
            pace = plus(pace, _over_weeks(days, recent))
    amounts = pace[: len(AMOUNTS)]
    expected: dict[date, Row] = {}
    for week in weeks_between(*to_come):
        part = _measure(ledger, week_of(week).within(to_come), time_sold)
        expected[week] = row_of_amounts(amount * part // base for amount in amounts)
    return Expectation(until, expected)


def _income_until(weeks: StreamWeeks, as_of: date) -> date | None:
    """The last day up to `as_of` that a money entry with a gross above 0, or a standing one, covers."""
    lasts = [
        span.last
        for days in weeks.whole.standing.days
        if has_gross(days.entry.amounts) and (span := days.life.within(Span(date.min, as_of))).days
    ]
    lasts += [next((span.last for _, span in reversed(weeks.income) if span.first <= as_of), date.min)]
    until = min(as_of, max(lasts))
    return None if until == date.min else until


def _over_weeks(standing: StandingDays, days: Span) -> Row:
    row = ZERO
    for week in weeks_between(*days):
        row = plus(row, standing.row(week_of(week).within(days)))
    return row


def _measure(ledger: Ledger, days: Span, time_sold: bool) -> int:
    """What income goes with on `days`: the days themselves, or the deliver minutes of a time-sold stream."""
    if not time_sold:
        return days.days
    return sum(
        entry.minutes
        for week in weeks_between(monday(days.first), days.last)
        for entry in ledger.hours.get(week, ())
        if _is_delivery(entry) and days.first <= entry.date <= days.last
    )


def _is_delivery(entry: Hours) -> bool:
    return entry.work is Work.DELIVER
