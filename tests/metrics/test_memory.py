"""A memory changes nothing but the work: same figures after any edits, and only what an edit touches is summed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from leverage_tui.domain.book import Book, book_of
from leverage_tui.domain.metrics import Memory, figures, gauge_history
from leverage_tui.domain.model import Amounts, Closed, Document, Hours, Money, Setting, Work
from tests.metrics.books import AS_OF, KINDS, documents, hours, setting, standing, stream
from tests.metrics.counting import counted
from tests.metrics.ten_years import AS_OF as TODAY
from tests.metrics.ten_years import ten_year_book

BACK = st.integers(0, 60)


@st.composite
def edits(draw: st.DrawFn) -> list[tuple[Document | None, int]]:
    """Documents to put in (None: to take out), by number, some of them new."""
    found: list[tuple[Document | None, int]] = []
    for _ in range(draw(st.integers(1, 6))):
        number = draw(st.sampled_from((*range(100, 130), 1, 2, 900, 910)))
        make = setting if number == 900 else stream if number == 910 else draw(st.sampled_from(KINDS))
        document = draw(make(number)) if number in (900, 910) or draw(st.booleans()) else None
        found.append((document, document.doc_id if document else number))
    return found


def apply(book: Book, edit: tuple[Document | None, int]) -> Book:
    after, number = edit
    pairs: list[tuple[Document | None, Document | None]] = [
        (document, None)
        for table in ("settings", "streams", "hours", "money", "standing", "closed", "rates")
        if (document := book.get(table, number)) is not None
    ]
    return book.with_documents([*pairs, (None, after)])


def see_with_and_without(found: list[Document], changes: list[Any], back: list[int]) -> None:
    """The same figures and points after each change, as of days back and forth."""
    memory = Memory()
    book = book_of(found)
    for change, days in zip(changes, back, strict=False):
        day = AS_OF - timedelta(days)
        assert figures(book, day, memory) == figures(book, day)
        assert gauge_history(book, AS_OF, memory, 5) == gauge_history(book, AS_OF, Memory(), 5)
        book = apply(book, change)
    assert figures(book, AS_OF, memory) == figures(book, AS_OF)
    assert gauge_history(book, AS_OF, memory, 5) == gauge_history(book, AS_OF, Memory(), 5)


@settings(max_examples=150, deadline=None)
@given(documents(), edits(), st.lists(BACK, min_size=6, max_size=6))
def test_a_memory_changes_no_figure(found: list[Document], changes: list[Any], back: list[int]) -> None:
    see_with_and_without(found, changes, back)


@st.composite
def standing_edits(draw: st.DrawFn) -> list[tuple[Document | None, int]]:
    """As `edits`: mostly standing entries that come, go and change, and hours that name them."""
    found: list[tuple[Document | None, int]] = []
    for _ in range(draw(st.integers(1, 6))):
        make, numbers = draw(st.sampled_from(((standing, (1, 2, 3)), (standing, (1, 2)), (hours, (100, 101)))))
        number = draw(st.sampled_from(numbers))
        found.append((draw(st.one_of(st.none(), make(number), make(number))), number))
    return found


@settings(max_examples=150, deadline=None)
@given(documents(), standing_edits(), st.lists(BACK, min_size=6, max_size=6))
def test_a_memory_changes_no_figure_when_what_stands_changes(
    found: list[Document], changes: list[Any], back: list[int]
) -> None:
    see_with_and_without(found, changes, back)


@settings(max_examples=100, deadline=None)
@given(documents(), edits())
def test_edits_and_their_inverses_restore_every_bit(found: list[Document], changes: list[Any]) -> None:
    memory = Memory()
    book = book_of(found)
    expected = figures(book, AS_OF, memory)
    for change in changes:
        edited = apply(book, change)
        figures(edited, AS_OF, memory)
        added = [(change[0], None)] if change[0] else []
        taken = [(None, document) for table in book.tables if (document := book.get(table, change[1])) is not None]
        book = edited.with_documents([*added, *taken])
        assert figures(book, AS_OF, memory) == expected


@settings(max_examples=100, deadline=None)
@given(documents())
def test_the_last_point_of_the_history_is_the_gauge(found: list[Document]) -> None:
    book = book_of(found)
    points = gauge_history(book, AS_OF, Memory(), 3)
    for point in points:
        gauge = figures(book, point.day).book
        assert (point.raw, point.running) == (gauge.gauge.raw, gauge.gauge_running.raw)
    assert [point.day.weekday() for point in points[:-1]] == [6, 6]
    assert points[-1].day == AS_OF


def test_an_edit_sums_one_stream_week_of_ten_years_again() -> None:
    book = ten_year_book()
    assert sum(map(len, book.tables.values())) > 20_000
    memory = Memory()
    with counted() as first:
        figures(book, TODAY, memory)
        gauge_history(book, TODAY, memory)
    assert first["hours"] > 3000
    assert first["points"] == 26
    old = Hours(doc_id=10**9, stream="care", date=TODAY - timedelta(3000), work=Work.SELL, minutes=60)
    with counted() as counts:
        book = book.with_documents([(None, old)])
        figures(book, TODAY, memory)
    assert counts == {"hours": 1, "pasts": 1}
    gauge_history(book, TODAY, memory)
    today = Hours(doc_id=10**9 + 1, stream="job", date=TODAY, work=Work.DELIVER, minutes=60)
    with counted() as counts:
        book = book.with_documents([(None, today)])
        figures(book, TODAY, memory)
        gauge_history(book, TODAY, memory)
    # The running week once as a week, once up to today.
    assert counts == {"hours": 2, "pasts": 1, "points": 1}
    paid = Money(doc_id=10**9 + 2, stream="job", date=TODAY, until=TODAY, currency="USD", amounts=Amounts(gross=5))
    with counted() as counts:
        book = book.with_documents([(None, paid)])
        figures(book, TODAY, memory)
        gauge_history(book, TODAY, memory)
    assert counts == {"money": 1, "pasts": 1, "points": 1}
    closed = Closed(doc_id=10**9 + 3, stream="job", week=TODAY - timedelta(TODAY.weekday() + 14))
    rate = Setting(doc_id=1, key="baseline_rate", value=7000)
    with counted() as counts:
        book = book.with_documents([(None, closed), (book.get("settings", 1), rate)])
        figures(book, TODAY, memory)
    assert counts == {"pasts": 1}
    assert figures(book, TODAY, memory) == figures(book, TODAY)
