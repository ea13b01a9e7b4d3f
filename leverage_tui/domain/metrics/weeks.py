"""The whole weeks of one stream as rows, remembered week by week.

A whole week's row does not depend on the day it is looked at from: money counts at the rate of the last day of its
period, and a period still running then is corrected where that day is known (`past.py`). So old weeks are summed
once.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from leverage_tui.domain.book import NO_LEDGER, Ledger
from leverage_tui.domain.metrics.accrual import StandingDays, has_gross, money_weeks, period
from leverage_tui.domain.metrics.exchange import Exchange
from leverage_tui.domain.metrics.hours_sums import NO_HOURS, HoursSum, sum_hours
from leverage_tui.domain.metrics.rows import BUILD, ZERO, Row, Span, minus, plus, week_of
from leverage_tui.domain.metrics.whole import Standings, WholeWeeks
from leverage_tui.domain.model import Asset, Hours, Money, Standing, Stream

Period = tuple[Money, Span]
_Traits = tuple[str, Asset, date | None]


def _traits(stream: Stream) -> _Traits:
    """What of a stream its weekly sums depend on."""
    return stream.currency, stream.build_asset, stream.ended


class StreamWeeks:
    """Remembers the weekly rows of one stream by the identity of what they were summed from."""

    __slots__ = (
        "_exchange", "_hours", "_ledger", "_logged", "_money", "_money_weeks", "_named", "_running", "_stream",
        "doubtful", "first_day", "income", "income_first", "periods", "whole",
    )  # fmt: skip

    def __init__(self, stream: Stream, exchange: Exchange) -> None:
        self._stream = stream
        self._exchange = exchange
        self._ledger = NO_LEDGER
        self._named: Mapping[str, Standing] = {}
        """Standing entries by the name that hours use for them."""
        self._hours: dict[date, tuple[tuple[Hours, ...], HoursSum]] = {}
        self._running: tuple[tuple[Hours, ...], date, HoursSum] | None = None
        self._money: dict[int, Money] = {}
        self._money_weeks: dict[date, Row] = {}
        self._logged: dict[date, tuple[HoursSum, Row, Row]] = {}
        self.whole = WholeWeeks()
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

    def serve(self, stream: Stream, exchange: Exchange) -> bool:
        """Whether what is remembered here is right for `stream` and `exchange`, whatever is recorded."""
        return exchange is self._exchange and _traits(stream) == _traits(self._stream)

    def update(self, ledger: Ledger) -> None:
        """Bring everything up to date."""
        if ledger is self._ledger:
            return
        standing = self._update_standing(ledger.standing)
        hours_changed = self._update_hours(ledger)
        money_changed = self._update_money(ledger)
        self._ledger = ledger
        if hours_changed or money_changed:
            self.whole = self._whole(standing)
        elif standing is not self.whole.standing:
            self.whole = replace(self.whole, standing=standing)
        self.first_day = _first_day(ledger)
        self.income_first = self._first_income()

    def _update_standing(self, entries: tuple[Standing, ...]) -> Standings:
        """The standing entries, those that stay with what is remembered of them; forgets hours that name others."""
        if entries is self._ledger.standing:
            return self.whole.standing
        before, self._named = self._named, {str(entry.doc_id): entry for entry in entries}
        names = before.keys() | self._named.keys()
        changed = {name for name in names if before.get(name) is not self._named.get(name)}
        self._hours = {week: found for week, found in self._hours.items() if found[1].named.isdisjoint(changed)}
        self._running = None
        known = {id(days.entry): days for days in self.whole.standing.days}
        ended = self._stream.ended
        return Standings(
            tuple(known.get(id(entry)) or StandingDays(entry, ended, self._exchange) for entry in entries)
        )

    def _update_hours(self, ledger: Ledger) -> bool:
        """Sum what is new or was forgotten; whether anything was."""
        if ledger.hours is self._ledger.hours and len(self._hours) == len(ledger.hours):
            return False
        known, self._hours = self._hours, {}
        for week, entries in ledger.hours.items():
            found = known.get(week)
            if found is None or found[0] is not entries:
                found = (entries, sum_hours(entries, self._stream, self._named, self._exchange, week_of(week).last))
            self._hours[week] = found
        return True

    def _update_money(self, ledger: Ledger) -> bool:
        """Take out what entries that are gone had added and add new ones: exact, so nothing stays behind. Whether
        there were any."""
        if ledger.money is self._ledger.money:
            return False
        exchange = self._exchange
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
        return True

    def _first_income(self) -> date | None:
        firsts = [span.first for _, span in self.income]
        paying = (days.life for days in self.whole.standing.days if has_gross(days.entry.amounts))
        firsts += [life.first for life in paying if life.days]
        return min(firsts, default=None)

    def _whole(self, standing: Standings) -> WholeWeeks:
        sums = {week: found[1] for week, found in self._hours.items()}
        known, self._logged = self._logged, {}
        for week in sums.keys() | self._money_weeks.keys():
            hours, money = sums.get(week, NO_HOURS), self._money_weeks.get(week, ZERO)
            found = known.get(week)
            if found is None or found[0] is not hours or found[1] is not money:
                found = (hours, money, plus(hours.row, money))
            self._logged[week] = found
        return WholeWeeks(
            logged={week: found[2] for week, found in self._logged.items()},
            sums=sums,
            build={week: found.row for week, found in sums.items() if found.row[BUILD]},
            standing=standing,
        )

    def hours_so_far(self, days: Span) -> HoursSum:
        """What the hours on `days`, the first ones of an ISO week, add up to."""
        entries = self._ledger.hours.get(days.first, ())
        if self._running is None or self._running[0] is not entries or self._running[1] != days.last:
            known = [entry for entry in entries if entry.date <= days.last]
            hours = sum_hours(known, self._stream, self._named, self._exchange, days.last) if known else NO_HOURS
            self._running = (entries, days.last, hours)
        return self._running[2]


def not_over(periods: tuple[Period, ...], day: date) -> tuple[Period, ...]:
    """Those of `periods`, the latest last, that are not over before `day`."""
    return periods[bisect_left(periods, day, key=lambda pair: pair[1].last) :]


def _first_day(ledger: Ledger) -> date | None:
    days = [entry.date for entry in ledger.hours[min(ledger.hours)]] if ledger.hours else []
    days += [entry.date for entry in ledger.money]
    days += [entry.begins for entry in ledger.standing]
    days += ledger.closed
    return min(days, default=None)
