"""The book's file: its last known version, and its replacement under the lock.

Reading takes no lock, because the file is replaced whole. Writing does: look again, and only if the file still is
the version that the new one was made from does the new one take its place. Backups (before a write), and asking
when a file went back in time, belong here.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from hashlib import blake2b
from pathlib import Path

from leverage_tui.store import disk
from leverage_tui.store.errors import CannotSave, FileUnreadable, in_words
from leverage_tui.store.layout import Sheet, Tables, parse, sheet_of, split
from leverage_tui.store.lock import locked
from leverage_tui.store.paths import make_private_folder

_LAYOUT = "layout-1"
"""To be changed with the layout: lines written in an older one are not reused."""


class Version:
    """One version of the file: its bytes and stamp (None: there is no file), its lines when they are needed."""

    def __init__(self, path: Path, digest_file: Path, data: bytes, stamp: disk.Stamp | None) -> None:
        self.data = data
        self.stamp = stamp
        self._path = path
        self._digest_file = digest_file

    def tables(self) -> Tables:
        """What it holds, decoded. Raises FileUnreadable."""
        return parse(self.data, self._path) if self.stamp else {}

    @cached_property
    def sheet(self) -> Sheet:
        """Its lines. Where this machine wrote these very bytes they are taken as they are; otherwise everything
        is decoded and encoded once. Raises FileUnreadable."""
        if self.is_ours:
            try:
                return split(self.data)
            except ValueError:
                pass
        return sheet_of(self.tables())

    @cached_property
    def digest(self) -> str:
        """Of its bytes."""
        return disk.digest(self.data)

    @property
    def is_ours(self) -> bool:
        """Whether this machine wrote these very bytes, in the layout of today."""
        return self.stamp is not None and _kept(self._digest_file) == _mark(self.digest)


class BookFile:
    """The file at `path`; a link is followed once, so that it stays one. `state` is where its digest is kept."""

    def __init__(self, path: Path, state: Path) -> None:
        self.path = Path(os.path.realpath(path))
        named = blake2b(os.fsencode(self.path), digest_size=8).hexdigest()
        self._digest_file = state / "written" / named
        self._attempt: disk.Stamp | None = None
        self._bad: tuple[disk.Stamp, FileUnreadable] | None = None
        self.knows_locks = True
        found = disk.read(self.path)
        self.links = found.links if found else 1
        self.version = self._version(found.data, found.stamp) if found else self._version(b"", None)

    @property
    def is_confirmed(self) -> bool:
        """Whether the file is known to outlive a power cut."""
        return self._attempt is None

    def foreign(self) -> Version | None:
        """The version that another program wrote since, or None. One `stat` when nothing changed.

        Raises FileUnreadable, also for a file that is gone. The known version stays until it is set anew.
        """
        there = disk.look(self.path)
        if there is None:
            if self.version.stamp is None and self._attempt is None:
                return None
            raise FileUnreadable(self.path, "it is gone")
        stamp = disk.stamp_of(there)
        if stamp in (self.version.stamp, self._attempt):
            return None
        if self._bad and self._bad[0] == stamp:
            raise self._bad[1]
        found = disk.read(self.path)
        if found is None:
            raise FileUnreadable(self.path, "it is gone")
        fresh = self._version(found.data, found.stamp)
        if self.version.stamp and found.data == self.version.data:
            self.version.stamp = found.stamp
            return None
        try:
            _ = fresh.sheet
        except FileUnreadable as error:
            self._bad = found.stamp, error
            raise
        return fresh

    def take(self, version: Version) -> None:
        """From now on this is the known version."""
        self.version = version
        self._attempt = self._bad = None

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Holds the lock where the disk knows locks; makes the folder of a file that is yet to be.

        Raises FileLocked and CannotSave.
        """
        if self.version.stamp is None:
            try:
                make_private_folder(self.path.parent)
            except OSError as error:
                raise CannotSave(self.path, in_words(error)) from error
        with locked(self.path) as held:
            self.knows_locks = held
            yield

    def put(self, sheet: Sheet) -> bool:
        """Write `sheet` over the known version, under the lock. False: the bytes are the same, nothing to do.

        Raises disk.Moved when another program was quicker, CannotSave with the old file intact, and
        NotConfirmed; after that one the same sheet, put again, is written anew.
        """
        if sheet is self.version.sheet and self.is_confirmed:
            return False
        data = sheet.text()
        if data == self.version.data and self.is_confirmed:
            return False
        if len(data) > disk.LARGEST:
            raise CannotSave(self.path, f"it would have over {disk.LARGEST >> 20} MB")
        there = disk.look(self.path)
        why = disk.why_not_writable(self.path, there.st_mode) if there else None
        if why:
            raise CannotSave(self.path, why)
        stamp = disk.replace(self.path, data, self._attempt or self.version.stamp, alone=self.knows_locks)
        self._attempt = stamp
        disk.confirm(self.path)
        fresh = self._version(data, stamp)
        fresh.sheet = sheet
        self.take(fresh)
        _keep(self._digest_file, _mark(fresh.digest))
        return True

    def _version(self, data: bytes, stamp: disk.Stamp | None) -> Version:
        return Version(self.path, self._digest_file, data, stamp)


def _mark(digest: str) -> str:
    return f"{_LAYOUT} {digest}"


def _kept(file: Path) -> str | None:
    try:
        return file.read_text("ascii")
    except (OSError, ValueError):
        return None


def _keep(file: Path, mark: str) -> None:
    """Remember what was written. Only a saving of time: a digest that is lost or torn fits no file."""
    try:
        make_private_folder(file.parent)
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
        try:
            os.write(descriptor, mark.encode())
        finally:
            os.close(descriptor)
    except OSError:
        return
