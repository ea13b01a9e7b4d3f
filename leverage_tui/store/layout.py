"""The file's text: deterministic, one document per line, read with suspicion.

    {
    "hours":{
    "2026110212345678901":{"date":"2026-11-02","minutes":90,...},
    "2026110398765432109":{...}
    },
    "settings":{
    ...
    }
    }

Tables by name, documents by number, keys sorted: equal data is equal byte for byte, a changed entry is one
changed line. To any JSON tool, a stock TinyDB among them, it is ordinary JSON. Salvaging the lines of a damaged
file belongs beside `parse`.
"""

from __future__ import annotations

import json
import math
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from leverage_tui.domain.limits import is_crowded
from leverage_tui.domain.model import TABLES
from leverage_tui.store.errors import FileUnreadable

Key = tuple[str, int]
"""Table and number of a document."""
Raw = Mapping[str, Any]
Tables = dict[str, dict[int, Raw]]

_BYTE_ORDER_MARK = "\ufeff"
_NUMBER = re.compile(r"-?[0-9]+")
_SURROGATE = re.compile("[\ud800-\udfff]")
_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode


def encode(value: Any) -> bytes:
    """The one text of a JSON value. Raises TypeError or ValueError for what JSON cannot hold."""
    text = _encode(value)
    try:
        return text.encode()
    except UnicodeEncodeError:
        # Half of a surrogate pair is no text, but a file may hold one escaped: it goes back as it came.
        return _SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", text).encode()


def encode_document(doc_id: int, raw: Raw) -> bytes:
    """The line of one document, without a comma."""
    return b'"%d":%b' % (doc_id, encode(raw))


def decode_document(line: bytes) -> Raw:
    """The JSON object in a line that `encode_document` made."""
    found: Raw = json.loads(line[line.index(b":") + 1 :])
    return found


def number_in(line: bytes) -> int:
    """The document's number in a line that `encode_document` made."""
    return int(line[1 : line.index(b'"', 1)])


class Rows(Mapping[int, bytes]):
    """The lines of one table by number. They are kept in order and found by halving: a table costs nothing before
    something is looked for in it."""

    __slots__ = ("lines",)

    def __init__(self, lines: Sequence[bytes]) -> None:
        self.lines = lines
        """In order of their numbers."""

    def __getitem__(self, number: int) -> bytes:
        place = bisect_left(self.lines, number, key=number_in)
        if place == len(self.lines) or number_in(self.lines[place]) != number:
            raise KeyError(number)
        return self.lines[place]

    def __iter__(self) -> Iterator[int]:
        return map(number_in, self.lines)

    def __len__(self) -> int:
        return len(self.lines)

    def changed(self, changes: Mapping[int, bytes | None]) -> Rows:
        """These lines with some replaced, added, or (None) taken out."""
        lines = list(self.lines)
        for number, line in changes.items():
            place = bisect_left(lines, number, key=number_in)
            there = place < len(lines) and number_in(lines[place]) == number
            lines[place : place + there] = [] if line is None else [line]
        return Rows(lines)


def rows_of(lines: Mapping[int, bytes]) -> Rows:
    """Lines by number, in whatever order."""
    return Rows([lines[number] for number in sorted(lines)])


_NO_ROWS = Rows(())


class Sheet(NamedTuple):
    """The encoded lines of a file by table and number. A changed sheet shares its untouched tables."""

    lines: Mapping[str, Rows]

    def table(self, name: str) -> Rows:
        """The lines of one table, none where it is not there."""
        return self.lines.get(name, _NO_ROWS)

    def text(self) -> bytes:
        """The file's bytes. Tables of ours that are empty leave no trace."""
        tables = []
        for name in sorted(self.lines):
            rows = self.lines[name]
            if rows:
                tables.append(b"%b:{\n%b\n}" % (encode(name), b",\n".join(rows.lines)))
            elif name not in TABLES:
                tables.append(b"%b:{}" % encode(name))
        return b"{\n" + b",\n".join(tables) + (b"\n}\n" if tables else b"}\n")

    def changed(self, changes: Mapping[Key, Raw | None]) -> Sheet:
        """This sheet with each document replaced, added, or (None) taken out. Encodes only those."""
        by_table: dict[str, dict[int, bytes | None]] = {}
        for (table, number), raw in changes.items():
            line = None if raw is None else encode_document(number, raw)
            by_table.setdefault(table, {})[number] = line
        return Sheet({**self.lines, **{name: self.table(name).changed(found) for name, found in by_table.items()}})

    def differing(self, other: Sheet) -> Iterator[Key]:
        """The documents that are not the same in both."""
        for name in self.lines.keys() | other.lines.keys():
            mine, theirs = self.table(name), other.table(name)
            if mine is not theirs:
                lines = set(mine.lines).symmetric_difference(theirs.lines)
                yield from ((name, number) for number in {number_in(line) for line in lines})


