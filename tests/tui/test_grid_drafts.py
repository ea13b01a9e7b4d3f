"""Half-typed text outlives the program: left, killed or closed, it waits in its cell."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from leverage_tui.domain.edits.streams import delete_stream
from leverage_tui.domain.model import Work
from leverage_tui.domain.timesheet import Row, minutes_in
from leverage_tui.domain.timesheet_layout import Key
from leverage_tui.store.remembered import Remembered
from leverage_tui.tui.timesheet import editing
from leverage_tui.tui.timesheet.kept import drafts_in, drafts_out
from tests.pty.terminal import Terminal
from tests.tui.conftest import DATA, TODAY, Running, Start

DELIVER = Row("consulting", Work.DELIVER)
BOB = Row("consulting", Work.PEOPLE, who="Bob")


def kept(running: Running) -> object:
    """What a program that starts now would find."""
    return drafts_in(Remembered(running.path.parent / "state", running.path).get("drafts"))


async def test_what_cannot_be_read_waits_in_its_cell_in_the_next_run(start: Start) -> None:
    async with start() as running:
        await running.write("4q")
        await running.press("pageup")
        assert kept(running) == {(DELIVER, TODAY): "4q"}
    async with start() as running:
        assert running.main.timesheet.draft() == "4q"
        assert "not entered: 4q" in running.line("waits")
        assert "…!" in running.line("  deliver")
        await running.press("enter", "backspace", "enter")
        assert minutes_in(running.funnel.book, DELIVER, TODAY) == 240
        assert kept(running) == {}
    async with start() as running:
        assert not running.main.timesheet.drafts


async def test_what_is_being_typed_is_kept_a_moment_later_and_gone_when_it_is_entered(start: Start) -> None:
    async with start() as running:
        await running.write("1:30")
        await running.until(lambda: kept(running) == {(DELIVER, TODAY): "1:30"})
        await running.press("enter")
        assert kept(running) == {}
        await running.press("2")
        await running.until(lambda: bool(kept(running)))
        await running.press("escape")
        assert kept(running) == {}


async def test_a_commit_that_fails_keeps_the_text_at_once(start: Start) -> None:
    async with start() as running:
        await running.write("90")
        await running.press("enter")
        assert kept(running) == {(DELIVER, TODAY): "90"}


async def test_an_entry_without_a_pause_writes_nothing(start: Start) -> None:
    written: list[str] = []
    put = Remembered.put

    def counted(self: Remembered, name: str, value: object) -> None:
        written.append(name)
        put(self, name, value)

    async with start() as running:
        Remembered.put = counted  # type: ignore[method-assign]
        try:
            await running.press("2", "enter", "3", "escape")
        finally:
            Remembered.put = put  # type: ignore[method-assign]
        assert "drafts" not in written
    assert editing.KEPT_AFTER >= 1


async def test_a_draft_is_dropped_by_x_and_the_cell_keeps_what_it_held(start: Start) -> None:
    friday = date(2025, 6, 27)
    async with start() as running:
        running.main.timesheet.go_to(friday, DELIVER)
        await running.write("4q")
        await running.press("pageup", "pagedown", "x")
        assert not running.main.timesheet.drafts
        assert kept(running) == {}
        assert minutes_in(running.funnel.book, DELIVER, friday) == 264
        await running.press("x")
        assert minutes_in(running.funnel.book, DELIVER, friday) == 0


async def test_a_draft_in_a_row_that_was_only_asked_for_brings_the_row_back(start: Start) -> None:
    async with start() as running:
        running.main.show(running.main.session.ask_for(BOB))
        running.main.timesheet.go_to(TODAY, BOB)
        await running.write("9-5")
        await running.press("pageup")
    async with start(size=(80, 24)) as running:
        assert "people · Bob" in running.text()
        await running.main.perform("draft")
        await running.settle()
        assert running.main.timesheet.draft() == "9-5"


async def test_a_draft_of_a_stream_that_is_gone_is_not_offered(start: Start) -> None:
    async with start() as running:
        await running.write("4q")
        await running.press("pageup")
        running.main.do(delete_stream(running.funnel.book, "consulting"))
        await running.saved()
    async with start() as running:
        assert not running.main.timesheet.drafts


async def test_leaving_with_a_draft_asks_nothing_where_it_is_remembered(start: Start) -> None:
    async with start() as running:
        await running.write("4q")
        await running.press("pageup", "q")
        await running.until(lambda: running.app._exit)
        assert len(running.app.screen_stack) == 1


def test_drafts_come_back_as_they_were() -> None:
    drafts: dict[tuple[Key, date], str] = {
        (DELIVER, TODAY): "4q",
        (BOB, TODAY): "日本",
        (7, date(2025, 6, 23)): "=40",
    }
    assert drafts_in(drafts_out(drafts)) == drafts
    assert drafts_in([{"stream": "x", "work": "deliver", "date": "2025-06-29", "text": "\x1b[2J"}]) == {
        (Row("x", Work.DELIVER), TODAY): "[2J"
    }


def test_half_typed_text_survives_kill_9(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    shutil.copyfile(DATA / "three_streams.json", path)
    with Terminal(path, "--today", "2025-06-29") as terminal:
        terminal.shows("● saved")
        terminal.send("1:3q\r")
        terminal.shows("1:3q")
        terminal.shows("was empty")
        terminal.kill()
    with Terminal(path, "--today", "2025-06-29") as terminal:
        terminal.shows("not entered: 1:3q")
        terminal.kill()
