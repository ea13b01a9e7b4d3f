"""The whole weeks of one stream as rows, remembered week by week.

A whole week's row does not depend on the day it is looked at from: money counts at the rate of the last day of its
period, and a period still running then is corrected where that day is known (`past.py`). So old weeks are summed
once.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from datetime import date

from leverage_tui.domain.book import Ledger
from leverage_tui.domain.calendar import monday, weeks_between
from leverage_tui.domain.metrics.accrual import StandingDays, has_gross, money_weeks, period
from leverage_tui.domain.metrics.exchange import Exchange
from leverage_tui.domain.metrics.hours_sums import NO_HOURS, HoursSum, sum_hours
from leverage_tui.domain.metrics.rows import BUILD, ZERO, Row, Span, minus, plus, week_of
from leverage_tui.domain.model import Asset, Hours, Money, Standing, Stream

Period = tuple[Money, Span]
_Traits = tuple[str, Asset, date | None]


def _traits(stream: Stream) -> _Traits:
    """What of a stream its weekly sums depend on."""
    return stream.currency, stream.build_asset, stream.ended


class StreamWeeks:
    """Remembers the weekly rows of one stream by the identity of what they were summed from."""

    __slots__ = (
        "_composed", "_exchange", "_hours", "_ledger", "_money", "_money_weeks", "_running", "_standing",
        "_through", "_traits", "build", "doubtful", "first_day", "income", "income_first", "named", "periods",
        "rows", "standing", "sums",
    )  # fmt: skip

    def __init__(self) -> None:
        self._traits: _Traits | None = None
        self._exchange: Exchange | None = None
        self._ledger: Ledger | None = None
        self._through = date.min
        self._hours: dict[date, tuple[tuple[Hours, ...], HoursSum]] = {}
        self._standing: tuple[Standing, ...] = ()
        self._running: tuple[tuple[Hours, ...], date, HoursSum] | None = None
        self._money: dict[int, Money] = {}
        self._money_weeks: dict[date, Row] = {}
        self._composed: dict[date, tuple[HoursSum, Row, Row]] = {}
        self.standing: tuple[StandingDays, ...] = ()
        self.periods: tuple[Period, ...] = ()
        """All money entries with the days they are for, the latest last."""
        self.income: tuple[Period, ...] = ()
        """Those with a gross above 0."""
        self.income_first: date | None = None
        """The first day that one of these, or a standing entry with a gross above 0, is for."""
        self.doubtful: tuple[Period, ...] = ()
        """Those whose first day has no rate."""
        self.first_day: date | None = None
        """The first day with an hours, money or standing entry or that begins a closed week."""
        self.named: Mapping[str, Standing] = {}
        """Standing entries by the name that hours use for them."""
        self.sums: Mapping[date, HoursSum] = {}
        """What the hours of each week add up to, by Monday."""
        self.build: Mapping[date, Row] = {}
        """The rows of the weeks that hold build hours."""
        self.rows: Mapping[date, Row] = {}
        """All weeks up to the one asked for that hold anything, and perhaps later ones, by Monday."""

    def update(self, stream: Stream, ledger: Ledger, exchange: Exchange, through: date) -> None:
        """Bring everything up to date for all weeks up to the one that holds `through`."""
        traits, week = _traits(stream), monday(through)
        same = traits == self._traits and exchange is self._exchange
        if same and ledger is self._ledger and week <= self._through:
            return
        if not same:
            self._forget()
        if not same or ledger.standing is not self._standing:
            self._update_standing(ledger.standing, stream.ended, exchange)
        self._traits, self._exchange, self._ledger = traits, exchange, ledger
        self._through = max(week, self._through)
        self._update_hours(stream, ledger, exchange)
        self._update_money(ledger, exchange)
        self.first_day = _first_day(ledger)
        self.income_first = self._first_income()
        self._compose()

    def _forget(self) -> None:
        self._hours = {}
        self._money = {}
        self.periods = self.income = self.doubtful = ()
        self._money_weeks = {}
        self._composed = {}
        self.standing = ()

    def _update_standing(self, entries: tuple[Standing, ...], ended: date | None, exchange: Exchange) -> None:
        known = {id(days.entry): days for days in self.standing}
        self.standing = tuple(known.get(id(entry)) or StandingDays(entry, ended, exchange) for entry in entries)
        self.named = {str(entry.doc_id): entry for entry in entries}
        self._hours = {week: found for week, found in self._hours.items() if not found[1].names_standing}
        self._running = None
        self._composed = {}
        self._standing = entries

    def _update_hours(self, stream: Stream, ledger: Ledger, exchange: Exchange) -> None:
        known, self._hours = self._hours, {}
        for week, entries in ledger.hours.items():
            found = known.get(week)
            if found is None or found[0] is not entries:
                found = (entries, sum_hours(entries, stream, self.named, exchange, week_of(week).last))
            self._hours[week] = found
        self.sums = {week: found[1] for week, found in self._hours.items()}

    def _update_money(self, ledger: Ledger, exchange: Exchange) -> None:
        """Take out what entries that are gone had added and add new ones: exact, so nothing stays behind."""
        now = {id(entry): entry for entry in ledger.money}
        for gone in self._money.keys() - now.keys():
            for week, row in money_weeks(self._money[gone], exchange):
                self._money_weeks[week] = minus(self._money_weeks[week], row)
        for new in now.keys() - self._money.keys():
            for week, row in money_weeks(now[new], exchange):
                self._money_weeks[week] = plus(self._money_weeks.get(week, ZERO), row)
        if now.keys() != self._money.keys():
            found = ((entry, period(entry)) for entry in ledger.money)
            self.periods = tuple(sorted(found, key=lambda pair: pair[1].last))
            self.income = tuple(pair for pair in self.periods if has_gross(pair[0].amounts))
            self.doubtful = tuple(
                pair for pair in self.periods if exchange.factor(pair[0].currency, pair[1].first) is None
            )
        self._money = now

    def _first_income(self) -> date | None:
        firsts = [span.first for _, span in self.income]
        firsts += [days.life.first for days in self.standing if has_gross(days.entry.amounts) and days.life.days]
        return min(firsts, default=None)

    def _compose(self) -> None:
        weeks = set(self._hours) | self._money_weeks.keys()
        for days in self.standing:
            weeks.update(weeks_between(days.life.first, min(days.life.last, self._through)))
        known, self._composed = self._composed, {}
        for week in weeks:
            hours, money = self.sums.get(week, NO_HOURS), self._money_weeks.get(week, ZERO)
            found = known.get(week)
            if found is None or found[0] is not hours or found[1] is not money:
                found = (hours, money, self._week(week, hours, money))
            self._composed[week] = found
        self.rows = {week: found[2] for week, found in self._composed.items()}
        self.build = {week: row for week, row in self.rows.items() if row[BUILD]}

    def _week(self, week: date, hours: HoursSum, money: Row) -> Row:
        row = plus(hours.row, money)
        for days in self.standing:
            row = plus(row, days.week(week, days.entry.doc_id in hours.replaced))
        return row

    def hours_so_far(self, stream: Stream, ledger: Ledger, exchange: Exchange, days: Span) -> HoursSum:
        """What the hours on `days`, the first ones of an ISO week, add up to."""
        entries = ledger.hours.get(days.first, ())
        if self._running is None or self._running[0] is not entries or self._running[1] != days.last:
            known = [entry for entry in entries if entry.date <= days.last]
            hours = sum_hours(known, stream, self.named, exchange, days.last) if known else NO_HOURS
            self._running = (entries, days.last, hours)
        return self._running[2]

    def standing_row(self, days: Span, replaced: frozenset[int]) -> Row:
        """What the standing entries add on `days`, which lie in one ISO week."""
        row = ZERO
        for found in self.standing:
            row = plus(row, found.row(days, found.entry.doc_id in replaced))
        return row


def not_over(periods: tuple[Period, ...], day: date) -> tuple[Period, ...]:
    """Those of `periods`, the latest last, that are not over before `day`."""
    return periods[bisect_left(periods, day, key=lambda pair: pair[1].last) :]


def _first_day(ledger: Ledger) -> date | None:
    days = [entry.date for entry in ledger.hours[min(ledger.hours)]] if ledger.hours else []
    days += [entry.date for entry in ledger.money]
    days += [entry.begins for entry in ledger.standing]
    days += ledger.closed
    return min(days, default=None)
