"""The check-in's questions, proposals and answers, and why the gauge moved since the last one."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from functools import reduce
from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leverage_tui.domain.book import Book, book_of
from leverage_tui.domain.calendar import DAY, WEEK
from leverage_tui.domain.check_in import (
    Question,
    also_logged,
    day_words,
    days_with_hours,
    proposal,
    questions,
    read_answer,
    row_for,
    usual_day_before,
    works_of,
)
from leverage_tui.domain.edits.core import Edit, apply
from leverage_tui.domain.edits.hours import set_cell
from leverage_tui.domain.edits.money import add_money
from leverage_tui.domain.edits.settings import set_setting
from leverage_tui.domain.edits.streams import change_stream
from leverage_tui.domain.edits.weeks import close_weeks
from leverage_tui.domain.metrics import figures
from leverage_tui.domain.model import OWN_WORK, Amounts, Asset, Status, Stream, Work
from leverage_tui.domain.quantities.dates import Period
from leverage_tui.domain.quantities.errors import Unreadable
from leverage_tui.domain.review.causes import shown_tenths
from leverage_tui.domain.review.checked_in import ending, gauge_fact
from leverage_tui.domain.review.since import EARLIER_TOO, CheckedIn, book_before, moved_since, since_words
from leverage_tui.domain.timesheet import Row
from leverage_tui.domain.usual import own_minutes, usual_in_row, usual_own
from tests.domain.books import done, hours_edits, two_streams

FRIDAY = date(2026, 6, 26)
SATURDAY = FRIDAY + DAY
SOLD = Row("sold", Work.DELIVER)
PLAN = Row("plan", Work.MANAGE)
ASKED = Question("sold", FRIDAY, Work.DELIVER)


def logged(book: Book, *cells: tuple[Row, date, int]) -> Book:
    return reduce(lambda found, cell: apply(found, set_cell(found, *cell)), cells, book)


def fridays(*minutes: int, row: Row = SOLD) -> list[tuple[Row, date, int]]:
    """The Fridays before, the nearest first."""
    return [(row, FRIDAY - back * WEEK, found) for back, found in enumerate(minutes, start=1)]


# What is asked


@pytest.mark.parametrize(
    ("status", "is_asked"),
    [
        (Status.LIVE, True),
        (Status.BUILDING, True),
        (Status.PAUSED, False),
        (Status.IDEA, False),
        (Status.ENDED, False),
    ],
)
def test_only_live_and_building_streams_are_asked_about(status: Status, is_asked: bool) -> None:
    book = two_streams()
    book = apply(book, change_stream(book, "plan", status=status))
    assert [question.stream for question in questions(book, FRIDAY)] == ["sold", *["plan"] * is_asked]


def test_a_stream_that_has_not_begun_or_has_ended_is_not_asked_about() -> None:
    streams = [
        Stream(doc_id=1, id="later", name="Later", started=FRIDAY + DAY),
        Stream(doc_id=2, id="over", name="Over", ended=FRIDAY - DAY),
        Stream(doc_id=3, id="now", name="Now", started=FRIDAY, ended=FRIDAY),
    ]
    assert [question.stream for question in questions(book_of(streams), FRIDAY)] == ["now"]


def test_streams_come_in_their_order_with_their_usual_work() -> None:
    book = logged(two_streams(), (PLAN, FRIDAY - DAY, 30), (Row("plan", Work.ADMIN), FRIDAY - DAY, 15))
    asked = [question for question in questions(book, FRIDAY) if question.day == FRIDAY]
    assert {question.stream: question.work for question in asked} == {"sold": Work.DELIVER, "plan": Work.MANAGE}
    assert [question.stream for question in asked] == list(book.streams)


def test_of_works_used_equally_often_the_one_that_took_most_time_is_usual() -> None:
    book = logged(two_streams(), (Row("plan", Work.SELL), FRIDAY - DAY, 3), (PLAN, FRIDAY - DAY, 15))
    assert {question.work for question in questions(book, FRIDAY) if question.stream == "plan"} == {Work.MANAGE}


def test_yesterdays_gap_comes_first() -> None:
    book = logged(two_streams(), *fridays(240, 240, 240, 240), (PLAN, FRIDAY, 10))
    asked = questions(book, SATURDAY)
    assert asked[0] == Question("sold", FRIDAY, Work.DELIVER)
    assert {question.day for question in asked[1:]} == {SATURDAY}
    assert {question.stream for question in asked[1:]} == set(book.streams)


def test_over_a_weekend_without_work_the_gap_is_fridays() -> None:
    book = logged(two_streams(), *fridays(240, 240, 240, 240))
    today = FRIDAY + 3 * DAY
    assert usual_day_before(book, today) == FRIDAY
    assert questions(book, today)[0] == Question("sold", FRIDAY, Work.DELIVER)


def test_no_gap_where_something_is_logged_where_nothing_is_usual_or_where_the_week_is_closed() -> None:
    usual = logged(two_streams(), *fridays(240, 240, 240, 240))
    there = logged(usual, (Row("sold", Work.SUPPORT), FRIDAY, 5))
    closed = apply(usual, close_weeks(usual, [("sold", FRIDAY - 4 * DAY)]))
    for book in (there, closed, two_streams()):
        assert {question.day for question in questions(book, SATURDAY)} == {SATURDAY}


def test_days_have_names() -> None:
    assert day_words(SATURDAY, SATURDAY) == "Today, Sat 27 Jun"
    assert day_words(FRIDAY, SATURDAY) == "Yesterday, Fri 26 Jun"
    assert day_words(FRIDAY - DAY, SATURDAY) == "Thu 25 Jun"


# What is proposed


@given(st.lists(st.integers(0, 600), min_size=4, max_size=4))
def test_the_proposal_is_the_median_of_the_last_four_same_weekdays(minutes: list[int]) -> None:
    book = logged(two_streams(), *fridays(*minutes, 999), (SOLD, FRIDAY - DAY, 55), (PLAN, FRIDAY - WEEK, 77))
    wanted = median(minutes)
    assert 0 <= usual_in_row(book, SOLD, FRIDAY) - wanted < 1
    assert proposal(book, ASKED, Work.DELIVER) == usual_in_row(book, SOLD, FRIDAY)


def test_the_usual_of_a_stream_counts_all_its_own_work_and_that_of_a_row_only_its_own() -> None:
    people = Row("sold", Work.PEOPLE, who="Ana")
    book = logged(two_streams(), *fridays(60, 60, 60, 60), *fridays(30, 30, 30, 30, row=Row("sold", Work.SELL)))
    book = logged(book, *fridays(500, 500, 500, 500, row=people))
    assert usual_own(book, "sold", FRIDAY) == 90
    assert own_minutes(book, "sold", FRIDAY - WEEK) == 90
    assert usual_in_row(book, SOLD, FRIDAY) == 60


def test_there_is_no_proposal_where_something_is_logged_or_nothing_is_usual() -> None:
    usual = logged(two_streams(), *fridays(240, 240, 240, 240))
    assert proposal(usual, ASKED, Work.DELIVER) == 240
    assert proposal(usual, ASKED, Work.SUPPORT) == 0
    assert proposal(logged(usual, (SOLD, FRIDAY, 10)), ASKED, Work.DELIVER) == 0
    assert proposal(logged(usual, (Row("sold", Work.SELL), FRIDAY, 10)), ASKED, Work.DELIVER) == 240


def test_all_own_work_can_be_chosen_the_usual_first_then_what_was_used() -> None:
    book = logged(two_streams(), (Row("sold", Work.MANAGE), FRIDAY - WEEK, 10))
    works = works_of(book, ASKED)
    assert works[:2] == (Work.DELIVER, Work.MANAGE)
    assert set(works) == set(OWN_WORK)


def test_what_else_is_logged_that_day_is_told() -> None:
    book = logged(two_streams(), (SOLD, FRIDAY, 60), (Row("sold", Work.SELL), FRIDAY, 20), (SOLD, SATURDAY, 5))
    assert also_logged(book, ASKED, Work.DELIVER) == ((Work.SELL, 20),)
    assert also_logged(book, ASKED, Work.SELL) == ((Work.DELIVER, 60),)


def test_build_hours_make_what_the_stream_builds() -> None:
    book = two_streams()
    book = apply(book, change_stream(book, "plan", build_asset=Asset.PROCESS))
    assert row_for(book, Question("plan", FRIDAY, Work.BUILD), Work.BUILD).asset is Asset.PROCESS


# How an answer is read


@pytest.mark.parametrize(
    ("typed", "work", "minutes"),
    [
        ("2", Work.DELIVER, 120),
        ("1h30", Work.DELIVER, 90),
        ("9:00-12, 13-15:30", Work.DELIVER, 330),
        ("+15m", Work.DELIVER, 75),
        ("0", Work.DELIVER, 0),
        ("90 m", Work.DELIVER, 90),
        ("9 am - 11 am", Work.DELIVER, 120),
        ("0:20 support", Work.SUPPORT, 20),
        ("1.5 SUP", Work.SUPPORT, 90),
        ("90 min sel", Work.SELL, 90),
        ("9-10:30 b", Work.BUILD, 90),
        ("+15m ma", Work.MANAGE, 15),
    ],
)
def test_an_answer_is_hours_and_perhaps_a_work(typed: str, work: Work, minutes: int) -> None:
    book = logged(two_streams(), (SOLD, FRIDAY, 60))
    answer = read_answer(book, ASKED, Work.DELIVER, typed)
    assert (answer.row.stream, answer.row.work, answer.minutes) == ("sold", work, minutes)
    assert answer.seen == (60 if work is Work.DELIVER else 0)
    assert answer.how.endswith(work) == (work is not Work.DELIVER)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("1 s", "s may be sell or support: one letter more"),
        ("1 people", "people is not your own work: the timesheet takes it"),
        ("1 walking", "walking is no kind of work: deliver, build, sell, support, manage, admin"),
        ("support", "how many hours of support? write them first, such as 0:20 support"),
        ("90 support", "90 hours? write 90m for minutes"),
        ("9-5", "9-5"),
        ("", "how many hours of deliver?"),
    ],
)
def test_what_cannot_be_read_says_why(typed: str, why: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_answer(two_streams(), ASKED, Work.DELIVER, typed)
    assert why in str(refused.value)


@given(st.text(max_size=70))
def test_any_text_is_read_or_refused(typed: str) -> None:
    with suppress(Unreadable):
        answer = read_answer(two_streams(), ASKED, Work.DELIVER, typed)
        assert 0 <= answer.minutes <= 1440
        assert answer.row.work in OWN_WORK


def test_days_with_hours_count_own_work_of_the_last_seven_days_without_a_streak() -> None:
    book = logged(two_streams(), (SOLD, FRIDAY, 1), (PLAN, FRIDAY, 1), (SOLD, FRIDAY - 2 * DAY, 30))
    book = logged(book, (Row("plan", Work.PEOPLE, who="Ana"), FRIDAY - DAY, 60), (SOLD, FRIDAY - 7 * DAY, 60))
    assert days_with_hours(book, FRIDAY) == 2


# Since the last check-in


@st.composite
def _histories(draw: st.DrawFn) -> tuple[Book, list[Edit]]:
    book = two_streams()
    edits: list[Edit] = []
    for _ in range(draw(st.integers(0, 12))):
        edits.append(draw(hours_edits(reduce(apply, edits, book))))
    return book, edits


@settings(max_examples=100)
@given(_histories(), st.integers(0, 12))
def test_the_book_before_some_edits_is_the_book_before_them(history: tuple[Book, list[Edit]], place: int) -> None:
    book, edits = history
    there = min(place, len(edits))
    then, now = done(book, *edits[:there]), done(book, *edits)
    rebuilt = book_before(now, edits[there:])
    assert rebuilt.tables == then.tables
    assert rebuilt.streams == then.streams
    one_by_one = reduce(apply, [edit.inverse() for edit in reversed(edits[there:])], now)
    assert rebuilt.tables == one_by_one.tables


def test_what_somebody_else_changed_since_does_not_stop_it() -> None:
    book = two_streams()
    edit = set_cell(book, SOLD, FRIDAY, 60)
    after = logged(apply(book, edit), (SOLD, FRIDAY, 90), (PLAN, FRIDAY, 10))
    before = book_before(after, [edit])
    assert own_minutes(before, "sold", FRIDAY) == 0
    assert own_minutes(before, "plan", FRIDAY) == 10


def earning() -> Book:
    """Four weeks of a plan's hours, and money for them."""
    book = two_streams()
    book = apply(book, set_setting(book, "baseline_rate", 6000))
    for back in range(1, 29):
        book = logged(book, (PLAN, FRIDAY - back * DAY, 120))
    period = Period(FRIDAY - 28 * DAY, FRIDAY)
    return apply(book, add_money(book, "plan", period, Amounts(gross=600000)))


