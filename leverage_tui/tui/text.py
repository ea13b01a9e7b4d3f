"""User text on its way to a widget: cut and padded by terminal cells, never parsed as markup."""

from __future__ import annotations

from functools import lru_cache

from rich.cells import cell_len, chop_cells, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from leverage_tui.domain.text import harmless

REVERSED = Style(reverse=True)


def fit(text: str, width: int) -> str:
    """`text` in exactly `width` cells: cut with an ellipsis or padded with blanks."""
    if width <= 0:
        return ""
    shown = harmless(text)
    if cell_len(shown) > width:
        head = chop_cells(shown, width - 1)[0] if width > 1 else ""
        shown = head.rstrip() + "…"
    return set_cell_size(shown, width)


def shortened(text: str, width: int) -> str:
    """`text` in at most `width` cells, nothing added."""
    return fit(text, min(width, cell_len(harmless(text))))


def right(text: str, width: int) -> str:
    """`text` at the right end of `width` cells; text that is too long is cut on the left."""
    missing = width - cell_len(text)
    return " " * missing + text if missing >= 0 else text[-width:]


class Harmless(LineFilter):
    """The last gate before the terminal: nothing that a terminal would obey is in any line of any widget."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments with the text of each made harmless."""
        shown = [harmless(segment.text) for segment in segments]
        if all(text == segment.text for text, segment in zip(shown, segments, strict=True)):
            return segments
        return [Segment(text, style, control) for text, (_, style, control) in zip(shown, segments, strict=True)]


class Colourless(LineFilter):
    """No colour at all: what has a ground of its own (a cursor, a selection) is told by reversed letters."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments without their colours, reversed where their ground is another one than the terminal's."""
        return [Segment(text, style and _colourless(style), control) for text, style, control in segments]


@lru_cache(1024)
def _colourless(style: Style) -> Style:
    raised = style.bgcolor is not None and not style.bgcolor.is_default
    return style.without_color + REVERSED if raised else style.without_color
