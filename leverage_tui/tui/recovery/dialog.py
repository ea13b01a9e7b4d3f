"""What is wrong with a file, what can be brought back of it, and what is to be done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar, Literal

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from leverage_tui.domain.review.facts import Section
from leverage_tui.domain.text import NOTE_LIMIT, clean
from leverage_tui.tui.screens.frame import Dialog, Key, Part
from leverage_tui.tui.screens.picklist import Option, PickList

Answer = Literal["repair", "look", "quit"]


class Recovery(Dialog[Answer]):
    """The offer, which scrolls, and three answers. Leaving it is to look."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "take('repair')", "repair", show=False),
        Binding("l", "take('look')", "look", show=False),
        Binding("q", "take('quit')", "quit", show=False),
        Binding("pagedown", "turn(1)", "down", show=False),
        Binding("pageup", "turn(-1)", "up", show=False),
    ]
    DEFAULT_CSS = """
    Recovery .fact { width: 100%; height: auto; }
    Recovery .title { width: 100%; height: auto; text-style: bold; margin-top: 1; }
    Recovery.-short .title { margin-top: 0; }
    Recovery #foot PickList { margin-top: 1; }
    Recovery.-short #foot PickList { margin-top: 0; }
    """

    def __init__(self, title: str, why: str, sections: Sequence[Section], options: Sequence[Option]) -> None:
        """`options` are the answers, each with words of its own."""
        super().__init__()
        self._title, self._why = title, why
        self._sections, self._options = sections, options

    def heading(self) -> str:
        """Which file it is about."""
        return self._title

    def keys(self) -> Sequence[Key]:
        """The choice, and how to read on."""
        letters = [(option.value[0], option.value) for option in self._options]
        return [("↑↓ Enter", "choose"), ("PgDn", "read on"), *letters]

    def contents(self) -> ComposeResult:
        """Why it cannot be read, then every fact."""
        yield Static(Content(clean(self._why, NOTE_LIMIT)), classes="words")
        for place, section in enumerate(self._sections):
            if place:
                yield Static(Content(clean(section.title)), classes="title")
            yield from self._facts(section)

    def _facts(self, section: Section) -> ComposeResult:
        widest = max((cell_len(fact.name) for fact in section.facts), default=0)
        for fact in section.facts:
            style = "$warning" if fact.tone == "unsure" else ""
            parts: list[Part] = [(f"{fact.name:<{widest}}  ", "$muted"), (clean(fact.shown, NOTE_LIMIT), style)]
            yield Static(Content.assemble(*parts), classes="fact")
            for line in fact.how if fact.key == "lines_lost" else ():
                yield Static(Content.assemble((f"  {clean(line, NOTE_LIMIT)}", "$muted")), classes="fact")

    def below(self) -> Iterable[Widget]:
        """The answers, always in sight."""
        yield PickList(self._options, letters=False)

    def on_mount(self) -> None:
        """The first answer has the cursor."""
        self.query_one(PickList).focus()

    @on(PickList.Taken)
    def _taken(self) -> None:
        self.action_take(self.query_one(PickList).value)

    def action_take(self, value: str) -> None:
        """Answer."""
        for answer in ("repair", "look", "quit"):
            if answer == value:
                self.dismiss(answer)

    def action_turn(self, by: int) -> None:
        """Read on, or back."""
        body = self.query_one("#body")
        body.scroll_relative(y=by * max(1, body.size.height - 1), animate=False)

    def action_leave(self) -> None:
        """Leaving changes nothing."""
        self.dismiss("look")
