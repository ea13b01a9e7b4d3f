"""Small files of the state folder that are taken as they were written, or not at all."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from leverage_tui.store import disk
from leverage_tui.store.private import read_private, write_private


def read_sealed(path: Path, largest: int) -> dict[str, Any]:
    """What was written to `path`; an empty object where a byte of it was lost or changed since, or it is over `largest`
    bytes."""
    found = read_private(path, largest)
    text = found.get("kept")
    if not isinstance(text, str) or disk.digest(text.encode("utf-8", "replace")) != found.get("seal"):
        return {}
    try:
        kept = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return kept if isinstance(kept, dict) else {}


def write_sealed(path: Path, value: dict[str, Any]) -> None:
    """Replace the file, whole. What cannot be written is forgotten."""
    text = json.dumps(value)
    write_private(path, {"seal": disk.digest(text.encode()), "kept": text})
