"""Salvage of a file that is not laid out line by line, as a stock TinyDB writes it: all of it on one line, or indented.

Documents are looked for by the keys before them. As long as nothing was lost, braces tell where a table begins; after
a loss, a document must show by its keys where it belongs.
"""

from __future__ import annotations

import json
import re
from typing import Any

from leverage_tui.store.salvage_found import HOOKS, LARGEST_DOCUMENT, PAGE, Findings, Salvaged, Unfit

_KEY = re.compile(r'(?<!\\)"((?:[^"\\]|\\.){0,200})"\s{0,64}:\s{0,64}\{')
_DIGITS = re.compile(r"-?[0-9]{1,40}")
_INSIDE = re.compile(r'\s{0,64}(?:\}|"-?[0-9]{1,40}"\s{0,64}:\s{0,64}\{)')
_EMPTY = re.compile(r"\s{0,64}\}")
_MOST_KEYS = 2_000_000
_SLICES = (1 << 12, 1 << 16, LARGEST_DOCUMENT)
_ESCAPED_BYTES = re.compile("[\udc80-\udcff]")
_decode = json.JSONDecoder(**HOOKS).raw_decode


def scan(data: bytes) -> Salvaged:
    """Every document that can be read of `data`, UTF-8 or nearly so."""
    return _Scan(data.decode("utf-8", "surrogateescape")).run()


class _Scan:
    """One pass over the text. What failed attempts may read in all is bounded."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._found = Findings()
        self._budget = 3 * len(text) + (1 << 24)
        self._line, self._counted = 1, 0
        self._bytes = self._measured = 0

    def run(self) -> Salvaged:
        """The findings."""
        found, place = self._found, 0
        opening = True
        for _ in range(_MOST_KEYS):
            key = _KEY.search(self._text, place)
            if key is None or found.is_hopeless or self._budget < 0:
                break
            gap = "".join(self._text[place : key.start()].split())
            place = self._take(key, gap, opening)
            opening = False
        rest = "".join(self._text[place:].split())
        if found.sure and rest != ("{}" if opening else "}" if found.table is None else "}}"):
            found.lose(self._line_of(place), "nothing that follows can be read")
        return found.result()

    def _take(self, key: re.Match[str], gap: str, opening: bool) -> int:
        """Take in what stands after a key; gives the place after it."""
        found, name = self._found, key[1]
        begins = gap == "{" if opening else gap in ("}", "},") if found.table is not None else gap == ","
        if found.sure and not (begins or (found.table is not None and gap in ("", ","))):
            found.lose(self._line_of(key.start()), "what stands between the entries is damaged")
        is_number = _DIGITS.fullmatch(name) is not None
        if found.sure and begins:
            return self._begin(key)
        if not is_number:
            if not found.sure and _INSIDE.match(self._text, key.end()):
                # Perhaps a table, perhaps part of a damaged document: its documents must show which.
                return key.end()
            if found.sure:
                found.lose(self._line_of(key.start()), "it has no document number")
            return key.end()
        return self._document(key)

    def _begin(self, key: re.Match[str]) -> int:
        try:
            name = str(json.loads(f'"{key[1]}"'))
        except ValueError:
            self._found.lose(self._line_of(key.start()), "the name of a table is damaged")
            return key.end()
        self._found.begin(name)
        empty = _EMPTY.match(self._text, key.end())
        if empty:
            self._found.begin(None)
        return empty.end() if empty else key.end()

    def _document(self, key: re.Match[str]) -> int:
        start = key.end() - 1
        line = self._line_of(start)
        try:
            raw, length = self._decoded(start)
            end = start + length
            if _ESCAPED_BYTES.search(self._text, start, end):
                raise Unfit("it is no UTF-8 text")
            on_seam = self._is_on_seam(key.start(), end)
            self._found.take(line, key[1], raw, on_seam=on_seam)
        except Unfit as why:
            self._found.lose(line, f"character {start + 1}: {why}")
            return key.end()
        return end

    def _decoded(self, start: int) -> tuple[Any, int]:
        """The object that begins at `start`, and its length. Raises Unfit."""
        for size in _SLICES:
            piece = self._text[start : start + size]
            try:
                return _decode(piece)
            except RecursionError:
                self._budget -= len(piece)
                raise Unfit("it is nested too deeply") from None
            except json.JSONDecodeError:
                self._budget -= len(piece)
                if start + size >= len(self._text):
                    break
            except ValueError:
                self._budget -= len(piece)
                raise Unfit("it holds a number with thousands of digits") from None
        raise Unfit("it is no valid JSON")

    def _is_on_seam(self, start: int, end: int) -> bool:
        """Whether two pages of the disk meet between two characters."""
        first = self._bytes_to(start)
        return first // PAGE != (self._bytes_to(end) - 1) // PAGE

    def _bytes_to(self, place: int) -> int:
        """How many bytes stand before a character that lies behind all that were asked about."""
        self._bytes += len(self._text[self._measured : place].encode("utf-8", "surrogateescape"))
        self._measured = place
        return self._bytes

    def _line_of(self, place: int) -> int:
        self._line += self._text.count("\n", self._counted, place)
        self._counted = max(self._counted, place)
        return self._line
