"""A list of what was entered somewhere: an entry is changed, deleted, or one more added."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Generic, Literal, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from leverage_tui.domain.model import Document
from leverage_tui.tui.screens.frame import Dialog, Key
from leverage_tui.tui.screens.picklist import Option, PickList

D = TypeVar("D", bound=Document)
Act = Literal["add", "change", "delete"]
_NEW = "new"


@dataclass(frozen=True, slots=True)
class Chosen(Generic[D]):
    """What is to be done; `entry` is None when one is to be added. `at` is its place in the list."""

    act: Act
    at: int
    entry: D | None = None


class EntryList(Dialog["Chosen[D] | None"], Generic[D]):
    """The entries, one line each; returns what is to be done with one of them, None when left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "act('add')", "add", show=False),
        Binding("x,delete", "act('delete')", "delete", show=False),
    ]

    def __init__(self, entries: Iterable[D], at: int = 0) -> None:
        """`at` is where the cursor stands at first."""
        super().__init__()
        self._at = at
        self.entries = {str(entry.doc_id): entry for entry in entries}

    # What a list of one kind says

    def nothing(self) -> str:
        """What stands there while there is none."""
        raise NotImplementedError

    def options(self) -> Iterable[Option]:
        """A line for each entry, under its number."""
        raise NotImplementedError

    def about(self, entry: D) -> str:
        """All of an entry, for the line under the list."""
        raise NotImplementedError

    def about_adding(self) -> str:
        """What adding one means."""
        raise NotImplementedError

    # The list

    def keys(self) -> Sequence[Key]:
        """What can be done with the entry under the cursor."""
        if not self.entries:
            return [("Enter a", "add"), ("Esc", "leave")]
        return [("Enter", "change"), ("x", "delete"), ("a", "add"), ("Esc", "leave")]

    def contents(self) -> ComposeResult:
        """A line an entry, and one to add another."""
        if not self.entries:
            yield Static(self.nothing(), classes="words", markup=False)
        at = min(self._at, len(self.entries))
        yield PickList([*self.options(), Option(_NEW, " + add")], at=at, letters=False)

    def on_mount(self) -> None:
        """The list has the cursor."""
        self.query_one(PickList).focus()
        self._tell()

    @property
    def _entry(self) -> D | None:
        return self.entries.get(self.query_one(PickList).value)

    @on(PickList.Moved)
    def _tell(self) -> None:
        entry = self._entry
        self.say(self.about_adding() if entry is None else self.about(entry))

    @on(PickList.Taken)
    def _taken(self) -> None:
        self.action_act("change" if self._entry else "add")

    def action_act(self, act: Act) -> None:
        """Return what is to be done; adding needs no entry."""
        if act == "add":
            self.dismiss(Chosen(act, len(self.entries)))
        elif self._entry is not None:
            self.dismiss(Chosen(act, self.query_one(PickList).at, self._entry))
