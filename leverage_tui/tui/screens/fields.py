"""The fields of a form: a line to type in, a choice, a list, and the lines that hold them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.filter import LineFilter
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input, Static

from leverage_tui.domain.text import NOTE_LIMIT, clean, is_clean
from leverage_tui.tui.mask import for_field
from leverage_tui.tui.screens.picklist import Option, PickList
from leverage_tui.tui.screens.reading import Said
from leverage_tui.tui.text import fit, shortened

LABEL_WIDTH = 16
_CHANGING = ("backspace", "delete", "ctrl+h", "ctrl+d", "ctrl+w", "ctrl+u", "ctrl+f", "ctrl+k", "ctrl+x", "ctrl+v")
UNDERLINED = Style(underline=True)


class FieldChanged(Message):
    """The value of a field became another one."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self.key = key


def _harmless(text: str) -> str:
    return text if is_clean(text) else "".join(char for char in text if is_clean(char))


class TextField(Input):
    """One line to type in. Characters that a terminal must not see never get in."""

    def __init__(self, key: str, value: str = "", *, width: int | None = None) -> None:
        self._most = max(NOTE_LIMIT, len(value))
        """Characters that there is room for; a longer text of another program keeps all of its own."""
        super().__init__(_harmless(value), compact=True)
        self.key = key
        self.typed = False
        """Whether a person has typed in it since it was filled in."""
        if width is not None:
            self.styles.width = width

    def on_key(self, event: events.Key) -> None:
        """A key that changes the text makes it the person's own."""
        self.typed |= event.is_printable or event.key in _CHANGING

    def on_paste(self) -> None:
        """So does what is pasted."""
        self.typed = True

    def get_line_filters(self) -> Sequence[LineFilter]:
        """While amounts are hidden, what a person types is shown all the same."""
        return for_field(super().get_line_filters(), self.value, typed=self.typed)

    def render_line(self, y: int) -> Strip:
        """The line, underlined over its whole width: a field is to be seen without colour too."""
        return super().render_line(y).apply_style(UNDERLINED)

    def validate_value(self, value: str) -> str:
        """The text without control and direction-changing characters; what was pasted beyond any limit is cut."""
        return _harmless(value[: self._most])


class ChoiceField(Widget, can_focus=True):
    """One of several options: left and right change it, typing part of a name finds it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,space", "step(1)", "next", show=False),
        Binding("left", "step(-1)", "before", show=False),
        Binding("backspace", "forget", "forget", show=False),
        Binding("enter", "screen.forward", "next field", show=False),
    ]

    def __init__(self, key: str, options: Iterable[Option], value: str, *, width: int | None = None) -> None:
        super().__init__()
        self.key = key
        self.options = tuple(options)
        self._at = next((n for n, option in enumerate(self.options) if option.value == value), 0)
        self._typed = ""
        self.note = ""
        """What typing found nothing for, as a sentence; empty while all is well."""
        widest = max((cell_len(shortened(option.label, 40)) for option in self.options), default=0)
        self.styles.width = width if width is not None else widest + 4

    @property
    def value(self) -> str:
        """The value of the chosen option."""
        return self.options[self._at].value

    def choose(self, value: str) -> None:
        """Choose the option with this value, if there is one."""
        for place, option in enumerate(self.options):
            if option.value == value:
                self._go(place)

    def render(self) -> Content:
        """The chosen option; arrows beside it while it has the focus."""
        name = fit(self.options[self._at].label, max(1, self.size.width - 4)).rstrip()
        return Content.assemble((name, "bold"), (" ‹ ›", "$accent")) if self.has_focus else Content(name)

    def action_step(self, by: int) -> None:
        """The next option, or the one before; a blank while a name is being typed belongs to the name."""
        if self._typed and by == 1 and any(" " in option.label for option in self.options):
            self._find(self._typed + " ")
            return
        self._typed = ""
        self._go((self._at + by) % len(self.options))

    def action_forget(self) -> None:
        """Take the last letter typed back."""
        self._find(self._typed[:-1])

    def on_key(self, event: events.Key) -> None:
        """A letter is part of a name."""
        if event.character is not None and event.is_printable and event.character != " ":
            event.stop()
            event.prevent_default()
            self._find(self._typed + event.character)

    def on_blur(self) -> None:
        """What was typed to find a name is forgotten."""
        self._typed, self.note = "", ""

    def _find(self, typed: str) -> None:
        wanted = typed.casefold()
        names = [option.label.casefold() for option in self.options]
        hits = [place for place, name in enumerate(names) if name.startswith(wanted)]
        hits += [place for place, name in enumerate(names) if wanted in name and place not in hits]
        if hits:
            self._typed = typed
            self._go(hits[0])
            return
        last = typed[-1:].casefold()
        again = [place for place, name in enumerate(names) if name.startswith(last)] if last.strip() else []
        if again:
            self._typed = last
            self._go(next((place for place in again if place > self._at), again[0]))
            return
        self._typed = ""
        self.note = f"nothing here is called {shortened(typed, 20)}"
        self.post_message(FieldChanged(self.key))

    def _go(self, place: int) -> None:
        self.note = ""
        self._at = place
        self.refresh()
        self.post_message(FieldChanged(self.key))


class Fold(Widget, can_focus=True):
    """A line that unfolds the rest of a form."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space,right", "screen.more", "unfold", show=False),
    ]

    def __init__(self, about: str) -> None:
        super().__init__(id="fold")
        self.about = about
        self.is_open = False

    def render(self) -> Content:
        """A mark that says whether it is open, and what is in it."""
        mark = "▾" if self.is_open else "▸"
        style = "bold" if self.has_focus else ""
        about = shortened(self.about, max(1, self.size.width - 8))
        return Content.assemble((f"{mark} more", style), ("  ", ""), (about, "$muted"))


