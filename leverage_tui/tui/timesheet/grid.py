"""The timesheet as it is looked at: lines, a cursor, and only the lines repainted that changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import ClassVar, NamedTuple

from rich.style import Style
from textual.cache import LRUCache
from textual.geometry import Offset, Region
from textual.strip import Strip
from textual.widget import Widget

from leverage_tui.domain.calendar import DAY
from leverage_tui.domain.quantities.hours import format_hours
from leverage_tui.domain.timesheet import Row
from leverage_tui.domain.timesheet_lines import (
    Kind,
    Line,
    Totals,
    hidden_in,
    narrowed,
    own_totals,
    timesheet_lines,
)
from leverage_tui.tui.timesheet.columns import Columns
from leverage_tui.tui.timesheet.cursor import Cursor, Key, index_of
from leverage_tui.tui.timesheet.messages import CursorMoved
from leverage_tui.tui.timesheet.painter import NAME, STYLE_NAMES, WEEK, Marks, Painter
from leverage_tui.tui.view import View

NO_DRAFTS: Mapping[tuple[Key, date], str] = MappingProxyType({})


class Shown(NamedTuple):
    """What is shown and how: `notes` are words by stream, for screens that have no pane of their own for them;
    `gathered` makes one line of what is not your own work in a stream."""

    view: View
    notes: Mapping[str, str]
    gathered: bool


class Grid(Widget, can_focus=True):
    """The week as a grid with a cursor. It shows a View and changes nothing."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"timesheet--{name}" for name in STYLE_NAMES}
    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._shown: Shown | None = None
        self._lines: tuple[Line, ...] = ()
        self._totals = Totals((0,) * 7, 0, 0)
        self._cursor = Cursor()
        self._filter = ""
        self._strips: LRUCache[object, Strip] = LRUCache(256)
        self._styles: dict[str, Style] = {}

    # What is shown

    def show(self, view: View, notes: Mapping[str, str] | None = None, *, folded: bool = False) -> None:
        """Show `view`; lines that did not change are not painted again. `notes` and `folded` as in `Shown`."""
        self._show(Shown(view, notes or {}, folded))

    def _show(self, shown: Shown) -> None:
        before, old_lines, old_totals = self._view, self._lines, self._totals
        view, self._shown, self._lines = shown.view, shown, self._lines_of(shown)
        self._totals = own_totals(view.book, view.days)
        cursor = self._cursor
        if before is None:
            cursor = replace(cursor, day=(view.today - view.week).days if view.today in view.days else 0)
        self._cursor = cursor.at(self._lines, cursor.key, cursor.day)
        if self.border_title != (title := self._title(view)):
            # Not a thing of every change: another title paints the whole pane.
            self.border_title = title
        same_frame = (
            before is not None
            and before.week == view.week
            and before.today == view.today
            and before.style == view.style
            and len(old_lines) == len(self._lines)
        )
        if not same_frame:
            self._cursor = self._cursor.in_sight(self._lines, self._room())
            self.refresh()
            return
        for index, (old, new) in enumerate(zip(old_lines, self._lines, strict=True)):
            if old != new:
                self._refresh_body(index)
        if old_totals != self._totals:
            self._refresh_row(self.size.height - 1)

    def _lines_of(self, shown: Shown) -> tuple[Line, ...]:
        """The lines of a view: those with a draft in sight, whatever is hidden or folded."""
        view = shown.view
        held = [key for key, day in self._held() if isinstance(key, Row) and day in view.days]
        layout = view.layout.showing(held)
        asked = tuple(dict.fromkeys((*view.asked, *(row for row in held if row.stream in view.book.streams))))
        if self._filter:
            layout = layout._replace(folded=frozenset())
        lines = timesheet_lines(view.book, view.days, asked, shown.gathered, shown.notes, layout)
        return narrowed(lines, self._filter) if self._filter else lines

    def _held(self) -> Mapping[tuple[Key, date], str]:
        """Texts that wait in cells, by line and day."""
        return NO_DRAFTS

    def _title(self, view: View) -> str:
        """The pane's title: no text of the user's, which a border title would take for markup."""
        count, minutes = hidden_in(self._lines)
        hidden = f"{count} hidden row{'s' if count > 1 else ''} with {format_hours(minutes, view.style)}"
        parts = ["Timesheet", "filtered" if self._filter else "", hidden if count else ""]
        return " · ".join(filter(None, parts))

    @property
    def _view(self) -> View | None:
        return self._shown.view if self._shown else None

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines in their order."""
        return self._lines

    def neighbour(self) -> Key | None:
        """The cell's line below the one under the cursor, or above it where it is the last."""
        keys = [line.key for line in self._lines if line.editable]
        place = keys.index(self._cursor.key) if self._cursor.key in keys else 0
        return next(iter([*keys[place + 1 : place + 2], *keys[max(0, place - 1) : place]]), None)

    @property
    def line(self) -> Line | None:
        """The line under the cursor."""
        index = self._cursor.index(self._lines)
        return None if index is None else self._lines[index]

    @property
    def day(self) -> date | None:
        """The day under the cursor."""
        return self._view.days[self._cursor.day] if self._view else None

    def in_sight(self, day: date) -> list[tuple[Line, Offset]]:
        """The lines that are seen, each with the place on the screen where its cell of `day` begins."""
        if self._view is None or day not in self._view.days:
            return []
        columns, top = Columns.for_width(self.size.width), self._cursor.top
        begins = self.content_region.offset + Offset(columns.days_at + self._view.days.index(day) * columns.day, 1)
        return [(line, begins + Offset(0, y)) for y, line in enumerate(self._lines[top : top + self._room()])]

    # Moving

    def go_to(self, day: date, wanted: Key | None = None, *, committed: bool = False) -> None:
        """Put the cursor on `day` of the shown week, and on the line `wanted` where it is shown. `committed` where
        what was just said is to stand on."""
        if self._view is not None and day in self._view.days:
            key = self._cursor.key if index_of(self._lines, wanted) is None else wanted
            self._go(self._cursor.at(self._lines, key, self._view.days.index(day)), committed=committed)

    def move(self, down: int, across: int, *, committed: bool = False) -> None:
        """The cursor `down` lines and `across` days further, as far as there are any; after a commit only to cells."""
        self._go(self._cursor.moved(self._lines, down, across, cells=committed), committed=committed)

    def _go(self, cursor: Cursor, *, committed: bool = False) -> None:
        old = self._cursor
        self._cursor = cursor.in_sight(self._lines, self._room())
        if self._cursor.top != old.top:
            self.refresh()
        else:
            for place in (old, self._cursor):
                self._refresh_at(place)
        self._place_caret()
        if self._view is not None:
            self.post_message(CursorMoved(self.line, self._view.days[self._cursor.day], committed))

    def _scroll(self, by: int) -> None:
        cursor = self._cursor.scrolled(self._lines, self._room(), by)
        if cursor != self._cursor:
            self._cursor = cursor
            self.refresh()

    # Painting

    def render_line(self, y: int) -> Strip:
        """The header, a line of the body, or the pinned totals."""
        view, width = self._view, self.size.width
        if view is None:
            return Strip.blank(width)
        painter = self._painter(view)
        if y == 0:
            return painter.header(self._filter)
        if y == self.size.height - 1:
            return painter.totals(self._totals, bool(self._filter))
        index = y - 1 + self._cursor.top
        if index >= len(self._lines):
            return painter.blank()
        line, marks = self._lines[index], self._marks(self._lines[index], view)
        cached = (line, marks, painter.columns, painter.today, view.style)
        strip = self._strips.get(cached)
        if strip is None:
            strip = painter.line(line, marks)
            self._strips[cached] = strip
        return strip

    def notify_style_update(self) -> None:
        """Colours changed: nothing that was painted holds."""
        super().notify_style_update()
        self._strips.clear()
        self._styles.clear()

    def on_resize(self) -> None:
        """Keep the cursor in sight, and the terminal's own with it."""
        self._cursor = self._cursor.in_sight(self._lines, self._room())
        self.call_after_refresh(self._place_caret)

    def _painter(self, view: View) -> Painter:
        today = (view.today - view.week) // DAY
        return Painter(view, Columns.for_width(self.size.width), today if 0 <= today < 7 else None, self._look)

    def _look(self, name: str) -> Style:
        style = self._styles.get(name)
        if style is None:
            style = self._styles[name] = self.get_component_rich_style(f"timesheet--{name}")
        return style

    def _marks(self, line: Line, view: View) -> Marks:
        key = line.key
        drafts = frozenset(view.days.index(day) for kept, day in self._held() if kept == key and day in view.days)
        if key is None or key != self._cursor.key:
            return Marks(drafts=drafts)
        cursor = WEEK if line.kind is Kind.STANDING else NAME if line.kind is Kind.STREAM else self._cursor.day
        return Marks(cursor, self.has_focus, drafts=drafts)

    def _place_caret(self) -> None:
        """The terminal's own cursor goes where the cursor is: input methods and screen readers follow it."""
        index = self._cursor.index(self._lines)
        if index is None or self._view is None or not self.has_focus:
            return
        x = self._painter(self._view).caret_x(self._marks(self._lines[index], self._view))
        if x is not None:
            self._put_caret(x, index - self._cursor.top + 1)

    def _put_caret(self, x: int, y: int) -> None:
        self.app.cursor_position = self.content_region.offset + Offset(x, y)

    def _room(self) -> int:
        """How many lines of the body there is room for; before the first layout, for all."""
        return max(1, self.size.height - 2 if self.size else len(self._lines))

    def _refresh_cursor(self) -> None:
        self._refresh_at(self._cursor)
        self._place_caret()

    def _refresh_at(self, cursor: Cursor) -> None:
        index = cursor.index(self._lines)
        if index is not None:
            self._refresh_body(index)

    def _refresh_body(self, index: int) -> None:
        y = index - self._cursor.top + 1
        if 0 < y < self.size.height - 1:
            self._refresh_row(y)

    def _refresh_row(self, y: int) -> None:
        self.refresh(Region(0, y, self.size.width, 1))
