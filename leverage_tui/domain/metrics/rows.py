"""Rows of exact sums: what one stream earned, cost and took over some days.

A row holds whole numbers: minutes and minor units of the base currency, each counted in `SCALE`-ths, so that a
share of a period is whole too. Sums of rows are therefore exact, the same in any order, and taken back by an edit's
inverse without a trace; floats begin where a ratio is formed.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from math import lcm
from operator import add, sub
from typing import Final, NamedTuple

from leverage_tui.domain.calendar import DAY
from leverage_tui.domain.model import AMOUNTS, Work

Row = tuple[int, ...]

SCALE: Final = lcm(*range(1, 32)) * 59 * 61 * 73 * 181 * 10**6
"""Divisible by the days of weeks, months, quarters, half-years and years, and by rates of six decimals."""

GROSS, REFUNDS, PLATFORM, PROCESSING, VARIABLE, FIXED, PAY = range(7)
_MINUTES: Final = 7
OWN_COLUMNS: Final = {
    Work.DELIVER: 7, Work.SELL: 8, Work.SUPPORT: 9, Work.MANAGE: 10, Work.ADMIN: 11, Work.BUILD: 12,
}  # fmt: skip
OTHER_COLUMNS: Final = {Work.PEOPLE: 13, Work.AUTOMATION: 14, Work.PROCESS: 15}
WORK_COLUMNS: Final = OWN_COLUMNS | OTHER_COLUMNS
DELIVER, SELL, SUPPORT, MANAGE, ADMIN, BUILD, PEOPLE, AUTOMATION, PROCESS = WORK_COLUMNS.values()
PRODUCT, CAPITAL_DAYS = 16, 17
"""Build minutes of asset "product" (also in BUILD), and capital times days."""
WIDTH: Final = 18
ZERO: Final[Row] = (0,) * WIDTH
_COSTS: Final = slice(REFUNDS, _MINUTES)
_RUN: Final = slice(DELIVER, BUILD)
_OTHERS: Final = slice(PEOPLE, PRODUCT)
_AMOUNT_COUNT: Final = len(AMOUNTS)


class Span(NamedTuple):
    """Days from `first` to `last`, both included; empty when `last` is before `first`."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days, 0 when empty."""
        return max(0, (self.last - self.first).days + 1)

    def holds(self, day: date) -> bool:
        """Whether `day` is one of them."""
        return self.first <= day <= self.last

    def within(self, other: Span) -> Span:
        """The days in both."""
        return Span(max(self.first, other.first), min(self.last, other.last))


def week_of(monday: date) -> Span:
    """The seven days from `monday` on."""
    return Span(monday, monday + 6 * DAY)


def plus(one: Row, other: Row) -> Row:
    """Column by column sum."""
    return tuple(map(add, one, other))


def minus(one: Row, other: Row) -> Row:
    """Column by column difference."""
    return tuple(map(sub, one, other))


def total(rows: Iterable[Row]) -> Row:
    """Column by column sum of all, `ZERO` without any."""
    found = tuple(rows)
    if len(found) == 1:
        return found[0]
    return tuple(map(sum, zip(*found, strict=True))) or ZERO


def times(row: Row, factor: int) -> Row:
    """Every column `factor` times."""
    return tuple(value * factor for value in row)


def row_of_amounts(amounts: Iterable[int]) -> Row:
    """The row with these values in the columns of `AMOUNTS`, in that order."""
    return (*amounts, *ZERO[_AMOUNT_COUNT:])


def net(row: Row) -> int:
    """Gross less refunds, fees, pay and costs."""
    return row[GROSS] - sum(row[_COSTS])


def run(row: Row) -> int:
    """Own minutes that are not build."""
    return sum(row[_RUN])


def others(row: Row) -> int:
    """Minutes of people, automation and process."""
    return sum(row[_OTHERS])
