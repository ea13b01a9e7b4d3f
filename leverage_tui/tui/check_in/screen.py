"""The screen of the check-in: keys in, one edit for each answer, the gauge beside it, an end that says what it did."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from leverage_tui.domain.check_in import Answer, questions, row_for
from leverage_tui.domain.edits.core import EditRefused
from leverage_tui.domain.edits.hours import set_cell
from leverage_tui.domain.metrics import Figures
from leverage_tui.domain.model import OWN_WORK, Hours
from leverage_tui.domain.quantities.dates import format_day
from leverage_tui.domain.quantities.errors import Unreadable
from leverage_tui.domain.review.checked_in import ending
from leverage_tui.domain.review.facts import Section
from leverage_tui.domain.text import clean
from leverage_tui.store.errors import StoreError
from leverage_tui.tui.check_in.painter import Asking, asking_lines, ending_lines, gauge_line
from leverage_tui.tui.check_in.sheet import LONGEST, Line, Sheet
from leverage_tui.tui.ending import KeepsTyped
from leverage_tui.tui.painting import after_paint
from leverage_tui.tui.panes.gauge import GaugePane
from leverage_tui.tui.panes.lines import OneLine
from leverage_tui.tui.screens.once import AnswersOnce
from leverage_tui.tui.session import Session
from leverage_tui.tui.since import last_check_in, remember, since_last
from leverage_tui.tui.text import fit, right
from leverage_tui.tui.timesheet.keys import STARTS_ENTRY

LEAST = (40, 10)
_KEYS = (("Enter", "next"), ("w", "kind of work"), ("↓", "skip"), ("↑", "back"), ("u", "undo"), ("Esc", "leave"))
_END_KEYS = (("Enter", "close"), ("↑", "back"), ("u", "undo"))


class Rows(Widget):
    """The lines it is given, as far as there is room."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._shown = Content("")

    def put(self, lines: list[Content]) -> None:
        """Show `lines`; painted again only where they differ."""
        content = Content("\n").join(lines)
        if not content.is_same(self._shown):
            self._shown = content
            self.refresh()

    def render(self) -> Content:
        """The lines."""
        return self._shown


