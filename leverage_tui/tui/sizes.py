"""The sizes of a terminal at which screens are arranged anew."""

from __future__ import annotations

from collections.abc import Sequence

Steps = Sequence[tuple[int, str]]
"""From so many cells on, a class."""
ACROSS = [(0, "-narrow"), (80, "-mid"), (120, "-wide")]
DOWN = [(0, "-short"), (24, "-normal"), (32, "-tall")]
LEAST = (60, 15)
"""Columns and rows that the dashboard and its pages need."""


def classes_of(width: int, height: int) -> tuple[str, str]:
    """The classes of a screen of that size."""
    return _reached(width, ACROSS), _reached(height, DOWN)


def is_tiny(width: int, height: int) -> bool:
    """Whether there is room for nothing but a word about it."""
    return width < LEAST[0] or height < LEAST[1]


def too_small(what: str, width: int, height: int, leave: str) -> str:
    """That word, for `what`, and how to `leave`."""
    return f"This terminal is {width} x {height}.\n{what} needs {LEAST[0]} x {LEAST[1]}.\n{leave}"


def has_room(width: int, height: int) -> bool:
    """Whether everything is shown at once, with all its words."""
    across, down = classes_of(width, height)
    return across == "-wide" and down != "-short"


def _reached(size: int, steps: Steps) -> str:
    return next(name for least, name in reversed(steps) if size >= least)
