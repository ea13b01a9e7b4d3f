"""Whole files, read so that they fit together and replaced so that they are old or new, never between."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import re
import stat
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from leverage_tui.store.errors import CannotSave, FileLocked, FileUnreadable, NotConfirmed, in_words

LARGEST = 64 * 1024 * 1024
_TRIES = 5
_NO_FULL_SYNC = (errno.ENOTSUP, errno.EINVAL, errno.ENOTTY)


class Stamp(NamedTuple):
    """By what a version of a file is recognised. An inode alone is none: replacing alternates between two."""

    device: int
    inode: int
    size: int
    modified: int
    """Nanoseconds."""


class Found(NamedTuple):
    """A file as it was at one moment."""

    data: bytes
    stamp: Stamp
    mode: int
    links: int


class Moved(Exception):
    """Another program wrote the file between reading and replacing it."""


def stamp_of(found: os.stat_result) -> Stamp:
    """The stamp of a version that `stat` saw."""
    return Stamp(found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns)


def digest(data: bytes) -> str:
    """By what the content of a file is recognised, wherever it lies and whenever it was written."""
    return sha256(data).hexdigest()


def look(path: Path) -> os.stat_result | None:
    """What the system says about the file, or None when there is none. Raises FileUnreadable."""
    try:
        found = os.stat(path)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise FileUnreadable(path, read_words(error)) from error
    if not stat.S_ISREG(found.st_mode):
        raise FileUnreadable(path, "it is a folder" if stat.S_ISDIR(found.st_mode) else "it is no regular file")
    if found.st_size > LARGEST:
        raise FileUnreadable(path, f"it has {found.st_size >> 20} MB, the most is {LARGEST >> 20} MB")
    return found


def read(path: Path) -> Found | None:
    """The file, or None when there is none. Read again when it changed under the reading.

    Raises FileUnreadable.
    """
    for _ in range(_TRIES):
        if look(path) is None:
            return None
        try:
            descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        except FileNotFoundError:
            continue
        except OSError as error:
            raise FileUnreadable(path, read_words(error)) from error
        try:
            before = os.fstat(descriptor)
            data = _read_all(descriptor, before.st_size)
            after = os.fstat(descriptor)
        except OSError as error:
            raise FileUnreadable(path, read_words(error)) from error
        finally:
            os.close(descriptor)
        if stamp_of(before) == stamp_of(after) and len(data) == after.st_size:
            return Found(data, stamp_of(after), stat.S_IMODE(after.st_mode), after.st_nlink)
    raise FileUnreadable(path, "another program keeps changing it")


def read_words(error: OSError) -> str:
    """Why the system refused to have something read, in words."""
    return "you have no permission to read it" if error.errno == errno.EACCES else in_words(error)


def _read_all(descriptor: int, size: int) -> bytes:
    parts, left = [], min(size, LARGEST) + 1
    while left > 0:
        part = os.read(descriptor, left)
        if not part:
            break
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def why_not_writable(path: Path, mode: int) -> str | None:
    """Why an existing file may not be replaced although its folder allows it, or None when it may.

    Without this a read-only mark would mean nothing: replacing asks only the folder.
    """
    if not mode & 0o222:
        return "it is marked read-only"
    if os.access(path, os.W_OK):
        return None
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CLOEXEC | os.O_NONBLOCK))
    except OSError as error:
        return in_words(error)
    return None


def replace(
    path: Path, data: bytes, known: Stamp | None, *, alone: bool, still: Callable[[], bool] = lambda: True
) -> Stamp:
    """Put `data` in the place of the version `known` (None: of no file). Gives its stamp.

    `alone` says that the lock is held, so that what killed programs left behind may be swept; `still`, asked last,
    that nobody took it away. A file that was not there is for its owner alone. Raises Moved when the file is
    not that version any more, FileLocked when the lock is another by then, CannotSave; each with the old file intact.
    Only `confirm` makes the new one outlive a power cut.
    """
    try:
        if alone:
            _sweep(path)
        temporary = path.with_name(f".{path.name}.{os.urandom(8).hex()}.tmp")
        stamp = _write_beside(path, temporary, data)
    except OSError as error:
        raise CannotSave(path, in_words(error)) from error
    try:
        there = look(path)
        if (None if there is None else stamp_of(there)) != known:
            raise Moved
        if not still():
            raise FileLocked(path)
        os.replace(temporary, path)
    except BaseException as error:
        _remove(temporary)
        if isinstance(error, OSError):
            raise CannotSave(path, in_words(error)) from error
        raise
    return stamp


def confirm(path: Path) -> None:
    """Make a replaced file durable. Raises NotConfirmed: then it stands, but may not outlive a power cut."""
    try:
        _sync_folder(path.parent)
    except OSError as error:
        raise NotConfirmed(path, in_words(error)) from error


def create(path: Path, data: bytes) -> None:
    """Write `data` to a file that must not be there yet, durably. Raises CannotSave."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    try:
        descriptor = os.open(path, flags, 0o600)
    except OSError as error:
        raise CannotSave(path, in_words(error)) from error
    try:
        try:
            _fill(descriptor, data)
        finally:
            os.close(descriptor)
        _sync_folder(path.parent)
    except BaseException as error:
        _remove(path)
        if isinstance(error, OSError):
            raise CannotSave(path, in_words(error)) from error
        raise


def _write_beside(path: Path, temporary: Path, data: bytes) -> Stamp:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    descriptor = os.open(temporary, flags, 0o600)
    try:
        try:
            _take_after(path, descriptor)
            return _fill(descriptor, data)
        finally:
            os.close(descriptor)
    except BaseException:
        _remove(temporary)
        raise


def _fill(descriptor: int, data: bytes) -> Stamp:
    left = memoryview(data)
    while left:
        left = left[os.write(descriptor, left) :]
    _sync(descriptor)
    found = os.fstat(descriptor)
    if found.st_size != len(data):
        raise OSError(errno.EIO, "short file")
    return stamp_of(found)


def _take_after(path: Path, descriptor: int) -> None:
    """Owner, mode and extended attributes (access lists are some) of the file that is to be replaced."""
    try:
        old = os.stat(path)
    except FileNotFoundError:
        return
    new = os.fstat(descriptor)
    if (old.st_uid, old.st_gid) != (new.st_uid, new.st_gid):
        with contextlib.suppress(PermissionError):
            os.fchown(descriptor, old.st_uid, old.st_gid)
    os.fchmod(descriptor, stat.S_IMODE(old.st_mode))
    if sys.platform == "linux":
        _copy_attributes(path, descriptor)


def _copy_attributes(path: Path, descriptor: int) -> None:
    try:
        for name in os.listxattr(path):
            os.setxattr(descriptor, name, os.getxattr(path, name))
    except OSError:
        return


def _sync(descriptor: int) -> None:
    if sys.platform == "darwin":
        try:
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
            return
        except OSError as error:
            if error.errno not in _NO_FULL_SYNC:
                raise
    os.fsync(descriptor)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        _sync(descriptor)
    finally:
        os.close(descriptor)


def _sweep(path: Path) -> None:
    ours = re.compile(rf"\.{re.escape(path.name)}\.[0-9a-f]{{16}}\.tmp")
    try:
        names = os.listdir(path.parent)
    except OSError:
        return
    for name in names:
        if ours.fullmatch(name):
            _remove(path.with_name(name))


def _remove(path: Path) -> None:
    try:
        os.unlink(path)
    except OSError:
        return
