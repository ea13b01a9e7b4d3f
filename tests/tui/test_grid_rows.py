"""Rows hidden, moved and folded: what is out of sight is counted, and everything is as it was in the next run."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from leverage_tui.domain.edits.hours import log_hours
from leverage_tui.domain.model import Work
from leverage_tui.domain.timesheet import Row
from leverage_tui.domain.timesheet_lines import Kind
from leverage_tui.tui.flows import rows
from tests.tui.conftest import TODAY, Running, Start
from tests.tui.test_hostile import NAMES, assert_harmless, hostile_book

DELIVER, SELL = Row("consulting", Work.DELIVER), Row("consulting", Work.SELL)
PEOPLE = Row("care", Work.PEOPLE)
SIZES = [(120, 36), (80, 24), (60, 15)]


def labels(running: Running, stream: str = "consulting") -> list[str]:
    return [line.label for line in running.main.timesheet.lines if line.stream.id == stream]


def at(running: Running) -> object:
    assert running.main.timesheet.line is not None
    return running.main.timesheet.line.key


async def test_every_arrangement_has_a_key(start: Start) -> None:
    async with start() as running:
        await running.press("down", "K")
        assert labels(running)[1:3] == ["sell", "deliver"]
        await running.press("shift+down")
        assert labels(running)[1:3] == ["deliver", "sell"]
        await running.press("H")
        assert labels(running)[1:3] == ["deliver", "support"]
        await running.press("v")
        assert labels(running) == ["WordPress consulting"]
        await running.press("l", "slash", "a", "d", "m", "enter")
        assert labels(running) == ["WordPress consulting", "admin"]
        await running.press("escape", "g", "m", "o", "n", "enter")
        await running.until(lambda: running.main.timesheet.day == date(2025, 6, 23))


async def test_a_hidden_row_is_gone_and_its_hours_are_said(start: Start) -> None:
    async with start() as running:
        running.main.timesheet.go_to(TODAY, SELL)
        rows.hide_row(running.main)
        await running.settle()
        assert "sell" not in labels(running)
        assert at(running) == Row("consulting", Work.SUPPORT)
        assert "WordPress consulting, sell is hidden · “hidden rows” shows what is hidden" in running.text()
        assert "Timesheet · 1 hidden row with 2:00" in running.text()
        assert running.line("  1 hidden row ").count("0:24") == 5
        assert "30:15" in running.line("Own hours")
        await running.press("pagedown")
        assert "hidden row" not in running.text()


async def test_what_is_hidden_is_shown_marked_and_brought_back(start: Start) -> None:
    async with start() as running:
        running.main.timesheet.go_to(TODAY, SELL)
        rows.hide_row(running.main)
        rows.show_hidden(running.main)
        await running.settle()
        assert "sell · hidden" in running.text()
        rows.show_hidden(running.main)
        await running.settle()
        assert "sell · hidden" not in running.text()
        rows.show_hidden(running.main)
        running.main.timesheet.go_to(TODAY, SELL)
        rows.hide_row(running.main)
        await running.settle()
        rows.show_hidden(running.main)
        assert labels(running)[:3] == ["WordPress consulting", "deliver", "sell"]
        assert "no row is hidden" in running.text()


async def test_a_row_in_which_a_text_waits_is_not_hidden(start: Start) -> None:
    async with start() as running:
        await running.write("4q")
        await running.press("pageup", "pagedown")
        rows.hide_row(running.main)
        await running.settle()
        assert "deliver" in labels(running)
        assert "a text that was not entered waits in it" in running.text()


async def test_a_row_asked_for_is_not_hidden_any_more(start: Start) -> None:
    async with start() as running:
        running.main.timesheet.go_to(TODAY, SELL)
        rows.hide_row(running.main)
        running.main.show(running.main.session.ask_for(SELL))
        assert "sell" in labels(running)


async def test_hidden_hours_of_others_are_counted_apart(start: Start) -> None:
    async with start() as running:
        running.main.timesheet.go_to(TODAY, PEOPLE)
        rows.hide_row(running.main)
        await running.settle()
        away = [line for line in running.main.timesheet.lines if line.kind is Kind.HIDDEN]
        assert [(line.label, line.total) for line in away] == [("1 hidden row, not yours", 600)]


async def test_rows_change_places_within_their_kind_and_the_cursor_comes_along(start: Start) -> None:
    async with start() as running:
        running.main.timesheet.go_to(TODAY, SELL)
        rows.row_up(running.main)
        await running.settle()
        assert labels(running)[1:4] == ["sell", "deliver", "support"]
        assert at(running) == SELL
        rows.row_up(running.main)
        await running.settle()
        assert "sell is the first of its kind in WordPress consulting" in running.text()
        running.main.timesheet.go_to(TODAY, Row("consulting", Work.ADMIN))
        rows.row_down(running.main)
        await running.settle()
        assert labels(running)[4:] == ["admin", "automation", "process"]


async def test_a_streams_own_line_moves_the_stream_in_every_pane_and_undo_moves_it_back(start: Start) -> None:
    async with start() as running:
        await running.press("up")
        rows.row_down(running.main)
        await running.settle()
        assert list(running.funnel.book.streams) == ["care", "consulting", "course"]
        assert at(running) == "consulting"
        text = running.text()
        assert text.index("WordPress care plan") < text.index("WordPress consulting")
        await running.press("u")
        assert list(running.funnel.book.streams) == ["consulting", "care", "course"]
        rows.row_up(running.main)
        await running.settle()
        assert "WordPress consulting is the first stream" in running.text()


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}")
async def test_a_folded_stream_shows_its_days_and_unfolds_again(start: Start, size: tuple[int, int]) -> None:
    async with start(size=size) as running:
        before = labels(running)
        await running.press("up", "left")
        assert labels(running) == ["WordPress consulting"]
        assert running.line("▸WordPr").count("5:36") == 5
        assert "28:00" in running.line("▸WordPr")
        assert "folded, → unfolds" in running.text() or size[0] == 60
        await running.press("right")
        assert labels(running) == before


async def test_a_stream_folds_from_any_of_its_rows_and_enter_on_its_line_opens_its_page(start: Start) -> None:
    async with start() as running:
        rows.fold_stream(running.main)
        await running.settle()
        assert at(running) == "consulting"
        await running.press("enter")
        await running.until(lambda: "Kind and degree" in running.text())
        assert "WordPress consulting · 1 of 3" in running.text()


async def test_everything_is_arranged_as_it_was_in_the_next_run(start: Start) -> None:
    async with start() as running:
        running.main.timesheet.go_to(TODAY, SELL)
        rows.row_up(running.main)
        running.main.timesheet.go_to(TODAY, DELIVER)
        rows.hide_row(running.main)
        rows.fold(running.main, "care", True)
        await running.settle()
        shown = [(line.kind, line.label) for line in running.main.timesheet.lines]
    async with start() as running:
        assert [(line.kind, line.label) for line in running.main.timesheet.lines] == shown
        assert labels(running)[1] == "sell"
        assert labels(running, "care") == ["WordPress care plan"]


async def test_what_is_remembered_and_cannot_be_read_arranges_nothing(start: Start) -> None:
    async with start() as running:
        plain = labels(running)
        running.funnel.remembered.put(
            "rows", {"hidden": [{"stream": 3}, 7, {"stream": "x", "work": "no"}], "folded": [1], "order": "x"}
        )
        running.funnel.remembered.put("drafts", [{"stream": "consulting"}, 4, {"date": "2025-06-29", "text": 3}])
    async with start() as running:
        assert labels(running) == plain
        assert not running.main.timesheet.drafts


async def test_a_draft_in_a_folded_stream_is_in_sight(start: Start) -> None:
    async with start() as running:
        await running.write("4q")
        await running.press("pageup", "pagedown")
        rows.fold_stream(running.main)
        await running.settle()
        assert "deliver" in labels(running)
        assert "WordPress consulting is not folded: a text that was not entered waits in it" in running.text()
        await running.press("pageup", "v", "pagedown")
        assert "deliver" in labels(running)
        running.main.timesheet.go_to(TODAY, DELIVER)
        await running.press("x")
        rows.fold(running.main, "consulting", True)
        await running.settle()
        assert labels(running) == ["WordPress consulting"]


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}")
async def test_hostile_names_hidden_folded_and_moved(start: Start, tmp_path: Path, size: tuple[int, int]) -> None:
    path = tmp_path / "book.json"
    hostile_book(path, NAMES)
    async with start(path, size=size) as running:
        for act in (
            rows.hide_row,
            rows.show_hidden,
            rows.fold_stream,
            rows.row_down,
            rows.row_up,
            rows.fold_stream,
        ):
            for _ in range(3):
                act(running.main)
                await running.settle()
                assert_harmless(running.text())
                await running.press("down")


async def test_a_row_of_another_week_is_known_again_there(start: Start) -> None:
    async with start() as running:
        build = Row("consulting", Work.MANAGE)
        running.main.do(log_hours(running.funnel.book, build, date(2025, 5, 5), 30))
        running.main.timesheet.go_to(TODAY, SELL)
        rows.row_up(running.main)
        running.main.show(running.main.session.show_week(date(2025, 5, 5)))
        assert labels(running)[1:3] == ["sell", "deliver"]
        assert "manage" in labels(running)
