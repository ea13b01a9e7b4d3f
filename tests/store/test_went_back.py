"""A file that is older than what was saved in it, or gone: noticed, asked about, and answered without loss."""

from __future__ import annotations

import json
import shutil
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from leverage_tui.store import disk, quarantine
from leverage_tui.store.backups import Backups
from leverage_tui.store.codec import read_book
from leverage_tui.store.errors import FileLocked, FileUnreadable, WentBack
from leverage_tui.store.funnel import Funnel
from leverage_tui.store.keeper import Keeper
from leverage_tui.store.layout import parse, sheet_of
from leverage_tui.store.lock import lock_path
from leverage_tui.store.recovery import repair
from leverage_tui.store.went_back import accept, expect_none, missing, put_entries_back, use_older
from tests.store.makers import logged, saas, shown, total, typed
from tests.store.test_recovery import NOW, offered, older_file


def test_a_file_that_was_saved_and_is_gone_is_no_new_book(path: Path, state: Path) -> None:
    keeper = Keeper.open(path, state=state)
    keeper.commit([saas()])
    keeper.new_backup("test")
    path.unlink()
    with pytest.raises(FileUnreadable, match="it is gone"):
        Keeper.open(path, state=state)
    offer = offered(path, state)
    assert repair(offer, state, NOW).aside is None
    assert set(Keeper.open(path, state=state).book.streams) == {"saas"}
    path.unlink()
    expect_none(path, state)
    assert Keeper.open(path, state=state).book.is_empty


def test_a_file_that_went_back_is_said_and_not_written_to(path: Path, state: Path) -> None:
    old, _ = older_file(path, state)
    keeper = Keeper.open(path, state=state)
    assert "is older than what this machine saved" in (keeper.read_only or "")
    assert path.read_bytes() == old
    other = Keeper.open(path, state=state / "other machine")
    assert other.read_only is None


def test_what_is_missing_comes_back_from_the_log(path: Path, state: Path) -> None:
    _, new = older_file(path, state)
    found = missing(path, state)
    assert found.entries == 2
    keeper = Keeper.open(path, state=state)
    put_entries_back(keeper, found)
    assert total(keeper.book) == 35
    assert set(read_book(parse(new, path)).tables["hours"]) == set(keeper.book.tables["hours"])
    assert Keeper.open(path, state=state).read_only is None


def test_what_is_missing_comes_back_from_the_backup_with_its_stamps(path: Path, state: Path) -> None:
    old, new = older_file(path, state)
    path.write_bytes(new)
    Keeper.open(path, state=state).new_backup("later")
    path.write_bytes(old)
    found = missing(path, state)
    assert (len(found.from_backup), found.steps.changes) == (2, ())
    put_entries_back(Keeper.open(path, state=state), found)
    assert path.read_bytes() == new


def test_an_entry_that_another_machine_deleted_does_not_come_back(path: Path, state: Path) -> None:
    older_file(path, state)
    other = Keeper.open(path, state=state / "other")
    other.commit([logged(other.book, 7)])
    other.commit([typed(other.book, 0)])
    found = missing(path, state)
    put_entries_back(Keeper.open(path, state=state), found)
    assert shown(Keeper.open(path, state=state).book, on=1) == 30


def test_the_older_file_is_used_once_it_was_said(path: Path, state: Path) -> None:
    old, _ = older_file(path, state)
    keeper = Keeper.open(path, state=state)
    accept(keeper)
    assert path.read_bytes() == old
    again = Keeper.open(path, state=state)
    assert again.read_only is None
    again.commit([logged(again.book, 9)])
    assert Keeper.open(path, state=state).read_only is None


def test_what_another_machine_wrote_on_top_is_not_older(path: Path, state: Path) -> None:
    keeper = Keeper.open(path, state=state)
    keeper.commit([saas()])
    keeper.commit([typed(keeper.book, 30)])
    other = Keeper.open(path, state=state / "other")
    other.commit([typed(other.book, 45)])
    assert Keeper.open(path, state=state).read_only is None
    other.commit([typed(other.book, 0)])
    assert Keeper.open(path, state=state).read_only is None


