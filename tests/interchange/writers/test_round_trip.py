from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leverage_tui.domain.book import Book
from leverage_tui.domain.edits.check import checked
from leverage_tui.domain.edits.core import apply
from leverage_tui.domain.model import Amounts, Asset, Hours, Money, Work
from leverage_tui.interchange.plan import Options, plan_import
from leverage_tui.interchange.registry import read_import
from leverage_tui.interchange.rows import ImportRefused
from leverage_tui.interchange.spreadsheet import guarded, unguarded
from leverage_tui.interchange.writers import hours_csv, money_csv
from tests.interchange.writers.books import BOOKS, HOSTILE, STREAMS, TODAY, bare, hours, planned, text_of

DAY = date(2026, 11, 16)
ENTRY = hours("care", DAY, Work.SUPPORT, 90, "=a call")
PAID = Money(doc_id=20261116 * 10**11 + 7, stream="care", date=DAY, until=DAY, currency="USD",
             amounts=Amounts(gross=100_00, refunds=0), units=2)  # fmt: skip


def both(book: Book, *, raw: bool = False) -> list[str]:
    """The two exports that hold every field, as far as there is anything in them."""
    texts = [text_of(writer, book, raw=raw) for writer in (hours_csv.WRITER, money_csv.WRITER)]
    return [text for text in texts if text.count("\n") > 1]


@given(BOOKS, st.booleans())
def test_an_export_imported_into_the_streams_alone_is_the_same_book(book: Book, raw: bool) -> None:
    there = bare(())
    for text in both(book, raw=raw):
        there = checked(there, planned(there, text).edit)
    for kind in (Hours, Money):
        assert dict(there.tables[kind.table]) == dict(book.tables[kind.table])
    assert both(there) == both(book)


@given(BOOKS, st.booleans())
def test_an_export_adds_nothing_to_the_book_it_came_from(book: Book, raw: bool) -> None:
    for text in both(book, raw=raw):
        plan = planned(book, text)
        assert plan.edit.is_nothing
        assert (plan.new, plan.skipped) == (0, ())
        assert plan.duplicates == plan.rows > 0
        assert not any("other in the file" in warning for warning in plan.warnings)


@given(st.one_of(st.text(), st.sampled_from(HOSTILE)))
def test_a_guarded_text_never_begins_with_what_is_computed_and_comes_back(text: str) -> None:
    shown = guarded(text)
    assert shown[:1] not in tuple("=+-@|\t\r\n＝＋－＠")
    assert unguarded(shown) == text
    assert len(shown) <= len(text) + 1


def test_numbers_stand_as_numbers_and_texts_as_texts() -> None:
    book = bare([ENTRY, PAID])
    line = text_of(hours_csv.WRITER, book).splitlines()[1]
    number = f"20261116-{ENTRY.doc_id % 10**11:011d}"
    assert line == f"{number},care,WordPress care plan,2026-11-16,support,90,1.50,'=a call,,,,,,"
    assert text_of(hours_csv.WRITER, book, raw=True).splitlines()[1].startswith(f"{ENTRY.doc_id},care,")
    assert ",=a call," in text_of(hours_csv.WRITER, book, raw=True)
    line = text_of(money_csv.WRITER, book).splitlines()[1]
    assert line == (
        "20261116-00000000007,care,WordPress care plan,2026-11-16,2026-11-16,USD,100.00,0.00,,,,,100.00,2,,"
    )


def test_what_was_changed_here_stays_and_is_said() -> None:
    text = text_of(hours_csv.WRITER, bare([ENTRY]))
    plan = planned(bare([replace(ENTRY, minutes=30)]), text)
    assert plan.edit.is_nothing
    assert plan.warnings == ("1 known entry is other in the file than in the book, which stays as it is",)


def test_an_entry_of_another_stream_goes_where_it_is_mapped() -> None:
    text = text_of(hours_csv.WRITER, bare([ENTRY])).replace(",care,", ",cares,")
    name, reading = read_import(text.encode())
    with pytest.raises(ImportRefused, match='no stream is known for the project "cares"'):
        plan_import(bare(()), reading, format=name)
    plan = plan_import(bare(()), reading, format=name, mapping={"cares": ("consulting", None)})
    (made,) = [change.after for change in plan.edit.changes]
    assert made == replace(ENTRY, stream="consulting")
    assert plan_import(apply(bare(()), plan.edit), reading, format=name,
                       mapping={"cares": ("consulting", None)}).warnings == ()  # fmt: skip


def test_a_week_of_a_standing_entry_is_neither_cut_nor_doubted() -> None:
    week = Hours(doc_id=5, stream="care", date=DAY, work=Work.PEOPLE, minutes=40 * 60, standing="77", who="Ann")
    plan = planned(bare(()), text_of(hours_csv.WRITER, bare([week])))
    assert [change.after for change in plan.edit.changes] == [week]
    assert plan.warnings == ()


def test_pay_that_is_unknown_stays_unknown() -> None:
    before = Hours(
        doc_id=6, stream="care", date=DAY, work=Work.PEOPLE, minutes=60, who="Ann", cost=20_00, currency="USD"
    )
    unpaid = Hours(doc_id=8, stream="care", date=DAY, work=Work.PEOPLE, minutes=30, who="Ann")
    plan = planned(bare([before]), text_of(hours_csv.WRITER, bare([unpaid])))
    assert [change.after for change in plan.edit.changes] == [unpaid]


def test_a_cost_without_a_currency_is_in_that_of_its_stream() -> None:
    paid = Hours(doc_id=6, stream="x|y", date=DAY, work=Work.PEOPLE, minutes=60, who="Ann", cost=2000)
    plan = planned(bare(()), text_of(hours_csv.WRITER, bare([paid])))
    assert [change.after for change in plan.edit.changes] == [replace(paid, currency="JPY")]


def test_a_day_takes_24_own_hours_and_no_more() -> None:
    """As another program may have written it: 25 hours on a day."""
    long = [hours("care", DAY, Work.SUPPORT, 1440), hours("care", DAY, Work.BUILD, 60, asset=Asset.PRODUCT)]
    plan = planned(bare(()), text_of(hours_csv.WRITER, bare(long)))
    assert plan.new == 1
    (skipped,) = plan.skipped
    assert skipped.why.endswith("of your own hours without it: a day has 24")


def test_what_was_deleted_here_stays_deleted_unless_it_is_wanted_again() -> None:
    from leverage_tui.domain.model import Deleted

    grave = Deleted(doc_id=9, at="1", of_table="hours", doc=ENTRY.doc_id)
    text = text_of(hours_csv.WRITER, bare([ENTRY]))
    plan = planned(bare([grave]), text)
    assert plan.edit.is_nothing
    assert "stay deleted" in plan.warnings[0]
    name, reading = read_import(text.encode())
    assert plan_import(bare([grave]), reading, format=name, options=Options(TODAY, again=True)).new == 1


def test_a_stream_is_meant_by_its_id_before_another_by_its_name() -> None:
    assert STREAMS[2].name == STREAMS[0].id
    plan = planned(bare(()), text_of(hours_csv.WRITER, bare([ENTRY])))
    assert [change.after for change in plan.edit.changes] == [ENTRY]
