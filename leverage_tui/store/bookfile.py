"""The book's file: its last known version, and its replacement under the lock.

Reading takes no lock, because the file is replaced whole. Writing does: look again, and only if the file still is
the version that the new one was made from does the new one take its place.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

from leverage_tui.store import disk
from leverage_tui.store.acknowledged import Acknowledged, Latest, place, recall, remember
from leverage_tui.store.errors import GONE, CannotSave, FileUnreadable, in_words
from leverage_tui.store.layout import Sheet, Tables, parse, sheet_of, split
from leverage_tui.store.lock import identity, locked
from leverage_tui.store.migrations import MIGRATIONS, Migration, migrated
from leverage_tui.store.paths import make_private_folder


class Version:
    """One version of the file: its bytes and stamp (None: there is no file), its lines when they are needed."""

    def __init__(
        self,
        path: Path,
        digest_file: Path,
        data: bytes,
        stamp: disk.Stamp | None,
        migrations: Mapping[int, Migration] = MIGRATIONS,
    ) -> None:
        self.data = data
        self.stamp = stamp
        self._path = path
        self._digest_file = digest_file
        self._migrations = migrations

    def tables(self) -> Tables:
        """What it holds, decoded and in the form of today. Raises FileUnreadable."""
        return migrated(parse(self.data, self._path), self._migrations) if self.stamp else {}

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
        found = recall(self._digest_file) if self.stamp is not None else None
        return found is not None and found.is_ours and found.digest == self.digest


class BookFile:
    """The file at `path`; a link is followed once, so that it stays one. `state` is where its digest is kept."""

    def __init__(self, path: Path, state: Path, migrations: Mapping[int, Migration] = MIGRATIONS) -> None:
        self.path = Path(os.path.realpath(path))
        self._migrations = migrations
        self._state = state
        self._digest_file = place(state, self.path)
        self._attempt: disk.Stamp | None = None
        self._bad: tuple[disk.Stamp, FileUnreadable] | None = None
        self.knows_locks = True
        self._lock: tuple[int, int] | None = None
        # Before the file is read: what another program saves in between is then not expected of an older version.
        self._expected = self.acknowledged
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
            raise FileUnreadable(self.path, GONE)
        stamp = disk.stamp_of(there)
        if stamp in (self.version.stamp, self._attempt):
            return None
        if self._bad and self._bad[0] == stamp:
            raise self._bad[1]
        # Before the file is read, as on opening.
        expected = self.acknowledged
        found = disk.read(self.path)
        if found is None:
            raise FileUnreadable(self.path, GONE)
        fresh = self._version(found.data, found.stamp)
        if self.version.stamp and found.data == self.version.data:
            self.version.stamp = found.stamp
            return None
        try:
            _ = fresh.sheet
        except FileUnreadable as error:
            self._bad = found.stamp, error
            raise
        self._expected = expected or self._expected
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
            self.knows_locks, self._lock = held, identity(self.path)
            yield

    @property
    def acknowledged(self) -> Acknowledged | None:
        """What this machine last said was saved."""
        return recall(self._digest_file)

    def went_back(self, tables: Tables | None = None) -> str:
        """That the known version, which holds `tables` (None: they are not at hand), lacks what this machine had saved
        in the file, as a sentence, or nothing. Raises FileUnreadable where something was saved and the file is gone."""
        known = self._expected
        if known is None or known.latest is None:
            return ""
        if self.version.stamp is None:
            raise FileUnreadable(self.path, GONE)
        if known.digest == self.version.digest:
            return ""
        from leverage_tui.store.went_back import about, in_words

        bearing = about(known.latest, self.version.sheet) if tables is None else tables
        return in_words(self.path, known.latest) if self.lacks(bearing) else ""

    def lacks(self, tables: Tables) -> bool:
        """Whether `tables` lack what this machine had saved in the file when it was last read."""
        known = self._expected
        if known is None or known.latest is None:
            return False
        from leverage_tui.store.went_back import is_rewritten, lacks

        return lacks(known.latest, tables) and not is_rewritten(known.latest, tables, self.path, self._state)

    def put(self, sheet: Sheet, latest: Latest | None = None) -> bool:
        """Write `sheet` over the known version, under the lock. False: the bytes are the same, nothing to do.
        `latest` is the document that was stamped last, where one was.

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
        stamp = disk.replace(
            self.path, data, self._attempt or self.version.stamp, alone=self.knows_locks, still=self.holds_lock
        )
        self._attempt = stamp
        disk.confirm(self.path)
        fresh = self._version(data, stamp)
        fresh.sheet = sheet
        self.take(fresh)
        known = self.acknowledged
        self._expected = Acknowledged(fresh.digest, latest or (known.latest if known else None))
        remember(self._digest_file, self._expected)
        return True

    def holds_lock(self) -> bool:
        """Whether the lock that `locked` took is still the one that others would take."""
        return identity(self.path) == self._lock

    def _version(self, data: bytes, stamp: disk.Stamp | None) -> Version:
        return Version(self.path, self._digest_file, data, stamp, self._migrations)
