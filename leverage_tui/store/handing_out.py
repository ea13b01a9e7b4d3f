"""Files that a person names and that leave the book: an export, a picture of a screen."""

from __future__ import annotations

import errno
from pathlib import Path

from leverage_tui.store import disk
from leverage_tui.store.errors import CannotSave, FileUnreadable, in_words


def is_taken(path: Path) -> bool:
    """Whether anything of that name is there, be it a link that leads nowhere. Raises CannotSave."""
    try:
        return path.is_symlink() or path.exists()
    except (OSError, ValueError) as error:
        raise CannotSave(path, _words(error)) from error


def hand_out(path: Path, data: bytes, *, over: bool = False) -> None:
    """Write `data` to `path`, whole or not at all; a new file is for its owner alone. With `over` a file that is there
    is replaced and keeps its mode, a linked one where it is; else nothing may be there. Raises CannotSave."""
    if not over and is_taken(path):
        raise CannotSave(path, in_words(OSError(errno.EEXIST, "")))
    try:
        target = path.resolve()
        found = disk.look(target)
        if found is not None and (why := disk.why_not_writable(target, found.st_mode)):
            raise CannotSave(path, why)
        disk.replace(target, data, None if found is None else disk.stamp_of(found), alone=False)
        disk.confirm(target)
    except FileUnreadable as error:
        raise CannotSave(path, error.why) from error
    except disk.Moved as error:
        raise CannotSave(path, "another program has just written it") from error
    except (OSError, RuntimeError, ValueError) as error:
        raise CannotSave(path, _words(error)) from error


def _words(error: Exception) -> str:
    return in_words(error) if isinstance(error, OSError) else str(error)
