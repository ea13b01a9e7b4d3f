"""The order of a save, as the system is asked for it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from leverage_tui.store import disk
from leverage_tui.store.errors import FileLocked, NotConfirmed, StoreError
from leverage_tui.store.funnel import Funnel
from leverage_tui.store.keeper import Keeper
from leverage_tui.store.lock import lock_path
from tests.faults.foreign import with_entry
from tests.faults.place import Place, logged
from tests.faults.protocol import Recorder, broken_rules, mode_of, recorded
from tests.faults.verify import notes


@pytest.fixture
def place(tmp_path: Path) -> Place:
    made = Place(tmp_path / "book")
    made.begin(entries=5)
    return made


def save(keeper: Keeper, recorder: Recorder) -> None:
    """A save by a program that another one was quicker than, said to be saved."""
    keeper.commit([logged(keeper.book, "mine")])
    recorder.note("said", "saved")


def test_a_save_keeps_every_rule(place: Place) -> None:
    keeper = place.keeper()
    place.lev("log", "saas", "1m")
    with recorded() as recorder:
        recorder.note("foreign", "written")
        save(keeper, recorder)
    assert broken_rules(recorder, place.book) == []


def test_a_command_keeps_every_rule(place: Place) -> None:
    with recorded() as recorder:
        assert place.lev("log", "saas", "1m").code == 0
        recorder.note("said", "saved")
    assert broken_rules(recorder, place.book) == []


def without_fsync(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(disk, "_sync", lambda descriptor: None)


def without_folder_fsync(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(disk, "confirm", lambda path: None)


def with_a_fsync_that_comes_late(patch: pytest.MonkeyPatch) -> None:
    syncing, folder = disk._sync, disk._sync_folder
    patch.setattr(disk, "_sync", lambda descriptor: None)
    patch.setattr(disk, "_sync_folder", lambda path: (syncing(os.open(path, os.O_RDONLY)), folder(path)))


@pytest.mark.parametrize(
    ("forget", "word"),
    [
        (without_fsync, "fsync of .book.json"),
        (without_folder_fsync, "fsync of book "),
        (with_a_fsync_that_comes_late, "fsync of .book.json"),
    ],
)
def test_the_rules_see_what_a_power_cut_would(
    place: Place, forget: Callable[[pytest.MonkeyPatch], None], word: str
) -> None:
    keeper = place.keeper()
    with recorded() as recorder, pytest.MonkeyPatch.context() as patch:
        forget(patch)
        save(keeper, recorder)
    assert any(rule.startswith(word) for rule in broken_rules(recorder, place.book))


def test_a_file_whose_sync_failed_is_never_synced_again(place: Place) -> None:
    funnel = Funnel(place.keeper())
    with recorded("fsync") as recorder:
        funnel.do(logged(funnel.book, "mine"))
        with pytest.raises(StoreError):
            funnel.flush()
        funnel.retry()
        with pytest.raises(StoreError):
            funnel.flush()
    assert [name for name, _ in recorder.calls if name.startswith("fsync")] == ["fsync", "fsync"]
    funnel.retry()
    funnel.close()


def test_a_lock_file_that_is_taken_away_during_a_save_ends_it(place: Place) -> None:
    keeper = place.keeper()
    before, filling = place.book.read_bytes(), disk._fill

    def filled(descriptor: int, data: bytes) -> disk.Stamp:
        lock_path(place.book).unlink()
        return filling(descriptor, data)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(disk, "_fill", filled)
        with pytest.raises(FileLocked, match="another program is holding it"):
            keeper.commit([logged(keeper.book, "mine")])
    assert place.book.read_bytes() == before
    keeper.commit([logged(keeper.book, "mine")])
    assert place.book.read_bytes() != before


def test_a_copy_that_is_put_over_the_file_during_a_save_is_merged(place: Place) -> None:
    keeper, filling, filled = place.keeper(), disk._fill, list[int]()

    def overtaken(descriptor: int, data: bytes) -> disk.Stamp:
        stamp = filling(descriptor, data)
        if not filled:
            copy = place.folder.with_name("copy")
            copy.write_bytes(with_entry(place.book.read_bytes(), 1, "theirs"))
            os.replace(copy, place.book)
        filled.append(descriptor)
        return stamp

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(disk, "_fill", overtaken)
        keeper.commit([logged(keeper.book, "mine")])
    assert len(filled) == 2
    assert {"theirs", "mine"} <= set(notes(place.book))


def test_what_another_program_saves_while_the_book_is_opened_is_no_step_back(place: Place) -> None:
    other, reading, read = place.keeper(), disk.read, list[Path]()

    def overtaken(path: Path) -> disk.Found | None:
        found = reading(path)
        if not read:
            read.append(path)
            other.commit([logged(other.book, "theirs")])
        return found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(disk, "read", overtaken)
        keeper = place.keeper()
    assert keeper.read_only is None
    keeper.commit([logged(keeper.book, "mine")])
    assert {"theirs", "mine"} <= set(notes(place.book))


def test_nothing_is_told_of_a_save_before_it_stands_and_is_durable(place: Place) -> None:
    keeper = place.keeper()
    before = keeper.book
    with pytest.MonkeyPatch.context() as patch:
        replacing, confirming, seen = os.replace, disk.confirm, list[bool]()

        def replaced(source: str, target: str) -> None:
            seen.append(keeper.book is before)
            replacing(source, target)

        def confirmed(path: Path) -> None:
            seen.append(keeper.book is before)
            confirming(path)

        patch.setattr(os, "replace", replaced)
        patch.setattr(disk, "confirm", confirmed)
        keeper.commit([logged(keeper.book, "mine")])
    assert seen[:2] == [True, True]
    assert keeper.book is not before


def test_a_save_that_the_folder_does_not_confirm_is_not_told(place: Place) -> None:
    keeper = place.keeper()
    before = keeper.book

    def refused(path: Path) -> None:
        raise NotConfirmed(path, "the disk reports an error")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(disk, "confirm", refused)
        with pytest.raises(NotConfirmed):
            keeper.commit([logged(keeper.book, "mine")])
    assert keeper.book is before


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o400 | 0o200])
def test_a_save_keeps_the_mode_and_a_new_file_is_private(place: Place, mode: int) -> None:
    assert mode_of(place.book) == 0o600
    place.book.chmod(mode)
    place.lev("log", "saas", "1m")
    assert mode_of(place.book) == mode


def test_a_link_to_the_book_stays_a_link(place: Place) -> None:
    link = place.folder.with_name("link.json")
    link.symlink_to(place.book)
    keeper = Keeper.open(link, state=place.state)
    before = place.book.stat().st_ino
    keeper.commit([logged(keeper.book, "mine")])
    assert link.is_symlink()
    assert place.book.stat().st_ino != before
    assert sorted(found.name for found in link.parent.iterdir() if found.suffix == ".tmp") == []