def raw(book: Book, day: date) -> float | None:
    return figures(book, day).book.gauge.raw


def test_why_it_moved_since_leaves_out_nothing_and_adds_up_in_shown_tenths() -> None:
    then = earning()
    late = set_cell(then, PLAN, FRIDAY - 3 * DAY, 480)
    today = set_cell(apply(then, late), PLAN, SATURDAY, 240)
    now = done(then, late, today)
    last = CheckedIn(FRIDAY, raw(then, FRIDAY))
    moved = moved_since(now, last, [late, today], SATURDAY)
    assert moved.before == pytest.approx(last.raw)
    assert moved.after == pytest.approx(raw(now, SATURDAY))
    assert EARLIER_TOO not in moved.state
    hours = next(cause for cause in moved.causes if cause.name == "hours")
    assert "+10:00" in hours.detail
    said = since_words(last, moved, SATURDAY)
    assert said.startswith("since Fri: -")
    assert moved.before is not None
    assert moved.after is not None
    assert sum(shown_tenths(moved).values()) == int(moved.after * 10 // 1) - int(moved.before * 10 // 1)


def test_without_the_steps_it_says_that_entries_for_earlier_days_are_included() -> None:
    then = earning()
    late = set_cell(then, PLAN, FRIDAY - 3 * DAY, 480)
    now = logged(apply(then, late), (PLAN, SATURDAY, 240))
    last = CheckedIn(FRIDAY, raw(then, FRIDAY))
    moved = moved_since(now, last, None, SATURDAY)
    assert moved.state.endswith(EARLIER_TOO)
    hours = next(cause for cause in moved.causes if cause.name == "hours")
    assert "+4:00" in hours.detail
    assert EARLIER_TOO in since_words(last, moved, SATURDAY)


def test_steps_that_do_not_lead_back_to_the_remembered_gauge_are_not_believed() -> None:
    then = earning()
    now = logged(then, (PLAN, FRIDAY - 3 * DAY, 480))
    moved = moved_since(now, CheckedIn(FRIDAY, raw(then, FRIDAY)), [], SATURDAY)
    assert moved.state.endswith(EARLIER_TOO)


def test_nothing_moved_has_no_words() -> None:
    book = earning()
    last = CheckedIn(FRIDAY, raw(book, FRIDAY))
    assert since_words(last, moved_since(book, last, [], FRIDAY), FRIDAY) == ""


@pytest.mark.parametrize(
    ("ago", "said"), [(0, "since earlier today:"), (1, "since Fri:"), (6, "since Sun:"), (7, "since 20 Jun:")]
)
def test_the_last_check_in_is_named_by_its_day(ago: int, said: str) -> None:
    then = earning()
    day = SATURDAY - ago * DAY
    edit = set_cell(then, PLAN, SATURDAY, 600)
    now = apply(then, edit)
    last = CheckedIn(day, raw(then, day))
    assert since_words(last, moved_since(now, last, [edit], SATURDAY), SATURDAY).startswith(said)


# The end


def test_the_end_says_the_hours_the_gauge_and_the_days() -> None:
    book = logged(earning(), (SOLD, FRIDAY, 90), (Row("sold", Work.SELL), FRIDAY, 15))
    day, since = ending(book, figures(book, FRIDAY), None, None)
    assert day.facts[0].shown == "1:45"
    assert set(day.facts[0].how) == {"Sold 1:45"}
    assert day.sentence == "7 of the last 7 days have hours."
    assert "first check-in" in since.title


def test_an_early_gauge_or_a_state_is_never_an_ordinary_number() -> None:
    book = two_streams()
    assert gauge_fact(figures(book, FRIDAY)).tone == "unsure"
    assert "–" in gauge_fact(figures(book, FRIDAY)).shown
    early = logged(apply(book, set_setting(book, "baseline_rate", 6000)), (SOLD, FRIDAY, 60))
    early = apply(early, add_money(early, "sold", Period(FRIDAY, FRIDAY), Amounts(gross=20000)))
    fact = gauge_fact(figures(early, FRIDAY + timedelta(days=3)))
    assert fact.tone == "unsure"
    assert fact.shown.endswith("early")
