"""What an ordinary user may not do. Run by root, each test drops to one in a child process."""

from __future__ import annotations

import os
import pickle
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from leverage_tui.store.errors import CannotSave, FileUnreadable, StoreError
from leverage_tui.store.keeper import Keeper

from .makers import logged, started

NOBODY = 65534


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that an ordinary user owns and can reach."""
    made = Path(tempfile.mkdtemp())
    if os.geteuid() == 0:
        os.chown(made, NOBODY, NOBODY)
    yield made
    made.chmod(0o700)
    shutil.rmtree(made)


def as_ordinary_user(act: Callable[[], None]) -> StoreError | None:
    """The StoreError that `act` ends with, done by a user whom permissions bind."""
    reading, writing = os.pipe()
    number = os.fork()
    if number == 0:
        status = 1
        try:
            os.close(reading)
            if os.geteuid() == 0:
                os.setgroups([])
                os.setgid(NOBODY)
                os.setuid(NOBODY)
            found: tuple[type[CannotSave | FileUnreadable], Path, str] | None = None
            try:
                act()
            except (CannotSave, FileUnreadable) as error:
                found = type(error), error.path, error.why
            os.write(writing, pickle.dumps(found))
            status = 0
        finally:
            os._exit(status)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        answer = pipe.read()
    assert os.waitpid(number, 0)[1] == 0
    found = pickle.loads(answer)
    if found is None:
        return None
    kind, about, why = found
    return kind(about, why)


def add(path: Path) -> Callable[[], None]:
    def act() -> None:
        keeper = Keeper.open(path, state=path.parent / "state")
        keeper.commit([logged(keeper.book)])

    return act


def begin(path: Path) -> None:
    started(path)


def test_an_ordinary_user_can_save(folder: Path) -> None:
    path = folder / "book.json"
    assert as_ordinary_user(lambda: begin(path)) is None
    before = path.read_bytes()
    assert as_ordinary_user(add(path)) is None
    assert path.read_bytes() != before


def test_a_folder_that_may_not_be_written_is_named(folder: Path) -> None:
    path = folder / "book.json"
    assert as_ordinary_user(lambda: begin(path)) is None
    before = path.read_bytes()
    folder.chmod(0o500)
    error = as_ordinary_user(add(path))
    assert isinstance(error, CannotSave)
    assert error.why == "you have no permission to write there"
    assert path.read_bytes() == before


def test_a_new_folder_that_may_not_be_made_is_named(folder: Path) -> None:
    folder.chmod(0o500)
    error = as_ordinary_user(lambda: begin(folder / "new" / "book.json"))
    assert isinstance(error, CannotSave)
    assert error.why == "you have no permission to write there"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make a file that belongs to somebody else")
def test_a_file_of_somebody_else_is_not_replaced_by_ones_own(folder: Path) -> None:
    path = folder / "book.json"
    started(path)
    path.chmod(0o644)
    before = path.stat()
    path.with_name("book.json.lock").chmod(0o666)
    error = as_ordinary_user(add(path))
    assert isinstance(error, CannotSave)
    assert error.why == "you have no permission to write there"
    assert (path.stat().st_ino, path.stat().st_uid) == (before.st_ino, 0)


def test_a_file_that_may_not_be_read_is_named(folder: Path) -> None:
    path = folder / "book.json"
    assert as_ordinary_user(lambda: begin(path)) is None
    path.chmod(0o200)
    error = as_ordinary_user(add(path))
    assert isinstance(error, FileUnreadable)
    assert error.why == "you have no permission to read it"


def test_a_state_folder_that_may_not_be_written_costs_nothing_but_time(folder: Path) -> None:
    path = folder / "book.json"
    assert as_ordinary_user(lambda: begin(path)) is None
    (folder / "state").mkdir(mode=0o500)
    if os.geteuid() == 0:
        os.chown(folder / "state", NOBODY, NOBODY)
    assert as_ordinary_user(add(path)) is None
    assert list((folder / "state").iterdir()) == []
