"""The check-in by keys: what a minute a day costs, what it writes, and what it says at its end."""

from __future__ import annotations

from datetime import date

import pytest
from textual import events

from leverage_tui.domain.edits.core import edit
from leverage_tui.domain.edits.hours import log_hours
from leverage_tui.domain.edits.streams import delete_stream
from leverage_tui.domain.model import OWN_WORK, Hours, Status, Stream, Work
from leverage_tui.domain.timesheet import Row, minutes_in
from leverage_tui.tui.check_in.screen import CheckIn
from leverage_tui.tui.flows.check_in import check_in
from leverage_tui.tui.since import last_check_in
from tests.tui.conftest import TODAY, Running, Start

MONDAY = date(2025, 6, 30)
TUESDAY = date(2025, 7, 1)
DELIVER = Row("consulting", Work.DELIVER)
MANAGE = Row("care", Work.MANAGE)
SUPPORT = Row("course", Work.SUPPORT)


async def begin(running: Running) -> None:
    """What `c` does."""
    check_in(running.main)
    await running.settle()
    assert isinstance(running.app.screen, CheckIn)


def hours(running: Running, row: Row, day: date) -> int:
    return minutes_in(running.funnel.book, row, day)


def own_entries(running: Running) -> int:
    return sum(entry.work in OWN_WORK for entry in running.funnel.book.all(Hours))


def asked(running: Running) -> str:
    """The line being asked, and the words below it."""
    lines = running.text().splitlines()
    place = next(place for place, line in enumerate(lines) if line.lstrip().startswith("›"))
    return "\n".join(line.partition("│")[0].rstrip() for line in lines[place : place + 2])


# Keys


async def test_three_streams_cost_what_is_typed_one_for_each_and_one_more(start: Start) -> None:
    """Sunday, on which nothing is usual: 2 Enter, Enter, .5 Enter, and Enter at the end."""
    keys = ["2", "enter", "enter", "full_stop", "5", "enter", "enter"]
    async with start() as running:
        await begin(running)
        await running.press(*keys)
        assert running.app.screen is running.main
        assert len(keys) == len("2" + ".5") + 3 + 1
        assert [hours(running, row, TODAY) for row in (DELIVER, MANAGE, SUPPORT)] == [120, 0, 30]


async def test_proposals_alone_cost_one_key_a_stream_and_one_more(start: Start) -> None:
    async with start(today=MONDAY) as running:
        await begin(running)
        await running.press(*["enter"] * 4)
        assert running.app.screen is running.main
        assert [hours(running, row, MONDAY) for row in (DELIVER, MANAGE, SUPPORT)] == [264, 17, 2]


async def test_the_proposal_is_dimmed_and_marked_and_nothing_is_written_before_enter(start: Start) -> None:
    async with start(today=MONDAY) as running:
        before = own_entries(running)
        await begin(running)
        assert "4:24?" in asked(running)
        assert "Enter takes 4:24, the median of the last four Mondays" in asked(running)
        assert "0:17?" in running.line("manage")
        assert own_entries(running) == before
        segments = [part for strip in running.app.screen._compositor.render_strips() for part in strip]
        offered = next(part.style for part in segments if part.text.strip() == "4:24")
        name = next(part.style for part in segments if part.text.startswith("WordPress consulting"))
        assert offered is not None
        assert name is not None
        assert offered.dim or offered.color != name.color


async def test_without_a_proposal_enter_writes_nothing(start: Start) -> None:
    async with start() as running:
        before = own_entries(running)
        await begin(running)
        assert "Enter goes on · empty is unknown, not zero" in asked(running)
        await running.press("enter", "enter", "enter")
        assert "done" in running.line("Check-in")
        assert own_entries(running) == before


async def test_zero_declines_the_proposal_and_writes_nothing(start: Start) -> None:
    async with start(today=MONDAY) as running:
        before = own_entries(running)
        await begin(running)
        await running.press("0", "enter")
        assert own_entries(running) == before
        await running.press("up")
        assert "0:00, nothing to write" in asked(running)
        await running.press("enter")
        assert hours(running, DELIVER, MONDAY) == 0


async def test_zero_clears_what_is_logged(start: Start) -> None:
    async with start(today=date(2025, 6, 27)) as running:
        await begin(running)
        assert "4:24 is logged · Enter goes on" in asked(running)
        await running.press("0", "enter")
        assert hours(running, DELIVER, date(2025, 6, 27)) == 0


@pytest.mark.parametrize("key", ["down", "tab"])
async def test_a_row_is_skipped_without_taking_its_proposal(start: Start, key: str) -> None:
    async with start(today=MONDAY) as running:
        await begin(running)
        await running.press(key, "enter")
        assert [hours(running, row, MONDAY) for row in (DELIVER, MANAGE)] == [0, 17]


