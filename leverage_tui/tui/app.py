"""The Textual application: themes, breakpoints, signals. The dashboard itself is `screens.main`."""

from __future__ import annotations

import asyncio
import gc
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from time import monotonic
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.filter import LineFilter
from textual.theme import Theme
from textual.widget import Widget

from leverage_tui.domain.calendar import Clock
from leverage_tui.domain.quantities.writing import write_money_as
from leverage_tui.store.config import Config
from leverage_tui.store.config_keys import Value, nearest
from leverage_tui.store.errors import StoreError
from leverage_tui.store.funnel import Funnel
from leverage_tui.tui.actions import action_of, keys_of, use_keys
from leverage_tui.tui.ending import EndingApp
from leverage_tui.tui.key_names import shown
from leverage_tui.tui.keymap import keymap_of
from leverage_tui.tui.mask import Mask
from leverage_tui.tui.painting import after_paint
from leverage_tui.tui.palette import ActionProvider, Palette
from leverage_tui.tui.screens.main import MainScreen
from leverage_tui.tui.session import Session
from leverage_tui.tui.sizes import ACROSS, DOWN
from leverage_tui.tui.text import Colourless, Harmless
from leverage_tui.tui.themes import DARK, THEMES, fallback_tokens, for_few_colours
from leverage_tui.tui.tokens import spoken

_ONCE_MORE_SECONDS = 4.0


