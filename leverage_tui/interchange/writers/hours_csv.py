"""Hours as a CSV: every document with every field of it, so that importing it brings the same documents back."""

from __future__ import annotations

from collections.abc import Iterator

from leverage_tui.domain.identity import DIGITS
from leverage_tui.domain.model import Hours
from leverage_tui.interchange.spreadsheet import amount, hours, record, texts
from leverage_tui.interchange.writers.wanted import Wanted, Writer

NUMBER, RAW_NUMBER = "document", "doc_id"
"""What the first column is called: the one where texts are guarded and numbers cut in two, the other where neither
is."""
HEADER = (
    "stream", "stream name", "date", "work", "minutes", "hours", "note", "asset", "who", "cost", "currency",
    "standing", "source",
)  # fmt: skip


def number(doc_id: int, *, raw: bool) -> str:
    """A document's number. A spreadsheet keeps fifteen digits of a number: cut in two it is none, and stays whole."""
    return str(doc_id) if raw else f"{doc_id // DIGITS}-{doc_id % DIGITS:011d}"


def write(wanted: Wanted) -> Iterator[str]:
    """The header, then a line for each document."""
    yield record((RAW_NUMBER if wanted.raw else NUMBER, *HEADER))
    for entry in wanted.hours():
        yield record(_cells(wanted, entry))


def _cells(wanted: Wanted, entry: Hours) -> Iterator[str]:
    raw, currency = wanted.raw, entry.currency
    if entry.cost is not None:
        currency = wanted.cost_currency(entry)
    yield number(entry.doc_id, raw=raw)
    yield from texts((entry.stream, wanted.name_of(entry.stream)), raw=raw)
    yield from (entry.date.isoformat(), entry.work.value, str(entry.minutes), hours(entry.minutes))
    yield from texts((entry.note, entry.asset or "", entry.who or ""), raw=raw)
    yield amount(entry.cost, currency or "")
    yield from texts((currency or "", entry.standing or "", entry.source or ""), raw=raw)


WRITER = Writer("csv", "hours, a line each with every field: importing it brings them back", write, "hours")
