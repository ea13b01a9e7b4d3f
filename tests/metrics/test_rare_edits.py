"""Edits that touch years: of what goes on for long and of what a currency was worth. A memory changes no bit of any
figure after them, whatever was looked at before, and sums again only what they can have changed."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from leverage_tui.domain.book import Book, book_of
from leverage_tui.domain.calendar import weeks_between
from leverage_tui.domain.metrics import Memory, figures, gauge_history
from leverage_tui.domain.metrics.accrual import StandingDays
from leverage_tui.domain.metrics.exchange import Exchange
from leverage_tui.domain.metrics.rows import Span
from leverage_tui.domain.model import Document, Hours, Money, Per, Rate, Source, Standing, Stream, Work
from tests.metrics.books import AS_OF, closed, days, documents, hours, money, standing
from tests.metrics.books import setting as baseline
from tests.metrics.books import stream as any_stream
from tests.metrics.counting import counted
from tests.metrics.ten_years import AS_OF as TODAY
from tests.metrics.ten_years import ten_year_book

CURRENCIES = ("EUR", "JPY", "CHF", "USD")
LENGTHS = st.sampled_from((1, 5, 13, 26, 52, None))
few = settings(max_examples=120, deadline=None)


@st.composite
def rates(draw: st.DrawFn, number: int) -> Rate:
    """Of several currencies, the base currency too; few days, so that rates take each other's place."""
    day = AS_OF - timedelta(draw(st.sampled_from((-9, 0, 1, 3, 8, 30, 31, 60, 100, 180, 400))))
    worth = draw(st.sampled_from(("1.05", "0.0064", "1.1234", "2")))
    return Rate(doc_id=number, currency=draw(st.sampled_from(CURRENCIES)), date=day, rate=worth)


@st.composite
def long_standing(draw: st.DrawFn, number: int) -> Standing:
    """What goes on for all of the book, in any currency."""
    entry = draw(standing(number))
    currency = draw(st.sampled_from(CURRENCIES))
    return replace(entry, begins=AS_OF - timedelta(draw(st.integers(150, 600))), ends=None, currency=currency)


@st.composite
def money_of_many(draw: st.DrawFn, number: int) -> Money:
    """Money of any currency."""
    return replace(draw(money(number)), currency=draw(st.sampled_from(CURRENCIES)))


MAKERS = (
    (rates, (700, 701, 702, 703, 704)), (rates, (700, 701)), (long_standing, (1, 2, 3)), (standing, (1, 2)),
    (hours, (100, 101, 102)), (money_of_many, (120, 121, 122)), (closed, (1,)), (baseline, (900,)),
    (any_stream, (910, 911)),
)  # fmt: skip


@st.composite
def steps(draw: st.DrawFn) -> list[tuple[str, int, Document | None]]:
    """Edits, by table and number: put in, put in another's place, take out (None)."""
    found: list[tuple[str, int, Document | None]] = []
    for _ in range(draw(st.integers(2, 7))):
        make, numbers = draw(st.sampled_from(MAKERS))
        document = draw(make(draw(st.sampled_from(numbers))))
        gone = draw(st.integers(0, 3)) == 0
        found.append((document.table, document.doc_id, None if gone else document))
    return found


def after_step(book: Book, step: tuple[str, int, Document | None]) -> Book:
    table, number, document = step
    return book.with_documents([(book.get(table, number), document)])


def see(book: Book, day: date, weeks: int | None, memory: Memory) -> None:
    """Everything is the same, to the last digit and the sign of a zero, as without anything remembered."""
    assert repr(figures(book, day, memory)) == repr(figures(book, day))
    remembered = gauge_history(book, day, memory, weeks=weeks)
    assert repr(remembered) == repr(gauge_history(book, day, Memory(), weeks=weeks))


