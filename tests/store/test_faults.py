"""Errors of the system, one at every step: the file is old or new, never broken, and the next save works."""

from __future__ import annotations

import errno
import fcntl
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from leverage_tui.store import lock
from leverage_tui.store.errors import CannotSave, FileLocked, NotConfirmed
from leverage_tui.store.keeper import Keeper

from .makers import logged, names, saas, started, total, typed

STEPS = ["open", "fchmod", "write", "fsync", "fstat", "replace", "flock"]
ERRORS = [errno.ENOSPC, errno.EIO, errno.EROFS, errno.EACCES, errno.EDQUOT, errno.EBUSY]


def failing(
    monkeypatch: pytest.MonkeyPatch, name: str, code: int, calls: Callable[[int], bool] = lambda nth: True
) -> list[int]:
    """Have the system call `name` fail with `code` for the numbered calls; how often it was called."""
    module = fcntl if name == "flock" else os
    original, counted = getattr(module, name), [0]

    def fails(*given: Any, **named: Any) -> Any:
        counted[0] += 1
        if calls(counted[0]):
            raise OSError(code, os.strerror(code))
        return original(*given, **named)

    monkeypatch.setattr(module, name, fails)
    return counted


@pytest.mark.parametrize("code", ERRORS, ids=lambda code: errno.errorcode[code])
@pytest.mark.parametrize("step", STEPS)
def test_an_error_at_any_step_leaves_the_old_file_and_a_retry_works(path: Path, step: str, code: int) -> None:
    keeper = started(path)
    before = path.read_bytes()
    edit = logged(keeper.book, 5)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lock, "PATIENCE_SECONDS", 0)
        counted = failing(patch, step, code)
        with pytest.raises((CannotSave, FileLocked)) as refused:
            keeper.commit([edit])
        assert counted[0]
    sentence = str(refused.value)
    assert sentence.startswith(f"{path} was not saved: ")
    assert sentence.endswith(". What it held before is untouched.")
    assert "Errno" not in sentence
    assert path.read_bytes() == before
    assert names(path.parent) == {"book.json", "book.json.lock"}
    assert total(keeper.book) == 0
    keeper.commit([edit])
    assert total(Keeper.open(path).book) == 5


