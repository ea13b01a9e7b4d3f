"""A plot with a marker that goes from week to week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message

from leverage_tui.domain.calendar import monday
from leverage_tui.domain.review.facts import Fact, Plot
from leverage_tui.domain.review.plotted import at_week
from leverage_tui.tui.pages.plot import PlotWidget, plot_lines
from leverage_tui.tui.pages.scale import column

MARK = "▲"
_CORNER = "└"


class WeekPlot(PlotWidget, can_focus=True):
    """Draws one plot; while it has the focus, one of its weeks is marked and can be opened."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "step(-1)", "week before", show=False),
        Binding("right,l", "step(1)", "week after", show=False),
        Binding("pageup", "step(-4)", "4 weeks back", show=False),
        Binding("pagedown", "step(4)", "4 weeks on", show=False),
        Binding("home", "step(-9999)", "first week", show=False),
        Binding("end", "step(9999)", "last week", show=False),
        Binding("enter", "open", "open the week", show=False),
    ]

    @dataclass
    class WeekLooked(Message):
        """The marker stands on a week, with these values; None: no week is marked any more."""

        fact: Fact | None

    @dataclass
    class WeekChosen(Message):
        """The week that begins on `monday` is to be opened."""

        monday: date

    def __init__(self, plot: Plot | None = None, *, id: str | None = None) -> None:
        super().__init__(plot, id=id)
        self._place = -1
        """The marked day, counted from the last one backwards, so that it stays when another span is shown."""

    @property
    def marked(self) -> date | None:
        """The day that is marked, or would be; None while the plot has no day."""
        days = self._plot.days if self._plot else ()
        return days[self._at(len(days))] if days else None

    def show(self, plot: Plot | None) -> None:
        """Show this plot from now on, the marker on the week it was on, or the nearest there is."""
        before = self.marked
        super().show(plot)
        if plot is not None and plot.days and before is not None:
            week, weeks = monday(before), [monday(day) for day in plot.days]
            self._place = min(range(len(weeks)), key=lambda place: abs(weeks[place] - week)) - len(weeks)
        if self.has_focus:
            self._tell()

    def render(self) -> Content:
        """The plot's lines, the marked week in them."""
        width, height = self.size
        if not self.has_focus or self._plot is None or not self._plot.days or not width or not height:
            return super().render()
        return Content("\n").join(self._with_mark(plot_lines(self._plot, width, height)))

    def _with_mark(self, lines: list[Content]) -> list[Content]:
        """The marker on the foot's line, and the column over it."""
        assert self._plot is not None
        foot = next((number for number, line in enumerate(lines) if line.plain.lstrip().startswith(_CORNER)), None)
        if foot is None:
            return lines
        drawn = lines[foot].plain
        side = drawn.index(_CORNER) + 1
        count = len(self._plot.days)
        at = side + column(self._at(count), count, len(drawn) - side)
        marked = Content.assemble((drawn[:at], "$faint"), (MARK, "bold $accent"), (drawn[at + 1 :], "$faint"))
        body = [
            line.stylize("on $rule", at, at + 1) if line.plain[side - 1 : side] in ("│", "┤") else line
            for line in lines[:foot]
        ]
        return [*body, marked, *lines[foot + 1 :]]

    def _at(self, count: int) -> int:
        return max(0, count + self._place)

    def _tell(self) -> None:
        if self._plot is not None and self._plot.days:
            self.post_message(self.WeekLooked(at_week(self._plot, self._at(len(self._plot.days)))))

    def action_step(self, by: int) -> None:
        """The marker `by` weeks on."""
        count = len(self._plot.days) if self._plot else 0
        if count:
            self._place = max(0, min(count - 1, self._at(count) + by)) - count
            self.refresh()
            self._tell()

    def action_open(self) -> None:
        """Ask for the marked week."""
        if self.marked is not None:
            self.post_message(self.WeekChosen(monday(self.marked)))

    def on_focus(self) -> None:
        """A week is marked from now on."""
        self.refresh()
        self._tell()

    def on_blur(self) -> None:
        """No week is marked any more."""
        self.refresh()
        self.post_message(self.WeekLooked(None))

    def on_click(self, event: events.Click) -> None:
        """The week under the pointer is marked; a double click opens it."""
        count = len(self._plot.days) if self._plot else 0
        foot = next((line.plain for line in self._drawn() if line.plain.lstrip().startswith(_CORNER)), "")
        if not count or not foot:
            return
        side = foot.index(_CORNER) + 1
        places = [column(place, count, len(foot) - side) for place in range(count)]
        nearest = min(range(count), key=lambda place: abs(places[place] + side - event.x))
        self.action_step(nearest - self._at(count))
        if event.chain == 2:
            self.action_open()

    def _drawn(self) -> list[Content]:
        return plot_lines(self._plot, *self.size) if self._plot is not None else []
