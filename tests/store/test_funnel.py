from __future__ import annotations

import errno
import os
import queue
import threading
from collections.abc import Sequence
from pathlib import Path

import pytest

from leverage_tui.domain.edits.core import Edit, EditRefused
from leverage_tui.domain.edits.streams import delete_stream
from leverage_tui.domain.model import Hours
from leverage_tui.store.errors import CannotSave, FileUnreadable
from leverage_tui.store.events import Changed, Edited, Event, Saved, SaveFailed
from leverage_tui.store.funnel import Funnel
from leverage_tui.store.keeper import Keeper
from leverage_tui.store.keeper import Saved as Kept

from .makers import logged, saas, shown, started, total, typed
from .test_faults import failing

PATIENCE = 30


class Heard:
    """Every event of a funnel, in order, and in which thread it was told."""

    def __init__(self, funnel: Funnel) -> None:
        self.events: queue.Queue[tuple[Event, threading.Thread]] = queue.Queue()
        funnel.listen(lambda event: self.events.put((event, threading.current_thread())))

    def next(self) -> Event:
        return self.events.get(timeout=PATIENCE)[0]

    def until(self, kind: type[Event]) -> Event:
        while not isinstance(event := self.next(), kind):
            pass
        return event


class Held(Keeper):
    """A keeper whose commits wait until they are let go."""

    def hold(self) -> None:
        self.go, self.begun, self.batches = threading.Event(), threading.Event(), list[int]()

    def commit(self, edits: Sequence[Edit]) -> Kept:
        self.batches.append(len(edits))
        self.begun.set()
        assert self.go.wait(PATIENCE)
        return super().commit(edits)


def test_an_edit_is_done_announced_and_saved(path: Path) -> None:
    funnel = Funnel(Keeper.open(path))
    heard = Heard(funnel)
    edit = saas()
    book = funnel.do(edit)
    assert funnel.book.streams.keys() == book.streams.keys() == {"saas"}
    event, thread = heard.events.get(timeout=PATIENCE)
    assert event == Edited(edit, book)
    assert thread is threading.current_thread()
    event, thread = heard.events.get(timeout=PATIENCE)
    assert isinstance(event, Saved)
    assert event.unsaved == 0
    assert thread is not threading.current_thread()
    funnel.flush()
    assert (funnel.unsaved, funnel.failure) == (0, None)
    assert Keeper.open(path).book.streams.keys() == {"saas"}


def test_an_edit_that_changes_nothing_is_not_done(path: Path) -> None:
    funnel = Funnel(started(path))
    edit = typed(funnel.book, 60)
    funnel.do(edit)
    funnel.flush()
    before, book = path.stat().st_mtime_ns, funnel.book
    heard = Heard(funnel)
    assert funnel.do(edit) is book
    assert funnel.do(Edit("nothing", ())) is book
    funnel.close()
    assert heard.events.empty()
    assert path.stat().st_mtime_ns == before
    assert funnel.undo() is not None
    assert funnel.undo() is None


def test_a_refused_edit_did_not_happen(path: Path) -> None:
    funnel = Funnel(started(path))
    book, heard = funnel.book, Heard(funnel)
    for act in (funnel.do, funnel.preview):
        with pytest.raises(EditRefused, match="one entry holds from 0 to 24 hours"):
            act(logged(book, 1441))
    assert funnel.book is book
    assert heard.events.empty()
    assert funnel.undo() is None


def test_a_preview_does_nothing(path: Path) -> None:
    funnel = Funnel(started(path))
    book = funnel.book
    assert shown(funnel.preview(typed(book, 60))) == 60
    assert funnel.book is book
    assert funnel.unsaved == 0


def test_a_read_only_book_takes_no_edit(path: Path) -> None:
    funnel = Funnel(started(path))
    path.chmod(0o444)
    with pytest.raises(EditRefused, match="is open for reading only: it is marked read-only"):
        funnel.do(logged(funnel.book))
    assert funnel.unsaved == 0


def test_edits_that_wait_are_saved_together(path: Path) -> None:
    started(path)
    keeper = Held.open(path)
    assert isinstance(keeper, Held)
    keeper.hold()
    funnel = Funnel(keeper)
    funnel.do(logged(funnel.book, 1))
    assert keeper.begun.wait(PATIENCE)
    for _ in range(9):
        funnel.do(logged(funnel.book, 1))
    assert funnel.unsaved == 10
    assert total(funnel.book) == 10
    keeper.go.set()
    funnel.flush(PATIENCE)
    assert keeper.batches == [1, 9]
    assert total(Keeper.open(path).book) == 10


def test_flush_does_not_wait_longer_than_it_is_told(path: Path) -> None:
    started(path)
    keeper = Held.open(path)
    assert isinstance(keeper, Held)
    keeper.hold()
    funnel = Funnel(keeper)
    funnel.do(logged(funnel.book, 1))
    with pytest.raises(CannotSave, match="it takes too long"):
        funnel.flush(0)
    keeper.go.set()
    funnel.close()


