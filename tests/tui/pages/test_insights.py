"""The insights page on the worked case: what is read at two sizes, and the way from a plot to the timesheet."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from leverage_tui.domain.edits.core import edit
from leverage_tui.domain.metrics import Memory
from leverage_tui.domain.review.causes import why_moved
from leverage_tui.domain.review.facts import Line, Plot
from leverage_tui.domain.review.plotted import at_week
from leverage_tui.domain.review.series import insight_plots
from leverage_tui.domain.review.why import why_section
from leverage_tui.tui.flows.insights import insights
from leverage_tui.tui.pages.facts_view import FactsView
from leverage_tui.tui.pages.insights import InsightsPage
from leverage_tui.tui.pages.week_pick import WeekPlot
from leverage_tui.tui.pages.why_days import TwoDays, WhyDays
from leverage_tui.tui.timesheet.widget import Timesheet
from tests.metrics.examples import example_book
from tests.tui.conftest import Running, Start

GOLDEN = Path(__file__).parent / "golden"
SIZES = ((120, 36), (80, 24))
SUNDAY = date(2025, 6, 29)


def golden(running: Running, name: str) -> str:
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("LEVERAGE_TUI_GOLDEN") == "write":
        path.write_text(running.text() + "\n", encoding="utf-8")
    return path.read_text(encoding="utf-8").removesuffix("\n")


async def opened(running: Running, *keys: str) -> InsightsPage:
    insights(running.main)
    await running.settle()
    page = running.app.screen
    assert isinstance(page, InsightsPage)
    await running.press(*keys)
    return page


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_facts_and_plot_beside_each_other_or_facts_alone(start: Start, size: tuple[int, int]) -> None:
    async with start(size=size) as running:
        page = await opened(running)
        assert page.shows_plots is (size[0] >= 120)
        assert running.text() == golden(running, f"insights-{size[0]}x{size[1]}")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_a_marked_week_says_its_values(start: Start, size: tuple[int, int]) -> None:
    async with start(size=size) as running:
        await opened(running, "4", "g", "left")
        assert running.text() == golden(running, f"insights-week-{size[0]}x{size[1]}")


@pytest.mark.parametrize("size", [*SIZES, (60, 15)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_from_the_page_to_a_week_in_the_timesheet(start: Start, size: tuple[int, int]) -> None:
    async with start(size=size) as running:
        page = await opened(running)
        await running.press("2")
        assert page.plots()[0].title == "Your hours by activity"
        await running.press("minus")
        assert "13 weeks" in running.text()
        assert len(page.plots()[0].days) == 13
        await running.press("g", *["left"] * 3)
        assert page.plot.marked == date(2025, 6, 2)
        assert "Week 23, 2-8 Jun 2025" in running.text()
        await running.press("enter")
        assert running.app.screen is running.main
        assert running.main.session.view.week == date(2025, 6, 2)
        assert isinstance(running.main.focused, Timesheet)
        assert "Week 23" in running.text()


async def test_every_plot_is_a_key_away_and_turned_to_where_facts_cover_it(start: Start) -> None:
    async with start(size=(80, 24)) as running:
        page = await opened(running)
        plots = insight_plots(page.view.book, page.view.today, 26, page.memory)
        for number, plot in enumerate(plots, 1):
            await running.press(str(number))
            assert page.shows_plots
            assert plot.title in running.text()
        await running.press("tab")
        assert plots[0].title in running.text().splitlines()[2]
        await running.press("shift+tab")
        assert plots[3].title in running.text().splitlines()[2]
        await running.press("escape")
        assert not page.shows_plots
        await running.press("escape")
        assert running.app.screen is running.main


async def test_the_span_goes_from_13_weeks_to_all_and_no_further(start: Start) -> None:
    async with start() as running:
        page = await opened(running)
        for key, words, days in (
            ("plus", "52 weeks", 52), ("right_square_bracket", "all weeks", 31), ("plus", "all weeks", 31),
            ("minus", "52 weeks", 52), ("left_square_bracket", "26 weeks", 26), ("minus", "13 weeks", 13),
            ("minus", "13 weeks", 13),
        ):  # fmt: skip
            await running.press(key)
            assert words in running.text().splitlines()[0]
            assert len(page.plots()[0].days) == days


async def test_why_it_moved_adds_up_in_what_is_shown(start: Start) -> None:
    async with start() as running:
        page = await opened(running, "y")
        assert isinstance(running.app.screen, WhyDays)
        await running.press("enter", "enter")
        assert page.is_current
        moved = why_moved(page.view.book, date(2025, 6, 1), SUNDAY, page.memory)
        section = page.sections()[0]
        assert section == why_section(moved, date(2025, 6, 1), SUNDAY)
        before, *causes, after = section.facts
        tenths = [round(10 * float(fact.shown.removesuffix(" %"))) for fact in (before, *causes, after)]
        assert sum(tenths[:-1]) == tenths[-1] == 89
        assert after.how[0].endswith("= 8.9")
        assert page.query_one(FactsView).fact == before
        assert section.title in running.text()


async def test_days_that_make_no_sense_are_said_and_nothing_is_lost(start: Start) -> None:
    async with start() as running:
        page = await opened(running, "y")
        await running.press("end", *["backspace"] * 10)
        await running.write("2025-07-01")
        await running.press("f10")
        assert "it is to be before Sun 29 Jun 2025" in running.text()
        await running.press("end", *["backspace"] * 10)
        await running.write("1")
        assert "is not a date" in running.text()
        await running.press("escape", "escape")
        assert running.app.screen is page
        assert page.sections()[0].title == "The gauge"


def test_the_two_days_are_read_as_dates_are_everywhere() -> None:
    form = WhyDays(SUNDAY)
    found = form.read({"earlier": "2w-ago", "later": "yesterday"})
    assert found.make() == TwoDays(date(2025, 6, 15), date(2025, 6, 28))
    assert form.read({"earlier": "2025-06-01", "later": "2025-06-30"}).said["later"].stops
    assert form.read({"earlier": "", "later": "today"}).said["earlier"].stops


async def test_the_marker_keeps_its_week_and_leaves_with_the_focus(start: Start) -> None:
    async with start() as running:
        page = await opened(running, "g", "home")
        assert page.plot.marked == date(2025, 1, 5)
        await running.press("end", "pageup")
        assert page.plot.marked == date(2025, 6, 1)
        await running.press("2")
        assert page.plot.marked == date(2025, 5, 26)
        await running.press("plus", "3")
        assert page.plot.marked == date(2025, 5, 26)
        assert "▲" in running.text()
        await running.press("escape")
        assert running.app.screen is page
        assert "▲" not in running.text()
        assert isinstance(page.focused, FactsView)


async def test_the_mouse_marks_the_week_under_it_and_opens_it(start: Start) -> None:
    async with start() as running:
        page = await opened(running)
        width = page.plot.size.width
        await running.pilot.click(WeekPlot, offset=(width - 1, 8))
        await running.settle()
        assert page.plot.marked == SUNDAY
        await running.pilot.click(WeekPlot, offset=(6, 8), times=2)
        await running.settle()
        assert running.app.screen is running.main
        assert running.main.session.view.week == date(2025, 1, 6)


@pytest.mark.parametrize("book", ["empty", "quirks", "quirks_no_baseline_nothing_sold", "new_stream_week2"])
@pytest.mark.parametrize("size", [(120, 36), (60, 15), (40, 10)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_any_book_at_any_size_can_be_looked_at(start: Start, book: str, size: tuple[int, int]) -> None:
    today = date(2025, 4, 13) if book == "new_stream_week2" else date(2026, 3, 12)
    async with start(f"more/{book}.json", today=today, size=size) as running:
        if len(running.app.screen_stack) > 1:
            await running.press("escape")
        page = await opened(running, "1", "2", "3", "4", "g", "left", "plus", "plus", "y", "enter", "enter")
        assert page.is_current
        assert page.sections()[0].title.startswith("Why the gauge moved")
        await running.press("q")
        assert running.main.is_current


async def test_names_stand_there_as_they_were_written(start: Start) -> None:
    async with start() as running:
        stream = running.funnel.book.streams["consulting"]
        name = "[/b] [Acme] \\[x"
        running.main.do(edit("renamed", [(stream, replace(stream, name=name))]))
        await opened(running, "3", "g")
        assert f"{name}  " in running.text()
        assert f"{name} 1," in running.text()


def test_a_week_without_values_is_said_to_be_unknown() -> None:
    plot = Plot("T", "%", (SUNDAY,), (Line("one", (None,)),), 60.0, "your hour")
    fact = at_week(plot, 0)
    assert (fact.name, fact.shown, fact.tone) == ("Week 26, 23-29 Jun 2025", "nothing known", "unsure")
    assert fact.how == ("one – · your hour 60.0",)


def test_without_a_gauge_there_are_causes_without_points() -> None:
    book = example_book("quirks_no_baseline_nothing_sold")
    moved = why_moved(book, date(2026, 2, 12), date(2026, 3, 12), Memory())
    section = why_section(moved, date(2026, 2, 12), date(2026, 3, 12))
    assert section.sentence == "Before: needs baseline rate, after: needs baseline rate."
    assert {fact.shown for fact in section.facts} == {"–"}
    assert all(fact.how and fact.tone == "unsure" for fact in section.facts)
