"""The themes as a list: the cursor shows each at once, Enter keeps it, Esc goes back to the one before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from leverage_tui.tui.screens.once import AnswersOnce

NAME_WIDTH = 22


class ThemeList(AnswersOnce, ModalScreen[str | None]):
    """Names of themes, each with a few words. Returns the name of the one that is kept, None when left."""

    DEFAULT_CSS = """
    ThemeList { align: right middle; background: transparent; }
    ThemeList > Vertical {
        width: 46; max-width: 96%; height: auto; max-height: 90%; margin-right: 2;
        background: $surface; border: round $primary; padding: 0 1;
    }
    ThemeList OptionList { height: auto; max-height: 1fr; border: none; background: $surface; padding: 0; }
    ThemeList OptionList:focus { border: none; }
    ThemeList .hint { color: $muted; height: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", "leave", show=False),
        Binding("j", "down", "down", show=False),
        Binding("k", "up", "up", show=False),
    ]

    def __init__(self, names: Sequence[tuple[str, str]], now: str, look: Callable[[str], None]) -> None:
        """`names` with their words, the one that is shown `now`, and what shows another one."""
        super().__init__()
        self._names, self._now, self._look = names, now, look

    def compose(self) -> ComposeResult:
        """The list and its keys."""
        with Vertical() as panel:
            panel.border_title = "Theme"
            yield OptionList(*[
                Option(Content(f"{name:<{NAME_WIDTH}}{about}")) for name, about in self._names
            ])  # fmt: skip
            yield Static("↑↓ look · Enter keeps it · Esc goes back", classes="hint", markup=False)

    def on_mount(self) -> None:
        """The cursor begins on the theme of now."""
        names = [name for name, _ in self._names]
        self.query_one(OptionList).highlighted = names.index(self._now) if self._now in names else 0

    @on(OptionList.OptionHighlighted)
    def _highlighted(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self._look(self._names[event.option_index][0])

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(self._names[event.option_index][0])

    def action_leave(self) -> None:
        """Leave it as it was."""
        self.dismiss(None)

    def action_down(self) -> None:
        """A line down."""
        self.query_one(OptionList).action_cursor_down()

    def action_up(self) -> None:
        """A line up."""
        self.query_one(OptionList).action_cursor_up()
