"""User text made harmless before anything stores or shows it.

Terminals obey control characters, and bidirectional overrides make a line read otherwise than it is. Every
entrance (file, argument, import, paste, keyboard) therefore goes through `clean`.
"""

from __future__ import annotations

import re
import unicodedata

NAME_LIMIT = 80
NOTE_LIMIT = 2_000
_MARKS_IN_A_ROW = 4

_CONTROLS = (*range(0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000))
_DIRECTIONS = (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_INVISIBLE = (0x00AD, 0x180E, 0x200B, 0x2028, 0x2029, *range(0x2060, 0x2066), *range(0x206A, 0x2070))
_MARKERS = (0xFEFF, *range(0xFFF9, 0xFFFC), *range(0xE0000, 0xE0080))
_HARMFUL: dict[int, None] = dict.fromkeys((*_CONTROLS, *_DIRECTIONS, *_INVISIBLE, *_MARKERS))
_MARKS = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_STACKED = re.compile(f"([{_MARKS}]{{{_MARKS_IN_A_ROW}}})[{_MARKS}]+")
_BLANKS = str.maketrans({"\n": " ", "\r": " ", "\t": " "})


def clean(text: str, limit: int = NAME_LIMIT) -> str:
    """One line of `text` without control or direction-changing characters, at most `limit` characters.

    Line breaks and tabs become blanks, runs of blanks become one, long runs of combining marks are cut.
    Cutting at the limit never leaves a dangling joiner or combining mark behind.
    """
    if text.isascii() and text.isprintable() and len(text) <= limit:
        return " ".join(text.split())
    text = unicodedata.normalize("NFC", text[: limit * 8].translate(_BLANKS).translate(_HARMFUL))
    kept: list[str] = []
    marks = 0
    for char in text:
        marks = marks + 1 if unicodedata.category(char) in ("Mn", "Me") else 0
        if marks <= _MARKS_IN_A_ROW:
            kept.append(char)
    return _cut(" ".join("".join(kept).split()), limit)


def harmless(text: str) -> str:
    """`text` as it is, less the characters that a terminal would obey and marks stacked high; for text on its way to
    a screen."""
    if text.isascii() and text.isprintable():
        return text
    return _STACKED.sub(r"\1", text.translate(_BLANKS).translate(_HARMFUL))


def is_clean(text: str) -> bool:
    """Whether `text` holds no control or direction-changing character."""
    return (text.isascii() and text.isprintable()) or text.translate(_HARMFUL) == text


def _cut(text: str, limit: int) -> str:
    if len(text) <= limit:
        return text
    cut = limit
    while cut and (text[cut] in "\u200c\u200d" or unicodedata.category(text[cut]) in ("Mn", "Me")):
        cut -= 1
    return text[:cut].rstrip(" \u200c\u200d")


def width(text: str) -> int:
    """The columns that `text` takes on a terminal."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.category(char) in ("Mn", "Me", "Cf") else 1 + (unicodedata.east_asian_width(char) in "WF")
        for char in text
    )
