from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from leverage_tui.domain.book import Book, book_of
from leverage_tui.domain.edits.core import apply, same
from leverage_tui.domain.edits.restoring import restore_book
from leverage_tui.domain.model import TABLES, Amounts, Deleted, Document, Hours, Money, Stream, Timer, Work
from leverage_tui.domain.review.compared import Amount, Counts, compared, sections
from leverage_tui.domain.review.facts import as_text

CARE = Stream(doc_id=1, id="care", name="Care\x1b plan")
NOVEMBER = Hours(doc_id=2, stream="care", date=date(2026, 11, 2), work=Work.SUPPORT, minutes=90)
OCTOBER = Money(
    doc_id=3, stream="care", date=date(2026, 10, 1), until=date(2026, 10, 31), currency="EUR",
    amounts=Amounts(gross=50_000, refunds=1_000),
)  # fmt: skip
THEN = book_of([CARE, NOVEMBER, OCTOBER])


def test_the_same_book_differs_in_nothing_whenever_it_was_written() -> None:
    later = book_of([replace(document, at="later") for document in (CARE, NOVEMBER, OCTOBER)])
    found = compared(THEN, later)
    assert found.is_nothing
    assert sections(found) == ()


def test_an_entry_on_another_day_went_from_one_month_and_came_to_the_other() -> None:
    found = compared(THEN, book_of([CARE, replace(NOVEMBER, date=date(2026, 10, 5)), OCTOBER]))
    november, october = found.months
    assert (november.month, november.minutes_then, november.minutes_now) == ("2026-11", 90, 0)
    assert november.counts == Counts(gone=1)
    assert (october.month, october.minutes_then, october.minutes_now) == ("2026-10", 0, 90)
    assert october.counts == Counts(added=1)
    assert october.money == (Amount("EUR", 49_000, 49_000),)
    assert found.tables == {"hours": Counts(changed=1)}


def test_each_difference_has_its_arithmetic() -> None:
    other = replace(OCTOBER, currency="USD", amounts=Amounts(gross=50_000))
    now = book_of([CARE, replace(NOVEMBER, minutes=75), other])
    first, second, *_ = (fact for section in sections(compared(THEN, now)) for fact in section.facts)
    assert (first.name, first.shown) == ("Care plan, Nov 2026", "1:30 h then, 1:15 h now; 1 changed")
    assert first.how == ("1:15 h - 1:30 h = -0:15 h", "documents: 1 changed")
    assert second.shown == "€490 then, €0 now; $0 then, $500 now; 1 changed"
    assert second.how[0] == "€0 - €490 = -€490"


def test_a_note_alone_is_a_difference_too() -> None:
    found = compared(THEN, book_of([CARE, replace(NOVEMBER, note="a call"), OCTOBER]))
    assert as_text(sections(found))[1] == "  Care plan, Nov 2026  the same hours and money; 1 changed"


def test_the_running_timer_and_the_record_of_deletions_are_none() -> None:
    others = [
        Timer(doc_id=4, stream="care", work=Work.SUPPORT, started="2026-11-18T09:00:00Z"),
        Deleted(doc_id=5, of_table="hours", doc=99),
    ]
    assert compared(THEN, book_of([CARE, NOVEMBER, OCTOBER, *others])).is_nothing


def documents(draw: st.DrawFn) -> list[Document]:
    numbers = draw(st.sets(st.integers(10, 25)))
    hours = [
        replace(
            NOVEMBER, doc_id=number, minutes=draw(st.integers(0, 3)), date=date(2026, draw(st.integers(9, 11)), 2)
        )
        for number in sorted(numbers)
    ]
    graves = [Deleted(doc_id=900 + number, at="b", of_table="hours", doc=number) for number in range(10, 26, 5)]
    return [CARE, *hours, *draw(st.lists(st.sampled_from(graves), unique=True))]


BOOKS = st.composite(documents)().map(book_of)


@settings(max_examples=150)
@given(BOOKS, BOOKS)
def test_a_restore_leaves_nothing_that_differs_and_undo_leaves_what_was(then: Book, now: Book) -> None:
    edit = restore_book(now, then, "then")
    restored = apply(now, edit)
    assert compared(then, restored).is_nothing
    assert edit.is_nothing is compared(then, now).is_nothing
    back = apply(restored, edit.inverse())
    for table in TABLES:
        assert back.tables[table].keys() == now.tables[table].keys()
        assert all(same(back.get(table, number), document) for number, document in now.tables[table].items())


@settings(max_examples=150)
@given(BOOKS, BOOKS)
def test_the_months_add_up_to_what_differs(then: Book, now: Book) -> None:
    found = compared(then, now)
    minutes = [sum(entry.minutes for entry in book.all(Hours)) for book in (then, now)]
    assert sum(month.minutes_now - month.minutes_then for month in found.months) == minutes[1] - minutes[0]
    counts = found.tables.get("hours", Counts())
    assert sum(month.counts.added - month.counts.gone for month in found.months) == counts.added - counts.gone
