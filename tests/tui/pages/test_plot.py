"""The plot: scales, days, gaps, glyphs; literal names; nothing left behind for the next one."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.app import App, ComposeResult

from leverage_tui.domain.review.facts import Line, Plot
from leverage_tui.tui.pages.canvas import trace
from leverage_tui.tui.pages.plot import GLYPHS, LEVEL, NO_PLOTTER, NOTHING_YET, PlotWidget, plot_lines
from leverage_tui.tui.pages.scale import column, foot, scale_of
from leverage_tui.tui.themes import DARK

FIRST = date(2025, 1, 6)


def plot(*lines: tuple[float | None, ...], level: float | None = None, names: tuple[str, ...] = ()) -> Plot:
    count = max(map(len, lines), default=0)
    named = tuple(Line(names[number] if names else f"line {number}", values) for number, values in enumerate(lines))
    days = tuple(FIRST + timedelta(weeks=week) for week in range(count))
    return Plot("Rate", "USD", days, named, level, "your hour")


def text(shown: Plot, width: int = 60, height: int = 16) -> list[str]:
    return [line.plain for line in plot_lines(shown, width, height)]


def inked(line: str) -> list[int]:
    """The columns in which something is drawn, the axis left away."""
    return [at for at, char in enumerate(line.partition("┤")[2] or line.partition("│")[2]) if char not in " \u2800"]


def test_a_rising_line_rises_from_the_left_to_the_right() -> None:
    drawn = text(plot((0.0, 10.0, 20.0, 30.0, 40.0)))
    columns = [inked(line) for line in drawn if ("┤" in line or "│" in line) and inked(line)]
    assert all(above[0] > below[0] for above, below in pairwise(columns))
    assert drawn[0] == "Rate  USD"


def test_the_side_is_numbered_from_zero_in_round_numbers() -> None:
    numbers = [line.partition("┤")[0].strip() for line in text(plot((61.0, 64.0, 67.0))) if "┤" in line]
    assert numbers == ["80", "60", "40", "20", "0"]


def test_the_foot_names_days_and_always_the_last() -> None:
    foot_line = text(plot(tuple(float(week) for week in range(26))))[-1]
    assert " ".join(foot_line.split()) == "6 Jan 10 Feb 17 Mar 21 Apr 26 May 30 Jun"


def test_a_gap_is_a_gap() -> None:
    whole, broken = (5.0,) * 9, (5.0, 5.0, 5.0, None, None, None, 5.0, 5.0, 5.0)
    row = next(line for line in text(plot(broken)) if inked(line))
    columns = inked(row)
    assert max(right - left for left, right in pairwise(columns)) > 20
    assert len(inked(next(line for line in text(plot(whole)) if inked(line)))) > len(columns) + 20


def test_a_value_that_stands_alone_is_marked() -> None:
    drawn = "\n".join(text(plot((None, 5.0, None, 5.0, 6.0))))
    assert drawn.count(GLYPHS[0]) == 1


def test_several_lines_differ_by_their_glyphs() -> None:
    drawn = text(plot((1.0,) * 20, (2.0,) * 20, (3.0,) * 20))
    assert drawn[1].split() == [GLYPHS[0], "line", "0", GLYPHS[1], "line", "1", GLYPHS[2], "line", "2"]
    for glyph in GLYPHS[:3]:
        rows = [line for line in drawn[2:] if glyph in line]
        assert len(rows) == 1
        assert rows[0].count(glyph) >= 3


def test_a_line_of_which_nothing_is_known_is_not_named() -> None:
    drawn = "\n".join(text(plot((1.0, 2.0), (None, None), names=("net", "expected"))))
    assert "expected" not in drawn
    assert not set(GLYPHS) & set(drawn)


def test_a_little_below_zero_does_not_take_half_the_room() -> None:
    assert scale_of([-20.0, 1700.0], 6).low == -20.0
    assert scale_of([-20.0, 1700.0], 6).high <= 2000.0


def test_the_level_is_drawn_across_with_its_name() -> None:
    drawn = text(plot((10.0, 20.0), level=60.0))
    assert f"{LEVEL * 2} your hour" in drawn[1]
    assert sum(line.count(LEVEL) > 40 for line in drawn[2:]) == 1
    row = next(line for line in drawn[2:] if line.count(LEVEL) > 40)
    assert row.strip().startswith("60")


def test_below_zero_zero_is_drawn() -> None:
    drawn = text(plot((-10.0, 10.0)))
    assert next(line for line in drawn if "┈" in line).strip().startswith("0 ┤")
    assert any(line.strip().startswith("-10 ┤") for line in drawn)


@pytest.mark.parametrize(
    "shown", [plot(), plot((None, None)), plot((float("nan"), float("inf"))), plot((None,), level=60.0)]
)
def test_nothing_to_draw_is_said(shown: Plot) -> None:
    assert NOTHING_YET in " ".join(text(shown))


def test_no_room_is_said() -> None:
    assert "no room" in " ".join(text(plot((1.0, 2.0)), 16, 12))
    assert "no room" in text(plot((1.0, 2.0)), 60, 4)[-1]


def test_one_plot_leaves_nothing_for_the_next() -> None:
    one, other = plot((1.0, 9.0, 3.0), level=5.0), plot((100.0, -50.0, None, 20.0), (1.0, 2.0))
    alone = text(one)
    text(other)
    assert text(one) == alone


def test_the_terminal_is_not_touched_and_its_size_does_not_matter() -> None:
    code = (
        "from leverage_tui.tui.pages.canvas import trace\n"
        "rows = trace([(0.0, 0.0), (1.0, 1.0)], 150, 50, (0.0, 1.0), (0.0, 1.0))\n"
        "assert len(rows) == 50 and {len(row) for row in rows} == {150}, rows\n"
        "assert rows[0][-1].strip() and rows[-1][0].strip()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True, text=True, check=True, env={"COLUMNS": "20", "LINES": "5"},
    )  # fmt: skip
    assert (done.stdout, done.stderr) == ("", "")


def test_plotext_is_imported_when_something_is_drawn() -> None:
    code = (
        "import sys\nfrom datetime import date\n"
        "from leverage_tui.tui.pages.plot import plot_lines\n"
        "from leverage_tui.domain.review.facts import Line, Plot\n"
        "plot_lines(Plot('t', '', (date(2025, 1, 6),), (Line('a', (None,)),)), 60, 12)\n"
        "assert 'plotext' not in sys.modules\n"
        "plot_lines(Plot('t', '', (date(2025, 1, 6),), (Line('a', (1.0,)),)), 60, 12)\n"
        "assert 'plotext' in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_without_plotext_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "leverage_tui.tui.pages.canvas")
    monkeypatch.setitem(sys.modules, "plotext", None)
    assert NO_PLOTTER in " ".join(text(plot((1.0, 2.0))))


@pytest.mark.parametrize(
    "name",
    ["[/]", "[red]x", "[@click=app.quit]y[/]", "\\[", "日本語のとても長い名前", "\x1b[31mred\x1b[0m", "\u202eevil"],
)
async def test_a_name_is_literal(name: str) -> None:
    shown = Plot(name, name, (FIRST, FIRST + timedelta(weeks=1)), (Line(name, (1.0, 2.0)),) * 2, 1.5, name)

    class Alone(App[None]):
        def get_theme_variable_defaults(self) -> dict[str, str]:
            return dict(DARK.variables)

        def compose(self) -> ComposeResult:
            yield PlotWidget(shown)

    async with Alone().run_test(size=(80, 20)) as pilot:
        await pilot.pause()
        widget = pilot.app.query_one(PlotWidget)
        seen = "\n".join(widget.render_line(y).text for y in range(20))
        assert not [char for char in seen if char in "\x1b\u202e"]
        literal = name.replace("\x1b", "").replace("\u202e", "")
        assert seen.count(literal) >= 4
        widget.show(plot((3.0, 4.0)))
        await pilot.pause()
        assert "Rate" in widget.render_line(0).text


async def test_without_colour_the_lines_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")

    class Alone(App[None]):
        def __init__(self) -> None:
            super().__init__(ansi_color=True)
            self.theme = "ansi-dark"

        def get_theme_variable_defaults(self) -> dict[str, str]:
            return dict(DARK.variables)

        def compose(self) -> ComposeResult:
            yield PlotWidget(plot((1.0,) * 20, (2.0,) * 20, level=1.5))

    async with Alone().run_test(size=(80, 20)) as pilot:
        await pilot.pause()
        strips = pilot.app.screen._compositor.render_strips()
        seen = "".join(segment.text for strip in strips for segment in strip)
        assert all(seen.count(glyph) > 2 for glyph in (*GLYPHS[:2], LEVEL))


VALUES = st.lists(st.none() | st.floats(-1e9, 1e9) | st.just(0.0) | st.floats(-1, 1), max_size=30).map(tuple)


@settings(max_examples=120, deadline=None)
@given(
    st.lists(VALUES, max_size=4), st.none() | st.floats(-1e6, 1e6), st.text(max_size=40),
    st.integers(2, 130), st.integers(1, 30),
)  # fmt: skip
def test_whatever_is_drawn_fits(
    values: list[tuple[float | None, ...]], level: float | None, name: str, width: int, height: int
) -> None:
    count = max(map(len, values), default=0)
    days = tuple(FIRST + timedelta(weeks=week) for week in range(count))
    lines = tuple(Line(name, line) for line in values)
    drawn = plot_lines(Plot(name, name, days, lines, level, name), width, height)
    assert len(drawn) <= height
    assert all(cell_len(line.plain) <= width and "\x1b" not in line.plain for line in drawn)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.floats(-1e12, 1e12), min_size=1, max_size=20), st.integers(1, 60))
def test_a_scale_holds_zero_and_every_value(values: list[float], height: int) -> None:
    scale = scale_of(values, height)
    slack = scale.step * 1e-6
    assert scale.low <= 0 <= scale.high
    assert scale.low - slack <= min(values)
    assert max(values) <= scale.high + slack
    assert scale.high > scale.low
    labels = scale.labels(height)
    assert all(0 <= row < height for row in labels)
    assert len(set(labels.values())) == len(labels)


@given(st.integers(1, 200), st.integers(8, 120))
def test_the_foot_is_as_wide_as_asked_and_ends_with_the_last_day(count: int, width: int) -> None:
    days = [FIRST + timedelta(weeks=week) for week in range(count)]
    found = foot(days, [column(place, count, width) for place in range(count)], width)
    assert len(found) == width
    assert found.split()


def test_the_line_is_drawn_where_the_scale_says() -> None:
    scale = scale_of([0.0, 40.0], 13)
    for value in (0.0, 10.0, 20.0, 30.0, 40.0):
        drawn = trace([(0.0, value), (1.0, value)], 20, 13, (0.0, 1.0), (scale.low, scale.high))
        rows = [row for row, line in enumerate(drawn) if inked(f"│{line}")]
        assert rows == [scale.row(value, 13)]
