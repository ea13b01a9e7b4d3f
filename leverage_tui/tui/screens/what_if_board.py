"""What-ifs that are kept, side by side, and the four kinds to choose from for a new one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from leverage_tui.domain.planning.kept import COLUMNS, Compared, Kept
from leverage_tui.domain.review.facts import Fact
from leverage_tui.tui.screens.frame import Dialog, Key
from leverage_tui.tui.screens.picklist import Option, PickList
from leverage_tui.tui.screens.what_if_reading import KINDS
from leverage_tui.tui.text import fit, right, shortened

Act = Literal["add", "open", "forget", "real"]
_LEAST_LABEL, _WIDEST_LABEL, _WIDEST_CELL = 24, 44, 26


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be done; `kept` is None when something is to be added."""

    act: Act
    kept: Kept | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a board: what is kept, a cell for each column, the heart of it in a sentence, and whether there is
    anything to compare."""

    kept: Kept
    cells: tuple[str, ...]
    sentence: str
    is_worked_out: bool


@dataclass(frozen=True, slots=True)
class Columns:
    """A board's columns: their heads in order, and which are left away first where there is no room."""

    heads: tuple[str, ...]
    dropped: tuple[str, ...]

    def fitting(self, rows: Iterable[Row], width: int) -> dict[int, int]:
        """The columns there is room for beside the label, and how wide each is."""
        listed = list(rows)
        widths = {
            place: min(max(cell_len(head), *(cell_len(row.cells[place]) for row in listed)), _WIDEST_CELL)
            for place, head in enumerate(self.heads)
        }
        for head in self.dropped:
            if sum(widths.values()) + 2 * len(widths) + _LEAST_LABEL + 2 <= width:
                break
            del widths[self.heads.index(head)]
        return widths


class BoardTable(PickList):
    """The rows one line each, their columns under their heads."""

    def __init__(self, rows: Sequence[Row], columns: Columns) -> None:
        super().__init__([Option(str(row.kept.doc_id), row.kept.label) for row in rows], letters=False)
        self.rows, self._columns = tuple(rows), columns

    @property
    def row(self) -> Row:
        """The row under the cursor."""
        return self.rows[self.at]

    def line(self, label: str, cells: Sequence[str], mark: str = " ") -> str:
        """One line of the table."""
        widths = self._columns.fitting(self.rows, self.size.width)
        room = self.size.width - 2 - sum(widths.values()) - 2 * len(widths)
        room = min(room, max(_LEAST_LABEL, *(cell_len(row.kept.label) for row in self.rows)), _WIDEST_LABEL)
        shown = "".join(f"  {right(shortened(cells[place], width), width)}" for place, width in widths.items())
        return f"{mark} {fit(label, room)}{shown}"

    def head(self) -> str:
        """The heads over the columns."""
        return self.line("", self._columns.heads)

    def render(self) -> Content:
        """The rows; the one under the cursor is marked and turned round, one that cannot be worked out is dimmed."""
        lines = []
        for place, row in enumerate(self.rows):
            here = place == self.at
            text = self.line(row.kept.label, row.cells, "▸" if here else " ")
            dim = "" if row.is_worked_out else "$muted"
            style = "$cursor-text on $cursor" if here and self.has_focus else dim
            lines.append(Content.styled(fit(text, self.size.width), style))
        return Content("\n").join(lines)


class BoardHead(Widget):
    """The heads of the table under it."""

    DEFAULT_CSS = "BoardHead { width: 100%; height: 1; color: $muted; }"

    def render(self) -> Content:
        """The heads, in the columns that the table has."""
        return Content(shortened(self.screen.query_one(BoardTable).head(), max(1, self.size.width)))


class Board(Dialog[Wanted | None]):
    """Kept scenarios as a table; returns what is to be done with one of them, None when left. There is one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "act('add')", "new", show=False),
        Binding("x,delete", "act('forget')", "forget", show=False),
        Binding("g", "act('real')", "make it real", show=False),
    ]
    REAL: ClassVar[str] = "make it real"

    DEFAULT_CSS = "Board #panel { width: 100%; max-width: 140; }"

    def __init__(self, rows: Sequence[Row], columns: Columns, at: int | None, said: str) -> None:
        """`at` is the number of the one that has the cursor at first, `said` what was just done."""
        super().__init__()
        self._said = said
        self._table = BoardTable(rows, columns)
        self._table.at = next((place for place, row in enumerate(rows) if row.kept.doc_id == at), 0)

    def keys(self) -> Sequence[Key]:
        """What can be done with the one under the cursor."""
        return [("Enter", "open"), ("a", "new"), ("x", "forget"), ("g", self.REAL), ("Esc", "leave")]

    def contents(self) -> ComposeResult:
        """Heads and table."""
        yield BoardHead()
        yield self._table

    def on_mount(self) -> None:
        """The table has the cursor."""
        self._table.focus()
        self.say(self._said or self._table.row.sentence, "$success" if self._said else "$muted")

    @on(PickList.Moved)
    def _tell(self) -> None:
        """The line under the table says all of the one under the cursor."""
        self.say(self._table.row.sentence)

    @on(PickList.Taken)
    def _taken(self) -> None:
        self.action_act("open")

    def action_act(self, act: Act) -> None:
        """Return what is to be done."""
        self.dismiss(Wanted(act, None if act == "add" else self._table.row.kept))


class WhatIfBoard(Board):
    """The kept what-ifs."""

    def __init__(self, compared: Sequence[Compared], at: int | None = None, said: str = "") -> None:
        columns = Columns(("kind", *COLUMNS), ("kind", "rate after", "payback", "your hours", "net", "worth it"))
        super().__init__([_row(one) for one in compared], columns, at, said)

    def heading(self) -> str:
        """What the table is of."""
        return "What if · per week, against the window as it is"


class WhatIfKinds(Dialog[str | None]):
    """The four kinds of what-if, each with a sentence; returns the chosen one's name, None when left."""

    def heading(self) -> str:
        """The question."""
        return "What if?"

    def keys(self) -> Sequence[Key]:
        """The keys."""
        return [("↑↓", "choose"), ("Enter", "take"), ("Esc", "leave")]

    def contents(self) -> ComposeResult:
        """The kinds."""
        yield Static(Content("Nothing changes: it is only worked out, and kept if you like."), classes="words")
        yield PickList([Option(name, kind.name, kind.about) for name, kind in KINDS.items()])

    def on_mount(self) -> None:
        """The first kind has the cursor."""
        self.query_one(PickList).focus()
        self._tell()

    @on(PickList.Moved)
    def _tell(self) -> None:
        """The sentence in full where the list cuts it."""
        self.say(KINDS[self.query_one(PickList).value].about if self.app.size.width < 80 else "")

    @on(PickList.Taken)
    def _taken(self) -> None:
        self.dismiss(self.query_one(PickList).value)


def _row(one: Compared) -> Row:
    kind = KINDS[one.kept.kind].name if one.kept.kind in KINDS else one.kept.kind
    said = one.why_not or (one.section.sentence if one.section else "")
    cells = (shortened(kind, 15), *(_in_short(fact) for fact in one.row))
    is_worked_out = one.result is not None and one.result.change is not None
    return Row(one.kept, cells, f"{one.kept.label} · {said}", is_worked_out)


def _in_short(fact: Fact) -> str:
    """A fact as a cell: the heading says that it is a week's, the column that it is about worth."""
    shown = fact.shown.removesuffix(" a week")
    if fact.key != "worth_it":
        return shown
    return f"no, {shown[14:]}" if shown.startswith("not worth it, ") else shown.replace("worth it, ", "yes, ", 1)
