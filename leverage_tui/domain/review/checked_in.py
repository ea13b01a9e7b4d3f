"""The end of a check-in as facts: today's hours, the gauge with its state, why it moved, how many days have hours."""

from __future__ import annotations

from datetime import date
from typing import Literal

from leverage_tui.domain import words
from leverage_tui.domain.book import Book
from leverage_tui.domain.check_in import days_with_hours
from leverage_tui.domain.metrics import Figures
from leverage_tui.domain.quantities.dates import format_day
from leverage_tui.domain.quantities.hours import format_hours
from leverage_tui.domain.review.causes import Moved
from leverage_tui.domain.review.facts import Fact, Section
from leverage_tui.domain.review.report_gauge import EARLY_WEEKS
from leverage_tui.domain.review.since import CheckedIn
from leverage_tui.domain.review.why import causes_of, what_moved
from leverage_tui.domain.text import clean
from leverage_tui.domain.usual import own_minutes

Style = Literal["hm", "decimal"]
DAYS = 7


def ending(
    book: Book, figures: Figures, last: CheckedIn | None, moved: Moved | None, style: Style = "hm"
) -> tuple[Section, ...]:
    """The end: the day and how many days have hours, and why the gauge `moved` since the check-in `last`."""
    today = figures.as_of
    facts = (hours_fact(book, today, style), gauge_fact(figures))
    return Section(format_day(today, year=True), facts, _days(book, today)), _since(last, moved)


def _since(last: CheckedIn | None, moved: Moved | None) -> Section:
    if last is None or moved is None:
        return Section("The first check-in: from the next one on it says why the gauge moved.", ())
    named = f"Since the last check-in, {format_day(last.day)}"
    return Section(named, tuple(causes_of(moved)), what_moved(moved))


def hours_fact(book: Book, today: date, style: Style = "hm") -> Fact:
    """Today's own hours, by stream."""
    found = {stream: own_minutes(book, stream, today) for stream in book.ledgers}
    how = tuple(
        f"{clean(book.streams[stream].name if stream in book.streams else stream)} {format_hours(minutes, style)}"
        for stream, minutes in found.items()
        if minutes
    )
    nothing = ("Nothing is logged today: that is unknown, not zero.",)
    return Fact("own_hours_today", "own hours today", format_hours(sum(found.values()), style), how or nothing)


def gauge_fact(figures: Figures) -> Fact:
    """The gauge and its band, or why it may not be believed."""
    gauge = figures.book.gauge
    if gauge.raw is None or gauge.value is None or gauge.display is None:
        why = words.STATES.get(gauge.state) or gauge.state
        return Fact("gauge", "the gauge", f"{words.DASH}  {gauge.state}", (why,), "unsure")
    early = figures.weeks < EARLY_WEEKS
    state = words.band(gauge.value) if gauge.state == "ok" else gauge.state
    about = "≈" if figures.book.expected_net else ""
    return Fact(
        "gauge",
        "the gauge",
        f"{about}{gauge.display:.1f} %, {state}{', early' if early else ''}",
        (words.sentence(figures),),
        "unsure" if early or gauge.state != "ok" else "plain",
    )


def _days(book: Book, today: date) -> str:
    count = days_with_hours(book, today, DAYS)
    return f"{count} of the last {DAYS} days {'has' if count == 1 else 'have'} hours."
