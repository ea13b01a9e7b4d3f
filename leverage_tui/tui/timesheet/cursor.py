"""Where the cursor stands among the timesheet's lines, and which part of them is in sight. Pure values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from leverage_tui.domain.timesheet_layout import Key
from leverage_tui.domain.timesheet_lines import Kind, Line

__all__ = ["Cursor", "Key", "first_key", "index_of"]


@dataclass(frozen=True, slots=True)
class Cursor:
    """The line's key, the day's column, and the first line in sight."""

    key: Key | None = None
    day: int = 0
    top: int = 0

    def index(self, lines: Sequence[Line]) -> int | None:
        """The place of the cursor's line among `lines`."""
        return index_of(lines, self.key)

    def at(self, lines: Sequence[Line], key: Key | None, day: int) -> Cursor:
        """On another line and day; on the first own row where `key` is not among `lines`."""
        return replace(self, key=key if index_of(lines, key) is not None else first_key(lines), day=day)

    def moved(self, lines: Sequence[Line], down: int, across: int, *, cells: bool = False) -> Cursor:
        """`down` lines and `across` days further, as far as there are any; only on lines with `cells` where that is
        wanted."""
        keys = [line.key for line in lines if line.key is not None and (line.editable or not cells)]
        if not keys:
            return self
        place = keys.index(self.key) if self.key in keys else 0
        return self.at(lines, keys[max(0, min(len(keys) - 1, place + down))], max(0, min(6, self.day + across)))

    def next_own(self, lines: Sequence[Line]) -> Cursor:
        """On the next own row below; where there is none the cursor stays."""
        own = [line.key for line in lines if line.row is not None and line.own]
        if self.key in own and own.index(self.key) + 1 < len(own):
            return self.at(lines, own[own.index(self.key) + 1], self.day)
        return self

    def in_sight(self, lines: Sequence[Line], room: int) -> Cursor:
        """Scrolled as little as puts the cursor among the `room` lines in sight, its stream's line with it."""
        top, index = self.top, self.index(lines)
        if index is not None:
            above = 1 if index and lines[index].editable and lines[index - 1].kind is Kind.STREAM else 0
            top = max(min(top, index - above), index - room + 1)
        return replace(self, top=max(0, min(top, len(lines) - room)))

    def scrolled(self, lines: Sequence[Line], room: int, by: int) -> Cursor:
        """Another part of the lines in sight, the cursor where it was."""
        return replace(self, top=max(0, min(self.top + by, len(lines) - room)))


def index_of(lines: Sequence[Line], key: Key | None) -> int | None:
    """The place of the line with `key`; None where there is none."""
    if key is None:
        return None
    return next((index for index, line in enumerate(lines) if line.key == key), None)


def first_key(lines: Sequence[Line]) -> Key | None:
    """The first own row, or else the first line that a cursor can stand on."""
    own = (line.key for line in lines if line.row is not None and line.own)
    return next(own, next((line.key for line in lines if line.key is not None), None))
