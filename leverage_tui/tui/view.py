"""What the screen shows, as one value that flows to every pane."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from leverage_tui.domain.book import Book
from leverage_tui.domain.calendar import days_of, monday
from leverage_tui.domain.metrics import Figures, GaugePoint
from leverage_tui.domain.quantities.hours import format_hours
from leverage_tui.domain.timesheet import Row
from leverage_tui.domain.timesheet_layout import PLAIN, Layout

HoursStyle = Literal["hm", "decimal"]


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """Book, figures and what of them is looked at. Figures are always as of `today`, whatever week is shown."""

    book: Book
    figures: Figures
    today: date
    week: date
    """The first shown day."""
    history: tuple[GaugePoint, ...] = ()
    style: HoursStyle = "hm"
    asked: tuple[Row, ...] = ()
    """Rows the user added that hold nothing yet."""
    layout: Layout = PLAIN
    """How the timesheet's rows are arranged."""
    moved: str = ""
    """Points of the gauge that the last edit moved it by, with their sign; empty where nothing moved it."""
    since: str = ""
    """Why the gauge moved since the last check-in, in a few words; empty without one."""
    why: str = ""
    """What of the last edit moved it, in a few words with the points: ``+8:00 h Consulting: -1.9``."""

    @property
    def days(self) -> tuple[date, ...]:
        """The seven shown days."""
        return days_of(self.week)

    @property
    def iso_week(self) -> date:
        """The Monday of the ISO week that holds most of the shown days: the one that is closed."""
        return monday(self.days[3])

    def hours(self, minutes: int) -> str:
        """Minutes in the chosen style."""
        return format_hours(minutes, self.style)


class ShowsView:
    """A screen over the dashboard that shows figures too, and is handed each new view."""

    def show(self, view: View) -> None:
        """Show `view`."""
        raise NotImplementedError
