"""What one stream adds up to on any days, such as a month's: exact, so that the days of a week add up to its row.

Decided where METRICS.md leaves room: hours that stand for a standing entry's week count on the day they are dated,
the entry's own minutes and pay on no day of that week; income expected in a week is spread over its expected days,
by day, or by deliver minutes where hours are sold.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from leverage_tui.domain.calendar import DAY, weeks_between
from leverage_tui.domain.metrics.accrual import money_factor, money_row
from leverage_tui.domain.metrics.exchange import Exchange
from leverage_tui.domain.metrics.expected import LONGEST_DAYS
from leverage_tui.domain.metrics.hours_sums import sum_hours
from leverage_tui.domain.metrics.past import StreamPast
from leverage_tui.domain.metrics.rows import ZERO, Row, Span, plus, total, week_of
from leverage_tui.domain.model import Asset, Hours, Work


def row_of_days(past: StreamPast, days: Span, exchange: Exchange) -> Row:
    """The stream's row on `days`, as far as they are known on the day of `past`."""
    return total(_row(past, part, exchange) for part in _parts(past, days))


def expected_of_days(past: StreamPast, days: Span) -> Row:
    """What of `row_of_days` is expected, not entered."""
    return total(_expected(past, part) for part in _parts(past, days))


def built_on_days(past: StreamPast, days: Span) -> dict[Asset, int]:
    """Build minutes logged on `days`, by what they make."""
    built: dict[Asset, int] = {}
    for part in _parts(past, days):
        for entry in _worked(past, part):
            if entry.work is Work.BUILD and entry.minutes:
                asset = entry.asset or past.stream.build_asset
                built[asset] = built.get(asset, 0) + entry.minutes
    return built


def _parts(past: StreamPast, days: Span) -> Iterator[Span]:
    """`days` up to the day of `past`, cut at the ends of weeks."""
    known = days.within(Span(date.min, past.as_of))
    if known.days:
        for week in weeks_between(known.first, known.last):
            yield known.within(week_of(week))


def _row(past: StreamPast, part: Span, exchange: Exchange) -> Row:
    week = _week(part)
    if part == week_of(week).within(Span(date.min, past.as_of)):
        return past.row(week)
    stream, until = past.stream, min(week_of(week).last, past.as_of)
    named = {str(entry.doc_id): entry for entry in past.ledger.standing}
    whole = sum_hours(_worked(past, Span(week, until)), stream, named, exchange, until)
    worked = sum_hours(_worked(past, part), stream, named, exchange, until)
    money = (
        money_row(entry, part, money_factor(entry, exchange, past.as_of))
        for entry in past.ledger.money
        if entry.date <= part.last
    )
    standing = past.whole.standing.row(part, whole.replaced)
    return plus(total((worked.row, standing, *money)), _expected(past, part))


def _week(part: Span) -> date:
    return part.first - timedelta(part.first.weekday())


def _worked(past: StreamPast, part: Span) -> list[Hours]:
    entries = past.ledger.hours.get(_week(part), ())
    return [entry for entry in entries if part.first <= entry.date <= part.last]


def _expected(past: StreamPast, part: Span) -> Row:
    """The part's share of what is expected in its week, by cumulated days or minutes."""
    week, until = _week(part), past.expectation.income_until
    row = past.expectation.weeks.get(week)
    if row is None or until is None:
        return ZERO
    ends = min(until + timedelta(LONGEST_DAYS), past.as_of, past.ended or date.max)
    days = week_of(week).within(Span(until + DAY, ends))
    whole = _weight(past, days)
    if not whole:
        return ZERO
    here = days.within(part)
    before = _weight(past, Span(days.first, part.first - DAY).within(days))
    after = before + _weight(past, here)
    return tuple(amount * after // whole - amount * before // whole for amount in row)


def _weight(past: StreamPast, days: Span) -> int:
    """What expected income goes with: the days themselves, or deliver minutes where hours are sold."""
    if not past.stream.time_sold or not days.days:
        return days.days
    return sum(entry.minutes for entry in _worked(past, days) if entry.work is Work.DELIVER)