def test_what_the_folder_does_not_confirm_is_said_and_written_anew(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper = started(path)
    edit = logged(keeper.book, 5)
    with pytest.MonkeyPatch.context() as patch:
        failing(patch, "fsync", errno.EIO, lambda nth: nth == 2)
        with pytest.raises(NotConfirmed, match="was written but the disk did not confirm it: the disk reports"):
            keeper.commit([edit])
    assert total(Keeper.open(path).book) == 5
    assert keeper.refresh() is None
    inode = path.stat().st_ino
    saved = keeper.commit([edit])
    assert not saved.foreign
    assert saved.notes == ()
    assert path.stat().st_ino != inode
    assert total(Keeper.open(path).book) == 5


def test_taking_back_what_was_not_confirmed_is_written(path: Path) -> None:
    keeper = started(path)
    before = path.read_bytes()
    with pytest.MonkeyPatch.context() as patch:
        failing(patch, "fsync", errno.EIO, lambda nth: nth == 2)
        with pytest.raises(NotConfirmed):
            keeper.commit([logged(keeper.book, 5)])
    assert path.read_bytes() != before
    keeper.commit([])
    assert path.read_bytes() == before


@pytest.mark.parametrize("step", ["write", "fsync", "replace"])
def test_a_first_save_that_fails_leaves_no_file(path: Path, step: str) -> None:
    keeper = Keeper.open(path)
    with pytest.MonkeyPatch.context() as patch:
        failing(patch, step, errno.ENOSPC)
        with pytest.raises(CannotSave, match="the disk is full"):
            keeper.commit([saas()])
    assert names(path.parent) == {"book.json.lock"}
    keeper.commit([saas()])
    assert list(Keeper.open(path).book.streams) == ["saas"]


def test_short_writes_are_continued(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    original = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: original(descriptor, bytes(data[:7])))
    keeper = started(path)
    keeper.commit([logged(keeper.book, 5)])
    assert total(Keeper.open(path).book) == 5


def test_a_write_that_lies_about_its_length_is_caught(path: Path) -> None:
    keeper = started(path)
    before = path.read_bytes()
    with pytest.MonkeyPatch.context() as patch:
        original = os.write
        patch.setattr(os, "write", lambda descriptor, data: original(descriptor, data[:-1]) + 1)
        with pytest.raises(CannotSave, match="the disk reports an error"):
            keeper.commit([logged(keeper.book)])
    assert path.read_bytes() == before


def test_what_killed_programs_left_is_swept_and_nothing_else(path: Path) -> None:
    keeper = started(path)
    ours = path.with_name(".book.json.0123456789abcdef.tmp")
    others = [".book.json.tmp", ".other.json.0123456789abcdef.tmp", ".book.json.0123456789abcdeX.tmp", "x.tmp"]
    for name in (ours.name, *others):
        path.with_name(name).write_text("left")
    keeper.commit([logged(keeper.book)])
    assert names(path.parent) == {"book.json", "book.json.lock", *others}


def test_an_interrupted_save_leaves_nothing_behind(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keeper = started(path)

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", interrupted)
        with pytest.raises(KeyboardInterrupt):
            keeper.commit([logged(keeper.book)])
    assert names(path.parent) == {"book.json", "book.json.lock"}
    keeper.commit([typed(keeper.book, 5)])


def test_a_lock_that_another_program_holds_is_waited_for_and_then_named(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper = started(path)
    before = path.read_bytes()
    monkeypatch.setattr(lock, "PATIENCE_SECONDS", 0)
    with lock.locked(path) as held:
        assert held
        with pytest.raises(FileLocked, match="another program is holding it"):
            keeper.commit([logged(keeper.book)])
    assert path.read_bytes() == before
    keeper.commit([logged(keeper.book)])


def test_a_lock_file_that_was_replaced_while_waiting_is_not_trusted(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started(path)
    original = fcntl.flock
    replaced: list[bool] = []

    def replacing(descriptor: int, operation: int) -> None:
        original(descriptor, operation)
        if not replaced:
            replaced.append(True)
            lock.lock_path(path).unlink()

    keeper = Keeper.open(path)
    monkeypatch.setattr(fcntl, "flock", replacing)
    with lock.locked(path):
        monkeypatch.setattr(lock, "PATIENCE_SECONDS", 0)
        with pytest.raises(FileLocked):
            keeper.commit([logged(keeper.book)])
    assert lock.lock_path(path).exists()


def test_a_lock_file_that_is_a_link_is_not_followed(path: Path, tmp_path: Path) -> None:
    keeper = started(path)
    lock.lock_path(path).unlink()
    lock.lock_path(path).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(CannotSave, match=r"was not saved: its lock, book\.json\.lock, is no regular file"):
        keeper.commit([logged(keeper.book)])
    assert not (tmp_path / "elsewhere").exists()


def test_a_folder_in_the_place_of_the_lock_is_not_said_to_be_the_book(path: Path) -> None:
    keeper = started(path)
    before = path.read_bytes()
    lock.lock_path(path).unlink()
    lock.lock_path(path).mkdir()
    with pytest.raises(CannotSave) as refused:
        keeper.commit([logged(keeper.book)])
    assert refused.value.why == "its lock, book.json.lock, is no regular file"
    assert path.read_bytes() == before


def test_a_disk_without_locks_is_worked_on_and_told_and_not_swept(path: Path) -> None:
    keeper = started(path)
    left = path.with_name(".book.json.0123456789abcdef.tmp")
    left.write_text("perhaps another program's")
    with pytest.MonkeyPatch.context() as patch:
        failing(patch, "flock", errno.ENOTSUP)
        keeper.commit([logged(keeper.book, 5)])
    assert total(Keeper.open(path).book) == 5
    assert any("knows no file locks" in notice for notice in keeper.notices)
    assert left.exists()
