from __future__ import annotations

import errno
import gzip
import os
import stat
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from leverage_tui.domain.edits.core import edit
from leverage_tui.domain.edits.streams import delete_stream
from leverage_tui.domain.model import Hours
from leverage_tui.store import backups as backups_module
from leverage_tui.store import disk
from leverage_tui.store import keeper as keeper_module
from leverage_tui.store.backups import AUTOMATIC, Backup, Backups
from leverage_tui.store.due import INTERVAL
from leverage_tui.store.errors import CannotSave, FileUnreadable, StoreError
from leverage_tui.store.events import Changed, Event
from leverage_tui.store.funnel import Funnel
from leverage_tui.store.keeper import Keeper

from .makers import logged, names, saas, started, total

NOW = datetime(2026, 11, 18, 9, 30, 0, 123456, tzinfo=UTC)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def book_text(entries: int, mark: str = "") -> bytes:
    """A file of so many documents of another program."""
    lines = ",\n".join(f'"{number}":{{"mark":"{mark}"}}' for number in range(1, entries + 1))
    return b'{\n"notes":{\n%b\n}\n}\n' % lines.encode() if entries else b"{\n}\n"


@pytest.fixture
def backups(tmp_path: Path) -> Backups:
    return Backups(tmp_path / "state", tmp_path / "book.json")


class Time:
    """The moment at which the keeper believes to be."""

    def __init__(self) -> None:
        self.now = NOW

    def pass_(self, by: timedelta) -> None:
        self.now += by


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Time:
    clock = Time()
    monkeypatch.setattr(keeper_module, "_now", lambda: clock.now)
    return clock


def made(backups: Backups, text: bytes, now: datetime = NOW, why: str = "by hand") -> Backup:
    backup = backups.create(text, why, now)
    assert backup is not None
    return backup


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def failing_below(monkeypatch: pytest.MonkeyPatch, folder: str, code: int) -> None:
    """Have every attempt to make a file below a folder of that name fail with `code`."""
    original: Callable[..., int] = os.open

    def opened(path: Any, flags: int, *given: Any, **named: Any) -> int:
        if folder in Path(os.fspath(path)).parts and flags & os.O_CREAT:
            raise OSError(code, os.strerror(code))
        return original(path, flags, *given, **named)

    monkeypatch.setattr(os, "open", opened)


# What a backup is


def test_it_is_the_file_byte_for_byte_for_this_user_alone(backups: Backups, tmp_path: Path) -> None:
    text = book_text(12)
    old = os.umask(0)
    try:
        backup = made(backups, text)
    finally:
        os.umask(old)
    assert backup.path.name == "20261118T093000Z-12.json.gz"
    assert (backup.when, backup.documents) == (NOW.replace(microsecond=0), 12)
    assert backup.name == "20261118T093000Z-12"
    assert gzip.decompress(backup.path.read_bytes()) == text
    assert backups.read(backup) == text
    assert backups.why(backup) == "by hand"
    assert mode(backup.path) == 0o600
    folders = [backups.folder, backups.folder.parent, tmp_path / "state"]
    assert [mode(folder) for folder in folders] == [0o700] * 3
    assert names(backups.folder) == {backup.path.name}


def test_a_name_in_another_zone_is_in_utc(backups: Backups) -> None:
    assert made(backups, book_text(1), NOW.astimezone(timezone(timedelta(hours=-5)))).name == "20261118T093000Z-1"


def test_what_did_not_change_is_not_backed_up_again(backups: Backups) -> None:
    made(backups, book_text(3))
    assert backups.create(book_text(3), "again", NOW + DAY) is None
    made(backups, book_text(3, "other"), NOW + DAY)
    made(backups, book_text(3), NOW + 2 * DAY)
    assert len(backups.list()) == 3


