"""The page of a stream over a running dashboard: what it shows at every size, and what its keys do."""

from __future__ import annotations

from pathlib import Path

import pytest

from leverage_tui.domain.edits.core import edit
from leverage_tui.domain.edits.hours import log_hours
from leverage_tui.domain.edits.streams import delete_stream
from leverage_tui.domain.model import Work
from leverage_tui.domain.timesheet import Row
from leverage_tui.store.config import Config
from leverage_tui.tui.flows.pages import stream_page, stream_page_of
from leverage_tui.tui.pages.facts_view import FactsView
from leverage_tui.tui.pages.page import HowPanel, Page
from leverage_tui.tui.pages.plot import PlotWidget
from leverage_tui.tui.pages.stream_page import StreamPage
from leverage_tui.tui.panes.streams import StreamsPane
from leverage_tui.tui.screens.help import HelpScreen
from leverage_tui.tui.screens.listing import Words
from leverage_tui.tui.screens.money_form import MoneyForm
from leverage_tui.tui.screens.stream_form import StreamForm
from tests.tui.conftest import TODAY, Running, Start
from tests.tui.test_golden import golden
from tests.tui.test_hostile import HARMFUL, NAMES, hostile_book

SIZES = ((120, 36), (80, 24), (60, 15))


async def opened(running: Running, stream: str | None = None) -> StreamPage:
    """The page, through its flow."""
    if stream is None:
        stream_page(running.main)
    else:
        stream_page_of(running.main, stream)
    await running.settle()
    page = running.app.screen
    assert isinstance(page, StreamPage)
    await running.pilot.pause()
    return page


def streams_of(running: Running) -> list[str]:
    return list(running.app.session.view.book.streams)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_page(start: Start, size: tuple[int, int]) -> None:
    async with start(size=size) as running:
        await opened(running)
        await running.press("down", "down", "down")
        assert running.text() == golden(running, f"stream-{size[0]}x{size[1]}")


async def test_the_page_with_its_plots_where_they_have_room_alone(start: Start) -> None:
    async with start(size=(80, 24)) as running:
        await opened(running)
        await running.press("v")
        assert running.text() == golden(running, "stream-plots-80x24")


async def test_every_number_opens_to_its_arithmetic_and_it_is_there_before(start: Start) -> None:
    async with start() as running:
        page = await opened(running)
        for _ in page.facts.drawn.facts:
            fact = page.facts.fact
            assert fact is not None
            how = page.query_one(HowPanel)
            seen = "\n".join(how.render_line(y).text for y in range(how.size.height))
            assert fact.name.strip() in seen
            assert not fact.how or fact.how[0][:40] in seen
            await running.press("down")
        await running.press("enter")
        assert isinstance(running.app.screen, Words)
        assert "How it is computed" in running.text()
        await running.press("escape")
        assert page.is_active


async def test_what_is_too_long_says_that_enter_opens_it(start: Start) -> None:
    async with start(size=(60, 15)) as running:
        page = await opened(running)
        cut = False
        for _ in page.facts.drawn.facts:
            how = page.query_one(HowPanel)
            assert how.size.height <= 2
            seen = "\n".join(how.render_line(y).text for y in range(how.size.height))
            assert page.facts.fact is not None
            whole = "".join(" ".join(page.facts.fact.how).split()[-1:])
            assert whole in seen or "…" in seen
            cut = cut or "… Enter" in seen
            await running.press("down")
        assert cut


async def test_the_escape_ladder(start: Start) -> None:
    async with start(size=(80, 24)) as running:
        page = await opened(running)
        await running.press("v")
        assert page.shows_plots
        await running.press("escape")
        assert not page.shows_plots
        assert isinstance(page.focused, FactsView)
        await running.press("escape")
        assert running.app.screen is running.main
        await opened(running)
        await running.press("v", "q")
        assert running.app.screen is running.main
        await opened(running)
        await running.main.app.run_action("leave")
        await running.settle()
        assert running.app.screen is running.main


async def test_help_opens_over_the_page(start: Start) -> None:
    async with start() as running:
        page = await opened(running)
        await running.press("question_mark")
        assert isinstance(running.app.screen, HelpScreen)
        await running.press("escape")
        assert page.is_active


async def test_the_streams_before_and_after_on_the_same_fact(start: Start) -> None:
    async with start() as running:
        page = await opened(running, streams_of(running)[0])
        await running.press("down", "down", "down")
        key = page.facts.fact.key if page.facts.fact else ""
        for step, there in (("right_square_bracket", 1), ("right", 2), ("right_square_bracket", 0), ("left", 2)):
            await running.press(step)
            assert page.stream == streams_of(running)[there]
            assert running.app.session.view.book.streams[page.stream].name in running.text().splitlines()[0]
            assert page.facts.fact is not None
            assert page.facts.fact.key == key
        await running.press("escape")
        assert running.main.query_one(StreamsPane).stream == streams_of(running)[2]


