"""What stands in the weekly close: places to answer in, a line for each stream, and the line that closes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from leverage_tui.domain.closing import Place
from leverage_tui.domain.quantities.errors import Unreadable
from leverage_tui.domain.review.facts import Fact
from leverage_tui.domain.text import NOTE_LIMIT, clean
from leverage_tui.tui.screens.fields import TextField
from leverage_tui.tui.screens.frame import Part
from leverage_tui.tui.screens.reading import Decimal
from leverage_tui.tui.text import shortened

NAME_WIDTH = 17
Command = Literal["not_yet", "before", "older", "mark", "close"]
COMMANDS: dict[str, Command] = {"o": "not_yet", "b": "before", "B": "older"}
Mark = Literal["", "whole", "not yet", "closed", "open again"]
MARKS: dict[Mark, tuple[str, str]] = {
    "": ("·", "$faint"),
    "whole": ("✓ whole", "$success"),
    "not yet": ("not yet", "$warning"),
    "closed": ("closed", "$muted"),
    "open again": ("reopens", "$warning"),
}
"""How each mark is shown, and its colour."""
TURNED: dict[Mark, Mark] = {
    "": "whole", "whole": "not yet", "not yet": "whole", "closed": "open again", "open again": "closed",
}  # fmt: skip
"""What a click makes of a mark."""
LEFT_OPEN: dict[Mark, Mark] = {
    "": "not yet", "whole": "not yet", "not yet": "not yet", "closed": "open again", "open again": "closed",
}  # fmt: skip
"""What "not yet" makes of it."""


class Asked(Message):
    """A key or a click asks for something else than text. `by` is what was asked."""

    def __init__(self, by: Widget, command: Command) -> None:
        super().__init__()
        self.by, self.command = by, command


class Across(Message):
    """The cursor leaves an answer to the left or to the right."""

    def __init__(self, by: int) -> None:
        super().__init__()
        self.by = by


class Answer(TextField):
    """A place to answer in. While it is empty a letter is a command, and the arrows lead to the answers beside it."""

    def __init__(self, key: str, place: Place, decimal: Decimal, *, width: int, there: str = "") -> None:
        super().__init__(key, width=width)
        self.placeholder = there
        self.place = place
        self._decimal: Decimal = decimal

    @property
    def amount(self) -> int | None:
        """What is typed, as read, minutes or minor units; None while it is empty or cannot be read."""
        return None if self.wrong else self.place.read(self.value, self._decimal)

    @property
    def wrong(self) -> str:
        """Why it cannot be read; empty while it can."""
        try:
            self.place.read(self.value, self._decimal)
        except Unreadable as error:
            return str(error)
        return ""

    async def _on_key(self, event: events.Key) -> None:
        command = None if self.value else COMMANDS.get(event.character or "")
        if command is None:
            await super()._on_key(event)
            return
        event.stop()
        event.prevent_default()
        self.post_message(Asked(self, command))

    def action_delete_left(self) -> None:
        """Backspace in an empty place: not yet."""
        if self.value:
            super().action_delete_left()
        else:
            self.post_message(Asked(self, "not_yet"))

    def action_cursor_left(self, select: bool = False) -> None:
        """To the left, and from the first character on to the answer before."""
        if select or (self.cursor_position and len(self.selected_text) < len(self.value)):
            super().action_cursor_left(select)
        else:
            self.post_message(Across(-1))

    def action_cursor_right(self, select: bool = False) -> None:
        """To the right, and from the last character on to the next answer."""
        if select or self.cursor_position < len(self.value):
            super().action_cursor_right(select)
        else:
            self.post_message(Across(1))


class Words(Static):
    """Words that are laid out again only when they are others."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(markup=False, id=id, classes=classes)
        self._parts: tuple[Part, ...] = ()

    def put(self, *parts: Part) -> None:
        """Show these, each with its style."""
        if parts != self._parts:
            self._parts = parts
            self.update(Content.assemble(*parts))


class Clickable(Words):
    """Words that do the same as a key when they are clicked."""

    def __init__(self, command: Command, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._command: Command = command

    def on_click(self, event: events.Click) -> None:
        """Ask for it."""
        event.stop()
        self.post_message(Asked(self, self._command))


class AnswerLine(Widget):
    """A stream's name and places to answer in. `streams` holds its id; below it stands what is wrong."""

    def __init__(self, stream: str, name: str, answers: Iterable[Answer]) -> None:
        super().__init__()
        self.stream = stream
        self.full_name = clean(name)
        self.answers = tuple(answers)
        self._shown_name = Words(classes="name")
        self._mark = Clickable("mark", classes="mark")
        self._said = Words(classes="said")
        self._said.display = False

    def compose(self) -> ComposeResult:
        """Name, places, mark; and a line for words."""
        with Widget(classes="entry"):
            yield self._shown_name
            with Widget(classes="places"):
                yield from self.places()
            yield self._mark
        yield self._said

    def places(self) -> Iterable[Widget]:
        """The answers, and words beside them."""
        return self.answers

    def on_resize(self) -> None:
        """As much of the name as fits."""
        self.show_name()

    def show_name(self) -> None:
        """The name, marked while an answer of the line has the focus."""
        here = self.screen.focused in self.answers
        room = max(1, (self._shown_name.size.width or NAME_WIDTH) - 3)
        shown = (shortened(self.full_name, room), "bold" if here else "")
        self._shown_name.put(("▸ " if here else "  ", "$accent"), shown)

    def show_mark(self, mark: Mark) -> None:
        """How the line was answered."""
        self._mark.put(MARKS[mark])

    def say(self, words: str, style: str = "$error") -> None:
        """Words under the line; none take no room."""
        self._said.display = bool(words)
        self._said.put((clean(words, NOTE_LIMIT), style))

    def wrong(self) -> Answer | None:
        """The first answer that cannot be read."""
        return next((answer for answer in self.answers if answer.wrong), None)


class GapLine(AnswerLine):
    """The days on which nothing was logged for a stream, each with what is usual and a place to answer in."""

    def __init__(self, stream: str, name: str, answers: Iterable[tuple[str, Answer]]) -> None:
        pairs = tuple(answers)
        super().__init__(stream, name, (answer for _, answer in pairs))
        self._words = tuple(words for words, _ in pairs)

    def places(self) -> Iterable[Widget]:
        """Words and an answer for each day."""
        for words, answer in zip(self._words, self.answers, strict=True):
            yield Horizontal(Static(Content(words), classes="usual"), answer, classes="gap")


class CloseLine(Words, can_focus=True):
    """What closing would do; Enter or a click on it closes."""

    BINDINGS = [
        Binding("enter,space", "ask('close')", "close", show=False),
        Binding("b", "ask('before')", "week before", show=False),
        Binding("B,upper_b", "ask('older')", "close older", show=False),
    ]

    def __init__(self) -> None:
        super().__init__(id="close")

    def show(self, sentence: str, then: Fact) -> None:
        """The sentence of the close, and what is confirmed then."""
        confirmed = then.shown if then.tone == "unsure" else f"{then.shown} {then.name}"
        self.put(("F10  ", "bold"), (clean(sentence, NOTE_LIMIT), ""), (f" · then {confirmed}", ""))

    def action_ask(self, command: Command) -> None:
        """Ask for it."""
        self.post_message(Asked(self, command))

    def on_click(self) -> None:
        """Close."""
        self.action_ask("close")
