"""Our own colours for every theme: where a theme does not bring them they are derived from it, and whatever is read
is made readable against every ground it can stand on. Contrast is WCAG's: from 1 for none to 21."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from textual.color import Color
from textual.theme import Theme

TEXT, WORDS, GLYPHS = 7.0, 4.5, 3.0
"""The contrast that running text, words and marks should have."""
WORD_TOKENS = ("muted", "other")
GLYPH_TOKENS = ("faint", "people", "process", "product", "automation", "capital", "platform", "drag")
TOKENS = (*WORD_TOKENS, *GLYPH_TOKENS, "rule", "today", "cursor", "cursor-text")
SPOKEN = ("primary", "secondary", "accent", "warning", "error", "success")
"""Textual's own colours that this program writes words in."""
_STEP = 0.05


def luminance(color: Color) -> float:
    """The relative luminance of a colour, 0 to 1."""
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in color.normalized]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: Color, other: Color) -> float:
    """The contrast of two colours, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def readable(color: Color, grounds: Iterable[Color], floor: float) -> Color:
    """`color`, moved towards black or white no further than it takes to have the contrast `floor` on all `grounds`;
    as far as it goes where that cannot be had."""
    grounds = tuple(grounds)
    ends = sorted((Color(0, 0, 0), Color(255, 255, 255)), key=lambda end: -_worst(end, grounds))
    for step in range(round(1 / _STEP) + 1):
        moved = color.blend(ends[0], step * _STEP, 1.0)
        if _worst(moved, grounds) >= floor:
            return moved
    return ends[0]


def _worst(color: Color, grounds: Iterable[Color]) -> float:
    return min(contrast(color, ground) for ground in grounds)


def grounds_of(found: Mapping[str, str]) -> tuple[Color, ...]:
    """What words can stand on, from a theme's colours."""
    return tuple(Color.parse(found[name]) for name in ("background", "surface", "panel", "today") if name in found)


def derived(theme: Theme, like: Mapping[str, str]) -> dict[str, str]:
    """Our tokens for a theme that does not bring them. `like` are those of our own theme that is as dark; they are
    taken as they are where the theme lets the terminal choose its colours."""
    if theme.ansi:
        return {token: like[token] for token in TOKENS if token not in theme.variables}
    found = theme.to_color_system().generate()
    ground, ink = Color.parse(found["background"]), Color.parse(found["foreground"])
    made = {
        "today": ground.blend(ink, 0.07, 1.0),
        "rule": ground.blend(ink, 0.25, 1.0),
        "cursor": Color.parse(theme.primary),
    }
    grounds = (*grounds_of(found), made["today"])
    made["cursor-text"] = readable(Color.parse(like["cursor-text"]), [made["cursor"]], WORDS)
    made["muted"] = readable(ground.blend(ink, 0.6, 1.0), grounds, WORDS)
    made["other"] = readable(Color.parse(found["secondary"]), grounds, WORDS)
    made["faint"] = readable(ground.blend(ink, 0.4, 1.0), grounds, GLYPHS)
    for token in GLYPH_TOKENS[1:]:
        made[token] = readable(Color.parse(like[token]), grounds, GLYPHS)
    return {token: color.hex6 for token, color in made.items() if token not in theme.variables}


def spoken(theme: Theme, found: Mapping[str, str]) -> dict[str, str]:
    """Textual's colours that words are written in, as far as they have to be other ones to be read; and the
    foreground."""
    if theme.ansi:
        return {}
    grounds = grounds_of(found)
    wanted = {**dict.fromkeys(SPOKEN, WORDS), "foreground": WORDS}
    made = {name: readable(Color.parse(found[name]), grounds, floor).hex6 for name, floor in wanted.items()}
    return {name: color for name, color in made.items() if Color.parse(color).rgb != Color.parse(found[name]).rgb}
