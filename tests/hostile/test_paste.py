"""A novel pasted into whatever can be typed into: what is kept of it is bounded, and nothing waits for it."""

from __future__ import annotations

import tracemalloc

import pytest
from textual.events import Paste
from textual.widgets import Input

from leverage_tui.domain.book import book_of
from leverage_tui.domain.edits.core import EditRefused
from leverage_tui.domain.edits.pasting import paste_edit
from leverage_tui.domain.text import NOTE_LIMIT, is_clean
from leverage_tui.tui.actions import ACTIONS
from leverage_tui.tui.screens.fields import TextField
from tests.hostile.payloads import COMMANDS
from tests.tui.conftest import TODAY, Start

NOVEL = ("It was the best of times, it was the worst of times\u202e\x1b[2J " * 20_000) + "\n" + "the end\n" * 1000
"""Over a million characters."""
TYPED_INTO = [action.id for action in ACTIONS if action.id not in ("quit", "demo")]


@pytest.mark.parametrize("action", TYPED_INTO)
async def test_every_field_that_an_action_opens(start: Start, action: str) -> None:
    async with start(size=(80, 24)) as running:
        await running.main.perform(action)
        await running.settle()
        fields = list(running.app.screen.query(Input))
        for field in fields:
            field.post_message(Paste(NOVEL))
            await running.settle()
            assert len(field.value) <= NOTE_LIMIT
            assert is_clean(field.value)
        focused = running.app.screen.focused
        (focused or running.app.screen).post_message(Paste(NOVEL))
        await running.settle()
        assert all(is_clean(line) for line in running.text().splitlines())
        assert all(len(text) <= 60 for text in running.main.timesheet.texts().values())


async def test_a_cell_and_the_check_in(start: Start) -> None:
    async with start(size=(80, 24)) as running:
        await running.press("2")
        running.main.timesheet.post_message(Paste(NOVEL))
        await running.settle()
        assert all(len(text) <= 60 for text in running.main.timesheet.texts().values())
        await running.press("escape")
        await running.main.perform("check_in")
        await running.settle()
        running.app.screen.post_message(Paste(NOVEL))
        await running.settle()
        assert all(is_clean(line) for line in running.text().splitlines())


def test_what_is_no_week_is_refused_before_it_is_taken_apart() -> None:
    tracemalloc.start()
    try:
        with pytest.raises(EditRefused, match="no week of hours"):
            paste_edit(book_of(()), (TODAY,) * 7, (), None, NOVEL)
        assert tracemalloc.get_traced_memory()[1] < 8 * len(NOVEL)
    finally:
        tracemalloc.stop()


async def test_a_long_text_of_another_program_is_not_cut_by_being_looked_at(start: Start) -> None:
    text = "x" * (3 * NOTE_LIMIT)
    async with start() as running:
        field, other = TextField("note", text), TextField("note")
        await running.main.mount(field, other)
        assert field.value == text
        field.value = text + "y" * NOTE_LIMIT
        assert field.value == text
        other.value = "".join(COMMANDS)
        assert is_clean(other.value)
