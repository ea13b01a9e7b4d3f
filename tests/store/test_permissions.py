"""What an ordinary user may not do. Run by root, each test drops to one in a child process."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from leverage_tui.store.errors import BackupsUnreadable, CannotSave, FileUnreadable, StoreError
from leverage_tui.store.funnel import Funnel
from leverage_tui.store.keeper import Keeper
from leverage_tui.store.offer_words import about_offer
from leverage_tui.store.recovery import offer_for
from tests.users import NOBODY, as_ordinary_user, users_folder

from .makers import logged, started, tables, total


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that an ordinary user owns and can reach."""
    with users_folder() as made:
        yield made


def failure(act: Callable[[], None]) -> StoreError | None:
    """The StoreError that `act` ends with, done by a user whom permissions bind."""

    def found() -> tuple[type[CannotSave | FileUnreadable], Path, str] | None:
        try:
            act()
        except (CannotSave, FileUnreadable) as error:
            return type(error), error.path, error.why
        return None

    said = as_ordinary_user(found)
    return said[0](*said[1:]) if said else None


def add(path: Path) -> Callable[[], None]:
    def act() -> None:
        keeper = Keeper.open(path, state=path.parent / "state")
        keeper.commit([logged(keeper.book)])

    return act


def begin(path: Path) -> None:
    started(path)


def test_an_ordinary_user_can_save(folder: Path) -> None:
    path = folder / "book.json"
    assert failure(lambda: begin(path)) is None
    before = path.read_bytes()
    assert failure(add(path)) is None
    assert path.read_bytes() != before


def test_a_folder_that_may_not_be_written_is_named(folder: Path) -> None:
    path = folder / "book.json"
    assert failure(lambda: begin(path)) is None
    before = path.read_bytes()
    folder.chmod(0o500)
    error = failure(add(path))
    assert isinstance(error, CannotSave)
    assert error.why == "you have no permission to write there"
    assert path.read_bytes() == before


def test_a_new_folder_that_may_not_be_made_is_named(folder: Path) -> None:
    folder.chmod(0o500)
    error = failure(lambda: begin(folder / "new" / "book.json"))
    assert isinstance(error, CannotSave)
    assert error.why == "you have no permission to write there"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make a file that belongs to somebody else")
def test_a_file_of_somebody_else_is_not_replaced_by_ones_own(folder: Path) -> None:
    path = folder / "book.json"
    started(path)
    path.chmod(0o644)
    before = path.stat()
    path.with_name("book.json.lock").chmod(0o666)
    error = failure(add(path))
    assert isinstance(error, CannotSave)
    assert error.why == "you have no permission to write there"
    assert (path.stat().st_ino, path.stat().st_uid) == (before.st_ino, 0)


def test_a_file_that_may_not_be_read_is_named(folder: Path) -> None:
    path = folder / "book.json"
    assert failure(lambda: begin(path)) is None
    path.chmod(0o200)
    error = failure(add(path))
    assert isinstance(error, FileUnreadable)
    assert error.why == "you have no permission to read it"


def test_a_state_folder_that_may_not_be_written_costs_nothing_but_time(folder: Path) -> None:
    path = folder / "book.json"
    assert failure(lambda: begin(path)) is None
    (folder / "state").mkdir(mode=0o500)
    if os.geteuid() == 0:
        os.chown(folder / "state", NOBODY, NOBODY)
    assert failure(add(path)) is None
    assert list((folder / "state").iterdir()) == []


def test_a_book_in_a_folder_that_may_not_be_searched_is_named(folder: Path) -> None:
    path = folder / "in" / "book.json"
    assert failure(lambda: begin(path)) is None
    path.parent.chmod(0o600)
    error = failure(add(path))
    assert isinstance(error, FileUnreadable)
    assert error.why == "you have no permission to read it"


def worked(folder: Path) -> Path:
    """A book of one entry with a backup, whose folder may then not be read."""
    path = folder / "book.json"

    def work() -> Path:
        begin(path)
        keeper = Keeper.open(path, state=folder / "state")
        keeper.commit([logged(keeper.book)])
        assert keeper.new_backup("test") is not None
        return keeper.backups.folder

    assert failure(lambda: begin(path)) is None
    return as_ordinary_user(work)


@pytest.mark.parametrize("mode", [0o000, 0o300], ids=oct)
def test_backups_that_may_not_be_read_are_not_taken_for_none(folder: Path, mode: int) -> None:
    backups = worked(folder)
    before = sorted(backups.iterdir())
    backups.chmod(mode)
    path = folder / "book.json"

    def edit() -> tuple[str, str, bool, str, int]:
        keeper = Keeper.open(path, state=folder / "state")
        why = keeper.backups.unreadable
        funnel = Funnel(keeper)
        funnel.do(logged(funnel.book, on=1))
        funnel.close()
        with pytest.raises(BackupsUnreadable) as refused:
            funnel.back_up()
        return (
            why,
            funnel.unprotected,
            keeper.backups.is_due(datetime.now(UTC)),
            str(refused.value),
            total(funnel.book),
        )

    why, unprotected, is_due, refused, minutes = as_ordinary_user(edit)
    assert why == refused
    assert refused == (
        f"The backups in {backups} cannot be read: you have no permission to read it. "
        "While that is so, no backup can be made."
    )
    assert unprotected == (
        "No backup could be made: the folder of the backups cannot be read (you have no permission to read it)."
    )
    assert is_due
    # The edit is saved all the same, and nothing lies in the folder that was not there.
    assert minutes == sum(row["minutes"] for row in tables(path)["hours"].values()) == 2
    backups.chmod(0o700)
    assert sorted(backups.iterdir()) == before


@pytest.mark.parametrize("damage", [b"{", None], ids=["damaged", "gone"])
def test_what_may_come_back_says_that_the_backups_cannot_be_read(folder: Path, damage: bytes | None) -> None:
    backups = worked(folder)
    backups.chmod(0)
    path = folder / "book.json"

    def offered() -> tuple[str, str]:
        path.unlink()
        if damage is not None:
            path.write_bytes(damage)
        offer = offer_for(path, folder / "state")
        assert offer is not None
        (fact,) = [fact for fact in about_offer(offer).facts if fact.key == "from_backup"]
        return fact.shown, fact.tone

    shown, tone = as_ordinary_user(offered)
    assert shown == "the folder of the backups cannot be read (you have no permission to read it)"
    assert tone == "unsure"
