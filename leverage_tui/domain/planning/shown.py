"""Numbers of the planning board in words: short where they are read, exact enough where they are checked by hand."""

from __future__ import annotations

import math
from fractions import Fraction

from leverage_tui.domain import words
from leverage_tui.domain.quantities.currency import exponent, symbol_for
from leverage_tui.domain.quantities.hours import format_hours
from leverage_tui.domain.quantities.writing import punctuated
from leverage_tui.domain.review.facts import Tone

_TINY = 1e-9
Number = float | Fraction


def tone(good: bool) -> Tone:
    """How a value is to be met that is either good or bad."""
    return "good" if good else "bad"


def hours(value: Number) -> str:
    """Hours to the minute: ``2:30 h``."""
    return f"{format_hours(round(float(value) * 60))} h"


def signed_hours(value: Number) -> str:
    """A change in hours: ``+1:30 h``, ``-0:56 h``, ``0:00 h``."""
    minutes = round(float(value) * 60)
    return f"{'+' if minutes > 0 else ''}{format_hours(minutes)} h"


def exact_hours(value: Number) -> str:
    """Hours for arithmetic: ``2:30 h``, or ``0.9346 h`` where they are no whole minutes."""
    minutes = float(value) * 60
    return hours(value) if abs(minutes - round(minutes)) < 1e-6 else f"{number(value)} h"


def money(value: Number, currency: str) -> str:
    """An amount with its cents, rounded down."""
    return words.money(float(value), currency, cents=True)


def signed_money(value: Number, currency: str) -> str:
    """A change in money, rounded down: ``+$25.56``, ``-$45.00``."""
    found = money(value, currency)
    return f"+{found}" if value > 0 and any(digit in "123456789" for digit in found) else found


def exact_money(value: Number, currency: str) -> str:
    """An amount for arithmetic: ``$15``, ``$83.50``, ``$87.3461``."""
    places = exponent(currency)
    digits = f"{abs(float(value)):,.4f}".rstrip("0")
    whole, _, part = digits.partition(".")
    shown = f"{whole}.{part:0<{places}}" if part else whole
    sign = "-" if value < 0 and any(digit in "123456789" for digit in shown) else ""
    return f"{sign}{symbol_for(currency)}{punctuated(shown)}"


def number(value: Number, places: int = 4) -> str:
    """A number without needless zeros."""
    digits = f"{float(value):,.{places}f}"
    digits = digits.rstrip("0").rstrip(".") if "." in digits else digits
    return "0" if digits == "-0" else digits


def percent(share: Number) -> str:
    """A share for arithmetic: ``10 %``, ``-3.5 %``."""
    return f"{number(float(share) * 100)} %"


def weeks(value: Number) -> str:
    """Weeks to wait, rounded up to a tenth: ``7.1 weeks``."""
    return f"{number(math.ceil(float(value) * 10 - _TINY) / 10, 1)} weeks"


def points(value: Number) -> str:
    """Points, rounded down to a tenth, without a needless zero."""
    return number(math.floor(float(value) * 10 + _TINY) / 10, 1)


def sum_of(*parts: tuple[Number, str]) -> str:
    """Parts as a sum, each a value and its words without a sign: ``$1,740 - $45``. After the first nothing that is
    0 is said."""
    found = ""
    for value, shown in (parts[0], *(part for part in parts[1:] if part[0])):
        sign = " - " if value < 0 else " + "
        found += shown if not found and value >= 0 else f"{sign if found else '-'}{shown}"
    return found
