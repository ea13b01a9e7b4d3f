"""The one way in: everything that changes the book is done, undone and saved here.

An edit is checked, applied in memory and announced at once; one worker thread brings it to disk, several that
wait as one commit. The worker lives only while there is something to do. When a save fails the edits stay, and
every new edit and `retry` tries again.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeVar

from leverage_tui.domain.book import Book
from leverage_tui.domain.edits.core import Edit, EditRefused, apply, same
from leverage_tui.store.errors import CannotSave, StoreError
from leverage_tui.store.events import Changed, Edited, Event, Saved, SaveFailed
from leverage_tui.store.guard import allowed
from leverage_tui.store.history import MOST_STEPS, Step, Undone, possible, stacks
from leverage_tui.store.keeper import Keeper
from leverage_tui.store.remembered import Remembered
from leverage_tui.store.undo_log import written

if TYPE_CHECKING:
    from leverage_tui.store.backups import Backup
    from leverage_tui.store.conflict_copies import ConflictCopy
    from leverage_tui.store.merging import Merged
    from leverage_tui.store.went_back import Missing

__all__ = ["Changed", "Edited", "Event", "Funnel", "SaveFailed", "Saved", "Undone"]


Done = TypeVar("Done")
_MUCH = 500_000
"""Bytes of the undo log that take a moment to read."""


class Funnel:
    """Does edits to the book that `keeper` keeps, and remembers the last `history` of them for undo.

    `do`, `preview`, `undo` and `redo` belong to one thread, the rest may be used from any. Listeners hear an event
    in the thread in which it happened (see each event). They must not wait for the thread that does the edits:
    post a message instead.
    """

    def __init__(self, keeper: Keeper, *, history: int = MOST_STEPS) -> None:
        self._keeper = keeper
        self._changed = threading.Condition()
        self._book = keeper.book
        self._pending: list[Edit] = []
        self._announced = 0
        """How many of the pending edits the worker may take: an edit is saved only after it was announced."""
        self._due = self._saving = self._polling = False
        self._worker: threading.Thread | None = None
        self._failure: StoreError | None = None
        self._backup_wanted = False
        self._unprotected = ""
        self._most = history
        self._steps: list[Step] = []
        """One for each pending edit; then the log has it."""
        self._kept: tuple[Step, ...] = ()
        """What the log could not take: undone from memory alone."""
        self._log = keeper.undo_log(history)
        self._listeners: list[Callable[[Event], None]] = []

    @property
    def book(self) -> Book:
        """The book with everything done so far, saved or not."""
        return self._book

    @property
    def remembered(self) -> Remembered:
        """What this machine remembers of the book."""
        return self._keeper.remembered

    @property
    def unsaved(self) -> int:
        """How many edits are not on disk yet."""
        return len(self._pending)

    @property
    def read_only(self) -> str | None:
        """Why nothing can be changed; None where everything can."""
        return self._keeper.read_only

    @property
    def failure(self) -> StoreError | None:
        """Why the last attempt to save or to look at the file failed; None after one that succeeded."""
        return self._failure

    @property
    def unprotected(self) -> str:
        """Why a backup could not be made, the last time that one could not, as a sentence; empty where all could."""
        return self._unprotected

    def steps(self) -> tuple[Step, ...]:
        """Every step that the log still holds and those on their way to it, the oldest first."""
        with self._changed:
            return (*self._log.steps(), *self._kept, *self._steps)

    def next_step(self, kind: Literal["undo", "redo"]) -> int | None:
        """How many changes `undo` or `redo` would make; None where much of the log must be read first to know."""
        with self._changed:
            if self._log.unread > _MUCH:
                return None
            found = stacks(self.steps(), self._most)
        source = found.done if kind == "undo" else found.undone
        return len(source[-1].changes) if source else 0

    def listen(self, callback: Callable[[Event], None]) -> None:
        """Have `callback` told of every event from now on."""
        self._listeners.append(callback)

    def preview(self, edit: Edit) -> Book:
        """The book as `edit` would make it. Nothing is done. Raises EditRefused."""
        return allowed(self._book, edit)

    def do(self, edit: Edit) -> Book:
        """Do `edit`; the book after it. An edit that changes nothing is not done at all.

        Raises EditRefused: then nothing happened.
        """
        with self._changed:
            if all(same(self._book.get(*change.key), change.after) for change in edit.changes):
                return self._book
            book = self._accept(Step("do", edit))
        self._announce_edit(edit, book)
        return book

    def undo(self) -> Undone | None:
        """Take back the last edit, document by document where each still is what the edit left.

        None when there is nothing to take back. Raises EditRefused: then nothing happened.
        """
        return self._step("undo")

    def redo(self) -> Undone | None:
        """Do again what the last `undo` took back. As `undo`."""
        return self._step("redo")

    def poll(self) -> None:
        """Have the worker see whether somebody else changed the file."""
        with self._changed:
            self._polling = True
            self._wake()

    def retry(self) -> None:
        """Have the worker try again to save what is not saved."""
        with self._changed:
            self._due = True
            self._wake()

    def put_back(self) -> Path | None:
        """Write the book anew, where its file is gone, empty or damaged, then what is not saved. Where what stood there
        is put, None where there was nothing. Waits for the disk. Raises StoreError."""
        return self._alone(lambda keeper: keeper.put_back())

    @property
    def went_back(self) -> str:
        """That the file lacks what this machine saved in it, as a sentence; empty where it does not."""
        return self._keeper.went_back

    def missing(self) -> Missing:
        """What the file lacks. Takes its time. Raises FileUnreadable."""
        from leverage_tui.store.went_back import missing

        return missing(self._keeper.path, self._keeper.state)

    def answer(self, found: Missing | None) -> None:
        """What becomes of a file that went back in time: `found` comes back, or (None) it is used as it is. Waits for
        the disk. Raises StoreError."""
        from leverage_tui.store.went_back import put_entries_back, use_older

        self._alone(lambda keeper: put_entries_back(keeper, found) if found else use_older(keeper))

    def merge_copies(self, now: datetime) -> tuple[list[Merged], list[str]]:
        """Save everything, then merge the conflict copies beside the book; what each did, and why others could not be
        merged. What a file that went back in time keeps from being saved is saved after. Waits for the disk. Raises
        StoreError."""
        from leverage_tui.store.merging import merge_beside

        if not self.went_back:
            self.flush()
        return self._alone(lambda keeper: merge_beside(keeper, now))

    @property
    def copies(self) -> tuple[ConflictCopy, ...]:
        """The conflict copies beside the book, looked for now."""
        from leverage_tui.store.conflict_copies import conflict_copies

        return conflict_copies(self._keeper.path)

    def save_copy(self, path: Path) -> None:
        """Write the book, unsaved edits included, to a file that is not there yet. Raises CannotSave."""
        with self._changed:
            pending = tuple(self._pending)
        self._keeper.copy_to(path, pending)

    def back_up(self) -> Backup | None:
        """Save everything, then take a backup, in the thread that asks; None when the newest one holds the same.
        Raises StoreError."""
        self.flush()
        return self._keeper.new_backup("by hand")

    def flush(self, timeout: float | None = None) -> None:
        """Wait (at most `timeout` seconds) until everything done is on disk. Raises the StoreError otherwise."""
        with self._changed:
            if not self._changed.wait_for(self._is_settled, timeout):
                raise CannotSave(self._keeper.path, "it takes too long")
            if self._pending and self._failure:
                raise self._failure

    def close(self) -> None:
        """As `flush`, and wait for a backup that is under way; nobody is told anything any more."""
        self._listeners.clear()
        self.flush()
        with self._changed:
            self._changed.wait_for(lambda: self._worker is None)
            self._log_kept(self._kept, written(self._kept))

    def _step(self, kind: Literal["undo", "redo"]) -> Undone | None:
        with self._changed:
            found = stacks(self.steps(), self._most)
            source = found.done if kind == "undo" else found.undone
            if not source:
                return None
            step = possible(self._book, source[-1].inverse())
            book = self._accept(Step(kind, step.edit))
        self._announce_edit(step.edit, book)
        return step

    def _accept(self, step: Step) -> Book:
        why = self._keeper.read_only
        if why:
            raise EditRefused(why)
        self._book = allowed(self._book, step.edit)
        self._pending.append(step.edit)
        self._steps.append(step)
        return self._book

    def _announce_edit(self, edit: Edit, book: Book) -> None:
        try:
            self._announce(Edited(edit, book))
        finally:
            with self._changed:
                self._announced = len(self._pending)
                self._due = True
                self._wake()

    def _announce(self, event: Event) -> None:
        for callback in tuple(self._listeners):
            callback(event)

    def _is_settled(self) -> bool:
        return not self._pending or not (self._due or self._saving)

    def _wake(self) -> None:
        if self._worker is None:
            # No daemon: a program that ends waits for the save that is under way.
            self._worker = threading.Thread(target=self._work, name="leverage-save")
            self._worker.start()

    def _work(self) -> None:
        try:
            while True:
                with self._changed:
                    polling, self._polling = self._polling, False
                    batch = tuple(self._pending[: self._announced]) if self._due else ()
                    self._due, self._saving = False, bool(batch)
                    resting = not (polling or batch)
                    if resting and not self._backup_wanted:
                        return
                    if resting:
                        self._backup_wanted = False
                if resting:
                    self._back_up()
                elif batch:
                    self._save(batch)
                else:
                    self._look()
        finally:
            self._make_way()

    def _save(self, batch: tuple[Edit, ...]) -> None:
        try:
            saved = self._keeper.commit(batch)
        except Exception as error:
            self._fail(self._as_store_error(error))
            return
        refused = [edit for edit, _ in saved.refused]
        with self._changed:
            steps = [step for step in self._steps[: len(batch)] if not any(step.edit is edit for edit in refused)]
            kept = (*self._kept, *steps)
        # Many changes take their time: the screen, which asks for the lock each second, does not wait for it.
        lines = written(kept)
        with self._changed:
            self._log_kept(kept, lines)
            del self._pending[: len(batch)], self._steps[: len(batch)]
            self._announced -= len(batch)
            self._failure, self._saving, self._backup_wanted = None, False, True
            book, unsaved = self._rebase(saved.book), len(self._pending)
            self._changed.notify_all()
        lost = (f"{edit.sentence}: not kept, because {why}" for edit, why in saved.refused)
        notes = (*saved.notes, *lost, *self._unprotected_now(saved.unprotected))
        if saved.foreign or notes:
            self._announce(Changed(book, notes))
        self._announce(Saved(book, unsaved))

    def _log_kept(self, kept: tuple[Step, ...], lines: bytes) -> None:
        """What can be undone after a restart; what the log cannot take now waits for the next time."""
        self._kept = () if not kept or self._log.add(lines) else kept

    def _look(self) -> None:
        try:
            seen = self._keeper.refresh()
        except Exception as error:
            self._fail(self._as_store_error(error))
            return
        with self._changed:
            recovered = self._failure is not None and not self._pending
            if recovered:
                self._failure = None
            book = self._rebase(seen.book) if seen else self._book
        if seen:
            self._announce(Changed(book, seen.notes))
        if recovered:
            self._announce(Saved(book, 0))

    def _back_up(self) -> None:
        notes = self._unprotected_now(self._keeper.back_up_when_due())
        if notes:
            with self._changed:
                book = self._book
            self._announce(Changed(book, notes))

    def _unprotected_now(self, why: str) -> tuple[str, ...]:
        """What is to be said of a backup that failed: nothing where that was said before."""
        if not why or why == self._unprotected:
            return ()
        self._unprotected = why
        return (why,)

    def _fail(self, error: StoreError) -> None:
        with self._changed:
            is_news = self._saving or str(error) != str(self._failure)
            self._failure, self._saving = error, False
            self._changed.notify_all()
        if is_news:
            self._announce(SaveFailed(error))

    def _as_store_error(self, error: Exception) -> StoreError:
        if isinstance(error, StoreError):
            return error
        wrapped = CannotSave(self._keeper.path, f"of an unexpected fault ({type(error).__name__})")
        wrapped.__cause__ = error
        return wrapped

    def _alone(self, work: Callable[[Keeper], Done]) -> Done:
        """Do `work` in the thread that asks, while the worker has nothing to do with the file; edits may be done
        meanwhile, and are saved after it. Raises StoreError."""
        with self._changed:
            self._changed.wait_for(lambda: self._worker is None)
            self._worker = threading.current_thread()
        try:
            done = work(self._keeper)
            with self._changed:
                book = self._rebase(self._keeper.book)
                self._due = self._polling = True
        finally:
            self._make_way()
        self._announce(Changed(book, ()))
        return done

    def _make_way(self) -> None:
        with self._changed:
            self._saving = False
            self._worker = None
            if self._due or self._polling:
                self._wake()
            self._changed.notify_all()

    def _rebase(self, book: Book) -> Book:
        """What was done and is not saved, on top of what the file holds."""
        for edit in self._pending:
            book = apply(book, edit)
        self._book = book
        return book
