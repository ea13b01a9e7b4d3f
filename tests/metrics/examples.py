"""The worked examples that lie beside the tests, and how figures are compared with them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from leverage_tui.domain.book import Book
from leverage_tui.store.codec import read_book

FOLDER = Path(__file__).parent.parent / "data" / "example"
NAMES = ("three_streams", *sorted(path.name.split(".")[0] for path in (FOLDER / "more").glob("*.metrics.json")))


def example_book(name: str) -> Book:
    """The book of an example."""
    tables = json.loads(_path(name).read_text())
    return read_book({table: {int(number): row for number, row in rows.items()} for table, rows in tables.items()})


def expected_json(name: str) -> dict[str, Any]:
    """What must be printed for an example."""
    path = FOLDER / "metrics.json" if name == "three_streams" else FOLDER / "more" / f"{name}.metrics.json"
    found: dict[str, Any] = json.loads(path.read_text())
    return found


def _path(name: str) -> Path:
    return FOLDER / ("" if name == "three_streams" else "more") / f"{name}.json"


def differences(expected: Any, found: Any, left_out: frozenset[str], where: str = "") -> Iterator[str]:
    """Every place where `found` is not `expected` to 1e-9, keys of `left_out` aside."""
    if isinstance(expected, dict) and isinstance(found, dict):
        for key in sorted((expected.keys() | found.keys()) - left_out):
            if key not in found or key not in expected:
                yield f"{where}/{key} only {'expected' if key in expected else 'found'}"
            else:
                yield from differences(expected[key], found[key], left_out, f"{where}/{key}")
    elif isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found):
        for number, pair in enumerate(zip(expected, found, strict=True)):
            yield from differences(*pair, left_out, f"{where}/{number}")
    elif not _is_same(expected, found):
        yield f"{where}: expected {expected!r}, found {found!r}"


def _is_same(expected: Any, found: Any) -> bool:
    if isinstance(expected, bool) or not isinstance(expected, (int, float)):
        return type(expected) is type(found) and expected == found
    if isinstance(found, bool) or not isinstance(found, (int, float)):
        return False
    return abs(expected - found) <= 1e-9 * max(1.0, abs(expected))
