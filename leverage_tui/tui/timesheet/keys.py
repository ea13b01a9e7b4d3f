"""Which keys move in the timesheet, which begin an entry, and what keys do to a line that is being typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from leverage_tui.tui.actions import keys_of
from leverage_tui.tui.timesheet.text_line import LONGEST, TextLine

STARTS_ENTRY = frozenset("0123456789.,:+-=")
ARROWS = {"up": (-1, 0), "down": (1, 0), "left": (0, -1), "right": (0, 1)}
"""Lines down and days across."""
MOVING = {
    "move_up": (-1, 0), "move_down": (1, 0), "move_left": (0, -1), "move_right": (0, 1),
    "first_day": (0, -6), "last_day": (0, 6),
}  # fmt: skip
"""The actions that move, and how far."""


def step_of(key: str) -> tuple[int, int] | None:
    """How far the key moves, lines down and days across; None for a key that does not."""
    return next((step for action, step in MOVING.items() if key in keys_of(action)), None)


L = TypeVar("L", bound=TextLine)

TEXT_KEYS: Mapping[str, Callable[[TextLine], TextLine]] = {
    "left": lambda line: line.moved(-1),
    "right": lambda line: line.moved(1),
    "shift+left": lambda line: line.moved(-1, select=True),
    "shift+right": lambda line: line.moved(1, select=True),
    "ctrl+left": lambda line: line.to_word(-1),
    "ctrl+right": lambda line: line.to_word(1),
    "ctrl+shift+left": lambda line: line.to_word(-1, select=True),
    "ctrl+shift+right": lambda line: line.to_word(1, select=True),
    "home": lambda line: line.at(0),
    "end": lambda line: line.at(LONGEST),
    "shift+home": lambda line: line.at(0, select=True),
    "shift+end": lambda line: line.at(LONGEST, select=True),
    "ctrl+a": lambda line: line.all_selected(),
    "backspace": lambda line: line.backspace(),
    "delete": lambda line: line.delete(),
    "ctrl+w": lambda line: line.delete_word(),
    "ctrl+backspace": lambda line: line.delete_word(),
    "alt+backspace": lambda line: line.delete_word(),
    "ctrl+u": lambda line: line.delete_before(),
    "ctrl+k": lambda line: line.delete_after(),
}
"""What a key does to the line that is being typed, in a cell and in the filter."""


def after_key(line: L, key: str) -> L | None:
    """The line after the key; None where the key is not one of those that edit text."""
    act = TEXT_KEYS.get(key)
    changed = None if act is None else act(line)
    return changed if changed is None or isinstance(changed, type(line)) else None
