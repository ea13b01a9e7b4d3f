"""Keeps a book in its file: reads it, commits edits to it, notices what others wrote.

The file is a TinyDB database over a storage of our own (`storage.py`); commits go to that storage's file by the
documents they change, because a Table would hand over, convert and encode all of them.

A commit says what it does to documents. Under the lock it is applied to whatever the file holds by then, so that
a second window, the command line and a sync tool lose nothing. A Keeper is used by one thread at a time; only
`copy_to`, `new_backup`, `book` and `read_only` may be used beside it.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from leverage_tui.domain.book import Book
from leverage_tui.domain.edits.core import Edit, EditRefused, apply, same
from leverage_tui.domain.model import TABLES
from leverage_tui.domain.settings import SCHEMA
from leverage_tui.store import disk
from leverage_tui.store.acknowledged import latest_of
from leverage_tui.store.bookfile import BookFile
from leverage_tui.store.codec import read_book
from leverage_tui.store.errors import CannotSave, FileUnreadable, NewerSchema, StoreError, WentBack
from leverage_tui.store.guard import allowed
from leverage_tui.store.layout import Key, Raw, Tables, sheet_of
from leverage_tui.store.paths import state_folder
from leverage_tui.store.remembered import Remembered
from leverage_tui.store.reread import brought_up
from leverage_tui.store.stamp import Clock, device_in, wall_clock
from leverage_tui.store.undo_log import UndoLog
from leverage_tui.store.words import dated_ahead, overruled
from leverage_tui.store.written import self_description, written

if TYPE_CHECKING:
    from leverage_tui.store.backups import Backup, Backups

_TRIES = 5
_BULK = 50
"""So many documents taken out at once are worth a backup, whatever took them out."""
Refusal = tuple[Edit, str]
"""An edit that could not be kept, and why."""


class Saved(NamedTuple):
    """What the file holds now. `foreign`: somebody else had changed it since it was last read.

    `notes` name documents that both changed, where ours, being later, stands. `refused` are edits that what
    others did has made impossible; they are not in the file. `unprotected` says why no backup could be taken
    before edits that want one.
    """

    book: Book
    foreign: bool
    notes: tuple[str, ...] = ()
    refused: tuple[Refusal, ...] = ()
    unprotected: str = ""


class _Work(NamedTuple):
    """What edits come to, worked out on one version of the file."""

    changes: dict[Key, Raw | None]
    notes: tuple[str, ...]
    refused: tuple[Refusal, ...]


class Rewritten(NamedTuple):
    """What `Keeper.rewrite` did: the book right before and after it. `unprotected` as in Saved."""

    before: Book
    after: Book
    unprotected: str = ""


class NeedsWholeBook(Exception):
    """A part of the book is not enough for what is wanted. Nothing was done."""


class Keeper:
    """The book and its file. Made by `Keeper.open`."""

    def __init__(self, file: BookFile, book: Book, clock: Clock, state: Path, *, is_part: bool = False) -> None:
        """`is_part`: not all documents of the file are in `book`. Then the clock must know the latest stamp."""
        self.book = book
        """As last known to be on disk."""
        self.state = state
        """The folder of what belongs to this machine."""
        self._file = file
        self._clock = clock
        self._is_part = self._is_caught_up = is_part
        self.went_back = ""
        """That the file lacks what this machine saved in it, as a sentence; empty where it does not."""

    @classmethod
    def open(cls, path: Path, *, state: Path | None = None, wall: Callable[[], int] | None = None) -> Keeper:
        """Read the book at `path`; a file that is not there is a new, empty book. Nothing is written.

        `state` is the folder of what belongs to this machine (default: the platform's), `wall` the clock in
        milliseconds since 1970. Raises FileUnreadable.
        """
        # Imported here: what keeps a part of a book alone needs no database.
        from tinydb import TinyDB

        from leverage_tui.store.storage import BookStorage

        folder = state or state_folder()
        storage = TinyDB(path, folder, storage=BookStorage).storage
        assert isinstance(storage, BookStorage)
        file = storage.file
        with _uncollected():
            tables = file.version.tables()
            book = read_book(tables)
        keeper = cls(file, book, Clock(device_in(folder), wall or wall_clock), folder)
        keeper.went_back = file.went_back(tables)
        return keeper

    @property
    def path(self) -> Path:
        """The file itself, links followed."""
        return self._file.path

    @property
    def digest(self) -> str | None:
        """Of the file that the book was read from or written to; None while there is none."""
        return self._file.version.digest if self._file.version.stamp else None

    @property
    def remembered(self) -> Remembered:
        """What this machine remembers of the book."""
        return Remembered(self.state, self.path)

    @cached_property
    def backups(self) -> Backups:
        """The backups of the book on this machine."""
        # Imported here: a commit on a part of a book takes none.
        from leverage_tui.store.backups import Backups

        return Backups(self.state, self.path)

    def undo_log(self, most: int) -> UndoLog:
        """The log of the last `most` steps done to the book on this machine."""
        return UndoLog(self.remembered.path.with_suffix(".undo"), most)

    @property
    def read_only(self) -> str | None:
        """Why nothing can be changed, as a sentence, or None."""
        return self.went_back or self.unwritable

    @property
    def unwritable(self) -> str | None:
        """Why the file cannot be written, whether it went back in time or not, as a sentence, or None."""
        schema = self.book.settings.schema
        if schema > SCHEMA:
            return str(NewerSchema(self.path, schema))
        mode = self._mode()
        why = disk.why_not_writable(self.path, mode) if mode is not None else None
        return f"{self.path} is open for reading only: {why}." if why else None

    @property
    def notices(self) -> tuple[str, ...]:
        """What the user should know about this file, a sentence each; that it went back is asked about elsewhere."""
        found = [self.unwritable] if self.unwritable else []
        mode = self._mode()
        if mode is not None and mode & 0o077:
            found.append(f"{self.path} can be read by other users of this machine: chmod 600 makes it yours alone.")
        if self._file.links > 1:
            found.append(f"{self.path} has a second name, which keeps what it holds now and gets no changes.")
        if self.book.is_empty and any(
            rows for table, rows in self._file.version.tables().items() if table not in TABLES
        ):
            found.append(
                f"{self.path} holds tables of another program and none of ours: they are kept as they are."
            )
        latest = self.latest_stamp()
        if self._clock.is_ahead(latest):
            found.append(dated_ahead(str(self.path), latest))
        if not self._file.knows_locks:
            found.append(f"The disk of {self.path} knows no file locks: use one program at a time.")
        return tuple(filter(None, (*found, self.backups.unreadable)))

    def commit(self, edits: Sequence[Edit]) -> Saved:
        """Put the edits, in order, into the file: one lock, one write, durable when this returns.

        Nothing is written when they change nothing. Raises StoreError: then the file holds what it held (see
        NotConfirmed for the one exception) and the same edits may be committed again.
        """
        if self._file.is_confirmed and all(wanted.is_nothing for wanted in edits):
            return Saved(self.book, False)
        foreign = False
        with self._file.locked():
            for _ in range(_TRIES):
                foreign = self._take_in() or foreign
                if self.book.settings.schema > SCHEMA:
                    raise NewerSchema(self.path, self.book.settings.schema)
                if self.went_back:
                    raise WentBack(self.path, self.went_back)
                work = self._work(edits)
                old = self._file.version.sheet
                new = old.changed(work.changes) if work.changes else old
                unprotected = self.back_up(_worth_a_backup(edits)) if work.changes else ""
                try:
                    self._file.put(new, latest_of(work.changes))
                except disk.Moved:
                    continue
                self.book = brought_up(self.book, old, new, work.changes)
                return Saved(self.book, foreign, work.notes, work.refused, unprotected)
        raise CannotSave(self.path, "another program keeps changing it")

    def rewrite(self, made: Callable[[Tables], Tables], why: str) -> Rewritten:
        """Put what `made` makes of the file's tables in their place, with the stamps that it gives: for documents
        that were stamped elsewhere, which `commit` would date anew.

        One lock, one write, durable when this returns, after a backup (`why` says before what). Nothing is written
        when the text stays the same. `made` may be called again when another program changes the file meanwhile. A
        file that went back in time is written only where that brings back what it lacks.
        Raises StoreError: then the file holds what it held, as in `commit`.
        """
        with self._file.locked():
            for _ in range(_TRIES):
                self._take_in()
                if self.book.settings.schema > SCHEMA:
                    raise NewerSchema(self.path, self.book.settings.schema)
                version, before = self._file.version, self.book
                tables = made(version.tables())
                if self.went_back and self._file.lacks(tables):
                    raise WentBack(self.path, self.went_back)
                new = sheet_of(tables)
                if new.text() == version.data and self._file.is_confirmed:
                    return Rewritten(before, before)
                unprotected = self.back_up(why)
                old = version.sheet
                try:
                    self._file.put(new)
                except disk.Moved:
                    continue
                self.book = brought_up(before, old, new)
                self._is_caught_up = False
                self.went_back = ""
                return Rewritten(before, self.book, unprotected)
        raise CannotSave(self.path, "another program keeps changing it")

    def lacks(self, tables: Tables) -> bool:
        """Whether `tables`, those of a copy, lack what this machine saved last."""
        return self._file.lacks(tables)

    def refresh(self) -> Saved | None:
        """What others made of the file since it was last read, or None; then `went_back` may be said. One `stat` while
        nothing changed.

        Raises FileUnreadable, also when it is gone or empty; the last good book stays.
        """
        before = self.book
        self._take_in()
        said = (self.went_back,) if self.went_back else ()
        return Saved(self.book, True, said) if self.book is not before else None

    def copy_to(self, path: Path, edits: Iterable[Edit] = ()) -> None:
        """Write the book with `edits`, which need not be saved, to a file that is not there yet. The file kept
        here stays as it is. Raises CannotSave."""
        self._catch_up()
        book, changes = self.book, dict[Key, Raw | None]()
        for wanted in edits:
            book = apply(book, wanted)
            changes.update(written(wanted.changes, self._clock.tick()))
        changes.update(self_description(book))
        disk.create(path, self._file.version.sheet.changed(changes).text())

    def back_up(self, why: str) -> str:
        """Take a backup of what the file is known to hold; nothing happens without a reason (`why` is empty) or
        without a file. Gives a sentence where that failed, else nothing: a backup never makes a save fail."""
        if why:
            try:
                self.new_backup(why)
            except Exception as error:
                reason = error.why if isinstance(error, StoreError) else f"a fault ({type(error).__name__})"
                return f"No backup could be made: {reason}."
        return ""

    def back_up_when_due(self) -> str:
        """As `back_up`, where the last backup is old enough for an automatic one."""
        from leverage_tui.store.backups import AUTOMATIC

        return self.back_up(AUTOMATIC if self.backups.is_due(_now()) else "")

    def new_backup(self, why: str) -> Backup | None:
        """A backup of what the file is known to hold; None when the newest one holds the same, and without a file.
        Raises StoreError."""
        version = self._file.version
        if version.stamp is None:
            return None
        documents = sum(len(rows) for rows in version.sheet.lines.values())
        return self.backups.create(version.data, why, _now(), documents=documents)

    def put_back(self) -> Path | None:
        """Write the book as it is known anew, where its file is gone, empty or damaged; what stood there is put aside.
        Where it is put, None where there was nothing. Raises StoreError, also when the file can be read."""
        from leverage_tui.store.put_back import put_back

        known = self._file.version.sheet
        aside = put_back(self.path, self.state, known.text(), _now())
        file = BookFile(self.path, self.state)
        self.book = brought_up(self.book, known, file.version.sheet)
        self._file = file
        return aside

    def _mode(self) -> int | None:
        try:
            found = disk.look(self.path)
        except FileUnreadable:
            return None
        return found.st_mode if found else None

    def _take_in(self) -> bool:
        fresh = self._file.foreign()
        if fresh is None:
            return False
        if self._is_part:
            raise NeedsWholeBook
        self.book = brought_up(self.book, self._file.version.sheet, fresh.sheet)
        self._file.take(fresh)
        self._is_caught_up = False
        self.went_back = self._file.went_back()
        return True

    def _work(self, edits: Sequence[Edit]) -> _Work:
        """What is to be written so that the file, as it is known now, holds `edits`."""
        self._catch_up()
        book = self.book
        changes: dict[Key, Raw | None] = {}
        notes: list[str] = []
        refused: list[Refusal] = []
        for wanted in edits:
            try:
                after = allowed(book, wanted)
            except EditRefused as error:
                refused.append((wanted, str(error)))
                continue
            real = [change for change in wanted.changes if not same(book.get(*change.key), change.after)]
            for change in real:
                theirs = book.get(*change.key)
                if not same(theirs, change.before):
                    notes.append(overruled(book, theirs, change.after))
            if real:
                changes.update(written(real, self._clock.tick()))
            book = after
        if changes:
            changes.update(self_description(book))
        return _Work(changes, tuple(notes), tuple(refused))

    def latest_stamp(self) -> str:
        """The latest stamp in the book that the clock follows; empty while there is none."""
        stamps = {document.at for rows in self.book.tables.values() for document in rows.values()}
        while stamps:
            at = max(stamps)
            if self._clock.seen(at):
                return at
            stamps.discard(at)
        return ""

    def _catch_up(self) -> None:
        if not self._is_caught_up:
            self.latest_stamp()
            self._is_caught_up = True


def _now() -> datetime:
    """This moment, in the zone whose days backups are thinned by."""
    return datetime.now(UTC).astimezone()


def _worth_a_backup(edits: Sequence[Edit]) -> str:
    """Before what a backup of the book is to be taken; empty where none needs to be."""
    said = next((wanted.backup for wanted in edits if wanted.backup), "")
    gone = sum(change.after is None for wanted in edits for change in wanted.changes)
    return said or (f"before {gone} entries were taken out" if gone >= _BULK else "")


@contextmanager
def _uncollected() -> Iterator[None]:
    """Spares the collector: it would look over and over at documents of which none is garbage."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
