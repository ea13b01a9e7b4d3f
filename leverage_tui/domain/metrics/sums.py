"""What one stream adds up to in a window and in all its history, still exact."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from leverage_tui.domain.metrics import rows
from leverage_tui.domain.metrics.past import StreamPast
from leverage_tui.domain.metrics.rows import SCALE, Row, total
from leverage_tui.domain.metrics.window import Window, charged_build
from leverage_tui.domain.model import Stream


@dataclass(frozen=True, slots=True, eq=False)
class WindowSums:
    """A stream in a window. Money in minor units and time in minutes, all in `SCALE`-ths."""

    stream: Stream
    window: Window
    row: Row
    charged: int
    """B: build minutes charged to the window."""
    capital: int
    """Mean capital of the weeks that have any."""

    @property
    def net(self) -> int:
        """Net of the window."""
        return rows.net(self.row)


def window_sums(past: StreamPast, window: Window, life_weeks: int) -> WindowSums:
    """The sums of a stream over `window`, its build charged over `life_weeks` weeks."""
    weeks = [(week, past.row(week)) for week in window.mondays]
    held = [_mean_capital(week, row, past.as_of) for week, row in weeks if row[rows.CAPITAL_DAYS]]
    return WindowSums(
        stream=past.stream,
        window=window,
        row=total(row for _, row in weeks),
        charged=charged_build(past, window, life_weeks),
        capital=sum(held) // len(held) if held else 0,
    )


def _mean_capital(week: date, row: Row, as_of: date) -> int:
    return row[rows.CAPITAL_DAYS] // min(7, (as_of - week).days + 1)


@dataclass(frozen=True, slots=True, eq=False)
class LifeSums:
    """All that is known of a stream, opening included, in `SCALE`-ths. Opening run minutes count as admin."""

    row: Row
    product: int
    """Build minutes of asset "product"."""

    @property
    def net(self) -> int:
        """All net ever."""
        return rows.net(self.row)

    @property
    def run(self) -> int:
        """All run minutes ever."""
        return rows.run(self.row)

    @property
    def build(self) -> int:
        """All build minutes ever."""
        return self.row[rows.BUILD]


def life_sums(past: StreamPast) -> LifeSums:
    """The sums of all history up to the day of `past`."""
    opening = past.stream.opening
    row = list(past.all())
    row[rows.GROSS] += opening.net * SCALE
    row[rows.ADMIN] += opening.run_minutes * SCALE
    row[rows.BUILD] += sum(block.minutes for block in opening.build if block.date <= past.as_of) * SCALE
    return LifeSums(tuple(row), past.product_minutes())


def expected_net(past: StreamPast, window: Window) -> int:
    """Net that is expected, not entered, in `window`, in `SCALE`-ths."""
    weeks = past.expectation.weeks
    return rows.net(total(weeks[week] for week in window.mondays if week in weeks)) if weeks else 0


class Coverage(NamedTuple):
    """Full weeks of the stream's life within a window, and how many of them are confirmed."""

    weeks: int
    confirmed: int

    @property
    def share(self) -> Fraction | None:
        """Confirmed of all, None when there is no full week yet."""
        return Fraction(self.confirmed, self.weeks) if self.weeks else None


def coverage(past: StreamPast, window: Window) -> Coverage:
    """How many full weeks of the stream's life within `window` were closed."""
    life = past.life()
    weeks = [week for week in window.mondays if life and life.first <= week <= life.last and past.is_whole(week)]
    return Coverage(len(weeks), sum(week in past.ledger.closed for week in weeks))