@pytest.mark.parametrize("key", ["down", "tab", "up", "shift+tab"])
async def test_leaving_a_row_in_any_way_enters_what_is_typed(start: Start, key: str) -> None:
    async with start(today=MONDAY) as running:
        await begin(running)
        await running.press("enter", "1", key)
        assert hours(running, MANAGE, MONDAY) == 60
        assert ("consulting" if key in ("up", "shift+tab") else "course") in asked(running)


async def test_going_back_to_the_first_and_from_the_end(start: Start) -> None:
    async with start() as running:
        await begin(running)
        await running.press("up", "up")
        assert "consulting" in asked(running)
        await running.press("enter", "enter", "enter", "up")
        assert "course" in asked(running)


async def test_what_cannot_be_read_keeps_the_row_open_and_says_why(start: Start) -> None:
    async with start() as running:
        before = own_entries(running)
        await begin(running)
        await running.write("90")
        await running.press("enter")
        assert "90 hours? write 90m for minutes" in asked(running)
        await running.press("down")
        assert "consulting" in asked(running)
        assert " 90" in asked(running)
        await running.press("m", "enter")
        assert hours(running, DELIVER, TODAY) == 90
        assert own_entries(running) == before + 1


async def test_a_change_is_relative_to_what_is_logged(start: Start) -> None:
    async with start(today=date(2025, 6, 27)) as running:
        await begin(running)
        await running.write("+15m")
        assert "→ 4:24 + 0:15 = 4:39 · was 4:24" in asked(running)
        await running.press("enter")
        assert hours(running, DELIVER, date(2025, 6, 27)) == 279


# Kinds of work


@pytest.mark.parametrize(("keys", "work"), [("w", "sell"), ("right", "sell"), ("left", "manage")])
async def test_the_kind_of_work_is_changed_by_a_key(start: Start, keys: str, work: str) -> None:
    async with start() as running:
        await begin(running)
        await running.press(keys)
        assert f"{work} ‹›" in asked(running)
        await running.press("1", "enter")
        assert hours(running, Row("consulting", Work(work)), TODAY) == 60
        assert sum(entry.minutes for entry in running.funnel.book.all(Hours) if entry.date == TODAY) == 60


async def test_a_word_after_the_hours_is_the_kind_of_work(start: Start) -> None:
    async with start() as running:
        await begin(running)
        await running.write("0:20 s")
        assert "s may be sell or support" in asked(running)
        await running.press("enter")
        assert "s may be sell or support" in asked(running)
        await running.write("up")
        assert "→ 0:20 support · was empty" in asked(running)
        await running.press("enter")
        assert hours(running, Row("consulting", Work.SUPPORT), TODAY) == 20
        assert "support       0:20" in running.line("✓ WordPress consulting")


async def test_another_kind_of_work_has_its_own_proposal(start: Start) -> None:
    async with start(today=MONDAY) as running:
        await begin(running)
        await running.press("w")
        assert "sell ‹›" in asked(running)
        assert "0:24?" in asked(running)
        await running.press("enter", "up")
        assert "0:24 is logged" in asked(running)
        await running.press("left")
        assert "deliver ‹›" in asked(running)
        assert "also sell 0:24" in running.text()
        await running.press("down")
        assert "4:24?  + 0:24" in running.line("deliver")


# The gap of the day before


async def test_yesterdays_gap_is_asked_first_with_the_same_keys(start: Start) -> None:
    async with start(today=TUESDAY) as running:
        await begin(running)
        assert "Yesterday, Mon 30 Jun: nothing logged" in running.text()
        assert "1 of 6" in running.line("Check-in")
        await running.press("enter", "1", "enter", "down")
        assert "Yesterday, Mon 30 Jun: nothing" not in running.text()
        assert "Today, Tue 1 Jul" in running.text()
        await running.press("2", "enter")
        assert [hours(running, row, MONDAY) for row in (DELIVER, MANAGE, SUPPORT)] == [264, 60, 0]
        assert hours(running, DELIVER, TUESDAY) == 120


# The gauge, undo, Esc


async def test_the_gauge_previews_and_moves_with_each_enter(start: Start) -> None:
    async with start() as running:
        await begin(running)
        await running.press("8")
        assert "→ -1.9 if you enter this" in running.text()
        await running.press("enter")
        await running.settle()
        assert "+8 h WordPress consulting: -1.9" in running.text()


async def test_each_enter_is_one_edit_and_undo_asks_again(start: Start) -> None:
    async with start(today=MONDAY) as running:
        before = own_entries(running)
        await begin(running)
        await running.press("enter", "enter")
        assert own_entries(running) == before + 2
        await running.press("u")
        assert "care plan" in asked(running)
        assert "0:17?" in asked(running)
        await running.press("ctrl+z")
        assert "consulting" in asked(running)
        assert own_entries(running) == before
        await running.press("u")
        assert "nothing of this check-in to undo" in asked(running)


