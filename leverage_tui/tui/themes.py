"""The program's own themes: calm surfaces, one accent, and a colour per source of leverage.

State is never said by colour alone: every coloured mark also has its glyph or word.
"""

from __future__ import annotations

from collections.abc import Mapping

from textual.theme import BUILTIN_THEMES, Theme

from leverage_tui.tui import tokens


def _theme(
    name: str, colours: Mapping[str, str], own: Mapping[str, str], *, dark: bool, ansi: bool = False
) -> Theme:
    """A theme of Textual's named colours and of our own tokens; what scrolls and what is chosen follows from them."""
    surface = colours["surface"]
    selection = own["cursor"] if ansi else f"{own['cursor']} {60 if dark else 30}%"
    more = {
        "scrollbar": own["rule"], "scrollbar-background": surface,
        "scrollbar-corner-color": surface, "block-cursor-background": own["cursor"],
        "block-cursor-foreground": own["cursor-text"], "input-selection-background": selection,
    }  # fmt: skip
    if ansi:
        more |= BUILTIN_THEMES["ansi-dark" if dark else "ansi-light"].variables | {"border": "ansi_default"}
    return Theme(name=name, **colours, dark=dark, ansi=ansi, variables={**own, **more})  # type: ignore[arg-type]


DARK = _theme(
    "leverage-dark",
    {
        "primary": "#7aa2c8", "secondary": "#8f9db5", "accent": "#e0b35c", "foreground": "#d8dce3",
        "background": "#14171c", "surface": "#191d23", "panel": "#232931", "success": "#86b98a",
        "warning": "#e0b35c", "error": "#e58a80",
    },
    {
        "muted": "#929baa", "faint": "#727b8a", "rule": "#343c47", "today": "#20262f", "other": "#9aa7bd",
        "cursor": "#2f5f8f", "cursor-text": "#ffffff", "people": "#86b98a", "process": "#6fb3b8",
        "product": "#c49bd1", "automation": "#7aa2e0", "capital": "#d6b66f", "platform": "#d1907a",
        "drag": "#e58a80",
    },
    dark=True,
)  # fmt: skip

LIGHT = _theme(
    "leverage-light",
    {
        "primary": "#2a5a86", "secondary": "#4e5a6c", "accent": "#7d5500", "foreground": "#22272e",
        "background": "#fbfaf7", "surface": "#f4f2ed", "panel": "#e8e5dd", "success": "#296639",
        "warning": "#7a5200", "error": "#a33327",
    },
    {
        "muted": "#555e6b", "faint": "#747b86", "rule": "#d3cfc4", "today": "#efece3", "other": "#4e5a6c",
        "cursor": "#2f6290", "cursor-text": "#ffffff", "people": "#2f7340", "process": "#1d6f75",
        "product": "#7d4a91", "automation": "#2b5cad", "capital": "#846000", "platform": "#9c4a2c",
        "drag": "#a33327",
    },
    dark=False,
)  # fmt: skip

CONTRAST = _theme(
    "leverage-contrast",
    {
        "primary": "#8fd0ff", "secondary": "#cfd6e0", "accent": "#ffd75f", "foreground": "#ffffff",
        "background": "#000000", "surface": "#000000", "panel": "#161616", "success": "#7dff9a",
        "warning": "#ffd75f", "error": "#ff9d94",
    },
    {
        "muted": "#d0d0d0", "faint": "#b0b0b0", "rule": "#808080", "today": "#1f1f1f", "other": "#cfd6e0",
        "cursor": "#ffd75f", "cursor-text": "#000000", "people": "#7dff9a", "process": "#5fe6ee",
        "product": "#f0b0ff", "automation": "#8fb8ff", "capital": "#ffd75f", "platform": "#ffb08a",
        "drag": "#ff9d94",
    },
    dark=True,
)  # fmt: skip

_BARE = {"foreground": "ansi_default", "background": "ansi_default", "surface": "ansi_default",
         "panel": "ansi_default", "boost": "ansi_default"}  # fmt: skip

ANSI_DARK = _theme(
    "leverage-ansi-dark",
    {
        **_BARE, "primary": "ansi_cyan", "secondary": "ansi_cyan", "accent": "ansi_yellow",
        "success": "ansi_green", "warning": "ansi_yellow", "error": "ansi_bright_red",
    },
    {
        "muted": "ansi_default", "faint": "ansi_default", "rule": "ansi_bright_black", "today": "ansi_default",
        "other": "ansi_cyan", "cursor": "ansi_white", "cursor-text": "ansi_black", "people": "ansi_green",
        "process": "ansi_cyan", "product": "ansi_magenta", "automation": "ansi_bright_blue",
        "capital": "ansi_yellow", "platform": "ansi_bright_red", "drag": "ansi_bright_red",
    },
    dark=True, ansi=True,
)  # fmt: skip

ANSI_LIGHT = _theme(
    "leverage-ansi-light",
    {
        **_BARE, "primary": "ansi_blue", "secondary": "ansi_blue", "accent": "ansi_magenta",
        "success": "ansi_blue", "warning": "ansi_magenta", "error": "ansi_red",
    },
    {
        "muted": "ansi_default", "faint": "ansi_default", "rule": "ansi_bright_black", "today": "ansi_default",
        "other": "ansi_blue", "cursor": "ansi_blue", "cursor-text": "ansi_bright_white", "people": "ansi_blue",
        "process": "ansi_black", "product": "ansi_magenta", "automation": "ansi_blue",
        "capital": "ansi_black", "platform": "ansi_red", "drag": "ansi_red",
    },
    dark=False, ansi=True,
)  # fmt: skip

THEMES = (DARK, LIGHT, CONTRAST, ANSI_DARK, ANSI_LIGHT)
"""The last two leave every colour to a terminal that has no more than sixteen of them."""


def fallback_tokens(theme: Theme) -> dict[str, str]:
    """Our tokens for a theme that does not bring them."""
    if theme.ansi:
        own = ANSI_DARK if theme.dark else ANSI_LIGHT
    else:
        own = DARK if theme.dark else LIGHT
    return tokens.derived(theme, own.variables)


def for_few_colours(theme: Theme) -> Theme:
    """What stands for `theme` where there are sixteen colours: they cannot tell its shades apart."""
    return theme if theme.ansi else ANSI_DARK if theme.dark else ANSI_LIGHT
