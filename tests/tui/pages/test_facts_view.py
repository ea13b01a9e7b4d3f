"""The facts of a page: where they stand, what moves the cursor, what is repainted, and that all text is literal."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.message import Message
from textual.pilot import Pilot
from textual.strip import Strip

from leverage_tui.domain.review.facts import Bar, Fact, Section, Tone, facts_in
from leverage_tui.tui.pages.facts_view import FactsView
from leverage_tui.tui.pages.layout import TWO_FROM, lay_out, value_of, wrapped
from leverage_tui.tui.themes import DARK

HOSTILE = (
    "[/]", "[/foo] [Acme]", "[red]x", "[@click=app.quit]pay[/]", "\\[", "日本語のとても長い名前", "👩‍👩‍👧 café",
    "\x1b[2J\x1b]0;t\x07", "\u202eevil\u2066", "\x00nul", "x" * 300,
)  # fmt: skip


def fact(name: str, shown: str = "1", tone: Tone = "plain", key: str = "") -> Fact:
    return Fact(key or name, name, shown, (f"why {name}",), tone)


SECTIONS = (
    Section("Rate", (fact("Effective", "$65/h"), fact("True", "$55/h", "good"), fact("Marginal", "-$2/h", "bad"))),
    Section("Hours", (fact("Delivering", "257:15 h"), fact("Hidden", "15.2 %", "unsure")), "A sentence of them."),
    Section("Building", (fact("Payback", "≈paid back", "unsure"),), bar=Bar(0.5, "half of it is earned back")),
    Section("Away", (fact("Tested", "no"), fact("Keeps", "–", "unsure"))),
)


class Alone(App[None]):
    """The widget and nothing else."""

    def __init__(self, sections: tuple[Section, ...]) -> None:
        super().__init__()
        self.shown = sections
        self.register_theme(DARK)
        self.theme = DARK.name

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return dict(DARK.variables)

    def compose(self) -> ComposeResult:
        yield FactsView()

    def on_mount(self) -> None:
        self.view.show(self.shown)

    @property
    def view(self) -> FactsView:
        return self.query_one(FactsView)

    def lines(self) -> list[str]:
        """What is seen."""
        return [self.view.render_line(y).text for y in range(self.view.size.height)]


class Shown:
    """A running view, and what it posted."""

    def __init__(self, app: Alone, pilot: Pilot[None], messages: list[Message]) -> None:
        self.app, self.pilot, self.messages = app, pilot, messages

    @property
    def view(self) -> FactsView:
        return self.app.view

    @property
    def at(self) -> str:
        assert self.view.fact is not None
        return self.view.fact.name

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()


@asynccontextmanager
async def shown(sections: tuple[Section, ...] = SECTIONS, size: tuple[int, int] = (60, 24)) -> AsyncIterator[Shown]:
    app, messages = Alone(sections), list[Message]()
    async with app.run_test(size=size, message_hook=messages.append) as pilot:
        await pilot.pause()
        yield Shown(app, pilot, messages)


async def test_names_are_left_and_values_end_in_one_column() -> None:
    async with shown() as on:
        lines = [line for line in on.app.lines() if any(f"  {fact.name} " in line for fact in facts_in(SECTIONS))]
        ends = {len(line.rstrip()) for line in lines}
    assert len(ends) == 1
    assert {line.index(line.split()[0]) for line in lines} == {3}


async def test_no_tone_is_said_by_colour_alone() -> None:
    async with shown() as on:
        text = "\n".join(on.app.lines())
        assert "✓ $55/h" in text
        assert "! -$2/h" in text
        assert "~ 15.2 %" in text
        assert "~ ≈" not in text
        line = next(y for y, words in enumerate(on.app.lines()) if "Hidden" in words)
        value = next(part for part in on.view.render_line(line) if "15.2" in part.text)
        plain = next(part for part in on.view.render_line(line - 1) if "257" in part.text)
    assert value.style is not None
    assert value.style.italic
    assert plain.style is not None
    assert not plain.style.italic


@pytest.mark.parametrize(
    ("keys", "there"),
    [
        (("down",), "True"), (("j", "j"), "Marginal"), (("up",), "Effective"), (("end",), "Keeps"),
        (("end", "k"), "Tested"), (("end", "home"), "Effective"), (("down", "down", "down"), "Delivering"),
        (("pagedown",), "Keeps"), (("end", "pageup"), "Effective"), (("right",), "Effective"),
    ],
)  # fmt: skip
async def test_keys_move_the_cursor(keys: tuple[str, ...], there: str) -> None:
    async with shown() as on:
        await on.press(*keys)
        assert on.at == there
        assert sum("›" in line for line in on.app.lines()) == 1


async def test_a_bar_is_as_long_as_its_share_with_its_words_beside_and_below() -> None:
    words = "earned back, and many more words that have to go on in the lines below it, to their end"
    section = Section("Building", (fact("Payback"),), bar=Bar(0.25, words))
    async with shown((section,)) as on:
        lines = on.app.lines()
    bar = next(line for line in lines if "━" in line)
    full, rest = bar.count("━"), bar.count("╌")
    assert full == round(0.25 * (full + rest)) > 0
    at = bar.index("earned")
    below = lines[lines.index(bar) + 1 :]
    said = [
        bar[at:].split(),
        *(line[at:].split() for line in below[: next(n for n, x in enumerate(below) if "Payback" in x)]),
    ]
    assert " ".join(word for part in said for word in part) == words


async def test_two_columns_where_there_is_room_and_across_goes_to_the_nearest() -> None:
    async with shown(size=(TWO_FROM + 2, 24)) as on:
        assert on.view.drawn.columns == 2
        assert any("Rate" in line and "Building" in line for line in on.app.lines())
        await on.press("down", "right")
        assert on.at == "Payback"
        await on.press("right")
        assert on.at == "Payback"
        await on.press("left")
        assert on.at in ("Effective", "True", "Marginal")
        await on.pilot.resize_terminal(TWO_FROM - 1, 24)
        await on.pilot.pause()
        assert on.view.drawn.columns == 1


async def test_a_cursor_move_paints_at_most_three_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    painted: list[int] = []
    paint = FactsView.render_line

    def counted(view: FactsView, y: int) -> Strip:
        painted.append(y)
        return paint(view, y)

    async with shown() as on:
        monkeypatch.setattr(FactsView, "render_line", counted)
        for key in ("down", "j", "down", "up", "k", "end", "home"):
            painted.clear()
            await on.press(key)
            assert 0 < len(painted) <= 3, key


async def test_it_says_what_is_looked_at_and_what_is_to_be_opened() -> None:
    async with shown() as on:
        on.messages.clear()
        await on.press("down", "enter")
        looked = {id(said): said.fact.name for said in on.messages if isinstance(said, FactsView.FactLooked)}
        opened = {id(said): said.fact.name for said in on.messages if isinstance(said, FactsView.FactOpened)}
    assert list(looked.values()) == ["True"]
    assert list(opened.values()) == ["True"]


async def test_the_mouse_looks_and_opens() -> None:
    async with shown() as on:
        on.messages.clear()
        place = next(y for y, line in enumerate(on.app.lines()) if "Delivering" in line)
        await on.pilot.click(FactsView, offset=(10, place))
        assert on.at == "Delivering"
        await on.pilot.click(FactsView, offset=(10, place), times=2)
        await on.pilot.pause()
        assert [said.fact.name for said in on.messages if isinstance(said, FactsView.FactOpened)]


async def test_the_cursor_stays_on_its_fact_when_others_come_and_go() -> None:
    async with shown() as on:
        await on.press("end", "up")
        assert on.at == "Tested"
        on.view.show((Section("New", (fact("First"),)), *SECTIONS[1:]))
        assert on.at == "Tested"
        on.view.show((Section("Other", (fact("Away, tested", key="Tested"), fact("Else"))),))
        assert on.at == "Away, tested"
        on.view.show(())
        assert on.view.fact is None
        await on.press("down", "pageup", "enter", "end")
        assert on.view.fact is None


async def test_what_is_lower_down_is_scrolled_into_sight_with_its_head() -> None:
    async with shown(size=(60, 6)) as on:
        await on.press("end", "up")
        assert any("Away" in line for line in on.app.lines())
        assert any("› Tested" in line for line in on.app.lines())
        await on.press("home")
        assert any("Rate" in line for line in on.app.lines())


async def test_hostile_text_is_literal_and_every_line_is_as_wide_as_the_view() -> None:
    sections = tuple(
        Section(text, (fact(text, text, "bad"), fact("plain", text), fact(text, "1")), text, Bar(2.0, text))
        for text in HOSTILE
    )
    for size in ((60, 15), (120, 36)):
        async with shown(sections, size) as on:
            for _ in range(len(HOSTILE) * 3):
                await on.press("down")
                lines = on.app.lines()
                assert {cell_len(line) for line in lines} == {on.view.size.width}
                assert not [char for line in lines for char in line if char in "\x1b\x07\x00\u202e\u2066"]
            await on.press("home")
            assert "[/]" in "\n".join(on.app.lines())


TEXT = st.text(max_size=60)
FACTS = st.builds(Fact, TEXT, TEXT, TEXT, st.just(()), st.sampled_from(["plain", "good", "bad", "unsure"]))
MANY = st.lists(
    st.builds(
        Section,
        TEXT,
        st.lists(FACTS, max_size=4).map(tuple),
        st.text(max_size=200),
        st.none() | st.builds(Bar, st.floats(0, 1), st.text(max_size=200)),
    ),
    max_size=6,
).map(tuple)


@settings(max_examples=150, deadline=None)
@given(MANY, st.integers(1, 200))
def test_every_fact_has_one_place_and_no_line_is_lost(sections: tuple[Section, ...], width: int) -> None:
    layout = lay_out(sections, width)
    assert layout.facts == tuple(facts_in(sections))
    assert len(layout.owners) == len(layout.places) == len(layout.facts)
    for number, (line, column) in enumerate(layout.places):
        piece = layout.lines[line][column]
        assert piece is not None
        assert piece.fact == number
    titles = sum(piece is not None and piece.kind == "title" for line in layout.lines for piece in line)
    assert titles == len(sections)
    for column in range(layout.columns):
        mine = [place for place in layout.places if place[1] == column]
        assert mine == sorted(mine)


@given(st.text(max_size=300), st.integers(2, 90))
def test_wrapped_lines_fit_and_lose_no_word(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert all(cell_len(line) <= width for line in lines)
    assert all(line == line.strip() for line in lines if line.isascii())
    if text.isascii() and text.isprintable():
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize(
    ("shown", "tone", "read"),
    [
        ("5", "plain", "5"), ("5", "good", "✓ 5"), ("-5", "bad", "! -5"), ("5", "unsure", "~ 5"),
        ("≈5", "unsure", "≈5"), ("–", "unsure", "–"), ("≈5", "good", "✓ ≈5"),
    ],
)  # fmt: skip
def test_marks(shown: str, tone: Tone, read: str) -> None:
    assert value_of(fact("name", shown, tone)) == read
