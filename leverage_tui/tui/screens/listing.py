"""A list in a panel: what waits, with an action behind each line; or words to read, such as the arithmetic."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from leverage_tui.tui.screens.once import AnswersOnce


class Choices(AnswersOnce, ModalScreen[str | None]):
    """Lines to choose from by cursor and Enter; returns the id of the chosen one."""

    DEFAULT_CSS = """
    Choices { align: center middle; }
    Choices > Vertical {
        width: 84; max-width: 96%; height: auto; max-height: 90%;
        background: $surface; border: round $primary; padding: 0 1;
    }
    Choices OptionList { height: auto; max-height: 1fr; border: none; background: $surface; padding: 0; }
    Choices .hint { color: $muted; height: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q", "close", "close", show=False)]

    def __init__(self, title: str, choices: Sequence[tuple[str, Content]], hint: str) -> None:
        super().__init__()
        self._title, self._choices, self._hint = title, choices, hint

    def compose(self) -> ComposeResult:
        with Vertical() as panel:
            panel.border_title = self._title
            yield OptionList(*[Option(content, id=f"c{place}") for place, (_, content) in enumerate(self._choices)])
            yield Static(self._hint, classes="hint", markup=False)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(self._choices[event.option_index][0])

    def on_click(self, event: events.Click) -> None:
        """A click beside the panel closes it."""
        if event.widget is self:
            self.dismiss(None)

    def action_close(self) -> None:
        self.dismiss(None)


class Words(AnswersOnce, ModalScreen[None]):
    """Lines of (what, how) to read."""

    DEFAULT_CSS = """
    Words { align: center middle; }
    Words > VerticalScroll {
        width: 100; max-width: 96%; height: auto; max-height: 92%;
        background: $surface; border: round $primary; padding: 0 1;
    }
    Words Static { height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q,enter", "close", "close", show=False)]

    def __init__(self, title: str, lines: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._title, self._lines = title, lines

    def compose(self) -> ComposeResult:
        with VerticalScroll() as panel:
            panel.border_title = self._title
            panel.border_subtitle = "Esc closes"
            for what, how in self._lines:
                if what:
                    yield Static(Content.assemble((what, "bold")))
                yield Static(Content.assemble(("  " + how, "$muted")))

    def on_click(self, event: events.Click) -> None:
        """A click beside the panel closes it."""
        if event.widget is self:
            self.dismiss(None)

    def action_close(self) -> None:
        self.dismiss(None)
