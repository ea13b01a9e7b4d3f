"""What goes on in a stream without being logged, and what to do with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from leverage_tui.domain.book import Book
from leverage_tui.domain.model import Standing
from leverage_tui.domain.standing import (
    amounts_in_words,
    is_over,
    kind_of,
    last_day,
    life_in_words,
    short_day,
)
from leverage_tui.domain.text import clean
from leverage_tui.tui.screens.frame import Dialog, Key
from leverage_tui.tui.screens.picklist import Option, PickList
from leverage_tui.tui.text import fit, shortened

Act = Literal["add", "change", "end", "delete"]
_NEW = "new"
_WIDEST_NAME, _NARROW_NAME, _ROOMY = 20, 14, 70


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is to be done; `standing` is None when something is to be added."""

    act: Act
    standing: Standing | None = None


class _Picks(PickList):
    """The entries one line each: name, amounts of a period and since or until when; those that are over dimmed."""

    def __init__(self, options: Iterable[Option], days: Iterable[str], over: Iterable[str]) -> None:
        super().__init__(options, letters=False)
        self._days, self._over = tuple(days), frozenset(over)

    def render(self) -> Content:
        """Since when stands at the right end; the amounts are cut where there is no room for them."""
        widest = _WIDEST_NAME if self.size.width >= _ROOMY else _NARROW_NAME
        name = max(cell_len(shortened(option.label, widest)) for option in self.options)
        room = max(0, self.size.width - name - max(map(cell_len, self._days)) - 6)
        room = min(room, max(cell_len(option.about) for option in self.options))
        lines = []
        for place, option in enumerate(self.options):
            here = place == self.at
            text = (
                f"{'▸' if here else ' '} {fit(option.label, name)}  {fit(option.about, room)}  {self._days[place]}"
            )
            dim = "$muted" if option.value in self._over else ""
            style = "$cursor-text on $cursor" if here and self.has_focus else dim
            lines.append(Content.styled(fit(text, self.size.width), style))
        return Content("\n").join(lines)


class StandingList(Dialog[Chosen | None]):
    """The standing entries of a stream; returns what is to be done with one of them, None when left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "act('add')", "add", show=False),
        Binding("c", "act('change')", "change", show=False),
        Binding("e", "act('end')", "end", show=False),
        Binding("d,delete", "act('delete')", "delete", show=False),
    ]

    def __init__(self, book: Book, today: date, stream: str) -> None:
        super().__init__()
        self._book, self._today, self._stream = book, today, stream
        found = book.ledger(stream).standing
        order = sorted(found, key=lambda entry: (self._is_over(entry), clean(entry.name).casefold(), entry.begins))
        self._entries = {str(entry.doc_id): entry for entry in order}

    def heading(self) -> str:
        """What the list is of."""
        return f"What goes on without being logged · {self._book.streams[self._stream].name}"

    def keys(self) -> Sequence[Key]:
        """What can be done with the entry under the cursor."""
        if not self._entries:
            return [("Enter a", "add"), ("Esc", "leave")]
        return [("Enter c", "change"), ("e", "end"), ("a", "add"), ("d", "delete"), ("Esc", "leave")]

    def contents(self) -> ComposeResult:
        """The entries, and a line to add one."""
        if not self._entries:
            words = "Nothing yet. A helper's hours, an automation, a subscription sold, a tool's bill, capital."
            yield Static(Content(words), classes="words")
        options = [Option(number, entry.name, amounts_in_words(entry)) for number, entry in self._entries.items()]
        days = [self._day(entry) for entry in self._entries.values()]
        over = [number for number, entry in self._entries.items() if self._is_over(entry)]
        yield _Picks([*options, Option(_NEW, "+ add")], [*days, ""], over)

    def on_mount(self) -> None:
        """The first entry has the cursor."""
        self.query_one(_Picks).focus()
        self._tell()

    @property
    def _entry(self) -> Standing | None:
        return self._entries.get(self.query_one(_Picks).value)

    def _is_over(self, entry: Standing) -> bool:
        return is_over(self._book, entry, self._today)

    def _day(self, entry: Standing) -> str:
        last = last_day(self._book, entry)
        if last is not None:
            return f"{'ended' if self._is_over(entry) else 'until'} {short_day(last, self._today)}"
        return life_in_words(self._book, entry, self._today)

    @on(PickList.Moved)
    def _tell(self) -> None:
        """The line under the list says all of the entry under the cursor, however narrow the screen."""
        entry = self._entry
        if entry is None:
            self.say("Add what goes on without being logged.")
            return
        over = "over · " if self._is_over(entry) else ""
        words = f"{amounts_in_words(entry)} · {life_in_words(self._book, entry, self._today)}"
        note = f" · {entry.note}" if entry.note else ""
        self.say(f"{over}{kind_of(entry)} · {entry.name} · {words}{note}")

    @on(PickList.Taken)
    def _taken(self) -> None:
        self.action_act("change" if self._entry else "add")

    def action_act(self, act: Act) -> None:
        """Return what is to be done; adding needs no entry."""
        if act == "add":
            self.dismiss(Chosen(act))
        elif self._entry is not None:
            self.dismiss(Chosen(act, self._entry))
