"""The list of all actions by their names."""

from __future__ import annotations

from textual.command import CommandList

from leverage_tui.tui.palette import Palette
from tests.tui.conftest import Start


async def test_what_is_typed_as_the_palette_goes_is_looked_for_no_more(start: Start) -> None:
    async with start() as running:
        await running.press("ctrl+p")
        palette = running.app.screen
        assert isinstance(palette, Palette)
        await palette.query_one(CommandList).remove()
        found = palette._gather_commands("quit")
        await running.settle()
        assert found.is_finished
        assert found.error is None
        assert running.app.fault is None
