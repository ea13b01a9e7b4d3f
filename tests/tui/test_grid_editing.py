"""Typing in a cell: the text cursor, selection, paste, input methods, and what happens around it."""

from __future__ import annotations

from datetime import date

import pytest
from textual.events import Paste

from leverage_tui.domain.model import Work
from leverage_tui.domain.timesheet import Row, minutes_in
from leverage_tui.tui.timesheet.messages import Pasted
from tests.tui.conftest import TODAY, Running, Start

DELIVER = Row("consulting", Work.DELIVER)
FRIDAY = date(2025, 6, 27)


async def paste(running: Running, text: str) -> None:
    running.main.timesheet.post_message(Paste(text))
    await running.settle()


def typed(running: Running) -> str:
    editor = running.main.timesheet._editor
    assert editor is not None
    return editor.text


async def test_after_enter_the_text_has_a_cursor_and_a_selection(start: Start) -> None:
    async with start() as running:
        running.main.timesheet.go_to(FRIDAY, DELIVER)
        await running.press("enter", "home", "shift+right", "3", "enter")
        assert minutes_in(running.funnel.book, DELIVER, FRIDAY) == 3 * 60 + 24
        running.main.timesheet.go_to(FRIDAY, DELIVER)
        await running.press("f2", "ctrl+left", "shift+end", "backspace", "1", "5", "enter")
        assert minutes_in(running.funnel.book, DELIVER, FRIDAY) == 3 * 60 + 15
        running.main.timesheet.go_to(FRIDAY, DELIVER)
        await running.press("f2", "ctrl+a", "2", "enter")
        assert minutes_in(running.funnel.book, DELIVER, FRIDAY) == 120
        running.main.timesheet.go_to(FRIDAY, DELIVER)
        await running.press("f2", "ctrl+u", "4", "5", "m", "enter")
        assert minutes_in(running.funnel.book, DELIVER, FRIDAY) == 45


async def test_f2_in_an_entry_that_was_typed_keeps_the_arrows_in_the_text(start: Start) -> None:
    async with start() as running:
        await running.press("1", "0", "5", "f2", "left", "left", "colon", "enter")
        assert minutes_in(running.funnel.book, DELIVER, TODAY) == 65


async def test_a_selection_is_copied_and_cut(start: Start) -> None:
    async with start() as running:
        await running.write("1:30")
        await running.press("f2", "shift+home", "ctrl+c")
        assert running.app.clipboard == "1:30"
        assert typed(running) == "1:30"
        await running.press("ctrl+x")
        assert typed(running) == ""


async def test_what_is_pasted_into_a_cell_is_one_clean_line_at_the_cursor(start: Start) -> None:
    async with start() as running:
        await running.write("9-")
        await paste(running, " 10:30\x1b[2J\u202e\n")
        assert typed(running) == "9-10:30[2J"
        await running.press("backspace", "backspace", "backspace", "enter")
        assert minutes_in(running.funnel.book, DELIVER, TODAY) == 90


async def test_a_novel_is_refused_with_a_sentence_and_what_was_typed_stays(start: Start) -> None:
    async with start() as running:
        await running.press("2")
        await paste(running, "call me Ishmael. " * 5000)
        assert typed(running) == "2"
        assert "85,000 characters do not fit, nothing was pasted: a cell takes 60" in running.text()
        await running.press("enter")
        assert minutes_in(running.funnel.book, DELIVER, TODAY) == 120


async def test_a_cell_that_is_full_takes_no_more_and_cuts_nothing(start: Start) -> None:
    async with start() as running:
        await running.press("1")
        await paste(running, "1" * 59)
        await running.press("7")
        assert typed(running) == "1" * 60
        assert "no room for 7" in running.text()


async def test_a_paste_at_rest_is_handed_on_as_it_came(start: Start) -> None:
    async with start() as running:
        await paste(running, "1:30\t2\n3")
        assert [message.text for message in running.posted(Pasted)] == ["1:30\t2\n3"]
        assert not running.main.timesheet.editing


