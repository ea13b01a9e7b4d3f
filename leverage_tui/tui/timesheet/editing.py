"""The timesheet's cells as they are typed into: the editor, and the texts that wait because they were not entered."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from textual.timer import Timer

from leverage_tui.domain.quantities.hours import format_hours
from leverage_tui.domain.text import clean
from leverage_tui.domain.timesheet_lines import Kind, Line
from leverage_tui.tui.timesheet.cursor import Cursor, Key, index_of
from leverage_tui.tui.timesheet.editor import CellEditor
from leverage_tui.tui.timesheet.grid import Grid, Shown
from leverage_tui.tui.timesheet.messages import (
    CellTyped,
    DraftKept,
    DraftsChanged,
    EditAbandoned,
    HoursCommitted,
    Refused,
    StandingWeekCommitted,
)
from leverage_tui.tui.timesheet.painter import Marks
from leverage_tui.tui.timesheet.text_line import LONGEST
from leverage_tui.tui.view import View

KEPT_AFTER = 1.0
"""Seconds after which what is being typed is kept, in case the program ends."""


class EditableGrid(Grid):
    """A grid whose cells can be typed into. It posts what the user did, and changes nothing itself."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._editor: CellEditor | None = None
        self._drafts: dict[tuple[Key, date], str] = {}
        self._keeping: Timer | None = None

    def _show(self, shown: Shown) -> None:
        """A cell that is being edited and is not shown any more is left."""
        view = shown.view
        if self.editing and (
            self.day not in view.days or index_of(self._lines_of(shown), self._cursor.key) is None
        ):
            self.leave()
        super()._show(shown)

    @property
    def editing(self) -> bool:
        """Whether a cell is being typed into."""
        return self._editor is not None

    # Opening

    def begin(self, character: str = "") -> None:
        """Open the editor on the cell: replacing what it shows by `character`, or with what it shows."""
        line, day = self.line, self.day
        if line is None or day is None or line.key is None:
            return
        if not line.editable:
            self.post_message(Refused(f"{line.stream.name}: hours go into one of its rows"))
            return
        seen, week = self._seen(line), line.kind is Kind.STANDING
        if character:
            self._editor = CellEditor.begun_by_typing(character, seen, week)
        else:
            text = self._drafts.get((line.key, day)) or (format_hours(seen) if seen else "")
            self._editor = CellEditor.begun_by_key(text, seen, week)
        self._typed()

    def reopen(self, key: Key, day: date, text: str) -> None:
        """Open the editor again where `text` was refused, nothing of it lost."""
        if self._view is None or index_of(self._lines, key) is None or day not in self._view.days:
            return
        self._go(self._cursor.at(self._lines, key, self._view.days.index(day)))
        line = self.line
        week = line is not None and line.kind is Kind.STANDING
        self._editor = CellEditor.begun_by_key(text, self._seen(line) if line else 0, week)
        self._refresh_cursor()
        self._keep()

    def paste(self, text: str) -> None:
        """`text`, made one line, at the cursor of the open editor."""
        self._insert(clean(text, LONGEST + 1), f"{len(text):,} characters do not fit, nothing was pasted")

    def _insert(self, text: str, refusal: str) -> None:
        """`text` at the cursor of the open editor; what is too long for a cell is refused, and nothing is cut."""
        if self._editor is None or not text:
            return
        if len(text) > self._editor.room:
            self.post_message(Refused(f"{refusal}: a cell takes {LONGEST}"))
        else:
            self._change(self._editor.insert(text))

    # Closing

    def clear(self) -> None:
        """Empty the cell under the cursor; where a text waits in it, that is dropped and the cell stays as it is."""
        line, day = self.line, self.day
        if line is None or day is None or line.key is None or not line.editable:
            return
        if self._drafts.pop((line.key, day), None) is None:
            self._post_commit(line, day, 0, self._seen(line), "0", restore=True)
        else:
            self.post_message(EditAbandoned())
            self._keep()
        self._refresh_cursor()

    def commit(self) -> bool:
        """Close the editor on what is typed; what cannot be read keeps it open. Whether it is closed now."""
        editor, line, day = self._editor, self.line, self.day
        if editor is None or line is None or day is None:
            return True
        read = editor.read()
        if read.why:
            self._typed()
            self._keep()
            return False
        self._editor = None
        if line.key is not None:
            self._drafts.pop((line.key, day), None)
        self._refresh_cursor()
        self._keep()
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
        self._keep()

    def abandon(self) -> None:
        """Close the editor; the cell is as it was."""
        if self._editor is not None:
            self._editor = None
            self._refresh_cursor()
            self._keep()
            self.post_message(EditAbandoned())

    # Drafts

    @property
    def drafts(self) -> Mapping[tuple[Key, date], str]:
        """The texts that were not entered and wait in their cells, by line and day."""
        return self._drafts

    def draft(self) -> str | None:
        """The text that waits in the cell under the cursor."""
        line, day = self.line, self.day
        return self._drafts.get((line.key, day)) if line and line.key is not None and day else None

    def take_back(self, drafts: Mapping[tuple[Key, date], str]) -> None:
        """Texts that an earlier run was left with wait in their cells again."""
        self._drafts.update(drafts)
        if self._shown is not None:
            self._show(self._shown)
        self.refresh()

    def _held(self) -> Mapping[tuple[Key, date], str]:
        return self._drafts

    def _keep(self) -> None:
        """Say which texts are not entered, the one being typed included."""
        if self._keeping is not None:
            self._keeping.stop()
            self._keeping = None
        self.post_message(DraftsChanged(self.texts()))

    def texts(self) -> dict[tuple[Key, date], str]:
        """The drafts, and the text that is being typed, by line and day."""
        found = dict(self._drafts)
        editor, line, day = self._editor, self.line, self.day
        if editor is not None and editor.text and line is not None and line.key is not None and day is not None:
            found[line.key, day] = editor.text
        return found

    # Within

    def _go(self, cursor: Cursor, *, committed: bool = False) -> None:
        """The editor never comes along to another cell."""
        if self._editor is not None and (cursor.key, cursor.day) != (self._cursor.key, self._cursor.day):
            self.leave()
        super()._go(cursor, committed=committed)

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
        if editor is None or line is None or day is None:
            return
        read = editor.read()
        self.post_message(CellTyped(line, day, editor.text, editor.seen, read.minutes, read.words, read.why))
        if self._keeping is None:
            self._keeping = self.set_timer(KEPT_AFTER, self._keep)

    def _marks(self, line: Line, view: View) -> Marks:
        marks = super()._marks(line, view)
        return marks if self._editor is None or marks.cursor is None else marks._replace(editor=self._editor)
