"""The weeks that figures look at, and how build hours are charged to them.

Decided where METRICS.md leaves room: entries of unknown streams make a book no older; a stream's build blocks are
charged to its end only once that day has come; a block of the week that a stream ends in is charged there in full.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from leverage_tui.domain.calendar import WEEK, monday, weeks_between
from leverage_tui.domain.metrics.past import StreamPast


class Window(NamedTuple):
    """The days from Monday `first` to `as_of`."""

    first: date
    as_of: date

    @property
    def days(self) -> int:
        """How many days."""
        return (self.as_of - self.first).days + 1

    @property
    def weeks(self) -> float:
        """How many weeks, the running one in part: n_eff."""
        return self.days / 7

    @property
    def mondays(self) -> list[date]:
        """The Mondays of all its weeks, the running one included."""
        return list(weeks_between(self.first, self.as_of))

    def before(self) -> Window:
        """The window of as many whole weeks that ends where this one begins."""
        count = len(self.mondays)
        return Window(self.first - count * WEEK, self.first - timedelta(1))


def window_of(as_of: date, weeks: int, first_days: Iterable[date | None]) -> Window:
    """The last `weeks` weeks up to `as_of`, or the age of a younger book, which began on the earliest of
    `first_days`. A book without any has no age."""
    last = monday(as_of)
    first = last - (weeks - 1) * WEEK
    began = min((day for day in first_days if day is not None), default=None)
    return Window(first if began is None else max(first, monday(began)), as_of)


def charged_build(past: StreamPast, window: Window, life_weeks: int) -> int:
    """B: build minutes charged to the window, in `SCALE`-ths; each block over `life_weeks` weeks from its own on,
    what is left of it in the week that the stream ends."""
    days = 0
    charge = _Charge(
        first=window.first.toordinal(),
        until=window.as_of.toordinal() + 1,
        life=7 * life_weeks,
        end=monday(past.ended).toordinal() if past.ended is not None else None,
    )
    for week, minutes in past.build_weeks(window.first - life_weeks * WEEK):
        days += minutes * _charged_days(week.toordinal(), *charge)
    return days // charge.life


class _Charge(NamedTuple):
    """The window from `first` to the day before `until`, the days that a block lives, and the Monday of the week in
    which the stream ended; days as ordinals."""

    first: int
    until: int
    life: int
    end: int | None


def _charged_days(begins: int, first: int, until: int, life: int, end: int | None) -> int:
    """How many days of its life a block made in the week from `begins` on is charged for in the window."""
    over, left = begins + life, 0
    if end is not None and over > end:
        last_charge = max(begins, end)
        if first <= last_charge < until:
            left = over - last_charge
        over = last_charge
    return max(0, min(over, until) - max(begins, first)) + left


def unamortised_build(past: StreamPast, life_weeks: int) -> int:
    """Build minutes, in `SCALE`-ths, whose weeks are still to come after the week of `as_of`; 0 once ended."""
    if past.ended is not None:
        return 0
    next_week = monday(past.as_of) + WEEK
    weeks = 0
    worked_off = next_week - life_weeks * WEEK
    for week, minutes in past.build_weeks(worked_off):
        weeks += minutes * ((week - worked_off).days // 7)
    return weeks // life_weeks
