"""Money of an import: which lines a book can hold, and the documents they become.

A line keeps the currency it was paid in, whatever its stream's is. One without a currency has its stream's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from leverage_tui.domain.book import Book
from leverage_tui.domain.calendar import EARLIEST, LATEST
from leverage_tui.domain.limits import faults
from leverage_tui.domain.model import Amounts, Money
from leverage_tui.domain.quantities.currency import is_currency
from leverage_tui.domain.settings import MONEY_LIMIT
from leverage_tui.domain.text import NOTE_LIMIT, clean
from leverage_tui.interchange.entries import Entry
from leverage_tui.interchange.mapping import Targets
from leverage_tui.interchange.rows import ImportedMoney, Skipped

MoneyEntry = Entry[ImportedMoney]


@dataclass(frozen=True, slots=True)
class Sums:
    """Minor units of one currency: what came in, what was paid back, and what the platform and the payment took."""

    gross: int = 0
    refunds: int = 0
    fees: int = 0

    def __add__(self, other: Sums) -> Sums:
        return Sums(self.gross + other.gross, self.refunds + other.refunds, self.fees + other.fees)


def amounts_of(row: ImportedMoney) -> Amounts:
    """What a line says, in minor units."""
    return Amounts(
        row.gross, row.refunds, row.platform_fees, row.processing_fees, row.variable_costs, row.fixed_costs
    )


def possible_money(entries: Iterable[MoneyEntry]) -> tuple[list[MoneyEntry], list[Skipped]]:
    """The lines that a book can hold, and the others."""
    kept: list[MoneyEntry] = []
    skipped: list[Skipped] = []
    for entry in entries:
        why = _why_not(entry.row)
        if why:
            skipped.append(Skipped(entry.row.line, why))
        else:
            kept.append(entry)
    return kept, skipped


def _why_not(row: ImportedMoney) -> str:
    if row.kept:
        return next((sentence for _, sentence in faults(row.kept)), "")
    until = row.until or row.day
    amounts = amounts_of(row)
    said = [
        amount
        for amount in (
            amounts.gross, amounts.refunds, amounts.platform_fees, amounts.processing_fees, amounts.variable_costs,
            amounts.fixed_costs,
        )
        if amount is not None
    ]  # fmt: skip
    if not (row.day >= EARLIEST and until <= LATEST):
        return f"{row.day if row.day < EARLIEST else until} is outside 1970 to 2199"
    if until < row.day:
        return f"its period ends ({until}) before it begins ({row.day})"
    if row.currency and not is_currency(row.currency):
        return f"{clean(row.currency)!r} is no currency such as EUR"
    if not said:
        return "it names no amount"
    if not all(0 <= amount <= MONEY_LIMIT for amount in said):
        return "an amount of it is negative or too large"
    return ""


def money_documents(
    book: Book, format: str, entries: Iterable[MoneyEntry], targets: Targets
) -> Iterator[Money]:  # fmt: skip
    """What the lines become; those whose source belongs to no stream are left out."""
    for entry in entries:
        row, stream = entry.row, targets.stream_of(entry.row.source)
        if stream is not None and row.kept:
            yield replace(row.kept, stream=stream)
        elif stream is not None:
            yield Money(
                doc_id=entry.number, stream=stream, date=row.day, until=row.until or row.day,
                currency=row.currency or book.streams[stream].currency, amounts=amounts_of(row), units=row.units,
                note=clean(row.description, NOTE_LIMIT), source=format,
            )  # fmt: skip


def sums_of(entry: Money) -> Sums:
    """The sums of one document."""
    found = entry.amounts
    return Sums(found.gross or 0, found.refunds or 0, (found.platform_fees or 0) + (found.processing_fees or 0))


def by_currency(found: Iterable[Money]) -> dict[str, Sums]:
    """The sums of documents, by currency in order of name."""
    sums: dict[str, Sums] = defaultdict(Sums)
    for entry in found:
        sums[entry.currency] += sums_of(entry)
    return dict(sorted(sums.items()))
