"""Amounts hidden for others who look at the screen: the last gate before the terminal hides them in every line of
every widget, so that no screen has to think of it. Hours, counts and percentages stay.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from leverage_tui.domain.quantities.currency import SYMBOLS, is_currency

HIDDEN = "•••"
_NUMBER = r"\d+(?:[.,'’\u00a0\u202f ]\d{3}(?!\d))*(?:[.,]\d+)?[kKmM]?"
_MARKS = "|".join(re.escape(mark.strip()) for mark in sorted(SYMBOLS.values(), key=len, reverse=True))
_CODES = "|".join(SYMBOLS)
_AMOUNT = re.compile(
    rf"[-+−]?(?:(?:{_MARKS})|\b[A-Z]{{3}}\b)[ \u00a0]?[-−]?{_NUMBER}"
    rf"|[-+−]?\b{_NUMBER}[ \u00a0]?(?:(?:{_CODES})\b|[€£¥₹₩])"
    rf"|[-+−]?{_NUMBER}(?=/h\b)"
)
"""An amount has its currency before it, or after it where a person typed it so; a rate may have lost it where a
column is narrow."""
_COUNTED = "weeks?|days?|months?|years?|hours?|minutes?|streams?|units?|sold|changes?|waits?|running|own|x|of|to"
_CONTINUED = re.compile(
    rf"^[\s│┃]*(?P<amount>(?>{_NUMBER}))(?![\d:%]| ?%| ?h\b| (?:{_COUNTED})\b|-\d| [A-Z][a-z]{{2}}\b)"
)
"""What a line begins with where the line before may have ended with the currency of it."""
_LABEL = re.compile(rf"^ *(?P<amount>[-−]?{_NUMBER})(?= [┤│])")
_FIELD = re.compile(r"^ *(?P<amount>[^ ].*?) *$")
_FILLED = re.compile(rf"\s*[-−]?[^\d\s:%]{{0,4}}\s?{_NUMBER}\s?(?:[A-Za-z]{{3}})?\s*")
_FRAME = " │┃›"
_RUN = re.compile(r"[^ │┃┤](?: ?[^ │┃┤])*")
Cell = tuple[str, Style | None]


class Mask(LineFilter):
    """Hides amounts. `breaks` says whether an amount as it is written now may be broken into two lines."""

    def __init__(self, breaks: Callable[[], bool] = lambda: False) -> None:
        super().__init__()
        self._breaks = breaks

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The line with every amount as three dots; its width is the same."""
        text = "".join(segment.text for segment in segments if not segment.control)
        spans = list(self._spans(text)) if any(map(str.isdecimal, text)) else []
        return _hidden(segments, text, spans) if spans else segments

    def _spans(self, text: str) -> Iterator[tuple[int, int]]:
        begun = _CONTINUED.match(text) if self._breaks() else None
        if begun is not None and not _AMOUNT.match(text, begun.start("amount")):
            yield begun.span("amount")
        for found in _AMOUNT.finditer(text):
            if begun is None or found.start() >= begun.end("amount") or found.start() == begun.start("amount"):
                yield found.span()


class LabelMask(LineFilter):
    """Hides the numbers up the side of a plot of money."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The line with its label, if it has one, as three dots."""
        text = "".join(segment.text for segment in segments if not segment.control)
        found = _LABEL.match(text)
        return segments if found is None else _hidden(segments, text, [found.span("amount")])


class FieldMask(LineFilter):
    """Hides the whole of a field."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The line as three dots, whatever stands in it."""
        text = "".join(segment.text for segment in segments if not segment.control)
        found = _FIELD.match(text)
        return segments if found is None else _hidden(segments, text, [found.span("amount")])


def for_field(filters: Sequence[LineFilter], text: str, *, typed: bool) -> Sequence[LineFilter]:
    """The `filters` of a line to type in: what a person types there is shown. What it was filled in with is hidden
    where it could be an amount, which is any number without a colon or a percent sign."""
    if not any(isinstance(each, Mask) for each in filters):
        return filters
    if typed:
        return [each for each in filters if not isinstance(each, Mask)]
    return [FieldMask(), *filters] if _FILLED.fullmatch(text) else filters


def for_plot(filters: Sequence[LineFilter], unit: str) -> Sequence[LineFilter]:
    """The `filters` of a plot whose values count `unit`: "USD a week" is money, "h" is not."""
    is_money = is_currency(unit[:3]) and not unit[3:4].strip()
    masked = is_money and any(isinstance(each, Mask) for each in filters)
    return [LabelMask(), *filters] if masked else filters


def _hidden(segments: list[Segment], text: str, spans: list[tuple[int, int]]) -> list[Segment]:
    """The line with dots in the place of `spans`. What stands between two gaps moves together, and keeps its end
    where it stands at the right: the length of an amount is not told, and columns stay columns."""
    cells = [(char, segment.style) for segment in segments if not segment.control for char in segment.text]
    made: list[Cell] = []
    at = 0
    for run in _RUN.finditer(text):
        inside = [span for span in spans if run.start() <= span[0] < run.end()]
        if not inside:
            continue
        new = _dotted(cells, run.span(), inside)
        made += cells[at : run.start()]
        at = run.end()
        spare = run.end() - run.start() - len(new)
        blank = (" ", cells[run.start()][1])
        if spare >= 0:
            pad = [blank] * spare
            made += [*pad, *new] if _is_right(text, run.span()) else [*new, *pad]
        elif text[at : at - spare + 1].isspace():
            made += new
            at -= spare
        elif len(made) > -spare and all(char == " " for char, _ in made[spare - 1 :]):
            made[spare:] = new
        else:
            short = {place for span in inside for place in range(*span)}
            made += [
                (HIDDEN[0], cells[place][1]) if place in short else cells[place] for place in range(run.start(), at)
            ]
    made += cells[at:]
    return [*_segments(made), *(segment for segment in segments if segment.control)]


def _dotted(cells: list[Cell], run: tuple[int, int], spans: list[tuple[int, int]]) -> list[Cell]:
    """The cells of a run, three dots for each span."""
    made: list[Cell] = []
    at = run[0]
    for start, end in spans:
        made += [*cells[at:start], *((dot, cells[start][1]) for dot in HIDDEN)]
        at = end
    return made + cells[at : run[1]]


def _is_right(text: str, run: tuple[int, int]) -> bool:
    """Whether what stands there is the end of a line that has a beginning too, or a rate in its column."""
    before, after = text[: run[0]], text[run[1] :]
    if not before.endswith("  "):
        return False
    return text[: run[1]].endswith("/h") or bool(
        before.strip(_FRAME) and len(after) < 4 and not after.strip(_FRAME)
    )


def _segments(cells: list[Cell]) -> Iterator[Segment]:
    begun = 0
    for place in range(1, len(cells) + 1):
        if place == len(cells) or cells[place][1] is not cells[begun][1]:
            yield Segment("".join(char for char, _ in cells[begun:place]), cells[begun][1])
            begun = place
