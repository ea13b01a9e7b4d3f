"""Edits of money: what arrived and what it cost, for a service period."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from leverage_tui.domain.book import Book
from leverage_tui.domain.edits.core import Edit, EditRefused, edit
from leverage_tui.domain.identity import random_id
from leverage_tui.domain.model import Amounts, Money
from leverage_tui.domain.quantities.dates import Period, format_period
from leverage_tui.domain.quantities.money import format_money
from leverage_tui.domain.text import NOTE_LIMIT, clean


def add_money(
    book: Book, stream: str, period: Period, amounts: Amounts, *,
    currency: str | None = None, units: int | None = None, note: str = "",
) -> Edit:  # fmt: skip
    """Money of `stream` for `period`; amounts in minor units of `currency` (None: the stream's).

    Raises EditRefused for an unknown stream and when no amount is said at all.
    """
    found = book.streams.get(stream)
    if found is None:
        raise EditRefused(f"there is no stream {clean(stream)}", "stream")
    if amounts == Amounts() and units is None:
        raise EditRefused("no amount typed", "gross")
    entry = Money(
        doc_id=random_id(period.first), stream=stream, date=period.first, until=period.last,
        currency=currency or found.currency, amounts=amounts, units=units, note=clean(note, NOTE_LIMIT),
    )  # fmt: skip
    return edit(f"{found.name}: {_words(entry)}", [(None, entry)])


def change_money(
    book: Book, entry: Money, stream: str, period: Period, amounts: Amounts, *,
    currency: str | None = None, units: int | None = None, note: str = "",
) -> Edit:  # fmt: skip
    """`entry` as it should be instead; the rest is as in `add_money`. One that moves to another first day is a new
    document: a document's number begins with its day. Raises EditRefused as `add_money`, and when it is gone."""
    there = _known(book, entry)
    (made,) = add_money(book, stream, period, amounts, currency=currency, units=units, note=note).changes
    assert isinstance(made.after, Money)
    number = there.doc_id if there.date == period.first else made.after.doc_id
    after = replace(made.after, doc_id=number, source=there.source, extra=there.extra)
    sentence = f"{book.streams[stream].name}: {_words(there)} is now {_words(after)}"
    return edit(sentence, [(there, after)] if number == there.doc_id else [(there, None), (None, after)])


def delete_money(book: Book, entry: Money) -> Edit:
    """The entry gone. Raises EditRefused when it is gone already."""
    there = _known(book, entry)
    name = book.streams[there.stream].name if there.stream in book.streams else clean(there.stream)
    return edit(f"{name}: {_words(there)} deleted", [(there, None)])


def _known(book: Book, entry: Money) -> Money:
    there = book.get(Money.table, entry.doc_id)
    if not isinstance(there, Money):
        raise EditRefused("that money is not there any more")
    return there


def _words(entry: Money) -> str:
    net = format_money(entry.amounts.net, entry.currency)
    return f"{net} net for {format_period(Period(entry.date, entry.until))}"


def overlapping(book: Book, stream: str, period: Period, *, but: int | None = None) -> tuple[Money, ...]:
    """Entries with a gross already there for a part of `period`, the document `but` aside, by their days and then as
    they were entered: shown before more is saved."""
    found = (
        entry
        for entry in book.ledger(stream).money
        if entry.amounts.gross and entry.date <= period.last and period.first <= entry.until and entry.doc_id != but
    )
    return tuple(sorted(found, key=lambda entry: (entry.date, entry.at, entry.doc_id)))


def usual_period(book: Book, stream: str, today: date) -> Period:
    """The period that the next payout is likely for: the one after the latest, of the same kind of length.

    A month of the calendar follows a month, seven days follow seven days, though it may not be over yet. One that
    has not begun is never meant: then it is the latest again. Without any entry, last month.
    """
    paid = [entry for entry in book.ledger(stream).money if entry.amounts.gross]
    if paid:
        latest = max(paid, key=lambda entry: (entry.until, entry.doc_id))
        following = _following(latest.date, latest.until)
        return following if following.first <= today else Period(latest.date, latest.until)
    return _month_before(today)


def _following(first: date, last: date) -> Period:
    begin = date.fromordinal(last.toordinal() + 1)
    if first.day == 1 and begin.day == 1:
        months = (begin.year - first.year) * 12 + begin.month - first.month
        return Period(begin, date.fromordinal(_months_later(begin, months).toordinal() - 1))
    return Period(begin, date.fromordinal(last.toordinal() + (last - first).days + 1))


def _month_before(today: date) -> Period:
    this_month = today.replace(day=1)
    return Period(_months_later(this_month, -1), date.fromordinal(this_month.toordinal() - 1))


def _months_later(first: date, months: int) -> date:
    count = first.year * 12 + first.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)
