"""Sections of facts with a cursor over them: names on the left, values in a column, lines that repaint alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size, Spacing
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from leverage_tui.domain.review.facts import Bar, Fact, Section
from leverage_tui.tui.pages.layout import GAP, INDENT, NOTHING, Layout, Piece, bar_room, lay_out, value_of
from leverage_tui.tui.text import fit

_MOVES = {"up": -1, "k": -1, "down": 1, "j": 1, "home": -9999, "end": 9999}
_ACROSS = {"left": -1, "h": -1, "right": 1, "l": 1}
_PAGES = {"pageup": -1, "pagedown": 1}


class FactsView(ScrollView, can_focus=True):
    """Shows sections and posts which fact is looked at, and which one is to be opened."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"facts--{name}"
        for name in (
            "ground", "title", "sentence", "name", "plain", "good", "bad", "unsure", "bar", "rest", "cursor", "away",
        )
    }  # fmt: skip
    DEFAULT_CSS = """
    FactsView {
        background: $background;
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
        overflow-x: hidden;
        overflow-y: auto;
        .facts--ground { color: $foreground; background: $background; }
        .facts--title { color: $primary; background: $background; text-style: bold; }
        .facts--sentence { color: $muted; background: $background; }
        .facts--name { color: $secondary; background: $background; }
        .facts--plain { color: $foreground; background: $background; text-style: bold; }
        .facts--good { color: $success; background: $background; text-style: bold; }
        .facts--bad { color: $error; background: $background; text-style: bold; }
        .facts--unsure { color: $muted; background: $background; text-style: italic; }
        .facts--bar { color: $accent; background: $background; }
        .facts--rest { color: $faint; background: $background; }
        .facts--cursor { color: $cursor-text; background: $cursor; text-style: bold; }
        .facts--away { color: $foreground; background: $rule; }
    }
    """

    @dataclass
    class FactLooked(Message):
        """The cursor came to stand on a fact."""

        fact: Fact

    @dataclass
    class FactOpened(Message):
        """Enter or a double click on a fact."""

        fact: Fact

    def __init__(self, sections: Sequence[Section] = (), *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._sections = tuple(sections)
        self._layout: Layout = NOTHING
        self._cursor = 0

    @property
    def fact(self) -> Fact | None:
        """The fact under the cursor."""
        facts = self._layout.facts
        return facts[self._cursor] if self._cursor < len(facts) else None

    @property
    def drawn(self) -> Layout:
        """What is drawn where."""
        return self._layout

    def show(self, sections: Sequence[Section]) -> None:
        """Show these sections, the cursor on the fact it was on, wherever that is now."""
        old, layout = self._layout, lay_out(sections, self._room())
        cursor = _same(old, self._cursor, layout)
        if tuple(sections) == self._sections and layout == old:
            return
        self._sections, self._layout, self._cursor = tuple(sections), layout, cursor
        self.virtual_size = Size(self._room(), len(layout.lines))
        self.refresh()
        self._in_sight()
        if self.fact is not None:
            self.post_message(self.FactLooked(self.fact))

    def move_to(self, number: int) -> None:
        """The cursor on fact `number`, or the nearest there is."""
        number = max(0, min(len(self._layout.facts) - 1, number))
        if number == self._cursor or not self._layout.facts:
            return
        old, self._cursor = self._cursor, number
        for place in (old, number):
            self._refresh_fact(place)
        self._in_sight()
        self.post_message(self.FactLooked(self._layout.facts[number]))

    def _room(self) -> int:
        return max(1, self.scrollable_content_region.width)

    def _refresh_fact(self, number: int) -> None:
        line, column = self._layout.places[number]
        left = column * (self._layout.width + GAP)
        self.refresh(Region(left, line - self.scroll_offset.y, self._layout.width, 1))

    def _in_sight(self) -> None:
        """Scroll so far that the fact is seen, with its section's head where there is room for it."""
        if not self._layout.places:
            return
        line, column = self._layout.places[self._cursor]
        top = line
        while top > 0 and (piece := self._layout.lines[top - 1][column]) is not None and piece.kind != "fact":
            top -= 1
        if line - top + 1 > self.size.height:
            top = line
        self.scroll_to_region(Region(0, top, 1, line - top + 1), spacing=Spacing(), animate=False, force=True)

    # What the terminal says

    async def _on_key(self, event: events.Key) -> None:
        number = self._cursor
        if event.key in _MOVES:
            number += _MOVES[event.key]
        elif event.key in _PAGES:
            number = self._page(_PAGES[event.key])
        elif event.key in _ACROSS and self._layout.columns > 1 and self._layout.facts:
            number = self._layout.beside(number, _ACROSS[event.key])
        elif event.key == "enter" and self.fact is not None:
            self.post_message(self.FactOpened(self.fact))
        else:
            return
        event.stop()
        event.prevent_default()
        self.move_to(number)

    def _page(self, pages: int) -> int:
        """The fact of the same column that is a page of lines further."""
        if not self._layout.places:
            return 0
        line, column = self._layout.places[self._cursor]
        wanted = line + pages * max(1, self.size.height - 2)
        there = [
            (abs(at - wanted), number) for number, (at, in_) in enumerate(self._layout.places) if in_ == column
        ]
        return min(there)[1]

    async def _on_click(self, event: events.Click) -> None:
        number = event.style.meta.get("fact")
        if number is None:
            return
        self.move_to(number)
        if event.chain == 2:
            self.post_message(self.FactOpened(self._layout.facts[number]))

    def _on_focus(self, event: events.Focus) -> None:
        super()._on_focus(event)
        self._refresh_cursor()

    def _on_blur(self, event: events.Blur) -> None:
        super()._on_blur(event)
        self._refresh_cursor()

    def _refresh_cursor(self) -> None:
        if self._layout.places:
            self._refresh_fact(self._cursor)

    def on_resize(self) -> None:
        """Another width, other lines."""
        self.show(self._sections)

    # Painting

    def render_line(self, y: int) -> Strip:
        """One line as the terminal shows it."""
        at, width = y + self.scroll_offset.y, self.size.width
        ground = self._style("ground")
        if at >= len(self._layout.lines):
            return Strip.blank(width, ground)
        segments: list[Segment] = []
        for column, piece in enumerate(self._layout.lines[at]):
            if column:
                segments.append(Segment(" " * GAP, ground))
            segments += self._piece(piece)
        return Strip(segments).adjust_cell_length(width, ground)

    def _piece(self, piece: Piece | None) -> list[Segment]:
        width = self._layout.width
        if piece is None:
            return [Segment(" " * width, self._style("ground"))]
        if piece.kind == "fact":
            return self._fact(piece.fact)
        if piece.bar is not None:
            return self._bar(piece.bar, piece.text)
        indent = " " if piece.kind == "title" else " " * INDENT
        return [Segment(fit(indent + piece.text, width), self._style(piece.kind))]

    def _fact(self, number: int) -> list[Segment]:
        fact, width = self._layout.facts[number], self._layout.width
        room, value = width - INDENT - 1, value_of(fact)
        name_room = max(room - cell_len(value) - 2, min(cell_len(fact.name), room // 2))
        value_room = max(0, room - name_room - 2)
        value = " " * max(0, value_room - cell_len(value)) + fit(value, min(cell_len(value), value_room))
        meta = Style.from_meta({"fact": number})
        here = number == self._cursor
        name = f"{' ›' if here else '  '} {fit(fact.name, name_room)}  "
        if here:
            style = self._style("cursor" if self.has_focus else "away")
            tone = Style(italic=True, bold=False) if fact.tone == "unsure" else Style.null()
            return [Segment(name, style + meta), Segment(f"{value} ", style + tone + meta)]
        return [
            Segment(name, self._style("name") + meta),
            Segment(f"{value} ", self._style(fact.tone) + meta),
        ]

    def _bar(self, bar: Bar, words: str) -> list[Segment]:
        width = self._layout.width
        room = bar_room(width)
        full = round(max(0.0, min(1.0, bar.share)) * room)
        full = max(full, 1) if bar.share > 0 else full
        return [
            Segment(" " * INDENT, self._style("ground")),
            Segment("━" * full, self._style("bar")),
            Segment("╌" * (room - full), self._style("rest")),
            Segment(fit("  " + words, max(0, width - INDENT - room)), self._style("sentence")),
        ]

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"facts--{name}")


def _same(old: Layout, cursor: int, new: Layout) -> int:
    """Where the fact under the cursor is now: the same name in the same section, else the same key, else the place."""
    if cursor >= len(old.facts) or not new.facts:
        return 0
    fact, owner = old.facts[cursor], old.owners[cursor]
    found = list(zip(new.facts, new.owners, strict=True))
    for number, (other, other_owner) in enumerate(found):
        if (other.key, other.name, other_owner) == (fact.key, fact.name, owner):
            return number
    keyed = [number for number, (other, _) in enumerate(found) if other.key == fact.key]
    return keyed[0] if keyed else min(cursor, len(found) - 1)