def test_within_one_second_the_later_one_is_the_newer(backups: Backups) -> None:
    texts = [book_text(2, mark) for mark in "abc"]
    for text in texts:
        made(backups, text)
    assert [backups.read(backup) for backup in backups.list()] == texts[::-1]


def test_a_link_to_the_book_has_the_same_backups(tmp_path: Path) -> None:
    (tmp_path / "book.json").write_bytes(book_text(1))
    (tmp_path / "link.json").symlink_to(tmp_path / "book.json")
    state = tmp_path / "state"
    assert Backups(state, tmp_path / "link.json").folder == Backups(state, tmp_path / "book.json").folder
    assert Backups(state, tmp_path / "other.json").folder != Backups(state, tmp_path / "book.json").folder


def test_the_list_is_newest_first_and_passes_over_what_is_no_backup(backups: Backups) -> None:
    assert backups.list() == ()
    first, second = made(backups, book_text(1)), made(backups, book_text(2), NOW + MINUTE)
    for name in ("notes.txt", "20261118T093000Z.json.gz", "20261399T093000Z-1.json.gz", "20261118T093000Z-1.json"):
        (backups.folder / name).write_bytes(b"")
    assert backups.list() == (second, first)


def test_what_has_the_name_of_one_and_is_no_file_is_passed_over(backups: Backups) -> None:
    backup = made(backups, book_text(1))
    pipe, link, folder = (backups.folder / f"2026111{day}T093000Z-12.json.gz" for day in (5, 6, 7))
    os.mkfifo(pipe)
    link.symlink_to(link.name)
    folder.mkdir()
    assert backups.list() == (backup,)
    assert backups.newest_good(NOW) == backup
    made(backups, book_text(2), NOW + MINUTE)
    assert {pipe, link, folder} <= set(backups.folder.iterdir())


def test_what_is_no_book_is_not_backed_up(backups: Backups) -> None:
    with pytest.raises(FileUnreadable, match="is no valid JSON"):
        backups.create(book_text(3)[:-9], "by hand", NOW)
    assert backups.list() == ()


# Reading


def spoilt(data: bytes) -> list[tuple[bytes, str]]:
    middle = len(data) // 2
    return [
        (data[:middle], "it is cut off"),
        (data[:middle] + bytes(9) + data[middle + 9 :], "it is damaged, or no gzip file"),
        (data[:-8] + bytes(8), "it is damaged, or no gzip file"),
        (data + b"more", "something else follows after it"),
        (b"", "it is cut off"),
        (book_text(2), "it is damaged, or no gzip file"),
        (gzip.compress(b"[1]"), "it is no set of tables"),
    ]


@pytest.mark.parametrize("kind", range(7))
def test_what_is_damaged_is_refused_and_passed_over(backups: Backups, kind: int) -> None:
    good, bad = made(backups, book_text(50, "a")), made(backups, book_text(50, "b"), NOW + MINUTE)
    data, why = spoilt(bad.path.read_bytes())[kind]
    bad.path.write_bytes(data)
    with pytest.raises(FileUnreadable, match=why):
        backups.read(bad)
    assert backups.newest_good(NOW + DAY) == good
    assert made(backups, book_text(50, "b"), NOW + DAY) == backups.newest_good(NOW + DAY)


def test_one_that_is_gone_is_refused(backups: Backups) -> None:
    backup = made(backups, book_text(1))
    backup.path.unlink()
    with pytest.raises(FileUnreadable, match="it is gone"):
        backups.read(backup)
    assert backups.newest_good() is None


def test_one_that_would_fill_the_memory_is_refused(backups: Backups, monkeypatch: pytest.MonkeyPatch) -> None:
    backup = made(backups, book_text(100_000))
    assert backup.path.stat().st_size < 1 << 20
    monkeypatch.setattr(disk, "LARGEST", 1 << 20)
    with pytest.raises(FileUnreadable, match="it holds over 1 MB"):
        backups.read(backup)


