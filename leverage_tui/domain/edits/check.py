"""Whether an edit may be: every document that it leaves within its limits, no day over 24 own hours."""

from __future__ import annotations

from datetime import date

from leverage_tui.domain.book import Book
from leverage_tui.domain.calendar import monday
from leverage_tui.domain.edits.core import Edit, EditRefused, apply
from leverage_tui.domain.limits import MINUTES_PER_DAY, faults
from leverage_tui.domain.model import OWN_WORK, Hours, Money, Standing
from leverage_tui.domain.quantities.dates import format_day
from leverage_tui.domain.quantities.hours import format_hours


def checked(book: Book, wanted: Edit) -> Book:
    """The book after `wanted`.

    Raises EditRefused, with the field named, when a document would be outside a limit, would belong to no
    stream, or would make a day hold more than 24 own hours. What was outside a limit before may stay so, and
    comes back so with an edit that brings documents back as they were.
    """
    if wanted.as_it_was:
        return apply(book, wanted)
    for change in wanted.changes:
        if change.after is None:
            continue
        known = set(faults(change.before)) if change.before is not None else set()
        for field, sentence in faults(change.after):
            if (field, sentence) not in known:
                raise EditRefused(sentence, field)
    after = apply(book, wanted)
    days: dict[date, None] = {}
    for change in wanted.changes:
        document = change.after
        if isinstance(document, (Hours, Money, Standing)) and document.stream not in after.streams:
            raise EditRefused(f"there is no stream {document.stream}", "stream")
        if isinstance(document, Hours) and document.work in OWN_WORK:
            days[document.date] = None
    for day in days:
        _check_day(book, after, day)
    return after


def own_minutes_on(book: Book, day: date) -> int:
    """Own minutes of all streams on `day`."""
    week = monday(day)
    return sum(
        entry.minutes
        for ledger in book.ledgers.values()
        for entry in ledger.hours.get(week, ())
        if entry.date == day and entry.work in OWN_WORK
    )


def _check_day(before: Book, after: Book, day: date) -> None:
    minutes = own_minutes_on(after, day)
    if minutes > MINUTES_PER_DAY and minutes > own_minutes_on(before, day):
        raise EditRefused(
            f"{format_day(day)} would hold {format_hours(minutes)} of your own hours: a day has 24",
            "minutes",
        )
