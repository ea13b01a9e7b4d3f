"""The insights: what the figures say of the book as a whole, its weeks drawn, and why the gauge moved."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType

from leverage_tui.domain.metrics import Memory
from leverage_tui.domain.review.causes import why_moved
from leverage_tui.domain.review.facts import Plot, Section
from leverage_tui.domain.review.insights import insights_review
from leverage_tui.domain.review.series import insight_plots
from leverage_tui.domain.review.why import why_section
from leverage_tui.tui.pages.page import HowPanel, Page
from leverage_tui.tui.pages.week_pick import WeekPlot
from leverage_tui.tui.pages.why_days import TwoDays, WhyDays
from leverage_tui.tui.view import View

SPANS: tuple[int | None, ...] = (13, 26, 52, None)
"""How many weeks are drawn; None: all."""
PLOTS = 4


class InsightsPage(Page):
    """Facts of the whole book beside one of four plots. Returns the Monday of a week to be shown, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(str(number), f"plot({number - 1})", f"plot {number}", show=False)
            for number in range(1, PLOTS + 1)
        ),
        Binding("tab", "next_plot(1)", "next plot", show=False),
        Binding("shift+tab", "next_plot(-1)", "plot before", show=False),
        Binding("left_square_bracket,minus", "span(-1)", "fewer weeks", show=False),
        Binding("right_square_bracket,plus,equals_sign", "span(1)", "more weeks", show=False),
        Binding("g", "weeks", "pick a week", show=False),
        Binding("y", "why", "why it moved", show=False),
    ]
    DEFAULT_CSS = """
    InsightsPage #plots { overflow-y: hidden; }
    InsightsPage.-plots.-week #how { display: block; }
    """

    def __init__(self, session_view: View, memory: Memory) -> None:
        super().__init__(session_view, memory)
        self._chosen = 0
        self._span = 1
        self._why: TwoDays | None = None
        self._known: dict[int | None, tuple[Plot, ...]] = {}
        """The plots by their weeks, as long as the view is the same: all weeks of ten years take a while."""

    # What the page is of

    def title_words(self) -> str:
        """How many weeks are drawn."""
        span = SPANS[self._span]
        return f"Insights · plots of {'all' if span is None else span} weeks"

    def sections(self) -> tuple[Section, ...]:
        """Why the gauge moved, where that was asked, then what the figures say."""
        view, memory = self.view, self.memory
        found = insights_review(view.book, view.figures, view.today, memory)
        if self._why is None:
            return found
        moved = why_moved(view.book, self._why.earlier, self._why.later, memory, view.today)
        return (why_section(moved, self._why.earlier, self._why.later), *found)

    def plots(self) -> tuple[Plot, ...]:
        """The one that is looked at."""
        weeks = SPANS[self._span]
        if weeks not in self._known:
            self._known[weeks] = insight_plots(self.view.book, self.view.today, weeks, self.memory)
        return (self._known[weeks][self._chosen],)

    def show(self, view: View) -> None:
        """Everything read anew from `view`."""
        self._known.clear()
        super().show(view)

    def page_keys(self) -> Sequence[tuple[str, str]]:
        """Those of the marked week while one is marked."""
        if self._picks:
            return [("← →", "week"), ("Enter", "open it"), ("1-4", "plot"), ("- +", "weeks")]
        return [("1-4", "plot"), ("g", "week"), ("y", "why"), ("- +", "weeks")]

    # The plot

    def on_mount(self) -> None:
        """The plot in which a week can be marked stands before the frame fills it."""
        self.query_one("#plots").mount(WeekPlot())

    @property
    def plot(self) -> WeekPlot:
        """The plot."""
        return self.query_one(WeekPlot)

    @property
    def _picks(self) -> bool:
        return any(plot.has_focus for plot in self.query(WeekPlot))

    def action_plot(self, number: int) -> None:
        """Look at plot `number`, counted from 0; where it covers the facts, it is turned to."""
        self._chosen = number
        self.plot.show(self.plots()[0])
        if not self.shows_plots:
            self.action_turn()

    def action_next_plot(self, by: int) -> None:
        """The plot after, or before; the first time the one that is chosen, where none was seen."""
        self.action_plot((self._chosen + by) % PLOTS if self.shows_plots else self._chosen)

    def action_span(self, by: int) -> None:
        """Fewer weeks, or more."""
        wanted = max(0, min(len(SPANS) - 1, self._span + by))
        if wanted != self._span:
            self._span = wanted
            self.plot.show(self.plots()[0])
            self.show_frame()

    def action_turn(self) -> None:
        """Facts or plot; a plot that covers the facts has the focus."""
        super().action_turn()
        if self.shows_plots and not self._wide:
            self.plot.focus()

    def action_back(self) -> None:
        """From the marked week to the facts, else out."""
        if self._picks and self._wide:
            self.facts.focus()
        else:
            super().action_back()

    # A week

    def action_weeks(self) -> None:
        """Mark a week in the plot."""
        if not self.shows_plots:
            self.action_turn()
        self.plot.focus()

    @on(WeekPlot.WeekLooked)
    def _week_looked(self, message: WeekPlot.WeekLooked) -> None:
        self.set_class(message.fact is not None, "-week")
        self.query_one(HowPanel).show(message.fact or self.facts.fact)
        self.show_frame()

    @on(WeekPlot.WeekChosen)
    def _week_chosen(self, message: WeekPlot.WeekChosen) -> None:
        self.dismiss(message.monday)

    # Why the gauge moved

    def action_why(self) -> None:
        """Ask for two days, and show what moved the gauge between them."""
        self.app.push_screen(WhyDays(self.view.today, self._why), self._compare)

    def _compare(self, days: TwoDays | None) -> None:
        if days is None:
            return
        self._why = days
        self.facts.show(self.sections())
        if self.shows_plots and not self._wide:
            self.action_turn()
        self.facts.focus()
        self.facts.move_to(0)
