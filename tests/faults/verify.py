"""Looks at what a fault left behind, with a plain JSON reader first and with the program second."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

from leverage_tui.store.errors import StoreError
from tests.faults.place import Place
from tests.faults.seen import Seen, broken, wrong

Content = tuple[str, ...]


def tables(file: Path) -> dict[str, dict[str, dict[str, Any]]] | None:
    """The file as any JSON reader sees it; nothing where there is none. None when it is not whole."""
    try:
        found = json.loads(file.read_bytes())
    except FileNotFoundError:
        return {}
    except ValueError:
        return None
    if not isinstance(found, dict) or not all(isinstance(rows, dict) for rows in found.values()):
        return None
    return found


def content(file: Path) -> Content | None:
    """What the file says, apart from numbers and stamps, in an order of its own. None when it is not whole."""
    found = tables(file)
    if found is None:
        return None
    return tuple(sorted(
        f"{table} {json.dumps({name: value for name, value in raw.items() if name not in _PASSING}, sort_keys=True)}"
        for table, rows in found.items()
        for raw in rows.values()
    ))  # fmt: skip


_PASSING = ("at", "doc")


def notes(file: Path) -> Counter[str]:
    """The notes of all entries of hours, by which they are told apart."""
    return Counter(raw.get("note", "") for raw in (tables(file) or {}).get("hours", {}).values())


def whole(place: Place, what: str, minutes: int = 1) -> Seen:
    """Whether the file is one that every reader takes, in which every entry is as it was written."""
    found = tables(place.book)
    if found is None:
        return broken(f"{what}: the file is not whole")
    for number, raw in found.get("hours", {}).items():
        if raw.get("minutes") != minutes or raw.get("stream") is None or raw.get("date") is None:
            return broken(f"{what}: entry {number} is damaged")
    try:
        problems = place.keeper().book.problems
    except StoreError as error:
        return broken(f"{what}: {error}")
    if problems:
        return broken(f"{what}: {problems[0].why}")
    return Seen()


def clean(folder: Path, what: str) -> Seen:
    """Whether no temporary file lies in the folder."""
    left = sorted(str(found.relative_to(folder)) for found in folder.rglob("*.tmp"))
    return wrong(f"{what}: left behind {', '.join(left)}") if left else Seen()


def said_well(text: str, what: str) -> Seen:
    """Whether a command that failed said so in one plain line. Before that it may have said more: that no backup
    could be made, say."""
    text = "".join(text.splitlines(keepends=True)[-1:])
    good = text.startswith("lev: ") and text.endswith(".\n") and text.count("\n") == 1
    good = good and "Errno" not in text and "Traceback" not in text
    return Seen() if good else wrong(f"{what}: said {text!r}")
