"""The whole weeks of one stream as rows, remembered week by week.

A whole week's row does not depend on the day it is looked at from: money counts at the rate of the last day of its
period, and what that day is not past yet is corrected where the day is known (`past.py`). So old weeks are summed once.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from leverage_tui.domain.book import Ledger
from leverage_tui.domain.calendar import monday, weeks_between
from leverage_tui.domain.metrics.accrual import StandingDays, money_weeks
from leverage_tui.domain.metrics.exchange import Exchange
from leverage_tui.domain.metrics.hours_sums import NO_HOURS, HoursSum, sum_hours
from leverage_tui.domain.metrics.rows import ZERO, Row, Span, minus, plus
from leverage_tui.domain.model import Asset, Hours, Money, Standing, Stream

_Traits = tuple[str, Asset, date | None]


def _traits(stream: Stream) -> _Traits:
    """What of a stream its weekly sums depend on."""
    return stream.currency, stream.build_asset, stream.ended


class StreamWeeks:
    """Remembers the weekly rows of one stream by the identity of what they were summed from."""

    __slots__ = ("_composed", "_exchange", "_hours", "_ledger", "_money", "_money_weeks", "_standing", "_through",
                 "_traits", "named", "rows", "standing", "sums")  # fmt: skip

    def __init__(self) -> None:
        self._traits: _Traits | None = None
        self._exchange: Exchange | None = None
        self._ledger: Ledger | None = None
        self._through = date.min
        self._hours: dict[date, tuple[tuple[Hours, ...], HoursSum]] = {}
        self._standing: tuple[Standing, ...] = ()
        self._money: dict[int, Money] = {}
        self._money_weeks: dict[date, Row] = {}
        self._composed: dict[date, tuple[HoursSum, Row, Row]] = {}
        self.standing: tuple[StandingDays, ...] = ()
        self.named: Mapping[str, Standing] = {}
        """Standing entries by the name that hours use for them."""
        self.sums: Mapping[date, HoursSum] = {}
        """What the hours of each week add up to, by Monday."""
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
        self._compose()

    def _forget(self) -> None:
        self._hours = {}
        self._money = {}
        self._money_weeks = {}
        self._composed = {}
        self.standing = ()

    def _update_standing(self, entries: tuple[Standing, ...], ended: date | None, exchange: Exchange) -> None:
        known = {id(days.entry): days for days in self.standing}
        self.standing = tuple(known.get(id(entry)) or StandingDays(entry, ended, exchange) for entry in entries)
        self.named = {str(entry.doc_id): entry for entry in entries}
        self._hours = {week: found for week, found in self._hours.items() if not found[1].names_standing}
        self._composed = {}
        self._standing = entries

    def _update_hours(self, stream: Stream, ledger: Ledger, exchange: Exchange) -> None:
        known, self._hours = self._hours, {}
        for week, entries in ledger.hours.items():
            found = known.get(week)
            if found is None or found[0] is not entries:
                found = (entries, sum_hours(entries, stream, self.named, exchange))
            self._hours[week] = found
        self.sums = {week: found[1] for week, found in self._hours.items()}

    def _update_money(self, ledger: Ledger, exchange: Exchange) -> None:
        """Take out what entries that are gone had added and add new ones: sums are exact, so nothing stays behind."""
        now = {id(entry): entry for entry in ledger.money}
        for gone in self._money.keys() - now.keys():
            for week, row in money_weeks(self._money[gone], exchange):
                self._money_weeks[week] = minus(self._money_weeks[week], row)
        for new in now.keys() - self._money.keys():
            for week, row in money_weeks(now[new], exchange):
                self._money_weeks[week] = plus(self._money_weeks.get(week, ZERO), row)
        self._money = now

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

    def _week(self, week: date, hours: HoursSum, money: Row) -> Row:
        row = plus(hours.row, money)
        for days in self.standing:
            row = plus(row, days.week(week, days.entry.doc_id in hours.replaced))
        return row

    def standing_row(self, days: Span, replaced: frozenset[int]) -> Row:
        """What the standing entries add on `days`, which lie in one ISO week."""
        row = ZERO
        for found in self.standing:
            row = plus(row, found.row(days, found.entry.doc_id in replaced))
        return row
