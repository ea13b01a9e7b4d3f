"""Which column of a table is what: as the user says, as was said of the same header before, or as it is called."""

from __future__ import annotations

import csv
import difflib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b

from leverage_tui.domain.quantities.currency import is_currency
from leverage_tui.domain.text import clean
from leverage_tui.interchange.aliases import ALIASES, AMOUNTS, ELSE_NOTES, FIELDS, LENGTHS, OTHER_NAMES
from leverage_tui.interchange.reading import Table, read_table, squeeze
from leverage_tui.interchange.rows import ImportRefused
from leverage_tui.interchange.source import Source

TELL = (
    '--columns "date=COLUMN,hours=COLUMN,project=COLUMN" for hours, or "date=COLUMN,amount=COLUMN,note=COLUMN" for '
    "money"
)
_SEARCHED = 60
"""How many records may stand before the header."""
_BRACKETS = re.compile(r"[(\[]([^)\]]{0,40})[)\]]")
_FILLED = ("date", "project", "client", "note", "tags", "currency", "status", "start")
"""Fields that are found by name beside those that were told."""
_OF_EXPENSES = (
    "billable", "reimbursable", "cardmember", "cardholder", "purchasedby", "karteninhaber", "kaarthouder",
)  # fmt: skip
_SHOWN = 12
_FIELD_OF = {alias: field for field, aliases in ALIASES.items() for alias in aliases}


class ColumnsUnknown(ImportRefused):
    """Which column of a table is what has to be told."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A table, the place of each field in it, and the header's key (empty without a header). `currency` is the one
    that the header names, else empty."""

    table: Table
    places: Mapping[str, int]
    key: str = ""
    currency: str = ""

    @property
    def is_hours(self) -> bool:
        """Whether the table is about hours; a timesheet with amounts is."""
        return has_hours(self.places)


def parse_columns(text: str) -> dict[str, str]:
    """The fields and columns of ``date=Day,hours=Std.``; a name with a comma in it stands in quotes. Raises
    ImportRefused, for an unknown field with the nearest."""
    found: dict[str, str] = {}
    try:
        parts = next(csv.reader([text], skipinitialspace=True), [])
    except csv.Error:
        raise ImportRefused(
            f"--columns: {clean(text, 40)!r}? write it in one line, FIELD=COLUMN,FIELD=COLUMN"
        ) from None
    for part in parts:
        field, equals, column = (piece.strip() for piece in part.partition("="))
        if not equals or not column:
            raise ImportRefused(f"--columns: {clean(part, 40)!r}? a column is written FIELD=COLUMN, as in date=Day")
        name = OTHER_NAMES.get(field.casefold(), field.casefold())
        if name not in FIELDS:
            near = difflib.get_close_matches(name, [*FIELDS, *OTHER_NAMES], n=1)
            hint = f"the nearest is {near[0]}" if near else f"there is {', '.join(FIELDS)}"
            raise ImportRefused(f"--columns: there is no field {clean(field, 40)}: {hint}")
        if found.get(name, column) != column:
            raise ImportRefused(f"--columns: {name} is said twice")
        found[name] = column
    if not found:
        raise ImportRefused(f"--columns names no column: {TELL}")
    return found


def header_key(names: Iterable[str]) -> str:
    """The key under which answers about a header are kept."""
    squeezed = json.dumps([squeeze(name) for name in names], ensure_ascii=False)
    return blake2b(squeezed.encode(), digest_size=10).hexdigest()


def known_key(text: str, known: Iterable[str]) -> str | None:
    """The key of a header of `text` that is one of `known`."""
    keys = frozenset(known)
    try:
        return next((key for _, cells in _heads(read_table(text)) if (key := header_key(cells)) in keys), None)
    except ImportRefused:
        return None


def is_unmistakable(text: str) -> bool:
    """Whether the names of the columns alone say what a table is: hours or amounts by day, and what they were for."""
    try:
        layout = _by_name(read_table(text))
    except ImportRefused:
        return False
    if layout is None or not {"note", "project", "client"} & layout.places.keys():
        return False
    # Expenses that time trackers export, and what was bought by card, look like income by their amounts.
    return layout.is_hours or layout.table.column(*_OF_EXPENSES) is None


def layout_of(source: Source) -> Layout:
    """Which column of a file is what. Raises ImportRefused with what is missing, the columns there are, and guesses."""
    table = read_table(source.text)
    if source.columns:
        return _checked(_told(table, source.columns))
    key = known_key(source.text, source.known_columns)
    if key is not None:
        return _checked(_told(table, source.known_columns[key]))
    layout = _by_name(table)
    if layout is None:
        raise ColumnsUnknown(_missing(_most_like(table)))
    return layout


def has_hours(places: Iterable[str]) -> bool:
    """Whether fields say how long something took."""
    there = set(places)
    return bool(there & set(LENGTHS)) or {"start", "end"} <= there


def _heads(table: Table) -> list[tuple[int, list[str]]]:
    """Number and cells of the records among which the header is."""
    return list(enumerate(table.beginning(_SEARCHED)))


def _laid_out(table: Table, number: int, cells: Sequence[str], places: Mapping[str, int]) -> Layout:
    amounts = (cells[places[field]] for field in AMOUNTS if field in places)
    currency = next((code for name in amounts if (code := _currency_in(name))), "")
    return Layout(replace(table, header=tuple(cells), first=number + 1), places, header_key(cells), currency)


