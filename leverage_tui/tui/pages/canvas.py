"""Lines on a grid of terminal cells, drawn with plotext. The only module that knows plotext; it sees numbers alone,
never a name, and what it gives back are single characters: no text of a user can reach a terminal through it.

Every drawing has a terminal object and a figure of its own, so nothing is left behind for the next one.
"""

from __future__ import annotations

from collections.abc import Sequence

import plotext

from leverage_tui.domain.text import harmless

Point = tuple[float, float]


def trace(
    points: Sequence[Point | None], width: int, height: int, across: tuple[float, float], up: tuple[float, float]
) -> list[str]:
    """`height` lines of `width` cells in which the points are joined in Braille; None is a gap. `across` and `up`
    are the values at the middle of the first and last column and row."""
    terminal = type(plotext.terminal)().limit(False, False)
    figure = type(plotext.figure)(terminal)
    figure.axes(False)
    figure.legend(False)
    figure.plot_size(width, height)
    known = [point for point in points if point is not None]
    signal = figure.signal([x for x, _ in known], [y for _, y in known], marker="braille")
    before = [None, *points]
    joined = [before[place] is not None for place, point in enumerate(points) if point is not None]
    for place, is_joined in enumerate(joined):
        signal.line(place, is_joined)
    figure.draw(signal)
    for axis, (least, most) in enumerate((across, up)):
        figure.ruler(axis).ticks([], [])
        figure.ruler(axis).lim(least, most)
    rows: list[str] = figure.build().string(colorless=True).split("\n")[:height]
    return [harmless(row).ljust(width)[:width] for row in rows]
