"""What happened in the timesheet. The screen decides what follows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from textual.message import Message

from leverage_tui.domain.model import Standing
from leverage_tui.domain.timesheet import Row
from leverage_tui.domain.timesheet_layout import Key
from leverage_tui.domain.timesheet_lines import Line


@dataclass(eq=False, repr=False)
class CursorMoved(Message):
    """The cursor stands on another cell; `committed` when leaving an edited cell brought it there."""

    line: Line | None
    day: date
    committed: bool = False

    def can_replace(self, message: Message) -> bool:
        """Only the last place matters."""
        return isinstance(message, CursorMoved)


@dataclass(eq=False, repr=False)
class CellTyped(Message):
    """The text of the open editor changed; `minutes` is how it is read, `why` why it cannot be."""

    line: Line
    day: date
    text: str
    seen: int
    minutes: int | None
    reading: str
    why: str

    def can_replace(self, message: Message) -> bool:
        """Only the last text matters."""
        return isinstance(message, CellTyped)


@dataclass(eq=False, repr=False)
class EditAbandoned(Message):
    """The editor closed and the cell is as it was."""


@dataclass(eq=False, repr=False)
class HoursCommitted(Message):
    """A cell was left with something readable in it."""

    row: Row
    day: date
    minutes: int
    seen: int
    text: str


@dataclass(eq=False, repr=False)
class StandingWeekCommitted(Message):
    """The one cell of a standing entry was left; None minutes: as usual again."""

    standing: Standing
    week: date
    minutes: int | None
    text: str


@dataclass(eq=False, repr=False)
class DraftKept(Message):
    """A cell was left with something unreadable in it; the text waits there."""

    text: str
    why: str


@dataclass(eq=False, repr=False)
class DraftsChanged(Message):
    """What is typed into cells and not entered is another text now, the one being typed included."""

    drafts: Mapping[tuple[Key, date], str]

    def can_replace(self, message: Message) -> bool:
        """Only the last texts matter."""
        return isinstance(message, DraftsChanged)


@dataclass(eq=False, repr=False)
class Refused(Message):
    """Something was typed or pasted that no cell takes; nothing changed."""

    why: str


@dataclass(eq=False, repr=False)
class Pasted(Message):
    """Text was pasted while no cell was edited, as it came."""

    text: str


@dataclass(eq=False, repr=False)
class StreamFolded(Message):
    """A stream is to be folded into its line, or unfolded."""

    stream: str
    fold: bool


@dataclass(eq=False, repr=False)
class FilterChanged(Message):
    """Other rows are in sight, because of what was typed."""

    text: str
