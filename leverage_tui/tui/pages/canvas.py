"""Lines on a grid of terminal cells, drawn with plotext. The only module that knows plotext; it sees numbers alone,
never a name, and what it gives back are single characters: no text of a user can reach a terminal through it.

plotext draws on one figure of its own, which is empty before and after.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import plotext

from leverage_tui.domain.text import harmless

Point = tuple[float, float]
_DOTS_ACROSS, _DOTS_UP = 2, 4
"""Of a Braille cell."""


def trace(
    points: Sequence[Point | None], width: int, height: int, across: tuple[float, float], up: tuple[float, float]
) -> list[str]:
    """`height` lines of `width` cells in which the points are joined in Braille; None is a gap. `across` and `up`
    are the values at the middle of the first and last column and row."""
    plotext.clear_figure()
    try:
        plotext.limit_size(False, False)
        plotext.plotsize(width, height)
        plotext.frame(False)
        plotext.theme("clear")
        plotext.xticks([], [])
        plotext.yticks([], [])
        for there, run in groupby(points, lambda point: point is not None):
            if there:
                known = [point for point in run if point is not None]
                plotext.plot([x for x, _ in known], [y for _, y in known], marker="braille")
        plotext.xlim(*_to_the_edges(across, width, _DOTS_ACROSS))
        plotext.ylim(*_to_the_edges(up, height, _DOTS_UP))
        drawn = plotext.uncolorize(plotext.build())
    finally:
        plotext.clear_figure()
    rows = drawn.split("\n")[:height]
    return [harmless(row).ljust(width)[:width] for row in [*rows, *[""] * (height - len(rows))]]


def _to_the_edges(middles: tuple[float, float], cells: int, dots: int) -> tuple[float, float]:
    """The values at the outermost dots, `dots` to a cell, where `middles` are those in the middle of the outermost
    cells."""
    least, most = middles
    margin = (most - least) * (dots - 1) / (2 * dots * (cells - 1)) if cells > 1 else 0.0
    return least - margin, most + margin
