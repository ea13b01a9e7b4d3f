"""The probe says what the terminal sends, and does nothing of it."""

from __future__ import annotations

import pytest

from leverage_tui.tui.actions import use_keys
from leverage_tui.tui.flows.keys import key_probe
from leverage_tui.tui.keymap import Keymap
from leverage_tui.tui.screens.key_probe import KeyProbe, ProbeApp, doing
from leverage_tui.tui.screens.main import MainScreen
from tests.tui.conftest import Start


@pytest.mark.parametrize(
    ("key", "character", "does"),
    [
        ("m", "m", "money: money"), ("ctrl+z", None, "undo: undo"), ("j", "j", "moves in the timesheet"),
        ("full_stop", ".", "starts an entry in a cell"), ("f11", None, "nothing"),
    ],
)  # fmt: skip
def test_what_a_key_does(key: str, character: str | None, does: str) -> None:
    use_keys({})
    assert doing(key, character) == does


@pytest.mark.parametrize("size", [(120, 36), (60, 15)], ids=str)
async def test_every_key_is_named_and_does_nothing(start: Start, size: tuple[int, int]) -> None:
    async with start(size=size) as running:
        key_probe(running.main)
        await running.settle()
        week = running.app.session.view.week
        await running.press("m", "pageup", "U", "tab", "question_mark", "escape", "ctrl+p", "escape")
        assert isinstance(running.app.screen, KeyProbe)
        assert "previous_week" in running.line("pageup")
        assert "U" in running.line("redo: redo")
        assert "?" in running.line("question_mark")
        assert running.app.session.view.week == week
        await running.press("escape")
        assert isinstance(running.app.screen, MainScreen)


async def test_ctrl_q_leaves_it_at_once(start: Start) -> None:
    async with start() as running:
        key_probe(running.main)
        await running.settle()
        await running.press("ctrl+q")
        assert isinstance(running.app.screen, MainScreen)


async def test_alone_it_knows_the_keys_of_the_config() -> None:
    app = ProbeApp(Keymap({"money": ("f7",)}))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f7")
        await pilot.pause()
        shown = "".join(str(row.render()) for row in app.screen.query("#key-0"))
        assert "money: money" in shown
        await pilot.press("escape", "escape")
        await pilot.pause()
    assert app.return_code == 0
