"""One stream as it is known on a day: nothing dated later counts.

Decided where METRICS.md leaves room: a stream without `started` lives from its first entry or closed week up to
that day; a period still running converts at the last rate on or before that day, for all of its days.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from operator import itemgetter

from leverage_tui.domain.book import Ledger
from leverage_tui.domain.calendar import DAY, WEEK, monday, weeks_between
from leverage_tui.domain.metrics.accrual import money_factor, money_missing, money_row
from leverage_tui.domain.metrics.exchange import Missing
from leverage_tui.domain.metrics.expected import Expectation, expectation
from leverage_tui.domain.metrics.hours_sums import NO_HOURS, HoursSum
from leverage_tui.domain.metrics.rows import BUILD, PRODUCT, SCALE, ZERO, Row, Span, minus, plus, total, week_of
from leverage_tui.domain.metrics.weeks import StreamWeeks, not_over
from leverage_tui.domain.metrics.whole import WholeWeeks
from leverage_tui.domain.model import Asset, Stream


@dataclass(frozen=True, slots=True, eq=False)
class StreamPast:
    """What is known of a stream on `as_of`. `extra` holds what its whole weeks' rows lack: the running week,
    periods still running, expected income."""

    stream: Stream
    ledger: Ledger
    as_of: date
    open_from: date
    """The Monday of the first week that is not over."""
    whole: WholeWeeks
    """The weeks before `open_from`, and perhaps later ones."""
    extra: Mapping[date, Row]
    running: HoursSum
    expectation: Expectation
    first_day: date | None
    missing: frozenset[Missing]

    @property
    def ended(self) -> date | None:
        """The day the stream ended, if that is not still to come."""
        ended = self.stream.ended
        return ended if ended is not None and ended <= self.as_of else None

    def is_whole(self, week: date) -> bool:
        """Whether the week that begins on Monday `week` is over."""
        return week < self.open_from

    def row(self, week: date) -> Row:
        """The row of the ISO week that begins on Monday `week`, up to `as_of`."""
        row = self.whole.row(week) if self.is_whole(week) else ZERO
        more = self.extra.get(week)
        return row if more is None else plus(row, more)

    def all(self) -> Row:
        """All that is known, up to `as_of`."""
        return total((self.whole.before(self.open_from), *self.extra.values()))

    def build_weeks(self, after: date = date.min) -> Iterator[tuple[date, int]]:
        """Each build block: the Monday of its week, which is later than `after`, and its minutes in `SCALE`-ths,
        opening blocks too."""
        known = self.whole.build
        for week, row in known[bisect_right(known, after, key=itemgetter(0)) :]:
            if week >= self.open_from:
                break
            yield week, row[BUILD]
        if self.running.row[BUILD] and self.open_from > after:
            yield self.open_from, self.running.row[BUILD]
        for block in self.stream.opening.build:
            if block.date <= self.as_of and monday(block.date) > after:
                yield monday(block.date), block.minutes * SCALE

    def product_minutes(self) -> int:
        """Build minutes of asset "product" ever, in `SCALE`-ths."""
        whole = sum(row[PRODUCT] for week, row in self.whole.build if week < self.open_from)
        opening = sum(
            block.minutes
            for block in self.stream.opening.build
            if block.asset is Asset.PRODUCT and block.date <= self.as_of
        )
        return whole + self.running.row[PRODUCT] + opening * SCALE

    def life(self) -> Span | None:
        """Mondays of the first and the last week of the stream's life up to `as_of`; None while it has none."""
        first = self.stream.started or self.first_day
        if first is None or first > self.as_of:
            return None
        return Span(monday(first), monday(self.ended or self.as_of))

    def confirmed_weeks(self) -> list[date]:
        """Mondays of the confirmed full weeks, oldest first."""
        life = self.life()
        if life is None:
            return []
        last = min(life.last, self.open_from - WEEK)
        return sorted(week for week in self.ledger.closed if life.first <= week <= last)

    def unpaid_minutes(self, weeks: Span) -> int:
        """People minutes without pay in the weeks whose Mondays are in `weeks`."""
        sums = self.whole.sums
        unpaid = (sums[week].unpaid for week in weeks_between(*weeks) if week in sums and self.is_whole(week))
        return sum(unpaid) + self.running.unpaid


def stream_past(weeks: StreamWeeks, stream: Stream, ledger: Ledger, as_of: date) -> StreamPast:
    """The stream on `as_of`; `weeks` must be up to date for it."""
    ended = stream.ended if stream.ended is not None and stream.ended <= as_of else None
    expected = expectation(weeks, ledger, stream.time_sold, ended, as_of)
    extra: dict[date, Row] = dict(expected.weeks)
    running = NO_HOURS
    open_from = monday(as_of + DAY)
    if open_from <= as_of:
        running, row = _running_week(weeks, Span(open_from, as_of))
        extra[open_from] = plus(extra.get(open_from, ZERO), row)
    for corrected, row in _corrections(weeks, as_of, open_from - WEEK):
        extra[corrected] = plus(extra.get(corrected, ZERO), row)
    first = weeks.first_day
    return StreamPast(
        stream=stream,
        ledger=ledger,
        as_of=as_of,
        open_from=open_from,
        whole=weeks.whole,
        extra=extra,
        running=running,
        expectation=expected,
        first_day=first if first is not None and first <= as_of else None,
        missing=frozenset(_missing(weeks, as_of, running)),
    )


def _running_week(weeks: StreamWeeks, days: Span) -> tuple[HoursSum, Row]:
    """What the week that is not over has so far: of its hours alone, and of everything."""
    hours = weeks.hours_so_far(days)
    money = [
        money_row(entry, days, money_factor(entry, weeks.exchange, days.last))
        for entry, span in not_over(weeks.periods, days.first)
        if span.first <= days.last
    ]
    return hours, total([hours.row, *money, weeks.whole.standing.row(days, hours.replaced)])


def _corrections(weeks: StreamWeeks, as_of: date, last: date) -> Iterator[tuple[date, Row]]:
    """What the rows of whole weeks, up to the week of Monday `last`, have too much or too little for periods that
    are still running on `as_of`."""
    exchange = weeks.exchange
    for entry, span in not_over(weeks.periods, as_of + DAY):
        if span.first > as_of or entry.currency == exchange.base:
            continue
        now, then = money_factor(entry, exchange, as_of), money_factor(entry, exchange)
        if now == then:
            continue
        for week in weeks_between(span.first, last):
            days = week_of(week)
            yield week, minus(money_row(entry, days, now), money_row(entry, days, then))


def _missing(weeks: StreamWeeks, as_of: date, running: HoursSum) -> Iterator[Missing]:
    for entry, span in weeks.doubtful:
        if span.first <= as_of:
            found = money_missing(entry, weeks.exchange, as_of)
            if found:
                yield found
    for days in weeks.whole.standing.days:
        found = days.missing(as_of)
        if found:
            yield found
    yield from (missing for missing in weeks.whole.missing if missing[1] <= as_of)
    yield from running.missing
