"""The single lines of the screen: header, what waits, edit line, footer. Each shows what it is given."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from leverage_tui.domain.calendar import DAY, monday
from leverage_tui.domain.quantities.dates import format_day
from leverage_tui.domain.text import harmless
from leverage_tui.domain.timesheet_lines import own_totals
from leverage_tui.domain.waiting import Waiting
from leverage_tui.tui.actions import Action, footer_actions, key_of
from leverage_tui.tui.text import shortened
from leverage_tui.tui.view import View

Part = tuple[str, str]
Tone = Literal["plain", "good", "bad", "said"]


class OneLine(Widget):
    """A line that repaints only when its words change."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._parts: tuple[Part, ...] = ()

    def put(self, parts: Sequence[Part]) -> None:
        """Show these (text, style) parts."""
        shown = tuple((harmless(text), style) for text, style in parts)
        if shown != self._parts:
            self._parts = shown
            self.refresh()

    def render(self) -> Content:
        """The parts, cut to the width."""
        return Content.assemble(*self._parts).truncate(max(1, self.size.width))


@dataclass(eq=False, repr=False)
class ActionPressed(Message):
    """The place of an action was clicked."""

    action: str


class HeaderLine(OneLine):
    """The shown week, its own hours, and on the right the running timer and whether everything is saved."""

    _week = 0
    """How many cells the words of the week take."""

    def show(self, view: View, width: int, saved: str, tone: Tone, timer: str = "", waits: str = "") -> None:
        """Show, in `width` cells, the week of `view`, the words for the saved state, for the running `timer` and for
        weeks to close."""
        first, last = view.days[0], view.days[-1]
        names: list[Part] = [(" ", "")]
        if first.weekday() == 0:
            names.append((f"Week {first.isocalendar().week}", "bold"))
            names.append((" · ", "$faint"))
        names.append((_span(first, last), "bold" if first.weekday() else ""))
        if view.today not in view.days:
            distance = (monday(view.iso_week) - monday(view.today)) // (7 * DAY)
            ago = "last week" if distance == -1 else "next week" if distance == 1 else ""
            ago = ago or (f"{-distance} weeks ago" if distance < 0 else f"in {distance} weeks")
            names.append((f" · {ago}", "$accent"))
        names.append((f" · {view.hours(own_totals(view.book, view.days).week)} own", "$muted"))
        self._week = sum(cell_len(text) for text, _ in names)
        if waits and width >= 80:
            names.append((f" · {waits}", "$warning"))
        style = {"good": "$success", "bad": "bold $error", "said": "$warning", "plain": "$muted"}[tone]
        room = max(0, width - sum(cell_len(text) for text, _ in names) - 1)
        state = shortened(saved, max(0, room - 1))
        room -= cell_len(state)
        # The time is the end of the words: where there is no room for all of them, the name is cut.
        name, _, time = timer.rpartition(" ")
        left = room - cell_len(time) - 7
        running = f"⏱ {shortened(name, left)} {time}" if timer and left >= 0 else ""
        gap = room - cell_len(running) - (2 if running else 0)
        beside: list[Part] = [(" " * max(0, gap), ""), (running, "bold $accent"), ("  " if running else "", "")]
        self.put([*names, *beside, (state, style), (" ", "")])

    async def _on_click(self, event: events.Click) -> None:
        if event.x < self._week:
            self.post_message(ActionPressed("today"))


def _span(first: date, last: date) -> str:
    if first.year != last.year:
        return f"{format_day(first, year=True)[4:]} - {format_day(last, year=True)[4:]}"
    if first.month != last.month:
        return f"{format_day(first)[4:]} - {format_day(last, year=True)[4:]}"
    return f"{first.day}-{format_day(last, year=True)[4:]}"


class WaitsLine(OneLine):
    """What waits, in one line."""

    def show(self, found: Sequence[Waiting], width: int) -> None:
        """Show the short words of everything that waits."""
        if not found:
            self.put([])
            return
        head = f" ! {len(found)} {'waits' if len(found) == 1 else 'wait'}: "
        body = shortened(" · ".join(item.short for item in found), max(0, width - len(head)))
        self.put([(head, "bold $warning"), (body, "$muted")])

    async def _on_click(self, event: events.Click) -> None:
        self.post_message(ActionPressed("waiting"))


class EditLine(OneLine):
    """Under the timesheet: the cell under the cursor, what is typed and how it is read, or what just happened."""

    def say(self, parts: Sequence[tuple[str, Tone]]) -> None:
        """Show words, each with its tone."""
        styles = {"plain": "$muted", "good": "bold", "bad": "bold $error", "said": "$accent"}
        self.put([(f" {text}" if place == 0 else text, styles[tone]) for place, (text, tone) in enumerate(parts)])

    def says(self, words: str) -> bool:
        """Whether these words stand here, and no others."""
        return [text for text, _ in self._parts] == [f" {harmless(words)}"]


class FooterLine(OneLine):
    """The keys that matter most: at most seven, five on narrow screens, help and quit always among them."""

    def on_mount(self) -> None:
        """The keys stand there from the first frame on."""
        self.on_resize()

    def on_resize(self) -> None:
        """Another width, another number of keys."""
        parts: list[Part] = [(" ", "")]
        for action in self._actions():
            parts += [(key_of(action.id), "bold $accent"), (f" {action.label}   ", "$muted")]
        self.put(parts)

    def _actions(self) -> Sequence[Action]:
        return tuple(footer_actions(5 if self.app.size.width < 80 else 7))

    def places(self) -> Iterator[tuple[int, int, Action]]:
        """Where each action begins and ends."""
        x = 1
        for action in self._actions():
            end = x + cell_len(key_of(action.id)) + 1 + len(action.label)
            yield x, end, action
            x = end + 3

    async def _on_click(self, event: events.Click) -> None:
        for begin, end, action in self.places():
            if begin <= event.x < end:
                self.post_message(ActionPressed(action.id))
