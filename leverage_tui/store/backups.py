"""Backups of one book: gzip files in the state folder of this machine, the oldest of them thinned out.

`<state>/backups/<digest of the book's path>/20261118T093000Z-1204.json.gz` was taken at that moment (UTC) and holds
1,204 documents. It is the book's file as it was, byte for byte; why it was taken stands in the gzip header's comment,
so that any tool unpacks it. They are for this user alone, and never beside the book, which may be synced.
"""

from __future__ import annotations

import os
import re
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from leverage_tui.store import disk
from leverage_tui.store.due import INTERVAL, backups_folder
from leverage_tui.store.errors import BackupsUnreadable, CannotSave, FileUnreadable, in_words
from leverage_tui.store.layout import parse
from leverage_tui.store.lock import locked
from leverage_tui.store.paths import make_private_folder
from leverage_tui.store.thinning import is_future, superfluous

AUTOMATIC = "automatic"
"""Why a backup was taken that nobody asked for."""

_NAME = re.compile(r"([0-9]{8}T[0-9]{6}Z)-([0-9]{1,9})\.json\.gz")
_LEFT_BEHIND = re.compile(r"\.[0-9]{8}T[0-9]{6}Z-[0-9]+\.json\.gz\.[0-9a-f]{16}\.tmp")
_MOMENT = "%Y%m%dT%H%M%SZ"
_SECOND = timedelta(seconds=1)
_HEADER = b"\x1f\x8b\x08\x10\x00\x00\x00\x00\x04\xff"
"""Of a gzip file packed at level 1, with a comment and without a time: equal data gives equal bytes."""
_LONGEST_COMMENT = 200


class Backup(NamedTuple):
    """One backup, as its name says."""

    path: Path
    when: datetime
    """In UTC, to the second."""
    documents: int
    """How many it holds, over all tables."""

    @property
    def name(self) -> str:
        """What it is called on the command line."""
        return self.path.name.removesuffix(".json.gz")


