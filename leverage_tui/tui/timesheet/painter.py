"""From the timesheet's lines to what a terminal shows. Pure: no widget, no state."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from leverage_tui.domain.timesheet_lines import Cell, Kind, Line, Totals
from leverage_tui.tui.text import fit, right, shortened, sparkline
from leverage_tui.tui.timesheet.columns import Columns
from leverage_tui.tui.timesheet.editor import CellEditor
from leverage_tui.tui.view import View

WEEK = 7
"""The cursor's column on a line that has one cell, the week's."""
STYLE_NAMES = (
    "ground", "header", "header-today", "header-weekend", "today", "stream", "stream-total", "label", "hours",
    "hours-today", "dot", "dot-today", "other", "other-today", "faint", "faint-today", "sum", "mark", "mark-today",
    "draft", "draft-today", "cursor", "cursor-away", "editing", "caret", "total", "total-today",
)  # fmt: skip
Styles = Callable[[str], Style]


@dataclass(frozen=True, slots=True)
class Marks:
    """What lies upon a line: where the cursor is (day 0-6, 7 the week, None elsewhere), whether the pane has the
    focus, the editor if it is open here, and the days on which a draft waits."""

    cursor: int | None = None
    focus: bool = False
    editor: CellEditor | None = None
    drafts: frozenset[int] = frozenset()


NO_MARKS = Marks()


@dataclass(frozen=True, slots=True)
class Painter:
    """Paints lines of one width in one look. `today` is the column of today, or None in another week."""

    view: View
    columns: Columns
    today: int | None
    style: Styles

    def header(self) -> Strip:
        """The days, and what the right columns are."""
        columns, base = self.columns, self.style("header")
        parts = [Segment(" " * columns.days_at, base)]
        for place, day in enumerate(self.view.days):
            name = "header-today" if place == self.today else "header-weekend" if day.weekday() > 4 else "header"
            parts.append(Segment(right(columns.heading(day), columns.day - 1) + " ", self.style(name)))
        parts.append(Segment(right("week", columns.total - 1) + " ", base))
        if columns.last:
            parts.append(Segment(right("last", columns.last - 1) + " ", base))
        if columns.spark:
            parts.append(Segment(fit(" 8 weeks", columns.spark), base))
        return Strip(parts)

    def line(self, line: Line, marks: Marks = NO_MARKS) -> Strip:
        """One line of the body."""
        if line.kind is Kind.STREAM and line.note:
            return Strip([*self._noted(line), *self._totals(line, marks)])
        parts = self._name(line, marks)
        shows_days = line.kind in (Kind.ROW, Kind.OTHERS)
        for day in range(7):
            if shows_days or (line.kind is Kind.STREAM and line.cells[day].minutes):
                parts.extend(self._day(line, day, marks))
            else:
                parts.append(Segment(" " * self.columns.day, self._ground(line, day)))
        parts.extend(self._totals(line, marks))
        return Strip(parts)

    def blank(self) -> Strip:
        """A line of the body with nothing on it."""
        columns = self.columns
        parts = [Segment(" " * columns.days_at, self.style("ground"))]
        for day in range(7):
            parts.append(Segment(" " * columns.day, self.style("today" if day == self.today else "ground")))
        rest = columns.total + columns.last + columns.spark
        return Strip([*parts, Segment(" " * rest, self.style("ground"))])

    def totals(self, totals: Totals) -> Strip:
        """The pinned line of own hours."""
        columns, view, base = self.columns, self.view, self.style("total")
        parts = [Segment(fit(" Own hours", columns.days_at), base)]
        for day, minutes in enumerate(totals.days):
            style = self.style("total-today") if day == self.today else base
            parts.append(Segment(right(view.hours(minutes) if minutes else "", columns.day - 1) + " ", style))
        parts.append(Segment(right(view.hours(totals.week), columns.total - 1) + " ", base))
        if columns.last:
            parts.append(Segment(right(view.hours(totals.last), columns.last - 1) + " ", base))
        return Strip([*parts, Segment(" " * columns.spark, base)])

    def _name(self, line: Line, marks: Marks) -> list[Segment]:
        columns = self.columns
        pointer = "›" if marks.cursor is not None else " "
        if line.kind is Kind.STREAM:
            return [Segment(fit(f" {line.label}", columns.days_at), self.style("stream"))]
        if line.alone:
            room = max(8, columns.days_at - columns.gap - len(line.label) - 2)
            name = fit(f"{pointer}{line.stream.name}", min(room, cell_len(line.stream.name) + 1))
            rest = fit(f"  {line.label}", columns.days_at - cell_len(name))
            return [Segment(name, self.style("stream")), Segment(rest, self.style("label"))]
        style = self.style("label" if line.own else "other")
        return [Segment(fit(f"{pointer}  {line.label}", columns.days_at), style)]

    def _noted(self, line: Line) -> list[Segment]:
        """A stream's name and the words about it, over the day columns too."""
        room = self.columns.total_at
        note = f"  {line.note}"
        name = shortened(f" {line.label}", max(8, room - cell_len(note)))
        return [Segment(name, self.style("stream")), Segment(fit(note, room - cell_len(name)), self.style("label"))]

    def _day(self, line: Line, day: int, marks: Marks) -> list[Segment]:
        here = marks.cursor == day
        if here and marks.editor is not None:
            return self._editor(marks.editor)
        cell, width = line.cells[day], self.columns.day
        draft = day in marks.drafts
        shown = self.view.hours(cell.minutes) if cell.minutes or cell.entries else self._nothing(line)
        if draft:
            shown = "…"
        mark = "!" if draft else "*" if cell.noted else " "
        text = right(shown, width - 1)
        if here:
            return [Segment(text + mark, self.style("cursor" if marks.focus else "cursor-away"))]
        return [Segment(text, self._cell_style(line, cell, day)), Segment(mark, self._mark_style(line, day, draft))]

    def _nothing(self, line: Line) -> str:
        return "·" if line.kind is Kind.ROW else ""

    def _editor(self, editor: CellEditor) -> list[Segment]:
        """The cell being typed into: the text around its cursor, right-aligned, the cursor shown."""
        width = self.columns.day
        text = editor.text + " "
        first = max(0, min(editor.cursor - width + 2, len(text) - width + 1))
        window = text[first : first + width - 1]
        place = editor.cursor - first
        style, caret = self.style("editing"), self.style("caret")
        return [
            Segment(" " * (width - len(window)), style),
            Segment(window[:place], style),
            Segment(window[place : place + 1] or " ", caret),
            Segment(window[place + 1 :], style),
        ]

    def _totals(self, line: Line, marks: Marks) -> list[Segment]:
        columns, view = self.columns, self.view
        style = self.style(
            "stream-total" if line.kind is Kind.STREAM or line.alone else "sum" if line.own else "other"
        )
        if line.kind is Kind.STANDING:
            shown = ("" if line.replaced else "≈") + view.hours(line.total)
            if marks.cursor is not None and marks.editor is not None:
                parts = self._wide_editor(marks.editor)
            elif marks.cursor is not None:
                parts = [Segment(right(shown, columns.total - 1) + " ",
                                 self.style("cursor" if marks.focus else "cursor-away"))]  # fmt: skip
            else:
                parts = [Segment(right(shown, columns.total - 1) + " ", style)]
        else:
            shown = view.hours(line.total) if line.total else ""
            parts = [Segment(right(shown, columns.total - 1) + " ", style)]
        ground = self.style("faint")
        if columns.last:
            last = view.hours(line.last) if line.last else ""
            parts.append(Segment(right(last, columns.last - 1) + " ", ground))
        if columns.spark:
            bars = sparkline(line.trend) if any(line.trend) else ""
            parts.append(Segment(fit(f" {bars}", columns.spark), ground))
        return parts

    def _wide_editor(self, editor: CellEditor) -> list[Segment]:
        missing = self.columns.total - self.columns.day
        return [Segment(" " * missing, self.style("editing")), *self._editor(editor)]

    def _ground(self, line: Line, day: int) -> Style:
        return self.style("today" if day == self.today else "ground")

    def _cell_style(self, line: Line, cell: Cell, day: int) -> Style:
        suffix = "-today" if day == self.today else ""
        if line.kind is Kind.STREAM:
            return self.style("faint" + suffix)
        if not (cell.minutes or cell.entries):
            return self.style("dot" + suffix)
        return self.style(("hours" if line.own else "other") + suffix)

    def _mark_style(self, line: Line, day: int, draft: bool) -> Style:
        return self.style(("draft" if draft else "mark") + ("-today" if day == self.today else ""))