@few
@given(documents(), steps(), st.data())
def test_a_memory_changes_no_bit(found: list[Document], edits: list[tuple[str, int, Document | None]],
                                 data: st.DataObject) -> None:  # fmt: skip
    books, memory = [book_of(found)], Memory()
    for step in edits:
        books.append(after_step(books[-1], step))
        # Days are looked at back and forth, and earlier books again, as undo and previews do.
        day = AS_OF - timedelta(data.draw(st.sampled_from((0, 0, 0, 1, 4, 7, 40))))
        see(data.draw(st.sampled_from((books[-1], books[-1], *books))), day, data.draw(LENGTHS), memory)
    see(books[-1], AS_OF, None, memory)
    see(books[0], AS_OF, 26, memory)


@settings(max_examples=60, deadline=None)
@given(st.lists(rates(1), min_size=2, max_size=5), st.data())
def test_pay_in_another_currency_follows_its_rates(found: list[Rate], data: st.DataObject) -> None:
    """Of a helper, and of hours that somebody was paid for."""
    helper = Standing(
        doc_id=1, stream="a", name="helper", begins=AS_OF - timedelta(300), per=Per.WEEK, currency="EUR",
        source=Source.PEOPLE, minutes=600, cost=9000,
    )  # fmt: skip
    paid = [
        Hours(
            doc_id=100 + week, stream="a", date=AS_OF - timedelta(7 * week), work=Work.PEOPLE, minutes=60,
            cost=data.draw(st.integers(0, 5000)), currency=data.draw(st.sampled_from(("EUR", "JPY"))),
        )
        for week in range(40)
    ]  # fmt: skip
    known = Rate(doc_id=700, currency="EUR", date=AS_OF - timedelta(290), rate="1.5")
    stream = Stream(doc_id=910, id="a", name="a", currency="EUR")
    book, memory = book_of([stream, helper, known, *paid]), Memory()
    for number, each in enumerate(found):
        see(book, AS_OF, 26, memory)
        book = put(book, replace(each, doc_id=701 + number % 2, currency=("EUR", "JPY")[number % 2]))
    see(book, AS_OF, 26, memory)


@few
@given(documents(), LENGTHS)
def test_a_shorter_history_is_the_end_of_a_longer_one(found: list[Document], weeks: int | None) -> None:
    book, memory = book_of(found), Memory()
    longest = gauge_history(book, AS_OF, memory, weeks=600)
    points = gauge_history(book, AS_OF, memory, weeks=weeks)
    assert points == longest[-len(points) :]
    ledgers = [book.ledger(name) for name in book.streams]
    dated = [entry.date for ledger in ledgers for week in ledger.hours.values() for entry in week]
    dated += [entry.date for ledger in ledgers for entry in ledger.money]
    dated += [entry.begins for ledger in ledgers for entry in ledger.standing]
    dated += [week for ledger in ledgers for week in ledger.closed]
    began = min((day for day in dated if day <= AS_OF), default=AS_OF)
    if weeks is None:
        assert len(points) == len(list(weeks_between(began, AS_OF)))


def test_all_weeks_are_at_most_520_and_at_least_this_one() -> None:
    assert [point.day for point in gauge_history(book_of([]), AS_OF, Memory(), weeks=None)] == [AS_OF]
    book = ten_year_book()
    began = min(day for ledger in book.ledgers.values() for day in ledger.hours)
    later = began + timedelta(7 * 700)
    assert len(gauge_history(book, began + timedelta(7 * 30 + 2), Memory(), weeks=None)) == 31
    assert len(gauge_history(book, later, Memory(), weeks=None)) == 520


@settings(max_examples=300, deadline=None)
@given(st.lists(rates(1), max_size=6), st.lists(rates(1), max_size=6), days, st.integers(0, 200))
def test_rates_differ_on_the_days_that_are_said(one: list[Rate], other: list[Rate], day: date, length: int) -> None:
    before, after = (Exchange("USD", book_of(numbered(found)).rates) for found in (one, other))
    asked = {currency: Span(day, day + timedelta(length)) for currency in CURRENCIES}
    changed = after.changed(before, asked)
    for currency, span in asked.items():
        each = [span.first + timedelta(number) for number in range(span.days)]
        unlike = [day for day in each if before.factor(currency, day) != after.factor(currency, day)]
        said = changed.get(currency)
        assert all(said is not None and said.holds(day) for day in unlike)
        assert said is None or (said.days and said.within(span) == said)
    assert not after.changed(after, asked)
    assert not Exchange("USD", book_of(numbered(one)).rates).changed(before, asked)


