"""The end of the check-in: what it says, and why the gauge moved since the last one."""

from __future__ import annotations

import pytest

from leverage_tui.domain.edits.streams import pause_stream
from leverage_tui.tui.flows.check_in import check_in
from leverage_tui.tui.since import NAME, last_check_in, since_last, since_words
from tests.tui.conftest import TODAY, Start
from tests.tui.test_check_in import TUESDAY, begin

# The end


async def test_the_end_says_hours_gauge_and_days_and_enter_closes(start: Start) -> None:
    async with start(size=(80, 24)) as running:
        await begin(running)
        await running.press("2", "enter", "enter", "1", "enter")
        text = running.text()
        assert "own hours today  3:00" in text
        assert "the gauge        8.2 %, sold time" in text
        assert "6 of the last 7 days have hours." in text
        assert "The first check-in" in text
        await running.press("enter")
        assert running.app.screen is running.main
        found = last_check_in(running.app.session)
        assert found is not None
        assert (found.day, found.raw) == (TODAY, running.app.session.view.figures.book.gauge.raw)


async def test_the_next_check_in_says_why_it_moved_and_the_causes_add_up(start: Start) -> None:
    async with start() as running:
        await begin(running)
        await running.press("2", *["enter"] * 4)
        await running.saved()
    async with start(today=TUESDAY, size=(80, 24)) as running:
        await running.press("home", "8", "enter")
        assert since_words(running.app.session).startswith("since Sun: ")
        await begin(running)
        await running.press(*["enter"] * 5)
        text = running.text()
        assert "Since the last check-in, Sun 29 Jun" in text
        assert "entries for earlier days included" not in text
        moved = since_last(running.app.session)
        assert moved is not None
        assert moved.before is not None
        points = [
            line.split()[1] for line in text.splitlines() if line.split()[:1] and line.split()[0] in
            ("hours", "money", "building", "window", "settings")
        ]  # fmt: skip
        said = running.line("points")
        whole = float(said.split("by ")[1].split(" points")[0]) * (1 if "rose" in said else -1)
        assert round(sum(map(float, points)), 1) == whole


async def test_what_was_taken_back_since_is_reckoned_with(start: Start) -> None:
    async with start() as running:
        await running.press("8", "enter")
        await begin(running)
        await running.press(*["enter"] * 4)
        await running.press("u")
        await running.saved()
        moved = since_last(running.app.session)
        assert moved is not None
        assert moved.state == ""
        assert [cause.name for cause in moved.causes] == ["hours"]
        assert since_words(running.app.session).startswith("since earlier today: +")


async def test_a_log_that_is_not_the_one_of_then_is_said(start: Start) -> None:
    async with start() as running:
        await begin(running)
        await running.press("2", *["enter"] * 4)
        await running.press("3", "enter")
        kept = running.funnel.remembered.get(NAME)
        for wrong in ({"mark": "another"}, {"steps": 99}, {"raw": 1.0}):
            running.funnel.remembered.put(NAME, {**kept, **wrong})
            moved = since_last(running.app.session)
            assert moved is not None
            assert "entries for earlier days included" in moved.state


@pytest.mark.parametrize(
    "kept", [None, 3, "text", [], {}, {"day": "x", "raw": None, "steps": 0, "mark": ""},
             {"day": "2025-07-30", "raw": 1.0, "steps": 0, "mark": ""}]
)  # fmt: skip
async def test_what_cannot_be_remembered_is_no_check_in(start: Start, kept: object) -> None:
    async with start() as running:
        running.funnel.remembered.put(NAME, kept)
        assert last_check_in(running.app.session) is None
        assert since_last(running.app.session) is None
        assert since_words(running.app.session) == ""


# Where it cannot be, and sizes


async def test_without_live_streams_it_does_not_open(start: Start) -> None:
    async with start() as running:
        for stream in tuple(running.funnel.book.streams):
            running.app.session.do(pause_stream(running.funnel.book, stream))
        check_in(running.main)
        await running.settle()
        assert "the check-in asks about live streams: a adds one" in running.text()
        assert running.app.screen is running.main
