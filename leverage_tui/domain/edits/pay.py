"""Edits of what other people's hours cost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from leverage_tui.domain.book import Book
from leverage_tui.domain.edits.core import Edit, EditRefused, edit
from leverage_tui.domain.model import Hours, Stream, Work
from leverage_tui.domain.quantities.dates import format_day
from leverage_tui.domain.quantities.hours import format_hours
from leverage_tui.domain.quantities.money import format_money
from leverage_tui.domain.text import clean
from leverage_tui.domain.timesheet import Row, entries_in, row_label, total
from leverage_tui.domain.unpaid import unpaid_entries


def set_pay(book: Book, row: Row, day: date, cost_minor: int) -> Edit:
    """The people hours in the cell of `row` and `day` cost `cost_minor` in all, in minor units of the stream's
    currency, spread over its entries in proportion to their minutes.

    Raises EditRefused for an unknown stream, for other work than people, and for a cell without hours.
    """
    stream = _known(book, row.stream)
    if row.work is not Work.PEOPLE:
        raise EditRefused(f"only people are paid: {row.work.value} has no pay", "cost")
    if cost_minor < 0:
        raise EditRefused("pay is never negative", "cost")
    entries = entries_in(book, row, day)
    if not total(entries):
        raise EditRefused("an empty cell has no pay: type the hours first", "cost")
    shown = format_money(cost_minor, stream.currency)
    where = f"{stream.name}, {row_label(row)}, {format_day(day)}"
    return _paid(f"{where}: {shown} for {format_hours(total(entries))}", stream, entries, cost_minor)


def cost_of(minutes: int, per_hour_minor: int) -> int:
    """What `minutes` cost at an hourly pay, in its minor units, rounded once."""
    return round(Fraction(per_hour_minor * minutes, 60))


def pay_unknown(book: Book, stream: str, who: str | None, per_hour_minor: int) -> Edit:
    """All hours of `who` (None: of nobody named) in `stream` whose pay is unknown get `per_hour_minor` an hour, in
    minor units of the stream's currency; their sum is rounded once.

    Raises EditRefused for an unknown stream, and for a person without such hours.
    """
    found = _known(book, stream)
    if per_hour_minor < 0:
        raise EditRefused("pay is never negative", "cost")
    unpaid = unpaid_entries(book, stream)
    entries = [entry for entry in unpaid if entry.who == who]
    name = clean(who) if who else "people without a name"
    if not entries:
        raise EditRefused(f"{found.name}: no hours of {name} have unknown pay{_others(unpaid)}", "who")
    minutes = total(entries)
    cost = cost_of(minutes, per_hour_minor)
    count = "1 entry" if len(entries) == 1 else f"{len(entries)} entries"
    shown, an_hour = format_money(cost, found.currency), format_money(per_hour_minor, found.currency)
    sentence = f"{found.name}, {name}: {format_hours(minutes)} in {count} at {an_hour} an hour, {shown} in all"
    return _paid(sentence, found, entries, cost)


def _known(book: Book, stream: str) -> Stream:
    found = book.streams.get(stream)
    if found is None:
        raise EditRefused(f"there is no stream {clean(stream)}", "stream")
    return found


def _others(unpaid: Sequence[Hours]) -> str:
    names = sorted({clean(entry.who) if entry.who else "people without a name" for entry in unpaid})
    return f", those of {', '.join(names)} have" if names else ""


def _paid(sentence: str, stream: Stream, entries: Sequence[Hours], cost: int) -> Edit:
    """The entries with `cost` spread over them by their minutes: by what the rounded total grows with each, so that
    the parts add up to it."""
    minutes, done, pairs = total(entries), 0, []
    for entry in entries:
        before = round(Fraction(cost * done, minutes))
        done += entry.minutes
        part = round(Fraction(cost * done, minutes)) - before
        pairs.append((entry, replace(entry, cost=part, currency=stream.currency)))
    return edit(sentence, pairs)