def numbered(found: list[Rate]) -> list[Document]:
    return [replace(each, doc_id=number) for number, each in enumerate(found, 1)]


def recount(book: Book, edited: Book, **more: tuple[Any, str]) -> Counter[str]:
    """What is summed for the figures and the history of 26 weeks after an edit."""
    memory = Memory()
    figures(book, TODAY, memory)
    gauge_history(book, TODAY, memory)
    with counted(**more) as counts:
        found = figures(edited, TODAY, memory), gauge_history(edited, TODAY, memory)
    assert repr(found) == repr((figures(edited, TODAY), gauge_history(edited, TODAY, Memory())))
    return counts


def put(book: Book, document: Document) -> Book:
    return book.with_documents([(book.get(document.table, document.doc_id), document)])


def test_pay_of_ten_years_sums_one_stream_where_it_is_looked_at() -> None:
    book = ten_year_book()
    helper = book.get("standing", 200)
    assert isinstance(helper, Standing)
    counts = recount(book, put(book, replace(helper, cost=70_000)), standing=(StandingDays, "row"))
    standing_sums = counts.pop("standing")
    assert counts == {"hours": 1, "pasts": 1, "trails": 25, "points": 26}
    # The weeks of trends, of two windows and of the history; not the 480 that it stands.
    assert standing_sums < 150


def test_a_newest_rate_sums_only_what_converts_at_it() -> None:
    book = ten_year_book()
    newest = max(book.all(Rate), key=lambda each: each.date)
    late = [
        (entry.stream, entry.until)
        for entry in book.all(Money)
        if entry.currency == "EUR" and entry.until >= newest.date
    ]
    streams = {name for name, _ in late}
    assert streams
    assert len(late) < 10
    counts = recount(book, put(book, replace(newest, rate="1.4")))
    sundays = (TODAY - newest.date).days // 7 + 1
    assert counts["trails"] <= sundays * len(streams)
    assert counts["points"] <= sundays + 1
    # Each of them out at the old rate and in at the new one.
    assert {**counts, "trails": 0, "points": 0} == {
        "money": 2 * len(late), "pasts": len(streams), "trails": 0, "points": 0,
    }  # fmt: skip


def test_an_old_rate_sums_what_converted_at_it() -> None:
    book = ten_year_book()
    found = sorted(book.all(Rate), key=lambda each: each.date)
    old, following = found[20], found[21]
    converted = [
        entry for entry in book.all(Money) if entry.currency == "EUR" and old.date <= entry.until < following.date
    ]
    counts = recount(book, put(book, replace(old, rate="1.4")))
    streams = {entry.stream for entry in converted}
    assert counts == {
        "money": 2 * len(converted), "pasts": len(streams), "trails": 25 * len(streams), "points": 26,
    }  # fmt: skip


def test_a_rate_that_nothing_converts_at_sums_nothing() -> None:
    book = ten_year_book()
    old = put(book, Rate(doc_id=9, currency="JPY", date=date(2017, 1, 1), rate="0.0064"))
    assert not recount(book, old)
    early = put(book, Rate(doc_id=9, currency="EUR", date=date(2010, 1, 1), rate="1.4"))
    assert not recount(book, early)


def test_a_longer_history_sums_only_its_own_days() -> None:
    book, memory = ten_year_book(), Memory()
    figures(book, TODAY, memory)
    with counted() as counts:
        gauge_history(book, TODAY, memory, weeks=52)
    assert counts["trails"] == 51 * len(book.streams)
    with counted() as counts:
        for weeks in (13, 26, 52):
            gauge_history(book, TODAY, memory, weeks=weeks)
    assert not counts
    with counted() as counts:
        gauge_history(book, TODAY, memory, weeks=60)
    assert counts == {"trails": 8 * len(book.streams), "points": 8}
