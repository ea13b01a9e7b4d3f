"""Every screen lives through a terminal that is too small for anything."""

from __future__ import annotations

import pytest

from leverage_tui.tui.actions import ACTIONS
from leverage_tui.tui.screens.main import MainScreen
from tests.hostile.crawl import ENDING, ROW, WORKED
from tests.tui.conftest import Start

OPENING = [action.id for action in ACTIONS if action.id not in ENDING]


@pytest.mark.parametrize("quarter", range(4))
async def test_every_screen_that_an_action_opens_can_be_made_tiny(start: Start, quarter: int) -> None:
    async with start() as running:
        for action in OPENING[quarter::4]:
            running.main.timesheet.go_to(WORKED, ROW)
            await running.main.perform(action)
            await running.settle()
            if isinstance(running.app.screen, MainScreen):
                continue
            for size in ((1, 1), (3, 9), (9, 5), (120, 36)):
                await running.pilot.resize_terminal(*size)
                await running.pilot.pause()
                assert running.app.fault is None, (action, size)
            while not isinstance(running.app.screen, MainScreen):
                running.app.screen.dismiss()
                await running.settle()
