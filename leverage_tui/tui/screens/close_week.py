"""The weekly close: what was easily forgotten, stream by stream; was that the whole week?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import ClassVar, Literal

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from leverage_tui.domain.book import Book
from leverage_tui.domain.calendar import WEEK, iso_label, monday
from leverage_tui.domain.closing import (
    Closing,
    Question,
    closing_edit,
    coverage_after,
    covered,
    logged,
    older_open,
    own_words,
    resting_in,
    said,
)
from leverage_tui.domain.edits.core import Edit, EditRefused
from leverage_tui.domain.metrics import Memory
from leverage_tui.domain.quantities.dates import format_day, format_period
from leverage_tui.tui.screens.close_fields import (
    LEFT_OPEN,
    TURNED,
    Across,
    Answer,
    AnswerLine,
    Asked,
    Clickable,
    CloseLine,
    GapLine,
    Mark,
    Words,
)
from leverage_tui.tui.screens.close_lines import Looked, lines_of, marks_of
from leverage_tui.tui.screens.frame import Dialog, Key
from leverage_tui.tui.screens.reading import Decimal


class CloseWeek(Dialog[Edit | None]):
    """Asks what a week may lack and whether it was whole; returns the one edit of all answers, None when left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "line(-1)", "line before", show=False),
        Binding("down", "line(1)", "next line", show=False),
        Binding("pageup", "week(-1)", "week before", show=False),
        Binding("pagedown", "week(1)", "week after", show=False),
        Binding("f10", "close", "close", show=False),
    ]

    DEFAULT_CSS = """
    CloseWeek {
        #panel { width: 92; }
        #week { width: 100%; height: 1; margin-bottom: 1; }
        #lines { width: 100%; height: auto; }
        AnswerLine { width: 100%; height: auto; }
        .entry { width: 100%; height: auto; layout: horizontal; }
        .name { width: 1fr; height: 1; }
        .places { width: auto; height: auto; layout: horizontal; }
        .mark { width: 8; height: 1; }
        .said { width: 100%; height: auto; padding-left: 2; }
        .headings { width: 100%; height: 1; color: $muted; }
        .headings .places { height: 1; }
        .headings .question { width: auto; height: 1; }
        Answer { height: 1; padding: 0; margin-right: 1; background: $panel; }
        Answer:focus { background: $cursor 35%; }
        Answer>.input--placeholder { color: $muted; }
        GapLine .places { layout: vertical; }
        GapLine .mark { display: none; }
        .gap { width: auto; height: 1; }
        #close { padding: 0 0 0 2; }
        .gap .usual { width: 33; height: 1; color: $muted; }
        .forgotten { width: 100%; height: 1; color: $warning; }
        GapLine.last { margin-bottom: 1; }
        .resting { width: 100%; height: auto; color: $muted; padding-left: 2; }
        #close { width: 100%; height: auto; margin-top: 1; color: $muted; }
        #close:focus { background: $cursor; color: $cursor-text; }
        #older { width: 100%; height: 1; }
        #older Static { width: auto; height: 1; margin-right: 2; color: $muted; }
    }
    CloseWeek.-narrow {
        .entry { layout: vertical; }
        .name { width: 100%; padding-right: 10; }
        .mark { dock: right; }
        .places { padding-left: 2; }
        .headings .name, .headings .mark { display: none; }
    }
    CloseWeek.-short {
        #week { margin-bottom: 0; }
        #close { margin-top: 0; }
        GapLine.last { margin-bottom: 0; }
    }
    """

    def __init__(
        self,
        book: Book,
        week: date,
        today: date,
        style: Literal["hm", "decimal"] = "hm",
        decimal: Decimal = None,
    ) -> None:
        super().__init__()
        self._at = Looked(book, min(monday(week), monday(today)), today, style, decimal)
        self._marks: dict[str, Mark] = {}
        self._older = False
        self._asked = ""
        """What was asked last: the same again does it."""
        self._memory = Memory()

    def heading(self) -> str:
        """The question."""
        return "Was that the whole week?"

    def keys(self) -> Sequence[Key]:
        """The keys."""
        return [
            ("Enter", "that was all"), ("o", "not yet"), ("F10", "close"), ("Tab ←→", "across"),
            ("↑↓", "streams"), ("Esc", "leave"),
        ]  # fmt: skip

    def contents(self) -> ComposeResult:
        """The week, its lines, and what closing would do."""
        yield Static(markup=False, id="week")
        with Widget(id="lines"):
            yield from lines_of(self._at)
        yield CloseLine()

    def below(self) -> Iterable[Widget]:
        """The older weeks."""
        yield Horizontal(
            Words(id="count"),
            Clickable("before", id="before"),
            Clickable("older", id="all"),
            id="older",
        )

    def on_mount(self) -> None:
        """The cursor stands where the first answer is awaited."""
        self._begin()

    @property
    def _lines(self) -> list[AnswerLine]:
        return list(self.query(AnswerLine))

    @property
    def _line(self) -> AnswerLine | None:
        """The line that holds the cursor."""
        return next((line for line in self._lines if self.focused in line.answers), None)

    # A week

    def _begin(self) -> None:
        days = self._at.whole
        over = "" if self._at.is_over else f"  not over: it ends on {format_day(days.last)}"
        named = ((iso_label(days.first), "bold"), (f"  {format_period(days)}", "$muted"), (over, "$warning"))
        self.query_one("#week", Static).update(Content.assemble(*named))
        self._marks, self._older, self._asked = marks_of(self._at), False, ""
        first = next((line for line in self._lines if self._awaits(line)), None) or next(iter(self._lines), None)
        self.set_focus(first.answers[0] if first else self.query_one(CloseLine))
        self._reread()

    def _awaits(self, line: AnswerLine) -> bool:
        return isinstance(line, GapLine) or not self._marks[line.stream]

    async def action_week(self, by: int) -> None:
        """Another week; none that has not begun. What is answered in this one is dropped, but never without asking."""
        week = self._at.week + by * WEEK
        if week > monday(self._at.today):
            self.say("The week after has not begun.")
        elif self._is_touched and self._asked != f"week{by}":
            self._ask(
                f"week{by}",
                "What is answered here is dropped when you go: F10 closes it first.",
                "The same again goes.",
            )
        else:
            self._at = replace(self._at, week=week)
            holder = self.query_one("#lines")
            await holder.remove_children()
            await holder.mount(*lines_of(self._at))
            self._begin()

    @property
    def _is_touched(self) -> bool:
        return (
            any(answer.value for answer in self._all_answers)
            or self._older
            or any(mark not in ("", "closed") for mark in self._marks.values())
        )

    # What is answered

    def _answered(self) -> Closing:
        whole = tuple(stream for stream, mark in self._marks.items() if mark == "whole")
        return Closing(
            week=self._at.week,
            closed=whole,
            resting=resting_in(self._at.book, self._at.week) if whole or not self._lines else (),
            reopened=tuple(stream for stream, mark in self._marks.items() if mark == "open again"),
            answers=tuple((answer.place, answer.amount) for answer in self._all_answers if answer.amount),
            older=self._older,
        )

    @property
    def _all_answers(self) -> list[Answer]:
        return [answer for line in self._lines for answer in line.answers]

    def _reread(self) -> None:
        """Say again what is wrong, what is there already, and what closing would do."""
        for line in self._lines:
            if not isinstance(line, GapLine):
                line.show_mark(self._marks[line.stream])
            wrong = line.wrong()
            if wrong is not None:
                line.say(f"! {wrong.wrong}")
            else:
                line.say(self._doubled(line), "$warning")
        closing = self._answered()
        self._show_close(closing)
        self._show_older()
        self._speak()

    def _show_close(self, closing: Closing) -> None:
        line = self.query_one(CloseLine)
        if closing.is_nothing and self._marks and set(self._marks.values()) == {"closed"}:
            line.put(("this week is closed: o opens a stream again", ""))
        elif closing.is_nothing:
            line.put(("nothing answered yet", ""))
        else:
            then = coverage_after(self._at.book, closing, self._at.today, self._memory)
            line.show(said(self._at.book, closing, self._at.style), then)

    def _doubled(self, line: AnswerLine) -> str:
        """What says already that money of this week is there, where more was typed."""
        for answer in line.answers:
            if answer.place.question is Question.MONEY and answer.amount:
                there = covered(self._at.book, line.stream, answer.place.span)
                return f"already there: {there}; this comes on top" if there else ""
        return ""

    def _show_older(self) -> None:
        count = len({found.week for found in older_open(self._at.book, self._at.week)})
        weeks = "1 older week is" if count == 1 else f"{count} older weeks are"
        self.query_one("#older").display = count > 0
        self.query_one("#before").display = not self._older
        self.query_one("#count", Words).put((f"{weeks} {'closed too' if self._older else 'open'}", ""))
        self.query_one("#before", Words).put(("b", "bold $accent"), (" look", ""))
        words = " take it back" if self._older else " close without looking"
        self.query_one("#all", Words).put(("B", "bold $accent"), (words, ""))

    def _speak(self) -> None:
        """What the answer at the cursor does, or what there is to know about its stream."""
        line, answer = self._line, self.focused
        if line is None or not isinstance(answer, Answer):
            self.say("No entry is unknown, not zero: a closed week says that the rest of it was nothing.")
        elif answer.amount:
            self.say(
                f"{line.full_name}: {answer.place.explained(self._at.book, answer.amount, self._at.style)}", ""
            )
        elif isinstance(line, GapLine) and answer.place.row is not None:
            day, work = format_day(answer.place.day), answer.place.row.work
            self.say(f"{line.full_name}, {day}: how long did you {work}?")
        else:
            there = own_words(logged(self._at.book, line.stream, self._at.span), self._at.style)
            question = answer.place.question
            asked = f"{question.value.capitalize()}: {question.about}." if question else ""
            self.say(f"{line.full_name}, so far: {there or 'nothing of yours'}. {asked}")

    # Keys and clicks

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._asked = ""
        self._reread()

    def on_descendant_focus(self) -> None:
        """The line with the cursor is marked, and spoken about."""
        for line in self._lines:
            line.show_name()
        self._asked = ""
        self._speak()

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        """That was all of this line; on to the next one."""
        event.stop()
        line = self._line
        if line is None:
            return
        wrong = line.wrong()
        if wrong is not None:
            wrong.focus()
            return
        if not isinstance(line, GapLine) and self._marks[line.stream] in ("", "not yet"):
            self._marks[line.stream] = "whole"
        self._go_on(line)

    def _go_on(self, line: AnswerLine) -> None:
        """To the next line that awaits an answer, below or else from the top; at last to what closes."""
        self._reread()
        lines = self._lines
        later = lines[lines.index(line) + 1 :]
        earlier = [one for one in lines if not isinstance(one, GapLine)]
        onward = next((one for one in (*later, *earlier) if self._awaits(one)), None)
        (onward.answers[0] if onward else self.query_one(CloseLine)).focus()

    @on(Across)
    def _across(self, event: Across) -> None:
        line = self._line
        if line is not None and isinstance(self.focused, Answer):
            place = line.answers.index(self.focused) + event.by
            line.answers[max(0, min(place, len(line.answers) - 1))].focus()

    def action_line(self, by: int) -> None:
        """The line above or below, in the same column."""
        lines, line = self._lines, self._line
        at = lines.index(line) if line is not None else len(lines)
        to = max(0, min(at + by, len(lines)))
        if to == len(lines):
            self.query_one(CloseLine).focus()
            return
        answers = lines[to].answers
        column = line.answers.index(self.focused) if line and isinstance(self.focused, Answer) else 0
        answers[min(column, len(answers) - 1)].focus()

    @on(Asked)
    async def _commanded(self, event: Asked) -> None:
        event.stop()
        line = next((one for one in self._lines if event.by in (one, *one.query("*"))), None)
        if event.command == "close":
            self.action_close()
        elif event.command == "before":
            await self.action_week(-1)
        elif event.command == "older":
            self._older = not self._older and bool(older_open(self._at.book, self._at.week))
            self._reread()
        elif line is not None:
            before = self._marks[line.stream]
            self._marks[line.stream] = TURNED[before] if event.command == "mark" else LEFT_OPEN[before]
            if event.command == "not_yet" and self._marks[line.stream] == "not yet":
                self._go_on(line)
            self._reread()

    def action_close(self) -> None:
        """Return the edit; or go to what cannot be read, with everything typed still there."""
        wrong = next((answer for answer in self._all_answers if answer.wrong), None)
        if wrong is not None:
            wrong.focus()
            self.say(f"! {wrong.wrong}", "bold $error")
            return
        closing = self._answered()
        if closing.is_nothing:
            self.say(
                "Nothing is answered: Enter on a stream says that was all. Esc leaves.",
                "bold $warning",
            )
        elif self._doubts(closing) and self._asked != "close":
            self._ask("close", self._doubts(closing), "The same key again does it all the same.")
        else:
            try:
                self.dismiss(closing_edit(self._at.book, closing, self._at.style))
            except EditRefused as refused:
                self.say(f"! {str(refused)[:1].upper()}{str(refused)[1:]}.", "bold $error")

    def _doubts(self, closing: Closing) -> str:
        """What should be known before it is saved."""
        doubled = [line.full_name for line in self._lines if self._doubled(line)]
        parts = [f"Money covers this week already: {', '.join(doubled)}."] if doubled else []
        if (closing.closed or closing.resting) and not self._at.is_over:
            parts.append(f"This week is not over: it ends on {format_day(self._at.whole.last)}.")
        return " ".join(parts)

    def action_leave(self) -> None:
        """Leave; when something was answered, only the second time."""
        if not self._is_touched or self._asked == "leave":
            self.dismiss(None)
        else:
            self._ask("leave", "What you answered is dropped.", "Esc again leaves.")

    def _ask(self, what: str, words: str, again: str) -> None:
        self._asked = what
        self.say(f"{words} {again}", "bold $warning")
