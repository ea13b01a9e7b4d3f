"""Currencies without a rate where one is needed, and what counts in no total because of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from leverage_tui.domain.book import Book, Ledger
from leverage_tui.domain.metrics import rows
from leverage_tui.domain.metrics.accrual import StandingDays, money_factor, money_missing, money_row
from leverage_tui.domain.metrics.exchange import Exchange
from leverage_tui.domain.metrics.hours_sums import sum_hours
from leverage_tui.domain.metrics.rows import Row, Span, week_of
from leverage_tui.domain.model import Hours, Money, Rate, Standing, Stream, Work
from leverage_tui.domain.quantities.dates import Period, format_day, format_period

Entry = Money | Standing | Hours


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An amount of `stream` that finds no rate from `since` up to `until`. `what` says it in a few words, `minor`
    is its net in minor units of its currency (a standing entry's for one period, without its capital), `entry` the
    document."""

    stream: Stream
    what: str
    since: date
    until: date
    minor: int
    entry: Entry


@dataclass(frozen=True, slots=True)
class MissingRate:
    """A currency that lacks a rate. One on `since`, or before it, is enough for all that is left out."""

    currency: str
    since: date
    left_out: tuple[LeftOut, ...]


def missing_rates(book: Book, today: date) -> tuple[MissingRate, ...]:
    """The currencies that lack a rate on a day that `today` needs one for, by name."""
    exchange = Exchange(book.settings.base_currency, book.rates)
    found: dict[str, list[LeftOut]] = {}
    for stream in book.streams.values():
        for currency, left_out in _of_stream(stream, book.ledger(stream.id), exchange, today):
            found.setdefault(currency, []).append(left_out)
    return tuple(
        MissingRate(currency, min(each.since for each in all_of_it), _sorted(all_of_it))
        for currency, all_of_it in sorted(found.items())
    )


def missing_net(book: Book, missing: MissingRate, days: Span) -> int | None:
    """How much net, in or out, is left out on `days`, at the first rate known of the currency; None without any.

    In `SCALE`-ths of a minor unit of the base currency; `days` end today.
    """
    rates = book.rates.get(missing.currency)
    if not rates:
        return None
    earlier = Rate(doc_id=1, currency=missing.currency, date=missing.since, rate=rates[0].rate)
    exchange = Exchange(book.settings.base_currency, {missing.currency: (earlier, *rates)})
    return sum(abs(rows.net(_estimate(book, each, exchange, days))) for each in missing.left_out)


def _sorted(found: list[LeftOut]) -> tuple[LeftOut, ...]:
    return tuple(sorted(found, key=lambda each: (each.since, each.entry.doc_id)))


def _of_stream(
    stream: Stream, ledger: Ledger, exchange: Exchange, today: date
) -> Iterator[tuple[str, LeftOut]]:  # fmt: skip
    for money in ledger.money:
        found = money_missing(money, exchange, today) if money.date <= today else None
        if found:
            what = f"money for {format_period(Period(money.date, max(money.date, money.until)))}"
            yield found[0], LeftOut(stream, what, found[1], found[1], money.amounts.net, money)
    for standing in ledger.standing:
        days = StandingDays(standing, stream.ended, exchange)
        found = days.missing(today)
        if found:
            what, net = f"standing entry {standing.name}", standing.amounts.net - (standing.cost or 0)
            yield found[0], LeftOut(stream, what, days.life.first, found[1], net, standing)
    yield from _of_hours(stream, ledger, exchange, today)


def _of_hours(
    stream: Stream, ledger: Ledger, exchange: Exchange, today: date
) -> Iterator[tuple[str, LeftOut]]:  # fmt: skip
    named = {str(entry.doc_id): entry for entry in ledger.standing}
    for week, entries in ledger.hours.items():
        until = min(today, week_of(week).last)
        for entry in entries:
            if entry.work is not Work.PEOPLE or entry.date > today:
                continue
            for currency, day in sum_hours([entry], stream, named, exchange, until).missing:
                what = f"pay of {entry.who or 'people'}, {format_day(day, year=True)}"
                yield currency, LeftOut(stream, what, day, day, -(entry.cost or 0), entry)


def _estimate(book: Book, each: LeftOut, exchange: Exchange, days: Span) -> Row:
    entry = each.entry
    if isinstance(entry, Money):
        return money_row(entry, days, money_factor(entry, exchange, days.last))
    if isinstance(entry, Standing):
        standing = StandingDays(entry, each.stream.ended, exchange)
        return standing.row(days.within(Span(each.since, each.until)))
    if not days.first <= entry.date <= days.last:
        return rows.ZERO
    named = {str(found.doc_id): found for found in book.ledger(each.stream.id).standing}
    return sum_hours([entry], each.stream, named, exchange, days.last).row
