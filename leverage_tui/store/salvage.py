"""What can still be read of a damaged file, line by line. Pure: bytes in, documents out, nothing is touched.

Our own layout has one document a line, so that damage costs the lines it hits. A document is taken whole or not at
all, under the number that stands before it. What tells its table is the line above that began one; once a line was
lost in between, the document must show by its keys where it belongs. Files laid out otherwise are read by
`salvage_scan`. Time and memory are bounded whatever the bytes are.
"""

from __future__ import annotations

import codecs
import re

from leverage_tui.store.salvage_found import (
    LARGEST_DOCUMENT,
    PAGE,
    Findings,
    Lost,
    Salvaged,
    Unfit,
    read_strictly,
)

__all__ = ["Lost", "Salvaged", "salvage"]

_OURS = re.compile(rb'^"-?[0-9]{1,40}":\{', re.MULTILINE)
_TABLE = re.compile(rb'("(?:[^"\\]|\\.){0,400}"):\{(\}?),?')
_LONGEST_TABLE = 1000
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def salvage(data: bytes) -> Salvaged:
    """Every document of `data` that can be read, and what could not be. Never raises."""
    data = _as_utf_8(data)
    if _OURS.search(data):
        return _lines(data)
    from leverage_tui.store.salvage_scan import scan

    return scan(data)


def _as_utf_8(data: bytes) -> bytes:
    """The same without a byte order mark; UTF-16, which an editor may have made of it, as far as it is text."""
    if data.startswith(_UTF_16):
        try:
            text = data.decode("utf-16")
        except UnicodeDecodeError as error:
            text = data[: error.start].decode("utf-16", "ignore")
        return text.encode("utf-8", "ignore")
    return data.removeprefix(codecs.BOM_UTF8)


def _lines(data: bytes) -> Salvaged:
    found = Findings()
    place = line = 0
    ended, last = False, b""
    while place < len(data):
        end = data.find(b"\n", place)
        end = len(data) if end < 0 else end
        line += 1
        text = data[place:end].strip() if end - place <= LARGEST_DOCUMENT else None
        if ended and text != b"":
            # A whole book stands before this: what an older, longer version of the file left behind is not read.
            found.settle()
            rest = data.count(b"\n", place) + (not data.endswith(b"\n"))
            found.lose(line, "it was left behind by an older version of the file", rest)
            break
        if text is None:
            found.lose(line, "it is longer than any entry")
        elif text:
            ended, last = _line(found, line, place, text), text
        if found.is_hopeless:
            found.lose(line + 1, "too much is damaged: the rest was not looked at")
            break
        place = end + 1
    if last != b"}" or found.table is not None:
        found.lose(line, "the file ends too early", 0 if found.has_lost(line) else 1)
    return found.result()


def _line(found: Findings, line: int, place: int, text: bytes) -> bool:
    """Take in one line that begins at byte `place`; whether a whole book ends with it."""
    if line == 1:
        if text == b"{":
            return False
        found.lose(line, "the file begins in the middle")
    if text in (b"}", b"},"):
        is_end = found.table is None and text == b"}" and not found.lost
        found.begin(None)
        return is_end
    head = _TABLE.fullmatch(text) if len(text) <= _LONGEST_TABLE else None
    try:
        # Within a table a number does not begin a table, though an empty document looks like an empty one.
        if head and not (found.table is not None and head[1].strip(b'"').isdigit()):
            found.begin(str(read_strictly(head[1])))
            if head[2]:
                found.begin(None)
            return False
        pair = read_strictly(b"{%b}" % text.removesuffix(b","))
        if len(pair) != 1:
            raise Unfit("it is not one document")
        ((written, raw),) = pair.items()
        on_seam = place // PAGE != (place + len(text) - 1) // PAGE
        found.take(line, written, raw, on_seam=on_seam)
    except Unfit as why:
        found.lose(line, str(why))
    return False
