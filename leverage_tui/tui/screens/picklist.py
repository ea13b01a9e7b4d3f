"""A list to choose or tick from, one line each; typing letters jumps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.widget import Widget

from leverage_tui.tui.text import fit, shortened

WIDEST_LABEL = 30


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose: the value, its name, and a few words about it."""

    value: str
    label: str
    about: str = ""


class PickList(Widget, can_focus=True):
    """Options under one another with a cursor; `marks` (a few cells in front of each) are the owner's."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", "up", show=False),
        Binding("down", "step(1)", "down", show=False),
        Binding("home", "step(-9999)", "first", show=False),
        Binding("end", "step(9999)", "last", show=False),
        Binding("enter", "take", "take", show=False),
    ]
    DEFAULT_CSS = "PickList { width: 100%; height: auto; }"

    class Moved(Message):
        """The cursor stands on another option."""

    class Taken(Message):
        """Enter was pressed on the option under the cursor."""

    def __init__(self, options: Iterable[Option], *, at: int = 0, letters: bool = True) -> None:
        super().__init__()
        self.options = tuple(options)
        self.at = at
        self._letters = letters
        self._typed = ""
        self._marks: tuple[str, ...] = ()

    @property
    def value(self) -> str:
        """The value under the cursor; empty when there is nothing to choose from."""
        return self.options[self.at].value if self.options else ""

    def put(self, options: Iterable[Option], marks: Iterable[str] = ()) -> None:
        """Show these options and marks instead; the cursor stays where it can."""
        self.options, self._marks = tuple(options), tuple(marks)
        self.at = max(0, min(self.at, len(self.options) - 1))
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """One line an option."""
        return max(1, len(self.options))

    def render(self) -> Content:
        """The options; the one under the cursor is marked and turned round."""
        widest = max((cell_len(shortened(option.label, WIDEST_LABEL)) for option in self.options), default=0)
        lines = []
        for place, option in enumerate(self.options):
            here = place == self.at
            mark = self._marks[place] if place < len(self._marks) else ""
            head = f"{'▸' if here else ' '} {mark}{fit(option.label, widest)}"
            about = fit(f"  {option.about}", max(0, self.size.width - cell_len(head)))
            style = "$cursor-text on $cursor" if here and self.has_focus else "bold" if here else ""
            lines.append(Content.assemble((head, style), (about, style or "$muted")))
        return Content("\n").join(lines)

    def step(self, by: int) -> None:
        """Move the cursor; it stays within the list."""
        self._typed = ""
        self.go(max(0, min(self.at + by, len(self.options) - 1)))

    async def action_step(self, by: int) -> None:
        """The keys that move the cursor."""
        self.step(by)

    async def action_take(self) -> None:
        """Take the option under the cursor."""
        self.post_message(self.Taken())

    async def _on_click(self, event: events.Click) -> None:
        if event.y < len(self.options):
            self.step(event.y - self.at)
            if event.chain == 2:
                self.post_message(self.Taken())

    def on_key(self, event: events.Key) -> None:
        """A letter jumps to the next option that begins with what is typed."""
        if not (self._letters and event.character and event.character.isalpha()):
            return
        event.stop()
        self._typed = self._typed + event.character.casefold()
        for wanted in (self._typed, self._typed[-1]):
            hits = [n for n, option in enumerate(self.options) if option.label.casefold().startswith(wanted)]
            if hits:
                later = [n for n in hits if n > self.at] if len(wanted) == 1 else hits
                self._typed = wanted
                self.go((later or hits)[0])
                return
        self._typed = ""

    def go(self, place: int) -> None:
        """Put the cursor on the option at that place, and keep it in sight."""
        if place != self.at and self.options:
            self.at = place
            self.refresh()
            self.moved()
        if isinstance(self.parent, Widget):
            line = Region(0, self.at, max(1, self.size.width), 1)
            self.parent.scroll_to_region(line.translate(self.virtual_region.offset), animate=False, force=True)

    def moved(self) -> None:
        """The cursor stands on another option: said to whoever listens."""
        self.post_message(self.Moved())
