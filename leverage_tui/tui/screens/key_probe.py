"""What the terminal sends for a key: its name, the character it types, and what it does on the dashboard."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from leverage_tui.domain.text import harmless
from leverage_tui.tui.actions import action_of, use_keys
from leverage_tui.tui.ending import EndingApp
from leverage_tui.tui.keymap import Keymap
from leverage_tui.tui.screens.frame import Dialog, Key
from leverage_tui.tui.text import fit
from leverage_tui.tui.themes import DARK, THEMES, fallback_tokens
from leverage_tui.tui.timesheet.keys import STARTS_ENTRY, step_of

_ROWS = 8
_NAME, _TYPES = 24, 8


class KeyProbe(Dialog[None]):
    """Shows the last keys, the latest first. Esc twice leaves."""

    DEFAULT_CSS = """
    KeyProbe .row { width: 100%; height: 1; }
    KeyProbe #head { color: $muted; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[str] = []
        self._escaped = False

    def heading(self) -> str:
        """The title."""
        return "What does the terminal send?"

    def keys(self) -> Sequence[Key]:
        """The way out."""
        return [("any key", "is named"), ("Esc Esc", "leave")]

    def contents(self) -> ComposeResult:
        """A head, and lines for the keys."""
        words = (
            "The name is what the config's table of keys takes. A key that shows nothing is kept by the terminal."
        )
        yield Static(Content(words), classes="words")
        yield Static(Content(_row("name", "types", "on the dashboard")), id="head", classes="row")
        for place in range(_ROWS):
            yield Static("", id=f"key-{place}", classes="row", markup=False)

    def on_key(self, event: events.Key) -> None:
        """Every key is shown, and does nothing; the second Esc leaves."""
        event.stop()
        event.prevent_default()
        if event.key == "escape" and self._escaped:
            self.dismiss(None)
            return
        self._escaped = event.key == "escape"
        character = event.character if event.is_printable else None
        self._rows.insert(0, _row(event.key, character or "", doing(event.key, character)))
        del self._rows[_ROWS:]
        for place, row in enumerate(self._rows):
            self.query_one(f"#key-{place}", Static).update(Content(row))


def doing(key: str, character: str | None) -> str:
    """What the key does on the dashboard, in a few words."""
    action = action_of(key)
    if action is not None:
        return f"{action.id}: {action.label}"
    if step_of(key) is not None:
        return "moves in the timesheet"
    return "starts an entry in a cell" if character and character in STARTS_ENTRY else "nothing"


def _row(name: str, types: str, does: str) -> str:
    return harmless(f"{fit(name, _NAME)} {fit(types, _TYPES)} {does}")


class ProbeApp(EndingApp[None], inherit_bindings=False):
    """The probe alone, without a book."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+q", "leave", "leave", show=False, priority=True)]

    def __init__(self, keymap: Keymap) -> None:
        super().__init__()
        use_keys(keymap.keys)
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = DARK.name

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The program's own colours."""
        return fallback_tokens(self.current_theme)

    def on_mount(self) -> None:
        """The one thing that is shown."""
        self.push_screen(KeyProbe(), lambda _: self.exit())

    def action_leave(self) -> None:
        """Leave at once."""
        self.exit()