async def test_the_terminals_own_cursor_is_where_the_text_cursor_is(start: Start) -> None:
    async with start() as running:
        await running.write("1:30")
        x, y = running.app.cursor_position
        line = running.text().splitlines()[y]
        assert line[x - 4 : x] == "1:30"
        await running.press("f2", "left", "left")
        assert running.app.cursor_position == (x - 2, y)
        assert line[x - 2] == "3"


async def test_wide_characters_move_the_cursor_by_their_cells(start: Start) -> None:
    async with start() as running:
        await running.press("1")
        x, y = running.app.cursor_position
        await paste(running, "日本")
        await running.press("f2", "left")
        assert running.app.cursor_position == (x - 2, y)
        await running.press("backspace")
        assert typed(running) == "1本"
        await running.press("enter")
        assert running.main.timesheet.editing
        assert "1本" in running.text()


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (60, 15)], ids=lambda size: f"{size[0]}")
async def test_the_cursor_of_the_terminal_stands_on_the_cell_at_rest(start: Start, size: tuple[int, int]) -> None:
    async with start(size=size) as running:
        running.main.timesheet.go_to(FRIDAY, DELIVER)
        await running.settle()
        x, y = running.app.cursor_position
        assert running.text().splitlines()[y][x - 3 : x + 1] == "4:24"


async def test_a_resize_in_mid_edit_keeps_the_text_and_the_place(start: Start) -> None:
    async with start() as running:
        running.main.timesheet.go_to(FRIDAY, DELIVER)
        await running.press("f2", "left", "left")
        for size in ((80, 24), (60, 15), (120, 36), (100, 30)):
            await running.pilot.resize_terminal(*size)
            await running.settle()
            assert typed(running) == "4:24"
            assert running.main.timesheet.line is not None
            assert (running.main.timesheet.line.row, running.main.timesheet.day) == (DELIVER, FRIDAY)
        x, y = running.app.cursor_position
        assert running.text().splitlines()[y][x - 2 : x + 2] == "4:24"
        await running.press("delete", "5", "enter")
        assert minutes_in(running.funnel.book, DELIVER, FRIDAY) == 4 * 60 + 54


async def test_a_terminal_that_is_made_too_small_in_mid_edit_loses_nothing(start: Start) -> None:
    async with start() as running:
        await running.write("4q")
        await running.pilot.resize_terminal(59, 14)
        await running.settle()
        await running.pilot.resize_terminal(120, 36)
        await running.settle()
        assert running.main.timesheet.draft() == "4q"


async def test_a_digit_on_a_streams_own_line_says_where_hours_go(start: Start) -> None:
    async with start() as running:
        await running.press("up", "2")
        assert not running.main.timesheet.editing
        assert "WordPress consulting: hours go into one of its rows" in running.text()


async def test_arrows_after_an_entry_go_from_cell_to_cell_past_the_streams_own_lines(start: Start) -> None:
    async with start() as running:
        running.main.timesheet.go_to(TODAY, Row("consulting", Work.PROCESS))
        process = running.main.timesheet.line
        assert process is not None
        await running.press("1", "down")
        below = running.main.timesheet.line
        assert below is not None
        assert below.editable
        assert below.stream.id == "care"
        await running.press("1", "up")
        assert running.main.timesheet.line is not None
        assert running.main.timesheet.line.stream.id == "consulting"


async def test_several_entries_in_one_cell_are_marked_and_counted(start: Start) -> None:
    from leverage_tui.domain.edits.hours import log_hours

    async with start() as running:
        for minutes, note in ((30, ""), (45, "")):
            running.main.do(log_hours(running.funnel.book, DELIVER, TODAY, minutes, note))
        await running.press("left", "right")
        assert "1:15+" in running.text()
        assert "2 entries: 0:" in running.text()
        running.main.do(log_hours(running.funnel.book, DELIVER, TODAY, 15, "the [/] call"))
        await running.press("left", "right")
        assert "1:30*" in running.text()
        assert "3 entries: 0:" in running.text()
        assert "· the [/] call" in running.text()