class ListField(PickList):
    """A list as a field of a form: beyond its first and last line lie the fields before and after it."""

    def __init__(self, key: str, options: Iterable[Option], value: str) -> None:
        options = tuple(options)
        super().__init__(options, at=next((n for n, option in enumerate(options) if option.value == value), 0))
        self.key = key

    def choose(self, value: str) -> None:
        """Choose the option with this value, if there is one."""
        for place, option in enumerate(self.options):
            if option.value == value:
                self.go(place)

    async def action_step(self, by: int) -> None:
        """Move the cursor, or leave the list at its ends."""
        if by == -1 and self.at == 0:
            await self.run_action("screen.back")
        elif by == 1 and self.at == len(self.options) - 1:
            await self.run_action("screen.next")
        else:
            self.step(by)

    async def action_take(self) -> None:
        """On to the next field."""
        await self.run_action("screen.forward")

    def moved(self) -> None:
        """Another option is another value."""
        self.post_message(FieldChanged(self.key))


Field = TextField | ChoiceField | ListField


class Line(Horizontal):
    """A label, one or two fields, and on the right (below on narrow screens) how they are read."""

    def __init__(self, label: str, *fields: Field, between: str = "", folded: bool = False) -> None:
        tall = isinstance(fields[0], ListField)
        super().__init__(classes=" ".join(["folded"] * folded + ["double"] * (len(fields) > 1) + ["tall"] * tall))
        self.label = label
        self.fields = fields
        self.between = between
        self.folded = folded

    def compose(self) -> ComposeResult:
        """Label and fields in one row, the words beside or below."""
        with Horizontal(classes="entry"):
            yield Static("▸", markup=False, classes="marker")
            yield Static(Content(fit(self.label, LABEL_WIDTH)), classes="label")
            for place, field in enumerate(self.fields):
                if place:
                    yield Static(Content(self.between), classes="between")
                yield field
        yield Static(markup=False, classes="said")

    def say(self, said: Iterable[Said], tried: bool) -> None:
        """Show how the fields are read; what is missing is said loudly only once it was `tried`."""
        parts: list[tuple[str, str]] = []
        for one in said:
            shown = clean(one.words, NOTE_LIMIT)
            if not shown:
                continue
            if parts:
                parts.append((" · ", "$faint"))
            if one.kind == "wrong" or (one.kind == "missing" and tried):
                parts.append((f"! {shown}", "$error"))
            elif one.kind == "read":
                parts += [("→ " if not parts else "", "$muted"), (shown, "")]
            else:
                parts.append((shown, "$muted"))
        words = self.query_one(".said", Static)
        words.update(Content.assemble(*parts))
        words.set_class(not parts, "-empty")
