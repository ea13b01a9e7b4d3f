"""The five questions of the close: what is logged already for each, how an answer is read, and what it would do."""

from __future__ import annotations

from collections import Counter
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Literal, NamedTuple

from leverage_tui.domain.book import Book
from leverage_tui.domain.calendar import DAY, days_of, iso_label, monday
from leverage_tui.domain.edits.money import overlapping
from leverage_tui.domain.model import OWN_WORK, Money, Standing, Stream, Work
from leverage_tui.domain.quantities.dates import Period, format_day, format_period
from leverage_tui.domain.quantities.errors import Unreadable
from leverage_tui.domain.quantities.hours import format_hours, parse_hours
from leverage_tui.domain.quantities.money import format_money, parse_money
from leverage_tui.domain.quantities.typed import quoted, tidy
from leverage_tui.domain.text import clean
from leverage_tui.domain.timesheet import Row, minutes_in, period_days

Style = Literal["hm", "decimal"]
Decimal = Literal[".", ",", None]


class Question(StrEnum):
    """What is easily forgotten, in the order it is asked. The value is the question's one word."""

    SUPPORT = "support"
    REFUNDS = "refunds"
    MANAGE = "managing"
    SELL = "selling"
    MONEY = "money in"

    @property
    def work(self) -> Work | None:
        """The work whose hours are asked for; None where it is an amount."""
        return {Question.SUPPORT: Work.SUPPORT, Question.MANAGE: Work.MANAGE, Question.SELL: Work.SELL}.get(self)

    @property
    def about(self) -> str:
        """What is meant, for who asks."""
        return _ABOUT[self]


_ABOUT = {
    Question.SUPPORT: "hours with customers: mails, calls, repairs",
    Question.REFUNDS: "an amount that went back to customers",
    Question.MANAGE: "hours with people and systems that do the work",
    Question.SELL: "hours of marketing, funnel, leads, offers",
    Question.MONEY: "an amount that customers paid for this week, before refunds and fees",
}


class Logged(NamedTuple):
    """What a stream's week holds already: own minutes by kind of work, and this week's share of gross and refunds in
    minor units of the stream's currency, entered or standing."""

    minutes: Counter[Work]
    gross: int
    refunds: int

    def shown(self, question: Question, currency: str, style: Style = "hm") -> str:
        """What stands in the place of `question`; empty when nothing is there."""
        if question.work is not None:
            minutes = self.minutes[question.work]
            return format_hours(minutes, style) if minutes else ""
        minor = self.refunds if question is Question.REFUNDS else self.gross
        return format_money(minor, currency, decimals="never" if minor >= _WHOLE else "auto") if minor else ""


_WHOLE = 10_000
"""From these minor units on an amount is shown without cents: it stands in a narrow place."""


def span_of(week: date, today: date) -> Period:
    """The days of the week of that day, cut to `today`."""
    first = monday(week)
    return Period(first, max(first, min(first + 6 * DAY, today)))


def logged(book: Book, stream: str, span: Period) -> Logged:
    """What is there for `stream` in the days of `span`, which lies in one week."""
    ledger, found = book.ledger(stream), book.streams[stream]
    minutes: Counter[Work] = Counter()
    for entry in ledger.hours.get(monday(span.first), ()):
        if entry.work in OWN_WORK and entry.date <= span.last:
            minutes[entry.work] += entry.minutes
    gross = refunds = Fraction(0)
    paid: tuple[Money | Standing, ...] = (*ledger.money, *ledger.standing)
    for money in paid:
        if money.currency == found.currency:
            share = _share(money, found, span)
            gross += (money.amounts.gross or 0) * share
            refunds += (money.amounts.refunds or 0) * share
    return Logged(minutes, int(gross), int(refunds))


def _share(entry: Money | Standing, stream: Stream, span: Period) -> Fraction:
    """How much of the entry's amounts belongs to the days of `span`."""
    days = days_of(span.first, (span.last - span.first).days + 1)
    if isinstance(entry, Money):
        count = sum(entry.date <= day <= entry.until for day in days)
        return Fraction(count, (entry.until - entry.date).days + 1)
    lives = [day for day in days if entry.begins <= day <= _end(entry, stream)]
    return sum((Fraction(1, period_days(entry.per, day)) for day in lives), Fraction(0))


def _end(entry: Standing, stream: Stream) -> date:
    return min(day for day in (entry.ends, stream.ended, date.max) if day is not None)


def own_words(found: Logged, style: Style = "hm") -> str:
    """ "deliver 8:00, sell 1:30"; empty without any own hours."""
    return ", ".join(
        f"{work} {format_hours(found.minutes[work], style)}" for work in OWN_WORK if found.minutes[work]
    )


def covered(book: Book, stream: str, span: Period) -> str:
    """What of the stream's money covers a part of `span` already: "$900 a month (Subscriptions)"; empty when
    nothing does. More on top would count beside it."""
    there = [_entry_words(entry) for entry in overlapping(book, stream, span)]
    there += [
        f"{format_money(entry.amounts.gross, entry.currency)} a {entry.per.value} ({clean(entry.name)})"
        for entry in book.ledger(stream).standing
        if entry.amounts.gross and _share(entry, book.streams[stream], span)
    ]
    more = f" and {len(there) - 2} more" if len(there) > 2 else ""
    return "; ".join(there[:2]) + more


def _entry_words(entry: Money) -> str:
    gross = format_money(entry.amounts.gross or 0, entry.currency)
    return f"{gross} for {format_period(Period(entry.date, entry.until))}"


class Place(NamedTuple):
    """Where one answer goes: hours of `row` on `day`; without a row an amount of the week's days up to `day`, in
    `currency`. `question` is None where a gap is answered."""

    stream: str
    currency: str
    question: Question | None
    row: Row | None
    day: date

    @property
    def span(self) -> Period:
        """The days of the week up to `day`."""
        return Period(monday(self.day), self.day)

    def read(self, text: str, decimal: Decimal = None) -> int | None:
        """The minutes, or the minor units, that `text` adds; None when nothing is typed. A plus in front says what is
        done anyway. Raises Unreadable."""
        typed = tidy(text)
        if not typed:
            return None
        if self.row is not None:
            if typed[0] in "-=":
                raise Unreadable(f"{quoted(text)}? here hours are added: too many are typed over in the timesheet")
            return parse_hours(typed.removeprefix("+"))
        amount = parse_money(typed.removeprefix("+"), self.currency, decimal)
        if amount.currency not in (None, self.currency):
            raise Unreadable(
                f"that is {amount.currency}, this stream is counted in {self.currency}: enter it as money"
            )
        return amount.minor

    def explained(self, book: Book, amount: int, style: Style = "hm") -> str:
        """What an answer does: "1:30 support on Sun 29 Jun: 0:30 + 1:30 = 2:00"."""
        if self.row is None:
            what = "went back" if self.question is Question.REFUNDS else "came in"
            return f"{format_money(amount, self.currency)} {what} for {iso_label(self.day)}"
        there, added = minutes_in(book, self.row, self.day), format_hours(amount, style)
        total = f": {format_hours(there, style)} + {added} = {format_hours(there + amount, style)}" if there else ""
        return f"{added} {self.row.work} on {format_day(self.day)}{total}"


def places(book: Book, stream: str, span: Period) -> tuple[Place, ...]:
    """Where the answers to the five questions go; hours belong to the last day of `span`."""
    currency = book.streams[stream].currency
    return tuple(
        Place(stream, currency, question, Row(stream, question.work) if question.work else None, span.last)
        for question in Question
    )
