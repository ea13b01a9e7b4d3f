"""The weekly close by keys alone."""

from __future__ import annotations

from datetime import date, timedelta

from leverage_tui.domain.edits.core import Edit, apply
from leverage_tui.domain.edits.weeks import unclosed
from leverage_tui.tui.screens.close_week import CloseWeek, streams_in
from tests.tui.screens.helpers import MONDAY, NOT_YET, TODAY, staged, three_streams

BOOK = three_streams()
AFTER = date(2025, 6, 30)
LAST = MONDAY - timedelta(days=7)


async def test_enter_closes_everything_open_in_a_week_that_is_over() -> None:
    async with staged(lambda: CloseWeek(BOOK, MONDAY, AFTER)) as stage:
        assert "2025-W26" in stage.said
        assert "[x] Consulting 9:30 deliver 8:00, sell 1:30" in stage.said
        assert "[x] Care plan 0:15 manage 0:15" in stage.said
        assert "closed Course nothing of yours" in stage.said
        assert "support? refunds? managing? selling?" in stage.said.casefold()
        await stage.press("enter")
        assert isinstance(stage.result, Edit)
        assert unclosed(apply(BOOK, stage.result), MONDAY) == ()
        assert len(stage.result.changes) == 2


async def test_only_what_is_ticked_is_closed() -> None:
    async with staged(lambda: CloseWeek(BOOK, MONDAY, AFTER)) as stage:
        await stage.press("space")
        assert "[ ] Consulting" in stage.said
        await stage.press("enter")
        assert unclosed(apply(BOOK, stage.result), MONDAY) == ("consulting",)


async def test_nothing_ticked_closes_nothing() -> None:
    async with staged(lambda: CloseWeek(BOOK, MONDAY, AFTER)) as stage:
        await stage.press("a", "enter")
        assert "Nothing is ticked" in stage.said
        assert stage.result is NOT_YET
        await stage.press("a", "enter")
        assert len(stage.result.changes) == 2


async def test_a_week_that_is_not_over_needs_a_second_enter() -> None:
    async with staged(lambda: CloseWeek(BOOK, MONDAY, TODAY)) as stage:
        assert "This week is not over: it ends on Sun 29 Jun." in stage.said
        await stage.press("enter")
        assert "Enter again closes it all the same." in stage.said
        await stage.press("down", "enter")
        assert stage.result is NOT_YET
        await stage.press("enter")
        assert isinstance(stage.result, Edit)


async def test_the_last_day_is_still_the_week() -> None:
    async with staged(lambda: CloseWeek(BOOK, MONDAY, date(2025, 6, 29))) as stage:
        assert "This week is not over" in stage.said


async def test_left_and_right_are_the_weeks() -> None:
    async with staged(lambda: CloseWeek(BOOK, MONDAY, TODAY)) as stage:
        await stage.press("right")
        assert "The week after has not begun." in stage.said
        await stage.press("left")
        assert "2025-W25" in stage.said
        assert "not over" not in stage.said
        assert "Nothing is ticked" not in stage.said
        await stage.press("enter")
        assert "Nothing is ticked" in stage.said, "a week of no hours is closed only where the user says so"
        await stage.press("a", "enter")
        closed = apply(BOOK, stage.result)
    assert unclosed(closed, LAST) == ()
    assert unclosed(closed, MONDAY) == ("consulting", "care")


async def test_pages_are_weeks_too_and_before_the_beginning_nobody_is_alive() -> None:
    async with staged(lambda: CloseWeek(BOOK, date(2025, 1, 6), TODAY)) as stage:
        await stage.press("pageup")
        assert "No stream is alive in this week." in stage.said
        await stage.press("space", "a", "o", "enter")
        assert stage.result is NOT_YET
        await stage.press("pagedown")
        assert "[ ] Consulting" in stage.said


async def test_o_opens_a_closed_week_again() -> None:
    async with staged(lambda: CloseWeek(BOOK, MONDAY, TODAY)) as stage:
        await stage.press("end", "space")
        assert "Closed already" in stage.said
        await stage.press("o")
        assert unclosed(apply(BOOK, stage.result), MONDAY) == ("consulting", "care", "course")


async def test_o_without_anything_closed_says_so() -> None:
    async with staged(lambda: CloseWeek(BOOK, LAST, TODAY)) as stage:
        await stage.press("o")
        assert "Nothing is closed in this week." in stage.said


async def test_esc_leaves() -> None:
    async with staged(lambda: CloseWeek(BOOK, MONDAY, TODAY)) as stage:
        await stage.press("escape")
        assert stage.result is None


def test_hours_follow_the_chosen_style() -> None:
    (consulting, *_) = streams_in(BOOK, MONDAY, "decimal")
    assert consulting.words == " 9.50  deliver 8.00, sell 1.50"
