"""Hours copied from last week, into the next day, and to and from the clipboard, in a running dashboard."""

from __future__ import annotations

import stat
from datetime import date, timedelta
from pathlib import Path

import pytest
from textual.events import Paste

from leverage_tui.domain.calendar import DAY, WEEK, days_of
from leverage_tui.domain.edits.hours import set_cell
from leverage_tui.domain.edits.streams import pause_stream
from leverage_tui.domain.model import Work
from leverage_tui.domain.timesheet import Row, minutes_in
from leverage_tui.tui.clipboard import copied_file
from leverage_tui.tui.flows import Start as Flow
from leverage_tui.tui.flows import copying
from leverage_tui.tui.panes.lines import EditLine
from tests.tui.conftest import TODAY, Running, Start

MONDAY = date(2025, 6, 23)
NEXT = days_of(MONDAY + WEEK)
DELIVER, SELL, MANAGE = Row("consulting", Work.DELIVER), Row("consulting", Work.SELL), Row("care", Work.MANAGE)


async def run(running: Running, flow: Flow) -> None:
    """An action, as its key would begin it."""
    flow(running.main)
    await running.settle()


async def paste(running: Running, text: str) -> None:
    """The terminal pastes `text`."""
    running.main.timesheet.post_message(Paste(text))
    await running.settle()


def said(running: Running) -> str:
    """The words of the line under the timesheet, however wide."""
    return "".join(text for text, _ in running.main.query_one(EditLine)._parts).strip()


def hours(running: Running, row: Row, days: tuple[date, ...]) -> list[int]:
    return [minutes_in(running.funnel.book, row, day) for day in days]


async def test_last_weeks_hours_in_one_step_and_back(start: Start) -> None:
    async with start() as running:
        await running.press("pagedown")
        before = [hours(running, row, days_of(MONDAY)) for row in (DELIVER, SELL, MANAGE)]
        assert any(map(any, before))
        await run(running, copying.copy_hours)
        assert said(running).endswith("cells copied from week 26")
        assert [hours(running, row, NEXT) for row in (DELIVER, SELL, MANAGE)] == before
        await run(running, copying.copy_hours)
        assert said(running).startswith("nothing copied: ")
        await running.press("u")
        assert [hours(running, row, NEXT) for row in (DELIVER, SELL, MANAGE)] == [[0] * 7] * 3
        assert "undone: " in said(running)


async def test_a_text_that_waits_in_a_cell_is_not_copied_over(start: Start) -> None:
    async with start() as running:
        await running.press("pagedown")
        day = next(day for day in NEXT if minutes_in(running.funnel.book, DELIVER, day - WEEK))
        running.main.timesheet.go_to(day, DELIVER)
        await running.press("9", "0", "0")
        running.main.timesheet.leave()
        await running.settle()
        await run(running, copying.copy_hours)
        assert "1 left as it was" in said(running)
        assert minutes_in(running.funnel.book, DELIVER, day) == 0
        await paste(running, "2")
        assert "deliver" in said(running)
        assert "holds 900, which was not entered" in said(running)
        assert minutes_in(running.funnel.book, DELIVER, day) == 0


async def test_last_weeks_rows_hold_nothing_and_are_no_edit(start: Start) -> None:
    async with start() as running:
        await run(running, copying.copy_rows)
        assert said(running) == "the rows of week 25 are all here"
        running.main.do(pause_stream(running.funnel.book, "care"))
        await running.press("pagedown")
        book = running.funnel.book
        await run(running, copying.copy_rows)
        assert "WordPress care plan is paused" in said(running)
        assert running.funnel.book is book


async def test_a_cell_goes_on_by_repeated_presses(start: Start) -> None:
    async with start() as running:
        running.main.show(running.main.session.turn_week(1))
        running.main.do(set_cell(running.funnel.book, DELIVER, NEXT[0], 150))
        running.main.timesheet.go_to(NEXT[0], DELIVER)
        await running.settle()
        for _ in range(6):
            await run(running, copying.fill_right)
            assert "empty → 2:30" in said(running)
        assert hours(running, DELIVER, NEXT) == [150] * 7
        assert running.main.timesheet.day == NEXT[6]
        await run(running, copying.fill_right)
        assert said(running) == "the week ends with Sun 6 Jul"


