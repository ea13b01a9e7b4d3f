"""How amounts are written, which is taste: the one setting of the process that figures in words obey.

It never decides how an amount is read, and nothing that is stored depends on it but sentences.
"""

from __future__ import annotations

from typing import NamedTuple


class MoneyStyle(NamedTuple):
    """`codes`: "USD 1,234" rather than "$1,234". `thousands` stands between groups of three digits, `decimal` before
    the decimals."""

    codes: bool = False
    thousands: str = ","
    decimal: str = "."

    @property
    def group(self) -> str:
        """The separator as it is written: a blank is one that does not break."""
        return self.thousands.replace(" ", "\u00a0")


_now = MoneyStyle()


def money_style() -> MoneyStyle:
    """How amounts are written now."""
    return _now


def write_money_as(style: MoneyStyle) -> None:
    """Write amounts like this from now on."""
    global _now
    _now = style


def punctuated(digits: str) -> str:
    """Digits with a comma between thousands and a point before decimals, in the style of now."""
    return digits.translate({ord(","): _now.group, ord("."): _now.decimal})