@pytest.mark.parametrize(("key", "form"), [("m", MoneyForm), ("e", StreamForm)])
async def test_money_and_edit_are_of_the_stream_that_is_shown(
    start: Start, key: str, form: type[MoneyForm | StreamForm]
) -> None:
    async with start() as running:
        page = await opened(running, streams_of(running)[0])
        await running.press("right_square_bracket", key)
        await running.until(lambda: isinstance(running.app.screen, form))
        assert page not in running.app.screen_stack
        name = running.app.session.view.book.streams[streams_of(running)[1]].name
        assert name in running.text()


async def test_the_book_changes_while_the_page_is_open(start: Start) -> None:
    async with start() as running:
        stream = streams_of(running)[0]
        page = await opened(running, stream)
        await running.press("down", "down", "down", "down")
        before = page.facts.fact
        assert before is not None
        edited = log_hours(running.funnel.book, Row(stream, Work.DELIVER), TODAY, 600, "")
        running.main.do(edited)
        page.show(running.app.session.view)
        await running.pilot.pause()
        assert page.facts.fact is not None
        assert page.facts.fact.key == before.key
        assert page.facts.fact.how != before.how
        assert page.facts.fact.how[0][:40] in running.text()


async def test_a_stream_that_is_gone_takes_its_page_with_it(start: Start) -> None:
    async with start() as running:
        stream = streams_of(running)[0]
        page = await opened(running, stream)
        await running.press("enter")
        assert not page.is_active
        running.main.do(delete_stream(running.funnel.book, stream))
        page.show(running.app.session.view)
        await running.settle()
        await running.press("escape")
        assert running.app.screen is running.main


async def test_a_stream_that_is_gone_while_its_page_is_looked_at(start: Start) -> None:
    async with start() as running:
        stream = streams_of(running)[0]
        page = await opened(running, stream)
        running.main.do(delete_stream(running.funnel.book, stream))
        for _ in range(2):
            page.show(running.app.session.view)
        await running.settle()
        assert running.app.screen is running.main


async def test_plots_stand_beside_the_facts_where_there_is_room(start: Start) -> None:
    async with start(size=(120, 36)) as running:
        page = await opened(running)
        plots = page.query(PlotWidget)
        assert len(plots) >= 1
        assert page.facts.display
        assert all(plot.size.width > 40 and plot.size.height >= 9 for plot in plots)
        await running.press("v")
        assert page.facts.drawn.columns == 2
        await running.pilot.resize_terminal(80, 24)
        await running.pilot.pause()
        assert page.shows_plots
        assert not page.facts.display


async def test_a_terminal_that_is_too_small_says_so(start: Start) -> None:
    async with start(size=(59, 15)) as running:
        await opened(running)
        assert "This page needs 60 x 15" in running.text()
        await running.press("escape")
        assert running.app.screen is running.main


@pytest.mark.parametrize("width", [60, 79, 80, 120])
async def test_the_keys_fit_and_are_not_more_than_a_line_can_hold(start: Start, width: int) -> None:
    async with start(size=(width, 24)) as running:
        page = await opened(running)
        for _ in range(2):
            line = running.text().splitlines()[-1]
            assert line.endswith("Esc leave")
            assert "? help" in line
            assert len([word for word in line.split("   ") if word.strip()]) <= (7 if width >= 80 else 5)
            await running.press("v")
        assert isinstance(page, Page)


@pytest.mark.parametrize("name", NAMES)
async def test_hostile_names(start: Start, tmp_path: Path, name: str) -> None:
    path = tmp_path / "book.json"
    hostile_book(path, (name, "other"))
    for size in ((120, 36), (60, 15)):
        async with start(path, size=size) as running:
            page = await opened(running, "s0")
            for key in ("end", "enter", "escape", "v", "v", "home"):
                await running.press(key)
                assert not [char for char in HARMFUL if char in running.text()]
            if name in ("[/]", "[red]x", "日本語のとても長い名前がここに"):
                assert name in running.text().splitlines()[0]
            assert running.app.screen is page


async def test_no_stream_is_said(start: Start) -> None:
    async with start(None, config=Config()) as running:
        await running.press("escape")
        stream_page(running.main)
        await running.settle()
        assert running.app.screen is running.main
        assert "no stream yet" in running.text()
        running.main.do(edit("nothing", []))