async def test_what_is_there_is_typed_over_by_a_second_press_in_the_same_cell(start: Start) -> None:
    async with start() as running:
        running.main.show(running.main.session.turn_week(1))
        for day, minutes in ((0, 150), (1, 60)):
            running.main.do(set_cell(running.funnel.book, DELIVER, NEXT[day], minutes))
        running.main.timesheet.go_to(NEXT[0], DELIVER)
        await running.settle()
        sentence = "Tue 1 Jul holds 1:00 already: once more makes it 2:30"
        await run(running, copying.fill_right)
        assert said(running) == sentence
        await running.press("right", "left")
        await run(running, copying.fill_right)
        assert said(running) == sentence
        assert hours(running, DELIVER, NEXT)[1] == 60
        await run(running, copying.fill_right)
        assert hours(running, DELIVER, NEXT)[:3] == [150, 150, 0]
        assert running.main.timesheet.day == NEXT[1]
        await running.press("left")
        await run(running, copying.fill_right)
        assert said(running).endswith("2:30 → 2:30, as it was")
        assert running.main.timesheet.day == NEXT[1]


async def test_a_week_is_copied_to_the_terminal_and_a_file_and_pasted_into_another(
    start: Start, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    async with start() as running:
        await run(running, copying.copy_week)
        text = running.app.clipboard
        file = copied_file(running.funnel)
        assert file.read_text(encoding="utf-8") == text
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert file.parent == running.funnel.remembered.path.parent
        assert said(running).endswith(
            "sent to the clipboard, if this terminal lets programs use it, and written to ~/state/books/copied.tsv"
        )
        before = hours(running, DELIVER, days_of(MONDAY))
        assert any(before)
        await running.press("pagedown")
        await paste(running, text.replace("\n", "\r"))
        assert said(running).endswith("cells pasted into week 27")
        assert hours(running, DELIVER, NEXT) == before
        await running.press("u")
        assert hours(running, DELIVER, NEXT) == [0] * 7
        await run(running, copying.paste_copied)
        assert hours(running, DELIVER, NEXT) == before


async def test_a_cell_and_a_row_are_copied(start: Start) -> None:
    async with start() as running:
        running.main.do(set_cell(running.funnel.book, DELIVER, TODAY, 90))
        running.main.timesheet.go_to(TODAY, DELIVER)
        await running.settle()
        await run(running, copying.copy_cell)
        assert running.app.clipboard == "1:30"
        assert said(running).startswith("1:30 of Sun 29 Jun: sent to the clipboard, if")
        await running.press("d")
        await run(running, copying.copy_row)
        assert running.app.clipboard.split("\t")[6] == "1.50"
        running.main.timesheet.go_to(TODAY - DAY, MANAGE)
        await running.settle()
        await run(running, copying.copy_cell)
        assert said(running) == "an empty cell has nothing to copy"
        await run(running, copying.paste_copied)
        assert hours(running, MANAGE, (TODAY,)) == [90]


async def test_a_file_that_cannot_be_written_is_said(start: Start, tmp_path: Path) -> None:
    async with start() as running:
        file = copied_file(running.funnel)
        file.mkdir(parents=True)
        await run(running, copying.copy_week)
        assert "could not be written: Is a directory" in said(running)
        assert running.app.clipboard
        assert [found.name for found in file.parent.iterdir() if found.name.endswith(".tmp")] == []


async def test_pasted_lines_go_from_the_cursor_over_the_rows_that_are_shown(start: Start) -> None:
    async with start(size=(80, 24)) as running:
        await running.press("pagedown")
        running.main.timesheet.go_to(NEXT[1], DELIVER)
        await running.settle()
        await paste(running, "1\t2\r3")
        assert said(running) == "3 cells pasted into week 27"
        assert hours(running, DELIVER, NEXT)[:4] == [0, 60, 120, 0]
        assert hours(running, SELL, NEXT)[:3] == [0, 180, 0]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("dear all", "nothing pasted: dear all is not hours: write 1.5, 1:30, 90m or 9-10:30"),
        ("1\t90", "nothing pasted: row 1, column 2: 90 hours? write 90m for minutes"),
        ("word " * 3000, "nothing pasted: that is no week of hours: it has 15,000 characters in 1 line"),
        ("\x1b[31m\t\x07", "nothing pasted: row 1, column 1: ?[31m is not hours"),
    ],
)  # fmt: skip
async def test_what_cannot_be_read_changes_nothing(start: Start, text: str, sentence: str) -> None:
    async with start() as running:
        running.main.timesheet.go_to(MONDAY + timedelta(days=1), DELIVER)
        await running.settle()
        book = running.funnel.book
        await paste(running, text)
        assert said(running).startswith(sentence)
        assert running.funnel.book is book
        assert not running.main.timesheet.editing


async def test_while_a_cell_is_edited_a_paste_is_text(start: Start) -> None:
    async with start() as running:
        running.main.timesheet.go_to(MONDAY, SELL)
        await running.press("1")
        await paste(running, ":15")
        await running.press("enter")
        assert hours(running, SELL, (MONDAY,)) == [75]


async def test_nothing_copied_is_nothing_to_paste(start: Start) -> None:
    async with start() as running:
        await run(running, copying.paste_copied)
        assert said(running) == "nothing was copied here yet"
