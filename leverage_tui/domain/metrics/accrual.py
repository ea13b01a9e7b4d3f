"""What money and standing entries add on each day, as rows.

Money accrues evenly over the days of its service period, by cumulated days: the parts of a period add up to the
whole exactly. A standing entry adds per day its amount over the days of the calendar week, month or year that holds
the day. Decided where METRICS.md leaves room: a period that ends before it begins is the one day it begins on;
`cost` counts on people only, `minutes` on people, automation and process only; capital on an entry of any source.
"""

from __future__ import annotations

from calendar import isleap, monthrange
from collections.abc import Iterator
from datetime import date

from leverage_tui.domain.calendar import DAY, weeks_between
from leverage_tui.domain.metrics.exchange import PLAIN, Exchange, Factor, Missing, scaled
from leverage_tui.domain.metrics.rows import (
    CAPITAL_DAYS,
    PAY,
    WIDTH,
    WORK_COLUMNS,
    ZERO,
    Row,
    Span,
    minus,
    plus,
    row_of_amounts,
    times,
    total,
    week_of,
)
from leverage_tui.domain.model import AMOUNTS, Amounts, Money, Per, Source, Standing, Work

_Like = tuple[int, Factor | None, bool]
"""What days that add the same have in common: days of their period, rate, whether typed hours stand for them."""
_WORK = {Source.PEOPLE: Work.PEOPLE, Source.AUTOMATION: Work.AUTOMATION, Source.PROCESS: Work.PROCESS}


def has_gross(amounts: Amounts) -> bool:
    """Whether this is income: a gross above 0."""
    return (amounts.gross or 0) > 0


def _is_empty(amounts: Amounts) -> bool:
    return not any(getattr(amounts, name) for name in AMOUNTS)


def period(entry: Money) -> Span:
    """The service period of a money entry."""
    return Span(entry.date, max(entry.date, entry.until))


def money_row(entry: Money, days: Span, factor: Factor | None) -> Row:
    """What of `entry` accrues on `days` at `factor`; nothing without a rate."""
    return ZERO if factor is None else _share(_scaled(entry.amounts, factor), period(entry), days)


def _scaled(amounts: Amounts, factor: Factor) -> tuple[int, ...]:
    return tuple(scaled(getattr(amounts, name), factor) for name in AMOUNTS)


