"""An import of exchange rates worked out before it is done: what is new, what changes, what is there already."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from leverage_tui.domain.book import Book
from leverage_tui.domain.edits.core import Edit, edit
from leverage_tui.domain.edits.rates import rate_id, set_rates
from leverage_tui.domain.model import Deleted, Hours, Money, Rate, Standing
from leverage_tui.domain.quantities.rates import is_same_rate
from leverage_tui.interchange.rates import ImportedRate, RatesReading
from leverage_tui.interchange.rows import ImportRefused, Skipped

MOST = 20_000
"""The most rates that one import adds: whole tables of a central bank hold ten times as many, of currencies that
hardly anybody earns in."""


@dataclass(frozen=True, slots=True)
class RatesOf:
    """The rates of one currency in an import that are new or change: how many, the first day and the last."""

    currency: str
    count: int
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class RatesPlan:
    """What an import of rates will do. `rates` = `new` + `changed` + `known` + `deleted` (once here, and taken out
    since) + those of the currencies `left_out`."""

    edit: Edit
    rates: int
    new: int
    changed: int
    known: int
    deleted: int
    currencies: tuple[RatesOf, ...]
    left_out: tuple[str, ...]
    skipped: tuple[Skipped, ...]
    warnings: tuple[str, ...]


def plan_rates(book: Book, reading: RatesReading, *, only: Collection[str] = (), again: bool = False) -> RatesPlan:
    """The import of what was read, as one edit.

    `only` names the currencies to take. Without it a file with a column for each currency gives those in which the
    book has amounts, if it has any of them, and every other file all. With `again` rates that were taken out here
    come back. Raises ImportRefused for over 20,000 rates, and for a currency in `only` that the file has not.
    """
    listed = {found.currency for found in reading.rates}
    absent = sorted(set(only) - listed)
    if absent:
        raise ImportRefused(f"the file has no rate of {', '.join(absent)}: it has {', '.join(sorted(listed))}")
    wanted = set(only) or (listed & used_currencies(book) if reading.is_wide else listed) or listed
    known = {
        (rate.currency, day): rate.rate for rates in book.rates.values() for rate in rates for day in [rate.date]
    }
    graves = () if again else book.all(Deleted)
    gone = {grave.doc for grave in graves if grave.of_table == Rate.table}
    taken: dict[tuple[str, date], ImportedRate] = {}
    counts = {"new": 0, "changed": 0, "known": 0, "deleted": 0}
    for found in reading.rates:
        if found.currency in wanted:
            verdict = _verdict(found, known, gone)
            if (found.currency, found.day) in taken:
                verdict = "known"
            counts[verdict] += 1
            if verdict in ("new", "changed"):
                taken[found.currency, found.day] = found
    if len(taken) > MOST:
        raise ImportRefused(
            f"the file has {len(taken)} rates, the most is {MOST}: name currencies with --only EUR,GBP"
        )
    changes = set_rates(book, [(found.currency, found.day, found.rate) for found in taken.values()])
    count = "1 exchange rate" if len(taken) == 1 else f"{len(taken)} exchange rates"
    return RatesPlan(
        edit=edit(
            f"{count} imported",
            [(change.before, change.after) for change in changes.changes],
            backup="before the import of rates",
        ),
        rates=len(reading.rates),
        **counts,
        currencies=_by_currency(taken.values()),
        left_out=tuple(sorted(listed - wanted)),
        skipped=reading.skipped,
        warnings=reading.warnings,
    )


def used_currencies(book: Book) -> frozenset[str]:
    """Currencies other than the base in which the book has streams or amounts."""
    found = {stream.currency for stream in book.streams.values()}
    for kind in (Money, Standing, Hours):
        found |= {document.currency for document in book.all(kind) if document.currency}  # type: ignore[attr-defined]
    return frozenset(found - {book.settings.base_currency})


def as_json(plan: RatesPlan) -> dict[str, Any]:
    """What `lev rates import --json` prints."""
    return {
        "rates": plan.rates,
        "new": plan.new,
        "changed": plan.changed,
        "known": plan.known,
        "deleted": plan.deleted,
        "currencies": [
            {
                "currency": found.currency,
                "count": found.count,
                "first": found.first.isoformat(),
                "last": found.last.isoformat(),
            }
            for found in plan.currencies
        ],
        "left_out": list(plan.left_out),
        "skipped": [{"line": found.line, "why": found.why} for found in plan.skipped],
        "warnings": list(plan.warnings),
    }


def _verdict(found: ImportedRate, known: dict[tuple[str, date], str], gone: set[int]) -> str:
    there = known.get((found.currency, found.day))
    if there is not None:
        return "known" if is_same_rate(there, found.rate) else "changed"
    return "deleted" if rate_id(found.currency, found.day) in gone else "new"


def _by_currency(rates: Collection[ImportedRate]) -> tuple[RatesOf, ...]:
    days: dict[str, list[date]] = {}
    for found in rates:
        days.setdefault(found.currency, []).append(found.day)
    return tuple(RatesOf(name, len(found), min(found), max(found)) for name, found in sorted(days.items()))
