"""Exchange rates as people type and publish them; decimal strings, never a float."""

from __future__ import annotations

import re
from decimal import Context, Decimal
from typing import Final, Literal

from leverage_tui.domain.quantities.errors import Unreadable
from leverage_tui.domain.quantities.typed import quoted, tidy

_LOW: Final = Decimal("1e-12")
_HIGH: Final = Decimal("1e12")
_LONGEST: Final = 32
_EXACT = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_PLAIN = re.compile(r"([0-9]*)(?:([.,])([0-9]+))?")
_THOUSANDS: Final = (
    (re.compile(r"[1-9][0-9]{0,2}(?:[ '][0-9]{3})+(?:[.,][0-9]+)?"), " '"),
    (re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?"), ","),
    (re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]+)?"), "."),
)
_SCIENTIFIC = re.compile(r"[0-9]+(?:\.[0-9]+)?e[+-]?[0-9]{1,2}")
_QUOTIENT: Final = Context(prec=15)
"""The digits of a rate that had to be turned round: more than any bank publishes."""


def parse_rate(text: str, decimal: Literal[".", ",", None] = None) -> str:
    """The rate typed, as a decimal string with a point; every digit typed is kept.

    A point is decimal unless `decimal` says that a comma is. `1,234`, and `1.234` beside a decimal comma, could be
    thousands: `decimal` decides the first, the second is refused. Raises Unreadable.
    """
    typed = tidy(text)
    if not typed:
        raise Unreadable("no rate typed")
    if typed.startswith("-"):
        raise Unreadable("a rate is above 0")
    return exact_rate(_point_number(typed, text, decimal))


def exact_rate(rate: str) -> str:
    """`rate`, if it is a decimal string that the book can hold. Raises Unreadable."""
    if len(rate) > _LONGEST or _EXACT.fullmatch(rate) is None:
        raise Unreadable(f"{quoted(rate)} is no rate: write 1.08")
    if not _LOW < Decimal(rate) < _HIGH:
        raise Unreadable(f"{quoted(rate)} is {'more' if Decimal(rate) > 1 else 'less'} than a rate can be")
    return rate


def quotient(above: str, below: str) -> str:
    """`above` / `below`, both rates, to 15 digits. Raises Unreadable for what no rate can be."""
    found = _QUOTIENT.divide(Decimal(above), Decimal(below)).normalize(_QUOTIENT)
    return exact_rate(f"{found:f}")


def is_same_rate(one: str, other: str) -> bool:
    """Whether two rates are the same number, however many zeros they end in."""
    return Decimal(one) == Decimal(other)


def decimal_mark(text: str) -> Literal[".", ",", None]:
    """The decimal separator that `text` shows beyond doubt, or None."""
    number = text.strip()
    found = _PLAIN.fullmatch(number)
    if found is None:
        grouped = next((sign for pattern, sign in _THOUSANDS if pattern.fullmatch(number)), "")
        return "." if grouped == "," and "." in number else "," if grouped == "." and "," in number else None
    if not found[2] or _could_be_thousands(found[1], found[3]):
        return None
    return "," if found[2] == "," else "."


def _point_number(typed: str, text: str, decimal: str | None) -> str:
    if _SCIENTIFIC.fullmatch(typed):
        return f"{Decimal(typed):f}"
    if found := _PLAIN.fullmatch(typed):
        whole, mark, part = found[1], found[2], found[3]
        if mark and _could_be_thousands(whole, part):
            if mark == "," and decimal == ".":
                return whole + part
            if (mark == "," and decimal is None) or (mark == "." and decimal == ","):
                small = f"{whole}.{part}0" if decimal == "," else f"{whole}.{part}"
                raise Unreadable(
                    f"{typed} could be {whole}{part} or {whole}.{part}: write {whole}{part} or {small}"
                )
        if whole or part:
            return f"{whole or 0}.{part}" if part else whole
    for pattern, sign in _THOUSANDS:
        if pattern.fullmatch(typed):
            return "".join(char for char in typed if char not in sign).replace(",", ".")
    raise Unreadable(f"{quoted(text)} is no rate: write 1.08")


def _could_be_thousands(whole: str, part: str) -> bool:
    return len(part) == 3 and 1 <= len(whole) <= 3 and not whole.startswith("0")
