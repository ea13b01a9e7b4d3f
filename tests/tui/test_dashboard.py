"""Journeys through the dashboard by keys alone, on a real file."""

from __future__ import annotations

import errno
import json
import os
from datetime import date
from pathlib import Path

import pytest
from tinydb import TinyDB

from leverage_tui.domain.edits.hours import log_hours
from leverage_tui.domain.edits.streams import add_stream
from leverage_tui.domain.model import Work
from leverage_tui.domain.timesheet import Row, minutes_in
from leverage_tui.store.funnel import Funnel
from leverage_tui.store.keeper import Keeper
from leverage_tui.tui.timesheet.messages import CellTyped, DraftKept, HoursCommitted
from tests.tui.conftest import TODAY, Start

DELIVER = Row("consulting", Work.DELIVER)


def deliver_on(path: Path, day: str) -> list[int]:
    """Minutes of consulting delivered on a day, as a stock TinyDB reads them from the file."""
    with TinyDB(path) as database:
        rows = database.table("hours").all()
    return [
        row["minutes"]
        for row in rows
        if (row["stream"], row["date"], row["work"]) == ("consulting", day, "deliver")
    ]


def other_program(path: Path, stream: str, minutes: int) -> None:
    """What `lev log` does from another terminal."""
    funnel = Funnel(Keeper.open(path, state=path.parent / "other"))
    funnel.do(log_hours(funnel.book, Row(stream, Work.DELIVER), TODAY, minutes))
    funnel.flush(10)
    funnel.close()


async def test_the_worked_example_shows_its_gauge(start: Start) -> None:
    async with start() as running:
        assert "15.2 % running" in running.text()
        assert running.main.session.view.figures.book.gauge.display == 8.9
        for part in ("people 5.8", "process 3.2", "automation 4.8", "drag"):
            assert part in running.text()
        assert "Of every $100 you keep, $8.97 is more than your hours" in running.text()
        assert "● saved" in running.line("Week 26")


async def test_two_hours_typed_today_move_the_gauge_and_the_file_and_undo_takes_both_back(start: Start) -> None:
    async with start() as running:
        before = running.path.read_bytes()
        gauge = running.main.session.view.figures.book.gauge.raw
        assert running.main.timesheet.day == TODAY
        assert running.main.timesheet.line is not None
        assert running.main.timesheet.line.row == DELIVER
        await running.press("2", "enter")
        await running.saved()
        assert deliver_on(running.path, "2025-06-29") == [120]
        moved = running.main.session.view.figures.book.gauge.raw
        assert gauge is not None
        assert moved is not None
        assert moved < gauge
        assert "empty → 2:00" in running.text()
        await running.press("u")
        await running.saved()
        assert deliver_on(running.path, "2025-06-29") == []
        assert running.main.session.view.figures.book.gauge.raw == gauge
        tables = json.loads(running.path.read_bytes())
        assert {name: rows for name, rows in tables.items() if name in ("hours", "money", "streams")} == {
            name: rows for name, rows in json.loads(before).items() if name in ("hours", "money", "streams")
        }
        await running.press("U")
        await running.saved()
        assert deliver_on(running.path, "2025-06-29") == [120]


async def test_opening_and_looking_around_write_nothing(start: Start) -> None:
    async with start() as running:
        before, stamp = running.path.read_bytes(), running.path.stat().st_mtime_ns
        await running.press("down", "right", "pageup", "t", "tab", "tab", "2", "escape", "enter", "enter", "d", "d")
        await running.saved()
        assert (running.path.read_bytes(), running.path.stat().st_mtime_ns) == (before, stamp)


async def test_while_typing_the_reading_and_the_gauge_are_previewed_and_escape_restores(start: Start) -> None:
    async with start() as running:
        shown = running.main.session.view.figures.book.gauge.raw
        await running.write("1:30")
        assert "1:30 → 1:30 · was empty · Sun 29 Jun · WordPress consulting, deliver" in running.text()
        assert "if you enter this" in running.text()
        assert running.main.session.view.figures.book.gauge.raw == shown
        await running.press("escape")
        assert "if you enter this" not in running.text()
        assert not running.main.timesheet.editing
        assert not running.posted(HoursCommitted)