class CheckIn(AnswersOnce, Screen[bool], KeepsTyped):
    """Asks one stream after the other. Its result says whether it came to its end."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-mid"), (100, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (18, "-tall")]
    ESCAPE_TO_MINIMIZE = False
    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    CheckIn {
        background: $background;
        #check-title { height: 1; width: 1fr; background: $panel; }
        #check-line { height: 1; width: 1fr; display: none; }
        #check-body { height: 1fr; width: 1fr; padding: 1 1 0 1; }
        #check-gauge { dock: top; height: 4; width: 1fr; padding: 0 0 1 0; }
        #check-rows { width: 1fr; height: 1fr; }
        #check-keys { height: 1; width: 1fr; background: $surface; }
        #check-small { display: none; width: 1fr; height: 1fr; content-align: center middle; text-align: center; }
    }
    CheckIn.-wide #check-gauge { dock: right; width: 55; height: 1fr; padding: 0 0 0 2; border-left: solid $rule; }
    CheckIn.-narrow #check-gauge { display: none; }
    CheckIn.-narrow #check-line { display: block; }
    CheckIn.-short #check-body { padding: 0 1; }
    CheckIn.-short.-mid #check-gauge { height: 1; padding: 0; }
    CheckIn.-cramped > *, CheckIn.-cramped > #check-line { display: none; }
    CheckIn.-cramped > #check-small { display: block; }
    CheckIn.-cramped > .-textual-system { display: block; }
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._view = session.view
        self._today = session.view.today
        self._sheet = _sheet(session)
        self._refused = ""
        self._done = 0
        """How many edits of this check-in can be taken back."""
        self._end: tuple[Section, ...] = ()

    def compose(self) -> ComposeResult:
        """Title, gauge, the one column, keys."""
        yield OneLine(id="check-title")
        yield OneLine(id="check-line")
        with Container(id="check-body"):
            gauge = GaugePane(id="check-gauge")
            gauge.can_focus = False
            yield gauge
            yield Rows(id="check-rows")
        yield OneLine(id="check-keys")
        yield Static("", id="check-small", markup=False)

    def on_mount(self) -> None:
        """Once a second: has another program written the file?"""
        self.set_interval(1.0, self._look_around)

    def on_resize(self) -> None:
        """Everything anew for the new size; a terminal that is too small says so."""
        width, height = self.app.size
        self.set_class(width < LEAST[0] or height < LEAST[1], "-cramped")
        self.query_one("#check-small", Static).update(
            f"{width} x {height} is too small:\nthe check-in needs {LEAST[0]} x {LEAST[1]}.\nEsc leaves"
        )
        self.call_after_refresh(self.show)

    # What is shown

    def show(self) -> None:
        """Everything as it is now, with a preview of what is being typed."""
        self._view = view = self.session.view
        preview = self._preview()
        rows = self.query_one(Rows)
        if self._sheet.line is None:
            rows.put(ending_lines(self._end, *rows.size))
        else:
            rows.put(asking_lines(Asking(view, self._sheet, self._today, self._refused), *rows.size))
        self.query_one(GaugePane).show(view, preview)
        width = self.app.size.width
        self.query_one("#check-line", OneLine).put(gauge_line(view, preview, width))
        self._show_frame(width)

    def _show_frame(self, width: int) -> None:
        funnel, sheet = self.session.funnel, self._sheet
        place = "done" if sheet.line is None else f"{sheet.at + 1} of {len(sheet.lines)}"
        saved = "○ saving" if funnel.unsaved else "● saved"
        saved, style = (
            (f"✗ not saved: {funnel.failure.why}", "bold $error") if funnel.failure else (saved, "$muted")
        )
        title = " Check-in · "
        day = f"{format_day(self._today, year=width >= 60)} · {place}"
        if funnel.failure and cell_len(title + day + saved) + 1 > width:
            title, day = "", ""
            saved = fit(f" {saved}", width - 1)
        self.query_one("#check-title", OneLine).put(
            [(title, "bold"), (day, "$muted"), (right(f"{saved} ", width - cell_len(title + day)), style)]
        )
        keys = list(_KEYS if sheet.line else _END_KEYS)
        while len(keys) > 1 and sum(cell_len(key + word) + 3 for key, word in keys) > width:
            del keys[-2]
        parts = [part for key, word in keys for part in ((f" {key}", "bold $accent"), (f" {word} ", "$muted"))]
        self.query_one("#check-keys", OneLine).put(parts)

    def _preview(self) -> Figures | None:
        """The figures with what is typed; None while nothing is, or where it cannot be."""
        line = self._sheet.line
        if line is None or not line.text:
            return None
        try:
            answer = line.read(self._view.book)
            if answer.minutes == answer.seen:
                return None
            return self.session.preview(
                set_cell(self._view.book, answer.row, line.question.day, answer.minutes, answer.seen)
            )
        except (Unreadable, EditRefused):
            return None

    def _look_around(self) -> None:
        self.session.funnel.poll()
        self.keep_typed()
        if self.session.funnel.book is not self.session.view.book:
            self.session.refreshed()
        if self.session.view is not self._view:
            self._sheet = self._sheet.known_to(self.session.view.book)
            self._ended()
        self.show()

    # Keys

    def on_key(self, event: events.Key) -> None:
        """Every key is the check-in's: what is typed belongs to the question being asked."""
        if event.key == "ctrl+c":
            return
        event.stop()
        event.prevent_default()
        line = self._sheet.line
        if event.key == "escape":
            self.action_leave()
        elif line is None:
            self._end_key(event.key)
        elif event.key in ("enter", "down", "tab", "up", "shift+tab"):
            self._go(line, event.key)
        elif event.key in ("left", "right"):
            self._change(line.turned(self._view.book, 1 if event.key == "right" else -1))
        elif event.key == "backspace":
            self._change(replace(line, text=line.text[:-1]))
        elif event.key == "ctrl+u" or (event.key == "ctrl+z" and line.text):
            self._change(replace(line, text=""))
        elif event.character is not None and (event.is_printable if line.text else event.character in STARTS_ENTRY):
            self._change(line.typed(event.character))
        elif event.key == "w":
            self._change(line.turned(self._view.book, 1))
        elif event.key in ("u", "ctrl+z"):
            self._undo()
        elif event.key == "q":
            self.action_leave()

    def _end_key(self, key: str) -> None:
        if key in ("enter", "q"):
            self.action_leave()
        elif key in ("up", "shift+tab"):
            self._move(-1)
        elif key in ("u", "ctrl+z"):
            self._undo()

    def on_paste(self, event: events.Paste) -> None:
        """Pasted text is typed text."""
        event.stop()
        line, text = self._sheet.line, clean(event.text, LONGEST)
        if line is not None and text:
            self._change(line.typed(text))

    def keep_typed(self) -> None:
        """What is half typed is offered again, in another run too."""
        self.session.keep_half_typed({
            (line.question.stream, line.question.day): (line.work, line.text)
            for line in self._sheet.lines
            if line.text
        })  # fmt: skip

    def action_leave(self) -> None:
        """Leave: what was entered stays, what is half typed is offered again; after the end, it is remembered."""
        self.keep_typed()
        ended = self._sheet.line is None
        if ended:
            remember(self.session)
        self.dismiss(ended)

    # Answers

    def _change(self, line: Line) -> None:
        self._refused = ""
        self._sheet = self._sheet.put(line)
        self.show()

    def _move(self, by: int) -> None:
        self._refused = ""
        self._sheet = self._sheet.moved(by)
        self._ended()
        self.show()

    def _ended(self) -> None:
        """What the end says, once it is reached."""
        if self._sheet.line is None:
            view, session = self.session.view, self.session
            self._end = ending(view.book, view.figures, last_check_in(session), since_last(session), view.style)

    def _go(self, line: Line, key: Literal["enter", "down", "tab", "up", "shift+tab"] | str) -> None:
        """On or back. What is typed is entered, whichever way the question is left; a proposal only by Enter."""
        by = -1 if key in ("up", "shift+tab") else 1
        try:
            answer = self._answer(line, takes=key == "enter")
        except Unreadable:
            self.show()
            return
        if answer is None or self._enter(line, answer):
            self._move(by)

    def _answer(self, line: Line, *, takes: bool) -> Answer | None:
        book = self.session.view.book
        if line.text:
            return line.read(book)
        offered = line.proposal(book) if takes else 0
        return Answer(row_for(book, line.question, line.work), offered, 0, "") if offered else None

    def _enter(self, line: Line, answer: Answer) -> bool:
        """One edit through the one way in; whether it was taken."""
        before = self.session.view
        try:
            wanted = set_cell(before.book, answer.row, line.question.day, answer.minutes, answer.seen)
            if not wanted.is_nothing:
                self.session.do(wanted)
                self._done += 1
        except (EditRefused, StoreError) as refused:
            self._refused = str(refused)
            self.show()
            return False
        none = not answer.minutes
        self._sheet = self._sheet.put(Line(line.question, answer.row.work, is_none=none))
        after_paint(self, self._explain)
        return True

    def _explain(self) -> None:
        """Why the gauge moved, once the move itself is on the screen."""
        self.session.explain()
        self.show()

    def _undo(self) -> None:
        """The last answer of this check-in taken back, and its question asked again."""
        if not self._done:
            self._refused = "nothing of this check-in to undo"
            self.show()
            return
        try:
            step, _ = self.session.undo()
        except (EditRefused, StoreError) as refused:
            self._refused = str(refused)
            self.show()
            return
        self._done -= 1
        for change in step.edit.changes if step else ():
            entry = change.document
            if isinstance(entry, Hours) and entry.work in OWN_WORK:
                self._sheet = self._sheet.asked_again(entry.stream, entry.date, entry.work)
        self._refused = "; ".join(step.skipped) if step else ""
        after_paint(self, self._explain)
        self.show()


def _sheet(session: Session) -> Sheet:
    """The questions; what was half typed stands in them, and the first of those is asked first."""
    view, half = session.view, session.half_typed
    lines = []
    for question in questions(view.book, view.today):
        work, text = half.get((question.stream, question.day), (question.work, ""))
        lines.append(Line(question, work, text))
    return Sheet(tuple(lines), next((place for place, line in enumerate(lines) if line.text), 0))
