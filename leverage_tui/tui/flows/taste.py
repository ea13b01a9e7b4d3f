"""What is only taste: the theme, how hours and amounts are written, whether amounts are hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from leverage_tui.tui.actions import key_of
from leverage_tui.tui.flows import flow
from leverage_tui.tui.themes import THEMES

if TYPE_CHECKING:
    from leverage_tui.store.config import Config
    from leverage_tui.tui.app import LeverageApp
    from leverage_tui.tui.screens.main import MainScreen

_ABOUT = {
    "leverage-dark": "calm", "leverage-light": "calm", "leverage-contrast": "high contrast",
    "leverage-ansi-dark": "16 colours", "leverage-ansi-light": "16 colours",
}  # fmt: skip


def _app(screen: MainScreen) -> LeverageApp:
    return cast("LeverageApp", screen.app)


def mask(screen: MainScreen) -> None:
    """Hide every amount of money, or show them again; it lasts as long as the program."""
    app = _app(screen)
    app.action_turn_mask()
    screen.show_header()
    hidden = f"amounts are hidden: {key_of('mask')} shows them again"
    screen.say(hidden if app.session.masked else "amounts are shown", "plain")


@flow
async def theme(screen: MainScreen) -> None:
    """The list of themes, each shown while the cursor is on it."""
    from leverage_tui.tui.screens.theme_list import ThemeList

    app, before = _app(screen), screen.session.config
    names = [(name, _ABOUT.get(name) or _shade(app, name)) for name in _themes(app)]

    def look(name: str) -> None:
        app.theme = app.suited(name).name

    kept = await app.push_screen_wait(ThemeList(names, before.theme, look))
    if kept is None:
        look(before.theme)
        return
    app.adopt(screen.session.config._replace(theme=kept))
    look(kept)
    await app.keep("theme", kept)
    screen.say(f"theme: {kept}" + _few(app, kept))


def _few(app: LeverageApp, name: str) -> str:
    shown = app.suited(name).name
    return "" if shown == name else f" · this terminal has few colours: {shown} stands for it"


def _themes(app: LeverageApp) -> list[str]:
    """The program's own themes first, then Textual's by name."""
    own = [theme.name for theme in THEMES]
    return own + sorted(set(app.available_themes) - set(own))


def _shade(app: LeverageApp, name: str) -> str:
    return "dark" if app.available_themes[name].dark else "light"


@flow
async def taste(screen: MainScreen) -> None:
    """The form of everything that is taste; what is chosen is shown at once, and taken back when it is left."""
    from leverage_tui.tui.screens.taste_form import TasteForm

    app, before, masked = _app(screen), screen.session.config, screen.session.masked

    def look(config: Config) -> None:
        app.adopt(config)

    changed = await app.push_screen_wait(TasteForm(before, _themes(app), look))
    if changed is None:
        app.adopt(before)
        app.mask(masked)
        screen.show_header()
        return
    for key, value in changed.items():
        await app.keep(key, value)
    count = len(changed)
    screen.say(f"{count} {'choice' if count == 1 else 'choices'} kept" if count else "nothing was changed", "plain")
