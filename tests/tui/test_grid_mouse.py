"""The mouse in the timesheet: a click goes there, two open the cell, a drag does nothing; and all of it without one."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from textual.events import MouseDown
from textual.geometry import Offset
from textual.widgets import Static

from leverage_tui.domain.model import Work
from leverage_tui.domain.timesheet import Row, minutes_in
from leverage_tui.tui.timesheet.widget import Timesheet
from tests.pty.terminal import Terminal
from tests.tui.conftest import DATA, TODAY, Running, Start

DELIVER, SELL = Row("consulting", Work.DELIVER), Row("consulting", Work.SELL)
MONDAY = date(2025, 6, 23)


def place(running: Running, label: str, heading: str) -> tuple[int, int]:
    """Where the cell lies within the timesheet."""
    rows = running.text().splitlines()
    region = running.main.timesheet.region
    head = next(row for row in rows if heading in row)
    y = next(place for place, row in enumerate(rows) if row[1:].lstrip("› ").startswith(label))
    return head.index(heading) + len(heading) - 1 - region.x, y - region.y


def at(running: Running) -> tuple[object, date | None]:
    line = running.main.timesheet.line
    assert line is not None
    return line.key, running.main.timesheet.day


async def test_a_click_goes_there_and_two_open_the_cell(start: Start) -> None:
    async with start() as running:
        cell = place(running, "sell", "Mon 23")
        await running.pilot.click(Timesheet, offset=cell)
        assert at(running) == (SELL, MONDAY)
        assert not running.main.timesheet.editing
        await running.pilot.click(Timesheet, offset=cell, times=2)
        assert running.main.timesheet.editing
        await running.press("ctrl+a", "2", "enter")
        assert minutes_in(running.funnel.book, SELL, MONDAY) == 120


async def test_a_click_elsewhere_enters_what_is_typed(start: Start) -> None:
    async with start() as running:
        await running.press("2")
        await running.pilot.click(Timesheet, offset=place(running, "sell", "Mon 23"))
        assert minutes_in(running.funnel.book, DELIVER, TODAY) == 120
        assert at(running) == (SELL, MONDAY)


async def test_a_click_in_the_text_moves_the_text_cursor_and_two_select_all(start: Start) -> None:
    async with start() as running:
        cell = place(running, "deliver", "Mon 23")
        await running.pilot.click(Timesheet, offset=cell, times=2)
        x = running.app.cursor_position.x - running.main.timesheet.region.x
        await running.pilot.click(Timesheet, offset=(x - 4, cell[1]))
        await running.press("1", "enter")
        assert minutes_in(running.funnel.book, DELIVER, MONDAY) == 14 * 60 + 24
        running.main.timesheet.go_to(MONDAY, DELIVER)
        await running.press("f2")
        await running.pilot.click(Timesheet, offset=(x - 2, cell[1]), times=2)
        await running.press("3", "enter")
        assert minutes_in(running.funnel.book, DELIVER, MONDAY) == 180


async def test_a_drag_does_nothing(start: Start) -> None:
    async with start() as running:
        before = at(running)
        await running.pilot.mouse_down(Timesheet, offset=place(running, "deliver", "Mon 23"))
        await running.pilot.hover(Timesheet, offset=place(running, "sell", "Fri 27"))
        await running.pilot.mouse_up(Timesheet, offset=place(running, "sell", "Fri 27"))
        await running.settle()
        assert at(running) == before
        assert not running.app.screen.selections


async def test_two_clicks_on_a_streams_line_fold_it(start: Start) -> None:
    async with start() as running:
        y = place(running, "deliver", "Mon 23")[1] - 1
        await running.pilot.click(Timesheet, offset=(5, y), times=2)
        await running.settle()
        assert "▸WordPress consulting" in running.text()
        await running.pilot.click(Timesheet, offset=(5, y), times=2)
        await running.settle()
        assert "▸" not in running.text()


async def test_the_wheel_scrolls_the_lines_and_leaves_the_cursor(start: Start) -> None:
    from textual.events import MouseScrollDown, MouseScrollUp

    async with start(size=(60, 15)) as running:
        before = at(running)
        sheet = running.main.timesheet
        for kind, shown in ((MouseScrollDown, False), (MouseScrollUp, True)):
            for _ in range(3):
                sheet.post_message(kind(sheet, 5, 5, 0, 0, 0, False, False, False))
            await running.settle()
            assert ("deliver" in running.text().split("Own hours")[0]) is shown
        assert at(running) == before


def test_without_the_mouse_the_terminal_is_not_asked_for_it_and_every_cell_is_in_reach(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    shutil.copyfile(DATA / "three_streams.json", path)
    with Terminal(path, "--no-mouse", "--today", "2025-06-29") as terminal:
        terminal.shows("● saved")
        terminal.send("2\r")
        terminal.shows("empty → 2:00")
        assert b"\x1b[?1000h" not in terminal.raw
        assert b"\x1b[?1003h" not in terminal.raw
        terminal.send("\x11")
        assert terminal.ends() == 0


async def test_a_click_on_what_is_gone_and_not_painted_over_is_nothing(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with start() as running:
        screen, gone = running.app.screen, Static("a toast that ended")
        monkeypatch.setattr(screen, "get_widget_and_offset_at", lambda x, y: (gone, Offset(0, 0)))
        running.app.post_message(MouseDown(None, 5, 5, 0, 0, 1, False, False, False, 5, 5))
        await running.settle()
        assert running.app.is_running
        assert running.app.fault is None
