"""Last week's rows and hours in another week, and a cell's hours in the next day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leverage_tui.domain.book import Book
from leverage_tui.domain.calendar import days_of
from leverage_tui.domain.edits.check import checked
from leverage_tui.domain.edits.copying import copy_hours, fill_right, rows_before, week_name
from leverage_tui.domain.edits.core import EditRefused, apply
from leverage_tui.domain.edits.hours import log_hours, set_cell, set_standing_week
from leverage_tui.domain.edits.streams import change_stream, end_stream, pause_stream
from leverage_tui.domain.model import Asset, Hours, Per, Source, Standing, Status, Work
from leverage_tui.domain.timesheet import Row, entries_in, minutes_in
from tests.domain.books import MONDAY, ROWS, done, hours_edits, two_streams

WEEK = days_of(MONDAY + timedelta(days=7))
"""The week after the one that holds MONDAY: week 27."""
DELIVER, SELL, MANAGE, BUILD, ANA = ROWS


def put(book: Book, *cells: tuple[Row, int, int]) -> Book:
    """Hours in cells: row, days after MONDAY, minutes."""
    for row, day, minutes in cells:
        book = done(book, set_cell(book, row, MONDAY + timedelta(days=day), minutes))
    return book


@given(st.data())
def test_empty_cells_get_what_was_there_a_week_before_and_no_other_cell_changes(data: st.DataObject) -> None:
    book = two_streams()
    for _ in range(data.draw(st.integers(0, 12))):
        book = apply(book, data.draw(hours_edits(book)))
    edit = copy_hours(book, WEEK)
    after = apply(book, edit)
    copied = left = 0
    for row in ROWS:
        for day in WEEK:
            before, there = minutes_in(book, row, day - timedelta(days=7)), entries_in(book, row, day)
            left += bool(there and before)
            copied += bool(before and not there)
            assert minutes_in(after, row, day) == (minutes_in(book, row, day) if there else before)
            assert entries_in(after, row, day - timedelta(days=7)) == entries_in(book, row, day - timedelta(days=7))
    assert len(edit.changes) == copied
    assert (f"{copied} cell" in edit.sentence) == bool(copied)
    assert (f"{left} left as" in edit.sentence) == bool(left)
    assert apply(after, edit.inverse()).tables == book.tables
    assert copy_hours(after, WEEK).is_nothing


def test_what_was_copied_what_was_left_and_what_has_ended_is_said() -> None:
    book = put(two_streams(), (DELIVER, 0, 240), (DELIVER, 6, 60), (SELL, 1, 30), (MANAGE, 2, 45))
    book = put(book, (SELL, 8, 15))
    book = done(book, end_stream(book, "plan", MONDAY + timedelta(days=4)))
    edit = copy_hours(book, WEEK)
    assert edit.sentence == "2 cells copied from week 26, 1 left as it was, Plan has ended"
    after = done(book, edit)
    assert minutes_in(after, DELIVER, WEEK[0]) == 240
    assert minutes_in(after, DELIVER, WEEK[6]) == 60
    assert minutes_in(after, SELL, WEEK[1]) == 15
    assert minutes_in(after, MANAGE, WEEK[2]) == 0


def test_a_stream_that_ends_in_the_week_is_copied_up_to_its_last_day() -> None:
    book = put(two_streams(), (MANAGE, 2, 45), (MANAGE, 3, 45))
    book = done(book, end_stream(book, "plan", WEEK[2]))
    after = done(book, copy_hours(book, WEEK))
    assert [minutes_in(after, MANAGE, day) for day in WEEK[2:4]] == [45, 0]


def test_a_paused_stream_is_passed_over_and_named_once() -> None:
    book = put(two_streams(), (MANAGE, 2, 45), (BUILD, 3, 45))
    book = done(book, pause_stream(book, "plan"))
    edit = copy_hours(book, WEEK)
    assert edit.is_nothing
    assert edit.sentence == "nothing copied: Plan is paused"
    undated = done(book, change_stream(book, "plan", status=Status.ENDED))
    assert copy_hours(undated, WEEK).sentence == "nothing copied: Plan has ended"


def test_a_cell_that_is_kept_or_holds_a_zero_is_left() -> None:
    book = put(two_streams(), (DELIVER, 0, 240), (DELIVER, 1, 240))
    zero = Hours(doc_id=5, stream="sold", date=WEEK[0], work=Work.DELIVER, minutes=0)
    book = book.with_documents([(None, zero)])
    edit = copy_hours(book, WEEK, {(DELIVER, WEEK[1])})
    assert edit.sentence == "nothing copied: 2 left as they were"


def test_facts_become_one_value_without_their_notes_and_people_cost_what_they_last_did() -> None:
    book = two_streams()
    book = done(book, log_hours(book, ANA, MONDAY, 60, "call", cost=1500))
    book = done(book, log_hours(book, ANA, MONDAY, 30, "mail", cost=900))
    entry = entries_in(done(book, copy_hours(book, WEEK)), ANA, WEEK[0])
    assert [(each.minutes, each.note, each.currency) for each in entry] == [(90, "", "USD")]
    # The last pay is that of one of the two facts: $15 or $18 an hour.
    assert entry[0].cost in (2250, 2700)


def test_people_over_a_day_in_one_cell_are_left_out_and_said() -> None:
    book = two_streams()
    for _ in range(2):
        book = done(book, log_hours(book, ANA, MONDAY, 800, cost=1))
    book = put(book, (DELIVER, 0, 60))
    edit = copy_hours(book, WEEK)
    assert edit.sentence == "1 cell copied from week 26, 1 cell over 24 hours left out"
    assert checked(book, edit)


def test_a_standing_week_that_was_typed_over_is_not_copied() -> None:
    helper = Standing(
        doc_id=7, stream="plan", name="Ana", begins=date(2026, 1, 1), per=Per.WEEK, currency="USD",
        source=Source.PEOPLE, minutes=600, cost=12000,
    )  # fmt: skip
    book = two_streams().with_documents([(None, helper)])
    book = done(book, set_standing_week(book, helper, MONDAY, 0))
    book = done(book, set_standing_week(book, helper, MONDAY, 300))
    edit = copy_hours(book, WEEK)
    assert edit.is_nothing
    assert edit.sentence == "week 26 has no hours to copy"


def test_a_day_over_24_hours_refuses_all_of_it() -> None:
    book = put(two_streams(), (DELIVER, 0, 800), (SELL, 1, 60))
    book = put(book, (MANAGE, 7, 700))
    with pytest.raises(EditRefused, match="Mon 29 Jun would hold 25:00 of your own hours"):
        checked(book, copy_hours(book, WEEK))


def test_rows_that_are_not_there_yet_are_named_and_hold_nothing() -> None:
    book = put(two_streams(), (DELIVER, 0, 240), (MANAGE, 1, 30), (BUILD, 1, 30))
    rows, sentence = rows_before(book, WEEK, [DELIVER])
    assert set(rows) == {MANAGE, BUILD}
    assert sentence == "2 rows copied from week 26"
    assert rows_before(book, WEEK, [DELIVER, MANAGE, BUILD]) == ((), "the rows of week 26 are all here")
    assert rows_before(two_streams(), WEEK, ()) == ((), "week 26 has no hours to copy")
    paused = done(book, pause_stream(book, "plan"))
    assert rows_before(paused, WEEK, [DELIVER]) == ((), "nothing copied: Plan is paused")
    assert rows_before(paused, WEEK, ()) == ((DELIVER,), "1 row copied from week 26, Plan is paused")


def test_a_week_is_called_by_its_number_or_by_its_days() -> None:
    assert week_name(days_of(MONDAY)) == "week 26"
    assert week_name(days_of(date(2026, 6, 21))) == "21-27 Jun 2026"


def test_a_cell_goes_on_to_the_next_day_and_on() -> None:
    book = put(two_streams(), (DELIVER, 0, 240))
    days = days_of(MONDAY)
    for day in days[:-1]:
        edit = fill_right(book, DELIVER, day, days)
        assert edit.sentence.endswith("empty → 4:00")
        book = done(book, edit)
    assert [minutes_in(book, DELIVER, day) for day in days] == [240] * 7
    with pytest.raises(EditRefused, match="the week ends with Sun 28 Jun"):
        fill_right(book, DELIVER, days[-1], days)


def test_what_the_next_day_holds_is_typed_over_only_when_asked_for() -> None:
    book = put(two_streams(), (DELIVER, 0, 240), (DELIVER, 1, 120))
    days = days_of(MONDAY)
    with pytest.raises(EditRefused, match="Tue 23 Jun holds 2:00 already: once more makes it 4:00"):
        fill_right(book, DELIVER, MONDAY, days)
    after = done(book, fill_right(book, DELIVER, MONDAY, days, over=True))
    assert minutes_in(after, DELIVER, days[1]) == 240
    assert fill_right(after, DELIVER, MONDAY, days).is_nothing
    with pytest.raises(EditRefused, match="an empty cell"):
        fill_right(book, SELL, MONDAY, days)


def test_build_hours_without_an_asset_are_copied_as_what_the_stream_builds() -> None:
    book = two_streams()
    stream = replace(book.streams["plan"], build_asset=Asset.PROCESS)
    old = Hours(doc_id=9, stream="plan", date=MONDAY, work=Work.BUILD, minutes=50)
    book = book.with_documents([(book.streams["plan"], stream), (None, old)])
    after = done(book, copy_hours(book, WEEK))
    assert minutes_in(after, Row("plan", Work.BUILD, asset=Asset.PROCESS), WEEK[0]) == 50
