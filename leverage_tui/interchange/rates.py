"""Exchange rates from a CSV: a row for each rate, or a column for each currency as central banks publish them.

What comes out is always base units per one unit of a currency. A number that is published the other way round is
turned round; one between two other currencies goes by the number that the file gives the base currency on that day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from leverage_tui.domain.calendar import EARLIEST, LATEST
from leverage_tui.domain.quantities.currency import is_currency
from leverage_tui.domain.quantities.days import parse_date
from leverage_tui.domain.quantities.errors import Unreadable
from leverage_tui.domain.quantities.names import MONTH_NUMBERS
from leverage_tui.domain.quantities.rates import decimal_mark, is_same_rate, parse_rate, quotient
from leverage_tui.domain.text import clean
from leverage_tui.interchange.rates_header import Column, Columns, Way, columns_of, read_per, way_per
from leverage_tui.interchange.reading import decode, is_json, read_table
from leverage_tui.interchange.rows import ImportRefused, Skipped

EXPORT = "export the rates as CSV with the columns date, currency and rate, or date and one for each currency"
_NONE = frozenset({"", "-", ".", "na", "n/a", "n.a.", "nd", "nan", "null", "none"})
_LONG_DAY = re.compile(r"([0-9]{1,2}) ([a-z]{3,9}) ([0-9]{4})")
_ISO = re.compile(r"([0-9]{4}-[0-9]{1,2}-[0-9]{1,2})(?:[t ].*)?")
_NUMERIC = re.compile(r"[0-9]{1,4}[-/.] ?[0-9]{1,2}[-/.] ?[0-9]{1,4}")


@dataclass(frozen=True, slots=True)
class ImportedRate:
    """One rate of a file: base units per one unit of `currency` on `day`, a decimal string."""

    line: int
    currency: str
    day: date
    rate: str


@dataclass(frozen=True, slots=True)
class RatesReading:
    """What a file of rates says, in its order. `is_wide`: it has a column for each currency."""

    rates: tuple[ImportedRate, ...]
    skipped: tuple[Skipped, ...]
    warnings: tuple[str, ...]
    is_wide: bool


@dataclass(frozen=True, slots=True)
class _Cell:
    line: int
    day: date
    currency: str
    unit: str | None
    column: Column
    text: str


def read_rates(
    data: bytes, base: str, per: str | None = None, decimal: Literal[".", ",", None] = None
) -> RatesReading:
    """The rates into `base` that a CSV holds. `per` says which way round its numbers are where the header does not;
    `decimal` decides a separator that the file leaves open.

    Raises ImportRefused for another kind of file, for what could be read in two ways (with both), and for two rates
    of one currency and day.
    """
    text, warnings = decode(data, EXPORT)
    if is_json(text):
        raise ImportRefused(f"the file is JSON, no CSV: {EXPORT}")
    table = read_table(text)
    columns = columns_of(table, base)
    skipped: list[Skipped] = []
    cells = list(_cells(table.records(), columns, skipped))
    numbers = _numbers(cells, _decimal(cells, table.delimiter, decimal))
    ways = _ways(cells, numbers, base, read_per(per) if per is not None else None)
    rates = tuple(_in_base(cells, numbers, ways, base, skipped))
    if cells and not rates and all(base not in (way.one, way.other) for way in ways):
        named = " and ".join(sorted({ways[0].one, ways[0].other}))
        raise ImportRefused(f"the rates are between {named}: the currency of the book is {base}")
    if not cells and not skipped:
        raise ImportRefused(f"the file has a header and no rate: {EXPORT}")
    _refuse_two(rates)
    return RatesReading(rates, tuple(sorted(skipped, key=lambda row: row.line)), warnings, columns.is_wide)


def _cells(records: Iterable[tuple[int, list[str]]], columns: Columns, skipped: list[Skipped]) -> Iterator[_Cell]:
    for line, row in records:
        day = _day(line, _at(row, columns.date))
        currency = None if columns.currency is None else _at(row, columns.currency).upper()
        unit = (None if columns.unit is None else _at(row, columns.unit).upper()) or None
        if isinstance(day, str):
            skipped.append(Skipped(line, day))
        elif not columns.is_wide and not is_currency(currency or ""):
            skipped.append(Skipped(line, f"{clean(_at(row, columns.currency or 0))!r} is no currency such as EUR"))
        elif unit is not None and not is_currency(unit):
            skipped.append(Skipped(line, f"{clean(unit)!r} is no currency such as EUR"))
        else:
            for column in columns.numbers:
                text = _at(row, column.place)
                if text.casefold() not in _NONE:
                    yield _Cell(line, day, column.currency or currency or "", unit, column, text)


def _at(row: list[str], place: int) -> str:
    return row[place].strip() if place < len(row) else ""


def _day(line: int, text: str) -> date | str:
    """The day, or why the row has none. Raises ImportRefused for one that could be two."""
    typed = text.casefold()
    if found := _LONG_DAY.fullmatch(typed):
        month = MONTH_NUMBERS.get(found[2], 0)
        typed = f"{found[3]}-{month:02d}-{int(found[1]):02d}"
    elif iso := _ISO.fullmatch(typed):
        typed = iso[1]
    elif _NUMERIC.fullmatch(typed) is None:
        return f"{clean(text, 24)!r} is no date: write 2026-11-20"
    try:
        day = parse_date(typed, LATEST)
    except Unreadable as error:
        raise ImportRefused(f"line {line}: {error}") from None
    return day if EARLIEST <= day <= LATEST else f"{day} is outside 1970 to 2199"


def _decimal(
    cells: list[_Cell], delimiter: str, usual: Literal[".", ",", None]
) -> Literal[".", ",", None]:  # fmt: skip
    """The decimal separator that the file shows; a file parted by semicolons has lone commas for decimals."""
    shown = {mark for cell in cells if (mark := decimal_mark(cell.text))}
    if len(shown) == 1:
        return shown.pop()
    if not shown and delimiter != "," and any("," in cell.text for cell in cells):
        return ","
    return None if shown else usual


def _numbers(cells: list[_Cell], decimal: Literal[".", ",", None]) -> list[str]:
    found = []
    for cell in cells:
        try:
            found.append(parse_rate(cell.text, decimal))
        except Unreadable as error:
            raise ImportRefused(f"line {cell.line}: {error}") from None
    return found


def _ways(cells: list[_Cell], numbers: list[str], base: str, per: str | None) -> list[Way]:
    """Which way round each number is. Raises ImportRefused where neither the header nor `per` says so."""
    crossed = any(
        cell.currency == base and not is_same_rate(number, "1") for cell, number in zip(cells, numbers, strict=True)
    )
    ways = []
    for cell, number in zip(cells, numbers, strict=True):
        said = Way(cell.unit, cell.currency) if cell.unit else cell.column.way(cell.currency)
        told = way_per(per, cell.currency, base, crossed=crossed) if per else None
        if said and told and said != told:
            raise ImportRefused(
                f"the header says how much {said.other} 1 {said.one} is, --per {per} how much {told.other} 1 "
                f"{told.one} is: leave --per out, or put the header right"
            )
        way = said or told or (Way(base, base) if cell.currency == base and not crossed else None)
        if way is None:
            raise ImportRefused(_two_ways(cell, number, base, crossed=crossed))
        if way.one == way.other and not is_same_rate(number, "1"):
            raise ImportRefused(f"line {cell.line}: 1 {way.one} is always 1 {way.one}, not {number}")
        ways.append(way)
    return ways


def _two_ways(cell: _Cell, number: str, base: str, *, crossed: bool) -> str:
    if crossed:
        return (
            f"the file gives {base} numbers too, so they are all for one unit of another currency: say which, as "
            "in --per EUR"
        )
    return (
        f"line {cell.line}: {number} could be 1 {cell.currency} = {number} {base} (say --per each) or 1 {base} = "
        f"{number} {cell.currency} (say --per {base})"
    )


def _in_base(
    cells: list[_Cell], numbers: list[str], ways: list[Way], base: str, skipped: list[Skipped]
) -> Iterator[ImportedRate]:
    rows = list(zip(cells, numbers, ways, strict=True))
    worth = {(cell.day, way.one): number for cell, number, way in rows if way.other == base != way.one}
    for cell, number, way in rows:
        if way.one == way.other:
            continue
        try:
            if way.other == base:
                yield ImportedRate(cell.line, way.one, cell.day, number)
            elif way.one == base:
                yield ImportedRate(cell.line, way.other, cell.day, quotient("1", number))
            elif (cell.day, way.one) in worth:
                rate = quotient(worth[cell.day, way.one], number)
                yield ImportedRate(cell.line, way.other, cell.day, rate)
            else:
                why = f"1 {way.one} = {number} {way.other} says nothing of {base} on that day"
                skipped.append(Skipped(cell.line, why))
        except Unreadable as error:
            skipped.append(Skipped(cell.line, str(error)))


def _refuse_two(rates: Iterable[ImportedRate]) -> None:
    seen: dict[tuple[str, date], ImportedRate] = {}
    for found in rates:
        first = seen.setdefault((found.currency, found.day), found)
        if not is_same_rate(first.rate, found.rate):
            raise ImportRefused(
                f"lines {first.line} and {found.line} say two rates for {found.currency} on {found.day}: "
                f"{first.rate} and {found.rate}"
            )
