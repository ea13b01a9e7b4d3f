"""Sentences about what the figures lack, or may mislead in.

Decided where METRICS.md leaves room: a baseline rate that is only provisional is not compared with the measured
one; building is without income when the stream has neither income so far nor an opening balance above 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from leverage_tui.domain.book import Book
from leverage_tui.domain.calendar import monday, weeks_between
from leverage_tui.domain.metrics.past import StreamPast
from leverage_tui.domain.metrics.results import Figures
from leverage_tui.domain.metrics.rows import SCALE, Span
from leverage_tui.domain.text import clean

UNLOGGED_SHARE = 0.2
EARLY_WEEKS = 4
OFF_SHARE = 0.2
BUILD_WEEKS = 26


def cautions(figures: Figures, book: Book, pasts: Sequence[StreamPast]) -> tuple[str, ...]:
    """What to know before believing `figures`."""
    return tuple(_cautions(figures, book, pasts))


def _cautions(figures: Figures, book: Book, pasts: Sequence[StreamPast]) -> Iterator[str]:
    yield from _early(figures.as_of, (past.first_day for past in pasts))
    unlogged = figures.book.unlogged_income_share
    if unlogged is not None and unlogged > UNLOGGED_SHARE:
        yield f"hours missing for {unlogged:.0%} of income: close the weeks of those streams"
    off = figures.book.baseline_vs_measured
    if off is not None and not figures.baseline_provisional and abs(off - 1) > OFF_SHARE:
        side = "above" if off > 1 else "below"
        yield f"the baseline rate is {abs(off - 1):.0%} {side} what an hour you sold has brought"
    yield from _missing_rates(pasts)
    for past in pasts:
        yield from _about_stream(past, figures)
    yield from _unknown_streams(book)


def _early(as_of: date, first_days: Iterable[date | None]) -> Iterator[str]:
    began = min((day for day in first_days if day is not None), default=None)
    if began is None:
        return
    age = len(list(weeks_between(began, as_of)))
    if age < EARLY_WEEKS:
        yield f"early: {age} {'week' if age == 1 else 'weeks'}"


def _missing_rates(pasts: Iterable[StreamPast]) -> Iterator[str]:
    latest: dict[str, date] = {}
    for past in pasts:
        for currency, day in past.missing:
            latest[currency] = max(day, latest.get(currency, day))
    for currency, day in sorted(latest.items()):
        yield f"no rate for {clean(currency)} on or before {day}: its amounts are left out of every total"


def _about_stream(past: StreamPast, figures: Figures) -> Iterator[str]:
    name = clean(past.stream.name)
    unpaid = past.unpaid_minutes(Span(monday(figures.window[0]), figures.as_of))
    if unpaid:
        yield f"{name}: pay unknown for {unpaid / 60:.4g} h of people"
    expected = past.expectation
    if expected.income_until is not None and any(figures.window[0] <= week for week in expected.weeks):
        yield f"{name}: income after {expected.income_until} is expected at its recent pace, not entered (≈)"
    if past.ended is None and expected.income_until is None and past.stream.opening.net <= 0:
        began = min((week for week, _ in past.build_weeks()), default=past.as_of)
        if past.as_of - began > timedelta(weeks=BUILD_WEEKS):
            hours = sum(minutes for _, minutes in past.build_weeks()) / (60 * SCALE)
            yield f"{name}: {hours:.4g} h of building since {began} and no income yet"


def _unknown_streams(book: Book) -> Iterator[str]:
    for name in sorted(book.ledgers.keys() - book.streams.keys()):
        yield f"entries of an unknown stream are left out: {clean(name)}"
