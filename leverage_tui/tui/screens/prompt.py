"""The two smallest dialogs: one field, and one question."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from leverage_tui.domain.quantities.texts import read_note
from leverage_tui.domain.text import NOTE_LIMIT, clean
from leverage_tui.tui.screens.fields import Line, TextField
from leverage_tui.tui.screens.form import Form
from leverage_tui.tui.screens.frame import Dialog, Key
from leverage_tui.tui.screens.picklist import Option, PickList
from leverage_tui.tui.screens.reading import Decimal, Gather, Reading, Said, read_amount, show_amount

Read = Callable[[str], Said]
"""How a text is read, or why it is not; `Said.stops` keeps the prompt open."""


class Prompt(Form[str | None]):
    """One field with how it is read. Returns the text (empty when emptied), None when left."""

    DEFAULT_CSS = """
    Prompt Line { layout: vertical; }
    Prompt Line .entry { width: 100%; }
    Prompt Line .label { width: auto; padding-right: 2; }
    Prompt Line TextField { width: 1fr; }
    Prompt Line .said { width: 100%; padding-left: 2; }
    """

    def __init__(
        self, title: str, label: str, initial: str = "", read: Read | None = None, *, detail: str = ""
    ) -> None:
        super().__init__()
        self._title, self._label, self._initial, self._detail = title, label, initial, detail
        self._read = read or (lambda text: Said())

    def heading(self) -> str:
        """The title given."""
        return self._title

    def words(self) -> str:
        """The detail given."""
        return clean(self._detail, NOTE_LIMIT)

    def keys(self) -> Sequence[Key]:
        """Enter and Esc."""
        return [("Enter", "take it"), ("Esc", "leave")]

    def lines(self) -> Iterable[Line]:
        """The one field."""
        yield Line(self._label, TextField("text", self._initial))

    def read(self, typed: Mapping[str, str]) -> Reading[str | None]:
        """The text, cleaned."""
        text = clean(typed.get("text", ""), NOTE_LIMIT)
        return Reading({"text": self._read(typed.get("text", ""))}, lambda: text)


class Confirm(Dialog[bool]):
    """A question with a way back first. Returns whether the answer was `yes_word`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "answer(True)", "yes", show=False),
        Binding("n", "answer(False)", "no", show=False),
    ]

    def __init__(self, question: str, detail: str, yes_word: str) -> None:
        super().__init__()
        self._question, self._detail, self._yes = question, detail, yes_word

    def heading(self) -> str:
        """The question."""
        return self._question

    def keys(self) -> Sequence[Key]:
        """The two answers and the choice."""
        return [("↑↓ Enter", "choose"), ("y", self._yes), ("Esc n", "no")]

    def contents(self) -> ComposeResult:
        """The detail and two answers; the one that changes nothing comes first."""
        if self._detail:
            yield Static(Content(clean(self._detail, NOTE_LIMIT)), classes="words")
        yield PickList([Option("no", "No, leave it as it is"), Option("yes", self._yes)], letters=False)

    def on_mount(self) -> None:
        """The first answer has the cursor."""
        self.query_one(PickList).focus()

    @on(PickList.Taken)
    def _taken(self) -> None:
        self.dismiss(self.query_one(PickList).value == "yes")

    def action_answer(self, yes: bool) -> None:
        """Answer by letter."""
        self.dismiss(yes)

    def action_leave(self) -> None:
        """Leaving is no."""
        self.dismiss(False)


class Choice(Dialog[str | None]):
    """A question with several answers, the harmless one first. Returns the value of the one taken, None when left."""

    def __init__(self, question: str, detail: str, options: Sequence[Option], *, leave: str = "leave") -> None:
        super().__init__()
        self._question, self._detail, self._options, self._leave = question, detail, options, leave

    def heading(self) -> str:
        """The question."""
        return self._question

    def keys(self) -> Sequence[Key]:
        """The choice and the way back."""
        return [("↑↓ Enter", "choose"), ("Esc", self._leave)]

    def contents(self) -> ComposeResult:
        """The detail and the answers."""
        yield Static(Content(clean(self._detail, NOTE_LIMIT)), classes="words")
        yield PickList(self._options)

    def on_mount(self) -> None:
        """The first answer has the cursor."""
        self.query_one(PickList).focus()

    @on(PickList.Taken)
    def _taken(self) -> None:
        self.dismiss(self.query_one(PickList).value)


def says_note(text: str) -> Said:
    """How a note is read."""
    gather = Gather({"text": text})
    note = gather.take("text", read_note, lambda found: f"{len(found)} characters", hint="empty: no note")
    return gather.said["text"] if note is None else Said(f"{len(note)} characters", "hint")


def says_rate(currency: str, decimal: Decimal = None, effect: Callable[[int | None], str] | None = None) -> Read:
    """How an hourly rate in `currency` is read, and what its `effect` would be; a rate of nothing is refused, no rate
    at all is not."""

    def says(text: str) -> Said:
        gather = Gather({"text": text})
        show = show_amount(currency)
        rate = gather.take(
            "text", read_amount(currency, decimal), lambda minor: f"{show(minor)} an hour",
            hint="empty: no rate of your own, what your sold hours earned is used",
        )  # fmt: skip
        if rate == 0:
            return Said("a rate of 0 is none: leave it empty for that", "wrong")
        said = gather.said["text"]
        return said if said.stops or effect is None else Said(f"{said.words} · {effect(rate)}", said.kind)

    return says


def says_goal(text: str) -> Said:
    """How the gauge's goal is read: a whole number from 0 to 99, or nothing."""
    digits = text.strip().removesuffix("%").strip()
    if not digits:
        return Said("empty: no goal")
    if not (digits.isascii() and digits.isdigit()) or int(digits) > 99:
        return Said("a goal is a whole number from 0 to 99, such as 50", "wrong")
    return Said(f"{int(digits)} of 100", "read")
