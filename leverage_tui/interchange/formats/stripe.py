"""Stripe: balance history, itemized reports, one payout's transactions, payments, and payouts.

Reports of the balance have every movement: a charge is gross; a refund, a lost dispute or an adjustment below zero is
refunds; what Stripe keeps, in a Fee column or in a row of its own, is processing fees. A fee that is given back makes
the refund smaller that it comes with, and money that comes back, as from a dispute that is won, is gross again.
Payouts, transfers and reserves move what was earned before: they are skipped. Payments and payouts are
read in `stripe_payments`. A row belongs to the day it was created.

A stream is chosen by the product where the file has a column for it, else by "Stripe": descriptions, invoices and
statement descriptors differ from payment to payment.
"""

from __future__ import annotations

from dataclasses import dataclass

from leverage_tui.interchange.formats.stripe_common import (
    CREATED,
    CREATED_UTC,
    EXPORT,
    Common,
    common,
    created_column,
)
from leverage_tui.interchange.formats.stripe_payments import read_payments, read_payouts
from leverage_tui.interchange.movements import Found, Row, booked, notation, read_rows
from leverage_tui.interchange.reading import Table, is_json, read_table, squeeze
from leverage_tui.interchange.rows import Format, ImportRefused, Reading, Skipped
from leverage_tui.interchange.source import Head, Source

_HISTORY = ("type", "amount", "fee", "net", "currency")
_ITEMIZED = ("gross", "fee", "net", "currency", "reportingcategory")
_ONE_PAYOUT = ("payoutid", "transactionid", "type", "amount", "fee", "net", "currency")
_PAYOUTS = ("id", "amount", "currency", "status")
_PAYMENTS = ("amount", "currency", "status")
_PAYMENTS_ONCE = ("amountrefunded", "convertedamount", "convertedcurrency")
"""What the export of payments had when its column was called Created alone."""
_PAYMENTS_TOO = ("convertedamount", "amountrefunded", "captured", "fee", "sellermessage")

_TRADE = frozenset((
    "charge", "chargefailure", "payment", "paymentfailurerefund", "paymentrefund", "paymentreversal",
    "paymentunreconciled", "partialcapturereversal", "refund", "refundfailure", "dispute", "disputereversal",
    "adjustment", "otheradjustment", "applicationfee", "applicationfeerefund", "platformearning",
    "platformearningrefund",
))  # fmt: skip
_FEES = frozenset(("stripefee", "stripefxfee", "networkcost", "fee", "taxfee", "tax"))
_MOVES = (
    "payout", "transfer", "topup", "reserve", "riskreserved", "connectreserved", "connectcollection",
    "paymentnetworkreserve", "advance", "anticipation", "financing", "obligation", "stripebalance",
)  # fmt: skip


def claims(head: Head) -> bool:
    """Whether the header is that of one of Stripe's reports."""
    return _report(set(head.header)) != ""


def read(source: Source) -> Reading:
    """The money of one of Stripe's reports. Raises ImportRefused for another file, and where amounts or days could
    mean two things."""
    if is_json(source.text):
        raise ImportRefused(f"the file is JSON, no CSV: {EXPORT}")
    table = read_table(source.text)
    report = _report({squeeze(name) for name in table.header})
    if not report:
        raise ImportRefused(f"the file is none of Stripe's reports that are known here: {EXPORT}")
    if next(table.records(), None) is None:
        raise ImportRefused(f"the file has a header and no row: choose a longer time; {EXPORT}")
    if report == "payments":
        return read_payments(source, table)
    return read_payouts(source, table) if report == "payouts" else _read_balance(source, table)


FORMAT = Format("stripe", "Stripe", EXPORT, claims, read)


def _report(header: set[str]) -> str:
    """Which report has these (squeezed) columns; "" for none."""
    created = not header.isdisjoint((*CREATED, *CREATED_UTC))
    if header.issuperset(_ITEMIZED) or (created and header.issuperset(_ONE_PAYOUT)):
        return "balance"
    if not header.isdisjoint(("arrivaldateutc", "arrivaldate")) and header.issuperset(_PAYOUTS):
        return "payouts"
    if header.issuperset(_HISTORY) and not header.isdisjoint(CREATED_UTC):
        return "balance"
    named = not header.isdisjoint(CREATED_UTC) and not header.isdisjoint(_PAYMENTS_TOO)
    named = named or (created and header.issuperset(_PAYMENTS_ONCE))
    return "payments" if named and header.issuperset(_PAYMENTS) else ""


def _read_balance(source: Source, table: Table) -> Reading:
    amount, fee, net = table.column("gross", "amount"), table.column("fee"), table.column("net")
    written = notation(source, table, (created_column(table),), (amount, fee, net))
    report = _Balance(
        common(table, written), table.column("reportingcategory", "type"), amount, net, table.column("currency"),
        table.column("balancetransactionid", "transactionid", "id"),
    )  # fmt: skip
    money, skipped = read_rows(table, report.read)
    return Reading(money=money, skipped=skipped)


@dataclass(frozen=True, slots=True)
class _Balance:
    """A report with a row for every movement of the balance."""

    common: Common
    type: int | None
    amount: int | None
    net: int | None
    currency: int | None
    id: int | None

    def read(self, row: Row) -> Found:
        """What a row comes to: its amount less its fee is what the balance gains by it."""
        typed = row.text(self.type)
        kind = squeeze(typed)
        if kind.startswith(_MOVES):
            yield Skipped(row.line, f"a {typed[:40]} is no income: it moves what was earned")
        elif kind not in _TRADE | _FEES:
            yield Skipped(row.line, f"the type {typed[:40]!r} is not known here" if typed else "it has no type")
        else:
            yield from self._movement(row, fees=kind in _FEES)

    def _movement(self, row: Row, *, fees: bool) -> Found:
        currency, written = row.currency(self.currency), self.common.notation
        amount, net = written.amount(row, self.amount, currency), written.amount(row, self.net, currency)
        if not amount and not net:
            yield Skipped(row.line, "it is of zero")
            return
        stem = self.common.money(row, currency, row.text(self.id))
        yield booked(stem, 0, -net) if fees else booked(stem, amount, amount - net)
