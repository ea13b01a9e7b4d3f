"""Numbers in words, where the short forms of `domain/words.py` say too little: amounts to the minor unit, multiples,
shares, slopes, and parts that add up to what is shown of their whole.

What flatters is rounded down, what is owed is rounded up; a dash is none.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from datetime import date
from math import ceil, floor
from typing import TypeVar

from leverage_tui.domain.quantities.currency import exponent
from leverage_tui.domain.quantities.hours import format_hours
from leverage_tui.domain.quantities.money import format_money
from leverage_tui.domain.quantities.names import day_and_month
from leverage_tui.domain.words import DASH

K = TypeVar("K", bound=Hashable)
NEAR = 1e-6
"""A part of a unit that is float noise, not a remainder."""
_SMALLEST_P = 0.001


def amount(major: float | None, currency: str) -> str:
    """An amount in major units, rounded down to the minor unit: ``$21,840``, ``$51.04``, ``-$3``."""
    return DASH if major is None else format_money(minor_units(major, currency), currency)


def owed(major: float, currency: str) -> str:
    """An amount that is owed or missing: rounded up to the minor unit."""
    return format_money(ceil(in_minor(major, currency) - NEAR), currency)


def minor_units(major: float, currency: str) -> int:
    """Major units as whole minor units, rounded down."""
    return floor(in_minor(major, currency) + NEAR)


def in_minor(major: float, currency: str) -> float:
    """Major units in minor units, not rounded."""
    return major * float(10 ** exponent(currency))


def per_hour(major: float | None, currency: str) -> str:
    """An hourly rate to the minor unit: ``$65.78/h``."""
    return DASH if major is None else f"{amount(major, currency)}/h"


def clock(hours: float) -> str:
    """Hours, not negative, to the minute: ``335:00 h``."""
    return f"{format_hours(round(hours * 60))} h"


def exactly(hours: float) -> str:
    """Hours, not negative, as arithmetic needs them: to the minute where they are whole minutes, else with four
    decimals: ``335:00 h``, ``4.2885 h``."""
    minutes = hours * 60
    return clock(hours) if abs(minutes - round(minutes)) <= NEAR else f"{hours:,.4f} h"


def times(ratio: float | None) -> str:
    """A multiple, two decimals rounded down: ``1.09 x``."""
    return DASH if ratio is None else f"{floor(ratio * 100 + NEAR) / 100:,.2f} x"


def percent(share: float | None, *, up: bool = False) -> str:
    """A share of 1 in percent, one decimal unless that is 0, rounded down, or `up` where less would flatter:
    ``41 %``, ``62.3 %``."""
    if share is None:
        return DASH
    tenths = ceil(share * 1000 - NEAR) if up else floor(share * 1000 + NEAR)
    return f"{f'{tenths / 10:,.1f}'.removesuffix('.0')} %"


def tenths_of(points: float) -> int:
    """Points in tenths, rounded down."""
    return floor(points * 10 + NEAR)


def in_tenths(tenths: int) -> str:
    """Tenths as points: ``6.8``, ``-4.9``, ``1,234.0``."""
    whole, part = divmod(abs(tenths), 10)
    return f"{'-' if tenths < 0 else ''}{whole:,}.{part}"


def decimal(value: float) -> str:
    """Two decimals, more where they would all be 0, none where they are: ``-0.09``, ``1.5``, ``0.004``."""
    places = next((places for places in range(2, 9) if round(value, places)), 0)
    shown = f"{value:,.{places}f}"
    if "." in shown:
        shown = shown.rstrip("0").rstrip(".")
    return "0" if shown == "-0" else shown


def chance(p_value: float) -> str:
    """A p-value: ``p 0.11``, ``p < 0.001``."""
    return f"p {decimal(p_value)}" if p_value >= _SMALLEST_P else f"p < {_SMALLEST_P}"


def counted(count: int, one: str) -> str:
    """``1 week``, ``3 weeks``."""
    return f"{count:,} {one}" if count == 1 else f"{count:,} {one}s"


def day(when: date) -> str:
    """``31 Aug 2025``."""
    return f"{day_and_month(when)} {when.year}"


def listed(words: list[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def apportion(parts: Mapping[K, float], total: int) -> dict[K, int]:
    """`parts`, in units, as whole units that add up to `total`: each rounded down, what is missing to the largest
    remainders. A part of 0 stays 0."""
    whole = {name: floor(value + NEAR) for name, value in parts.items()}
    order = sorted(
        (name for name in parts if parts[name]), key=lambda name: parts[name] - whole[name], reverse=True
    )
    missing = total - sum(whole.values())
    if missing < 0:
        order.reverse()
    for place in range(abs(missing) if order else 0):
        whole[order[place % len(order)]] += 1 if missing > 0 else -1
    return whole
