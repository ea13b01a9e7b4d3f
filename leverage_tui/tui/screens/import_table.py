"""The lines of an import: its projects and tags with where they go, and the answers that it needs, in one list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.geometry import Region, Size
from textual.widget import Widget

from leverage_tui.tui.screens.frame import Part
from leverage_tui.tui.screens.picklist import Option, PickList
from leverage_tui.tui.text import fit, right, shortened

_WIDEST_NAME, _WITH_COUNTS = 30, 56


@dataclass(frozen=True, slots=True)
class ImportLine:
    """A line: its `id`, its group (with a heading over it, unless it begins with a point), its name, how much there is
    of it, and its answer. `tone` is the style of the answer."""

    id: str
    group: str
    name: str
    rows: str = ""
    amount: str = ""
    answer: str = ""
    tone: str = ""

    @property
    def heading(self) -> str:
        """What stands over the first line of its group; may be empty."""
        return "" if self.group.startswith(".") else self.group


class ImportTable(PickList):
    """The lines under one another with a cursor, a heading over each group."""

    def __init__(self) -> None:
        super().__init__((), letters=False)
        self.lines: tuple[ImportLine, ...] = ()
        self._tops: list[int] = []

    @property
    def line(self) -> ImportLine | None:
        """The line under the cursor."""
        return self.lines[self.at] if self.lines else None

    def show(self, lines: Sequence[ImportLine]) -> None:
        """Show these lines; the cursor stays on the line that it is on."""
        here = self.line
        self.lines = tuple(lines)
        self.put([Option(line.id, line.name) for line in lines])
        if here is not None:
            self.at = next((place for place, line in enumerate(self.lines) if line.id == here.id), self.at)
        self.lay_out()

    def lay_out(self) -> None:
        """Give every line its place: blanks between the groups where the terminal is not short, headings over them."""
        gap = 0 if self.screen.has_class("-short") else 1
        self._tops, top = [], 0
        for place, line in enumerate(self.lines):
            if place == 0 or line.group != self.lines[place - 1].group:
                top += (gap if place else 0) + bool(line.heading)
            self._tops.append(top)
            top += 1
        self.refresh(layout=True)

    def seek(self, id: str) -> None:
        """Put the cursor on the line with that id."""
        self.go(next((place for place, line in enumerate(self.lines) if line.id == id), self.at))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The lines, and those of the headings."""
        return self._tops[-1] + 1 if self._tops else 1

    def render(self) -> Content:
        """Every line; a heading over the first of a group."""
        drawn: list[Content] = []
        for place, line in enumerate(self.lines):
            gap = self._tops[place] - len(drawn)
            if gap:
                heading = [self._heading(line)] if line.heading else []
                drawn += [Content("")] * (gap - len(heading)) + heading
            drawn.append(self._drawn(place, line))
        return Content("\n").join(drawn)

    def _heading(self, line: ImportLine) -> Content:
        has_counts = any(each.rows for each in self.lines if each.group == line.group)
        if not has_counts:
            return Content.styled(line.group, "$primary")
        name, _ = self._widths()
        counts = f" {right('rows', 7)}" if self.size.width >= _WITH_COUNTS else ""
        head = f"  {fit(line.group, name)}{counts}"
        return Content.assemble((head[: 2 + name], "$primary"), (head[2 + name :], "$muted"))

    def _widths(self) -> tuple[int, int]:
        """The cells of a name, and of an amount."""
        counted = [line for line in self.lines if line.rows]
        name = max((cell_len(shortened(line.name, _WIDEST_NAME)) for line in counted), default=0)
        amount = max((cell_len(line.amount) for line in counted), default=0)
        return max(8, min(name, self.size.width * 2 // 5)), amount

    def _drawn(self, place: int, line: ImportLine) -> Content:
        here = place == self.at
        parts: list[Part] = [("▸ " if here else "  ", "$accent")]
        if line.rows:
            name, amount = self._widths()
            parts.append((fit(line.name, name), ""))
            if self.size.width >= _WITH_COUNTS:
                parts.append((f" {right(line.rows, 7)}", "$muted"))
            parts += [(f"  {right(line.amount, amount)}" if amount else "", ""), ("  → ", "$muted")]
        elif line.name:
            parts.append((f"{line.name}  ", ""))
        parts.append((line.answer, line.tone))
        whole = Content.assemble(*((shortened(text, 400), style) for text, style in parts if text))
        if not (here and self.has_focus):
            return whole.truncate(max(1, self.size.width), ellipsis=True)
        return Content.styled(fit(whole.plain, self.size.width), "$cursor-text on $cursor")

    def go(self, place: int) -> None:
        """Put the cursor on the line at that place, and keep it in sight, with the heading over it."""
        if place != self.at and self.options:
            self.at = place
            self.refresh()
            self.moved()
        self.reveal()

    def reveal(self) -> None:
        """Keep the cursor in sight, with the heading over it; with the first line also what stands over the table."""
        if not (isinstance(self.parent, Widget) and self._tops):
            return
        tops = (
            (self._tops[self.at - 1] + 1, self._tops[self.at])
            if self.at
            else (-self.virtual_region.y, self._tops[0])
        )
        for y in tops:
            line = Region(0, y, max(1, self.size.width), 1).translate(self.virtual_region.offset)
            self.parent.scroll_to_region(line, animate=False, force=True)

    async def _on_click(self, event: events.Click) -> None:
        event.prevent_default()
        if event.y in self._tops:
            self.step(self._tops.index(event.y) - self.at)
            if event.chain == 2:
                self.post_message(self.Taken())
