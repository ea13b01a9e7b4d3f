"""The facts of one cell: each can be changed and deleted, and says where it is from."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leverage_tui.domain.book import Book
from leverage_tui.domain.edits.check import checked
from leverage_tui.domain.edits.core import EditRefused, apply, stamped
from leverage_tui.domain.edits.facts import change_fact, delete_fact, facts_in, origin, written
from leverage_tui.domain.edits.hours import log_hours, set_cell
from leverage_tui.domain.model import Hours, Work
from leverage_tui.domain.timesheet import Row, minutes_in
from tests.domain.books import MONDAY, ROWS, done, two_streams

DELIVER, ANA = ROWS[0], ROWS[4]
STAMP = "018f3a2b4c5d-0003-a1b2"


def three_facts() -> Book:
    """A cell with something typed, logged and imported."""
    book = two_streams()
    book = done(book, stamped(log_hours(book, DELIVER, MONDAY, 30, "call"), "02"))
    imported = Hours(
        doc_id=5,
        stream="sold",
        date=MONDAY,
        work=Work.DELIVER,
        minutes=45,
        source="toggl",
        at="01",
        extra={"id": "x9"},
    )
    book = book.with_documents([(None, imported)])
    return done(book, stamped(set_cell(book, DELIVER, MONDAY, 135), "03"))


def test_what_was_typed_comes_first_and_each_says_where_it_is_from() -> None:
    facts = facts_in(three_facts(), DELIVER, MONDAY)
    assert [(fact.minutes, origin(fact)) for fact in facts] == [
        (60, "typed in the cell"), (45, "imported from toggl"), (30, "logged"),
    ]  # fmt: skip


@given(st.integers(0, 2), st.one_of(st.none(), st.integers(1, 400)), st.one_of(st.none(), st.text(max_size=20)))
def test_one_fact_changes_and_the_others_do_not(place: int, minutes: int | None, note: str | None) -> None:
    book = three_facts()
    fact = facts_in(book, DELIVER, MONDAY)[place]
    edit = change_fact(book, fact.doc_id, minutes=minutes, note=note)
    after = apply(book, edit)
    grown = 0 if minutes is None else minutes - fact.minutes
    assert minutes_in(after, DELIVER, MONDAY) == 135 + grown
    now = after.get("hours", fact.doc_id)
    assert isinstance(now, Hours)
    assert (now.source, now.extra, now.date) == (fact.source, fact.extra, fact.date)
    others = [each for each in facts_in(book, DELIVER, MONDAY) if each.doc_id != fact.doc_id]
    assert [each for each in facts_in(after, DELIVER, MONDAY) if each.doc_id != fact.doc_id] == others
    assert apply(after, edit.inverse()).tables == book.tables
    assert edit.is_nothing == (now == fact)


def test_the_sentence_says_what_became_another() -> None:
    book = three_facts()
    number = facts_in(book, DELIVER, MONDAY)[1].doc_id
    where = "Sold, deliver, Mon 22 Jun"
    assert change_fact(book, number, minutes=60, note="x").sentence == f"{where}: 0:45 → 1:00 in one fact, note"
    assert change_fact(book, number, minutes=45, note="").sentence == f"{where}: as it was"
    assert delete_fact(book, number).sentence == f"{where}: 0:45 deleted, imported from toggl"


def test_a_fact_is_deleted_and_comes_back() -> None:
    book = three_facts()
    for fact in facts_in(book, DELIVER, MONDAY):
        edit = delete_fact(book, fact.doc_id)
        after = apply(book, edit)
        assert minutes_in(after, DELIVER, MONDAY) == 135 - fact.minutes
        assert apply(after, edit.inverse()).tables == book.tables


def test_what_people_cost_goes_with_their_minutes() -> None:
    book = done(two_streams(), log_hours(two_streams(), ANA, MONDAY, 60, cost=1500))
    fact = facts_in(book, ANA, MONDAY)[0]
    assert facts_in(done(book, change_fact(book, fact.doc_id, minutes=90)), ANA, MONDAY)[0].cost == 2250
    assert facts_in(done(book, change_fact(book, fact.doc_id, note="x")), ANA, MONDAY)[0].cost == 1500
    empty = book.with_documents([(fact, replace(fact, minutes=0))])
    assert facts_in(done(empty, change_fact(empty, fact.doc_id, minutes=90)), ANA, MONDAY)[0].cost == 1500


def test_what_is_gone_or_nothing_is_refused() -> None:
    book = three_facts()
    number = facts_in(book, DELIVER, MONDAY)[2].doc_id
    with pytest.raises(EditRefused, match="0 hours are no fact"):
        change_fact(book, number, minutes=0)
    gone = done(book, delete_fact(book, number))
    with pytest.raises(EditRefused, match="not there any more"):
        change_fact(gone, number, minutes=5)
    with pytest.raises(EditRefused, match="not there any more"):
        delete_fact(gone, number)
    week = Hours(doc_id=6, stream="plan", date=MONDAY, work=Work.PEOPLE, minutes=60, standing="7")
    with pytest.raises(EditRefused, match="not there any more"):
        delete_fact(book.with_documents([(None, week)]), 6)
    with pytest.raises(EditRefused, match="a day has 24"):
        checked(book, change_fact(book, number, minutes=1400))


def test_the_stamp_says_when_it_was_written() -> None:
    fact = Hours(doc_id=1, stream="sold", date=MONDAY, work=Work.SELL, minutes=5, at=STAMP)
    assert written(fact) == datetime.fromtimestamp(0x018F3A2B4C5D / 1000, UTC)
    for stamp in ("", "x", "000000000000-0000-0000", "ffffffffffff-0000-0000"):
        assert written(replace(fact, at=stamp)) is None


def test_a_note_is_cleaned() -> None:
    book = three_facts()
    number = facts_in(book, DELIVER, MONDAY)[0].doc_id
    after = done(book, change_fact(book, number, note="a\x1b[31m\u202eb\nc"))
    assert facts_in(after, DELIVER, MONDAY)[0].note == "a[31mb c"
    assert facts_in(after, Row("sold", Work.ADMIN), MONDAY) == ()
