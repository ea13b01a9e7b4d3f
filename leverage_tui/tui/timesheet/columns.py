"""Widths of the timesheet's columns for a given width of the pane."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from leverage_tui.domain.quantities.dates import format_day
from leverage_tui.domain.timesheet_lines import SPARK_WEEKS

_NAME_MOST = 44
AIM = 7


class Columns(NamedTuple):
    """Widths in terminal cells; 0 hides a column. A day column ends in one cell for the note's mark."""

    name: int
    day: int
    total: int
    last: int
    spark: int
    gap: int
    aim: int = 0
    """The part of the week's column that shows what a sum aims at."""

    @classmethod
    def for_width(cls, width: int) -> Columns:
        """The columns that fit: last week and the trend go first when room is short. The week's column has room for
        an aim beside what is done where there is enough of it, whether there are aims or not: nothing jumps."""
        if width >= 108:
            day, total, last, spark = 8, 7 + AIM, 7, SPARK_WEEKS + 2
        elif width >= 74:
            day, total, last, spark = 6, 8, 7, 0
        else:
            day, total, last, spark = 6, 7, 0, 0
        aim = AIM if width >= 108 else 0
        name = max(8, width - 7 * day - total - last - spark)
        gap = max(0, name - _NAME_MOST)
        return cls(name - gap, day, total, last, spark, gap, aim)

    @property
    def width(self) -> int:
        """All of it."""
        return self.total_at + self.total + self.last + self.spark

    @property
    def days_at(self) -> int:
        """The x of the first day column."""
        return self.name + self.gap

    @property
    def total_at(self) -> int:
        """The x of the week's total."""
        return self.days_at + 7 * self.day

    @property
    def sum_room(self) -> int:
        """The cells of the week's column that hold the sum."""
        return self.total - max(1, self.aim)

    def day_at(self, x: int) -> int | None:
        """Which day column x falls into, or None."""
        place = (x - self.days_at) // self.day
        return place if x >= self.days_at and place < 7 else None

    def heading(self, day: date) -> str:
        """``Fri 27``, or ``Fr 27`` where the column is narrow."""
        name = format_day(day).split()[0]
        return f"{name[: 3 if self.day > 6 else 2]} {day.day}"