async def test_what_cannot_be_read_keeps_the_editor_open_and_says_why(start: Start) -> None:
    async with start() as running:
        await running.write("90")
        await running.press("enter")
        assert running.main.timesheet.editing
        assert "90m" in running.text()
        await running.press("m", "enter")
        assert minutes_in(running.funnel.book, DELIVER, TODAY) == 90


async def test_a_letter_typed_into_a_cell_acts_on_nothing(start: Start) -> None:
    async with start() as running:
        await running.write("1q")
        await running.press("u", "m", "a")
        assert running.main.timesheet.editing
        assert len(running.app.screen_stack) == 1
        await running.press("escape")
        assert minutes_in(running.funnel.book, DELIVER, TODAY) == 0


async def test_leaving_a_cell_keeps_what_is_unreadable_as_a_draft(start: Start) -> None:
    async with start() as running:
        await running.write("9-5")
        await running.press("pagedown")
        assert [message.text for message in running.posted(DraftKept)] == ["9-5"]
        await running.press("t")
        assert "not entered: 9-5" in running.text()
        await running.press("enter")
        assert running.main.timesheet.editing
        await running.press("p", "m", "home", "right", "a", "m", "enter")
        assert minutes_in(running.funnel.book, DELIVER, TODAY) == 8 * 60


async def test_leaving_a_cell_for_another_pane_commits_what_is_readable(start: Start) -> None:
    async with start() as running:
        await running.write("2")
        await running.press("f6")
        assert minutes_in(running.funnel.book, DELIVER, TODAY) == 120


async def test_a_day_of_25_hours_is_refused_and_the_text_is_still_there(start: Start) -> None:
    async with start() as running:
        await running.press("1", "0", "enter", "1", "5", "enter")
        assert running.main.timesheet.editing
        assert "a day has 24" in running.text()
        assert minutes_in(running.funnel.book, Row("consulting", Work.SELL), TODAY) == 0
        await running.press("backspace", "backspace", "3", "enter")
        assert minutes_in(running.funnel.book, Row("consulting", Work.SELL), TODAY) == 180


async def test_enter_goes_down_tab_goes_right_and_arrows_leave_after_typing(start: Start) -> None:
    async with start(today=date(2025, 6, 25)) as running:
        await running.press("1", "enter")
        assert running.main.timesheet.line is not None
        assert running.main.timesheet.line.row == Row("consulting", Work.SELL)
        await running.press("1", "tab")
        assert running.main.timesheet.day == date(2025, 6, 26)
        await running.press("2", "shift+tab")
        assert running.main.timesheet.day == date(2025, 6, 25)
        await running.press("3", "up")
        assert running.main.timesheet.line.row == DELIVER
        book = running.funnel.book
        assert minutes_in(book, Row("consulting", Work.SELL), date(2025, 6, 25)) == 180
        assert minutes_in(book, Row("consulting", Work.SELL), date(2025, 6, 26)) == 120


async def test_after_f2_the_arrows_move_in_the_text_and_backspace_never_clears_at_rest(start: Start) -> None:
    async with start(today=date(2025, 6, 25)) as running:
        held = minutes_in(running.funnel.book, DELIVER, date(2025, 6, 25))
        await running.press("backspace")
        assert minutes_in(running.funnel.book, DELIVER, date(2025, 6, 25)) == held
        await running.press("f2", "left", "left", "left", "left", "left", "1", "enter")
        assert minutes_in(running.funnel.book, DELIVER, date(2025, 6, 25)) == held + 600
        await running.press("up", "x")
        assert minutes_in(running.funnel.book, DELIVER, date(2025, 6, 25)) == 0


async def test_what_another_program_logs_appears_and_an_edit_in_progress_is_not_disturbed(start: Start) -> None:
    async with start() as running:
        await running.press("1")
        other_program(running.path, "consulting", 45)
        running.main.session.funnel.poll()
        await running.saved()
        assert running.main.timesheet.editing
        assert "1 → 1:00" in running.text()
        assert minutes_in(running.funnel.book, DELIVER, TODAY) == 45
        await running.press("enter")
        await running.saved()
        assert minutes_in(running.funnel.book, DELIVER, TODAY) == 60 + 45
        assert sorted(deliver_on(running.path, "2025-06-29")) == [45, 60]
        assert "0:45 came in meanwhile" in running.text()


