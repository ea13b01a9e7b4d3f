"""Whether a backup may be due, told by one look at the folder: what decides is in `backups.py`, and takes longer to
import than to ask."""

from __future__ import annotations

import os
import time
from datetime import timedelta
from pathlib import Path

from leverage_tui.store.paths import book_name

INTERVAL = timedelta(minutes=30)
"""Between two automatic backups lies at least this."""


def backups_folder(state: Path, book: Path) -> Path:
    """Where the backups of the file `book`, links followed, lie."""
    return state / "backups" / book_name(Path(os.path.realpath(book)))


def may_be_due(folder: Path) -> bool:
    """Whether nothing came into the folder of the backups, or went, within `INTERVAL`; so too where that cannot be
    told, or a clock was wrong."""
    try:
        age = time.time() - os.stat(folder).st_mtime
    except OSError:
        return True
    return not 0 <= age < INTERVAL.total_seconds()