class LeverageApp(EndingApp[str], inherit_bindings=False):
    """The dashboard over one book. It ends with "demo" when the user wants to look at the demo book."""

    TITLE = "leverage-tui"
    CSS_PATH = "leverage.tcss"
    COMMANDS: ClassVar[set[Callable[[], type[ActionProvider]]]] = {lambda: ActionProvider}  # type: ignore[assignment]
    ENABLE_COMMAND_PALETTE = False
    HORIZONTAL_BREAKPOINTS = ACROSS
    VERTICAL_BREAKPOINTS = DOWN
    ESCAPE_TO_MINIMIZE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "leave", "quit", show=False, priority=True, id="quit_always"),
        Binding("ctrl+c", "interrupted", "quit", show=False, system=True),
    ]

    def __init__(
        self,
        funnel: Funnel,
        clock: Clock,
        config: Config | None = None,
        said: Sequence[str] = (),
        config_file: Path | None = None,
    ) -> None:
        """`said` are sentences about the config and the file, shown when the dashboard opens. Taste is kept in
        `config_file`; without one it lasts as long as the program."""
        colourless = "NO_COLOR" in os.environ
        super().__init__(ansi_color=True if colourless else None)
        self.config_file = config_file
        self._interrupted = -_ONCE_MORE_SECONDS
        config = config or Config()
        keymap = keymap_of(config.keys)
        use_keys(keymap.keys)
        self._said = (*said, *keymap.said_short)
        self._harmless = Harmless()
        self.animation_level = "none"
        self.session = Session(funnel, clock, config)
        self._mask = Mask(self.session.breaks_amounts)
        write_money_as(config.money)
        for theme in THEMES:
            self.register_theme(theme)
        self._colourless = Colourless()
        self.theme = self.suited(config.theme).name

    def suited(self, name: str) -> Theme:
        """The theme called `name`, or the usual one; what stands for it where there are few colours or none."""
        theme = self.available_themes.get(name, DARK)
        few = self.no_color or (self._driver is not None and not self.is_headless and self._has_few_colours)
        return for_few_colours(theme) if few else theme

    @property
    def _has_few_colours(self) -> bool:
        return self.console.color_system not in ("256", "truecolor")

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our tokens for every theme that does not bring them."""
        return fallback_tokens(self.current_theme)

    def get_css_variables(self) -> dict[str, str]:
        """The theme's colours; those that words are written in are readable."""
        found = super().get_css_variables()
        found |= spoken(self.current_theme, found)
        self.theme_variables = found
        return found

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Whatever a widget was given, the terminal gets harmless text, and no amount while amounts are hidden."""
        masks = [self._mask] if self.session.masked else []
        if self.no_color:
            return [self._harmless, *masks, self._colourless]
        return [self._harmless, *masks, *super().get_line_filters()]

    def mask(self, on: bool) -> None:
        """Hide amounts on every screen, or show them again."""
        self.session.masked = on
        for screen in self.screen_stack:
            for widget in (screen, *screen.walk_children(Widget)):
                widget.refresh()

    def action_turn_mask(self) -> None:
        """Hide amounts where they are shown, and the other way round."""
        self.mask(not self.session.masked)

    def adopt(self, config: Config) -> None:
        """Show everything by another taste from now on."""
        old = self.session.config
        write_money_as(config.money)
        view = self.session.adopt(config)
        if config.theme != old.theme:
            self.theme = self.suited(config.theme).name
        if config.mask != old.mask:
            self.mask(config.mask)
        main = self.screen_stack[0]
        if isinstance(main, MainScreen):
            main.show(view)

    async def keep(self, key: str, value: Value) -> None:
        """Write one key of taste to its file; a failure is said."""
        if self.config_file is None:
            return
        from leverage_tui.store.config_write import written

        try:
            await asyncio.to_thread(written, self.config_file, key, value)
        except StoreError as error:
            self.notify(str(error), title="Not kept", severity="error", timeout=10, markup=False)

    async def bring_to_disk(self) -> None:
        """Wait until everything done is saved, as long as a disk may take."""
        await asyncio.to_thread(self.session.funnel.flush, 10.0)

    async def on_event(self, event: events.Event) -> None:
        """A click on what is gone already, and not painted over yet, is a click on nothing."""
        if isinstance(event, events.MouseDown) and not event.is_forwarded:
            widget, _ = self.screen.get_widget_and_offset_at(event.x, event.y)
            if widget is not None and widget is not self.screen and widget.parent is None:
                return
        await super().on_event(event)

    def on_key(self, event: events.Key) -> None:
        """A picture can be taken of any screen: its key comes here where no screen makes anything of it."""
        action = action_of(event.key)
        if action is not None and action.id == "screenshot":
            event.stop()
            self.action_screenshot()

    def action_screenshot(self, filename: str | None = None, path: str | None = None) -> None:
        """Save what is shown; where is asked. (The arguments are Textual's, whose own action asks nothing.)"""
        from leverage_tui.tui.flows.screenshot import take

        take(self)

    def action_command_palette(self) -> None:
        """Every action by its name."""
        if not isinstance(self.screen, Palette):
            self.push_screen(Palette(id="--command-palette"))

    def get_default_screen(self) -> MainScreen:
        """The dashboard is the one screen that is always there."""
        return MainScreen(self.session)

    def on_mount(self) -> None:
        wanted = self.session.config.theme
        self.theme = self.suited(wanted).name
        if wanted not in self.available_themes:
            near = nearest(wanted, self.available_themes)
            hint = f"; the nearest is {near}" if near else ""
            self.notify(f"There is no theme {wanted}: {DARK.name} is used{hint}.", markup=False)
        for sentence in self._said:
            self.notify(sentence, timeout=10, markup=False)
        after_paint(self, _collect_again)
        if self.session.funnel.went_back:
            self.call_after_refresh(self._ask_which)

    def _ask_which(self) -> None:
        """The file lacks what was saved in it: what becomes of it is asked once."""
        from leverage_tui.tui.flows.recovery import went_back

        main = self.screen_stack[0]
        if isinstance(main, MainScreen):
            went_back(main)

    async def action_leave(self) -> None:
        """Quit; in a dialog, leave that first."""
        if isinstance(self.screen, MainScreen):
            await self.screen.perform("quit")
        else:
            # A dialog may hold typed text: it is left as by Esc, which asks; the next time leaves the program.
            await self.screen.run_action("leave" if hasattr(self.screen, "action_leave") else "close")

    def action_interrupted(self) -> None:
        """ctrl+c: copying is the terminal's; say how to quit. Once more soon after, it ends the program."""
        now = monotonic()
        if now - self._interrupted < _ONCE_MORE_SECONDS:
            self.end()
            return
        self._interrupted = now
        keys = " or ".join(map(shown, keys_of("quit")))
        self.notify(f"{keys} quits, or ctrl+c once more; what is entered is saved already.", markup=False)


def _collect_again() -> None:
    """The first figures stand: from now on garbage is collected where it was not, what stays set apart from it."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
