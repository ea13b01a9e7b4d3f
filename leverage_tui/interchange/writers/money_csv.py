"""Money as a CSV: every document with every field of it, so that importing it brings the same documents back."""

from __future__ import annotations

from collections.abc import Iterator

from leverage_tui.domain.model import AMOUNTS, Money
from leverage_tui.interchange.spreadsheet import amount, record, texts
from leverage_tui.interchange.writers.hours_csv import NUMBER, RAW_NUMBER, number
from leverage_tui.interchange.writers.wanted import Wanted, Writer

AMOUNT_COLUMNS = tuple(name.replace("_", " ") for name in AMOUNTS)
HEADER = (
    "stream", "stream name", "date", "until", "currency", *AMOUNT_COLUMNS, "net", "units", "note", "source",
)  # fmt: skip


def write(wanted: Wanted) -> Iterator[str]:
    """The header, then a line for each document."""
    yield record((RAW_NUMBER if wanted.raw else NUMBER, *HEADER))
    for entry in wanted.money():
        yield record(_cells(wanted, entry))


def _cells(wanted: Wanted, entry: Money) -> Iterator[str]:
    raw = wanted.raw
    yield number(entry.doc_id, raw=raw)
    yield from texts((entry.stream, wanted.name_of(entry.stream)), raw=raw)
    yield from (entry.date.isoformat(), entry.until.isoformat())
    yield from texts((entry.currency,), raw=raw)
    yield from (amount(getattr(entry.amounts, name), entry.currency) for name in AMOUNTS)
    yield amount(entry.amounts.net, entry.currency)
    yield "" if entry.units is None else str(entry.units)
    yield from texts((entry.note, entry.source or ""), raw=raw)


WRITER = Writer("csv", "money, a line each with every field: importing it brings them back", write, "money")
