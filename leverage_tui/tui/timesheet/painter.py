"""From the timesheet's lines to what a terminal shows. Pure: no widget, no state."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from leverage_tui.domain.limits import LONG_DAY
from leverage_tui.domain.text import harmless
from leverage_tui.domain.timesheet_lines import Cell, Kind, Line, Totals
from leverage_tui.domain.words import BARS, sparkline
from leverage_tui.tui.text import fit, right, shortened
from leverage_tui.tui.timesheet.columns import Columns
from leverage_tui.tui.timesheet.editor import CellEditor
from leverage_tui.tui.timesheet.text_line import TextLine, window
from leverage_tui.tui.view import View

WEEK = 7
"""The cursor's column on a line that has one cell, the week's."""
NAME = -1
"""The cursor's column on a stream's own line."""
FILTER_HEAD = " / "
STYLE_NAMES = (
    "ground", "header", "header-today", "header-weekend", "today", "stream", "stream-total", "label", "hours",
    "hours-today", "dot", "dot-today", "other", "other-today", "faint", "faint-today", "sum", "mark", "mark-today",
    "draft", "draft-today", "total-flag", "total-aim", "cursor", "cursor-away", "editing", "selected", "caret", "total",
    "total-today",
)  # fmt: skip
Styles = Callable[[str], Style]


class Marks(NamedTuple):
    """What lies upon a line: where the cursor is (day 0-6, 7 the week, -1 the name, None elsewhere), whether the pane
    has the focus, the editor if it is open here, and the days on which a draft waits."""

    cursor: int | None = None
    focus: bool = False
    editor: CellEditor | None = None
    drafts: frozenset[int] = frozenset()


NO_MARKS = Marks()
_FILTERED = (" Own hours of all rows, filtered", " Own hours · filtered", " All rows")
"""What the totals are of, where a filter is on; the shortest says no more than that the sums are of all rows: the
filter itself stands over the names."""
_FILTER_ROOM = 24


class Painter(NamedTuple):
    """Paints lines of one width in one look. `today` is the column of today, or None in another week."""

    view: View
    columns: Columns
    today: int | None
    style: Styles

    def header(self, kept: str = "") -> Strip:
        """The days, and what the right columns are; the filter that is `kept` stands over the names."""
        columns, base = self.columns, self.style("header")
        name = fit(f"{FILTER_HEAD}{kept}" if kept else "", columns.days_at)
        parts = [Segment(name, self.style("header-today") if kept else base)]
        for place, day in enumerate(self.view.days):
            look = "header-today" if place == self.today else "header-weekend" if day.weekday() > 4 else "header"
            parts.append(Segment(right(columns.heading(day), columns.day - 1) + " ", self.style(look)))
        parts.append(
            Segment(fit(right("week", columns.sum_room) + ("/aim" if columns.aim else ""), columns.total), base)
        )
        if columns.last:
            parts.append(Segment(right("last", columns.last - 1) + " ", base))
        if columns.spark:
            parts.append(Segment(fit(" 8 weeks", columns.spark), base))
        return Strip(parts)

    def filter_line(self, typed: TextLine, words: str) -> Strip:
        """The line in which the filter is typed, with `words` about what it finds."""
        runs = [Segment(text, self.style(look)) for text, look in window(typed, _FILTER_ROOM, left=True).runs]
        rest = fit(f"  {words}", self.columns.width - len(FILTER_HEAD) - _FILTER_ROOM)
        return Strip([Segment(FILTER_HEAD, self.style("mark")), *runs, Segment(rest, self.style("label"))])

    def line(self, line: Line, marks: Marks = NO_MARKS) -> Strip:
        """One line of the body."""
        if line.kind is Kind.STREAM and line.note and not line.folded:
            return Strip([*self._noted(line, marks), *self._totals(line, marks)])
        parts = self._name(line, marks)
        shows_days = line.kind in (Kind.ROW, Kind.OTHERS)
        for day in range(7):
            if shows_days or line.cells[day].minutes:
                parts.extend(self._day(line, day, marks))
            else:
                parts.append(Segment(" " * self.columns.day, self._ground(day)))
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

    def totals(self, totals: Totals, filtered: bool = False) -> Strip:
        """The pinned line of own hours: of all rows, also where a filter leaves some out. A long day is flagged."""
        columns, view, base = self.columns, self.view, self.style("total")
        said = _FILTERED if filtered else (" Own hours",)
        label = next((words for words in said if len(words) < columns.days_at), said[-1])
        parts = [Segment(fit(label, columns.days_at), base)]
        for day, minutes in enumerate(totals.days):
            style = self.style("total-today") if day == self.today else base
            parts.append(Segment(right(view.hours(minutes) if minutes else "", columns.day - 1), style))
            long = minutes > LONG_DAY
            parts.append(Segment("!" if long else " ", self.style("total-flag") if long else style))
        parts += self._sum(view.hours(totals.week), totals.week, totals.aim, base, self.style("total-aim"))
        if columns.last:
            parts.append(Segment(right(view.hours(totals.last), columns.last - 1) + " ", base))
        return Strip([*parts, Segment(" " * columns.spark, base)])

    def caret_x(self, marks: Marks) -> int | None:
        """The x at which the terminal's own cursor belongs on the line that bears `marks`; None on other lines."""
        columns, place = self.columns, marks.cursor
        if place is None or place == NAME:
            return None if place is None else 0
        at, width = columns.days_at + place * columns.day, columns.day
        if place == WEEK:
            width = columns.total if marks.editor is not None else columns.sum_room + 1
        return at + (width - 2 if marks.editor is None else window(marks.editor, width).caret_x)

    def filter_x(self, typed: TextLine) -> int:
        """The x of the cursor in the line of the filter."""
        return len(FILTER_HEAD) + window(typed, _FILTER_ROOM, left=True).caret_x

    def _name(self, line: Line, marks: Marks) -> list[Segment]:
        columns = self.columns
        if line.kind is Kind.STREAM:
            name = fit(self._pointed(line, marks), columns.days_at - 1)
            return [Segment(name, self._named(marks)), Segment(" ", self.style("stream"))]
        pointer = "›" if marks.cursor is not None else " "
        label = f"{line.label} · hidden" if line.hidden else line.label
        if line.alone:
            room = max(8, columns.days_at - columns.gap - cell_len(label) - 2)
            name = fit(f"{pointer}{line.stream.name}", min(room, cell_len(harmless(line.stream.name)) + 1))
            rest = fit(f"  {label}", columns.days_at - cell_len(name))
            return [Segment(name, self.style("stream")), Segment(rest, self.style("label"))]
        style = self.style("faint" if line.kind is Kind.HIDDEN else "label" if line.own else "other")
        return [Segment(fit(f"{pointer}  {label}", columns.days_at), style)]

    def _pointed(self, line: Line, marks: Marks) -> str:
        """A stream's name with the pointer, or the mark of what is folded, before it."""
        return f"{'▸' if line.folded else '›' if marks.cursor == NAME else ' '}{line.stream.name}"

    def _named(self, marks: Marks) -> Style:
        return self.style("stream" if marks.cursor != NAME else "cursor" if marks.focus else "cursor-away")

    def _noted(self, line: Line, marks: Marks) -> list[Segment]:
        """A stream's name and the words about it, over the day columns too."""
        room = self.columns.total_at
        note = f"  {line.note}"
        name = shortened(self._pointed(line, marks), max(8, room - cell_len(note)))
        return [Segment(name, self._named(marks)), Segment(fit(note, room - cell_len(name)), self.style("label"))]

    def _day(self, line: Line, day: int, marks: Marks) -> list[Segment]:
        here = marks.cursor == day
        if here and marks.editor is not None:
            return self._editor(marks.editor)
        cell, width = line.cells[day], self.columns.day
        draft = day in marks.drafts
        shown = self.view.hours(cell.minutes) if cell.minutes or cell.entries else self._nothing(line)
        if draft:
            shown = "…"
        mark = "!" if draft else "*" if cell.noted else "+" if cell.entries > 1 else " "
        text = right(shown, width - 1)
        if here:
            return [Segment(text + mark, self.style("cursor" if marks.focus else "cursor-away"))]
        return [Segment(text, self._cell_style(line, cell, day)), Segment(mark, self._mark_style(line, day, draft))]

    def _nothing(self, line: Line) -> str:
        return "·" if line.kind is Kind.ROW else ""

    def _editor(self, editor: CellEditor) -> list[Segment]:
        """The cell being typed into: the text around its cursor, right-aligned, cursor and selection shown."""
        return [Segment(text, self.style(look)) for text, look in window(editor, self.columns.day).runs]

    def _totals(self, line: Line, marks: Marks) -> list[Segment]:
        columns, view = self.columns, self.view
        heads, hidden = line.kind is Kind.STREAM or line.alone, line.kind is Kind.HIDDEN
        style = self.style("stream-total" if heads else "faint" if hidden else "sum" if line.own else "other")
        if line.kind is Kind.STANDING and marks.cursor is not None and marks.editor is not None:
            parts = [Segment(text, self.style(look)) for text, look in window(marks.editor, columns.total).runs]
        elif line.kind is Kind.STANDING:
            if marks.cursor is not None:
                style = self.style("cursor" if marks.focus else "cursor-away")
            shown = ("" if line.replaced else "≈") + view.hours(line.total)
            parts = [Segment(fit(right(shown, columns.sum_room), columns.total), style)]
        else:
            shown = view.hours(line.total) if line.total or line.aim else ""
            parts = self._sum(shown, line.total, line.aim, style, self.style("faint"))
        ground = self.style("faint")
        if columns.last:
            last = view.hours(line.last) if line.last else ""
            parts.append(Segment(right(last, columns.last - 1) + " ", ground))
        if columns.spark:
            bars = sparkline(line.trend) if any(line.trend) else ""
            parts.append(Segment(fit(f" {bars}", columns.spark), ground))
        return parts

    def _sum(self, shown: str, minutes: int, aim: int, style: Style, faint: Style) -> list[Segment]:
        """A week's sum and, where there is one, how it stands to its aim: the aim beside it where there is room, a
        small bar else."""
        columns = self.columns
        beside = f"/{self.view.hours(aim)}" if aim and columns.aim else ""
        if len(beside) > columns.aim or (aim and not columns.aim):
            beside = BARS[max(1, min(8, minutes * 8 // aim))] if minutes else ""
        return [
            Segment(right(shown, columns.sum_room), style),
            Segment(fit(beside, columns.total - columns.sum_room), faint if columns.aim else style),
        ]

    def _ground(self, day: int) -> Style:
        return self.style("today" if day == self.today else "ground")

    def _cell_style(self, line: Line, cell: Cell, day: int) -> Style:
        suffix = "-today" if day == self.today else ""
        if line.kind is Kind.HIDDEN or (line.kind is Kind.STREAM and not line.folded):
            return self.style("faint" + suffix)
        if not (cell.minutes or cell.entries):
            return self.style("dot" + suffix)
        return self.style(("hours" if line.own else "other") + suffix)

    def _mark_style(self, line: Line, day: int, draft: bool) -> Style:
        return self.style(("draft" if draft else "mark") + ("-today" if day == self.today else ""))
