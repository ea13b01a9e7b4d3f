"""A whole file put where none is, or where one stands that cannot be read. What stood there is kept first."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from leverage_tui.store import disk
from leverage_tui.store.acknowledged import Acknowledged, place, remember
from leverage_tui.store.bookfile import BookFile
from leverage_tui.store.errors import CannotSave, FileUnreadable
from leverage_tui.store.layout import parse
from leverage_tui.store.quarantine import put_aside


def put_back(path: Path, state: Path, text: bytes, now: datetime) -> Path | None:
    """Have the file at `path` hold `text`, durably; where the damaged one is kept, None where there was no file.

    Nothing is put over a file that can be read: raises CannotSave then, as for everything that keeps it from being
    written or the damaged one from being kept. Raises FileUnreadable where not even the bytes can be read.
    """
    file = BookFile(path, state)
    with file.locked():
        found = disk.read(file.path)
        if found is None:
            known, aside = None, None
        else:
            if _is_book(found.data, file.path):
                raise CannotSave(file.path, "there is a book by now that can be read")
            why = disk.why_not_writable(file.path, found.mode)
            if why:
                raise CannotSave(file.path, why)
            known, aside = found.stamp, put_aside(state, found.data, now)
        try:
            disk.replace(file.path, text, known, alone=file.knows_locks, still=file.holds_lock)
        except disk.Moved:
            raise CannotSave(file.path, "another program is writing it") from None
        disk.confirm(file.path)
        # What it lacks of what was saved before was agreed to.
        remember(place(state, file.path), Acknowledged(disk.digest(text), is_ours=False))
    return aside


def _is_book(data: bytes, path: Path) -> bool:
    try:
        parse(data, path)
    except FileUnreadable:
        return False
    return True
