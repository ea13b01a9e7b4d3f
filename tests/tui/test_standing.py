"""What goes on without being logged, on the dashboard, by keys alone and on a real file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from leverage_tui.domain.edits.core import Edit
from leverage_tui.domain.edits.standing import add_standing
from leverage_tui.domain.model import Hours, Per, Source, Standing
from tests.tui.conftest import Running, Start

SINCE = date(2025, 6, 2)


def gauge(running: Running) -> float:
    """The leveraged share, unrounded."""
    found = running.main.session.view.figures.book.gauge.raw
    assert found is not None
    return found


def entries(running: Running) -> list[Standing]:
    """The standing entries in the order of their first days, whenever they were written."""
    found = sorted(running.funnel.book.all(Standing), key=lambda entry: entry.begins)
    return [replace(entry, at="") for entry in found]


def weeks(running: Running) -> list[Hours]:
    """The hours that replace a standing week."""
    return [entry for entry in running.funnel.book.all(Hours) if entry.standing is not None]


async def to_line(running: Running, label: str) -> None:
    """The cursor to the line of that label, by Down alone."""
    for _ in range(40):
        line = running.main.timesheet.line
        if line is not None and line.label == label:
            return
        await running.press("down")
    raise AssertionError(f"{label} is not reached\n{running.text()}")


async def add_ben(running: Running) -> None:
    """A helper of ten hours a week in the stream under the cursor, since Monday 2 June."""
    await running.press("s", "a", "enter")
    await running.write("Ben")
    await running.press("enter", "enter")
    await running.write("10")
    await running.press("enter")
    await running.write("120")
    await running.press("enter")
    await running.write("2025-06-02")
    await running.press("enter")


async def test_a_helper_goes_on_a_week_is_replaced_and_undo_takes_it_all_back(start: Start) -> None:
    async with start(size=(120, 44)) as running:
        at_first = gauge(running)
        await to_line(running, "manage")
        await add_ben(running)
        assert "Ben: 10:00 a week at $120, $12 an hour from Mon 2 Jun 2025" in running.text()
        assert "≈10:00" in running.line("people · Ben")
        with_ben = gauge(running)
        assert with_ben != at_first

        await to_line(running, "people · Ben")
        await running.press("0", "enter")
        assert "≈" not in running.line("people · Ben")
        assert [(week.minutes, week.date) for week in weeks(running)] == [(0, date(2025, 6, 23))]
        replaced = gauge(running)
        assert replaced not in (at_first, with_ben)

        await to_line(running, "people · Ben")
        await running.press("x")
        assert "≈10:00" in running.line("people · Ben")
        assert not weeks(running)
        assert gauge(running) == with_ben

        await running.press("u")
        assert gauge(running) == replaced
        await running.press("u")
        assert gauge(running) == with_ben
        await running.press("u")
        assert gauge(running) == at_first
        assert "people · Ben" not in running.text()
        await running.saved()
        assert not entries(running)


async def test_a_raise_an_end_and_a_deletion_each_with_undo(start: Start) -> None:
    async with start(size=(120, 44)) as running:
        running.main.do(_ben(running))
        await running.pilot.pause()
        await to_line(running, "people · Ben")
        before = entries(running)
        await running.press("s", "enter", "enter", "enter", "enter", "enter")
        await running.write("150")
        await running.press("enter")
        assert [(entry.cost, entry.ends) for entry in entries(running)] == [
            (12_000, date(2025, 6, 28)), (15_000, None),
        ]  # fmt: skip
        await running.press("u")
        assert entries(running) == before

        await running.press("s", "e")
        await running.write("2025-06-15")
        await running.press("enter")
        assert "Ben ends on Sun 15 Jun 2025" in running.text()
        assert [entry.ends for entry in entries(running)] == [date(2025, 6, 15)]
        await running.press("u")
        assert entries(running) == before

        await to_line(running, "people · Ben")
        await running.press("s", "d")
        assert "Delete Ben?" in running.text()
        await running.press("escape")
        assert entries(running) == before
        await running.press("s", "d", "y")
        assert not entries(running)
        await running.press("u")
        assert entries(running) == before


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [("2025-06-01", "it cannot end before"), ("soon", "soon"), ("", "a day, such as today")],
)
async def test_a_last_day_that_cannot_be_keeps_the_question_open(start: Start, typed: str, sentence: str) -> None:
    async with start(size=(120, 44)) as running:
        running.main.do(_ben(running))
        await running.pilot.pause()
        await to_line(running, "people · Ben")
        await running.press("s", "e", "backspace")
        await running.write(typed)
        await running.press("enter")
        assert "End Ben" in running.text()
        assert sentence in running.text()
        assert entries(running)[0].ends is None


async def test_hostile_names_are_text_from_the_list_to_the_timesheet(start: Start) -> None:
    async with start(size=(120, 44)) as running:
        running.main.do(_ben(running, "[red]x[/] [@click=app.quit]"))
        await running.pilot.pause()
        await to_line(running, "people · [red]x[/] [@click=app.quit]")
        await running.press("s")
        assert "[red]x[/]" in running.text()
        await running.press("e")
        assert "End [red]x[/] [@click=app.quit]" in running.text()
        await running.press("escape", "s", "d")
        assert "Delete [red]x[/] [@click=app.quit]?" in running.text()
        await running.press("y")
        assert not entries(running)


async def test_without_a_stream_it_says_how_to_begin(start: Start) -> None:
    async with start(None) as running:
        await running.press("escape", "escape", "s")
        assert "what goes on belongs to a stream: a adds one" in running.text()


def _ben(running: Running, name: str = "Ben") -> Edit:
    said: dict[str, Any] = {"source": Source.PEOPLE, "minutes": 600, "cost": 12_000}
    return add_standing(running.funnel.book, "care", name, begins=SINCE, per=Per.WEEK, **said)
