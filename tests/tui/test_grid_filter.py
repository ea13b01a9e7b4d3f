"""The filter and the jump to a date."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from leverage_tui.domain.model import Work
from leverage_tui.domain.timesheet import Row, minutes_in
from leverage_tui.tui.flows import rows
from tests.tui.conftest import TODAY, Running, Start
from tests.tui.test_grid_editing import paste
from tests.tui.test_hostile import NAMES, assert_harmless, hostile_book

SIZES = [(120, 36), (80, 24), (60, 15)]


def found(running: Running) -> list[tuple[str, str]]:
    return [(line.stream.id, line.label) for line in running.main.timesheet.lines if line.editable]


async def narrowed(running: Running, *keys: str) -> None:
    rows.filter_rows(running.main)
    await running.settle()
    await running.press(*keys)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}")
async def test_rows_narrow_as_the_filter_is_typed_and_the_totals_stay(start: Start, size: tuple[int, int]) -> None:
    async with start(size=size) as running:
        before = found(running)
        await narrowed(running, *"sup")
        assert {label for _, label in found(running)} == {"support"}
        assert {stream for stream, _ in found(running)} == {"consulting", "care", "course"}
        x, y = running.app.cursor_position
        assert running.text().splitlines()[y][x - 3 : x] == "sup"
        await running.press("space", *"care")
        assert found(running) == [("care", "support")]
        assert "30:15" in running.text()
        assert ("All rows" if size[0] == 60 else "Own hours · filtered") in running.text()
        await running.press("enter")
        assert "/ sup care" in running.text()
        assert "Esc shows all" not in running.text()
        await running.press("2", "enter")
        assert minutes_in(running.funnel.book, Row("care", Work.SUPPORT), TODAY) == 120
        await running.press("escape")
        assert found(running) == before
        assert "Own hours" in running.text()
        assert "iltered" not in running.text()


async def test_escape_while_typing_shows_all_again(start: Start) -> None:
    async with start() as running:
        before = found(running)
        await narrowed(running, *"zzz")
        assert found(running) == []
        assert "nothing is called that" in running.text()
        await running.press("escape")
        assert found(running) == before


async def test_the_filter_is_text_and_acts_on_nothing(start: Start) -> None:
    async with start() as running:
        await narrowed(running, *"qux", "ctrl+a", "backspace", *"care")
        assert len(running.app.screen_stack) == 1
        assert {stream for stream, _ in found(running)} == {"care"}


async def test_what_is_folded_is_found(start: Start) -> None:
    async with start() as running:
        rows.fold(running.main, "consulting", True)
        await narrowed(running, *"deliver")
        assert found(running) == [("consulting", "deliver")]


async def test_a_row_that_is_wanted_drops_the_filter(start: Start) -> None:
    async with start() as running:
        await narrowed(running, *"care", "enter")
        running.main.timesheet.go_to(TODAY, Row("consulting", Work.SELL))
        assert running.main.timesheet.filter == ""
        assert running.main.timesheet.line is not None
        assert running.main.timesheet.line.label == "sell"


async def test_leaving_the_pane_keeps_the_filter(start: Start) -> None:
    async with start() as running:
        await narrowed(running, *"care", "f6")
        assert running.main.timesheet.filter == "care"
        assert "Esc shows all" not in running.text()


@pytest.mark.parametrize("name", NAMES)
async def test_hostile_filters(start: Start, tmp_path: Path, name: str) -> None:
    path = tmp_path / "book.json"
    hostile_book(path, (name, "other"))
    async with start(path, size=(80, 24)) as running:
        rows.filter_rows(running.main)
        await paste(running, name)
        await running.press("enter")
        assert_harmless(running.text())
        assert "iltered" in running.text() or not running.main.timesheet.filter


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("mon", date(2025, 6, 23)),
        ("2024-11-20", date(2024, 11, 20)),
        ("-2w", date(2025, 6, 15)),
        ("2024-W46", date(2024, 11, 11)),
        ("last-month", date(2025, 5, 1)),
        ("1970-01-01", date(1970, 1, 1)),
        ("2199-12-31", date(2199, 12, 31)),
    ],
)
async def test_a_day_typed_is_shown_with_the_cursor_on_it(start: Start, typed: str, day: date) -> None:
    async with start(size=(80, 24)) as running:
        rows.go_to_date(running.main)
        await running.settle()
        running.app.screen.query_one("Input").value = typed  # type: ignore[attr-defined]
        await running.settle()
        await running.press("enter")
        await running.until(lambda: len(running.app.screen_stack) == 1)
        assert running.main.timesheet.day == day
        assert day in running.main.session.view.days


async def test_a_day_that_could_be_two_is_asked_again(start: Start) -> None:
    async with start(size=(80, 24)) as running:
        rows.go_to_date(running.main)
        await running.settle()
        running.app.screen.query_one("Input").value = "03/04/2025"  # type: ignore[attr-defined]
        await running.press("enter")
        assert len(running.app.screen_stack) == 2
        assert "could be" in running.text()
        await running.press("escape", "escape")
        assert running.main.timesheet.day == TODAY
