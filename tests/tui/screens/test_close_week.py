"""The weekly close by keys, and by the mouse: one key for a stream with nothing to say, one edit at the end."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from leverage_tui.domain.book import Book
from leverage_tui.domain.calendar import WEEK
from leverage_tui.domain.closing import older_open
from leverage_tui.domain.edits.core import Edit, apply
from leverage_tui.domain.edits.weeks import close_weeks, unclosed
from leverage_tui.domain.model import Amounts, Document, Status, Work
from leverage_tui.domain.timesheet import Row, minutes_in
from leverage_tui.tui.screens.close_week import CloseWeek
from tests.tui.screens.helpers import MONDAY, NOT_YET, TODAY, Staged, drawn, hours, staged, stream, three_streams

BOOK = three_streams()
AFTER = date(2025, 6, 30)
SUNDAY = date(2025, 6, 29)
LAST = MONDAY - WEEK
SIZES = pytest.mark.parametrize("size", [(120, 36), (80, 24), (60, 15)])


def forgetful() -> Book:
    """A book in which Tuesday and Wednesday usually have hours, and have none in this week."""
    usual: list[Document] = []
    for back in range(1, 5):
        usual.append(hours("consulting", MONDAY + timedelta(2) - back * WEEK, Work.DELIVER, 240))
        usual.append(hours("care", MONDAY + timedelta(1) - back * WEEK, Work.MANAGE, 30))
        usual.append(hours("care", MONDAY + timedelta(2) - back * WEEK, Work.MANAGE, 45))
    return three_streams(*usual, stream("book", "Old e-book", status=Status.PAUSED, order=9))


def closer(book: Book = BOOK, week: date = MONDAY, today: date = AFTER) -> Any:
    return lambda: CloseWeek(book, week, today)


def line_of(stage: Staged, part: str) -> str:
    return next(line for line in drawn(stage.app).splitlines() if part in line)


@SIZES
async def test_one_key_a_stream_and_one_to_close(size: tuple[int, int]) -> None:
    async with staged(closer(), size=size) as stage:
        assert "support? refunds? managing? selling? money in?" in stage.said
        assert stage.focused == "consulting.support"
        assert "Consulting, so far: deliver 8:00, sell 1:30" in stage.said
        await stage.press("enter")
        assert "✓ whole" in line_of(stage, "Consulting" if size[0] >= 80 else "✓")
        assert stage.focused == "care.support"
        await stage.press("enter")
        assert "F10 2025-W26 closed: 2 streams · then 3 of" in stage.said
        await stage.press("enter")
        assert isinstance(stage.result, Edit)
        assert stage.result.sentence == "2025-W26 closed: 2 streams"
        assert unclosed(apply(BOOK, stage.result), MONDAY) == ()


@SIZES
async def test_what_is_typed_is_added_and_is_one_edit(size: tuple[int, int]) -> None:
    async with staged(closer(), size=size) as stage:
        await stage.press("'1:30", "tab")
        assert stage.focused == "consulting.refunds"
        await stage.press("'40", "right", "right")
        assert stage.focused == "consulting.sell"
        await stage.press("'+15m")
        assert "Consulting: 0:15 sell on Sun 29 Jun" in stage.said
        await stage.press("enter", "enter", "f10")
        assert stage.result.sentence == "2025-W26 closed: 2 streams, 0:15 sell, 1:30 support, $40 refunds"
        after = apply(BOOK, stage.result)
    assert minutes_in(after, Row("consulting", Work.SUPPORT), SUNDAY) == 90
    assert minutes_in(after, Row("consulting", Work.SELL), SUNDAY) == 15
    (back,) = after.ledger("consulting").money
    assert (back.date, back.until, back.amounts) == (MONDAY, SUNDAY, Amounts(refunds=4000))
    assert apply(after, stage.result.inverse()).tables == BOOK.tables


@SIZES
async def test_gaps_come_first_and_are_answered_in_place(size: tuple[int, int]) -> None:
    book = forgetful()
    async with staged(closer(book), size=size) as stage:
        assert "nothing on Wed 25, usually 4:00" in stage.said
        assert "nothing on Tue 24, usually 0:30" in stage.said
        assert stage.focused == "consulting.2025-06-25"
        assert "Consulting, Wed 25 Jun: how long did you deliver?" in stage.said
        await stage.press("'4", "enter")
        assert stage.focused == "care.2025-06-24"
        await stage.press("tab", "'45m")
        assert "Care plan: 0:45 manage on Wed 25 Jun" in stage.said
        await stage.press("enter", "enter", "enter", "enter")
        assert stage.result.sentence == "2025-W26 closed: 2 streams, 1 at rest, 4:00 deliver, 0:45 manage"
        after = apply(book, stage.result)
    assert minutes_in(after, Row("consulting", Work.DELIVER), MONDAY + timedelta(2)) == 240
    assert minutes_in(after, Row("care", Work.MANAGE), MONDAY + timedelta(2)) == 45
    assert unclosed(after, MONDAY) == (), "who rests is closed with the others, without a key"


async def test_gaps_left_empty_cost_one_key_a_stream() -> None:
    async with staged(closer(forgetful())) as stage:
        await stage.press(*["enter"] * 5)
        assert stage.result.sentence == "2025-W26 closed: 2 streams, 1 at rest"


async def test_what_is_logged_already_stands_dimmed_in_its_place() -> None:
    async with staged(closer()) as stage:
        assert line_of(stage, "Consulting  ").split()[3:5] == ["1:30", "·"]
        assert line_of(stage, "Care plan  ").split()[3:6] == ["0:15", "$210", "·"]


@SIZES
async def test_what_cannot_be_read_stays_and_says_why(size: tuple[int, int]) -> None:
    async with staged(closer(), size=size) as stage:
        await stage.press("'90", "enter")
        assert "! 90 hours? write 90m for minutes" in stage.said
        assert stage.focused == "consulting.support"
        await stage.press("tab", "'20 EUR", "f10")
        assert stage.focused == "consulting.support", "the first that cannot be read"
        assert "20 EUR" in stage.said
        await stage.press("end", "'m", "f10")
        assert stage.focused == "consulting.refunds"
        assert "! that is EUR, this stream is counted in USD" in stage.said
        assert stage.result is NOT_YET
        await stage.press("end", *["backspace"] * 4, "enter", "enter", "f10")
        assert stage.result.sentence == "2025-W26 closed: 2 streams, 1:30 support, $20 refunds"


async def test_too_much_for_a_day_is_refused_with_everything_still_there() -> None:
    async with staged(closer()) as stage:
        await stage.press("'20", "enter", "'10", "enter", "enter")
        assert "! Sun 29 Jun would hold 30:00 of your own hours: a day has 24." in stage.said
        assert stage.result is NOT_YET
        await stage.press("up", "up")
        assert "10" in line_of(stage, "Care plan  ").split()


@SIZES
async def test_money_that_is_there_is_shown_and_never_doubled_silently(size: tuple[int, int]) -> None:
    async with staged(closer(), size=size) as stage:
        await stage.press("enter", "tab", "tab", "tab", "tab", "'400")
        assert "already there: $900 a month (Care subscriptions); this comes on top" in stage.said
        await stage.press("enter", "enter")
        assert "Money covers this week already: Care plan." in stage.said
        assert stage.result is NOT_YET
        await stage.press("enter")
        assert stage.result.sentence == "2025-W26 closed: 2 streams, $400 came in"
        (came,) = apply(BOOK, stage.result).ledger("care").money
        assert came.amounts == Amounts(gross=40000)


@pytest.mark.parametrize("key", ["o", "backspace"])
async def test_a_stream_can_be_left_open(key: str) -> None:
    async with staged(closer()) as stage:
        await stage.press("'1", "tab", key)
        assert "not yet" in line_of(stage, "Consulting  ")
        assert stage.focused == "care.support"
        await stage.press("enter", "enter")
        assert stage.result.sentence == "2025-W26 closed: 1 stream, 1:00 support"
        after = apply(BOOK, stage.result)
    assert unclosed(after, MONDAY) == ("consulting",)
    assert minutes_in(after, Row("consulting", Work.SUPPORT), SUNDAY) == 60, "what was typed is kept"


async def test_enter_turns_not_yet_into_whole() -> None:
    async with staged(closer()) as stage:
        await stage.press("o", "up", "enter")
        assert "✓ whole" in line_of(stage, "Consulting  ")


async def test_a_closed_week_is_opened_again_where_o_says_so() -> None:
    async with staged(closer()) as stage:
        await stage.press("down", "down")
        assert stage.focused == "course.support"
        await stage.press("o")
        assert "reopens" in line_of(stage, "Course  ")
        await stage.press("f10")
        assert stage.result.sentence == "2025-W26: 1 stream open again"
        assert unclosed(apply(BOOK, stage.result), MONDAY) == ("consulting", "care", "course")


async def test_a_week_that_is_closed_for_all_says_so() -> None:
    book = apply(BOOK, close_weeks(BOOK, [("consulting", MONDAY), ("care", MONDAY)]))
    async with staged(closer(book)) as stage:
        assert "this week is closed: o opens a stream again" in stage.said
        await stage.press("o", "f10")
        assert unclosed(apply(book, stage.result), MONDAY) == ("consulting",)


async def test_hours_may_be_added_to_a_closed_week() -> None:
    async with staged(closer()) as stage:
        await stage.press("down", "down", "'30m", "enter", "f10")
        assert stage.result.sentence == "2025-W26: 0:30 support"
        after = apply(BOOK, stage.result)
    assert MONDAY in after.ledger("course").closed


async def test_nothing_answered_closes_nothing() -> None:
    async with staged(closer()) as stage:
        await stage.press("f10")
        assert "Nothing is answered" in stage.said
        assert stage.result is NOT_YET


async def test_a_week_that_is_not_over_is_closed_only_at_the_second_key() -> None:
    async with staged(closer(today=TODAY)) as stage:
        assert "not over: it ends on Sun 29 Jun" in stage.said
        await stage.press("enter", "enter", "enter")
        assert "The same key again does it all the same." in stage.said
        await stage.press("up", "down", "enter")
        assert stage.result is NOT_YET, "any other key takes the question back"
        await stage.press("enter")
        assert len(stage.result.changes) == 2


async def test_the_last_day_is_still_the_week() -> None:
    async with staged(closer(today=SUNDAY)) as stage:
        assert "not over" in stage.said


@SIZES
async def test_older_weeks_are_a_key_away_or_closed_without_looking(size: tuple[int, int]) -> None:
    async with staged(closer(), size=size) as stage:
        assert "24 older weeks are open b look B close without looking" in stage.said
        await stage.press("enter", "B")
        assert "24 older weeks are closed too B take it back" in stage.said
        await stage.press("f10")
        assert stage.result.sentence == "2025-W26 closed: 1 stream; 24 older weeks closed without looking"
        assert older_open(apply(BOOK, stage.result), MONDAY) == ()


async def test_closing_the_older_ones_can_be_taken_back() -> None:
    async with staged(closer()) as stage:
        await stage.press("B", "B", "f10")
        assert "Nothing is answered" in stage.said


async def test_b_looks_at_the_week_before_and_asks_when_something_is_answered() -> None:
    async with staged(closer()) as stage:
        await stage.press("'1", "tab", "b")
        assert "What is answered here is dropped" in stage.said
        assert "2025-W26" in stage.said
        await stage.press("b")
        assert "2025-W25" in stage.said
        assert "Consulting, so far: nothing of yours" in stage.said
        await stage.press("enter", "enter", "enter", "enter")
        closed = apply(BOOK, stage.result)
    assert stage.result.sentence == "2025-W25 closed: 3 streams"
    assert unclosed(closed, LAST) == ()
    assert unclosed(closed, MONDAY) == ("consulting", "care")


async def test_pages_are_weeks_too_and_none_has_not_begun() -> None:
    async with staged(closer(today=TODAY)) as stage:
        await stage.press("pagedown")
        assert "The week after has not begun." in stage.said
        await stage.press("pageup")
        assert "2025-W25" in stage.said
        await stage.press("pagedown")
        assert stage.focused == "consulting.support"
        assert "2025-W26" in stage.said


async def test_before_the_beginning_there_is_nothing_to_answer() -> None:
    async with staged(closer(week=date(2025, 1, 6))) as stage:
        assert "older" not in stage.said
        await stage.press("pageup", "enter")
        assert "Nothing is answered" in stage.said


async def test_esc_asks_once_when_something_was_typed() -> None:
    async with staged(closer()) as stage:
        await stage.press("'1", "escape")
        assert "Esc again leaves" in stage.said
        await stage.press("tab", "escape")
        assert stage.result is NOT_YET
        await stage.press("escape")
        assert stage.result is None


async def test_esc_leaves_when_nothing_was() -> None:
    async with staged(closer()) as stage:
        await stage.press("escape")
        assert stage.result is None


async def test_only_who_rests_is_left_to_close() -> None:
    book = forgetful()
    book = apply(book, close_weeks(book, [("consulting", MONDAY), ("care", MONDAY)]))
    async with staged(closer(book)) as stage:
        assert "At rest, closed with the others: Old e-book" in stage.said
        await stage.press("f10")
        assert "Nothing is answered" in stage.said


async def test_the_mouse_is_enough() -> None:
    async with staged(closer(), size=(120, 36)) as stage:
        lines = list(stage.app.screen.query("AnswerLine"))
        await stage.pilot.click(lines[1].query("Answer").first())
        assert stage.focused == "care.support"
        for line in lines[:2]:
            await stage.pilot.click(line.query_one(".mark"))
        assert drawn(stage.app).count("✓ whole") == 2
        await stage.pilot.click(lines[0].query_one(".mark"))
        assert drawn(stage.app).count("✓ whole") == 1
        await stage.pilot.click("#all")
        assert "24 older weeks are closed too" in stage.said
        await stage.pilot.click("#close")
        assert stage.result.sentence == "2025-W26 closed: 1 stream; 24 older weeks closed without looking"


async def test_hours_follow_the_chosen_style() -> None:
    async with staged(lambda: CloseWeek(BOOK, MONDAY, AFTER, "decimal")) as stage:
        assert "deliver 8.00, sell 1.50" in stage.said
