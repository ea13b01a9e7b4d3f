"""Amounts of other currencies in the base currency.

An amount converts at the last rate on or before a day. Without such a rate it is unknown: whoever sums leaves it
out and lets a warning name the currency. Rates of the base currency itself are ignored: it is 1.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import takewhile
from typing import Final

from leverage_tui.domain.calendar import DAY
from leverage_tui.domain.metrics.rows import SCALE, Span
from leverage_tui.domain.model import Rate
from leverage_tui.domain.quantities.currency import exponent

Factor = tuple[int, int]
"""Numerator and denominator of what turns minor units into `SCALE`-ths of a base minor unit."""

PLAIN: Final[Factor] = (SCALE, 1)
"""The factor of the base currency, and of minutes."""

NEVER: Final = Span(date.max, date.min)
"""No day at all."""

Missing = tuple[str, date]
"""A currency and the last day on which an amount in it found no rate."""


def scaled(amount: int | None, factor: Factor) -> int:
    """`amount` times `factor`, down to a whole `SCALE`-th; None is nothing."""
    return (amount or 0) * factor[0] // factor[1]


class Exchange:
    """The rates of a book, ready to be asked."""

    __slots__ = ("_days", "_factors", "base")

    def __init__(self, base: str, rates: Mapping[str, tuple[Rate, ...]]) -> None:
        """`rates` by currency, in order of date, in base major units per major unit."""
        self.base = base
        self._days = {currency: [rate.date for rate in found] for currency, found in rates.items()}
        self._factors = {
            currency: [_factor(base, currency, rate.rate) for rate in found] for currency, found in rates.items()
        }

    def factor(self, currency: str, day: date) -> Factor | None:
        """What one minor unit of `currency` is on `day`, or None without a rate on or before it."""
        if currency == self.base:
            return PLAIN
        place = bisect_right(self._days.get(currency, ()), day)
        return self._factors[currency][place - 1] if place else None

    def holds_until(self, currency: str, day: date) -> date:
        """The last day on which what holds on `day`, a rate or none, still does."""
        days = self._days.get(currency, ()) if currency != self.base else ()
        place = bisect_right(days, day)
        return days[place] - DAY if place < len(days) else date.max

    def days_without(self, currency: str, first: date, last: date) -> date | None:
        """The last day from `first` to `last` on which `currency` has no rate, or None when all have one."""
        if self.factor(currency, first) is not None:
            return None
        days = self._days.get(currency)
        return min(last, date.fromordinal(days[0].toordinal() - 1)) if days else last

    def changed(self, before: Exchange, asked: Mapping[str, Span]) -> dict[str, Span]:
        """Where this differs from `before`, which has the same base: of the days on which a currency is `asked` for,
        those from the first to the last that has another rate. Currencies without such a day are left out."""
        if before is self:
            return {}
        found = {currency: self._changed(before, currency).within(days) for currency, days in asked.items()}
        return {currency: days for currency, days in found.items() if days.days}

    def _changed(self, before: Exchange, currency: str) -> Span:
        one, other = before._steps(currency), self._steps(currency)
        if one == other:
            return NEVER
        last = date.max
        while one and other and one[-1] == other[-1]:
            last = one.pop()[0] - DAY
            other.pop()
        same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
        return Span(min(day for day, _ in (*one[same : same + 1], *other[same : same + 1])), last)

    def _steps(self, currency: str) -> list[tuple[date, Factor]]:
        """From which day on which factor holds."""
        return list(zip(self._days.get(currency, ()), self._factors.get(currency, ()), strict=True))


@lru_cache(maxsize=4096)
def _factor(base: str, currency: str, rate: str) -> Factor:
    units = Fraction(10) ** (exponent(base) - exponent(currency))
    return (Fraction(Decimal(rate)) * SCALE * units).as_integer_ratio()
