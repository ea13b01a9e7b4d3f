"""PayPal: the CSV of an activity report or a statement, in English, German, French, Spanish, Italian or Dutch.

What is income is decided in `paypal_rules`. A sale is its gross; what it cost is gross less net, whatever sign the fee
is written with; a refund is refunds, less the fee that was given back with it. Only what is completed counts. A row
belongs to its day in the zone of the import, where the file says in which zone its own days are. A stream is chosen by
the item's title, a refund's by that of its sale, else by "PayPal". Names and addresses are not kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from leverage_tui.domain.text import clean
from leverage_tui.interchange.formats.paypal_rules import Kind, Movement, kinds
from leverage_tui.interchange.formats.paypal_words import COLUMNS, COMPLETED, OPEN
from leverage_tui.interchange.movements import Notation, Row, booked, counted, notation
from leverage_tui.interchange.reading import is_json, read_table
from leverage_tui.interchange.rows import Format, ImportedMoney, ImportRefused, Reading, Skipped
from leverage_tui.interchange.source import Head, Source

EXPORT = "in PayPal open Activity, then Download, with Balance affecting and CSV"
SOURCE = "PayPal"
_NEEDED = ("day", "type", "currency", "gross")
_OFFSETS = {
    "UTC": 0, "GMT": 0, "WET": 0, "WEST": 1, "CET": 1, "CEST": 2, "MEZ": 1, "MESZ": 2, "EET": 2,
    "EEST": 3, "NST": -3.5, "AST": -4,
    "EST": -5, "EDT": -4, "CDT": -5, "MDT": -6, "PST": -8, "PDT": -7, "JST": 9, "AEST": 10, "AEDT": 11, "NZST": 12,
    "NZDT": 13,
}  # fmt: skip
"""Hours east of Greenwich, of the abbreviations that stand for one zone only."""


def claims(head: Head) -> bool:
    """Whether the header is that of a PayPal report: nobody else has a column for the time zone beside day, time,
    name and currency."""
    return all(head.has_one(*COLUMNS[name]) for name in (*_NEEDED, "time", "zone", "name"))


def read(source: Source) -> Reading:
    """The income in a PayPal report. Raises ImportRefused for another file, for one whose states are in a language
    that is not known here, and where days or amounts could mean two things."""
    if is_json(source.text):
        raise ImportRefused(f"the file is JSON, no CSV: {EXPORT}")
    table = read_table(source.text)
    columns = {name: table.column(*names) for name, names in COLUMNS.items()}
    missing = [name for name in _NEEDED if columns[name] is None]
    if missing:
        words = {"day": "Date", "type": "Type", "currency": "Currency", "gross": "Gross"}
        raise ImportRefused(
            f"the file has no column {' and no column '.join(words[name] for name in missing)}: {EXPORT}"
        )
    rows = [Row(line, cells) for line, cells in table.records()]
    if not rows:
        raise ImportRefused(f"the file has a header and no row: choose a longer time; {EXPORT}")
    amounts = [columns[name] for name in ("gross", "fee", "net")]
    return _Report(columns, notation(source, table, (columns["day"],), amounts, columns["currency"])).reading(rows)


FORMAT = Format("paypal", "PayPal", EXPORT, claims, read)


_NO_INCOME = {
    Kind.MEMO: "it is without effect on the balance",
    Kind.MOVE: "it is no income: it moves between accounts, currencies and holds",
    Kind.OFFSET: "it is a part of another row",
    Kind.OWN: "it is no income: a payment of yours, or a refund to you",
    Kind.NOBODY: "it names nobody who paid: nothing says that it is a sale",
}


@dataclass(frozen=True, slots=True)
class _Report:
    columns: Mapping[str, int | None]
    written: Notation

    def cell(self, row: Row, name: str) -> str:
        return row.cell(self.columns[name])

    def text(self, row: Row, name: str) -> str:
        return row.text(self.columns[name])

    def reading(self, rows: list[Row]) -> Reading:
        """What the rows come to, in their order."""
        self._check_states(rows)
        movements: dict[int, Movement] = {}
        skipped: list[Skipped] = []
        unfinished: set[str] = set()
        for row in rows:
            found = self._movement(row)
            if isinstance(found, Movement):
                movements[row.line] = found
            else:
                skipped.append(found)
                if not self._completed(row):
                    unfinished.add(self.cell(row, "id"))
        is_what = kinds(list(movements.values()), unfinished - {""})
        sales = [row for row in rows if is_what.get(row.line) is Kind.SALE]
        items = {self.cell(row, "id"): self.text(row, "item") for row in sales if self.cell(row, "id")}
        money: list[ImportedMoney] = []
        for row in rows:
            if row.line in movements and is_what[row.line] in (Kind.SALE, Kind.REFUND, Kind.FEE):
                money.append(self._money(row, movements[row.line], is_what[row.line], items))
        skipped += [Skipped(line, _NO_INCOME[kind]) for line, kind in is_what.items() if kind in _NO_INCOME]
        skipped.sort(key=lambda each: each.line)
        return Reading(money=tuple(money), skipped=tuple(skipped), warnings=tuple(self._warnings(rows, is_what)))

    def _check_states(self, rows: list[Row]) -> None:
        if self.columns["status"] is None:
            return
        states = {self.cell(row, "status").casefold() for row in rows} - {""}
        if states and states.isdisjoint(COMPLETED) and not states <= OPEN:
            typed = clean(next(iter(sorted(states - OPEN))), 40)
            raise ImportRefused(
                f"the status {typed!r} is not known here: set PayPal to English, German, French, Spanish, Italian or "
                "Dutch, and download the report again"
            )

    def _completed(self, row: Row) -> bool:
        return self.columns["status"] is None or self.cell(row, "status").casefold() in COMPLETED

    def _movement(self, row: Row) -> Movement | Skipped:
        """The row as a movement; skipped where it is not completed or cannot be read."""
        if not self._completed(row):
            status = self.text(row, "status")
            return Skipped(row.line, f"its status is {status[:40]}" if status else "it has no status")
        try:
            currency = row.currency(self.columns["currency"])
            gross = self.written.amount(row, self.columns["gross"], currency)
            fee = self._fee(row, currency, gross)
            day = self._day(row)
        except ImportRefused as error:
            return Skipped(row.line, str(error).removeprefix(f"line {row.line}: "))
        if not gross and not fee:
            return Skipped(row.line, "it is of zero")
        names = [name for name in ("name", "from") if self.columns[name] is not None]
        return Movement(
            line=row.line, id=self.cell(row, "id"), reference=self.cell(row, "reference"), day=day,
            moment=f"{self.cell(row, 'day')} {self.cell(row, 'time')}",
            named=not names or any(self.cell(row, name) for name in names),
            type=f" {self.text(row, 'type').casefold()}", code=self.cell(row, "code"),
            impact=self.cell(row, "impact").casefold(), currency=currency, gross=gross, fee=fee,
        )  # fmt: skip

    def _fee(self, row: Row, currency: str, gross: int) -> int | None:
        """What the movement cost: gross less net, since a fee is written with either sign."""
        net = self.written.amount_or_none(row, self.columns["net"], currency)
        if net is not None:
            return gross - net
        fee = self.written.amount_or_none(row, self.columns["fee"], currency)
        return fee if fee is None else abs(fee) if gross > 0 else -abs(fee)

    def _money(self, row: Row, movement: Movement, kind: Kind, items: Mapping[str, str]) -> ImportedMoney:
        item = self.text(row, "item") or items.get(movement.reference, "")
        said = (self.text(row, name) for name in ("subject", "note", "type"))
        stem = ImportedMoney(
            line=row.line, source=item or SOURCE, description=next(filter(None, said), ""), day=movement.day,
            currency=movement.currency, external=self.text(row, "id") or None,
        )  # fmt: skip
        fee = movement.fee or 0
        return (
            booked(stem, 0, fee - movement.gross)
            if kind is Kind.FEE
            else booked(stem, movement.gross, movement.fee)
        )

    def _day(self, row: Row) -> date:
        zone = _zone(self.cell(row, "zone"))
        cells = (f"{self.cell(row, 'day')} {self.cell(row, 'time')}",)
        return self.written.day(Row(row.line, cells), 0, zone)

    def _warnings(self, rows: list[Row], is_what: Mapping[int, Kind]) -> Iterator[str]:
        taxed = sum(
            is_what.get(row.line) is Kind.SALE and bool(self.cell(row, "tax").strip("0.,-")) for row in rows
        )
        if taxed:
            yield f"{counted(taxed, 'sale has', 'sales have')} a sales tax in the amount: subtract it by hand"


@lru_cache(64)
def _zone(name: str) -> tzinfo | None:
    """The zone of a cell such as ``Europe/Berlin``, ``PDT`` or ``GMT+02:00``; None for what is unknown, or short for
    several zones."""
    if name in _OFFSETS:
        return timezone(timedelta(hours=_OFFSETS[name]))
    sign, digits = name[3:4], name[4:].replace(":", "")
    if (
        name[:3] in ("GMT", "UTC")
        and sign in ("+", "-")
        and len(digits) == 4
        and digits.isascii()
        and digits.isdigit()
    ):
        ahead = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
        return timezone(ahead if sign == "+" else -ahead) if ahead < timedelta(hours=24) else None
    if "/" not in name or len(name) > 40:
        return None
    try:
        return ZoneInfo(name)
    except (OSError, ValueError, KeyError):
        return None