async def test_undo_takes_nothing_back_that_was_there_before(start: Start) -> None:
    async with start() as running:
        await running.press("3", "enter")
        await begin(running)
        await running.press("u")
        assert hours(running, DELIVER, TODAY) == 180


async def test_undo_on_another_kind_of_work_stands_there_again(start: Start) -> None:
    async with start(today=MONDAY) as running:
        await begin(running)
        await running.write("1 support")
        await running.press("enter", "u")
        assert "support ‹›" in asked(running)
        assert hours(running, Row("consulting", Work.SUPPORT), MONDAY) == 0


async def test_esc_keeps_what_was_entered_and_offers_half_typed_text_again(start: Start) -> None:
    async with start(today=MONDAY) as running:
        await begin(running)
        await running.press("2", "enter", "w", "1", "colon", "escape")
        assert running.app.screen is running.main
        assert [hours(running, row, MONDAY) for row in (DELIVER, MANAGE)] == [120, 0]
        assert last_check_in(running.app.session) is None
        await begin(running)
        assert "care plan" in asked(running)
        assert " 1:" in asked(running)
        await running.press("3", "0", "enter", "escape")
        await begin(running)
        assert "consulting" in asked(running)


async def test_letters_that_mean_nothing_do_nothing_and_q_leaves(start: Start) -> None:
    async with start() as running:
        await begin(running)
        before = running.text()
        await running.press("z", "space", "question_mark", "C")
        assert running.text() == before
        await running.press("q")
        assert running.app.screen is running.main


async def test_backspace_and_paste(start: Start) -> None:
    async with start() as running:
        await begin(running)
        await running.press("1", "2", "backspace", "enter", "5", "ctrl+u", "enter")
        assert [hours(running, row, TODAY) for row in (DELIVER, MANAGE)] == [60, 0]
        running.app.post_message(events.Paste("0:45\x1b[2J\nsupport"))
        await running.settle()
        await running.press("ctrl+u")
        running.app.post_message(events.Paste("0:45\nsupport"))
        await running.settle()
        await running.press("enter")
        assert hours(running, SUPPORT, TODAY) == 45


async def test_what_another_program_logs_is_shown_and_kept(start: Start) -> None:
    async with start(today=MONDAY) as running:
        await begin(running)
        await running.press("2")
        running.funnel.do(log_hours(running.funnel.book, DELIVER, MONDAY, 30))
        screen = running.app.screen
        assert isinstance(screen, CheckIn)
        screen._look_around()
        await running.settle()
        assert "→ 2:00 · was 0:30" in asked(running)


async def test_a_stream_that_is_gone_is_asked_about_no_more(start: Start) -> None:
    async with start(today=MONDAY) as running:
        await begin(running)
        running.funnel.do(delete_stream(running.funnel.book, "consulting"))
        screen = running.app.screen
        assert isinstance(screen, CheckIn)
        screen._look_around()
        await running.settle()
        assert "1 of 2" in running.line("Check-in")
        assert "consulting" not in running.text()


async def test_names_are_shown_as_they_are(start: Start) -> None:
    async with start(None) as running:
        name = "[/] [bold] 資料 " + "x" * 60
        running.funnel.do(edit("it", [(None, Stream(doc_id=1, id="it", name=name, status=Status.LIVE))]))
        running.app.session.refreshed()
        await running.press("escape")
        while running.app.screen is not running.main:
            await running.app.pop_screen()
        await begin(running)
        assert "[/] [bold]" in running.text()
        assert "x…" in asked(running)


@pytest.mark.parametrize("size", [(120, 36), (100, 30), (80, 24), (60, 15), (40, 12), (40, 10)], ids=str)
async def test_at_every_size_the_row_being_asked_and_its_gauge_are_seen(
    start: Start, size: tuple[int, int]
) -> None:
    async with start(size=size, today=TUESDAY) as running:
        await begin(running)
        for place in range(6):
            assert ("WordPress co", "WordPress ca", "Diary")[place % 3] in asked(running)
            assert "Enter takes" in asked(running)
            assert "%" in running.text() or size[0] >= 100
            await running.press("2")
            assert "→ 2:00" in asked(running)
            await running.press("enter")
        assert "own hours today" in running.text()
        assert "of the last 7 days" in running.text()


@pytest.mark.parametrize("size", [(39, 12), (60, 9)], ids=str)
async def test_too_small_says_so_and_esc_leaves(start: Start, size: tuple[int, int]) -> None:
    async with start(size=size) as running:
        await begin(running)
        assert f"{size[0]} x {size[1]} is too small" in running.text()
        assert "sold time" not in running.text()
        await running.press("escape")
        assert running.app.screen is running.main
