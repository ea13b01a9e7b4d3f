"""The frame of every dialog: a calm panel with a title, a body that scrolls, one line that speaks, and the keys."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar, TypeVar

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input, Static

from leverage_tui.domain.text import NOTE_LIMIT, clean
from leverage_tui.tui.key_names import read_key, typed
from leverage_tui.tui.screens.once import AnswersOnce

R = TypeVar("R")
Part = tuple[str, str]
Key = tuple[str, str]
"""A key as a person reads it, and what it does."""


class KeysLine(Widget):
    """The dialog's keys in one line; those that do not fit are left away from the second last on."""

    def __init__(self, keys: Sequence[Key]) -> None:
        super().__init__(id="keys")
        self._keys = tuple(keys)

    def _shown(self) -> list[Key]:
        keys = [(key, clean(word)) for key, word in self._keys]
        while len(keys) > 2 and sum(cell_len(key + word) + 3 for key, word in keys) - 2 > self.size.width:
            del keys[-2]
        return keys

    async def _on_click(self, event: events.Click) -> None:
        """A click on a key is the key; where several are named together, the first."""
        x = 0
        for key, word in self._shown():
            end = x + cell_len(key + word) + 1
            name = read_key(key.split()[0])
            if x <= event.x < end and name is not None:
                self.app.post_message(events.Key(name, typed(name)))
            x = end + 2

    def render(self) -> Content:
        """As many keys as there is room for, the last one (the way out) always."""
        keys = self._shown()
        parts: list[Part] = []
        for key, word in keys:
            parts += [("  " if parts else "", ""), (f"{key} ", "bold $accent"), (word, "$muted")]
        return Content.assemble(*parts).truncate(max(1, self.size.width))


class Speech(Static):
    """The one line that speaks: what accepting would do, or what is asked. Gone while it has nothing to say."""

    def __init__(self) -> None:
        super().__init__(id="speech", markup=False)
        self.display = False

    def say(self, words: str, style: str = "$muted") -> None:
        """Show `words`, literally."""
        self.display = bool(words)
        self.update(Content.styled(clean(words, NOTE_LIMIT), style))


class Dialog(AnswersOnce, ModalScreen[R]):
    """A modal that returns a value and changes nothing. Subclasses give the title, the body and the keys."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (80, "-roomy")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (20, "-tall")]
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "leave", show=False)]
    AUTO_FOCUS = ""

    DEFAULT_CSS = """
    Dialog {
        align: center middle;
        #panel {
            width: 88;
            max-width: 100%;
            height: auto;
            max-height: 100%;
            padding: 0 1;
            border: round $rule;
            background: $surface;
            color: $foreground;
        }
        #title { dock: top; width: 100%; height: 2; padding: 0 1; text-style: bold; color: $primary; }
        #body {
            width: 100%;
            height: auto;
            max-height: 100%;
            overflow-y: auto;
            overflow-x: hidden;
            scrollbar-size-vertical: 1;
            padding: 0 1;
        }
        #foot { dock: bottom; width: 100%; height: auto; padding: 0 1; }
        #speech { width: 100%; height: auto; max-height: 4; margin-top: 1; }
        #keys { width: 100%; height: 1; margin-top: 1; }
        .words { width: 100%; height: auto; color: $muted; margin-bottom: 1; }
    }
    Dialog.-narrow #panel { width: 100%; }
    Dialog.-short {
        #panel { border: none; width: 100%; height: 100%; }
        #title { height: 1; }
        #speech { margin-top: 0; }
        #keys { margin-top: 0; }
        .words { margin-bottom: 0; }
    }
    """

    def compose(self) -> ComposeResult:
        """Title, body and what stands beside it, what stands below, speech, keys."""
        with Vertical(id="panel"):
            yield Static(Content(clean(self.heading(), NOTE_LIMIT)), id="title")
            with Widget(id="body"):
                yield from self.contents()
            yield from self.beside()
            with Vertical(id="foot"):
                yield from self.below()
                yield Speech()
                yield KeysLine(self.keys())

    def heading(self) -> str:
        """The title. It may hold user text: it is shown literally."""
        raise NotImplementedError

    def contents(self) -> ComposeResult:
        """The widgets of the body."""
        raise NotImplementedError

    def beside(self) -> Iterable[Widget]:
        """What stands in the panel after the body, and does not scroll with it."""
        return ()

    def below(self) -> Iterable[Widget]:
        """What stands over the line that speaks, always in sight."""
        return ()

    def keys(self) -> Sequence[Key]:
        """The keys that the last line names, the way out last."""
        raise NotImplementedError

    @property
    def speech(self) -> Speech:
        """The line that speaks."""
        return self.query_one(Speech)

    def on_key(self, event: events.Key) -> None:
        """A key that was typed before the field had the focus belongs into it all the same."""
        if event.is_printable and isinstance(self.focused, Input):
            event.stop()
            self.focused.post_message(event)

    def action_leave(self) -> None:
        """Leave without a result."""
        self.dismiss(None)

    def say(self, words: str, style: str = "$muted") -> None:
        """Let the dialog speak; what has the focus stays in sight when the words take more room."""
        self.speech.say(words, style)
        self.call_after_refresh(self._keep_in_sight)

    def _keep_in_sight(self) -> None:
        if self.focused is not None:
            self.focused.scroll_visible(animate=False)
