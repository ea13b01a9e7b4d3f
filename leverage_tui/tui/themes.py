"""The program's own themes: calm surfaces, one accent, and a colour per source of leverage.

State is never said by colour alone: every coloured mark also has its glyph or word.
"""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="leverage-dark",
    primary="#7aa2c8",
    secondary="#8f9db5",
    accent="#e0b35c",
    foreground="#d8dce3",
    background="#14171c",
    surface="#191d23",
    panel="#232931",
    success="#86b98a",
    warning="#e0b35c",
    error="#e0796e",
    dark=True,
    variables={
        "muted": "#8790a0",
        "faint": "#59616f",
        "rule": "#343c47",
        "today": "#20262f",
        "cursor": "#2f5f8f",
        "cursor-text": "#ffffff",
        "people": "#86b98a",
        "process": "#6fb3b8",
        "product": "#c49bd1",
        "automation": "#7aa2e0",
        "capital": "#d6b66f",
        "platform": "#d1907a",
        "drag": "#e0796e",
        "footer-background": "#191d23",
        "scrollbar": "#343c47",
        "scrollbar-background": "#191d23",
        "scrollbar-corner-color": "#191d23",
        "block-cursor-background": "#2f5f8f",
        "block-cursor-foreground": "#ffffff",
        "input-selection-background": "#2f5f8f 60%",
    },
)

LIGHT = Theme(
    name="leverage-light",
    primary="#2f6290",
    secondary="#5a6679",
    accent="#9a6a00",
    foreground="#22272e",
    background="#fbfaf7",
    surface="#f4f2ed",
    panel="#e8e5dd",
    success="#2f7340",
    warning="#8a5d00",
    error="#b23a2e",
    dark=False,
    variables={
        "muted": "#5d6673",
        "faint": "#8b929c",
        "rule": "#d3cfc4",
        "today": "#efece3",
        "cursor": "#2f6290",
        "cursor-text": "#ffffff",
        "people": "#2f7340",
        "process": "#1d6f75",
        "product": "#7d4a91",
        "automation": "#2b5cad",
        "capital": "#846000",
        "platform": "#9c4a2c",
        "drag": "#b23a2e",
        "footer-background": "#f4f2ed",
        "scrollbar": "#d3cfc4",
        "scrollbar-background": "#f4f2ed",
        "scrollbar-corner-color": "#f4f2ed",
        "block-cursor-background": "#2f6290",
        "block-cursor-foreground": "#ffffff",
        "input-selection-background": "#2f6290 30%",
    },
)

THEMES = (DARK, LIGHT)
TOKENS = (
    "muted", "faint", "rule", "today", "cursor", "cursor-text",
    "people", "process", "product", "automation", "capital", "platform", "drag",
)  # fmt: skip


def fallback_tokens(variables: dict[str, str], dark: bool) -> dict[str, str]:
    """Values of our tokens for a theme that does not know them."""
    own = (DARK if dark else LIGHT).variables
    return {token: own[token] for token in TOKENS if token not in variables}
