"""The streams pane by mouse."""

from __future__ import annotations

import pytest

from leverage_tui.tui.pages.stream_page import StreamPage
from leverage_tui.tui.panes.streams import StreamsPane
from tests.tui.conftest import Start


@pytest.mark.parametrize("place", [0, 1, 2])
async def test_a_click_goes_to_the_stream_under_it_and_a_double_click_opens_it(start: Start, place: int) -> None:
    async with start() as running:
        pane = running.main.query_one(StreamsPane)
        ids = list(running.funnel.book.streams)
        row = next(
            y
            for y, line in enumerate(running.text().splitlines())
            if running.funnel.book.streams[ids[place]].name[:12] in line
        )
        await running.pilot.click(offset=(10, row))
        assert pane.stream == ids[place]
        await running.pilot.click(offset=(10, row), times=2)
        await running.settle()
        assert isinstance(running.app.screen, StreamPage)
        assert running.app.screen.stream == ids[place]