async def test_weeks_back_and_forth_and_today(start: Start) -> None:
    async with start() as running:
        await running.press("pageup")
        assert "Week 25" in running.text()
        assert "last week" in running.line("Week 25")
        assert running.main.session.view.figures.book.gauge.display == 8.9
        await running.press("right_square_bracket", "right_square_bracket")
        assert "Week 27" in running.text()
        await running.press("t")
        assert "Week 26" in running.text()
        assert running.main.timesheet.day == TODAY


async def test_hours_as_decimals(start: Start) -> None:
    async with start() as running:
        await running.press("d")
        assert "2.50" in running.text() or "4.40" in running.text()
        assert ":24" not in running.line("Own hours")


async def test_a_stream_paused_ended_and_deleted_comes_back_by_undo(start: Start) -> None:
    async with start() as running:
        before = dict(running.funnel.book.streams)
        await running.main.perform("pause_stream")
        await running.main.perform("end_stream")
        await running.pilot.pause()
        assert running.funnel.book.streams["consulting"].ended == TODAY
        await running.press("u", "u")
        assert {name: stream.status for name, stream in running.funnel.book.streams.items()} == {
            name: stream.status for name, stream in before.items()
        }
        assert running.funnel.book.streams["consulting"].ended is None


async def test_a_terminal_that_is_too_small_says_so_and_comes_back(start: Start) -> None:
    async with start(size=(59, 15)) as running:
        assert "needs 60 x 15" in running.text()
        await running.pilot.resize_terminal(100, 30)
        await running.pilot.pause()
        assert "with the building" in running.text()


async def test_narrow_screens_show_one_pane_at_a_time(start: Start) -> None:
    async with start(size=(60, 15)) as running:
        assert "Own hours" in running.text()
        await running.press("tab")
        assert "Own hours" not in running.text()
        assert "Of every $100" in running.text()
        await running.press("tab")
        assert "WordPress care plan" in running.text()
        await running.press("tab")
        assert "Own hours" in running.text()


async def test_a_failed_save_cannot_be_missed_and_loses_nothing(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(source: object, target: object) -> None:
        raise OSError(errno.ENOSPC, "no space")

    async with start() as running:
        before = running.path.read_bytes()
        with monkeypatch.context() as broken:
            broken.setattr(os, "replace", full)
            await running.press("2", "enter")
            await running.until(lambda: running.funnel.failure is not None)
            assert "not saved" in running.line("Week 26")
            assert "the disk is full" in running.text()
            assert running.path.read_bytes() == before
            assert minutes_in(running.funnel.book, DELIVER, TODAY) == 120
            await running.press("q")
            await running.until(lambda: "lose 1 change" in running.text())
            await running.press("escape")
        await running.main.perform("retry_save")
        await running.saved()
        assert "● saved" in running.line("Week 26")
        assert deliver_on(running.path, "2025-06-29") == [120]


async def test_a_file_marked_read_only_is_said_and_what_was_typed_stays(start: Start) -> None:
    async with start() as running:
        before = running.path.read_bytes()
        running.path.chmod(0o444)
        await running.press("2", "enter")
        assert running.main.timesheet.editing
        assert "read-only" in running.text()
        assert "read only" in running.line("Week 26")
        assert running.path.read_bytes() == before
        running.path.chmod(0o600)
        await running.press("enter")
        await running.saved()
        assert deliver_on(running.path, "2025-06-29") == [120]


async def test_the_last_change_is_typed_again_and_again_without_a_trace_of_the_figures(start: Start) -> None:
    async with start() as running:
        gauge = running.main.session.view.figures.book.gauge
        for _ in range(3):
            await running.press("4", "up", "x", "u", "u")
        assert running.main.session.view.figures.book.gauge == gauge


async def test_what_is_typed_is_announced_once_per_text(start: Start) -> None:
    async with start() as running:
        await running.press("2")
        await running.press("5")
        assert [message.text for message in running.posted(CellTyped)] == ["2", "25"]


async def test_an_empty_book_with_a_first_stream(start: Start, tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    funnel = Funnel(Keeper.open(path, state=tmp_path / "other"))
    funnel.do(add_stream(funnel.book, "Tutoring", time_sold=True))
    funnel.close()
    async with start(None) as running:
        await running.press("2", "enter")
        assert minutes_in(running.funnel.book, Row("tutoring", Work.DELIVER), TODAY) == 120
        assert "what would you charge" in running.text().lower()
