"""A screen answers once, whatever is typed ahead and whatever stands over it."""

from __future__ import annotations

import pytest
from textual.events import Key

from leverage_tui.tui.screens.busy import Busy
from leverage_tui.tui.screens.form import Form
from leverage_tui.tui.screens.prompt import Confirm
from tests.tui.conftest import Start


@pytest.mark.parametrize("action", ["jump", "help", "plan", "insights", "close_week", "taste", "check_in"])
async def test_a_screen_that_is_left_twice_is_left_once(start: Start, action: str) -> None:
    async with start() as running:
        await running.main.perform("settings")
        await running.settle()
        under = running.app.screen
        await running.main.perform(action)
        await running.settle()
        screen = running.app.screen
        assert screen is not under
        screen.dismiss()
        screen.dismiss()
        await running.settle()
        assert running.app.screen is under


async def test_a_second_letter_that_was_typed_ahead_is_nothing(start: Start) -> None:
    async with start() as running:
        await running.main.perform("jump")
        await running.settle()
        screen = running.app.screen
        for _ in range(2):
            screen.post_message(Key("R", "R"))
        await running.settle()
        assert running.app.screen is running.main
        assert running.app.fault is None


async def test_a_step_in_a_form_that_is_gone_is_nothing(start: Start) -> None:
    async with start() as running:
        await running.main.perform("money")
        await running.settle()
        form = running.app.screen
        assert isinstance(form, Form)
        await form.dismiss()
        await running.settle()
        assert not form.stops()
        form.action_next()
        form.action_back()
        assert running.app.fault is None


async def test_what_ends_under_another_screen_takes_that_with_it(start: Start) -> None:
    async with start() as running:
        busy = Busy("Importing", "It is one step.")
        await running.app.push_screen(busy)
        await running.app.push_screen(Confirm("Sure?", "", "Yes"))
        busy.dismiss()
        await running.settle()
        assert running.app.screen is running.main
