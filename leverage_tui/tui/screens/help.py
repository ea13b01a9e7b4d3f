"""The help: keys, what may be typed, the words, and how the gauge is computed. One page that scrolls."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from leverage_tui.tui.actions import groups
from leverage_tui.tui.screens.frame import Dialog, Key
from leverage_tui.tui.screens.help_words import BANDS, DAYS, HOURS, HOW, LIMITS, MONEY, WORDS, Pair
from leverage_tui.tui.screens.new_row import WORK_WORDS

Section = tuple[str, tuple[Pair, ...]]


def key_sections() -> list[Section]:
    """The actions by group with their keys."""
    return [
        (name, tuple((action.shown_keys or "; by name", action.help) for action in actions))
        for name, actions in groups().items()
    ]


SECTIONS: tuple[tuple[str, str], ...] = (
    ("keys", "Keys"), ("typing", "What may be typed"), ("words", "Words"), ("gauge", "The gauge"),
)  # fmt: skip


class HelpScreen(Dialog[None]):
    """The help page; returns nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,question_mark,f1", "leave", "leave", show=False),
        Binding("down,j", "scroll(1)", "down", show=False),
        Binding("up,k", "scroll(-1)", "up", show=False),
        Binding("pagedown,space", "page(1)", "page down", show=False),
        Binding("pageup", "page(-1)", "page up", show=False),
        Binding("home", "scroll(-99999)", "first", show=False),
        Binding("end", "scroll(99999)", "last", show=False),
        Binding("tab,right", "section(1)", "next part", show=False),
        Binding("shift+tab,left", "section(-1)", "part before", show=False),
        Binding("1", "show('keys')", "keys", show=False),
        Binding("2", "show('typing')", "what may be typed", show=False),
        Binding("3", "show('words')", "words", show=False),
        Binding("4", "show('gauge')", "the gauge", show=False),
    ]

    DEFAULT_CSS = """
    HelpScreen {
        #panel { width: 100; height: 100%; }
        #body { height: 100%; }
        .part { width: 100%; height: 1; color: $accent; text-style: bold; }
        .head { width: 100%; height: 1; margin-top: 1; text-style: bold; }
        .row { width: 100%; height: auto; }
        .left { width: 26; height: auto; color: $primary; padding-right: 2; }
        .right { width: 1fr; height: auto; }
        .text { width: 100%; height: auto; margin-top: 1; }
        .part.-later { margin-top: 2; }
    }
    HelpScreen.-narrow { .left { width: 22; } }
    """

    def heading(self) -> str:
        """The title."""
        return "Help"

    def keys(self) -> Sequence[Key]:
        """The keys."""
        return [("1-4 Tab", "part"), ("↑↓ PgUp PgDn", "scroll"), ("Home End", "ends"), ("Esc", "leave")]

    def contents(self) -> ComposeResult:
        """Four parts under one another."""
        yield self._part(0)
        for name, pairs in key_sections():
            yield from _section(name, pairs)
        yield self._part(1)
        for name, pairs in (("Hours", HOURS), ("Money", MONEY), ("Days and periods", DAYS)):
            yield from _section(name, pairs)
        yield self._part(2)
        yield from _section("Of the figures", WORDS)
        yield from _section("Kinds of work", tuple((work.value, words) for work, words in WORK_WORDS.items()))
        yield self._part(3)
        yield from (_text(words) for words in HOW)
        yield from _section("Bands", BANDS)
        yield Static(Content("What it cannot say"), classes="head")
        yield from (_text(f"· {words}") for words in LIMITS)

    def _part(self, place: int) -> Static:
        part, name = SECTIONS[place]
        classes = "part -later" if place else "part"
        return Static(Content(f"{place + 1}  {name}"), id=f"part-{part}", classes=classes)

    @property
    def page(self) -> Widget:
        """What scrolls."""
        return self.query_one("#body")

    def action_scroll(self, lines: int) -> None:
        """Scroll by lines."""
        self.page.scroll_relative(y=lines, animate=False, force=True)

    def action_page(self, pages: int) -> None:
        """Scroll by pages, one line kept."""
        self.action_scroll(pages * max(1, self.page.size.height - 1))

    def action_show(self, part: str) -> None:
        """Show a part from its beginning."""
        top = self.query_one(f"#part-{part}").virtual_region.y
        self.page.scroll_to(y=top, animate=False, force=True)

    def action_section(self, by: int) -> None:
        """Show the part after the one that is shown, or before it."""
        tops = [self.query_one(f"#part-{part}").virtual_region.y for part, _ in SECTIONS]
        here = max((n for n, top in enumerate(tops) if top <= self.page.scroll_offset.y + 1), default=0)
        self.action_show(SECTIONS[max(0, min(here + by, len(SECTIONS) - 1))][0])


def _text(words: str) -> Static:
    return Static(Content(words), classes="text")


def _section(name: str, pairs: Iterable[Pair]) -> ComposeResult:
    yield Static(Content(name), classes="head")
    for left, right in pairs:
        with Horizontal(classes="row"):
            yield Static(Content(left), classes="left")
            yield Static(Content(right), classes="right")
