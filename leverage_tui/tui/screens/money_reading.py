"""How the money form is read: one entry from what is typed, and what should be known before it is saved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import partial

from leverage_tui.domain.book import Book
from leverage_tui.domain.edits.check import checked
from leverage_tui.domain.edits.core import Edit
from leverage_tui.domain.edits.money import add_money, change_money, overlapping
from leverage_tui.domain.model import AMOUNTS, Amounts, Money, Standing
from leverage_tui.domain.quantities.dates import Period, format_period, parse_period
from leverage_tui.domain.quantities.errors import Unreadable
from leverage_tui.domain.quantities.money import Amount, format_money, parse_money
from leverage_tui.domain.quantities.texts import read_note
from leverage_tui.tui.screens.period import words_for
from leverage_tui.tui.screens.reading import (
    Decimal,
    Gather,
    Reading,
    Said,
    Typed,
    read_currency,
    read_whole,
    show_currency,
)

MOST_UNITS = 10**9
HINTS = {
    "gross": "",
    "refunds": "given back to customers",
    "platform_fees": "what the platform keeps",
    "processing_fees": "cards, transfers",
    "variable_costs": "grows with what is sold",
    "fixed_costs": "tools, rent, whatever is sold",
}
LABELS = {
    "gross": "What arrived",
    "refunds": "Refunds",
    "platform_fees": "Platform fees",
    "processing_fees": "Processing fees",
    "variable_costs": "Variable costs",
    "fixed_costs": "Fixed costs",
}


@dataclass(frozen=True, slots=True)
class Share:
    """The platform's share of gross less refunds that a stream's last entry had."""

    part: Fraction
    period: Period

    def of(self, gross: int, refunds: int) -> int:
        """The fees that the same share of this would be, minor units."""
        return round(max(0, gross - refunds) * self.part)

    @property
    def words(self) -> str:
        """ "30 % as for May 2025"."""
        tenths = round(self.part * 1000)
        percent = f"{tenths // 10}" if tenths % 10 == 0 else f"{tenths / 10:.1f}"
        return f"{percent} % as for {format_period(self.period)}"


def remembered_share(book: Book, stream: str) -> Share | None:
    """The platform's share of the stream's latest entry with a gross; None when it had no platform fees."""
    paid = [entry for entry in book.ledger(stream).money if entry.amounts.gross]
    if not paid:
        return None
    latest = max(paid, key=lambda entry: (entry.until, entry.doc_id))
    revenue = (latest.amounts.gross or 0) - (latest.amounts.refunds or 0)
    fees = latest.amounts.platform_fees or 0
    if revenue <= 0 or not 0 < fees <= revenue:
        return None
    return Share(Fraction(fees, revenue), Period(latest.date, latest.until))


@dataclass(frozen=True, slots=True)
class MoneyRead:
    """Everything typed, as read. `proposal` is the platform fees in the remembered share, minor units."""

    reading: Reading[Edit | None]
    currency: str
    proposal: int | None


def read_money(
    book: Book, today: date, typed: Typed, decimal: Decimal, *, currency_touched: bool, entry: Money | None = None
) -> MoneyRead:
    """Read the form's fields. `currency_touched`: the user chose the entry's currency in its own field; `entry` is the
    one that is changed, None where one is added."""
    gather, stream = Gather(typed), book.streams[typed["stream"]]
    period = gather.take(
        "period", lambda text: parse_period(text, today), format_period, needed="for which time? such as 2026-10"
    )
    if period is not None and words_for(period, today):
        gather.add("period", words_for(period, today))
    chosen = gather.take("currency", read_currency, show_currency, hint=f"empty: {stream.currency}")
    fixed = chosen if currency_touched else None
    currency = fixed or _named(typed, stream.currency, decimal) or chosen or stream.currency
    if currency != (chosen or stream.currency):
        gather.said["currency"] = Said(f"{currency}, as typed with the amount", "read")
    if len(book.streams) > 1:
        gather.said["stream"] = Said("← → or part of a name: another one")
    amounts = _read_amounts(gather, currency, decimal)
    units = gather.take("units", read_whole(MOST_UNITS, "units"), lambda count: f"{count:,} sold", hint="how many")
    note = gather.take("note", read_note, lambda text: "")
    if amounts == Amounts() and units is None and not typed["gross"].strip():
        gather.take("gross", str, needed="what arrived?")
    share, proposal = remembered_share(book, stream.id), None
    if entry is None and share is not None and amounts.gross and not typed["platform_fees"].strip():
        proposal = share.of(amounts.gross, amounts.refunds or 0)
        words = f"{format_money(proposal, currency)} is {share.words}: Enter takes it, 0 or F10 leaves it out"
        gather.take("platform_fees", str, hint=words)

    def make() -> Edit:
        assert period is not None
        add = add_money if entry is None else partial(change_money, entry=entry)
        made = add(
            book, stream=stream.id, period=period, amounts=amounts, currency=currency, units=units, note=note or ""
        )
        checked(book, made)
        return made

    summary = _summary(amounts, currency, period)
    ask = _already_there(book, stream.id, period, entry) if period is not None else ""
    return MoneyRead(Reading(gather.said, make, summary, ask), currency, proposal)


def _read_amounts(gather: Gather, currency: str, decimal: Decimal) -> Amounts:
    found = {}
    for name in AMOUNTS:
        read = _reader(currency, decimal)
        found[name] = gather.take(name, read, lambda minor: format_money(minor, currency), hint=HINTS[name])
    return Amounts(**found)


def _reader(currency: str, decimal: Decimal) -> Callable[[str], int]:
    def read(text: str) -> int:
        amount = parse_money(text, currency, decimal)
        if amount.currency not in (None, currency):
            raise Unreadable(
                f"that is {amount.currency}, the rest of the entry is {currency}: one entry, one currency"
            )
        return amount.minor

    return read


def _named(typed: Typed, currency: str, decimal: Decimal) -> str | None:
    """The currency that the first amount which names one names."""
    for name in AMOUNTS:
        try:
            amount: Amount = parse_money(typed[name], currency, decimal)
        except Unreadable:
            continue
        if amount.currency is not None:
            return amount.currency
    return None


def _summary(amounts: Amounts, currency: str, period: Period | None) -> str:
    if amounts == Amounts():
        return ""
    net = f"Net {format_money(amounts.net, currency)}"
    taken = (amounts.gross or 0) - amounts.net
    if taken:
        net += f" = {format_money(amounts.gross or 0, currency)} - {format_money(taken, currency)}"
    if amounts.gross and taken:
        net += f", {amounts.net * 100 // amounts.gross} % is left"
    return f"{net} · {format_period(period)}" if period else net


def _already_there(book: Book, stream: str, period: Period, changed: Money | None) -> str:
    if changed is not None and changed.stream == stream and Period(changed.date, changed.until) == period:
        return ""
    but = changed.doc_id if changed else None
    there = [_entry_words(entry) for entry in overlapping(book, stream, period, but=but)]
    there += [_standing_words(entry) for entry in book.ledger(stream).standing if _stands(book, entry, period)]
    if not there:
        return ""
    more = f" and {len(there) - 2} more" if len(there) > 2 else ""
    return f"Already there for that time: {'; '.join(there[:2])}{more}. This would come on top."


def _entry_words(entry: Money) -> str:
    gross = format_money(entry.amounts.gross or 0, entry.currency)
    return f"{gross} for {format_period(Period(entry.date, entry.until))}"


def _standing_words(entry: Standing) -> str:
    gross = format_money(entry.amounts.gross or 0, entry.currency)
    return f"standing “{entry.name}”, {gross} a {entry.per.value}"


def _stands(book: Book, entry: Standing, period: Period) -> bool:
    found = book.streams.get(entry.stream)
    ends = min(day for day in (entry.ends, found.ended if found else None, date.max) if day is not None)
    return bool(entry.amounts.gross) and entry.begins <= period.last and period.first <= ends
