"""The guided start of an empty book."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from leverage_tui.domain.book import Book
from leverage_tui.domain.edits.core import Edit, EditRefused
from leverage_tui.domain.quantities.errors import Unreadable
from leverage_tui.tui.screens.first_book import first_edit, named_streams
from leverage_tui.tui.screens.first_pages import PAGES, Turned
from leverage_tui.tui.screens.frame import Dialog, Key
from leverage_tui.tui.screens.picklist import Option, PickList
from leverage_tui.tui.screens.reading import Decimal, Typed

WELCOME = (
    "No income is passive: it is leveraged, by people, processes, products, automation, capital.",
    "Log your own hours and what arrives; the gauge shows how much of what you keep your hours do not explain.",
    "A few rough answers make a first estimate. Everything can be changed, and undone.",
)
CHOICES = (
    Option("streams", "Start with my streams", "four short pages, two minutes"),
    Option("demo", "Look at the demo book", "three made-up streams; yours stays untouched"),
    Option("empty", "Start empty", "add streams and hours as you go"),
)


@dataclass(frozen=True, slots=True)
class FirstRunDone:
    """How the book begins: with `edit` (None: empty), or by looking at the demo book."""

    edit: Edit | None = None
    demo: bool = False


class FirstRun(Dialog[FirstRunDone | None]):
    """Asks how to begin, then page by page; None when left."""

    def __init__(self, book: Book, today: date, base_currency: str, decimal: Decimal = None) -> None:
        super().__init__()
        self._book, self._today, self._decimal = book, today, decimal
        self._typed: Typed = {"currency": base_currency}
        self._leaving = False

    def heading(self) -> str:
        """The title."""
        return "How leveraged is your income?"

    def keys(self) -> Sequence[Key]:
        """The keys."""
        return [("↑↓", "choose"), ("Enter", "take"), ("Esc", "leave")]

    def contents(self) -> ComposeResult:
        """Three lines about the empty book, three ways to begin."""
        for words in WELCOME:
            yield Static(Content(words), classes="words")
        yield PickList(CHOICES)

    def on_mount(self) -> None:
        """The first way has the cursor."""
        self.query_one(PickList).focus()

    @on(PickList.Moved)
    def _moved(self) -> None:
        self._stay()

    @on(PickList.Taken)
    def _taken(self) -> None:
        self._stay()
        chosen = self.query_one(PickList).value
        if chosen == "streams":
            self._open(0)
        else:
            self.dismiss(FirstRunDone(demo=chosen == "demo"))

    def _stay(self) -> None:
        self._leaving = False
        self.say("")

    def _open(self, place: int) -> None:
        def turned(done: Turned | None) -> None:
            if done is None:
                return
            self._typed = done.typed
            following = place + (1 if done.forward else -1)
            if following == len(PAGES):
                self._finish()
            elif following >= 0:
                self._open(following)

        self.app.push_screen(PAGES[place](self._typed, self._today, self._decimal), turned)

    def _finish(self) -> None:
        try:
            made = first_edit(self._book, self._today, self._typed, self._decimal)
        except (EditRefused, Unreadable) as error:
            self.say(f"! {error}. What you typed is kept: Enter goes through the pages again.", "bold $error")
            return
        self.dismiss(FirstRunDone(made))

    def action_leave(self) -> None:
        """Leave; when streams were named, only the second time."""
        if named_streams(self._typed) and not self._leaving:
            self._leaving = True
            self.say("Esc again to leave: what you typed is dropped.", "bold $warning")
            return
        self.dismiss(None)
