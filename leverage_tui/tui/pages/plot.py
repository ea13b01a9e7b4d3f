"""A plot of facts over weeks: lines from zero, days at the foot, a level drawn across, every name literal."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content
from textual.filter import LineFilter
from textual.widget import Widget

from leverage_tui.domain.review.facts import Line, Plot
from leverage_tui.tui.mask import for_plot
from leverage_tui.tui.pages.layout import wrapped
from leverage_tui.tui.pages.scale import Scale, column, foot, scale_of
from leverage_tui.tui.text import right, shortened

if TYPE_CHECKING:
    Trace = Callable[
        [Sequence[tuple[float, float] | None], int, int, tuple[float, float], tuple[float, float]], list[str]
    ]

NOTHING_YET = "nothing yet: the first week is running"
NO_PLOTTER = "plots cannot be drawn here: plotext does not load on this machine. The facts hold the same numbers."
GLYPHS = "●○◆◇▲△■□"
STYLES = ("$primary", "$accent", "$people", "$product", "$platform", "$process", "$capital", "$automation")
LEVEL = "╌"
_APART = 7
"""Marks of one line are at least so many columns apart."""
_LEAST = (16, 3)
_BLANK = "\u2800"
Cell = tuple[str, str]


class PlotWidget(Widget):
    """Draws one plot in the room it has."""

    DEFAULT_CSS = "PlotWidget { width: 1fr; height: 1fr; }"

    def __init__(self, plot: Plot | None, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._plot = plot

    def get_line_filters(self) -> Sequence[LineFilter]:
        """While amounts are hidden, so are the numbers up the side of a plot of money."""
        return for_plot(super().get_line_filters(), self._plot.unit if self._plot else "")

    def show(self, plot: Plot | None) -> None:
        """Show this plot from now on."""
        if plot != self._plot:
            self._plot = plot
            self.refresh()

    def render(self) -> Content:
        """The plot's lines."""
        width, height = self.size
        if self._plot is None or not width or not height:
            return Content("")
        return Content("\n").join(plot_lines(self._plot, width, height))


def plot_lines(plot: Plot, width: int, height: int) -> list[Content]:
    """`plot` in at most `height` lines of at most `width` cells; a sentence where there is nothing to draw."""
    title = shortened(plot.title, width)
    unit = shortened(f"  {plot.unit}", width - cell_len(title)) if plot.unit else ""
    head = [Content.assemble((title, "bold $primary"), (unit, "$muted"))]
    lines = [Line(line.name, tuple(map(_known, line.values))) for line in plot.lines]
    lines = [line for line in lines if any(value is not None for value in line.values)]
    values = [value for line in lines for value in line.values if value is not None]
    if not values:
        return [*head, *_sentence(NOTHING_YET, width)][:height]
    try:
        from leverage_tui.tui.pages.canvas import trace
    except ImportError:
        return [*head, *_sentence(NO_PLOTTER, width)][:height]
    head += _legend(plot, lines, width)
    room = height - len(head) - 2
    if room < _LEAST[1]:
        del head[1:]
        room = height - len(head) - 2
    level = _known(plot.level)
    scale = scale_of([*values, *([level] if level is not None else [])], max(1, room))
    labels = scale.labels(max(1, room))
    side = max(map(len, labels.values())) + 1
    if room < _LEAST[1] or width - side - 1 < _LEAST[0]:
        return [*head, *_sentence("no room to draw it", width)][:height]
    size = (width - side - 1, room)
    grid = _Grid(plot, lines, scale, size)
    grid.level(0.0 if scale.low < 0 else None, "┈", "$faint")
    grid.level(level, LEVEL, "$muted")
    for number in reversed(range(len(lines))):
        grid.line(number, trace)
    for number in reversed(range(len(lines))):
        grid.marks(number)
    body = [
        Content.assemble(
            (right(labels.get(row, ""), side - 1) + (" ┤" if row in labels else " │"), "$faint"), *runs
        )
        for row, runs in enumerate(grid.rows())
    ]
    days = foot(plot.days, grid.columns, size[0])
    return [
        *head, *body,
        Content.assemble((" " * side + "└" + "─" * size[0], "$faint")),
        Content.assemble((" " * (side + 1) + days, "$muted")),
    ]  # fmt: skip


