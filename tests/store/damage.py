"""A good book as bytes, laid out in the ways that a file may be, and what a disk or a program does to such bytes."""

from __future__ import annotations

import json
from pathlib import Path

from leverage_tui.store.errors import FileUnreadable
from leverage_tui.store.layout import Raw, Tables, parse, sheet_of

BOOK = Path(__file__).parent.parent / "data" / "example" / "three_streams.json"
NOWHERE = Path("book.json")
PAGE = 4096

GOOD: Tables = {
    **{table: rows for table, rows in parse(BOOK.read_bytes(), NOWHERE).items() if rows},
    "habits": {7: {"name": "walk", "note": 'ends with "}', "12": {"minutes": 5}}, 9: {}},
    "scenarios": {5: {"label": "ä — 日本", "kind": "hire", "rate": 15.5, "stream": "care"}},
}
OURS = sheet_of(GOOD).text()
_PLAIN = {table: {str(number): raw for number, raw in rows.items()} for table, rows in GOOD.items()}
STOCK = json.dumps(_PLAIN).encode()
INDENTED = json.dumps(_PLAIN, indent=2, ensure_ascii=False).encode()
LAYOUTS = {"ours": OURS, "stock": STOCK, "indented": INDENTED}


def flat(tables: Tables) -> dict[tuple[str, int], Raw]:
    """Every document by table and number."""
    return {(table, number): raw for table, rows in tables.items() for number, raw in rows.items()}


DOCUMENTS = flat(GOOD)


def is_readable(data: bytes) -> bool:
    """Whether the bytes are a whole book to the ordinary reader."""
    try:
        parse(data, NOWHERE)
    except FileUnreadable:
        return False
    return True


def pages(data: bytes) -> list[bytes]:
    """The bytes in pages as a disk holds them."""
    return [data[place : place + PAGE] for place in range(0, len(data), PAGE)]


def with_zeroed_page(data: bytes, place: int) -> bytes:
    """One page as a disk leaves it that never wrote it."""
    found = pages(data)
    found[place] = bytes(len(found[place]))
    return b"".join(found)
