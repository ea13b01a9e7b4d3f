"""The Textual application: themes, breakpoints, signals. The dashboard itself is `screens.main`."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.filter import LineFilter
from textual.theme import Theme

from leverage_tui.domain.calendar import Clock
from leverage_tui.store.config import Config
from leverage_tui.store.funnel import Funnel
from leverage_tui.tui.palette import ActionProvider
from leverage_tui.tui.screens.main import MainScreen
from leverage_tui.tui.session import Session
from leverage_tui.tui.text import Harmless
from leverage_tui.tui.themes import DARK, THEMES, fallback_tokens


class LeverageApp(App[str], inherit_bindings=False):
    """The dashboard over one book. It ends with "demo" when the user wants to look at the demo book."""

    TITLE = "leverage-tui"
    CSS_PATH = "leverage.tcss"
    COMMANDS: ClassVar[set[Callable[[], type[ActionProvider]]]] = {lambda: ActionProvider}  # type: ignore[assignment]
    ENABLE_COMMAND_PALETTE = True
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (80, "-mid"), (120, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (24, "-normal"), (32, "-tall")]
    ESCAPE_TO_MINIMIZE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "leave", "quit", show=False, priority=True, id="quit_always"),
        Binding("ctrl+c", "interrupted", "quit", show=False, system=True),
    ]

    def __init__(
        self, funnel: Funnel, clock: Clock, config: Config | None = None, said: Sequence[str] = ()
    ) -> None:
        """`said` are sentences about the config and the file, shown when the dashboard opens."""
        colourless = "NO_COLOR" in os.environ
        super().__init__(ansi_color=True if colourless else None)
        self._said = said
        self._harmless = Harmless()
        self.animation_level = "none"
        config = config or Config()
        self.session = Session(funnel, clock, config)
        for theme in THEMES:
            self.register_theme(theme)
        self._wanted = "ansi-dark" if colourless else config.theme
        if self._wanted in self.available_themes:
            self.theme = self._wanted
        else:
            self.theme = DARK.name

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our tokens for every theme that does not bring them."""
        theme: Theme | None = self.available_themes.get(self.theme)
        return fallback_tokens(dict(theme.variables) if theme else {}, theme.dark if theme else True)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Whatever a widget was given, the terminal gets harmless text."""
        return [self._harmless, *super().get_line_filters()]

    def get_default_screen(self) -> MainScreen:
        """The dashboard is the one screen that is always there."""
        return MainScreen(self.session)

    def on_mount(self) -> None:
        if self._wanted not in self.available_themes:
            self.notify(f"There is no theme {self._wanted}: {DARK.name} is used.", markup=False)
        for sentence in self._said:
            self.notify(sentence, timeout=10, markup=False)
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP"):
            with suppress(NotImplementedError, ValueError, RuntimeError):
                loop.add_signal_handler(getattr(signal, name), self.exit)

    async def action_leave(self) -> None:
        """Quit; in a dialog, leave that first."""
        if isinstance(self.screen, MainScreen):
            await self.screen.perform("quit")
        else:
            # A dialog may hold typed text: it is left as by Esc, which asks; the next time leaves the program.
            await self.screen.run_action("leave" if hasattr(self.screen, "action_leave") else "close")

    def action_interrupted(self) -> None:
        """ctrl+c: copying is the terminal's; say how to quit."""
        self.notify("q or ctrl+q quits; what is entered is saved already.", markup=False)