def _share(amounts: tuple[int, ...], whole: Span, days: Span) -> Row:
    """What of `amounts`, those of the days of `whole`, accrues on `days`."""
    part = days.within(whole)
    if part == whole:
        return row_of_amounts(amounts)
    if not part.days:
        return ZERO
    before, until, count = (part.first - whole.first).days, (part.last - whole.first).days + 1, whole.days
    return row_of_amounts(amount and amount * until // count - amount * before // count for amount in amounts)


def money_factor(entry: Money, exchange: Exchange, as_of: date = date.max) -> Factor | None:
    """The rate of a money entry: on its last day, or on `as_of` if that is earlier."""
    return exchange.factor(entry.currency, min(period(entry).last, as_of))


def money_weeks(entry: Money, exchange: Exchange) -> Iterator[tuple[date, Row]]:
    """Every ISO week (its Monday) of the service period and what accrues in it, at the rate of the last day."""
    factor = money_factor(entry, exchange)
    whole = period(entry)
    amounts = _scaled(entry.amounts, factor) if factor is not None else ()
    for week in weeks_between(whole.first, whole.last):
        yield week, _share(amounts, whole, week_of(week)) if factor is not None else ZERO


def money_missing(entry: Money, exchange: Exchange, as_of: date) -> Missing | None:
    """The currency and day for which a money entry finds no rate."""
    if _is_empty(entry.amounts) or money_factor(entry, exchange, as_of) is not None:
        return None
    return entry.currency, min(period(entry).last, as_of)


def days_in_period(per: Per, day: date) -> int:
    """Days of the calendar week, month or year that holds `day`."""
    if per is Per.WEEK:
        return 7
    if per is Per.MONTH:
        return monthrange(day.year, day.month)[1]
    return 366 if isleap(day.year) else 365


def period_end(per: Per, day: date) -> date:
    """The last day from `day` on that is in a period of as many days as that of `day`: of its month or year."""
    if per is Per.WEEK:
        return date.max
    if per is Per.YEAR:
        return date(day.year, 12, 31)
    return day.replace(day=monthrange(day.year, day.month)[1])


class StandingDays:
    """What one standing entry adds, remembered by what its days have in common."""

    __slots__ = ("_before", "_days", "_weeks", "entry", "exchange", "life")

    def __init__(self, entry: Standing, ended: date | None, exchange: Exchange) -> None:
        """`ended`: the last day of the entry's stream, if it has one."""
        last = min((day for day in (entry.ends, ended) if day is not None), default=date.max)
        self.entry = entry
        self.exchange = exchange
        self.life = Span(entry.begins, last)
        self._days: dict[_Like, Row] = {}
        self._weeks: dict[tuple[date, bool], Row] = {}
        self._before: tuple[date, Row] = (date.min, ZERO)

    def at(self, exchange: Exchange, changed: Span) -> StandingDays:
        """The same entry at the rates of `exchange`, others than here on days of `changed` only: what whole weeks
        without such a day add stays known, and what all days before one added is put right."""
        found = StandingDays(self.entry, self.life.last, exchange)
        found._weeks = {key: row for key, row in self._weeks.items() if not week_of(key[0]).within(changed).days}
        day, row = self._before
        if row is not ZERO:
            days = changed.within(Span(date.min, day - DAY))
            found._before = (day, plus(minus(row, self.row(days)), found.row(days)))
        return found

    def before(self, day: date) -> Row:
        """What it adds on all days before `day`."""
        if self._before[0] != day:
            self._before = (day, self.row(Span(date.min, day - DAY)))
        return self._before[1]

    def week(self, monday: date, replaced: bool) -> Row:
        """What it adds in a whole ISO week."""
        key = (monday, replaced)
        if key not in self._weeks:
            self._weeks[key] = self.row(week_of(monday), replaced)
        return self._weeks[key]

    def row(self, days: Span, replaced: bool = False) -> Row:
        """What it adds on `days`. With `replaced`, minutes and cost are left out: typed hours stand for them."""
        counts: dict[_Like, int] = {}
        for run in self._runs(days.within(self.life)):
            like = self._like(run.first, replaced)
            counts[like] = counts.get(like, 0) + run.days
        return total(times(self._day(like), count) for like, count in counts.items())

    def _runs(self, days: Span) -> Iterator[Span]:
        """`days` in parts of which every day adds the same."""
        first, last = days
        while first <= last:
            rate_ends = self.exchange.holds_until(self.entry.currency, first)
            run = Span(first, min(last, rate_ends, period_end(self.entry.per, first)))
            yield run
            if run.last == last:
                return
            first = run.last + DAY

    def _like(self, day: date, replaced: bool) -> _Like:
        return days_in_period(self.entry.per, day), self.exchange.factor(self.entry.currency, day), replaced

    def _day(self, like: _Like) -> Row:
        if like not in self._days:
            self._days[like] = self._day_row(*like)
        return self._days[like]

    def _day_row(self, count: int, factor: Factor | None, replaced: bool) -> Row:
        """One day of a period of `count` days; its money only when there is a rate."""
        entry = self.entry
        row = [0] * WIDTH
        work = _WORK.get(entry.source) if entry.source else None
        if work and not replaced:
            row[WORK_COLUMNS[work]] = scaled(entry.minutes, PLAIN) // count
        if factor is not None:
            for column, name in enumerate(AMOUNTS):
                row[column] = scaled(getattr(entry.amounts, name), factor) // count
            if work is Work.PEOPLE and not replaced:
                row[PAY] = scaled(entry.cost, factor) // count
            row[CAPITAL_DAYS] = scaled(entry.capital, factor)
        return tuple(row)

    def missing(self, as_of: date) -> Missing | None:
        """The currency and last day up to `as_of` for which its amounts find no rate."""
        days = self.life.within(Span(date.min, as_of))
        entry = self.entry
        if not days.days or (_is_empty(entry.amounts) and not entry.cost and not entry.capital):
            return None
        last = self.exchange.days_without(entry.currency, *days)
        return None if last is None else (entry.currency, last)
