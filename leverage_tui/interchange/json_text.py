"""The elements of a JSON text one after another, each with the line on which it begins."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from leverage_tui.interchange.rows import ImportRefused

_BLANKS = re.compile(r"[ \t\r\n]*")
_DECODER = json.JSONDecoder()


def json_items(text: str, at: int = 0) -> Iterator[tuple[int, object]]:
    """The elements of the array that stands at `at` (blanks before it do not count), or the one value that is no
    array. Raises ImportRefused with the line where the JSON is broken."""
    at = _past_blanks(text, at)
    is_array = text[at : at + 1] == "["
    if is_array:
        at = _past_blanks(text, at + 1)
    line = 1 + text.count("\n", 0, at)
    end = at
    if not (is_array and text[at : at + 1] == "]"):
        while True:
            value, end = _value(text, at, line)
            yield line, value
            end = _past_blanks(text, end)
            if not is_array or text[end : end + 1] != ",":
                break
            following = _past_blanks(text, end + 1)
            line += text.count("\n", at, following)
            at = following
    if is_array and text[end : end + 1] != "]":
        raise ImportRefused(f"line {line}: the JSON is broken after here: is the file cut off?")
    if _past_blanks(text, end + is_array) < len(text):
        raise ImportRefused(f"line {line}: more text follows the end of the JSON: is the file two files?")


def first_item(text: str, at: int = 0) -> object:
    """The first element, for a look at what a text holds; None where there is none that can be read."""
    try:
        return next(json_items(text, at), (0, None))[1]
    except ImportRefused:
        return None


def _past_blanks(text: str, at: int) -> int:
    found = _BLANKS.match(text, at)
    return found.end() if found else at


def _value(text: str, at: int, line: int) -> tuple[object, int]:
    try:
        return _DECODER.raw_decode(text, at)
    except json.JSONDecodeError as error:
        raise ImportRefused(f"line {error.lineno}: the JSON is broken here") from None
    except (ValueError, RecursionError):
        raise ImportRefused(f"line {line}: the JSON holds what cannot be read") from None