def _by_name(table: Table) -> Layout | None:
    """The first record that is a header with all that is needed."""
    for number, cells in _heads(table):
        places = _named(cells)
        if _is_complete(places):
            return _laid_out(table, number, cells, places)
    return None


def _named(cells: Sequence[str]) -> dict[str, int]:
    """The places of the fields that the names of the columns give away."""
    places: dict[str, int] = {}
    for place, name in enumerate(cells):
        field = next((_FIELD_OF[key] for key in _keys(name) if key in _FIELD_OF), None)
        if field is not None:
            places.setdefault(field, place)
    if "note" not in places:
        note = next((place for place, name in enumerate(cells) if squeeze(name) in ELSE_NOTES), None)
        return places if note is None else places | {"note": note}
    return places


def _keys(name: str) -> Iterable[str]:
    """How a column may be called: whole, without what stands in brackets, without a currency after it."""
    yield squeeze(name)
    bare = _BRACKETS.sub(" ", name[:200])
    yield squeeze(bare)
    words = bare.split()
    if len(words) > 1 and is_currency(words[-1]):
        yield squeeze(" ".join(words[:-1]).removesuffix(" in"))


def _currency_in(name: str) -> str:
    """The code in ``Amount (USD)`` or ``Betrag EUR``, else empty."""
    found = _BRACKETS.search(name[:200])
    words = [found[1].strip()] if found else name.split()[1:][-1:]
    return words[0] if words and is_currency(words[0]) else ""


def _is_complete(places: Mapping[str, int]) -> bool:
    return "date" in places and (has_hours(places) or bool(set(AMOUNTS) & places.keys()))


def _told(table: Table, columns: Mapping[str, str]) -> Layout:
    """The layout that the user says: columns by name, or by number from 1."""
    heads = _heads(table)
    names = [column for column in columns.values() if not _is_number(column)]
    if not names:
        widest = max((len(cells) for _, cells in heads), default=0)
        places = {field: _place(column, (), widest) for field, column in columns.items()}
        header = tuple(str(place + 1) for place in range(widest))
        return Layout(replace(table, header=header, first=0), places)

    def there(cells: Sequence[str]) -> int:
        keys = {squeeze(cell) for cell in cells}
        return sum(squeeze(name) in keys for name in names)

    number, cells = max(heads, key=lambda head: there(head[1]), default=(0, []))
    places = {field: _place(column, cells, len(cells)) for field, column in columns.items()}
    found = {field: place for field, place in _named(cells).items() if field in _FILLED}
    places |= {
        field: place for field, place in found.items() if field not in places and place not in places.values()
    }
    return _laid_out(table, number, cells, places)


def _place(column: str, cells: Sequence[str], width: int) -> int:
    same = [place for place, cell in enumerate(cells) if squeeze(cell) == squeeze(column) and cell.strip()]
    if len(same) == 1:
        return same[0]
    if same:
        numbers = " or ".join(str(place + 1) for place in same)
        raise ColumnsUnknown(f"{len(same)} columns are called {clean(column, 40)}: say its number, {numbers}")
    if _is_number(column) and 1 <= int(column) <= width:
        return int(column) - 1
    if _is_number(column):
        raise ColumnsUnknown(f"there is no column {column}: the file has {width}")
    near = difflib.get_close_matches(squeeze(column), [squeeze(cell) for cell in cells], n=1)
    hint = next((f"the nearest is {clean(cell, 40)}; " for cell in cells if near and squeeze(cell) == near[0]), "")
    raise ColumnsUnknown(f"there is no column {clean(column, 40)!r}: {hint}{_listed(cells)}")


def _is_number(column: str) -> bool:
    return column.isascii() and column.isdigit() and len(column) < 5


def _checked(layout: Layout) -> Layout:
    if not _is_complete(layout.places) and not {"start", "end"} <= layout.places.keys():
        raise ColumnsUnknown(_missing(layout.table.header, layout.places))
    return layout


def _most_like(table: Table) -> Sequence[str]:
    """The record that is most like a header."""
    heads = _heads(table)
    return max((cells for _, cells in heads), key=lambda cells: (len(_named(cells)), len(cells)), default=[])


def _missing(cells: Sequence[str], places: Mapping[str, int] | None = None) -> str:
    places = _named(cells) if places is None else places
    lacks = [] if "date" in places else ["the date"]
    if not has_hours(places) and not set(AMOUNTS) & places.keys():
        lacks.append("the hours or the amount")
    guesses = [
        f"{field} may be {near}" for field in ("date", "hours", "amount") if (near := _guess(field, cells, places))
    ]
    guessed = f" ({', '.join(guesses)})" if guesses else ""
    return f"no column is known to be {' and none '.join(lacks)}{guessed}: say it with {TELL}; {_listed(cells)}"


def _guess(field: str, cells: Sequence[str], places: Mapping[str, int]) -> str:
    if field in places:
        return ""
    for cell in cells:
        key = squeeze(cell)
        if len(key) > 2 and difflib.get_close_matches(key, ALIASES[field], n=1, cutoff=0.7):
            return clean(cell, 40)
        if any(len(alias) > 3 and alias in key for alias in ALIASES[field]):
            return clean(cell, 40)
    return ""


def _listed(cells: Sequence[str]) -> str:
    named = [clean(cell, 40) or '""' for cell in cells[:_SHOWN]]
    more = f" and {len(cells) - _SHOWN} more" if len(cells) > _SHOWN else ""
    return f"the columns are {', '.join(named)}{more}"
