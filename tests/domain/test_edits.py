"""Edits: what they leave, that their inverse takes them back, and what is refused."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leverage_tui.domain.book import book_of
from leverage_tui.domain.edits.check import checked
from leverage_tui.domain.edits.core import EditRefused, apply, conflicts, stamped
from leverage_tui.domain.edits.hours import log_hours, set_cell, set_note, set_standing_week
from leverage_tui.domain.edits.money import add_money, overlapping, usual_period
from leverage_tui.domain.edits.settings import restate_baseline, set_setting
from leverage_tui.domain.edits.streams import add_stream, change_stream, delete_stream, end_stream, pause_stream
from leverage_tui.domain.edits.weeks import close_weeks, reopen_week, unclosed
from leverage_tui.domain.model import Amounts, Closed, Hours, Per, Source, Standing, Status, Stream, Work
from leverage_tui.domain.quantities.dates import Period
from leverage_tui.domain.timesheet import Row, entries_in, minutes_in, standing_minutes
from tests.domain.books import MONDAY, ROWS, done, hours_edits, two_streams

ANA = Row("plan", Work.PEOPLE, who="Ana")
DELIVER = Row("sold", Work.DELIVER)


@given(st.data())
def test_any_edits_taken_back_in_turn_leave_the_documents_as_they_were(data: st.DataObject) -> None:
    book = two_streams()
    path = [book]
    edits = []
    for _ in range(data.draw(st.integers(1, 8))):
        edit = data.draw(hours_edits(path[-1]))
        edits.append(edit)
        path.append(apply(path[-1], edit))
    after = path.pop()
    for edit in reversed(edits):
        assert not conflicts(after, edit.inverse())
        after = apply(after, edit.inverse())
        before = path.pop()
        assert after.tables == before.tables
        assert after.ledgers == before.ledgers


@given(st.data())
def test_a_book_changed_step_by_step_is_the_book_made_of_its_documents(data: st.DataObject) -> None:
    book = two_streams()
    for _ in range(data.draw(st.integers(1, 8))):
        book = apply(book, data.draw(hours_edits(book)))
    fresh = book_of(document for table in book.tables.values() for document in table.values())
    assert fresh.ledgers == book.ledgers
    assert fresh.tables == book.tables
    assert list(fresh.streams) == list(book.streams)


@given(st.data(), st.sampled_from(ROWS), st.integers(0, 600))
def test_a_cell_shows_what_was_typed_whatever_was_logged_there(data: st.DataObject, row: Row, minutes: int) -> None:
    book = two_streams()
    for logged in data.draw(st.lists(st.integers(1, 200), max_size=4)):
        book = done(book, log_hours(book, row, MONDAY, logged))
    after = done(book, set_cell(book, row, MONDAY, minutes))
    assert minutes_in(after, row, MONDAY) == minutes


def test_what_came_in_while_a_cell_was_edited_is_added_and_said() -> None:
    book = two_streams()
    book = done(book, set_cell(book, DELIVER, MONDAY, 60))
    book = done(book, log_hours(book, DELIVER, MONDAY, 45))
    edit = set_cell(book, DELIVER, MONDAY, 120, seen=60)
    assert minutes_in(done(book, edit), DELIVER, MONDAY) == 165
    assert "0:45 came in meanwhile and is kept" in edit.sentence


def test_a_total_below_the_facts_shortens_the_newest_first_and_says_so() -> None:
    book = two_streams()
    for stamp, minutes in (("a", 60), ("b", 30)):
        edit = log_hours(book, DELIVER, MONDAY, minutes)
        book = done(book, stamped(edit, stamp))
    edit = set_cell(book, DELIVER, MONDAY, 70)
    left = sorted((entry.at, entry.minutes) for entry in entries_in(done(book, edit), DELIVER, MONDAY))
    assert left == [("a", 60), ("b", 10)]
    assert "shortened" in edit.sentence


def test_the_same_cell_made_on_two_machines_is_one_document() -> None:
    book = two_streams()
    one, other = set_cell(book, DELIVER, MONDAY, 60), set_cell(book, DELIVER, MONDAY, 90)
    assert [change.key for change in one.changes] == [change.key for change in other.changes]
    logged = {log_hours(book, DELIVER, MONDAY, 60).changes[0].key for _ in range(20)}
    assert len(logged) == 20
    assert all(str(number).startswith("20260622") for _, number in logged)


def test_people_hours_take_the_pay_that_the_person_last_had() -> None:
    book = two_streams()
    unknown = done(book, set_cell(book, ANA, MONDAY, 60))
    assert entries_in(unknown, ANA, MONDAY)[0].cost is None
    book = done(book, log_hours(book, ANA, MONDAY, 60, cost=1500))
    later = date(2026, 6, 23)
    entry = entries_in(done(book, set_cell(book, ANA, later, 90)), ANA, later)[0]
    assert (entry.cost, entry.currency) == (2250, "USD")


def test_a_day_holds_24_own_hours_and_other_peoples_hours_do_not_count() -> None:
    book = two_streams()
    book = done(book, set_cell(book, DELIVER, MONDAY, 1400), log_hours(book, ANA, MONDAY, 600, cost=1))
    assert checked(book, set_cell(book, Row("plan", Work.SELL), MONDAY, 40))
    with pytest.raises(EditRefused, match="a day has 24"):
        checked(book, set_cell(book, Row("plan", Work.SELL), MONDAY, 41))
    with pytest.raises(EditRefused, match="from 0 to 24 hours"):
        checked(book, set_cell(book, DELIVER, MONDAY, 1441))


def test_a_note_needs_an_entry_and_is_cleaned() -> None:
    book = two_streams()
    with pytest.raises(EditRefused, match="no note"):
        set_note(book, DELIVER, MONDAY, "x")
    book = done(book, set_cell(book, DELIVER, MONDAY, 60))
    noted = done(book, set_note(book, DELIVER, MONDAY, "call\x1b[31m Bob\u202e"))
    assert entries_in(noted, DELIVER, MONDAY)[0].note == "call[31m Bob"
    kept = done(noted, set_cell(noted, DELIVER, MONDAY, 90))
    assert entries_in(kept, DELIVER, MONDAY)[0].note == "call[31m Bob"


def test_a_standing_week_is_replaced_and_as_usual_again() -> None:
    book = two_streams()
    standing = Standing(
        doc_id=7, stream="plan", name="Ana", begins=date(2026, 1, 1), per=Per.WEEK, currency="USD",
        source=Source.PEOPLE, minutes=600, cost=12000,
    )  # fmt: skip
    book = book.with_documents([(None, standing)])
    assert standing_minutes(book, standing, MONDAY) == (600, False)
    replaced = done(book, set_standing_week(book, standing, MONDAY, 0))
    assert standing_minutes(replaced, standing, MONDAY) == (0, True)
    many = checked(book, set_standing_week(book, standing, MONDAY, 30 * 60))
    assert standing_minutes(many, standing, MONDAY) == (1800, True)
    with pytest.raises(EditRefused, match="from 0 to 168 hours"):
        checked(book, set_standing_week(book, standing, MONDAY, 169 * 60))
    again = done(replaced, set_standing_week(replaced, standing, MONDAY, None))
    assert standing_minutes(again, standing, MONDAY) == (600, False)


@pytest.mark.parametrize("name", ["", "  ", "\x1b\u202e", "\n"])
def test_a_stream_needs_a_name(name: str) -> None:
    with pytest.raises(EditRefused, match="needs a name"):
        add_stream(book_of(()), name)


def test_ids_are_short_words_and_never_taken_twice() -> None:
    book = two_streams()
    first = add_stream(book, "Über-Kurs für [/] Leute")
    stream = first.changes[0].after
    assert isinstance(stream, Stream)
    assert stream.id == "uber"
    second = add_stream(done(book, first), "Uber again").changes[0].after
    assert isinstance(second, Stream)
    assert second.id == "uber2"
    with pytest.raises(EditRefused, match="taken by Sold"):
        add_stream(book, "X", id="sold")
    with pytest.raises(EditRefused, match="no short word"):
        add_stream(book, "X", id="../../etc")
    nameless = add_stream(book, "日本語").changes[0].after
    assert isinstance(nameless, Stream)
    assert nameless.id == "stream"


def test_pausing_ending_and_deleting() -> None:
    book = two_streams()
    paused = done(book, pause_stream(book, "plan"))
    assert paused.streams["plan"].status is Status.PAUSED
    assert done(paused, pause_stream(paused, "plan")).streams["plan"].status is Status.LIVE
    ended = done(book, end_stream(book, "plan", MONDAY))
    assert ended.streams["plan"].ended == MONDAY
    with pytest.raises(EditRefused, match="has ended"):
        pause_stream(ended, "plan")
    full = done(book, log_hours(book, ANA, MONDAY, 60), add_money(book, "plan", Period(MONDAY, MONDAY), Amounts(5)))
    full = done(full, close_weeks(full, [("plan", MONDAY)]))
    gone = delete_stream(full, "plan")
    assert gone.sentence == "Plan and 3 entries deleted"
    assert "plan" not in done(full, gone).ledgers
    assert done(full, gone, gone.inverse()).ledgers == full.ledgers
    with pytest.raises(EditRefused, match="no stream"):
        change_stream(book, "nothing", name="x")


def test_money_goes_on_in_the_rhythm_of_the_stream() -> None:
    book = two_streams()
    today = date(2026, 6, 26)
    assert usual_period(book, "plan", today) == Period(date(2026, 5, 1), date(2026, 5, 31))
    march = Period(date(2026, 3, 1), date(2026, 3, 31))
    book = done(book, add_money(book, "plan", march, Amounts(gross=1000)))
    assert usual_period(book, "plan", today) == Period(date(2026, 4, 1), date(2026, 4, 30))
    week = Period(date(2026, 6, 8), date(2026, 6, 14))
    weekly = done(book, add_money(book, "sold", week, Amounts(gross=1000)))
    assert usual_period(weekly, "sold", today) == Period(date(2026, 6, 15), date(2026, 6, 21))
    assert usual_period(weekly, "sold", date(2026, 6, 16)) == Period(date(2026, 6, 15), date(2026, 6, 21))
    assert usual_period(weekly, "sold", date(2026, 6, 14)) == week
    assert len(overlapping(book, "plan", Period(date(2026, 3, 31), date(2026, 4, 30)))) == 1
    assert not overlapping(book, "plan", Period(date(2026, 4, 1), date(2026, 4, 30)))
    with pytest.raises(EditRefused, match="no amount"):
        add_money(book, "plan", march, Amounts())
    with pytest.raises(EditRefused, match="negative"):
        checked(book, add_money(book, "plan", march, Amounts(gross=-1)))


def test_closing_and_opening_weeks() -> None:
    book = two_streams()
    book = done(book, log_hours(book, DELIVER, MONDAY, 60))
    assert unclosed(book, MONDAY) == ("sold",)
    closed = done(book, close_weeks(book, [("sold", date(2026, 6, 24))]))
    assert unclosed(closed, MONDAY) == ()
    assert close_weeks(closed, [("sold", MONDAY)]).is_nothing
    assert unclosed(done(closed, reopen_week(closed, ["sold"], MONDAY)), MONDAY) == ("sold",)


def test_a_week_closed_twice_is_closed_until_both_are_gone() -> None:
    book = two_streams()
    one, other = (Closed(doc_id=number, stream="sold", week=MONDAY) for number in (1, 2))
    both = book.with_documents([(None, one), (None, other)])
    left = both.with_documents([(one, None)])
    assert left.ledger("sold").closed == {MONDAY}
    assert not left.with_documents([(other, None)]).ledger("sold").closed


def test_settings_name_the_nearest_key_and_a_new_rate_is_recorded() -> None:
    book = two_streams()
    with pytest.raises(EditRefused, match="nearest is gauge_goal"):
        set_setting(book, "gauge_gaol", 5)
    with pytest.raises(EditRefused, match="0 to 99"):
        set_setting(book, "gauge_goal", 100)
    from datetime import UTC, datetime

    edit = restate_baseline(book, 6000, datetime(2026, 6, 26, 12, tzinfo=UTC), None, 8.9)
    after = done(book, edit)
    assert after.settings.baseline_rate == 6000
    assert len(after.tables["changes"]) == 1
    assert restate_baseline(after, 6000, datetime(2026, 6, 26, tzinfo=UTC), 8.9, 8.9).is_nothing


def test_hours_of_no_stream_are_refused() -> None:
    book = two_streams()
    orphan = Hours(doc_id=1, stream="nobody", date=MONDAY, work=Work.SELL, minutes=5)
    from leverage_tui.domain.edits.core import edit

    with pytest.raises(EditRefused, match="no stream nobody"):
        checked(book, edit("x", [(None, orphan)]))