def test_a_failed_save_keeps_the_edits_and_a_retry_saves_them(path: Path, tmp_path: Path) -> None:
    funnel = Funnel(started(path))
    before, heard = path.read_bytes(), Heard(funnel)
    with pytest.MonkeyPatch.context() as patch:
        failing(patch, "fsync", errno.ENOSPC)
        funnel.do(logged(funnel.book, 5))
        failed = heard.until(SaveFailed)
        assert isinstance(failed, SaveFailed)
        with pytest.raises(CannotSave, match="the disk is full"):
            funnel.flush(PATIENCE)
        funnel.do(logged(funnel.book, 6))
        heard.until(SaveFailed)
    assert (funnel.failure is not None, funnel.unsaved, total(funnel.book)) == (True, 2, 11)
    assert path.read_bytes() == before
    funnel.save_copy(tmp_path / "copy.json")
    assert total(Keeper.open(tmp_path / "copy.json").book) == 11
    funnel.retry()
    funnel.close()
    assert (funnel.failure, funnel.unsaved) == (None, 0)
    assert total(Keeper.open(path).book) == 11


def test_a_later_edit_saves_an_earlier_one_that_failed(path: Path) -> None:
    funnel = Funnel(started(path))
    heard = Heard(funnel)
    with pytest.MonkeyPatch.context() as patch:
        failing(patch, "replace", errno.EBUSY)
        funnel.do(logged(funnel.book, 5))
        heard.until(SaveFailed)
    funnel.do(logged(funnel.book, 6))
    funnel.flush(PATIENCE)
    assert total(Keeper.open(path).book) == 11


