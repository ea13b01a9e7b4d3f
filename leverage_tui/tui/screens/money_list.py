"""The money that was entered for a stream, and what to do with an entry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from leverage_tui.domain.book import Book
from leverage_tui.domain.model import AMOUNTS, Money
from leverage_tui.domain.quantities.dates import Period, format_period
from leverage_tui.domain.quantities.money import format_money
from leverage_tui.domain.text import clean
from leverage_tui.tui.screens.frame import Dialog, Key
from leverage_tui.tui.screens.money_reading import LABELS
from leverage_tui.tui.screens.picklist import Option, PickList

Act = Literal["add", "change", "delete"]
_NEW = "new"


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is to be done; `entry` is None when one is to be added. `at` is its place in the list."""

    act: Act
    at: int
    entry: Money | None = None


class MoneyList(Dialog[Chosen | None]):
    """The money of a stream, the latest first; returns what is to be done with an entry, None when left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "act('add')", "add", show=False),
        Binding("x,delete", "act('delete')", "delete", show=False),
    ]

    def __init__(self, book: Book, stream: str, at: int = 0) -> None:
        """`at` is where the cursor stands at first."""
        super().__init__()
        self._name, self._at = book.streams[stream].name, at
        found = sorted(book.ledger(stream).money, key=lambda entry: (entry.until, entry.doc_id), reverse=True)
        self._entries = {str(entry.doc_id): entry for entry in found}

    def heading(self) -> str:
        """How many there are, and of which stream."""
        count = len(self._entries)
        return f"Money · {self._name} · {count} {'entry' if count == 1 else 'entries'}"

    def keys(self) -> Sequence[Key]:
        """What can be done with the entry under the cursor."""
        if not self._entries:
            return [("Enter a", "add"), ("Esc", "leave")]
        return [("Enter", "change"), ("x", "delete"), ("a", "add"), ("Esc", "leave")]

    def contents(self) -> ComposeResult:
        """A line an entry, and one to add another."""
        if not self._entries:
            yield Static("Nothing is entered here yet.", classes="words")
        nets = [format_money(entry.amounts.net, entry.currency) for entry in self._entries.values()]
        widest = max(map(len, nets), default=0)
        options = [
            Option(number, format_period(Period(entry.date, entry.until)), f"{net.rjust(widest)} net{_note(entry)}")
            for (number, entry), net in zip(self._entries.items(), nets, strict=True)
        ]
        yield PickList([*options, Option(_NEW, "+ add")], at=min(self._at, len(options)), letters=False)

    def on_mount(self) -> None:
        """The list has the cursor."""
        self.query_one(PickList).focus()
        self._tell()

    @property
    def _entry(self) -> Money | None:
        return self._entries.get(self.query_one(PickList).value)

    @on(PickList.Moved)
    def _tell(self) -> None:
        """The line under the list says all of the entry under the cursor."""
        entry = self._entry
        self.say("One more entry, beside what is there." if entry is None else in_words(entry))

    @on(PickList.Taken)
    def _taken(self) -> None:
        self.action_act("change" if self._entry else "add")

    def action_act(self, act: Act) -> None:
        """Return what is to be done; adding needs no entry."""
        at = self.query_one(PickList).at
        if act == "add":
            self.dismiss(Chosen(act, at))
        elif self._entry is not None:
            self.dismiss(Chosen(act, at, self._entry))


def in_words(entry: Money) -> str:
    """All of an entry: ``What arrived $18.40 · Platform fees $9.20 · 2 sold · imported from stripe``."""
    amounts = [
        f"{LABELS[name]} {format_money(value, entry.currency)}"
        for name in AMOUNTS
        if (value := getattr(entry.amounts, name)) is not None
    ]
    sold = [] if entry.units is None else [f"{entry.units:,} sold"]
    source = [f"imported from {clean(entry.source)}"] if entry.source else []
    return " · ".join([*amounts, *sold, *source, *([entry.note] if entry.note else [])])


def _note(entry: Money) -> str:
    said = [words for words in (entry.note, "imported" if entry.source else "") if words]
    return f" · {' · '.join(said)}" if said else ""
