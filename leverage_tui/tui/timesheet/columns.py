"""Widths of the timesheet's columns for a given width of the pane."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from leverage_tui.domain.quantities.dates import format_day
from leverage_tui.domain.timesheet_lines import SPARK_WEEKS

_NAME_MOST = 44


@dataclass(frozen=True, slots=True)
class Columns:
    """Widths in terminal cells; 0 hides a column. A day column ends in one cell for the note's mark."""

    name: int
    day: int
    total: int
    last: int
    spark: int
    gap: int

    @classmethod
    def for_width(cls, width: int) -> Columns:
        """The columns that fit: last week and the trend go first when room is short."""
        if width >= 108:
            day, total, last, spark = 8, 9, 8, SPARK_WEEKS + 2
        elif width >= 74:
            day, total, last, spark = 6, 8, 7, 0
        else:
            day, total, last, spark = 6, 7, 0, 0
        name = max(8, width - 7 * day - total - last - spark)
        gap = max(0, name - _NAME_MOST)
        return cls(name - gap, day, total, last, spark, gap)

    @property
    def days_at(self) -> int:
        """The x of the first day column."""
        return self.name + self.gap

    @property
    def total_at(self) -> int:
        """The x of the week's total."""
        return self.days_at + 7 * self.day

    def day_at(self, x: int) -> int | None:
        """Which day column x falls into, or None."""
        place = (x - self.days_at) // self.day
        return place if x >= self.days_at and place < 7 else None

    def heading(self, day: date) -> str:
        """``Fri 27``, or ``Fr 27`` where the column is narrow."""
        name = format_day(day).split()[0]
        return f"{name[: 3 if self.day > 6 else 2]} {day.day}"
