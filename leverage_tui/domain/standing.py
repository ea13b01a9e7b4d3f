"""What a standing entry says and when it counts, in words that the screens and the command line share."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from leverage_tui.domain.book import Book
from leverage_tui.domain.model import Source, Standing
from leverage_tui.domain.quantities.hours import format_hours
from leverage_tui.domain.quantities.money import format_money
from leverage_tui.domain.quantities.names import day_and_month

WORKERS = (Source.PEOPLE, Source.PROCESS, Source.AUTOMATION)
"""The sources whose hours stand in the timesheet."""
_TAKEN = {
    "refunds": "refunds", "platform_fees": "platform fees", "processing_fees": "processing fees",
    "variable_costs": "variable costs", "fixed_costs": "fixed costs",
}  # fmt: skip


def last_day(book: Book, entry: Standing) -> date | None:
    """The last day on which `entry` counts: its own, or its stream's where that is earlier; None: it goes on."""
    stream = book.streams.get(entry.stream)
    return min((day for day in (entry.ends, stream.ended if stream else None) if day), default=None)


def is_over(book: Book, entry: Standing, today: date) -> bool:
    """Whether nothing of `entry` counts any more on `today`."""
    last = last_day(book, entry)
    return last is not None and last < today


def goes_on(book: Book, entry: Standing, day: date) -> bool:
    """Whether `entry` counts on `day`."""
    return entry.begins <= day and not is_over(book, entry, day)


def kind_of(entry: Standing) -> str:
    """What it is, in one word: its source, else what its amounts make it."""
    if entry.source is not None:
        return entry.source.value
    return "income" if entry.amounts.gross else "bill"


def amounts_in_words(entry: Standing) -> str:
    """All it says of one period: ``10:00 a week at $120, $12 an hour``, ``$39 a month, $4 platform fees``."""
    each = f" a {entry.per.value}"
    parts = [_work(entry, each)] if entry.minutes is not None or entry.cost is not None else []
    if entry.amounts.gross is not None:
        parts.append(f"{format_money(entry.amounts.gross, entry.currency)}{each}")
    taken = {name: amount for name in _TAKEN if (amount := getattr(entry.amounts, name)) is not None}
    is_bill = not parts and entry.capital is None and taken.keys() == {"fixed_costs"}
    for name, amount in taken.items():
        shown = format_money(amount, entry.currency) + ("" if is_bill else f" {_TAKEN[name]}")
        parts.append(shown if parts else f"{shown}{each}")
    if entry.units is not None:
        parts.append(f"{entry.units:,} sold")
    if entry.capital is not None:
        parts.insert(0, f"{format_money(entry.capital, entry.currency)} of capital")
    return ", ".join(parts) or "nothing"


def _work(entry: Standing, each: str) -> str:
    pay = None if entry.cost is None else format_money(entry.cost, entry.currency)
    if entry.minutes is None:
        return f"{pay}{each}"
    hours = f"{format_hours(entry.minutes)}{each}"
    if entry.cost is None or pay is None:
        return f"{hours}, pay unknown" if entry.source is Source.PEOPLE else hours
    if not entry.minutes:
        return f"{hours} at {pay}"
    hourly = round(Fraction(entry.cost * 60, entry.minutes))
    return f"{hours} at {pay}, {format_money(hourly, entry.currency)} an hour"


def life_in_words(book: Book, entry: Standing, today: date) -> str:
    """When it counts: ``since 6 Jan``, ``from 1 Jul``, ``6 Jan - 31 May``; the year where it is not this one's."""
    begun, last = entry.begins <= today, last_day(book, entry)
    if last is None:
        return f"{'since' if begun else 'from'} {short_day(entry.begins, today)}"
    if last < entry.begins:
        return f"from {short_day(entry.begins, today)}, after its stream's end"
    return f"{short_day(entry.begins, today)} - {short_day(last, today)}"


def short_day(day: date, today: date) -> str:
    """``1 Jul``, with the year where it is not that of `today`."""
    return day_and_month(day) if day.year == today.year else f"{day_and_month(day)} {day.year}"
