"""Letters to jump by, one pane over the screen, and the mouse on the dashboard's lines."""

from __future__ import annotations

from datetime import date

import pytest
from textual.geometry import Offset
from textual.widget import Widget

from leverage_tui.tui.flows.keys import jump, maximise, targets
from leverage_tui.tui.screens.help import HelpScreen
from leverage_tui.tui.screens.jump import Jump, Target, lettered
from leverage_tui.tui.screens.listing import Choices, Words
from leverage_tui.tui.screens.main import MainScreen
from tests.tui.conftest import Running, Start

SIZES = [(120, 36), (80, 24), (60, 15), (200, 16)]


async def opened(running: Running) -> list[Target]:
    """The letters are shown; their targets."""
    found = lettered(targets(running.main))
    jump(running.main)
    await running.settle()
    assert isinstance(running.app.screen, Jump)
    return found


def focused(running: Running) -> str | None:
    return running.main.focused.id if isinstance(running.main.focused, Widget) else None


def test_every_target_has_a_letter_of_its_own_while_there_are_any() -> None:
    wished = [Target("one", None, lambda: None, "s"), Target("two", None, lambda: None)]
    found = lettered([*wished, *(Target(str(number), None, lambda: None) for number in range(40))])
    assert [target.letter for target in found[:2]] == ["s", "a"]
    assert len({target.letter for target in found}) == len(found) == 26


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_each_letter_stands_over_its_target(start: Start, size: tuple[int, int]) -> None:
    async with start(size=size) as running:
        found = await opened(running)
        lines = running.text().splitlines()
        seen = [target for target in found if target.at is not None]
        assert {"h", "t", "l"} <= {target.letter for target in seen}
        for target in seen:
            assert target.at is not None
            assert lines[target.at.y][target.at.x] == target.letter
        assert len({target.at for target in seen}) == len(seen)
        for target in found:
            if target.at is None:
                assert f"{target.letter} {target.name}" in lines[-2]


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_a_letter_goes_to_a_pane(start: Start, size: tuple[int, int]) -> None:
    async with start(size=size) as running:
        for target in [each for each in lettered(targets(running.main)) if each.letter in "slt"]:
            await opened(running)
            await running.press(target.letter)
            assert focused(running) == {"s": "streams", "l": "gauge", "t": "timesheet"}[target.letter]
            assert not isinstance(running.app.screen, Jump)


async def test_a_letter_goes_to_a_row_and_types_nothing(start: Start) -> None:
    async with start() as running:
        before = running.path.read_text()
        rows = [each for each in await opened(running) if each.name == "deliver"]
        await running.press(rows[-1].letter)
        line = running.main.timesheet.line
        assert line is not None
        assert line.label == "deliver"
        assert running.main.timesheet.day == running.app.session.view.today
        assert not running.main.timesheet.editing
        assert running.path.read_text() == before


async def test_a_letter_goes_to_a_stream_and_to_an_action(start: Start) -> None:
    async with start() as running:
        streams = list(running.app.session.view.book.streams)
        target = next(each for each in await opened(running) if each.name == streams[-1])
        await running.press(target.letter)
        assert running.main.stream_at_hand() == streams[-1]
        target = next(each for each in await opened(running) if each.name == "help")
        await running.press(target.letter)
        assert isinstance(running.app.screen, HelpScreen)


@pytest.mark.parametrize("key", ["escape", "f9", "1", "Z"])
async def test_another_key_leaves_and_does_nothing_else(start: Start, key: str) -> None:
    async with start() as running:
        await opened(running)
        await running.press(key)
        assert isinstance(running.app.screen, MainScreen)
        assert not running.main.timesheet.editing
        assert focused(running) == "timesheet"


async def test_another_size_leaves(start: Start) -> None:
    async with start() as running:
        await opened(running)
        await running.pilot.resize_terminal(80, 24)
        await running.settle()
        assert isinstance(running.app.screen, MainScreen)


async def test_a_click_on_a_letter_goes_there(start: Start) -> None:
    async with start() as running:
        target = next(each for each in await opened(running) if each.letter == "l")
        assert target.at is not None
        await running.pilot.click(offset=(target.at.x, target.at.y))
        await running.settle()
        assert focused(running) == "gauge"


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("pane", ["timesheet", "gauge"])
async def test_one_pane_fills_the_screen_and_esc_brings_the_others_back(
    start: Start, size: tuple[int, int], pane: str
) -> None:
    async with start(size=size) as running:
        running.main.show_pane(pane)
        await running.settle()
        before = running.text()
        maximise(running.main)
        await running.settle()
        shown = running.main.query_one(f"#{pane}")
        assert shown.region.width == size[0]
        assert shown.region.height >= size[1] - 4
        assert focused(running) == pane
        if pane == "timesheet":
            await running.press("7", "escape")
            assert running.main.has_class("-full")
        await running.press("escape")
        assert not running.main.has_class("-full")
        assert running.text().splitlines()[3:-2] == before.splitlines()[3:-2]


async def test_every_pane_can_be_gone_to_while_one_is_full(start: Start) -> None:
    async with start(size=(100, 30)) as running:
        maximise(running.main)
        seen = set()
        for _ in range(3):
            await running.press("tab")
            pane = running.main.focused
            assert isinstance(pane, Widget)
            assert pane.region.width == 100
            seen.add(pane.id)
        assert seen == {"streams", "timesheet", "gauge"}
        running.main.show_pane("streams")
        maximise(running.main)
        await running.settle()
        assert focused(running) == "timesheet"


@pytest.mark.parametrize("size", SIZES[:3], ids=str)
async def test_the_mouse_opens_what_waits_and_the_arithmetic(start: Start, size: tuple[int, int]) -> None:
    async with start(size=size, today=date(2025, 7, 20)) as running:
        assert running.main.waits
        await running.pilot.click("#waits", offset=(6, 0))
        await running.settle()
        assert isinstance(running.app.screen, Choices)
        await running.pilot.click(offset=(0, 0))
        await running.settle()
        assert isinstance(running.app.screen, MainScreen)
        await running.pilot.click("#gauge", offset=(5, 0))
        await running.settle()
        assert isinstance(running.app.screen, Words)


async def test_a_click_on_the_week_shows_this_one(start: Start) -> None:
    async with start() as running:
        await running.press("pageup")
        await running.pilot.click("#header", offset=(3, 0))
        await running.settle()
        assert running.app.session.view.today in running.app.session.view.days


async def test_a_click_on_a_dialogs_key_is_the_key(start: Start) -> None:
    async with start() as running:
        await running.main.perform("goal")
        await running.settle()
        line = running.app.screen.query_one("#keys")
        x = running.text().splitlines()[line.region.y].index("Esc") - line.region.x
        await running.pilot.click("#keys", offset=Offset(x + 1, 0))
        await running.settle()
        assert isinstance(running.app.screen, MainScreen)


async def test_a_click_on_a_pages_key_is_the_key(start: Start) -> None:
    async with start() as running:
        await running.main.perform("insights")
        await running.settle()
        line = running.app.screen.query_one("#page-keys")
        x = running.text().splitlines()[line.region.y].index("Esc")
        await running.pilot.click("#page-keys", offset=Offset(x + 1, 0))
        await running.settle()
        assert isinstance(running.app.screen, MainScreen)
