"""Words to read while something takes its time."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from leverage_tui.tui.screens.frame import Dialog, Key


class Busy(Dialog[None]):
    """Words to read while something takes its time; whoever pushed it takes it away."""

    def __init__(self, title: str, words: str) -> None:
        super().__init__()
        self._title, self._words = title, words

    def heading(self) -> str:
        """The title given."""
        return self._title

    def keys(self) -> Sequence[Key]:
        """None: there is nothing to decide."""
        return ()

    def contents(self) -> ComposeResult:
        """The words given."""
        yield Static(Content(self._words), classes="words")

    def action_leave(self) -> None:
        """It stays until it is taken away."""
