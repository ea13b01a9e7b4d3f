"""One field, and one question."""

from __future__ import annotations

import pytest

from leverage_tui.tui.screens.prompt import Confirm, Prompt, Read, says_goal, says_note, says_rate
from tests.tui.screens.helpers import NOT_YET, staged


async def test_typing_replaces_and_enter_takes() -> None:
    async with staged(lambda: Prompt("Your rate", "Rate", "60", says_rate("USD"))) as stage:
        await stage.press("'75.5")
        assert "→ $75.50 an hour" in stage.said
        await stage.press("enter")
        assert stage.result == "75.5"


async def test_emptied_is_an_answer_and_left_is_none() -> None:
    async with staged(lambda: Prompt("Your rate", "Rate", "60", says_rate("USD"))) as stage:
        await stage.press("backspace", "enter")
        assert stage.result == ""
    async with staged(lambda: Prompt("Your rate", "Rate", "60", says_rate("USD"))) as stage:
        await stage.press("escape")
        assert stage.result is None


async def test_a_note_is_cleaned() -> None:
    async with staged(lambda: Prompt("Note", "Note", "", says_note)) as stage:
        await stage.press("'  two   blanks ", "f10")
        assert stage.result == "two blanks"


@pytest.mark.parametrize(
    ("read", "typed", "sentence"),
    [
        (says_rate("USD"), "lots", "lots is not an amount: write 1234.56"),
        (says_rate("USD"), "0", "a rate of 0 is none: leave it empty for that"),
        (says_rate("USD"), "60 EUR", "that is EUR, and this is counted in USD"),
        (says_goal, "100", "a goal is a whole number from 0 to 99"),
        (says_goal, "half", "a goal is a whole number from 0 to 99"),
        (says_goal, "-1", "a goal is a whole number from 0 to 99"),
    ],
)
async def test_what_cannot_be_keeps_it_open(read: Read, typed: str, sentence: str) -> None:
    async with staged(lambda: Prompt("Title", "Label", "", read)) as stage:
        await stage.press(f"'{typed}", "enter")
        assert stage.result is NOT_YET
        assert f"! {sentence}" in stage.said
        assert typed in stage.said
        await stage.press("escape")
        assert "Esc again to leave" in stage.said
        await stage.press("escape")
        assert stage.result is None


def test_a_goal_is_read_with_or_without_its_sign() -> None:
    assert says_goal("50 %") == says_goal("50")
    assert says_goal("50").words == "50 of 100"
    assert not says_goal("").stops
    assert says_goal("٣").stops


@pytest.mark.parametrize(
    ("keys", "answer"),
    [
        (("enter",), False),
        (("down", "enter"), True),
        (("down", "up", "enter"), False),
        (("y",), True),
        (("n",), False),
        (("escape",), False),
    ],
)
async def test_a_question_changes_nothing_unless_meant(keys: tuple[str, ...], answer: bool) -> None:
    async with staged(lambda: Confirm("Delete Care plan?", "With its 4 entries.", "Delete it")) as stage:
        assert "With its 4 entries." in stage.said
        await stage.press(*keys)
        assert stage.result is answer
