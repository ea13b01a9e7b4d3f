"""Small books for tests: two streams, and random edits over them."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from leverage_tui.domain.book import Book, book_of
from leverage_tui.domain.edits.core import Edit, apply
from leverage_tui.domain.edits.hours import log_hours, set_cell
from leverage_tui.domain.edits.streams import add_stream
from leverage_tui.domain.model import Asset, Work
from leverage_tui.domain.timesheet import Row

MONDAY = date(2026, 6, 22)
DAYS = tuple(MONDAY + timedelta(days=place) for place in range(14))
ROWS = (
    Row("sold", Work.DELIVER),
    Row("sold", Work.SELL),
    Row("plan", Work.MANAGE),
    Row("plan", Work.BUILD, asset=Asset.PRODUCT),
    Row("plan", Work.PEOPLE, who="Ana"),
)


def done(book: Book, *edits: Edit) -> Book:
    """The book after the edits."""
    for edit in edits:
        book = apply(book, edit)
    return book


def two_streams() -> Book:
    """A book with a stream of sold hours and a plan."""
    book = done(book_of(()), add_stream(book_of(()), "Sold", id="sold", time_sold=True))
    return done(book, add_stream(book, "Plan", id="plan"))


@st.composite
def hours_edits(draw: st.DrawFn, book: Book) -> Edit:
    """A cell typed over, or a fact logged, somewhere in two weeks."""
    row, day = draw(st.sampled_from(ROWS)), draw(st.sampled_from(DAYS))
    minutes = draw(st.integers(0, 90))
    if draw(st.booleans()):
        return set_cell(book, row, day, minutes)
    return log_hours(book, row, day, max(1, minutes), draw(st.sampled_from(["", "a note"])))
