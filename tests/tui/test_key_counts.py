"""The README's table of what the common journeys cost: each is played as it is written, and does what it says."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from leverage_tui.domain.model import Hours, Work
from leverage_tui.domain.timesheet import Row, entries_in, minutes_in
from leverage_tui.tui.key_names import read_key
from tests.tui.conftest import Running, Start

README = Path(__file__).parent.parent.parent / "README.md"
MONDAY = date(2025, 6, 30)
ROWS = (Row("consulting", Work.DELIVER), Row("care", Work.MANAGE), Row("course", Work.SUPPORT))
JOURNEY = re.compile(r"^\| (.+?) \| `(.+?)` \| (\d+) \|", re.MULTILINE)
JOURNEYS = {what: (keys.split(), int(count)) for what, keys, count in JOURNEY.findall(README.read_text("utf-8"))}


def today(running: Running) -> list[int]:
    return [minutes_in(running.funnel.book, row, MONDAY) for row in ROWS]


def here(running: Running) -> int:
    """The minutes of the first row on the day under the cursor, which is today."""
    return today(running)[0]


def of_week(running: Running, first: date) -> int:
    entries = running.funnel.book.all(Hours)
    return sum(entry.minutes for entry in entries if first <= entry.date < first + timedelta(7))


DONE: dict[str, Callable[[Running, int], bool]] = {
    "today's hours of three streams: 2, 1:30, 0:30": lambda running, _: today(running) == [120, 90, 30],
    "the same, as on the last four such days": lambda running, _: today(running) == [264, 17, 2],
    "three hours into the cell under the cursor": lambda running, _: here(running) == 180,
    "half an hour more in it": lambda running, before: here(running) == before + 30,
    "last week's rows with their hours": lambda running, _: (
        of_week(running, MONDAY) == of_week(running, MONDAY - timedelta(7)) > 0
    ),
    "a note of four letters on the cell": lambda running, _: (
        [entry.note for entry in entries_in(running.funnel.book, ROWS[0], MONDAY)] == ["call"]
    ),
    "back to last week": lambda running, _: running.app.session.view.week == MONDAY - timedelta(7),
    "take the last change back": lambda running, _: here(running) == 0,
}


def test_every_journey_of_the_table_is_played() -> None:
    assert JOURNEYS.keys() == DONE.keys()


@pytest.mark.parametrize("what", DONE)
async def test_a_journey_costs_what_the_table_says(start: Start, what: str) -> None:
    keys, count = JOURNEYS[what]
    assert len(keys) == count
    names = [read_key(key) or key for key in keys]
    async with start(today=MONDAY) as running:
        if what in ("half an hour more in it", "a note of four letters on the cell", "take the last change back"):
            await running.press("2", "enter", "up")
        before = here(running)
        await running.press(*names)
        assert DONE[what](running, before), running.text()
