"""Which keys move in the timesheet, and which begin an entry."""

from __future__ import annotations

from leverage_tui.tui.actions import BY_ID

STARTS_ENTRY = frozenset("0123456789.,:+-=")
ARROWS = {"up": (-1, 0), "down": (1, 0), "left": (0, -1), "right": (0, 1)}
"""Lines down and days across."""
_STEPS = {
    "move_up": (-1, 0), "move_down": (1, 0), "move_left": (0, -1), "move_right": (0, 1),
    "first_day": (0, -6), "last_day": (0, 6),
}  # fmt: skip
MOVES = {key: step for name, step in _STEPS.items() for key in BY_ID[name].keys}
