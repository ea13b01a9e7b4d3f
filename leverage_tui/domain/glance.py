"""What is said of a book in one line, as plain values: they may be kept and said again without the book."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from leverage_tui.domain.metrics import Figures

AROUND = 6
"""Days before and after today whose minutes are kept: the week that holds today, on whatever day weeks begin."""


class Shown(NamedTuple):
    """The gauge and the rate of all streams. Percent, weeks, and money in major units of `currency`; None for none."""

    state: str
    value: float | None
    display: float | None
    running: float | None
    rate: float | None
    expected: float
    weeks: float
    currency: str


def shown(figures: Figures) -> Shown:
    """What of `figures` is said in one line."""
    book = figures.book
    return Shown(
        state=book.gauge.state,
        value=book.gauge.value,
        display=book.gauge.display,
        running=book.gauge_running.value,
        rate=book.effective_hourly_rate,
        expected=book.expected_net,
        weeks=figures.weeks,
        currency=figures.base_currency,
    )


class StreamGlance(NamedTuple):
    """One stream. `gauge` in percent of its own net and `credited` in money are None where there is none."""

    id: str
    name: str
    gauge: float | None
    credited: float | None
    rate: float | None
    expected: float
    minutes: tuple[int, ...]
    """Own minutes on each day from `AROUND` days before today to as many after it."""


class RunningTimer(NamedTuple):
    """The timer: its stream's id and name, the work, and the instant it began as the file writes it."""

    stream: str
    name: str
    work: str
    started: str


class Glance(NamedTuple):
    """Everything that ``lev status`` can say. `minutes` as of a stream, of all of them together."""

    as_of: date
    shown: Shown
    streams: tuple[StreamGlance, ...]
    minutes: tuple[int, ...]
    timer: RunningTimer | None

    def total(self, minutes: tuple[int, ...], days: Iterable[date]) -> int:
        """Of `minutes`, those on `days`, each at most `AROUND` days from today."""
        return sum(minutes[(day - self.as_of).days + AROUND] for day in days)


def days_around(as_of: date) -> tuple[date, ...]:
    """The days whose minutes are kept."""
    return tuple(as_of + timedelta(days=back) for back in range(-AROUND, AROUND + 1))
