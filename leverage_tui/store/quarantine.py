"""Where a damaged file is kept before anything takes its place: `<state>/quarantine/<moment in UTC>.json`."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from leverage_tui.store import disk
from leverage_tui.store.errors import CannotSave, in_words
from leverage_tui.store.paths import make_private_folder

_TRIES = 60


def put_aside(state: Path, data: bytes, now: datetime) -> Path:
    """Keep `data`, byte for byte and durably, for this user alone; the new file. Raises CannotSave."""
    folder = state / "quarantine"
    try:
        make_private_folder(folder)
    except OSError as error:
        raise CannotSave(folder, in_words(error)) from error
    moment = now.astimezone(UTC)
    names = (f"{moment + timedelta(seconds=later):%Y%m%dT%H%M%SZ}.json" for later in range(_TRIES))
    path = next((folder / name for name in names if not (folder / name).exists()), folder / "full.json")
    disk.create(path, data)
    return path
