"""The settings that change figures, in the dashboard by keys alone and on a real file."""

from __future__ import annotations

from typing import Any

import pytest

from leverage_tui.domain.edits.settings import set_setting
from leverage_tui.domain.model import Restatement
from leverage_tui.domain.settings import why_not
from leverage_tui.tui.flows.settings import KINDS
from tests.tui.conftest import Running, Start

CAPACITY, WEEKS, LIVING, RETURN = 2, 3, 4, 5
"""The places in the list."""


def value(running: Running, key: str) -> Any:
    """A setting as the book has it."""
    return getattr(running.funnel.book.settings, key)


async def choose(running: Running, place: int) -> None:
    """The list of settings from the palette, and the one at `place` of it."""
    await running.press("semicolon")
    await running.write("settings")
    await running.until(lambda: "Your hour, goal, capacity" in running.text())
    await running.press("enter")
    await running.until(lambda: "Enter changes it" in running.text())
    await running.press(*["down"] * place, "enter")


async def retype(running: Running, text: str) -> None:
    """Another text in the one field."""
    await running.press("home", *["delete"] * 12)
    await running.write(text)


async def test_the_list_says_every_value_in_words(start: Start) -> None:
    async with start() as running:
        await running.press("semicolon")
        await running.write("settings")
        await running.until(lambda: "Your hour, goal, capacity" in running.text())
        await running.press("enter")
        await running.until(lambda: "Enter changes it" in running.text())
        for name, shown in (
            ("Your hour  ", "$60 an hour"), ("Goal  ", "no goal"), ("Capacity", "40:00 h a week"),
            ("Working weeks", "46 a year"), ("Living expenses", "$3,000 a month"),
            ("Required return", "5% a year"),
        ):  # fmt: skip
            assert any(name in line and shown in line for line in running.text().splitlines()), name
        await running.press("escape")
        assert len(running.app.screen_stack) == 1


@pytest.mark.parametrize(
    ("place", "typed", "reading", "key", "new"),
    [
        (CAPACITY, "37:30", "37:30 h a week", "capacity_minutes_per_week", 2250),
        (CAPACITY, "0", "0:00 h a week", "capacity_minutes_per_week", 0),
        (WEEKS, "44", "44 a year", "working_weeks_per_year", 44),
        (LIVING, "2500.50", "$2,500.50 a month", "living_expenses_per_month", 250_050),
        (LIVING, "", "not said, nothing is compared with it", "living_expenses_per_month", None),
        (RETURN, "7.5%", "7.5% a year", "required_return", 0.075),
        (RETURN, "0.04", "4% a year", "required_return", 0.04),
    ],
)
async def test_a_new_value_is_read_while_typing_and_is_one_edit(
    start: Start, place: int, typed: str, reading: str, key: str, new: object
) -> None:
    async with start() as running:
        old = value(running, key)
        await choose(running, place)
        await retype(running, typed)
        assert reading in running.text()
        await running.press("enter")
        assert value(running, key) == new
        assert f": {reading} (was: " in running.text()
        await running.press("u")
        assert value(running, key) == old


@pytest.mark.parametrize(
    ("place", "typed", "sentence"),
    [
        (CAPACITY, "200", "200 is more than the 168 hours it can be"),
        (CAPACITY, "", "capacity cannot be empty"),
        (WEEKS, "54", "working_weeks_per_year is a whole number from 0 to 53"),
        (WEEKS, "most", "most is not a number of weeks"),
        (LIVING, "3,000", "3,000 could be 3000"),
        (LIVING, "EUR 3000", "that is EUR, and this is counted in USD"),
        (LIVING, "-1", "amounts are never negative"),
        (RETURN, "5", "required_return is a share from 0 to 1, such as 0.05"),
        (RETURN, "nan", "nan is no share: write 0.05 or 5%"),
    ],
)
async def test_what_cannot_be_keeps_the_question_open(start: Start, place: int, typed: str, sentence: str) -> None:
    async with start() as running:
        before = running.funnel.book.settings
        await choose(running, place)
        await retype(running, typed)
        await running.press("enter")
        assert len(running.app.screen_stack) == 2
        assert sentence in running.text()
        await running.press("escape", "escape")
        assert len(running.app.screen_stack) == 1
        assert running.funnel.book.settings == before


async def test_the_value_that_is_there_is_no_edit(start: Start) -> None:
    async with start() as running:
        before = running.path.read_bytes()
        for place, said in ((CAPACITY, "40:00 h a week"), (WEEKS, "46 a year"), (RETURN, "5% a year")):
            await choose(running, place)
            await running.press("enter")
            assert f"{said} already" in running.text()
        await running.saved()
        assert running.path.read_bytes() == before


async def test_your_hour_keeps_its_own_question_with_the_restatement(start: Start) -> None:
    async with start() as running:
        await choose(running, 0)
        await running.until(lambda: "restates history" in running.text())
        await retype(running, "75")
        assert "the gauge: 8.9 → -13.8" in running.text(), running.text()
        assert running.main.session.view.book.settings.baseline_rate == 6000
        await running.press("enter")
        assert value(running, "baseline_rate") == 7500
        (record,) = running.funnel.book.all(Restatement)
        assert (record.old, record.new) == (6000, 7500)
        await running.press("u")
        assert value(running, "baseline_rate") == 6000
        assert not list(running.funnel.book.all(Restatement))


async def test_the_goal_keeps_its_own_question(start: Start) -> None:
    async with start() as running:
        await choose(running, 1)
        await running.until(lambda: "empty: no goal" in running.text())
        await running.write("50")
        await running.press("enter")
        assert value(running, "gauge_goal") == 50


async def test_a_measured_rate_is_said_where_none_is_set(start: Start) -> None:
    async with start(size=(120, 36)) as running:
        running.main.do(set_setting(running.funnel.book, "baseline_rate", None))
        await running.pilot.pause()
        await running.press("semicolon")
        await running.write("settings")
        await running.until(lambda: "Your hour, goal, capacity" in running.text())
        await running.press("enter")
        await running.until(lambda: "Enter changes it" in running.text())
        assert "no rate of your own: $65.78, as your sold hours earned" in running.text()


@pytest.mark.parametrize("key", KINDS)
def test_every_setting_of_the_list_is_one_of_the_book(key: str) -> None:
    fits = 0.05 if key == "required_return" else 10
    assert why_not(key, fits) is None
    assert (why_not(key, None) is None) == bool(KINDS[key].none)
