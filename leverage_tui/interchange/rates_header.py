"""Which way round the numbers of a file of exchange rates are, as its header or the user says. Never guessed.

A pair such as EUR/USD says it not: markets write it for dollars per euro, central banks for euros per dollar.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from leverage_tui.domain.quantities.currency import is_currency
from leverage_tui.domain.text import clean
from leverage_tui.interchange.reading import Table, squeeze
from leverage_tui.interchange.rows import ImportRefused

EACH = "each"
"""What `--per` is where every number is in the base currency, for one unit of its own currency."""

_DATES = ("date", "day", "timeperiod", "observationdate", "ratedate", "time", "period")
_CURRENCIES = ("currency", "currencycode", "code", "isocode", "cur")
_UNITS = ("currencydenom", "currencydenominator")
_RATES = ("rate", "exchangerate", "fxrate", "rates", "value", "obsvalue")
_PER = re.compile(r"\b([a-z]+) per (?:1 |one )?([a-z]+)\b")
_ONE = re.compile(r"\b(?:1|one) ([a-z]+) (?:=|in|is) ?([a-z]+)?")
_PAIR = re.compile(r"([A-Z]{3})[/_ -]?([A-Z]{3})")
_OWN_WORDS = frozenset({"unit", "units", "currency", "each"})


@dataclass(frozen=True, slots=True)
class Way:
    """1 `one` = the number x `other`."""

    one: str
    other: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of numbers. `currency` is what they are about, None where each row says it; `way` as the header
    says it, None while it does not."""

    place: int
    currency: str | None
    said: tuple[str | None, str | None] | None = None
    """The two sides of `Way`; None in it is the currency of the row."""

    def way(self, currency: str) -> Way | None:
        """The way of its number about `currency`, None while the header does not say."""
        return Way(self.said[0] or currency, self.said[1] or currency) if self.said else None


@dataclass(frozen=True, slots=True)
class Columns:
    """Where a file of rates has what. `currency` and `unit` only where each row names its own."""

    date: int
    numbers: tuple[Column, ...]
    currency: int | None = None
    unit: int | None = None

    @property
    def is_wide(self) -> bool:
        """Whether every currency has a column of its own."""
        return self.currency is None


def columns_of(table: Table, base: str) -> Columns:
    """The columns of a table of rates into the currency `base`. Raises ImportRefused, naming what is missing."""
    day = table.column(*_DATES)
    if day is None:
        raise ImportRefused(f"no column is called date: {_NEEDED}")
    currency = table.column(*_CURRENCIES)
    if currency is not None:
        return Columns(day, (_rate_column(table, day, currency, base),), currency, table.column(*_UNITS))
    found = [_wide_column(place, name, base) for place, name in enumerate(table.header) if place != day]
    numbers = tuple(column for column in found if column is not None)
    if not numbers:
        raise ImportRefused(f"no column is called currency, and none after a currency such as EUR: {_NEEDED}")
    names = [column.currency for column in numbers]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice:
        raise ImportRefused(f"two columns are about {twice}: leave one")
    return Columns(day, numbers)


_NEEDED = "rates need the columns date, currency and rate, or date and one for each currency"


def _rate_column(table: Table, day: int, currency: int, base: str) -> Column:
    place = table.column(*_RATES)
    if place is None:
        told = (
            spot for spot, name in enumerate(table.header) if spot not in (day, currency) and _sides(name, base)
        )
        place = next(told, None)
    if place is None:
        raise ImportRefused(f"no column is called rate: {_NEEDED}")
    return Column(place, None, _sides(table.header[place], base))


def _wide_column(place: int, name: str, base: str) -> Column | None:
    """The column under a header such as ``EUR``, ``EUR/USD`` or ``USD per EUR``; None under any other."""
    sides = _sides(name, base)
    if sides and None not in sides:
        one, other = sides
        return Column(place, one if other == base else other, sides)
    code = name.strip().upper()
    if is_currency(code):
        return Column(place, code)
    pair = _PAIR.fullmatch(code)
    if pair is None or not (is_currency(pair[1]) and is_currency(pair[2])):
        return None
    if base not in pair.groups():
        raise ImportRefused(f"the column {clean(name)} has not {base} in it, the currency of the book")
    return Column(place, pair[1] if pair[2] == base else pair[2])


def _sides(name: str, base: str) -> tuple[str | None, str | None] | None:
    """What a header says of 1 (first) = x (second); None in it is the row's currency. None when it says nothing."""
    text = " ".join("".join(char if char.isalnum() or char == "=" else " " for char in name.casefold()).split())
    if found := _PER.search(text):
        other, one = _side(found[1]), _side(found[2])
    elif found := _ONE.search(text):
        one, other = _side(found[1]), _side(found[2] or "")
    else:
        return None
    if one == "":
        return None
    if other == "":
        other = base if one is None else None
    return None if one == other else (one, other)


def _side(word: str) -> str | None:
    """A code, None for a word that means the row's own currency, "" for any other."""
    if word in _OWN_WORDS:
        return None
    return word.upper() if is_currency(word.upper()) else ""


def way_per(per: str, currency: str, base: str, *, crossed: bool) -> Way:
    """The way of a number about `currency` where the user says `per`: ``each``, or the one currency that all
    numbers are for one unit of. `crossed`: the file has numbers about the base currency too."""
    if per == EACH or (currency == per and not crossed):
        return Way(currency, base)
    return Way(per, currency)


def read_per(typed: str) -> str:
    """``each``, or a currency's code. Raises ImportRefused."""
    word = typed.strip()
    if squeeze(word) in (EACH, "unit"):
        return EACH
    if not is_currency(word.upper()):
        raise ImportRefused(f"--per {clean(word)}? it is each, or a currency such as EUR")
    return word.upper()