def test_any_gzip_file_of_that_name_is_a_backup(backups: Backups) -> None:
    made(backups, book_text(1))
    stranger = backups.folder / "20261101T000000Z-2.json.gz"
    stranger.write_bytes(gzip.compress(book_text(2)))
    backup = backups.list()[-1]
    assert (backup.path, backups.read(backup), backups.why(backup)) == (stranger, book_text(2), "")


# Thinning


def test_old_ones_are_thinned_when_a_new_one_is_made(backups: Backups) -> None:
    old = [made(backups, book_text(9, str(number)), NOW - 40 * DAY + number * MINUTE) for number in range(3)]
    made(backups, book_text(9))
    assert [backup.path for backup in backups.list()][1:] == [old[-1].path]


def test_nothing_is_thinned_for_one_with_under_half_the_documents(backups: Backups) -> None:
    for number in range(3):
        made(backups, book_text(9, str(number)), NOW - 40 * DAY + number * MINUTE)
    made(backups, book_text(4))
    assert len(backups.list()) == 4
    made(backups, book_text(3), NOW + MINUTE)
    assert len(backups.list()) == 3


def test_nothing_is_thinned_before_the_new_one_was_read_back(
    backups: Backups, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        made(backups, book_text(9, str(number)), NOW - 40 * DAY + number * MINUTE)
    there = backups.list()
    original = backups_module._packed
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(backups_module, "_packed", lambda text, why: original(text, why)[:-9] + bytes(9))
        with pytest.raises(CannotSave, match="it did not read back as it was written"):
            backups.create(book_text(9), "by hand", NOW)
    assert backups.list() == there
    assert names(backups.folder) == {backup.path.name for backup in there}


def test_one_from_the_future_is_kept_and_not_counted(backups: Backups) -> None:
    late = made(backups, book_text(5), NOW + 900 * DAY)
    assert backups.is_due(NOW)
    backup = made(backups, book_text(5), NOW)
    assert not backups.is_due(NOW + INTERVAL - MINUTE)
    assert backups.is_due(NOW + INTERVAL)
    assert backups.list() == (late, backup)
    assert backups.newest_good(NOW) == backup
    assert backups.newest_good(NOW + 901 * DAY) == late


def test_what_a_killed_program_left_is_swept(backups: Backups) -> None:
    made(backups, book_text(1))
    left = backups.folder / ".20261118T093000Z-1.json.gz.0123456789abcdef.tmp"
    other = backups.folder / ".hidden"
    for path in (left, other):
        path.write_bytes(b"half")
    made(backups, book_text(2), NOW + MINUTE)
    assert not left.exists()
    assert other.exists()


# When the book is saved


def test_a_save_is_followed_by_a_backup_each_half_hour(path: Path, time: Time) -> None:
    funnel = Funnel(keeper := Keeper.open(path))
    funnel.do(saas())
    funnel.close()
    (first,) = keeper.backups.list()
    assert keeper.backups.read(first) == path.read_bytes()
    assert keeper.backups.why(first) == AUTOMATIC
    time.pass_(INTERVAL - MINUTE)
    funnel.do(logged(funnel.book, 5))
    funnel.close()
    assert keeper.backups.list() == (first,)
    time.pass_(2 * MINUTE)
    funnel.do(logged(funnel.book, 6))
    funnel.close()
    assert keeper.backups.read(keeper.backups.list()[0]) == path.read_bytes()
    time.pass_(DAY)
    funnel.poll()
    funnel.close()
    assert len(keeper.backups.list()) == 2


def test_a_book_that_is_only_looked_at_is_not_backed_up(path: Path) -> None:
    started(path)
    funnel = Funnel(keeper := Keeper.open(path))
    funnel.poll()
    funnel.close()
    assert keeper.backups.list() == ()


def test_before_what_wants_one_there_is_always_one(path: Path, time: Time) -> None:
    funnel = Funnel(keeper := started(path))
    for minutes in (5, 6):
        funnel.do(logged(funnel.book, minutes))
        funnel.close()
    stood = path.read_bytes()
    funnel.do(logged(funnel.book, 7)._replace(backup="before the import"))
    funnel.close()
    newest = keeper.backups.list()[0]
    assert (keeper.backups.why(newest), keeper.backups.read(newest)) == ("before the import", stood)


def test_before_a_stream_goes_there_is_one_of_what_others_left_too(path: Path) -> None:
    funnel = Funnel(keeper := started(path))
    Keeper.open(path).commit([logged(funnel.book, 7)])
    stood = path.read_bytes()
    funnel.do(delete_stream(funnel.book, "saas"))
    funnel.close()
    before = next(backup for backup in keeper.backups.list() if keeper.backups.why(backup) != AUTOMATIC)
    assert keeper.backups.why(before) == "before a stream was deleted"
    assert keeper.backups.read(before) == stood


def test_before_much_goes_there_is_one_whatever_took_it(path: Path, time: Time) -> None:
    keeper = started(path)
    keeper.commit([logged(keeper.book, 1, on=number) for number in range(60)])
    entries = sorted(keeper.book.all(Hours), key=lambda entry: entry.doc_id)
    keeper.commit([edit("some deleted", [(entry, None) for entry in entries[:10]])])
    assert keeper.backups.list() == ()
    stood = path.read_bytes()
    keeper.commit([edit("the rest deleted", [(entry, None) for entry in entries[10:]])])
    (backup,) = keeper.backups.list()
    assert (keeper.backups.why(backup), keeper.backups.read(backup)) == ("before 50 entries were taken out", stood)


def test_where_there_was_no_file_there_is_nothing_to_back_up(path: Path) -> None:
    keeper = Keeper.open(path)
    assert keeper.commit([saas()._replace(backup="before the import")]).unprotected == ""
    assert keeper.backups.list() == ()


# When it cannot be made


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.EACCES], ids=lambda code: errno.errorcode[code])
def test_a_backup_that_fails_fails_no_save_and_is_said_once(
    path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    keeper = started(path)
    failing_below(monkeypatch, "backups", code)
    funnel = Funnel(keeper)
    heard: list[Event] = []
    funnel.listen(heard.append)
    funnel.do(logged(funnel.book, 5))
    funnel.flush()
    funnel.do(delete_stream(funnel.book, "saas"))
    funnel.flush()
    funnel.close()
    assert funnel.failure is None
    assert total(Keeper.open(path).book) == 0
    notes = [note for event in heard if isinstance(event, Changed) for note in event.notes]
    assert notes == [funnel.unprotected]
    assert funnel.unprotected.startswith("No backup could be made: ")
    assert "Errno" not in funnel.unprotected
    assert keeper.backups.list() == ()


def test_a_state_folder_that_cannot_be_made_fails_no_save(path: Path, tmp_path: Path) -> None:
    state = tmp_path / "state"
    state.write_text("a file where the folder should be")
    funnel = Funnel(Keeper.open(path, state=state))
    funnel.do(saas())
    funnel.close()
    assert funnel.unprotected == "No backup could be made: there is a file of that name already."
    assert set(Keeper.open(path).book.streams) == {"saas"}


def test_a_fault_in_taking_it_fails_no_save(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keeper = started(path)
    monkeypatch.setattr(Backups, "create", lambda *given, **named: 1 / 0)
    funnel = Funnel(keeper)
    funnel.do(logged(funnel.book, 5))
    funnel.close()
    assert funnel.unprotected == "No backup could be made: a fault (ZeroDivisionError)."
    assert total(Keeper.open(path).book) == 5


def test_asked_for_by_hand_the_failure_is_the_answer(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keeper = started(path)
    failing_below(monkeypatch, "backups", errno.ENOSPC)
    with pytest.raises(StoreError, match="the disk is full"):
        keeper.new_backup("by hand")
