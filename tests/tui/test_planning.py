"""What-ifs and plans on the dashboard, by keys alone and on a real file."""

from __future__ import annotations

import json
from typing import Any

import pytest
from textual.screen import Screen

from leverage_tui.domain.edits.scenarios import keep_scenario
from leverage_tui.domain.model import Scenario, Standing, Status
from leverage_tui.tui.flows import planning
from leverage_tui.tui.screens.plan_board import PlanBoard
from leverage_tui.tui.screens.what_if_board import WhatIfBoard, WhatIfKinds
from tests.tui.conftest import DATA, Running, Start

EXAMPLES: dict[str, list[dict[str, Any]]] = json.loads((DATA / "scenarios.json").read_text())
PASSING = {**EXAMPLES["new_stream"][1], "net_per_week": 250}


async def begin(running: Running, flow: Any) -> None:
    """Begin a flow; its first dialog is there then."""
    flow(running.main)
    await running.settle()


def top(running: Running) -> Screen[Any]:
    """What stands on top: a dialog, or the dashboard."""
    return running.app.screen


def bodies(running: Running) -> list[dict[str, Any]]:
    """What is kept."""
    return [dict(found.body) for found in running.funnel.book.all(Scenario)]


def keep(running: Running, *found: dict[str, Any]) -> None:
    """Keep scenarios, as the command line does."""
    for body in found:
        running.main.do(keep_scenario(running.funnel.book, body))


async def work_out_a_helper(running: Running) -> None:
    """Three hours a week at 15 for the stream at hand, kept, from the list of kinds on."""
    await running.press("enter")
    await running.write("3")
    await running.press("enter")
    await running.write("15")
    await running.press("f10")


async def test_a_first_what_if_is_kept_and_changes_no_figure(start: Start) -> None:
    async with start() as running:
        before = running.main.session.view.figures
        await begin(running, planning.what_if)
        assert isinstance(top(running), WhatIfKinds)
        await work_out_a_helper(running)
        assert top(running) is running.main
        assert "hire for WordPress consulting kept" in running.text()
        (body,) = bodies(running)
        assert (body["stream"], body["activity"], body["hours_per_week"], body["rate"]) == (
            "consulting", "deliver", 3, 15,
        )  # fmt: skip
        assert running.main.session.view.figures == before
        await running.press("u")
        assert bodies(running) == []


async def test_the_board_opens_forgets_and_comes_back(start: Start) -> None:
    async with start() as running:
        keep(running, *EXAMPLES["what_if"][:3])
        await begin(running, planning.what_if)
        assert isinstance(top(running), WhatIfBoard)
        await running.press("down", "x")
        assert isinstance(top(running), WhatIfBoard)
        assert "forgotten. Undo brings it back." in running.text()
        assert len(bodies(running)) == 2
        await running.press("enter", "escape")
        assert isinstance(top(running), WhatIfBoard)
        await running.press("a", "escape", "x", "x")
        assert top(running) is running.main
        assert bodies(running) == []
        await running.press("u", "u", "u")
        assert len(bodies(running)) == 3


async def test_a_what_if_becomes_real_from_a_day_on_in_one_step(start: Start) -> None:
    async with start() as running:
        keep(running, EXAMPLES["what_if"][0])
        there = len(list(running.funnel.book.all(Standing)))
        await begin(running, planning.what_if)
        await running.press("g")
        assert "3:00 a week at $45" in running.text()
        await running.press("escape")
        assert isinstance(top(running), WhatIfBoard)
        await running.press("g")
        await running.write("yesterweek")
        await running.press("enter")
        assert top(running) is not running.main
        await running.press("ctrl+u", "ctrl+k")
        await running.write("2025-06-02")
        await running.press("enter")
        assert top(running) is running.main
        assert len(list(running.funnel.book.all(Standing))) == there + 1
        await running.press("u")
        assert len(list(running.funnel.book.all(Standing))) == there
        assert len(bodies(running)) == 1


async def test_what_cannot_become_real_says_why_before_it_is_taken(start: Start) -> None:
    async with start() as running:
        keep(running, EXAMPLES["what_if"][4])
        await begin(running, planning.what_if)
        await running.press("g", "enter")
        assert "is entered as money" in " ".join(running.text().split())
        await running.press("escape", "escape")
        assert top(running) is running.main


async def fill_in(running: Running, name: str) -> None:
    """The passing plan, kept."""
    await running.write(name)
    await running.press("enter", "right", "enter", "right", "enter", "enter")
    for _ in range(5):
        await running.press("right", "enter")
    for typed in ("120", "250", "2"):
        await running.write(typed)
        await running.press("enter")
    await running.press("f10")


@pytest.mark.parametrize("wanted", [True, False])
async def test_a_plan_that_passes_becomes_a_stream_if_that_is_wanted(start: Start, wanted: bool) -> None:
    async with start() as running:
        await begin(running, planning.plan)
        await fill_in(running, "second course")
        assert "It passes. Add it as a stream too?" in running.text()
        await running.press("y" if wanted else "n")
        assert top(running) is running.main
        streams = running.funnel.book.streams
        assert len(streams) == (4 if wanted else 3)
        if wanted:
            added = list(streams.values())[-1]
            assert (added.name, added.status, added.time_sold) == ("second course", Status.IDEA, False)
            assert bodies(running)[0]["stream"] == added.id
        await running.saved()
        await running.press("u")
        assert (len(running.funnel.book.streams), bodies(running)) == (3, [])


async def test_a_stream_of_that_name_is_no_reason_to_lose_the_plan(start: Start) -> None:
    async with start() as running:
        await begin(running, planning.plan)
        await fill_in(running, "wordpress care plan")
        await running.press("y")
        assert top(running) is running.main
        assert len(bodies(running)) == 1


async def test_a_kept_plan_becomes_a_stream_once(start: Start) -> None:
    async with start(size=(80, 24)) as running:
        keep(running, PASSING)
        await begin(running, planning.plan)
        assert isinstance(top(running), PlanBoard)
        await running.press("g")
        assert len(running.funnel.book.streams) == 4
        await begin(running, planning.plan)
        await running.press("enter", "f10")
        assert isinstance(top(running), PlanBoard)
        await running.press("g")
        assert len(running.funnel.book.streams) == 4
        assert "is a stream already" in running.text()


async def test_without_a_stream_there_is_nothing_to_take_over(start: Start) -> None:
    async with start(None) as running:
        await running.press("escape")
        await begin(running, planning.what_if)
        await running.press("enter")
        assert "that is about a stream: a adds one" in running.text()
