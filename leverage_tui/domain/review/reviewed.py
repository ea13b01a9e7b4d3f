"""The days that a review is of, those before them, and what both add up to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from leverage_tui.domain.book import Book
from leverage_tui.domain.calendar import DAY
from leverage_tui.domain.metrics.memory import Memory
from leverage_tui.domain.metrics.past import StreamPast
from leverage_tui.domain.metrics.rows import Row, Span
from leverage_tui.domain.quantities.dates import Period, format_period
from leverage_tui.domain.review.facts import Fact
from leverage_tui.domain.review.spans import expected_of_days, row_of_days
from leverage_tui.domain.words import DASH

THE_SAME = "the same"


@dataclass(frozen=True, slots=True)
class Days:
    """The days that are reviewed, as far as they have come, and as many of the period before as are fair to compare
    them with."""

    period: Period
    now: Span
    before: Span

    @property
    def so_far(self) -> bool:
        """Whether the period is not over."""
        return self.now.last < self.period.last

    @property
    def title(self) -> str:
        """The period in words."""
        found = format_period(self.period)
        return found[:1].upper() + found[1:] + (", so far" if self.so_far else "")

    @property
    def against(self) -> str:
        """What it is compared with, in words."""
        return format_period(Period(*self.before))


def days_of_review(period: Period, today: date) -> Days:
    """The days of `period` up to `today`, which must not lie before it, and those to compare them with."""
    now = Span(period.first, min(period.last, today))
    before = _before(period)
    if now.last < period.last:
        before = Span(before.first, min(before.last, before.first + (now.days - 1) * DAY))
    return Days(period, now, before)


def _before(period: Period) -> Span:
    """As many months before whole months, else as many days before."""
    last = period.first - DAY
    if period.first.day == 1 and (period.last + DAY).day == 1:
        months = (period.last.year - period.first.year) * 12 + period.last.month - period.first.month + 1
        year, month = divmod(period.first.year * 12 + period.first.month - 1 - months, 12)
        return Span(date(year, month + 1, 1), last)
    return Span(last - (period.last - period.first), last)


@dataclass(frozen=True, slots=True, eq=False)
class StreamDays:
    """One stream on the days and on those before: everything, and what of it is expected, not entered."""

    past: StreamPast
    now: Row
    before: Row
    expected: Row
    expected_before: Row

    @property
    def name(self) -> str:
        """The stream's name."""
        return self.past.stream.name


def streams_on(book: Book, days: Days, today: date, memory: Memory) -> list[StreamDays]:
    """Every stream of `book` on `days`, as known `today`."""
    exchange = memory.exchange(book)
    return [
        StreamDays(
            past,
            row_of_days(past, days.now, exchange),
            row_of_days(past, days.before, exchange),
            expected_of_days(past, days.now),
            expected_of_days(past, days.before),
        )
        for past in memory.pasts(book, today)
    ]


@dataclass(frozen=True, slots=True)
class Pair:
    """A number on the days and on those before, in what is counted: minutes, major units; None where nothing is
    entered. `about` marks what holds expected income."""

    key: str
    name: str
    now: int | None
    before: int | None
    how: tuple[str, ...] = ()
    about: bool = False
    about_before: bool = False


Show = Callable[[int], str]


def compared(pairs: Sequence[Pair], show: Show) -> tuple[Fact, ...]:
    """The pairs as facts, ``26:00 · before 25:45 · +0:15``, their numbers under each other."""
    now = [_shown(pair.now, pair.about, show) for pair in pairs]
    before = [_shown(pair.before, pair.about_before, show) for pair in pairs]
    wide, wide_before = (max(map(len, texts), default=0) for texts in (now, before))
    return tuple(
        Fact(
            pair.key,
            pair.name,
            f"{shown:>{wide}} · before {earlier:>{wide_before}}{_change(pair, show)}",
            pair.how,
            "unsure" if pair.about or pair.now is None else "plain",
        )
        for pair, shown, earlier in zip(pairs, now, before, strict=True)
    )


def _shown(number: int | None, about: bool, show: Show) -> str:
    return DASH if number is None else f"{'≈ ' if about else ''}{show(number)}"


def _change(pair: Pair, show: Show) -> str:
    if pair.now is None or pair.before is None:
        return ""
    return f" · {change(pair.now - pair.before, show)}"


def change(by: int, show: Show) -> str:
    """A difference with its sign, or that there is none."""
    return f"{'+' if by > 0 else ''}{show(by)}" if by else THE_SAME


def whole(values: Mapping[str, int], unit: int) -> dict[str, int]:
    """Exact sums as whole `unit`-s that add up to their total, rounded down (largest remainder)."""
    found = {name: value // unit for name, value in values.items()}
    missing = sum(values.values()) // unit - sum(found.values())
    order = sorted(found, key=lambda name: values[name] % unit, reverse=True)
    for name in order[:missing]:
        found[name] += 1
    return found
