"""What happens around an edit: a resize, midnight, another program, another pane, a second thought."""

from __future__ import annotations

from datetime import date

import pytest

from leverage_tui.domain.edits.streams import delete_stream
from leverage_tui.domain.model import Work
from leverage_tui.domain.timesheet import Row, minutes_in
from leverage_tui.store.funnel import Funnel
from leverage_tui.store.keeper import Keeper
from leverage_tui.store.remembered import Remembered
from tests.tui.conftest import TODAY, Start

DELIVER = Row("consulting", Work.DELIVER)


async def test_a_cell_being_edited_whose_row_folds_away_is_entered_where_it_was(start: Start) -> None:
    people = Row("care", Work.PEOPLE)
    friday = date(2025, 6, 27)
    async with start() as running:
        running.main.timesheet.go_to(friday, people)
        await running.press("3")
        await running.pilot.resize_terminal(80, 24)
        await running.pilot.pause()
        assert not running.main.timesheet.editing
        assert minutes_in(running.funnel.book, people, friday) == 180
        await running.press("enter", "escape")
        assert minutes_in(running.funnel.book, DELIVER, friday) == 264


async def test_a_cell_being_edited_over_midnight_is_entered_on_its_day(start: Start) -> None:
    now = [TODAY]
    async with start() as running:
        running.main.session._clock = lambda: now[0]
        await running.press("3")
        now[0] = date(2025, 6, 30)
        running.main._look_around()
        await running.pilot.pause()
        assert "Week 27" in running.text()
        assert minutes_in(running.funnel.book, DELIVER, TODAY) == 180


async def test_typing_into_a_stream_that_another_program_deletes_says_so_and_keeps_the_text(start: Start) -> None:
    async with start() as running:
        await running.press("end", "end")
        running.main.timesheet.go_to(TODAY, Row("course", Work.SUPPORT))
        await running.press("2")
        other = Funnel(Keeper.open(running.path, state=running.path.parent / "other"))
        other.do(delete_stream(other.book, "course"))
        other.close()
        running.funnel.poll()
        await running.until(lambda: "course" not in running.funnel.book.streams)
        assert "no stream course · typed: 2" in running.text()
        assert minutes_in(running.funnel.book, DELIVER, TODAY) == 0


async def test_what_acts_on_a_cell_does_nothing_from_another_pane(start: Start) -> None:
    async with start() as running:
        running.main.timesheet.go_to(date(2025, 6, 27), DELIVER)
        await running.press("tab", "x", "delete", "n")
        assert minutes_in(running.funnel.book, DELIVER, date(2025, 6, 27)) == 264
        assert len(running.app.screen_stack) == 1


async def test_a_draft_survives_a_second_thought_and_is_asked_about_where_it_cannot_be_remembered(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Remembered, "put", lambda *_: None)
    async with start() as running:
        await running.write("4q")
        await running.press("pageup", "pagedown")
        assert "not entered: 4q" in running.line("waits")
        await running.press("5", "escape")
        assert running.main.timesheet.draft() == "4q"
        await running.press("q")
        await running.until(lambda: len(running.app.screen_stack) == 2)
        assert "4q" in running.text()
        await running.press("escape")
        await running.press("x")
        assert not running.main.timesheet.drafts


async def test_what_is_not_yours_folds_on_narrow_screens_and_unfolds_by_a_key(start: Start) -> None:
    async with start(size=(80, 24)) as running:
        assert "not your hours" in running.text()
        await running.press("o")
        assert "not your hours" not in running.text()
        await running.press("o")
        assert "not your hours" in running.text()


async def test_a_row_asked_for_is_shown_even_where_such_rows_are_folded(start: Start) -> None:
    async with start(size=(80, 24)) as running:
        bob = Row("consulting", Work.PEOPLE, who="Bob")
        running.main.show(running.main.session.ask_for(bob))
        running.main.timesheet.go_to(TODAY, bob)
        assert "people · Bob" in running.text()
        await running.press("5", "enter")
        assert minutes_in(running.funnel.book, bob, TODAY) == 300


async def test_a_paused_stream_can_still_be_reached_on_a_narrow_screen(start: Start) -> None:
    async with start(size=(80, 24), today=date(2025, 7, 20)) as running:
        await running.main.perform("pause_stream")
        await running.pilot.pause()
        assert "WordPress consulting  paused · " in running.text()
        assert running.main.stream_at_hand() == "consulting"


async def test_what_waits_opens_the_stream_it_names(start: Start) -> None:
    async with start(today=date(2025, 7, 20)) as running:
        place = next(at for at, item in enumerate(running.main.waits) if item.stream == "course")
        await running.press("exclamation_mark", *["down"] * place, "enter")
        await running.until(lambda: "Money" in running.text())
        assert "Diary-mapping course" in running.text()
