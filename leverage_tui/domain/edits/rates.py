"""Edits of exchange rates: what one unit of a currency was worth in the base currency, from a day on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from leverage_tui.domain.book import Book
from leverage_tui.domain.edits.core import Edit, EditRefused, edit
from leverage_tui.domain.identity import natural_id
from leverage_tui.domain.model import Document, Rate
from leverage_tui.domain.quantities.currency import is_currency
from leverage_tui.domain.quantities.dates import format_day
from leverage_tui.domain.quantities.errors import Unreadable
from leverage_tui.domain.quantities.rates import exact_rate, is_same_rate
from leverage_tui.domain.text import clean

DayRate = tuple[str, date, str]
"""A currency, a day, and the base units per one unit of the currency as a decimal string."""


def rate_id(currency: str, day: date) -> int:
    """The number of the one document that holds the rate of `currency` on `day`."""
    return natural_id("rates", currency, day.isoformat())


def set_rate(book: Book, currency: str, day: date, rate: str) -> Edit:
    """One `currency` is worth `rate` of the base currency, from `day` on until the next rate.

    `rate` is a decimal string with a point, kept as it was typed. Raises EditRefused for what is no rate or no
    currency, and for the base currency itself.
    """
    return set_rates(book, [(currency, day, rate)])


def set_rates(book: Book, rates: Iterable[DayRate]) -> Edit:
    """Many rates as one edit. A rate that is there already as the same number stays as it is written."""
    there = _by_key(book)
    pairs: list[tuple[Document | None, Document | None]] = []
    said = []
    for currency, day, rate in rates:
        _check(book, currency, rate)
        number = rate_id(currency, day)
        found = there.get((currency, day), [])
        kept = next((known for known in found if known.doc_id == number), None)
        said.append(f"1 {currency} = {rate} {book.settings.base_currency} from {format_day(day, year=True)} on")
        if kept is not None and len(found) == 1 and is_same_rate(kept.rate, rate):
            continue
        after = Rate(
            doc_id=number, currency=currency, date=day, rate=rate, extra=kept.extra if kept else {}
        )  # fmt: skip
        pairs += [(known, None) for known in found if known is not kept]
        pairs.append((kept, after))
    return edit(said[0] if len(said) == 1 else f"{len(said)} exchange rates set", pairs)


def delete_rate(book: Book, currency: str, day: date) -> Edit:
    """The rate of `currency` that stands on `day` taken out. Raises EditRefused, with the nearest, without one."""
    found = _by_key(book).get((currency, day), [])
    if not found:
        raise EditRefused(_no_rate(book, currency, day), "date")
    return edit(f"rate of {currency} on {format_day(day, year=True)} taken out", [(rate, None) for rate in found])


def _by_key(book: Book) -> dict[tuple[str, date], list[Rate]]:
    found: dict[tuple[str, date], list[Rate]] = {}
    for rate in book.all(Rate):
        found.setdefault((rate.currency, rate.date), []).append(rate)
    return found


def _check(book: Book, currency: str, rate: str) -> None:
    if not is_currency(currency):
        raise EditRefused(f"{clean(currency)!r} is no code of three capital letters, such as EUR", "currency")
    if currency == book.settings.base_currency:
        raise EditRefused(f"{currency} is the currency of the book: it is always 1", "currency")
    try:
        exact_rate(rate)
    except Unreadable as error:
        raise EditRefused(str(error), "rate") from error


def _no_rate(book: Book, currency: str, day: date) -> str:
    days = [rate.date for rate in book.rates.get(currency, ())]
    if not days:
        return f"there is no rate of {clean(currency)}"
    nearest = min(days, key=lambda known: abs((known - day).days))
    return f"there is no rate of {clean(currency)} on {day}: the nearest is on {nearest}"
