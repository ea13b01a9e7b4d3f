"""Small files of JSON for this user alone, in the state folder: losing one loses comfort, never an entry."""

from __future__ import annotations

import json
import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import Any

from leverage_tui.store.paths import make_private_folder


def read_private(path: Path, largest: int) -> dict[str, Any]:
    """The JSON object in the file; an empty one where there is none of at most `largest` bytes."""
    try:
        about = path.stat()
        if about.st_size > largest or not stat.S_ISREG(about.st_mode):
            return {}
        found = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def write_private(path: Path, value: dict[str, Any]) -> None:
    """Replace the file, whole. What cannot be written is forgotten."""
    temporary = path.with_name(f".{path.name}.{os.urandom(6).hex()}.tmp")
    try:
        make_private_folder(path.parent)
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            # One call, not one for every value: it is the quicker by far.
            file.write(json.dumps(value))
        os.replace(temporary, path)
    except OSError:
        with suppress(OSError):
            temporary.unlink()
