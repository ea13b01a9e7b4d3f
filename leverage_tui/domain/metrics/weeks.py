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
from itertools import chain

from leverage_tui.domain.book import NO_LEDGER, Ledger
from leverage_tui.domain.metrics.accrual import StandingDays, has_gross, money_weeks, period
from leverage_tui.domain.metrics.exchange import Exchange
from leverage_tui.domain.metrics.hours_sums import NO_HOURS, HoursSum, sum_hours
from leverage_tui.domain.metrics.rows import ZERO, Row, Span, minus, plus, week_of
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
        "_asked", "_hours", "_ledger", "_money", "_money_weeks", "_named", "_running", "_stream", "doubtful",
        "exchange", "first_day", "income", "income_first", "periods", "whole",
    )  # fmt: skip

    def __init__(self, stream: Stream, exchange: Exchange) -> None:
        self._stream = stream
        self.exchange = exchange
        """The rates that all of this is summed at; an older object while newer ones say the same wherever asked."""
        self._asked: Mapping[str, Span] = {}
        """Other currencies of the stream, with the days that their rates are needed on, from first to last."""
        self._ledger = NO_LEDGER
        self._named: Mapping[str, Standing] = {}
        """Standing entries by the name that hours use for them."""
        self._hours: dict[date, tuple[tuple[Hours, ...], HoursSum]] = {}
        self._running: tuple[tuple[Hours, ...], date, HoursSum] | None = None
        self._money: dict[int, Money] = {}
        self._money_weeks: dict[date, Row] = {}
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

    def serve(self, stream: Stream, base: str) -> bool:
        """Whether what is remembered here is right for `stream` and the base currency, whatever is recorded."""
        return base == self.exchange.base and _traits(stream) == _traits(self._stream)

    @property
    def base(self) -> str:
        """The base currency that all of this is summed in."""
        return self.exchange.base

    def changed(self, before: Exchange) -> Mapping[str, Span]:
        """By currency, the days with another rate than in `before`, as far as rates are needed here."""
        return self.exchange.changed(before, self._asked)

    def update(self, ledger: Ledger, exchange: Exchange) -> None:
        """Bring everything up to date. What another rate does not touch is not summed again."""
        changed = exchange.changed(self.exchange, self._asked)
        if ledger is self._ledger and not changed:
            return
        before, self.exchange = self.exchange, exchange
        standing = self._update_standing(ledger.standing)
        if changed:
            standing = self._convert(standing, changed)
        touched = self._update_hours(ledger) | self._update_money(ledger.money, before, changed)
        if touched:
            sums, money = self._hours, self._money_weeks
            self.whole = self.whole.with_weeks({
                week: (sums[week][1] if week in sums else NO_HOURS, money.get(week, ZERO)) for week in touched
            })  # fmt: skip
        if standing is not self.whole.standing:
            self.whole = replace(self.whole, standing=standing)
        if ledger is not self._ledger:
            self._ledger = ledger
            self.first_day = _first_day(ledger)
            self.income_first = self._first_income()
            self._asked = self._rates_asked()

    def _convert(self, standing: Standings, changed: Mapping[str, Span]) -> Standings:
        """What stands at the rates that `changed`; forgets hours that were paid at them."""
        self._hours = {week: found for week, found in self._hours.items() if not _converted(found[1], changed)}
        if self._running is not None and _converted(self._running[2], changed):
            self._running = None
        return Standings(
            tuple(
                days.at(self.exchange, changed[days.entry.currency]) if days.entry.currency in changed else days
                for days in standing.days
            )
        )

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
            tuple(known.get(id(entry)) or StandingDays(entry, ended, self.exchange) for entry in entries)
        )

    def _update_hours(self, ledger: Ledger) -> set[date]:
        """Sum what is new or was forgotten; the weeks with such hours, and those without any now."""
        if ledger.hours is self._ledger.hours and len(self._hours) == len(ledger.hours):
            return set()
        touched = self.whole.sums.keys() - ledger.hours.keys()
        known, self._hours = self._hours, {}
        for week, entries in ledger.hours.items():
            found = known.get(week)
            if found is None or found[0] is not entries:
                found = (entries, sum_hours(entries, self._stream, self._named, self.exchange, week_of(week).last))
                touched.add(week)
            self._hours[week] = found
        return touched

    def _update_money(self, entries: tuple[Money, ...], before: Exchange, changed: Mapping[str, Span]) -> set[date]:
        """Take out what entries that are gone, or whose rate `changed`, had added at the rates `before`, and add new
        ones: exact, so nothing stays behind. The weeks of all of them."""
        if entries is self._ledger.money and not changed:
            return set()
        now = {id(entry): entry for entry in entries}
        moved = {
            id(entry)
            for entry, span in self.periods
            if entry.currency in changed and changed[entry.currency].holds(span.last)
        }
        touched: set[date] = set()
        for gone in (self._money.keys() - now.keys()) | moved:
            for week, row in money_weeks(self._money[gone], before):
                self._money_weeks[week] = minus(self._money_weeks[week], row)
                touched.add(week)
        for new in (now.keys() - self._money.keys()) | (moved & now.keys()):
            for week, row in money_weeks(now[new], self.exchange):
                self._money_weeks[week] = plus(self._money_weeks.get(week, ZERO), row)
                touched.add(week)
        if now.keys() != self._money.keys():
            found = ((entry, period(entry)) for entry in entries)
            self.periods = tuple(sorted(found, key=lambda pair: pair[1].last))
            self.income = tuple(pair for pair in self.periods if has_gross(pair[0].amounts))
        self._money = now
        rated = self.exchange.factor
        self.doubtful = tuple(pair for pair in self.periods if rated(pair[0].currency, pair[1].first) is None)
        return touched

    def _rates_asked(self) -> dict[str, Span]:
        """The currencies whose rates are needed, from the first day to the last."""
        base = self.exchange.base
        found: dict[str, Span] = {}
        for currency, days in chain(
            ((entry.currency, span) for entry, span in self.periods if entry.currency != base),
            ((each.entry.currency, each.life) for each in self.whole.standing.days if each.entry.currency != base),
            ((currency, Span(day, day)) for sums in self.whole.sums.values() for currency, day in sums.asked),
        ):
            known = found.get(currency, days)
            found[currency] = Span(min(known.first, days.first), max(known.last, days.last))
        return found

    def _first_income(self) -> date | None:
        firsts = [span.first for _, span in self.income]
        paying = (days.life for days in self.whole.standing.days if has_gross(days.entry.amounts))
        firsts += [life.first for life in paying if life.days]
        return min(firsts, default=None)

    def hours_so_far(self, days: Span) -> HoursSum:
        """What the hours on `days`, the first ones of an ISO week, add up to."""
        entries = self._ledger.hours.get(days.first, ())
        if self._running is None or self._running[0] is not entries or self._running[1] != days.last:
            known = [entry for entry in entries if entry.date <= days.last]
            hours = sum_hours(known, self._stream, self._named, self.exchange, days.last) if known else NO_HOURS
            self._running = (entries, days.last, hours)
        return self._running[2]


def _converted(hours: HoursSum, changed: Mapping[str, Span]) -> bool:
    """Whether any pay of these hours was converted at a rate that `changed`."""
    return any(currency in changed and changed[currency].holds(day) for currency, day in hours.asked)


def not_over(periods: tuple[Period, ...], day: date) -> tuple[Period, ...]:
    """Those of `periods`, the latest last, that are not over before `day`."""
    return periods[bisect_left(periods, day, key=lambda pair: pair[1].last) :]


def _first_day(ledger: Ledger) -> date | None:
    days = [entry.date for entry in ledger.hours[min(ledger.hours)]] if ledger.hours else []
    days += [entry.date for entry in ledger.money]
    days += [entry.begins for entry in ledger.standing]
    days += ledger.closed
    return min(days, default=None)
