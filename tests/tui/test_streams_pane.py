"""The streams pane: what stands beside each stream, and the mouse."""

from __future__ import annotations

from math import ceil

import pytest

from leverage_tui.domain.edits.core import edit
from leverage_tui.domain.identity import natural_id
from leverage_tui.domain.model import Stream
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


async def test_hidden_work_and_the_vacation_test_stand_under_each_stream(start: Start) -> None:
    async with start() as running:
        pane = running.main.query_one(StreamsPane)
        figures = running.app.session.view.figures.streams
        assert [line for _, line in pane.in_sight] == [1, 3, 5]
        for stream, line in pane.in_sight:
            found = figures[stream]
            assert found.hidden_work_share is not None
            assert found.vacation.ratio is not None
            hidden, kept = ceil(found.hidden_work_share * 100), int(found.vacation.ratio * 100)
            said = running.text().splitlines()[pane.content_region.y + line + 1]
            assert f"{hidden} % hidden work" in said
            assert f"vacation keeps {f'{kept} %' if kept > 0 else 'nothing'}" in said


async def test_a_click_on_what_stands_under_a_stream_is_on_the_stream(start: Start) -> None:
    async with start() as running:
        pane = running.main.query_one(StreamsPane)
        (_, line) = pane.in_sight[1]
        await running.pilot.click(offset=(pane.content_region.x + 5, pane.content_region.y + line + 1))
        assert pane.stream == list(running.funnel.book.streams)[1]


async def test_where_there_is_less_room_each_stream_has_its_one_line(start: Start) -> None:
    async with start() as running:
        pane = running.main.query_one(StreamsPane)
        for number in range(4):
            made = Stream(doc_id=natural_id("streams", f"more{number}"), id=f"more{number}", name=f"More {number}")
            running.main.do(edit("more", [(None, made)]))
        await running.pilot.pause()
        assert [line for _, line in pane.in_sight] == [1, 2, 3, 4, 5, 6, 7]
        assert "hidden work" not in running.text()
