"""The scales of a plot: round numbers up the side, days along the foot, and the cells they stand at."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from leverage_tui.domain.quantities.names import day_and_month, short_month

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_LONE_STEPS = (1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)
"""Where there is room for one number above zero."""
_LABEL_GAP = 3
_SPARE = 0.25
"""The part of a plot that may stay empty for the sake of a round number at its end."""
_LEAST_SPAN = 1e-6


@dataclass(frozen=True, slots=True)
class Scale:
    """From `low` in the last row to `high` in the first; a number at every multiple of `step` between them."""

    low: float
    high: float
    step: float

    def row(self, value: float, height: int) -> int:
        """The row of `height` that `value` stands in."""
        return max(0, min(height - 1, round((self.high - value) / (self.high - self.low) * (height - 1))))

    def labels(self, height: int) -> dict[int, str]:
        """The numbers by their rows."""
        first, last = math.ceil(self.low / self.step - 1e-9), math.floor(self.high / self.step + 1e-9)
        return {self.row(place * self.step, height): self._shown(place) for place in range(first, last + 1)}

    def _shown(self, place: int) -> str:
        decimals = max(0, math.ceil(-math.log10(self.step) - 1e-9))
        if self.step * 10**decimals % 1 > 1e-9:
            decimals += 1
        return f"{place * self.step:,.{decimals}f}" if place else "0"


def scale_of(values: Sequence[float], height: int) -> Scale:
    """A scale that holds zero and all `values`, with as many round numbers as `height` rows have room for. It ends
    at round numbers where that costs little room."""
    low, high = min(0.0, *values), max(0.0, *values)
    if high - low < _LEAST_SPAN:
        return Scale(0.0, 1.0, 1.0)
    most = max(1, min(4, (height - 1) // 3))
    size = 10.0 ** math.floor(math.log10((high - low) / most))
    parts = _LONE_STEPS if most == 1 else _STEPS
    step = next((part * size for part in parts if (high - low) / (part * size) <= most + 0.5), 20.0 * size)
    top, bottom = math.ceil(high / step - 1e-9) * step, math.floor(low / step + 1e-9) * step
    spare = _SPARE * (high - low)
    return Scale(bottom if low - bottom <= spare else low, top if top - high <= spare else high, step)


def column(place: int, count: int, width: int) -> int:
    """The column of `width` that day number `place` of `count` stands in."""
    return round(place / (count - 1) * (width - 1)) if count > 1 else 0


def foot(days: Sequence[date], columns: Sequence[int], width: int) -> str:
    """The days under their columns: the last one, and back from it every so many weeks as there is room for."""
    shown = _month_and_year if days and (days[-1] - days[0]).days > 366 else day_and_month
    places: list[tuple[int, str]] = []
    for step in range(1, len(days) + 1):
        texts = [(at, shown(day)) for day, at in zip(days[::-step], columns[::-step], strict=True)]
        places = [(max(0, min(width - len(text), at - len(text) // 2)), text) for at, text in texts]
        if all(left + len(text) + _LABEL_GAP <= after for (after, _), (left, text) in pairwise(places)):
            break
    cells = [" "] * width
    for left, text in places:
        cells[left : left + len(text)] = text
    return "".join(cells[:width])


def _month_and_year(day: date) -> str:
    return f"{short_month(day.month)} {day.year}"
