"""The text being typed into a cell, and how it is read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

from leverage_tui.domain.quantities.durations import read_span
from leverage_tui.domain.quantities.errors import Unreadable
from leverage_tui.domain.quantities.hours import explain_hours, format_hours, parse_hours
from leverage_tui.tui.timesheet.text_line import TextLine

MINUTES_PER_WEEK = 7 * 1440


class Read(NamedTuple):
    """How a text is read: minutes (None: leave the cell as it is, or unreadable), in words, and why it cannot be."""

    minutes: int | None
    words: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class CellEditor(TextLine):
    """The line of a cell being edited. `seen` is what the cell showed (minutes) when the edit began; `typed` is true
    when typing began it, so that arrows leave the cell instead of moving in the text; `week` where the cell is a
    week's and may hold more than a day has."""

    seen: int
    typed: bool
    week: bool = False

    @classmethod
    def begun_by_typing(cls, character: str, seen: int, week: bool = False) -> CellEditor:
        """An edit that replaces what the cell shows."""
        return cls(character, len(character), seen, True, week)

    @classmethod
    def begun_by_key(cls, text: str, seen: int, week: bool = False) -> CellEditor:
        """An edit of what the cell shows, the cursor at its end."""
        return cls(text, len(text), seen, False, week)

    def moving_within(self) -> CellEditor:
        """The same, with arrows that move in the text and do not leave the cell."""
        return replace(self, typed=False)

    def read(self) -> Read:
        """How the text is read."""
        try:
            minutes = parse_hours(self.text, self.seen)
            return Read(minutes, explain_hours(self.text, self.seen) if minutes is not None else "")
        except Unreadable as error:
            minutes = self._week_minutes()
            return Read(None, why=str(error)) if minutes is None else Read(minutes, format_hours(minutes))

    def _week_minutes(self) -> int | None:
        """The text as a week's hours, where it may be and is one."""
        try:
            minutes = read_span(self.text.strip().removeprefix("=")) if self.week else None
        except Unreadable:
            return None
        return minutes if minutes is not None and minutes <= MINUTES_PER_WEEK else None
