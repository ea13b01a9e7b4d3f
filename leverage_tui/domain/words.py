"""Figures in words: the sentences and short forms that the dashboard and the command line share.

What flatters is rounded down; what is not known is a dash, never a zero.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from leverage_tui.domain.quantities.currency import exponent
from leverage_tui.domain.quantities.money import format_money

if TYPE_CHECKING:
    from leverage_tui.domain.metrics import Figures

DASH = "–"
BARS = " ▁▂▃▄▅▆▇█"
"""From nothing to full."""

BANDS = ((80.0, "highly leveraged"), (50.0, "leveraged"), (20.0, "assisted"), (-math.inf, "sold time"))
STATES = {
    "ok": "",
    "needs baseline rate": "what would you charge for an hour? Set it, and the gauge can read",
    "no net income": "no net income in these weeks: nothing to take a share of",
    "below baseline": "you keep less than your hours would have earned at your rate",
    "no own hours logged": "no own hours logged in these weeks: not to be believed yet",
}
SOURCES = ("people", "process", "product", "automation", "capital", "platform", "unattributed", "drag")


def band(value: float) -> str:
    """The name of the gauge's band: sold time, assisted, leveraged, highly leveraged."""
    return next(name for floor, name in BANDS if value >= floor)


def percent(value: float | None) -> str:
    """One decimal, rounded down and never 100; a dash for none."""
    if value is None:
        return DASH
    return f"{_tenths(value) / 10:.1f}"


def moved(before: float, after: float) -> str:
    """By how much a percentage moved, as both are shown, so that a person can take one from the other."""
    return signed((_tenths(after) - _tenths(before)) / 10)


def _tenths(value: float) -> int:
    return math.floor(max(-9999.0, min(value, 99.9)) * 10 + 1e-9)


def signed(value: float) -> str:
    """One decimal with its sign: ``+1.2``, ``-0.4``, ``0.0``."""
    shown = f"{value:+.1f}"
    return "0.0" if shown in ("+0.0", "-0.0") else shown


def money(major: float | None, currency: str, *, cents: bool = False) -> str:
    """An amount in major units, rounded down, whole unless `cents`; a dash for none."""
    if major is None:
        return DASH
    minor = math.floor(major * 10 ** exponent(currency) + 1e-6)
    return format_money(minor, currency, decimals="always" if cents and exponent(currency) else "never")


def rate(major: float | None, currency: str) -> str:
    """An hourly rate: ``$65/h``."""
    return DASH if major is None else f"{money(major, currency)}/h"


def sentence(figures: Figures) -> str:
    """The gauge in one sentence that a person can repeat."""
    gauge, currency, baseline = figures.book.gauge, figures.base_currency, figures.baseline_rate
    if gauge.raw is None or baseline is None:
        state = STATES.get(gauge.state) or gauge.state
        return f"{state[:1].upper()}{state[1:]}."
    hundred = format_money(100 * 10 ** exponent(currency), currency, decimals="never")
    at = money(baseline, currency)
    if gauge.raw < 0:
        short = money(-gauge.raw, currency, cents=True)
        return f"For every {hundred} you keep, your hours would have earned {short} more at {at} an hour."
    more = money(min(gauge.raw, 99.9), currency, cents=True)
    return f"Of every {hundred} you keep, {more} is more than your hours would have earned at {at} an hour."


def parts(points: Mapping[str, float], total: float) -> dict[str, float]:
    """Points rounded to tenths so that they add up to the displayed `total` (largest remainder)."""
    tenths = {name: math.floor(value * 10) for name, value in points.items() if abs(value) >= 1e-9}
    missing = round(total * 10) - sum(tenths.values())
    order = sorted(tenths, key=lambda name: points[name] * 10 - tenths[name], reverse=True)
    for name in order[: max(0, min(missing, len(order)))]:
        tenths[name] += 1
    return {name: value / 10 for name, value in tenths.items()}


def sparkline(values: Sequence[float | None]) -> str:
    """One bar per value, drawn from zero; a value that is not known is a dot, a negative one a low line."""
    known = [value for value in values if value is not None]
    top = max([*known, 0.0])
    bars = []
    for value in values:
        if value is None:
            bars.append("·")
        elif value <= 0 or top <= 0:
            bars.append("_" if value < 0 else "▁")
        else:
            bars.append(BARS[max(1, min(8, round(value / top * 8)))])
    return "".join(bars)