def test_entries_are_put_back_in_one_write(path: Path, state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old, _ = older_file(path, state)
    Backups(state, path).create(sheet_of({}).text(), "test", datetime.now(UTC))
    path.write_bytes(old)
    written, original = [], disk.replace

    def counted(target: Path, *given: Any, **named: Any) -> disk.Stamp:
        written.append(target)
        return original(target, *given, **named)

    found, keeper = missing(path, state), Keeper.open(path, state=state)
    monkeypatch.setattr(disk, "replace", counted)
    put_entries_back(keeper, found)
    assert written.count(path) == 1
    assert total(keeper.book) == 35


def test_what_nobody_can_bring_back_is_not_asked_about_again(path: Path, state: Path) -> None:
    older_file(path, state)
    shutil.rmtree(state / "books")
    keeper = Keeper.open(path, state=state)
    put_entries_back(keeper, missing(path, state))
    assert keeper.read_only is None
    other = Keeper.open(path, state=state / "other")
    other.commit([logged(other.book, 3)])
    assert Keeper.open(path, state=state).read_only is None


def test_what_waits_is_saved_once_it_is_said_what_becomes_of_the_older_file(path: Path, state: Path) -> None:
    Keeper.open(path, state=state).commit([saas()])
    funnel = Funnel(Keeper.open(path, state=state))
    old = path.read_bytes()
    funnel.do(logged(funnel.book, 5))
    funnel.flush()
    path.write_bytes(old)
    funnel.do(logged(funnel.book, 7))
    with pytest.raises(WentBack):
        funnel.flush()
    funnel.answer(funnel.missing())
    funnel.close()
    assert total(Keeper.open(path, state=state).book) == 12


def unstamped(data: bytes, path: Path) -> bytes:
    """The same as a program would write it that keeps no stamps."""
    rows = parse(data, path)
    plain = {table: {number: {**raw} for number, raw in found.items()} for table, found in rows.items()}
    for found in plain.values():
        for raw in found.values():
            raw.pop("at", None)
    return json.dumps(plain).encode()


def test_a_program_that_keeps_no_stamps_makes_no_older_file_unless_it_is_one(path: Path, state: Path) -> None:
    _, new = older_file(path, state)
    path.write_bytes(unstamped(new, path))
    assert Keeper.open(path, state=state).read_only is None
    path.write_bytes(new)
    funnel = Funnel(Keeper.open(path, state=state))
    funnel.do(typed(funnel.book, 90, on=1))
    funnel.close()
    assert shown(Keeper.open(path, state=state).book, on=1) == 90
    path.write_bytes(unstamped(new, path))
    assert Keeper.open(path, state=state).went_back


def test_edits_go_on_while_an_answer_waits_for_the_disk(
    path: Path, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older_file(path, state)
    funnel = Funnel(Keeper.open(path, state=state))
    found, begun, goes_on = funnel.missing(), threading.Event(), threading.Event()
    original = disk.replace

    def slow(*given: Any, **named: Any) -> disk.Stamp:
        begun.set()
        assert goes_on.wait(30)
        return original(*given, **named)

    monkeypatch.setattr(disk, "replace", slow)
    answering = threading.Thread(target=funnel.answer, args=(found,))
    answering.start()
    try:
        assert begun.wait(30)
        polling = threading.Thread(target=funnel.poll)
        doing = threading.Thread(target=funnel.do, args=(logged(funnel.book, 9, on=2),))
        polling.start()
        doing.start()
        for thread in (polling, doing):
            thread.join(30)
            assert not thread.is_alive()
    finally:
        goes_on.set()
        answering.join(30)
    funnel.close()
    assert total(Keeper.open(path, state=state).book) == 44


def test_nothing_is_put_back_once_the_lock_is_another(
    path: Path, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older_file(path, state)
    path.write_bytes(b"rubbish")
    offer, original = offered(path, state), quarantine.put_aside

    def swapped(*given: Any) -> Path:
        other = path.with_name("other.lock")
        other.touch()
        other.replace(lock_path(path))
        return original(*given)

    monkeypatch.setattr("leverage_tui.store.put_back.put_aside", swapped)
    with pytest.raises(FileLocked):
        repair(offer, state, NOW)
    assert path.read_bytes() == b"rubbish"


def test_what_was_given_up_comes_back_by_undo_alone(path: Path, state: Path) -> None:
    older_file(path, state)
    use_older(Keeper.open(path, state=state))
    good = path.read_bytes()
    path.write_bytes(b"")
    repair(offered(path, state), state, NOW)
    assert path.read_bytes() == good
    funnel = Funnel(Keeper.open(path, state=state))
    funnel.undo()
    funnel.close()
    assert total(Keeper.open(path, state=state).book) == 35


def test_a_new_book_gets_nothing_that_was_done_to_the_one_before(path: Path, state: Path) -> None:
    older_file(path, state)
    shutil.rmtree(state / "backups")
    path.unlink()
    expect_none(path, state)
    funnel = Funnel(Keeper.open(path, state=state))
    funnel.do(saas())
    funnel.close()
    path.write_bytes(b"")
    repair(offered(path, state), state, NOW)
    assert total(Keeper.open(path, state=state).book) == 0
