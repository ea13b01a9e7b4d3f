"""The text being typed into a cell: a line with a cursor, as a value."""

from __future__ import annotations

from dataclasses import dataclass, replace

from leverage_tui.domain.quantities.durations import read_span
from leverage_tui.domain.quantities.errors import Unreadable
from leverage_tui.domain.quantities.hours import explain_hours, format_hours, parse_hours

LONGEST = 60
MINUTES_PER_WEEK = 7 * 1440


@dataclass(frozen=True, slots=True)
class Read:
    """How a text is read: minutes (None: leave the cell as it is, or unreadable), in words, and why it cannot be."""

    minutes: int | None
    words: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class CellEditor:
    """Text and cursor of a cell being edited. `seen` is what the cell showed (minutes) when the edit began;
    `typed` is true when typing began it, so that arrows leave the cell instead of moving in the text; `week`
    where the cell is a week's and may hold more than a day has."""

    text: str
    cursor: int
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

    def insert(self, text: str) -> CellEditor:
        """`text` at the cursor; what would make the line too long is left away."""
        text = text[: LONGEST - len(self.text)]
        return replace(
            self,
            text=self.text[: self.cursor] + text + self.text[self.cursor :],
            cursor=self.cursor + len(text),
        )

    def backspace(self) -> CellEditor:
        """Without the character before the cursor."""
        if not self.cursor:
            return self
        return replace(self, text=self.text[: self.cursor - 1] + self.text[self.cursor :], cursor=self.cursor - 1)

    def delete(self) -> CellEditor:
        """Without the character at the cursor."""
        return replace(self, text=self.text[: self.cursor] + self.text[self.cursor + 1 :])

    def moved(self, by: int) -> CellEditor:
        """The cursor `by` characters further, within the text."""
        return replace(self, cursor=max(0, min(len(self.text), self.cursor + by)))

    def emptied(self) -> CellEditor:
        """Without any text, to begin anew."""
        return replace(self, text="", cursor=0)
