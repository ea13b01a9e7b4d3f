"""Gumroad: the CSV of sales, and the CSV of a payout. All amounts are US dollars.

Sales. Gross is the sale's price, with shipping and tip, without a tax that is in it (Subtotal, Taxes and Shipping then
make up the price). What Gumroad keeps is platform fees, what a Connect account of yours pays is processing fees, an
affiliate's commission is a variable cost: it goes to another person and comes with the sale. A sale that was refunded
in full, or whose dispute was not won, has a line of refunds that leaves nothing of it; one refunded in part has that
part. The file has no day for either, so they are on the sale's. Trials, pre-orders and free downloads are no sales.

Payout. Every row is what its Net Total says: Sale is gross less platform fees; Refund (of any name) and Chargeback are
refunds less the fees given back; Affiliate Credit is gross, below zero a variable cost, as are affiliate fees; Payout
Fee is platform fees; Credit and Technical Adjustment are gross, below zero platform fees. PayPal and Stripe Connect
payouts only say that these sales were paid out elsewhere; totals and subtotals are sums: both are left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from leverage_tui.interchange.movements import Found, Notation, Row, booked, counted, notation, read_rows
from leverage_tui.interchange.reading import is_json, read_table, squeeze
from leverage_tui.interchange.rows import Format, ImportedMoney, ImportRefused, Reading, Skipped
from leverage_tui.interchange.source import Head, Source

EXPORT = "in Gumroad open Sales, then Export, and take the CSV"
SOURCE = "Gumroad"
_USD = "USD"
_FEES = ("fees", "gumroadfee", "gumroadfees")
_SALES = ("purchaseid", "itemname", "purchasedate", "saleprice")
_PAYOUT = ("type", "date", "purchaseid", "itemname", "nettotal")
_AMOUNTS = (
    "saleprice",
    "fee",
    "nettotal",
    "subtotal",
    "taxes",
    "shipping",
    "refund",
    "commission",
    "paypal",
    "stripe",
)
_COLUMNS = {
    "id": ("purchaseid",),
    "item": ("itemname",),
    "type": ("type",),
    "date": ("purchasedate", "date"),
    "time": ("purchasetimeutctimezone",),
    "variants": ("variants",),
    "quantity": ("quantity",),
    "trial": ("freetrialpurchase",),
    "pre-order": ("preorderauthorization",),
    "refunded": ("fullyrefunded",),
    "disputed": ("disputed",),
    "won": ("disputewon",),
    "saleprice": ("saleprice",),
    "fee": _FEES,
    "nettotal": ("nettotal",),
    "subtotal": ("subtotal",),
    "taxes": ("taxes",),
    "shipping": ("shipping",),
    "refund": ("partialrefund",),
    "commission": ("affiliatecommission",),
    "paypal": ("paypalfeeamount",),
    "paypal currency": ("paypalfeecurrency",),
    "stripe": ("stripefeeamount",),
    "stripe currency": ("stripefeecurrency",),
}
_PAYOUT_WARNING = "a payout has the sales that the export of sales has too: import payouts or sales, not both"
_NOISE = re.compile(r"-?[0-9]{1,15}\.[0-9]{9,25}")
_ELSEWHERE = ("paypalpayouts", "stripeconnectpayouts")
_BACK = ("refund", "fullrefund", "partialrefund", "paypalrefund", "stripeconnectrefund", "chargeback")
_AFFILIATE = ("affiliatecredit", "affiliatecredits", "paypalconnectaffiliatefees", "stripeconnectaffiliatefees")
_OWN = ("credit", "payoutfee", "technicaladjustment")
_YES = ("1", "true", "yes")


def claims(head: Head) -> bool:
    """Whether the header is that of a Gumroad file."""
    sales = head.has(*_SALES) and head.has_one("nettotal", *_FEES)
    return sales or (head.has(*_PAYOUT) and head.has_one("saleprice", *_FEES))


def read(source: Source) -> Reading:
    """The money of a Gumroad file. Raises ImportRefused for another file, and where days or amounts could mean two
    things."""
    if is_json(source.text):
        raise ImportRefused(f"the file is JSON, no CSV: {EXPORT}")
    table = read_table(source.text)
    columns = {name: table.column(*names) for name, names in _COLUMNS.items()}
    payout = table.column("purchasedate") is None and table.column(*_PAYOUT[:1]) is not None
    if columns["date"] is None or columns["id"] is None or columns["nettotal" if payout else "saleprice"] is None:
        raise ImportRefused(f"the file has no column Purchase Date and Sale Price ($): {EXPORT}")
    if next(table.records(), None) is None:
        raise ImportRefused(f"the file has a header and no row: choose a longer time; {EXPORT}")
    written = notation(source, table, (columns["date"], columns["time"]), (columns[name] for name in _AMOUNTS))
    report = _Report(columns, written)
    money, skipped = read_rows(table, report.payout if payout else report.sale)
    said = report.warnings()
    return Reading(money=money, skipped=skipped, warnings=(_PAYOUT_WARNING, *said) if payout else said)


FORMAT = Format("gumroad", "Gumroad", EXPORT, claims, read)


def _exact(typed: str) -> str:
    """An amount without the dust of a computer's division: 8.290000000000001 is 8.29, to the cent."""
    if not _NOISE.fullmatch(typed):
        return typed
    exact, cents = Decimal(typed), Decimal(typed).quantize(Decimal("0.01"))
    return str(cents) if abs(exact - cents) < Decimal("0.0000001") else typed