def _known(value: float | None) -> float | None:
    return value if value is not None and math.isfinite(value) else None


def _sentence(words: str, width: int) -> list[Content]:
    return [Content.styled(line, "italic $muted") for line in wrapped(words, width)]


def _glyph(number: int) -> str:
    return GLYPHS[number % len(GLYPHS)]


def _style(number: int) -> str:
    return STYLES[number % len(STYLES)]


def _legend(plot: Plot, lines: Sequence[Line], width: int) -> list[Content]:
    """What each glyph and the level mean; nothing for a single line that the title names already."""
    entries: list[tuple[str, str, str]] = []
    if len(lines) > 1:
        entries += [(_glyph(number), _style(number), line.name) for number, line in enumerate(lines)]
    elif plot.level is not None:
        entries += [("⠒⠒", _style(0), line.name) for line in lines]
    if plot.level is not None:
        entries.append((LEVEL * 2, "$muted", plot.level_name))
    rows: list[list[Cell]] = []
    taken = 0
    for glyph, style, name in entries:
        text = f" {shortened(name, max(6, width // 2 - 4))}   "
        if not rows or taken + cell_len(glyph + text.rstrip()) > width:
            rows.append([])
            taken = 0
        rows[-1] += [(glyph, style), (text, "$muted")]
        taken += cell_len(glyph + text)
    return [Content.assemble(*row).truncate(width) for row in rows]


class _Grid:
    """The cells of a plot while it is drawn: each a character and its style."""

    def __init__(self, plot: Plot, lines: Sequence[Line], scale: Scale, size: tuple[int, int]) -> None:
        self.width, self.height = size
        self.columns = [column(place, len(plot.days), self.width) for place in range(len(plot.days))]
        self._lines = lines
        self._scale = scale
        self._cells: list[list[Cell]] = [[(" ", "")] * self.width for _ in range(self.height)]

    def level(self, value: float | None, glyph: str, style: str) -> None:
        """A line across at `value`, if there is one."""
        if value is not None:
            self._cells[self._scale.row(value, self.height)] = [(glyph, style)] * self.width

    def line(self, number: int, trace: Trace) -> None:
        """Join the values of a line."""
        values = self._lines[number].values[: len(self.columns)]
        points = [None if value is None else (float(place), value) for place, value in enumerate(values)]
        across = (0.0, float(max(1, len(self.columns) - 1)))
        drawn = trace(points, self.width, self.height, across, (self._scale.low, self._scale.high))
        for row, text in enumerate(drawn):
            for at, char in enumerate(text):
                if char not in (" ", _BLANK):
                    self._cells[row][at] = (char, _style(number))

    def marks(self, number: int) -> None:
        """The glyph of a line on some of its values: where there are several lines to tell apart, and where a value
        stands alone, which no line would show."""
        values = self._lines[number].values[: len(self.columns)]
        several, free = len(self._lines) > 1, self.width - 2 * (number % 3)
        for place in reversed(range(len(values))):
            value, at = values[place], self.columns[place]
            alone = not any(values[place + by] is not None for by in (-1, 1) if 0 <= place + by < len(values))
            if value is not None and (alone or (several and at < free)):
                self._cells[self._scale.row(value, self.height)][at] = (_glyph(number), _style(number))
                free = at - _APART

    def rows(self) -> list[list[Cell]]:
        """The rows as runs of one style."""
        return [_runs(row) for row in self._cells]


def _runs(cells: Sequence[Cell]) -> list[Cell]:
    runs: list[Cell] = []
    for char, style in cells:
        if runs and runs[-1][1] == style:
            runs[-1] = (runs[-1][0] + char, style)
        else:
            runs.append((char, style))
    return runs
