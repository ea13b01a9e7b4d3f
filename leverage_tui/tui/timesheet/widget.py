"""The timesheet as a widget: a cursor, an editor, and only the lines repainted that changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.cache import LRUCache
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from leverage_tui.domain.calendar import DAY
from leverage_tui.domain.quantities.hours import format_hours
from leverage_tui.domain.text import clean
from leverage_tui.domain.timesheet_lines import Kind, Line, Totals, own_totals, timesheet_lines
from leverage_tui.tui.timesheet.columns import Columns
from leverage_tui.tui.timesheet.cursor import Cursor, Key, index_of
from leverage_tui.tui.timesheet.editor import LONGEST, CellEditor
from leverage_tui.tui.timesheet.keys import ARROWS, MOVES, STARTS_ENTRY
from leverage_tui.tui.timesheet.messages import (
    CellTyped,
    CursorMoved,
    DraftKept,
    EditAbandoned,
    HoursCommitted,
    StandingWeekCommitted,
)
from leverage_tui.tui.timesheet.painter import STYLE_NAMES, WEEK, Marks, Painter
from leverage_tui.tui.view import View

_EMPTY_TOTALS = Totals((0,) * 7, 0, 0)


class Timesheet(Widget, can_focus=True):
    """The week as a grid. It shows a View, posts what the user did, and changes nothing itself."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"timesheet--{name}" for name in STYLE_NAMES}

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._view: View | None = None
        self._lines: tuple[Line, ...] = ()
        self._totals = _EMPTY_TOTALS
        self._cursor = Cursor()
        self._editor: CellEditor | None = None
        self._drafts: dict[tuple[Key, date], str] = {}
        self._strips: LRUCache[object, Strip] = LRUCache(256)
        self._styles: dict[str, Style] = {}

    # What is shown

    def show(self, view: View, notes: Mapping[str, str] | None = None, *, folded: bool = False) -> None:
        """Show `view`; lines that did not change are not painted again. `notes` are words by stream, for screens
        that have no pane of their own for them; `folded` makes one line of what is not your own work. A cell that
        is being edited and is not shown any more is left."""
        lines = timesheet_lines(view.book, view.days, view.asked, folded, notes or {})
        if self.editing and (self.day not in view.days or index_of(lines, self._cursor.key) is None):
            self.leave()
        before, old_lines, old_totals = self._view, self._lines, self._totals
        self._view, self._lines = view, lines
        self._totals = own_totals(view.book, view.days)
        cursor = self._cursor
        if before is None:
            cursor = replace(cursor, day=(view.today - view.week).days if view.today in view.days else 0)
        self._cursor = cursor.at(self._lines, cursor.key, cursor.day)
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

    @property
    def editing(self) -> bool:
        """Whether a cell is being typed into."""
        return self._editor is not None

    @property
    def line(self) -> Line | None:
        """The line under the cursor."""
        index = self._cursor.index(self._lines)
        return None if index is None else self._lines[index]

    @property
    def day(self) -> date | None:
        """The day under the cursor."""
        return self._view.days[self._cursor.day] if self._view else None

    def go_to(self, day: date, wanted: Key | None = None) -> None:
        """Put the cursor on `day` of the shown week, and on the line `wanted` where it is shown."""
        if self._view is not None and day in self._view.days:
            key = self._cursor.key if index_of(self._lines, wanted) is None else wanted
            self._go(self._cursor.at(self._lines, key, self._view.days.index(day)))

    # Moving

    def move(self, down: int, across: int, *, committed: bool = False) -> None:
        """The cursor `down` lines and `across` days further, as far as there are any."""
        self._go(self._cursor.moved(self._lines, down, across), committed=committed)

    def _go(self, cursor: Cursor, *, committed: bool = False) -> None:
        old = self._cursor
        self._cursor = cursor.in_sight(self._lines, self._room())
        if self._cursor.top != old.top:
            self.refresh()
        else:
            for place in (old, self._cursor):
                self._refresh_at(place)
        if self._view is not None:
            self.post_message(CursorMoved(self.line, self._view.days[self._cursor.day], committed))

    # Editing

    def begin(self, character: str = "") -> None:
        """Open the editor on the cell: replacing what it shows by `character`, or with what it shows."""
        line, day = self.line, self.day
        if line is None or day is None or line.key is None:
            return
        seen = self._seen(line)
        draft = self._drafts.get((line.key, day))
        if character:
            self._editor = CellEditor.begun_by_typing(character, seen, line.kind is Kind.STANDING)
        else:
            self._editor = CellEditor.begun_by_key(
                draft or (format_hours(seen) if seen else ""), seen, line.kind is Kind.STANDING
            )
        self._typed()

    def reopen(self, key: Key, day: date, text: str) -> None:
        """Open the editor again where `text` was refused, nothing of it lost."""
        if self._view is None or index_of(self._lines, key) is None or day not in self._view.days:
            return
        self._go(self._cursor.at(self._lines, key, self._view.days.index(day)))
        line = self.line
        self._editor = CellEditor.begun_by_key(
            text, self._seen(line) if line else 0, line is not None and line.kind is Kind.STANDING
        )
        self._refresh_cursor()

    def clear(self) -> None:
        """Empty the cell under the cursor."""
        line, day = self.line, self.day
        if line is not None and day is not None and line.key is not None:
            self._drafts.pop((line.key, day), None)
            self._post_commit(line, day, 0, self._seen(line), "0", restore=True)
            self._refresh_cursor()

    def commit(self) -> bool:
        """Close the editor on what is typed; what cannot be read keeps it open. Whether it is closed now."""
        editor, line, day = self._editor, self.line, self.day
        if editor is None or line is None or day is None:
            return True
        read = editor.read()
        if read.why:
            self._typed()
            return False
        self._editor = None
        if line.key is not None:
            self._drafts.pop((line.key, day), None)
        self._refresh_cursor()
        if read.minutes is None or read.minutes == editor.seen:
            self.post_message(EditAbandoned())
        else:
            self._post_commit(line, day, read.minutes, editor.seen, editor.text)
        return True

    def leave(self) -> None:
        """Leave the cell: commit what is readable, keep the rest as a draft that waits in the cell."""
        editor, line, day = self._editor, self.line, self.day
        if editor is None or self.commit():
            return
        self._editor = None
        if line is not None and line.key is not None and day is not None:
            self._drafts[line.key, day] = editor.text
            self.post_message(DraftKept(editor.text, editor.read().why))
        self._refresh_cursor()

    def abandon(self) -> None:
        """Close the editor; the cell is as it was."""
        if self._editor is not None:
            self._editor = None
            self._refresh_cursor()
            self.post_message(EditAbandoned())

    @property
    def drafts(self) -> Mapping[tuple[Key, date], str]:
        """The unreadable texts that wait in their cells, by line and day."""
        return self._drafts

    def draft(self) -> str | None:
        """The unreadable text that waits in the cell under the cursor."""
        line, day = self.line, self.day
        return self._drafts.get((line.key, day)) if line and line.key is not None and day else None

    def _post_commit(
        self, line: Line, day: date, minutes: int, seen: int, text: str, restore: bool = False
    ) -> None:
        if line.row is not None:
            self.post_message(HoursCommitted(line.row, day, minutes, seen, text))
        elif line.standing is not None and self._view is not None:
            week = self._view.iso_week
            self.post_message(StandingWeekCommitted(line.standing, week, None if restore else minutes, text))

    def _seen(self, line: Line) -> int:
        return line.total if line.kind is Kind.STANDING else line.cells[self._cursor.day].minutes

    def _change(self, editor: CellEditor) -> None:
        self._editor = editor
        self._typed()

    def _typed(self) -> None:
        self._refresh_cursor()
        editor, line, day = self._editor, self.line, self.day
        if editor is not None and line is not None and day is not None:
            read = editor.read()
            self.post_message(CellTyped(line, day, editor.text, editor.seen, read.minutes, read.words, read.why))

    # Keys, paste, mouse

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """While a cell is edited every printable key is text, so no binding of a letter acts or is shown."""
        return self.editing and character is not None and character.isprintable()

    async def _on_key(self, event: events.Key) -> None:
        if self._editor is None:
            if event.character is not None and event.character in STARTS_ENTRY:
                self.begin(event.character)
            elif event.key in MOVES:
                self.move(*MOVES[event.key])
            else:
                return
            event.stop()
            event.prevent_default()
            return
        if self._edit_key(event.key, event.character, self._editor):
            event.stop()
            event.prevent_default()
        else:
            self.leave()

    def _edit_key(self, key: str, character: str | None, editor: CellEditor) -> bool:
        """Whether the open editor takes the key."""
        if key in ("enter", "tab", "shift+tab"):
            if self.commit():
                if key == "enter":
                    self._go(self._cursor.next_own(self._lines), committed=True)
                else:
                    self.move(0, 1 if key == "tab" else -1, committed=True)
        elif key in ("escape", "ctrl+z"):
            self.abandon()
        elif key in ("up", "down") or (key in ("left", "right") and editor.typed):
            if self.commit():
                self.move(*ARROWS[key], committed=True)
        elif key in ("left", "right"):
            self._change(editor.moved(-1 if key == "left" else 1))
        elif key in ("home", "end"):
            self._change(editor.moved(-LONGEST if key == "home" else LONGEST))
        elif key == "backspace":
            self._change(editor.backspace())
        elif key == "delete":
            self._change(editor.delete())
        elif key == "ctrl+u":
            self._change(editor.emptied())
        elif character is not None and character.isprintable():
            self._change(editor.insert(character))
        else:
            return False
        return True

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        text = clean(event.text, LONGEST)
        if not text:
            return
        if self._editor is None:
            self.begin(text)
        else:
            self._change(self._editor.insert(text))

    def _on_blur(self, event: events.Blur) -> None:
        super()._on_blur(event)
        self.leave()
        self._refresh_cursor()

    def _on_focus(self, event: events.Focus) -> None:
        super()._on_focus(event)
        self._refresh_cursor()

    async def _on_click(self, event: events.Click) -> None:
        index = event.y - 1 + self._cursor.top
        if not 0 < event.y < self.size.height - 1 or not 0 <= index < len(self._lines):
            return
        key = self._lines[index].key
        if key is None:
            return
        self.leave()
        day = self._columns().day_at(event.x)
        self._go(self._cursor.at(self._lines, key, self._cursor.day if day is None else day))
        if event.chain == 2:
            self.begin()

    def _on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        self._scroll(1)

    def _on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        self._scroll(-1)

    # Painting

    def render_line(self, y: int) -> Strip:
        """The header, a line of the body, or the pinned totals."""
        view, width = self._view, self.size.width
        if view is None:
            return Strip.blank(width)
        painter = self._painter(view)
        if y == 0:
            return painter.header()
        if y == self.size.height - 1:
            return painter.totals(self._totals)
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
        """Keep the cursor in sight."""
        self._cursor = self._cursor.in_sight(self._lines, self._room())

    def _columns(self) -> Columns:
        return Columns.for_width(self.size.width)

    def _painter(self, view: View) -> Painter:
        today = (view.today - view.week) // DAY
        return Painter(view, self._columns(), today if 0 <= today < 7 else None, self._look)

    def _look(self, name: str) -> Style:
        style = self._styles.get(name)
        if style is None:
            style = self._styles[name] = self.get_component_rich_style(f"timesheet--{name}")
        return style

    def _marks(self, line: Line, view: View) -> Marks:
        key = line.key
        drafts = frozenset(view.days.index(day) for kept, day in self._drafts if kept == key and day in view.days)
        if key is None or key != self._cursor.key:
            return Marks(drafts=drafts)
        cursor = WEEK if line.kind is Kind.STANDING else self._cursor.day
        return Marks(cursor, self.has_focus, self._editor, drafts)

    def _room(self) -> int:
        return max(1, self.size.height - 2)

    def _scroll(self, by: int) -> None:
        cursor = self._cursor.scrolled(self._lines, self._room(), by)
        if cursor != self._cursor:
            self._cursor = cursor
            self.refresh()

    def _refresh_cursor(self) -> None:
        self._refresh_at(self._cursor)

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
