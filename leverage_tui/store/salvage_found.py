"""What a salvage finds, and by what it judges a document that stands alone: strict JSON, and to which table it fits."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from typing import Any, NamedTuple, NoReturn

from leverage_tui.domain.model import AMOUNTS
from leverage_tui.store.layout import Key, Raw, Tables

PAGE = 4096
"""Bytes that a disk writes as one: where two of them meet, halves of two documents can stand as one."""
LARGEST_DOCUMENT = 1 << 20
"""Bytes. What is longer is no entry of a book."""
MOST_LOST = 100_000
"""Lost lines after which the rest is not looked at: there is nothing of a book in it."""
MOST_DOCUMENTS = 1_000_000
_MOST_TABLES = 10_000
_NAMED = 200
_NUMBER = re.compile(r"-?[0-9]{1,40}")
_DATED = 10**18

_SIGNS: dict[str, tuple[frozenset[str], frozenset[str], frozenset[str]]] = {
    "settings": (frozenset({"key", "value"}), frozenset(), frozenset()),
    "streams": (frozenset({"id", "name"}), frozenset({"time_sold", "currency", "status"}), frozenset({"stream"})),
    "hours": (frozenset({"stream", "date", "work", "minutes"}), frozenset(), frozenset()),
    "money": (frozenset({"stream", "date"}), frozenset({*AMOUNTS, "units", "until"}), frozenset({"work"})),
    "standing": (frozenset({"stream", "name", "from", "per"}), frozenset(), frozenset()),
    "closed": (frozenset({"stream", "week"}), frozenset(), frozenset({"work", "date"})),
    "rates": (frozenset({"currency", "date", "rate"}), frozenset(), frozenset({"stream"})),
    "timer": (frozenset({"stream", "work", "started"}), frozenset(), frozenset({"date"})),
    "changes": (frozenset({"when", "what"}), frozenset(), frozenset({"stream"})),
    "deleted": (frozenset({"table", "doc"}), frozenset(), frozenset({"stream"})),
}
"""By table: the keys that a document of it must have, of which it must have one, and which it never has."""


class Lost(NamedTuple):
    """A line that could not be read, and why. Lines are counted from 1."""

    line: int
    why: str


class Salvaged(NamedTuple):
    """What could be read of a damaged file."""

    tables: Tables
    doubtful: Tables
    """Documents that may be put together from halves of two: they stand where two pages of the disk meet, or their
    number and their date do not agree, or they lack what every document of their table has. None is in `tables`."""
    lost: tuple[Lost, ...]
    """The first of them; `lost_lines` counts all."""
    lost_lines: int

    @property
    def documents(self) -> int:
        """How many documents are beyond doubt."""
        return sum(map(len, self.tables.values()))


class Unfit(Exception):
    """A line or a piece of text is no document. The message says why."""


class Findings:
    """Gathers what a salvage finds, and knows when there is nothing more to be hoped for."""

    def __init__(self) -> None:
        self.sure = True
        """Whether the table is beyond doubt that the next document stands in."""
        self.table: str | None = None
        self._tables: Tables = {}
        self._doubtful: Tables = {}
        self._lost: list[Lost] = []
        self._last: int | None = None
        self._begun = self.documents = self.lost = 0

    @property
    def is_hopeless(self) -> bool:
        """Whether so much is lost, or so much found, that it is no book."""
        return self.lost > MOST_LOST or self.documents >= MOST_DOCUMENTS or self._begun > _MOST_TABLES

    def lose(self, line: int, why: str, count: int = 1) -> None:
        """A line is lost; from here on no table is certain before the next one begins."""
        self.sure = False
        self.lost += count
        if len(self._lost) < _NAMED:
            self._lost.append(Lost(line, why))

    def has_lost(self, line: int) -> bool:
        """Whether that line is the last that was lost."""
        return bool(self._lost) and self._lost[-1].line == line

    def begin(self, table: str | None) -> None:
        """The table `table` begins; None: the one before it ends."""
        self.table, self._last = table, None
        self._begun += 1
        self.sure = self.sure or table is not None
        if table is not None:
            self._tables.setdefault(table, {})

    def take(self, line: int, written: str, raw: Any, *, on_seam: bool) -> None:
        """A document, as JSON holds it, under the key `written`. `on_seam`: two pages of the disk meet in it."""
        if not isinstance(raw, dict):
            raise Unfit("no document stands there")
        if not _NUMBER.fullmatch(written):
            raise Unfit("it has no document number")
        number = int(written)
        if self.table is None or (self._last is not None and number <= self._last):
            self.sure = False
        self._last = number
        table = self._table_for(raw)
        if table is None:
            raise Unfit("which table it belongs to is not certain")
        strange = table in _SIGNS and not _fits(table, raw)
        self._put(line, (table, number), raw, doubted=on_seam or strange or _disagrees(table, number, raw))

    def settle(self) -> None:
        """What was found so far is a whole book: where nothing was lost there is no doubt either."""
        for table, rows in self._doubtful.items():
            self._tables.setdefault(table, {}).update(rows)
        self._doubtful.clear()

    def result(self) -> Salvaged:
        """Everything found."""
        if not self.lost:
            self.settle()
        return Salvaged(self._tables, self._doubtful, tuple(self._lost), self.lost)

    def _table_for(self, raw: Raw) -> str | None:
        fitting = [table for table in _SIGNS if _fits(table, raw)]
        only = fitting[0] if len(fitting) == 1 else None
        if not self.sure:
            return only
        known = self.table in _SIGNS or self.table == "scenarios"
        if known and only is not None and only != self.table:
            self.sure = False
            return only
        return self.table

    def _put(self, line: int, key: Key, raw: Raw, *, doubted: bool) -> None:
        table, number = key
        there = self._tables.get(table, {}).get(number)
        if raw in (there, self._doubtful.get(table, {}).get(number)):
            self.lose(line, f"it is {number} of {table} once more")
            return
        if there is not None:
            # Of two documents with one number the later one counts, as everywhere.
            if not doubted and _at(raw) > _at(there):
                self._tables[table][number] = raw
            self.lose(line, f"it is a second {number} of {table}")
            return
        target = self._doubtful if doubted else self._tables
        target.setdefault(table, {})[number] = raw
        if not doubted:
            self._doubtful.get(table, {}).pop(number, None)
        self.documents += 1


def read_strictly(text: str | bytes) -> Any:
    """The JSON value of a text: nothing twice, no number that is none. Raises Unfit."""
    try:
        return json.loads(text, **HOOKS)
    except json.JSONDecodeError:
        raise Unfit("it is no valid JSON") from None
    except UnicodeDecodeError:
        raise Unfit("it is no UTF-8 text") from None
    except RecursionError:
        raise Unfit("it is nested too deeply") from None
    except ValueError:
        raise Unfit("it holds a number with thousands of digits") from None


def _refuse_constant(name: str) -> NoReturn:
    raise Unfit(f"it holds {name}, which is no number in JSON")


def _finite(digits: str) -> float:
    value = float(digits)
    if not math.isfinite(value):
        raise Unfit("it holds a number that is too large")
    return value


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Unfit("the same key stands in it twice")
    return found


HOOKS: Mapping[str, Any] = {
    "parse_constant": _refuse_constant,
    "parse_float": _finite,
    "object_pairs_hook": _once,
}
"""With what JSON is read strictly; each of them may raise Unfit."""


def _fits(table: str, raw: Raw) -> bool:
    must, some, never = _SIGNS[table]
    keys = raw.keys()
    return must <= keys and not never & keys and (not some or bool(some & keys))


def _disagrees(table: str, number: int, raw: Raw) -> bool:
    """Whether a number of ours, which begins with the date of a dated document, names another date."""
    if table not in ("hours", "money") or not _DATED <= number < 10 * _DATED:
        return False
    written = str(raw.get("date")).replace("-", "")
    return not str(number).startswith(written)


def _at(raw: Raw) -> str:
    at = raw.get("at")
    return at if isinstance(at, str) else ""
