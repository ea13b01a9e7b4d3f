"""From exact sums to the numbers that are shown."""

from __future__ import annotations

from leverage_tui.domain.metrics.rows import SCALE
from leverage_tui.domain.quantities.currency import exponent


class Units:
    """Turns exact sums into major units of the base currency and into hours."""

    __slots__ = ("_major",)

    def __init__(self, base_currency: str) -> None:
        self._major: int = SCALE * 10 ** exponent(base_currency)

    def money(self, value: int) -> float:
        """Major units."""
        return value / self._major

    def hours(self, value: int) -> float:
        """Hours."""
        return value / (60 * SCALE)

    def rate(self, net: int, minutes: int) -> float | None:
        """Major units per hour, None without minutes."""
        return net * 60 * SCALE / (minutes * self._major) if minutes else None