@dataclass(frozen=True, slots=True)
class _Report:
    columns: Mapping[str, int | None]
    written: Notation
    left_out: Counter[str] = field(default_factory=Counter)

    def warnings(self) -> tuple[str, ...]:
        """What was left out of sales that are read, counted."""
        return tuple(
            f"left out: {counted(number, one, one + 's')}" for one, number in sorted(self.left_out.items())
        )

    def sale(self, row: Row) -> Found:
        """A row of the sales: the sale, and what was given back of it."""
        if self._is(row, "trial") or self._is(row, "pre-order"):
            what = "a free trial" if self._is(row, "trial") else "a pre-order"
            yield Skipped(row.line, f"it is {what}: nothing was charged yet")
        elif not self._is_sum(row):
            yield from self._sale(row)

    def payout(self, row: Row) -> Found:
        """A row of a payout, by its type."""
        typed = row.text(self.columns["type"])
        kind = squeeze(typed)
        if kind in _ELSEWHERE:
            yield Skipped(row.line, f"{typed.lower()[:40]} are sales that are paid out elsewhere")
        elif not self._is_sum(row):
            yield self._paid_out(row, kind, typed)

    def _sale(self, row: Row) -> Found:
        price, fee, commission = (self._amount(row, name) for name in ("saleprice", "fee", "commission"))
        if self.columns["fee"] is None:
            fee = price - self._amount(row, "nettotal")
        if price <= 0:
            if price:
                yield Skipped(row.line, "its price is negative")
            else:
                yield Skipped(row.line, "it is free")
            return
        gross = price - self._tax_within(row, price)
        id = row.text(self.columns["id"])
        stem = self._stem(row, id, row.text(self.columns["variants"]))
        quantity = row.cell(self.columns["quantity"])
        units = int(quantity) if quantity.isascii() and quantity.isdigit() and len(quantity) < 9 else 1
        sale = replace(booked(stem, gross, fee, platform=True), variable_costs=commission or None, units=units)
        yield replace(sale, processing_fees=self._connect_fee(row) or None)
        lost = self._is(row, "disputed") and not self._is(row, "won")
        whole = self._is(row, "refunded") or lost
        back = gross - fee - commission if whole else self._amount(row, "refund")
        if back:
            yield booked(replace(stem, external=f"{id} refund" if id else None), -back, None)

    def _tax_within(self, row: Row, price: int) -> int:
        """The tax in the price: where the parts make up the price with it."""
        subtotal, tax, shipping = (self._amount(row, name) for name in ("subtotal", "taxes", "shipping"))
        return tax if subtotal + tax + shipping == price else 0

    def _connect_fee(self, row: Row) -> int:
        """What PayPal or Stripe took of a sale that went to an account of yours."""
        total = 0
        for name in ("paypal", "stripe"):
            if row.cell(self.columns[f"{name} currency"]).upper() in ("", _USD):
                total += abs(self._amount(row, name))
            elif row.cell(self.columns[name]):
                self.left_out["processing fee in another currency than USD"] += 1
        return total

    def _paid_out(self, row: Row, kind: str, typed: str) -> ImportedMoney | Skipped:
        price, net = self._amount(row, "saleprice"), self._amount(row, "nettotal")
        id = row.text(self.columns["id"])
        if not price and not net:
            return Skipped(row.line, "it is of zero")
        if kind == "sale":
            return replace(booked(self._stem(row, id, ""), price, price - net, platform=True), units=1)
        if kind in _BACK:
            partial = "" if kind in ("fullrefund", "chargeback") else f" {row.text(self.columns['date'])}"
            stem = self._stem(row, f"{id} refund{partial}" if id else "", typed)
            return booked(stem, price or net, price - net if price else None, platform=True)
        stem = self._stem(row, "", typed)
        if kind in _AFFILIATE:
            return booked(stem, net, None, platform=True) if net > 0 else replace(stem, variable_costs=-net)
        if kind in _OWN:
            return booked(stem, 0, -net, platform=True)
        return Skipped(row.line, f"the type {typed[:40]!r} is not known here" if typed else "it has no type")

    def _stem(self, row: Row, external: str, description: str) -> ImportedMoney:
        """The row without amounts. Its day is that of the purchase's time, which is in UTC, else its date."""
        at, day = row.cell(self.columns["time"]), row.cell(self.columns["date"])
        moment = at if len(at) > len("10:20:30 +0000") else f"{day} {at}"
        return ImportedMoney(
            line=row.line, source=row.text(self.columns["item"]) or SOURCE, description=description,
            day=self.written.day(Row(row.line, (moment,)), 0), currency=_USD, external=external or None,
        )  # fmt: skip

    def _amount(self, row: Row, name: str) -> int:
        """The cents in the cell; 0 where it is empty."""
        return self.written.amount_or_none(Row(row.line, (_exact(row.cell(self.columns[name])),)), 0, _USD) or 0

    def _is(self, row: Row, name: str) -> bool:
        return row.cell(self.columns[name]).casefold() in _YES

    def _is_sum(self, row: Row) -> bool:
        first = row.cell(0).casefold()
        return first in ("total", "totals") or first.startswith("subtotal")
