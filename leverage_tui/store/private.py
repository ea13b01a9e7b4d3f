"""Small files of JSON for this user alone, in the state folder: losing one loses comfort, never an entry.

They are written beside their place and put there whole. What a killed program left half written goes with the next
file that is written.
"""

from __future__ import annotations

import json
import os
import re
import stat
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from leverage_tui.store.paths import make_private_folder

OLD_SECONDS = 3600.0
"""Nobody writes a small file for that long: what is older was left by a killed program."""
_TEMPORARY = re.compile(r"\.(.+)\.(?:[0-9a-f]{12}|[0-9a-f]{16})\.tmp")


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
    temporary = temporary_for(path)
    try:
        make_private_folder(path.parent)
        sweep(path.parent)
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            # One call, not one for every value: it is the quicker by far.
            file.write(json.dumps(value))
        os.replace(temporary, path)
    except OSError:
        with suppress(OSError):
            temporary.unlink()


def temporary_for(path: Path) -> Path:
    """The name under which a file is written that is to take the place of `path`; no two are the same."""
    return path.with_name(f".{path.name}.{os.urandom(6).hex()}.tmp")


def sweep(folder: Path, of: str | None = None) -> None:
    """Take away what killed programs left half written in `folder`: of the file called `of`, or (None) of any, which is
    for a folder in which nobody else writes. A young one stays: another program may be writing it."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            found = _TEMPORARY.fullmatch(entry.name)
            if found is None or of not in (None, found[1]):
                continue
            with suppress(OSError):
                about = entry.stat(follow_symlinks=False)
                # By a clock that was set back its age is below nothing, and it was left behind all the same.
                if stat.S_ISREG(about.st_mode) and abs(time.time() - about.st_mtime) > OLD_SECONDS:
                    os.unlink(entry.path)
