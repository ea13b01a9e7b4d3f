"""Names made to do harm are shown as harmless text in every dialog, at every size."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from textual.screen import Screen

from leverage_tui.domain.book import Book
from leverage_tui.domain.model import Work
from leverage_tui.domain.text import clean, is_clean
from leverage_tui.tui.screens.close_week import CloseWeek
from leverage_tui.tui.screens.first_run import FirstRun
from leverage_tui.tui.screens.money_form import MoneyForm
from leverage_tui.tui.screens.new_row import NewRow
from leverage_tui.tui.screens.prompt import Confirm, Prompt, says_note
from leverage_tui.tui.screens.stream_form import StreamForm
from tests.tui.screens.helpers import HOSTILE, MONDAY, TODAY, Stage, drawn, hours, staged, three_streams

Make = Callable[[Book, str], Screen[Any]]
DIALOGS: dict[str, Make] = {
    "stream": lambda book, name: StreamForm(book, TODAY, replace(book.streams["care"], note=name)),
    "money": lambda book, name: MoneyForm(book, TODAY, "care"),
    "close": lambda book, name: CloseWeek(book, MONDAY, TODAY),
    "row": lambda book, name: NewRow(book, "care"),
    "prompt": lambda book, name: Prompt(name, name, name, says_note, detail=name),
    "confirm": lambda book, name: Confirm(name, name, name),
}
OPEN: dict[str, tuple[str, ...]] = {"money": ("5",), "row": ("p", "e"), "stream": ("f4",)}
KEYS: dict[str, tuple[str, ...]] = {"money": ("5", "f10"), "row": ("p", "e", "enter"), "stream": ("f4", "f10")}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("dialog", DIALOGS)
async def test_names_are_text(dialog: str, name: str) -> None:
    helper = hours("care", MONDAY, Work.PEOPLE, 60, who=name, cost=100, currency="USD")
    book = three_streams(helper, names=(name, name, name))
    standing = book.ledger("care").standing[0]
    book = book.with_documents([(standing, replace(standing, name=name))])
    async with staged(lambda: DIALOGS[dialog](book, name), size=(80, 24)) as stage:
        await stage.press(*KEYS.get(dialog, ()))
        shown = drawn(stage.app)
        assert clean(name) in shown
        assert all(is_clean(line) for line in shown.splitlines())
        await stage.pilot.resize_terminal(60, 15)
        await stage.pilot.pause()
        assert all(is_clean(line) for line in drawn(stage.app).splitlines())


@pytest.mark.parametrize("name", HOSTILE)
async def test_pasted_names_are_text_in_the_guided_start(name: str) -> None:
    async with staged(lambda: FirstRun(three_streams(), TODAY, "USD")) as stage:
        await stage.press("enter")
        await stage.paste(name)
        await stage.press("f10")
        assert clean(name)[:10] in drawn(stage.app)
        await stage.press("f10", "f10", "f10")
        (added,) = [change.after for change in stage.result.edit.changes]
        assert added.name == clean(name)


@pytest.mark.parametrize("theme", ["leverage-dark", "leverage-light", "ansi-dark", "nord"])
@pytest.mark.parametrize("dialog", DIALOGS)
async def test_every_theme_draws_them(dialog: str, theme: str) -> None:
    async with staged(lambda: DIALOGS[dialog](three_streams(), "A name"), theme=theme) as stage:
        assert isinstance(stage.app, Stage)
        assert "Esc" in stage.said


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (120, 36)])
@pytest.mark.parametrize("dialog", DIALOGS)
async def test_what_has_the_focus_and_the_keys_are_in_sight(dialog: str, size: tuple[int, int]) -> None:
    async with staged(lambda: DIALOGS[dialog](three_streams(), "A name"), size=size) as stage:
        await stage.press(*OPEN.get(dialog, ()))
        for _ in range(14):
            focused = stage.app.screen.focused
            assert focused is not None
            body = stage.app.screen.query_one("#body").region
            assert body.overlaps(focused.region)
            assert focused.region.height > 1 or body.contains_region(focused.region)
            assert "Esc" in stage.said
            await stage.press("tab")
