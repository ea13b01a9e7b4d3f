"""Colours that can be read: our own themes, all of Textual's, sixteen colours and none."""

from __future__ import annotations

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from leverage_tui.store.config import Config
from leverage_tui.tui.text import Colourless
from leverage_tui.tui.themes import ANSI_DARK, ANSI_LIGHT, CONTRAST, DARK, LIGHT, for_few_colours
from leverage_tui.tui.tokens import (
    GLYPH_TOKENS,
    GLYPHS,
    SPOKEN,
    TEXT,
    TOKENS,
    WORD_TOKENS,
    WORDS,
    contrast,
    grounds_of,
    readable,
    spoken,
)
from tests.tui.conftest import Start

OWN = (DARK, LIGHT, CONTRAST)
BLACK, WHITE = Color(0, 0, 0), Color(255, 255, 255)


def colours(theme: Theme) -> dict[str, str]:
    return {**theme.to_color_system().generate(), **theme.variables}


def worst(found: dict[str, str], name: str) -> float:
    """The least contrast of a colour on any ground it can stand on."""
    return min(contrast(Color.parse(found[name]), ground) for ground in grounds_of(found))


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#777777", "#ffffff", 4.48),
        ("#767676", "#ffffff", 4.54),
        ("#123", "#123", 1.0),
    ],
)
def test_contrast_is_the_one_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(Color.parse(one), Color.parse(other)) == pytest.approx(ratio, abs=0.01)
    assert contrast(Color.parse(other), Color.parse(one)) == pytest.approx(ratio, abs=0.01)


@pytest.mark.parametrize("theme", OWN, ids=lambda theme: theme.name)
def test_our_own_themes_can_be_read(theme: Theme) -> None:
    found = colours(theme)
    assert len(grounds_of(found)) == 4
    assert worst(found, "foreground") >= TEXT
    assert {
        name: worst(found, name) for name in (*WORD_TOKENS, *SPOKEN, "drag") if worst(found, name) < WORDS
    } == {}
    assert {name: worst(found, name) for name in GLYPH_TOKENS if worst(found, name) < GLYPHS} == {}
    assert contrast(Color.parse(found["cursor"]), Color.parse(found["cursor-text"])) >= WORDS
    assert spoken(theme, found) == {}


def test_high_contrast_is_high_throughout() -> None:
    found = colours(CONTRAST)
    assert {name for name in (*WORD_TOKENS, *SPOKEN, *GLYPH_TOKENS) if worst(found, name) < TEXT} == set()
    assert worst(found, "rule") >= GLYPHS
    assert contrast(Color.parse(found["cursor"]), Color.parse(found["cursor-text"])) >= TEXT


async def test_every_theme_there_is_resolves_our_tokens_and_can_be_read(start: Start) -> None:
    async with start() as running:
        app = running.app
        assert {*BUILTIN_THEMES, *(theme.name for theme in OWN)} <= set(app.available_themes)
        for name, theme in app.available_themes.items():
            app.theme = name
            await running.pilot.pause()
            found = app.theme_variables
            assert set(TOKENS) <= set(found), name
            if theme.ansi:
                continue
            for token in ("foreground", *WORD_TOKENS, *SPOKEN):
                assert worst(found, token) >= WORDS, (name, token)
            for token in GLYPH_TOKENS:
                assert worst(found, token) >= GLYPHS, (name, token)
            assert contrast(Color.parse(found["cursor"]), Color.parse(found["cursor-text"])) >= WORDS, name
            assert "WordPress consulting" in running.text()


@pytest.mark.parametrize("action", ["", "check_in", "stream_page", "plan"])
async def test_every_word_that_is_drawn_can_be_read_in_every_theme(start: Start, action: str) -> None:
    async with start(size=(100, 30)) as running:
        app = running.app
        if action:
            await running.main.perform(action)
            await running.settle()
        for name, theme in app.available_themes.items():
            if theme.ansi:
                continue
            app.theme = name
            await running.pilot.pause()
            strips = app.screen._compositor.render_strips()
            faint = {
                segment.text: found for strip in strips for segment in strip if (found := least(segment)) < GLYPHS
            }
            assert faint == {}, name


def least(segment: Segment) -> float:
    """The contrast of a word on its ground; the most there can be where there is no word, or a line of a frame."""
    style = segment.style
    if not any(char.isalnum() for char in segment.text) or not style or not (style.color and style.bgcolor):
        return 21.0
    return contrast(Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor))


@pytest.mark.parametrize(
    "theme", [ANSI_DARK, ANSI_LIGHT, BUILTIN_THEMES["ansi-dark"], BUILTIN_THEMES["ansi-light"]],
    ids=lambda theme: theme.name,
)  # fmt: skip
def test_where_the_terminal_has_sixteen_colours_no_other_is_named(theme: Theme) -> None:
    from leverage_tui.tui.themes import fallback_tokens

    found = {**fallback_tokens(theme), **colours(theme)}
    named = {token: Color.parse(found[token]).ansi for token in (*TOKENS, *SPOKEN, "foreground", "background")}
    assert [token for token, number in named.items() if number is None] == []
    assert {found["muted"], found["faint"]} == {"ansi_default"}


def test_few_colours_keep_dark_and_light() -> None:
    assert for_few_colours(DARK) is ANSI_DARK
    assert for_few_colours(CONTRAST) is ANSI_DARK
    assert for_few_colours(LIGHT) is ANSI_LIGHT
    assert for_few_colours(BUILTIN_THEMES["ansi-light"]) is BUILTIN_THEMES["ansi-light"]


def test_a_colour_that_can_be_read_stays_and_another_goes_only_as_far_as_it_must() -> None:
    assert readable(WHITE, [BLACK], 4.5) == WHITE
    found = readable(Color(0, 69, 120), [BLACK], 4.5)
    assert 4.5 <= contrast(found, BLACK) < 6
    assert contrast(readable(WHITE, [WHITE], 4.5), WHITE) >= 4.5


def test_without_colours_a_ground_is_told_by_reversed_letters() -> None:
    plain, cursor = Style.parse("bold red on default"), Style.parse("black on white")
    made = Colourless().apply([Segment("a", plain), Segment("b", cursor), Segment("c")], BLACK)
    styles = [segment.style for segment in made]
    assert styles[0] == Style(bold=True)
    assert styles[1] == Style(reverse=True)
    assert styles[2] is None


async def test_no_color_leaves_no_colour_in_any_line(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with start(config=Config(theme="dracula")) as running:
        assert running.app.theme == "leverage-ansi-dark"
        await running.press("shift+tab")
        strips = running.app.screen._compositor.render_strips()
        styles = [segment.style for strip in strips for segment in strip if segment.style]
        assert [style for style in styles if style.color or style.bgcolor] == []
        assert any(style.reverse for style in styles)


async def test_a_theme_that_there_is_not_is_said_with_the_nearest(start: Start) -> None:
    async with start(config=Config(theme="drakula")) as running:
        assert running.app.theme == DARK.name
        said = [notice.message for notice in running.app._notifications]
        assert said == ["There is no theme drakula: leverage-dark is used; the nearest is dracula."]
