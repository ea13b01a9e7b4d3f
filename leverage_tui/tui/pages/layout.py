"""Where sections stand in a room of some width: one column or two, every line of them, every fact's place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Literal

from rich.cells import cell_len, chop_cells

from leverage_tui.domain.review.facts import Bar, Fact, Section, facts_in
from leverage_tui.domain.text import harmless

TWO_FROM = 110
"""Two columns of sections from this width on."""
GAP = 3
INDENT = 3
WIDEST = 74
"""No column is wider: a name and its value are to be read as one line."""
MARKS = {"plain": "", "good": "✓ ", "bad": "! ", "unsure": "~ "}
_SAYS_SO = ("~", "≈", "–")
"""A value that begins so is marked already."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands on one line of one column. `fact` is the number of the fact, or -1."""

    kind: Literal["title", "sentence", "bar", "fact"]
    text: str
    bar: Bar | None = None
    fact: int = -1


Place = tuple[int, int]
"""A line and a column."""


@dataclass(frozen=True, slots=True)
class Layout:
    """All lines, each with a piece or nothing for every column, and where each fact is."""

    width: int
    """Of a column, in cells."""
    lines: tuple[tuple[Piece | None, ...], ...]
    facts: tuple[Fact, ...]
    owners: tuple[str, ...]
    """The title of each fact's section."""
    places: tuple[Place, ...]

    @property
    def columns(self) -> int:
        """How many columns there are."""
        return len(self.lines[0]) if self.lines else 1

    def beside(self, number: int, across: int) -> int:
        """The fact nearest to fact `number` in the column `across` further; itself where there is none."""
        line, column = self.places[number]
        there = [(abs(at - line), other) for other, (at, in_) in enumerate(self.places) if in_ == column + across]
        return min(there, default=(0, number))[1]


NOTHING = Layout(1, (), (), (), ())


def wrapped(text: str, width: int) -> list[str]:
    """`text` in lines of at most `width` cells, broken between words, and within one where it is longer than that."""
    lines: list[str] = []
    line = ""
    for word in harmless(text).split():
        if line and cell_len(line) + 1 + cell_len(word) <= width:
            line = f"{line} {word}"
            continue
        lines += [line] if line else []
        *full, line = chop_cells(word, max(2, width)) or [word]
        lines += full
    return [*lines, line] if line else lines


def value_of(fact: Fact) -> str:
    """The value with the mark of its tone, so that no tone is said by colour alone."""
    mark = "" if fact.tone == "unsure" and fact.shown.startswith(_SAYS_SO) else MARKS[fact.tone]
    return mark + harmless(fact.shown)


def bar_room(width: int) -> int:
    """The cells of a bar in a column of `width`; its words stand beside it."""
    return max(4, min(24, width // 3))


def lay_out(sections: Sequence[Section], width: int) -> Layout:
    """The lines of `sections` in `width` cells. Order is kept: down the left column, then down the right one."""
    split = width >= TWO_FROM and len(sections) > 1
    room = (width - GAP) // 2 if split else width
    column = max(1, min(room, WIDEST))
    groups = _halves(sections, column) if split else (tuple(sections),)
    columns: list[list[Piece | None]] = []
    places: list[Place] = []
    for at, group in enumerate(groups):
        pieces: list[Piece | None] = []
        for section in group:
            pieces += [None] if pieces else []
            for piece in _pieces(section, column):
                if piece.kind == "fact":
                    piece = Piece("fact", "", fact=len(places))
                    places.append((len(pieces), at))
                pieces.append(piece)
        columns.append(pieces)
    owners = tuple(section.title for section in sections for _ in section.facts)
    return Layout(column, tuple(zip_longest(*columns)), tuple(facts_in(sections)), owners, tuple(places))


def _pieces(section: Section, width: int) -> list[Piece]:
    pieces = [Piece("title", section.title)]
    pieces += [Piece("sentence", line) for line in wrapped(section.sentence, width - INDENT - 1)]
    if section.bar is not None:
        beside = INDENT + bar_room(width) + 2
        first, *more = wrapped(section.bar.words, width - beside - 1) or [""]
        pieces.append(Piece("bar", first, section.bar))
        pieces += [Piece("sentence", " " * (beside - INDENT) + line) for line in more]
    return [*pieces, *(Piece("fact", "") for _ in section.facts)]


def _halves(sections: Sequence[Section], width: int) -> tuple[tuple[Section, ...], ...]:
    """The sections in two groups of heights as equal as their order lets them be."""
    heights = [len(_pieces(section, width)) + 1 for section in sections]
    cut = min(range(1, len(sections)), key=lambda at: max(sum(heights[:at]), sum(heights[at:])))
    return tuple(sections[:cut]), tuple(sections[cut:])
