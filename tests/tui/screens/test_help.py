"""The help page: every key there is, and a way through it."""

from __future__ import annotations

from textual.widgets import Static

from leverage_tui.tui.actions import ACTIONS
from leverage_tui.tui.screens.help import HelpScreen, key_sections
from leverage_tui.tui.screens.help_words import WORDS
from tests.tui.screens.helpers import drawn, staged


def page(stage_screen: HelpScreen) -> str:
    return "\n".join(str(part.render()) for part in stage_screen.query("#body Static").results(Static))


async def test_every_action_and_word_stands_there() -> None:
    async with staged(HelpScreen) as stage:
        assert isinstance(stage.app.screen, HelpScreen)
        words = page(stage.app.screen)
        for action in ACTIONS:
            assert action.help in words
            assert action.shown_keys in words
        own = ("leveraged share", "time multiplier", "build debt", "hidden work", "decoupling", "price premium")
        assert {*own} <= {word for word, _ in WORDS}
        assert "9:00-12, 13-15:30" in words
        assert "written off" in words


async def test_the_keys_scroll_from_end_to_end() -> None:
    async with staged(HelpScreen, size=(60, 15)) as stage:
        await stage.press("end")
        assert "Capital gains, risk and taxes are left out." in stage.said
        await stage.press("home")
        assert "1 Keys" in stage.said
        before = drawn(stage.app)
        await stage.press("down")
        assert drawn(stage.app) != before
        await stage.press("up")
        assert drawn(stage.app) == before
        await stage.press("pagedown")
        assert "1 Keys" not in stage.said
        await stage.press("pageup")
        assert drawn(stage.app) == before


async def test_the_parts_are_one_key_away() -> None:
    async with staged(HelpScreen) as stage:
        for key, part in (("2", "2 What may be typed"), ("4", "4 The gauge"), ("1", "1 Keys"), ("3", "3 Words")):
            await stage.press(key)
            assert f"Help {part}" in stage.said
        await stage.press("tab")
        assert "Help 4 The gauge" in stage.said
        await stage.press("shift+tab", "shift+tab")
        assert "Help 2 What may be typed" in stage.said


async def test_it_goes_away() -> None:
    for key in ("escape", "q", "question_mark", "f1"):
        async with staged(HelpScreen) as stage:
            await stage.press(key)
            assert stage.result is None


def test_no_section_is_empty() -> None:
    assert all(pairs for _, pairs in key_sections())
