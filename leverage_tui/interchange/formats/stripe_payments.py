"""Stripe's exports of payments and of payouts.

Payments count when they were paid. The fee is in the currency of the account, so gross and refunds are the converted
ones where the file has them. A refund, and a dispute that was lost, is a line of its own, on its own day where the file
has it: a payment that is refunded after its import is brought up to date by the next one. Taxes on the fee are left
out. Payouts are what is left of payments, so a book has the one or the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from leverage_tui.interchange.formats.stripe_common import Common, common, created_column
from leverage_tui.interchange.movements import Found, Row, booked, counted, notation, read_rows
from leverage_tui.interchange.reading import Table, squeeze
from leverage_tui.interchange.rows import ImportedMoney, ImportRefused, Reading, Skipped
from leverage_tui.interchange.source import Source

_PAID = frozenset(("paid", "succeeded", "refunded", "partiallyrefunded", "partialrefund", "disputed"))
_NO = frozenset(("false", "no", "0"))
_COLUMNS = {
    "id": ("id",),
    "status": ("status",),
    "captured": ("captured",),
    "mode": ("mode",),
    "live": ("livemode",),
    "currency": ("currency",),
    "amount": ("amount",),
    "fee": ("fee",),
    "tax": ("taxesonfee", "tax"),
    "converted": ("convertedamount",),
    "into": ("convertedcurrency",),
    "refund": ("amountrefunded",),
    "converted refund": ("convertedamountrefunded",),
    "refund day": ("refundeddateutc",),
    "dispute": ("disputedamount",),
    "dispute day": ("disputedateutc",),
    "dispute status": ("disputestatus",),
}
_AMOUNTS = ("amount", "fee", "converted", "refund", "converted refund", "dispute")
_PAYOUTS = "payouts are what is left after refunds and fees: import payouts or the balance history, never both"


def read_payments(source: Source, table: Table) -> Reading:
    """The export of payments. Raises ImportRefused where it has several currencies and no converted amounts."""
    columns = {name: table.column(*aliases) for name, aliases in _COLUMNS.items()}
    days = (created_column(table), columns["refund day"], columns["dispute day"])
    written = notation(source, table, days, (columns[name] for name in _AMOUNTS))
    report = _Payments(common(table, written), columns)
    _check_currencies(table, report)
    money, skipped = read_rows(table, report.read)
    return Reading(money=money, skipped=skipped, warnings=tuple(_taxes(table, report)), report="payments")


def read_payouts(source: Source, table: Table) -> Reading:
    """The export of payouts, with the warning that it goes with no other report."""
    amount = table.column("amount")
    written = notation(source, table, (created_column(table),), (amount,))
    report = _Payouts(
        common(table, written), amount, table.column("currency"), table.column("status"),
        table.column("livemode"), table.column("id"),
    )  # fmt: skip
    money, skipped = read_rows(table, report.read)
    return Reading(money=money, skipped=skipped, warnings=(_PAYOUTS,), report="payouts")


def _check_currencies(table: Table, report: _Payments) -> None:
    """Without converted amounts the fees of a second currency would be of a currency nobody knows."""
    if report.columns["converted"] is not None and report.columns["into"] is not None:
        return
    found = {row.cell(report.columns["currency"]).upper() for row in _paid(table, report)} - {""}
    if len(found) > 1 and report.columns["fee"] is not None:
        raise ImportRefused(
            "the file has payments in several currencies and no Converted Amount, so the currency of its fees is not "
            "known: in Stripe open Payments, then Export, with all columns"
        )


def _paid(table: Table, report: _Payments) -> Iterator[Row]:
    for line, cells in table.records():
        row = Row(line, cells)
        if squeeze(row.cell(report.columns["status"])) in _PAID:
            yield row


def _taxes(table: Table, report: _Payments) -> Iterator[str]:
    column = report.columns["tax"]
    rows = sum(bool(row.cell(column).strip("0.,")) for row in _paid(table, report)) if column is not None else 0
    if rows:
        yield f"{counted(rows, 'payment has', 'payments have')} taxes on the fee: they are left out"


def _test(row: Row, *live: int | None) -> bool:
    return any(row.cell(column).casefold() in (*_NO, "test") for column in live)


@dataclass(frozen=True, slots=True)
class _Payments:
    common: Common
    columns: Mapping[str, int | None]

    def read(self, row: Row) -> Found:
        """The payment, and what was given back of it."""
        status = row.text(self.columns["status"])
        if squeeze(status) not in _PAID:
            yield Skipped(row.line, f"its status is {status[:40]}" if status else "it has no status")
        elif _test(row, self.columns["mode"], self.columns["live"]):
            yield Skipped(row.line, "it is a test")
        elif row.cell(self.columns["captured"]).casefold() in _NO:
            yield Skipped(row.line, "it was not captured")
        else:
            yield from self._payment(row)

    def _payment(self, row: Row) -> Found:
        written = self.common.notation
        converted = bool(row.cell(self.columns["converted"]) and row.cell(self.columns["into"]))
        currency = row.currency(self.columns["into"] if converted else self.columns["currency"])
        fee = written.amount_or_none(row, self.columns["fee"], currency)
        if fee and not converted and self.columns["converted"] is not None and self.columns["into"] is not None:
            yield Skipped(row.line, "it has a fee and no converted amount: the currency of the fee is not known")
            return
        gross = written.amount(row, self.columns["converted"] if converted else self.columns["amount"], currency)
        if gross <= 0:
            yield Skipped(row.line, "its amount is negative" if gross else "it is of zero")
            return
        payment = booked(self.common.money(row, currency, row.text(self.columns["id"])), gross, fee)
        yield payment
        yield from self._given_back(row, payment, "refund", "converted refund" if converted else "refund")
        if squeeze(row.cell(self.columns["dispute status"])) == "lost":
            yield from self._given_back(row, payment, "dispute", None if converted else "dispute")

    def _given_back(self, row: Row, payment: ImportedMoney, what: str, exact: str | None) -> Found:
        """What was given back: by the column `exact`, which has it in the payment's currency, else by the column
        that has it in the currency charged, where that is the same or all was given back."""
        written = self.common.notation
        given = written.amount_or_none(row, self.columns[exact], payment.currency) if exact else None
        charged = row.cell(self.columns[what])
        if not given and charged:
            currency = row.currency(self.columns["currency"])
            given = written.amount(row, self.columns[what], currency)
            if given and currency != payment.currency:
                if given != written.amount(row, self.columns["amount"], currency):
                    yield Skipped(row.line, f"its {what} is in another currency than the payment: enter it by hand")
                    return
                given = payment.gross
        if given:
            external = f"{payment.external} {what}" if payment.external else ""
            stem = self.common.money(row, payment.currency, external, self.columns[f"{what} day"])
            yield booked(stem, -abs(given), None)


@dataclass(frozen=True, slots=True)
class _Payouts:
    common: Common
    amount: int | None
    currency: int | None
    status: int | None
    live: int | None
    id: int | None

    def read(self, row: Row) -> Found:
        """The payout; one below zero was taken from the bank account."""
        status = row.text(self.status)
        if squeeze(status) != "paid":
            yield Skipped(row.line, f"its status is {status[:40]}" if status else "it has no status")
        elif _test(row, self.live):
            yield Skipped(row.line, "it is a test")
        else:
            currency = row.currency(self.currency)
            amount = self.common.notation.amount(row, self.amount, currency)
            if amount:
                yield booked(self.common.money(row, currency, row.text(self.id)), amount, None)
            else:
                yield Skipped(row.line, "it is of zero")
