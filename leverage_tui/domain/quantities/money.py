"""Amounts of money as people type and read them; whole minor units, never a float."""

from __future__ import annotations

import re
from typing import Final, Literal, NamedTuple

from leverage_tui.domain.quantities.currency import currencies_named, exponent, symbol_for
from leverage_tui.domain.quantities.errors import Unreadable
from leverage_tui.domain.quantities.typed import quoted, tidy
from leverage_tui.domain.quantities.writing import punctuated

MAX_MINOR: Final = 10**13

_GIVEN: Final = {".": str.maketrans({}), ",": str.maketrans(",.", ".,")}
_NUMBER_CHARS: Final = frozenset("0123456789.,'")
_PLAIN = re.compile(r"([0-9]*)(?:[.,]([0-9]+))?")
_GROUPED: Final = {
    " ": re.compile(r"([1-9][0-9]{0,2}(?: [0-9]{3})+)(?:[.,]([0-9]+))?"),
    "'": re.compile(r"([1-9][0-9]{0,2}(?:'[0-9]{3})+)(?:[.,]([0-9]+))?"),
    ",": re.compile(r"([1-9][0-9]{0,2}(?:,[0-9]{3})+)(?:\.([0-9]+))?"),
    ".": re.compile(r"([1-9][0-9]{0,2}(?:\.[0-9]{3})+)(?:,([0-9]+))?"),
}


class Amount(NamedTuple):
    """`minor` units of `currency`; the currency is None when the text names none."""

    minor: int
    currency: str | None


def parse_money(text: str, currency: str, decimal: Literal[".", ",", None] = None) -> Amount:
    """The amount typed, exactly, 0 to 10^13 minor units.

    `currency` gives the decimals where the text names no other; a named one is returned as it is, for the
    caller to judge. `decimal` is the user's decimal separator: it decides `1,234`, which without it is
    refused. Raises Unreadable.
    """
    typed = tidy(text)
    if not typed:
        raise Unreadable("no amount typed")
    places = [place for place, char in enumerate(typed) if char in _NUMBER_CHARS]
    if not places:
        raise Unreadable(f"{quoted(text)} is not an amount: write 1234.56")
    before, number, after = typed[: places[0]], typed[places[0] : places[-1] + 1], typed[places[-1] + 1 :]
    if before.strip().startswith("-") or before.endswith("-"):
        raise Unreadable("amounts are never negative: refunds and costs have fields of their own")
    named = _named_currency(before.strip(), after.strip(), currency)
    return Amount(_minor_units(number, named or currency, decimal), named)


def format_money(
    minor: int,
    currency: str,
    *,
    decimals: Literal["auto", "always", "never"] = "auto",
    decimal: Literal[".", ",", None] = None,
) -> str:
    """An amount to read: "$1,234.56", "-$12"; in the style of `writing` unless `decimal` is given.

    `decimals`: "auto" leaves out zero decimals, "never" rounds toward zero.
    """
    places = exponent(currency)
    whole, part = divmod(abs(minor), 10**places)
    show_part = places > 0 and (decimals == "always" or (decimals == "auto" and part > 0))
    sign = "-" if minor < 0 and (whole or show_part) else ""
    digits = f"{whole:,}{f'.{part:0{places}d}' if show_part else ''}"
    shown = punctuated(digits) if decimal is None else digits.translate(_GIVEN[decimal])
    return f"{sign}{symbol_for(currency)}{shown}"


def plain_money(minor: int, currency: str) -> str:
    """An amount to type again, "1234.56", which `parse_money` reads back under any decimal separator."""
    places = exponent(currency)
    whole, part = divmod(abs(minor), 10**places)
    sign = "-" if minor < 0 else ""
    return sign + (_unmistakable(str(whole), f"{part:0{places}d}") if places else str(whole))


def _unmistakable(whole: str, part: str) -> str:
    """Three decimals look like thousands: a zero in front, which no group of thousands has, tells them."""
    zero = "0" if len(part) == 3 and _GROUPED["."].fullmatch(f"{whole}.{part}") else ""
    return f"{zero}{whole}.{part}"


def _named_currency(before: str, after: str, currency: str) -> str | None:
    """The currency that the marks around the number name; `$18 CAD` may name it twice."""
    fitting: tuple[str, ...] | None = None
    for mark in filter(None, (before, after)):
        codes = currencies_named(mark)
        if not codes:
            raise Unreadable(f"{quoted(mark)} is not a currency: write a code such as EUR")
        fitting = codes if fitting is None else tuple(code for code in fitting if code in codes)
    if fitting is None:
        return None
    if not fitting:
        raise Unreadable(f"{quoted(before)} and {quoted(after)} are two currencies: write one")
    return currency if currency in fitting else fitting[0]


def _minor_units(number: str, currency: str, decimal: str | None) -> int:
    places = exponent(currency)
    whole, part = _split(number, places, decimal)
    if len(part) > places:
        if not places:
            raise Unreadable(f"{currency} has no decimals: {quoted(number)} has {len(part)}")
        raise Unreadable(f"{currency} has {places} decimals: {quoted(number)} has {len(part)}")
    minor = int(f"{whole}{part:0<{places}}")
    if minor > MAX_MINOR:
        raise Unreadable(f"{quoted(number)} is more than the book can hold")
    return minor


def _split(number: str, places: int, decimal: str | None) -> tuple[str, str]:
    """The digits before and after the decimal separator."""
    for separator, pattern in _GROUPED.items():
        found = pattern.fullmatch(number)
        if found is None:
            continue
        whole, part = found[1].replace(separator, ""), found[2] or ""
        if separator in " '" or part or number.count(separator) > 1:
            return whole, part
        if decimal is None:
            raise Unreadable(_two_readings(number, whole, separator, places))
        if decimal != separator:
            return whole, ""
    found = _PLAIN.fullmatch(number)
    if found is None or not (found[1] or found[2]):
        raise Unreadable(f"{quoted(number)} is not an amount: write 1234.56")
    return found[1], found[2] or ""


def _two_readings(number: str, thousands: str, separator: str, places: int) -> str:
    whole, part = number.split(separator)
    small = f" or {_unmistakable(whole, part[:places])}" if places else ""
    return f"{number} could be {thousands} or {whole}.{part}: write {thousands}{small}"