def test_an_unexpected_fault_is_a_failed_save_too(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keeper = started(path)
    funnel = Funnel(keeper)
    with monkeypatch.context() as patch:
        patch.setattr(keeper, "commit", lambda edits: 1 // 0)
        funnel.do(logged(funnel.book, 5))
        with pytest.raises(CannotSave, match=r"of an unexpected fault \(ZeroDivisionError\)"):
            funnel.flush(PATIENCE)
    funnel.retry()
    funnel.close()
    assert total(Keeper.open(path).book) == 5


def test_undo_and_redo_go_all_the_way(path: Path) -> None:
    funnel = Funnel(started(path))
    for minutes in range(1, 31):
        funnel.do(typed(funnel.book, minutes))
    for minutes in range(29, -1, -1):
        undone = funnel.undo()
        assert undone is not None
        assert undone.skipped == ()
        assert shown(funnel.book) == minutes
    assert funnel.undo() is None
    for minutes in range(1, 31):
        assert funnel.redo() is not None
        assert shown(funnel.book) == minutes
    assert funnel.redo() is None
    funnel.undo()
    funnel.do(typed(funnel.book, 99))
    assert funnel.redo() is None
    funnel.close()
    assert shown(Keeper.open(path).book) == 99


def test_only_so_many_steps_are_remembered(path: Path) -> None:
    funnel = Funnel(started(path), history=3)
    for minutes in range(1, 6):
        funnel.do(typed(funnel.book, minutes))
    assert [funnel.undo() is not None for _ in range(4)] == [True, True, True, False]
    assert shown(funnel.book) == 2


def test_undo_leaves_alone_what_somebody_else_changed_since_and_says_so(path: Path) -> None:
    funnel = Funnel(started(path))
    funnel.do(typed(funnel.book, 60))
    edit = delete_stream(funnel.book, "saas")
    funnel.do(edit)
    funnel.flush()
    assert not funnel.book.streams
    other = Keeper.open(path)
    entry = next(change.before for change in edit.changes if isinstance(change.before, Hours))
    other.commit([saas(), typed(other.commit([saas()]).book, 30)])
    heard = Heard(funnel)
    funnel.poll()
    assert isinstance(heard.until(Changed), Changed)
    undone = funnel.undo()
    assert undone is not None
    assert undone.edit.changes == ()
    assert "Saas, deliver, Mon 2 Nov: it is 0:30 by now and was left alone" in undone.skipped
    assert len(undone.skipped) == 2
    assert shown(funnel.book) == 30
    assert entry.minutes == 60


def test_what_was_deleted_comes_back_by_undo_and_stays_away_by_redo(path: Path) -> None:
    funnel = Funnel(started(path))
    funnel.do(typed(funnel.book, 60))
    funnel.do(delete_stream(funnel.book, "saas"))
    funnel.flush()
    assert Keeper.open(path).book.is_empty
    funnel.undo()
    funnel.flush()
    assert shown(Keeper.open(path).book) == 60
    funnel.redo()
    funnel.close()
    assert Keeper.open(path).book.is_empty


def test_what_came_in_is_announced_with_what_is_not_saved_on_top(path: Path) -> None:
    funnel = Funnel(started(path))
    heard = Heard(funnel)
    with pytest.MonkeyPatch.context() as patch:
        failing(patch, "replace", errno.EBUSY)
        funnel.do(logged(funnel.book, 5))
        heard.until(SaveFailed)
    other = Keeper.open(path)
    other.commit([logged(other.book, 7)])
    funnel.poll()
    changed = heard.until(Changed)
    assert isinstance(changed, Changed)
    assert total(changed.book) == total(funnel.book) == 12
    assert funnel.failure is not None
    funnel.retry()
    funnel.close()
    assert total(Keeper.open(path).book) == 12


def test_an_edit_that_others_made_impossible_is_said_and_forgotten(path: Path) -> None:
    funnel = Funnel(started(path))
    other = Keeper.open(path)
    other.commit([delete_stream(other.book, "saas")])
    heard = Heard(funnel)
    funnel.do(logged(funnel.book, 5))
    changed = heard.until(Changed)
    assert isinstance(changed, Changed)
    assert changed.notes == ("Saas, deliver, Mon 2 Nov: 0:05 logged: not kept, because there is no stream saas",)
    assert total(changed.book) == 0
    assert isinstance(heard.until(Saved), Saved)
    assert funnel.undo() is None


def test_a_file_that_cannot_be_read_is_told_once_and_its_return_too(path: Path) -> None:
    funnel = Funnel(started(path))
    good, heard = path.read_bytes(), Heard(funnel)
    path.write_bytes(b"")
    funnel.poll()
    failed = heard.next()
    assert isinstance(failed, SaveFailed)
    assert isinstance(failed.error, FileUnreadable)
    funnel.poll()
    path.with_name("new").write_bytes(good)
    os.replace(path.with_name("new"), path)
    funnel.poll()
    assert isinstance(heard.next(), Saved)
    assert funnel.failure is None
    funnel.close()


def test_while_the_file_is_gone_edits_stay_in_memory(path: Path, tmp_path: Path) -> None:
    funnel = Funnel(started(path))
    path.unlink()
    funnel.do(logged(funnel.book, 5))
    with pytest.raises(FileUnreadable, match="it is gone"):
        funnel.flush(PATIENCE)
    assert not path.exists()
    assert total(funnel.book) == 5
    funnel.save_copy(path)
    funnel.retry()
    funnel.flush(PATIENCE)
    assert total(Keeper.open(path).book) == 5


def test_a_listener_that_does_another_edit_loses_neither(path: Path) -> None:
    funnel = Funnel(started(path))

    def also_the_next_day(event: Event) -> None:
        if isinstance(event, Edited) and shown(funnel.book, on=1) == 0:
            funnel.do(typed(funnel.book, 7, on=1))

    funnel.listen(also_the_next_day)
    funnel.do(typed(funnel.book, 5))
    funnel.close()
    book = Keeper.open(path).book
    assert (shown(book), shown(book, on=1)) == (5, 7)


def test_no_edit_is_saved_before_it_was_announced(path: Path) -> None:
    started(path)
    keeper = Held.open(path)
    assert isinstance(keeper, Held)
    keeper.hold()
    funnel = Funnel(keeper)
    funnel.do(logged(funnel.book, 1))
    assert keeper.begun.wait(PATIENCE)
    saved_meanwhile: list[list[int]] = []

    def let_the_worker_go_on(event: Event) -> None:
        if isinstance(event, Edited):
            funnel.retry()
            keeper.go.set()
            funnel.flush(PATIENCE)
            saved_meanwhile.append(list(keeper.batches))

    funnel.listen(let_the_worker_go_on)
    funnel.do(logged(funnel.book, 2))
    funnel.close()
    assert saved_meanwhile == [[1]]
    assert keeper.batches == [1, 1]


def test_a_listener_that_fails_does_not_stop_the_saving(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    funnel = Funnel(started(path))
    told, done = threading.Event(), threading.Event()
    workers: list[threading.Thread] = []
    faults: list[type[BaseException]] = []
    monkeypatch.setattr(threading, "excepthook", lambda fault: faults.append(fault.exc_type))

    def failing_listener(event: Event) -> None:
        if isinstance(event, Saved) and not told.is_set():
            workers.append(threading.current_thread())
            told.set()
            assert done.wait(PATIENCE)
            raise ValueError("a fault in a listener")

    funnel.listen(failing_listener)
    funnel.do(logged(funnel.book, 1))
    assert told.wait(PATIENCE)
    funnel.do(logged(funnel.book, 2))
    done.set()
    workers[0].join(PATIENCE)
    funnel.flush(PATIENCE)
    assert faults == [ValueError]
    assert total(Keeper.open(path).book) == 3
