"""How much of the window is confirmed: what closing a week is for."""

from __future__ import annotations

from datetime import date

from leverage_tui.domain.book import Book
from leverage_tui.domain.closing.edit import Closing
from leverage_tui.domain.closing.weeks import older_open
from leverage_tui.domain.edits.core import apply
from leverage_tui.domain.edits.weeks import close_weeks, reopen_week
from leverage_tui.domain.metrics.memory import Memory
from leverage_tui.domain.metrics.sums import coverage
from leverage_tui.domain.metrics.window import window_of
from leverage_tui.domain.review.facts import Fact
from leverage_tui.domain.text import clean

_NAME = "weeks confirmed"


def coverage_fact(book: Book, today: date, memory: Memory | None = None) -> Fact:
    """Confirmed full weeks of all full weeks in the window, counted over all streams. With a `memory`, what did not
    change since it was last used is not read again."""
    pasts = (memory or Memory()).pasts(book, today)
    window = window_of(today, book.settings.window_weeks, (past.first_day for past in pasts))
    counted = [(past.stream, coverage(past, window)) for past in pasts]
    weeks, confirmed = sum(found.weeks for _, found in counted), sum(found.confirmed for _, found in counted)
    if not weeks:
        return Fact("coverage", _NAME, "no full week yet", ("No week of the window is over.",), "unsure")
    how = tuple(
        f"{clean(stream.name)}: {found.confirmed} of {found.weeks}" for stream, found in counted if found.weeks
    )
    return Fact("coverage", _NAME, f"{confirmed} of {weeks}", how)


def coverage_after(book: Book, closing: Closing, today: date, memory: Memory | None = None) -> Fact:
    """As `coverage_fact`, of the book in which all that was answered is done."""
    after = apply(book, reopen_week(book, closing.reopened, closing.week))
    pairs = [(stream, closing.week) for stream in (*closing.closed, *closing.resting)]
    pairs += older_open(book, closing.week) if closing.older else []
    return coverage_fact(apply(after, close_weeks(after, pairs)), today, memory)
