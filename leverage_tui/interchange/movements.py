"""Rows of payment services: cells by column, days of instants, and what a movement of a balance means as money."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, tzinfo

from leverage_tui.domain.quantities.currency import is_currency
from leverage_tui.domain.text import NOTE_LIMIT, clean
from leverage_tui.interchange.amounts import decimal_mark, is_whole, read_amount
from leverage_tui.interchange.cells import cell_at
from leverage_tui.interchange.clocks import day_and_clock, read_clock, read_instant
from leverage_tui.interchange.day_order import day_order, read_day, split_day
from leverage_tui.interchange.reading import Table
from leverage_tui.interchange.rows import ImportedMoney, ImportRefused, Skipped
from leverage_tui.interchange.source import DayOrder, DecimalMark, Source

Found = Iterable[ImportedMoney | Skipped]
"""What one record of a file comes to."""


@dataclass(frozen=True, slots=True)
class Row:
    """A record and the line on which it begins. A cell that the record is too short for is empty."""

    line: int
    cells: Sequence[str]

    def cell(self, column: int | None) -> str:
        """The cell without blanks around it; empty where there is no such column."""
        return cell_at(self.cells, column)

    def text(self, column: int | None) -> str:
        """The cell as text that may be stored and shown."""
        return clean(self.cell(column), NOTE_LIMIT)

    def currency(self, column: int | None) -> str:
        """The code in the cell. Raises ImportRefused where there is none."""
        code = self.cell(column).upper()
        if not is_currency(code):
            typed = clean(self.cell(column), 40)
            raise ImportRefused(
                f"line {self.line}: {f'{typed!r} is no currency' if typed else 'it has no currency'}"
            )
        return code


@dataclass(frozen=True, slots=True)
class Notation:
    """How a file writes days and amounts, and where its instants become days (None: this machine's zone)."""

    order: DayOrder
    mark: DecimalMark
    zone: tzinfo | None

    def amount(self, row: Row, column: int | None, currency: str) -> int:
        """The minor units in the cell, signed. Raises ImportRefused for what is no amount."""
        return read_amount(row.cell(column), currency, self.mark, row.line)

    def amount_or_none(self, row: Row, column: int | None, currency: str) -> int | None:
        """The minor units in the cell, None where it is empty. Raises ImportRefused for what is no amount."""
        return self.amount(row, column, currency) if row.cell(column) else None

    def day(self, row: Row, column: int | None, own: tzinfo | None = UTC) -> date:
        """The day of an instant in `zone`. A time without an offset is of the zone `own`; without `own`, or
        without a time, the day is as written. Raises ImportRefused for what is no day."""
        typed = row.cell(column)
        if typed.endswith(" UTC"):
            typed = typed[:-4] + "Z"
        moment = read_instant(typed)
        if moment is None:
            first, clock = split_day(typed)
            day, at = read_day(first, self.order, row.line), read_clock(clock.removesuffix("Z"))
            if at is None or own is None:
                return day
            moment = datetime.combine(day, time.fromisoformat(at), own)
        try:
            return day_and_clock(moment, self.zone)[0]
        except OverflowError:
            return moment.date()


def notation(
    source: Source, table: Table, days: Iterable[int | None], amounts: Iterable[int | None],
    currency: int | None = None,
) -> Notation:  # fmt: skip
    """How the file writes the days in the columns `days` and the amounts in the columns `amounts`, which are in the
    currency of the column `currency` where there is one. Raises ImportRefused where both ways of reading them are
    possible."""
    day_columns, amount_columns = list(days), list(amounts)
    order = day_order(
        (split_day(cell)[0] for cell in _cells(table, day_columns)), given=source.dates, name=source.name
    )
    mark = decimal_mark(
        dict.fromkeys(_cells(table, amount_columns)), given=source.decimal,
        whole=_cells(table, amount_columns, whole=currency) if currency is not None else (),
    )  # fmt: skip
    return Notation(order, mark, source.zone)


def read_rows(table: Table, read: Callable[[Row], Found]) -> tuple[tuple[ImportedMoney, ...], tuple[Skipped, ...]]:
    """All records as `read` reads them. One that it refuses is skipped, with the reason; broken CSV is refused."""
    money: list[ImportedMoney] = []
    skipped: list[Skipped] = []
    for line, cells in table.records():
        try:
            found = list(read(Row(line, cells)))
        except ImportRefused as error:
            found = [Skipped(line, str(error).removeprefix(f"line {line}: "))]
        money += [each for each in found if isinstance(each, ImportedMoney)]
        skipped += [each for each in found if isinstance(each, Skipped)]
    return tuple(money), tuple(skipped)


def booked(base: ImportedMoney, received: int, fee: int | None, *, platform: bool = False) -> ImportedMoney:
    """`base` with a movement of the balance: `received` from a customer (below 0: given back to one) less a `fee`.

    Gross less refunds less fees is always `received` less `fee`, and nothing is below 0: a fee that is given back
    (below 0) makes the refund smaller that it came with, or is gross where there is no refund to make smaller.
    """
    back = max(0, -(fee or 0))
    taken = None if fee is None or fee < 0 else fee
    change = received + back
    return replace(
        base,
        gross=change if change > 0 else None,
        refunds=-change if change < 0 or received < 0 == change else None,
        platform_fees=taken if platform else None,
        processing_fees=None if platform else taken,
    )


def counted(number: int, one: str, more: str) -> str:
    """``1 payout`` or ``12 payouts``."""
    return f"{number:,} {one if number == 1 else more}"


def _cells(table: Table, columns: Sequence[int | None], whole: int | None = None) -> Iterator[str]:
    """The cells of these columns that are not empty; with the column `whole` those beside a currency without cents."""
    for _, cells in table.records():
        if whole is None or is_whole(cell_at(cells, whole)):
            yield from filter(None, (cell_at(cells, column) for column in columns))