class Backups:
    """The backups of the book at `book`. Nothing is made or read before it is asked for."""

    def __init__(self, state: Path, book: Path) -> None:
        """`state` is the folder of what belongs to this machine; links in `book` are followed."""
        self.folder = backups_folder(state, book)
        """Where they lie; it need not be there yet."""

    def list(self) -> tuple[Backup, ...]:
        """All of them, the newest first; what else lies in the folder is passed over. None while there is no folder.
        Raises BackupsUnreadable."""
        try:
            with os.scandir(self.folder) as entries:
                names = [entry.name for entry in entries if _is_file(entry)]
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise BackupsUnreadable(self.folder, disk.read_words(error)) from error
        found = [backup for name in names if (backup := _named(self.folder / name))]
        return tuple(sorted(found, key=lambda backup: (backup.when, backup.documents), reverse=True))

    @property
    def unreadable(self) -> str:
        """Why nobody can tell which backups there are, as a sentence; empty where one can."""
        try:
            self.list()
        except BackupsUnreadable as error:
            return str(error)
        return ""

    def is_due(self, now: datetime) -> bool:
        """Whether an automatic backup is to be tried: the newest is `INTERVAL` old, or nobody can tell. One from the
        future is passed over."""
        try:
            newest = self._newest(now)
        except BackupsUnreadable:
            return True
        return newest is None or now - newest.when >= INTERVAL

    def create(self, text: bytes, why: str, now: datetime, *, documents: int | None = None) -> Backup | None:
        """Back up `text`, the bytes of a book's file, durably, and thin out older ones; the new backup.

        None when the newest one holds the same already. `why` is a few words of ASCII. `now` is aware of its zone,
        whose days are those that are thinned by. `documents` is how many `text` holds, said by who has read it
        (None: it is read here). Nothing is thinned before the new one was read back, nor when it has under half the
        documents of the one before it. Raises FileUnreadable when `text` is no book, BackupsUnreadable, CannotSave
        when it cannot be written: then what was there is untouched.
        """
        if documents is None:
            documents = sum(len(rows) for rows in parse(text, self.folder).values())
        with self._held() as alone:
            before = self._newest(now)
            if before is not None and self._holds(before, text):
                return None
            when = now.astimezone(UTC).replace(microsecond=0)
            if before is not None:
                # In one second, too, the later one is the newer.
                when = max(when, before.when + _SECOND)
            path = self.folder / f"{when.strftime(_MOMENT)}-{documents}.json.gz"
            made = Backup(path, when, documents)
            self._write(made, text, why)
            if before is None or 2 * documents >= before.documents:
                self._thin(now)
            if alone:
                self._sweep()
        return made

    def read(self, backup: Backup) -> bytes:
        """The book's file as it was. Never over `disk.LARGEST` bytes of memory for it.

        Raises FileUnreadable for a backup that is gone, damaged, or no book.
        """
        text = self._text(backup)
        parse(text, backup.path)
        return text

    def why(self, backup: Backup) -> str:
        """Why it was taken; empty where that is not known."""
        try:
            with open(backup.path, "rb") as file:
                head = file.read(len(_HEADER) + _LONGEST_COMMENT + 1)
        except OSError:
            return ""
        comment, end, _ = head.removeprefix(_HEADER).partition(b"\0")
        return comment.decode("ascii", "replace") if head.startswith(_HEADER) and end else ""

    def newest_good(self, now: datetime | None = None) -> Backup | None:
        """The newest one that can be read; those dated after `now` (default: this moment) come last. None without
        any. Raises BackupsUnreadable."""
        moment = now or datetime.now(UTC)
        for backup in sorted(self.list(), key=lambda backup: is_future(backup.when, moment)):
            with suppress(FileUnreadable):
                self.read(backup)
                return backup
        return None

    def _newest(self, now: datetime) -> Backup | None:
        return next((backup for backup in self.list() if not is_future(backup.when, now)), None)

    @contextmanager
    def _held(self) -> Iterator[bool]:
        """Holds the lock of the folder, which is made; False where the disk knows no locks. Raises CannotSave."""
        try:
            make_private_folder(self.folder)
        except OSError as error:
            raise CannotSave(self.folder, in_words(error)) from error
        with locked(self.folder) as alone:
            yield alone

    def _holds(self, backup: Backup, text: bytes) -> bool:
        try:
            return self._text(backup) == text
        except FileUnreadable:
            return False

    def _write(self, made: Backup, text: bytes, why: str) -> None:
        try:
            disk.replace(made.path, _packed(text, why), None, alone=False)
        except disk.Moved:
            raise CannotSave(made.path, "another program writes there") from None
        disk.confirm(made.path)
        if not self._holds(made, text):
            self._remove(made.path)
            raise CannotSave(made.path, "it did not read back as it was written")

    def _text(self, backup: Backup) -> bytes:
        found = disk.read(backup.path)
        if found is None:
            raise FileUnreadable(backup.path, "it is gone")
        return _unpacked(found.data, backup.path)

    def _thin(self, now: datetime) -> None:
        there = self.list()
        gone = superfluous((backup.when for backup in there), now)
        for backup in there:
            if backup.when in gone:
                self._remove(backup.path)

    def _sweep(self) -> None:
        """Take away what killed programs left half written."""
        with suppress(OSError):
            for name in os.listdir(self.folder):
                if _LEFT_BEHIND.fullmatch(name):
                    self._remove(self.folder / name)

    def _remove(self, path: Path) -> None:
        with suppress(OSError):
            path.unlink()


def _is_file(entry: os.DirEntry[str]) -> bool:
    """Whether it can be read to its end: a pipe cannot, nor what a link that leads to itself points to."""
    try:
        return entry.is_file()
    except OSError:
        return False


def _named(path: Path) -> Backup | None:
    found = _NAME.fullmatch(path.name)
    if found is None:
        return None
    try:
        when = datetime.strptime(found[1], _MOMENT).replace(tzinfo=UTC)
    except ValueError:
        return None
    return Backup(path, when, int(found[2]))


def _packed(text: bytes, why: str) -> bytes:
    comment = why.encode("ascii", "replace").replace(b"\0", b"")[:_LONGEST_COMMENT]
    packer = zlib.compressobj(1, zlib.DEFLATED, -zlib.MAX_WBITS)
    body = packer.compress(text) + packer.flush()
    return b"".join((_HEADER, comment, b"\0", body, struct.pack("<LL", zlib.crc32(text), len(text))))


def _unpacked(data: bytes, path: Path) -> bytes:
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        text = unpacker.decompress(data, disk.LARGEST + 1)
    except zlib.error:
        raise FileUnreadable(path, "it is damaged, or no gzip file") from None
    if len(text) > disk.LARGEST:
        raise FileUnreadable(path, f"it holds over {disk.LARGEST >> 20} MB")
    if not unpacker.eof or unpacker.unused_data:
        raise FileUnreadable(path, "it is cut off" if not unpacker.eof else "something else follows after it")
    return text
