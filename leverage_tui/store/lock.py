"""The lock that every change of the file is made under: advisory, beside the file, gone with its holder.

It lies on its own file because the book's inode changes with every save. Only the kernel's flock counts, so a
lock file left behind by a killed program hinders nobody, and it is never removed.
"""

from __future__ import annotations

import errno
import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from leverage_tui.store.errors import CannotSave, FileLocked, in_words

PATIENCE_SECONDS = 5.0
_FIRST_PAUSE, _LONGEST_PAUSE = 0.001, 0.05
_NO_FILE = (errno.ELOOP, errno.EISDIR, errno.ENXIO)
_NO_LOCKING = (errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.ENOLCK)


def lock_path(file: Path) -> Path:
    """The lock file of `file`."""
    return file.with_name(file.name + ".lock")


def identity(file: Path) -> tuple[int, int] | None:
    """By what the lock file of `file` is recognised; None where there is none.

    While it is held its number is not given to another: where this changes, somebody put another lock file in its
    place, and a second program may hold that one.
    """
    try:
        found = os.stat(lock_path(file), follow_symlinks=False)
    except OSError:
        return None
    return found.st_dev, found.st_ino


@contextmanager
def locked(file: Path) -> Iterator[bool]:
    """Holds the lock of `file`. Gives False where the disk knows no locks and nothing is held.

    Raises FileLocked when another program holds it for more than PATIENCE_SECONDS, CannotSave when there can be
    no lock file.
    """
    descriptor, held = _acquire(file)
    try:
        yield held
    finally:
        os.close(descriptor)


def _acquire(file: Path) -> tuple[int, bool]:
    path, deadline, pause = lock_path(file), time.monotonic() + PATIENCE_SECONDS, _FIRST_PAUSE
    while True:
        try:
            flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK
            descriptor = os.open(path, flags, 0o600)
        except OSError as error:
            is_no_file = error.errno in _NO_FILE
            why = f"its lock, {path.name}, is no regular file" if is_no_file else in_words(error)
            raise CannotSave(file, why) from error
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if _is_still_there(descriptor, path):
                return descriptor, True
        except OSError as error:
            if error.errno in _NO_LOCKING:
                return descriptor, False
            if error.errno not in (errno.EAGAIN, errno.EACCES, errno.EINTR):
                os.close(descriptor)
                raise CannotSave(file, in_words(error)) from error
        os.close(descriptor)
        if time.monotonic() >= deadline:
            raise FileLocked(file)
        time.sleep(pause)
        pause = min(pause * 2, _LONGEST_PAUSE)


def _is_still_there(descriptor: int, path: Path) -> bool:
    """Whether the locked file is the one that others would lock: a sync tool may have put another in its place."""
    held = os.fstat(descriptor)
    try:
        there = os.stat(path, follow_symlinks=False)
    except FileNotFoundError:
        return False
    return (held.st_dev, held.st_ino) == (there.st_dev, there.st_ino)
