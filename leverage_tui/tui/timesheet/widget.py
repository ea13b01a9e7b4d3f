"""The timesheet as a widget: what keys, pastes and the mouse do to the grid, and the filter at its foot."""

from __future__ import annotations

from datetime import date

from textual import events
from textual.geometry import Offset
from textual.strip import Strip

from leverage_tui.domain.text import clean
from leverage_tui.domain.timesheet_lines import Kind, Line
from leverage_tui.tui.timesheet.columns import Columns
from leverage_tui.tui.timesheet.cursor import Key, index_of
from leverage_tui.tui.timesheet.editing import EditableGrid
from leverage_tui.tui.timesheet.editor import CellEditor
from leverage_tui.tui.timesheet.keys import ARROWS, STARTS_ENTRY, after_key, step_of
from leverage_tui.tui.timesheet.messages import FilterChanged, Pasted, StreamFolded
from leverage_tui.tui.timesheet.text_line import LONGEST, TextLine, place_at


class Timesheet(EditableGrid):
    """The grid with its keys. What changes the book is posted as something that happened; the screen decides."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._filtering: TextLine | None = None
        """The filter while it is typed."""
        self._pressed: Offset | None = None
        """Where the mouse's button went down."""

    # Keys

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """While something is typed every printable key is text, so no binding of a letter acts or is shown."""
        typing = self.editing or self._filtering is not None
        return typing and character is not None and character.isprintable()

    async def _on_key(self, event: events.Key) -> None:
        if self._filtering is not None:
            taken = self._filter_key(event.key, event.character, self._filtering)
        elif self._editor is not None:
            taken = self._edit_key(event.key, event.character, self._editor)
        else:
            taken = self._rest_key(event.key, event.character)
        if taken:
            event.stop()
            event.prevent_default()
        elif self._filtering is not None:
            self.keep_filter()
        else:
            self.leave()

    def _rest_key(self, key: str, character: str | None) -> bool:
        """Whether the key means something while nothing is typed."""
        line, step = self.line, step_of(key)
        if character is not None and character in STARTS_ENTRY:
            self.begin(character)
        elif step is not None and step[1] and line is not None and line.kind is Kind.STREAM:
            if abs(step[1]) == 1:
                self.post_message(StreamFolded(line.stream.id, fold=step[1] < 0))
        elif step is not None:
            self.move(*step)
        elif key == "escape" and self._filter:
            self.narrow("")
        else:
            return False
        return True

    def _edit_key(self, key: str, character: str | None, editor: CellEditor) -> bool:
        """Whether the open editor takes the key."""
        leaves = ("up", "down", "left", "right") if editor.typed else ("up", "down")
        changed = None if key in leaves else after_key(editor, key)
        if key in ("enter", "tab", "shift+tab"):
            if self.commit():
                if key == "enter":
                    self._go(self._cursor.next_own(self._lines), committed=True)
                else:
                    self.move(0, 1 if key == "tab" else -1, committed=True)
        elif key in ("escape", "ctrl+z"):
            self.abandon()
        elif key in leaves:
            if self.commit():
                self.move(*ARROWS[key], committed=True)
        elif key == "f2":
            self._editor = editor.moving_within()
        elif changed is not None:
            self._change(changed)
        elif key in ("ctrl+c", "ctrl+x") and editor.selection:
            self.app.copy_to_clipboard(editor.selection)
            if key == "ctrl+x":
                self._change(editor.delete())
        elif character is not None and character.isprintable():
            self._insert(character, f"no room for {character}")
        else:
            return False
        return True

    # The filter

    def open_filter(self) -> None:
        """A line at the foot of the pane that narrows the rows as it is typed, beginning with the one that is on."""
        self.leave()
        self._filtering = TextLine(self._filter, len(self._filter)).all_selected()
        self._cursor = self._cursor.in_sight(self._lines, self._room())
        self.refresh()
        self._place_caret()

    def keep_filter(self) -> None:
        """Back to the grid, narrowed as it is."""
        self._filtering = None
        self.refresh()
        self._place_caret()

    def narrow(self, text: str) -> None:
        """Show the rows in whose stream or work every word of `text` is found; all where there is none."""
        self._filter = text
        if self._shown is not None:
            self._show(self._shown)
        self.refresh()
        self._place_caret()
        self.post_message(FilterChanged(text))

    @property
    def filter(self) -> str:
        """What narrows the rows."""
        return self._filter

    def _filter_key(self, key: str, character: str | None, typed: TextLine) -> bool:
        """Whether the line of the filter takes the key."""
        changed = after_key(typed, key)
        if key == "escape":
            self._filtering = None
            self.narrow("")
        elif key in ("enter", "up", "down"):
            self.keep_filter()
            if key != "enter":
                self.move(*ARROWS[key])
        elif changed is not None:
            self._type_filter(changed)
        elif character is not None and character.isprintable():
            self._type_filter(typed.insert(character))
        else:
            return False
        return True

    def _type_filter(self, typed: TextLine) -> None:
        self._filtering = typed
        self.narrow(typed.text.strip())

    def go_to(self, day: date, wanted: Key | None = None, *, committed: bool = False) -> None:
        """As in the grid; a filter that leaves out the line that is `wanted` is dropped."""
        if wanted is not None and self._filter and index_of(self._lines, wanted) is None:
            self.narrow("")
        super().go_to(day, wanted, committed=committed)

    # Paste, focus, mouse

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        if self._filtering is not None:
            self._type_filter(self._filtering.insert(clean(event.text, LONGEST)))
        elif self.editing:
            self.paste(event.text)
        elif event.text:
            self.post_message(Pasted(event.text))

    def _on_blur(self, event: events.Blur) -> None:
        super()._on_blur(event)
        if self._filtering is not None:
            self.keep_filter()
        self.leave()
        self._refresh_cursor()

    def _on_focus(self, event: events.Focus) -> None:
        super()._on_focus(event)
        self._refresh_cursor()

    async def _on_mouse_down(self, event: events.MouseDown) -> None:
        self._pressed = event.get_content_offset(self)

    async def _on_click(self, event: events.Click) -> None:
        """Press and release on one cell go there, twice open it; what is dragged elsewhere does nothing."""
        here, pressed, self._pressed = event.get_content_offset(self), self._pressed, None
        columns = Columns.for_width(self.size.width)
        line = self._line_at(here.y) if here is not None else None
        if line is None or here is None or pressed is None:
            return
        day = columns.day_at(here.x)
        if (pressed.y, columns.day_at(pressed.x)) != (here.y, day):
            return
        if (
            self._editor is not None
            and line is self.line
            and (day == self._cursor.day or line.standing is not None)
        ):
            self._click_in_text(self._editor, event, columns)
            return
        self._go(self._cursor.at(self._lines, line.key, self._cursor.day if day is None else day))
        if event.chain == 2 and line.editable:
            self.begin()
        elif event.chain == 2:
            self.post_message(StreamFolded(line.stream.id, fold=not line.folded))

    def _click_in_text(self, editor: CellEditor, event: events.Click, columns: Columns) -> None:
        """The text cursor goes under the mouse; twice selects everything."""
        if event.chain == 2:
            self._change(editor.all_selected())
        else:
            self._change(editor.at(place_at(editor, columns.total, event.screen_x - self.app.cursor_position.x)))

    def _line_at(self, y: int) -> Line | None:
        """The line of the body at `y` that a cursor can stand on."""
        index = y - 1 + self._cursor.top
        if not 0 < y <= self._room() or not 0 <= index < len(self._lines):
            return None
        return self._lines[index] if self._lines[index].key is not None else None

    def _on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        self._scroll(1)

    def _on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        self._scroll(-1)

    # Painting

    def render_line(self, y: int) -> Strip:
        """As in the grid; the filter is typed over the totals."""
        if self._filtering is None or self._view is None or y != self.size.height - 2:
            return super().render_line(y)
        count = sum(line.editable for line in self._lines)
        found = f"{count} row{'' if count == 1 else 's'}" if count else "nothing is called that"
        return self._painter(self._view).filter_line(self._filtering, f"{found} · Enter keeps it · Esc shows all")

    def _place_caret(self) -> None:
        if self._filtering is None or self._view is None:
            super()._place_caret()
        else:
            self._put_caret(self._painter(self._view).filter_x(self._filtering), self.size.height - 2)

    def _room(self) -> int:
        return max(1, super()._room() - (self._filtering is not None))