def sheet_of(tables: Mapping[str, Mapping[int, Raw]]) -> Sheet:
    """All of `tables` encoded."""
    return Sheet({
        table: rows_of({number: encode_document(number, raw) for number, raw in rows.items()})
        for table, rows in tables.items()
    })  # fmt: skip


def split(data: bytes) -> Sheet:
    """The lines of a file that `Sheet.text` made, without decoding any. Raises ValueError where it did not."""
    if not (data.startswith(b"{\n") and data.endswith(b"}\n")):
        raise ValueError("not our layout")
    lines: dict[str, Rows] = {}
    place, end = 2, len(data) - 2
    while place < end:
        begins = data.index(b"\n", place) + 1
        head = data[place : begins - 1].removesuffix(b",")
        if head.endswith(b":{}"):
            lines[json.loads(head[:-3])] = _NO_ROWS
            place = begins
        elif head.endswith(b":{"):
            # Within a line there is no line break, so this one ends the table.
            ends = data.index(b"\n}", begins - 1)
            lines[json.loads(head[:-2])] = Rows(data[begins:ends].split(b",\n"))
            place = data.index(b"\n", ends + 1) + 1
        else:
            raise ValueError("not our layout")
    return Sheet(lines)


def parse(data: bytes, path: Path) -> Tables:
    """The tables of a file's bytes. Raises FileUnreadable, with the reason in words, for everything that is not
    a TinyDB file whole and sound."""
    try:
        text = data.decode().removeprefix(_BYTE_ORDER_MARK)
    except UnicodeDecodeError as error:
        raise FileUnreadable(path, f"it is no UTF-8 text (byte {error.start + 1})") from None
    if not text.strip():
        raise FileUnreadable(path, "it is empty")
    if is_crowded(text):
        raise FileUnreadable(path, "it holds more than a million documents")
    try:
        tables = _shaped(json.loads(text, parse_constant=_refuse_constant, parse_float=_finite))
        if text.count("\n") != _line_count(tables):
            # Twice the same key shows only to a slower reader; in our own layout it would be a line too many.
            json.loads(text, object_pairs_hook=_without_repeats)
    except json.JSONDecodeError as error:
        raise FileUnreadable(path, f"line {error.lineno}, column {error.colno} is no valid JSON") from None
    except _Unshaped as error:
        raise FileUnreadable(path, str(error)) from None
    except RecursionError:
        raise FileUnreadable(path, "it is nested too deeply") from None
    except ValueError:
        raise FileUnreadable(path, "it holds a number with thousands of digits") from None
    return tables


class _Unshaped(Exception):
    """JSON, but not what a TinyDB file holds."""


def _refuse_constant(name: str) -> NoReturn:
    raise _Unshaped(f"it holds {name}, which is no number in JSON")


def _finite(digits: str) -> float:
    value = float(digits)
    if not math.isfinite(value):
        raise _Unshaped("it holds a number that is too large")
    return value


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        raise _Unshaped(f"{next(name for name in names if names.count(name) > 1)!r} is there twice")
    return found


def _shaped(root: Any) -> Tables:
    if not isinstance(root, dict):
        raise _Unshaped("it is no set of tables")
    tables: Tables = {}
    for name, rows in root.items():
        if not isinstance(rows, dict):
            raise _Unshaped(f"{name!r} is no table")
        tables[name] = _plainly_numbered(rows) or _numbered(name, rows)
    return tables


def _plainly_numbered(rows: dict[str, Any]) -> dict[int, Raw]:
    """The documents by number, where a glance at all of them shows that they are such; none otherwise."""
    digits = "".join(rows)
    if not (digits.isascii() and digits.isdigit() and all(rows) and set(map(type, rows.values())) == {dict}):
        return {}
    numbered = dict(zip(map(int, rows), rows.values(), strict=True))
    return numbered if len(numbered) == len(rows) else {}


def _numbered(name: str, rows: dict[str, Any]) -> dict[int, Raw]:
    numbered: dict[int, Raw] = {}
    for written, raw in rows.items():
        if not isinstance(raw, dict):
            raise _Unshaped(f"{written!r} in the table {name!r} is no document")
        if not _NUMBER.fullmatch(written):
            raise _Unshaped(f"{written!r} in the table {name!r} is no document number")
        number = int(written)
        if number in numbered:
            raise _Unshaped(f"the table {name!r} has the document {number} twice")
        numbered[number] = raw
    return numbered


def _line_count(tables: Tables) -> int:
    return 2 + sum(len(rows) + 2 if rows else 1 for rows in tables.values())
