"""Why the gauge moved since a check-in: the book as it was then, rebuilt from what was done since."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from leverage_tui.domain.book import Book
from leverage_tui.domain.edits.core import Edit
from leverage_tui.domain.metrics.memory import Memory
from leverage_tui.domain.model import Document
from leverage_tui.domain.quantities.dates import format_day
from leverage_tui.domain.review.causes import Moved, shown_tenths, standpoint, why_between, why_moved
from leverage_tui.domain.review.wording import tenths_of
from leverage_tui.domain.words import signed

EARLIER_TOO = "entries for earlier days included"
"""Said where the book of then cannot be rebuilt: what was entered late counts as if it had been known then."""
_SAME = 1e-6
"""Points of the gauge by which a rebuilt reading may differ from the one that was remembered."""


class CheckedIn(NamedTuple):
    """A check-in that was: its day, and the raw gauge at its end in percent, None where there was none."""

    day: date
    raw: float | None


def book_before(book: Book, edits: Sequence[Edit]) -> Book:
    """`book` with `edits`, the oldest first, taken back: every document they touched is what it was before the first
    of them, whatever became of it since."""
    first: dict[tuple[str, int], Document | None] = {}
    for edit in edits:
        for change in edit.changes:
            first.setdefault(change.key, change.before)
    return book.with_documents((book.get(*key), before) for key, before in first.items())


def moved_since(
    book: Book, last: CheckedIn, edits: Sequence[Edit] | None, today: date, memory: Memory | None = None
) -> Moved:
    """Why the gauge of `book` moved from the check-in `last` to `today`. `edits` were done since then, the oldest
    first; where they are not known (None), or do not lead back to the gauge that was read, `state` says that
    entries made late count as if they had been there."""
    memory = memory or Memory()
    if edits is not None:
        moved = why_between(standpoint(book_before(book, edits), last.day, memory), standpoint(book, today, memory))
        if _is_same(moved.before, last.raw):
            return moved
    moved = why_moved(book, last.day, today, memory)
    return moved._replace(state="; ".join(filter(None, (moved.state, EARLIER_TOO))))


def _is_same(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) <= _SAME


def day_of_last(day: date, today: date) -> str:
    """ "today", "Thu" within six days, "19 Jun" before."""
    ago = (today - day).days
    name = format_day(day)
    return "earlier today" if not ago else name[:3] if ago < 7 else name[4:]


def since_words(last: CheckedIn, moved: Moved, today: date) -> str:
    """ "since Thu: +0.6 hours -0.3, money +0.9"; empty where nothing moved or no points are to be had."""
    tenths = {name: points for name, points in shown_tenths(moved).items() if points}
    if not tenths or moved.before is None or moved.after is None:
        return ""
    whole = tenths_of(moved.after) - tenths_of(moved.before)
    causes = ", ".join(f"{name} {signed(points / 10)}" for name, points in tenths.items())
    late = f" ({EARLIER_TOO})" if moved.state.endswith(EARLIER_TOO) else ""
    return f"since {day_of_last(last.day, today)}: {signed(whole / 10)} {causes}{late}"
