"""Currencies: how many decimals they have and how they are written."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from leverage_tui.domain.quantities.writing import money_style

_NO_DECIMALS: Final = frozenset({"JPY", "KRW", "VND", "CLP", "ISK", "UGX", "XAF", "XOF", "XPF", "PYG", "RWF"})
_THREE_DECIMALS: Final = frozenset({"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"})
NO_BREAK: Final = "\u00a0"

SYMBOLS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "USD": "$",
        "EUR": "€",
        "GBP": "£",
        "JPY": "¥",
        "INR": "₹",
        "CHF": f"CHF{NO_BREAK}",
        "CAD": "CA$",
        "AUD": "A$",
        "NZD": "NZ$",
        "SGD": "S$",
        "HKD": "HK$",
        "MXN": "MX$",
        "BRL": "R$",
        "CNY": "CN¥",
        "KRW": "₩",
    }
)
"""What stands before an amount; each symbol belongs to one currency only."""

_DOLLARS: Final = ("USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN")
_ALSO_TYPED: Final = {
    "$": _DOLLARS,
    "us$": ("USD",),
    "c$": ("CAD",),
    "au$": ("AUD",),
    "¥": ("JPY", "CNY"),
}
_TYPED: Final = {symbol.strip().lower(): (code,) for code, symbol in SYMBOLS.items()} | _ALSO_TYPED


def exponent(currency: str) -> int:
    """How many decimals the currency has: 0, 2 or 3."""
    if currency in _NO_DECIMALS:
        return 0
    return 3 if currency in _THREE_DECIMALS else 2


def is_currency(code: str) -> bool:
    """Whether `code` has the form of a currency's code: three ASCII capital letters."""
    return len(code) == 3 and code.isascii() and code.isalpha() and code.isupper()


def symbol_for(currency: str) -> str:
    """What to write before an amount: its symbol, else its code and a no-break space."""
    coded = f"{currency}{NO_BREAK}"
    return coded if money_style().codes else SYMBOLS.get(currency, coded)


def currencies_named(mark: str) -> tuple[str, ...]:
    """The codes that a typed symbol or code can stand for, the usual one first; none when unknown."""
    code = mark.upper()
    return (code,) if is_currency(code) else _TYPED.get(mark.lower(), ())
