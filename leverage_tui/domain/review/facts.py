"""A number as a person meets it: its name, its value in words, and the arithmetic behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal, NamedTuple

from leverage_tui.domain.text import width

Tone = Literal["plain", "good", "bad", "unsure"]
"""How a value is to be met. "unsure" is what must not look like an ordinary number: a state, an estimate, what is
provisional or not known."""


class Fact(NamedTuple):
    """One number: `name` in a few words, `shown` as it stands on a screen (a state's words where there is no number),
    `how` its arithmetic or its reason, a sentence a line. `key` is its name in METRICS.md."""

    key: str
    name: str
    shown: str
    how: tuple[str, ...]
    tone: Tone = "plain"


class Bar(NamedTuple):
    """A part of a whole, 0 to 1, to be drawn; `words` stand beside it."""

    share: float
    words: str


class Section(NamedTuple):
    """Facts that belong together under one title. `sentence` says the heart of it, and may be empty."""

    title: str
    facts: tuple[Fact, ...]
    sentence: str = ""
    bar: Bar | None = None


class Line(NamedTuple):
    """One line of a plot, a value for each of its plot's days; None where nothing is known."""

    name: str
    values: tuple[float | None, ...]


class Plot(NamedTuple):
    """Lines over weeks: `days` are the Mondays (for the gauge, the days it was read on). `level` is drawn across,
    such as the baseline rate, and `level_name` names it. `unit` is what the values count."""

    title: str
    unit: str
    days: tuple[date, ...]
    lines: tuple[Line, ...]
    level: float | None = None
    level_name: str = ""


def facts_in(sections: Sequence[Section]) -> Iterator[Fact]:
    """All facts of `sections`, in order."""
    for section in sections:
        yield from section.facts


def as_text(sections: Sequence[Section], *, how: bool = False) -> list[str]:
    """`sections` as plain lines; with `how` each fact's arithmetic under it."""
    widest = max((width(fact.name) for fact in facts_in(sections)), default=0)
    lines: list[str] = []
    for section in sections:
        lines += [*([""] if lines else []), section.title]
        if section.sentence:
            lines.append(f"  {section.sentence}")
        for fact in section.facts:
            lines.append(f"  {fact.name}{' ' * (widest - width(fact.name))}  {fact.shown}")
            if how:
                lines += [f"    {sentence}" for sentence in fact.how]
    return lines
