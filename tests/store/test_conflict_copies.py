"""Conflict copies are found by their names, offered, merged and moved aside."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from leverage_tui.store import conflict_copies as module
from leverage_tui.store.conflict_copies import conflict_copies, set_aside, waiting_copies
from leverage_tui.store.conflicts import Conflicts
from leverage_tui.store.errors import CannotSave
from leverage_tui.store.keeper import Keeper
from leverage_tui.store.merging import merge_copy, read_copy

from .makers import logged, names, shown, started, typed

NOW = datetime.now(UTC)
SYNCTHING = "book.sync-conflict-20260301-101500-ABCDEFG.json"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "synced"
    place.mkdir()
    return place


@pytest.mark.parametrize(
    ("name", "made"),
    [
        (SYNCTHING, date(2026, 3, 1)),
        ("book (Ana's conflicted copy 2026-03-01).json", date(2026, 3, 1)),
        ("book (conflicted copy 2026-03-01).json", date(2026, 3, 1)),
        ("book (Ana's conflicted copy 2026-03-01) (1).json", date(2026, 3, 1)),
        ("book (In Konflikt stehende Kopie von Ana 2026-03-01).json", date(2026, 3, 1)),
        ("book (Copie en conflit de Ana 2026-03-01).json", date(2026, 3, 1)),
        ("book (Copia en conflicto de Ana 2026-03-01).json", date(2026, 3, 1)),
        ("book (Ana の競合コピー 2026-03-01).json", date(2026, 3, 1)),
        ("book (Case Conflict).json", date(2026, 1, 2)),
        ("book (conflicted copy 2026-13-41).json", date(2026, 1, 2)),
    ],
)
def test_the_names_that_sync_tools_give(folder: Path, name: str, made: date) -> None:
    copy = folder / name
    copy.write_text("{}")
    modified = datetime(2026, 1, 2, 12, tzinfo=UTC).timestamp()
    os.utime(copy, (modified, modified))
    (found,) = conflict_copies(folder / "book.json")
    assert (found.path, found.made) == (copy, made)


@pytest.mark.parametrize(
    "name",
    [
        "book.json",
        "book (1).json",
        "book (before the move).json",
        "book.json.sync-conflict-20260301-101500-ABCDEFG",
        "other.sync-conflict-20260301-101500-ABCDEFG.json",
        "book.sync-conflict-20260301-101500-ABCDEFG.json.lock",
        ".syncthing.book.sync-conflict-20260301-101500-ABCDEFG.json.tmp",
        "book.sync-conflict-2026031-101500-ABCDEFG.json",
        "notebook (conflicted copy 2026-03-01).json",
    ],
)
def test_other_names_are_no_conflict_copies(folder: Path, name: str) -> None:
    (folder / name).write_text("{}")
    assert conflict_copies(folder / "book.json") == ()


def test_only_regular_files_count(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere.json").write_text("{}")
    (folder / SYNCTHING).symlink_to(tmp_path / "elsewhere.json")
    (folder / "book (conflict).json").mkdir()
    os.mkfifo(folder / "book (conflict 2).json")
    assert conflict_copies(folder / "book.json") == ()
    assert conflict_copies(tmp_path / "not there" / "book.json") == ()


def test_a_folder_with_very_many_files_is_not_looked_through(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_LOOKED_AT", 3)
    for number in range(5):
        (folder / f"book (conflict {number}).json").write_text("{}")
    assert len(conflict_copies(folder / "book.json")) == 3


def test_several_are_in_order_of_time_and_wait_in_one_line(folder: Path) -> None:
    book = folder / "book.json"
    assert waiting_copies(conflict_copies(book)) == ()
    (folder / "book (conflicted copy 2026-03-04).json").write_text("{}")
    (line,) = waiting_copies(conflict_copies(book))
    assert line.short == "a conflict copy from 4 Mar: merge"
    (folder / SYNCTHING).write_text("{}")
    assert [copy.made.day for copy in conflict_copies(book)] == [1, 4]
    (line,) = waiting_copies(conflict_copies(book))
    assert (line.short, line.action, line.since) == (
        "2 conflict copies from 1 Mar: merge",
        "merge_copies",
        date(2026, 3, 1),
    )
    assert SYNCTHING in line.sentence


def test_after_a_merge_the_copy_is_moved_aside_and_never_deleted(folder: Path) -> None:
    keeper = started(folder / "book.json")
    copy = folder / SYNCTHING
    copy.write_bytes(keeper.path.read_bytes())
    theirs = Keeper.open(copy)
    theirs.commit([logged(theirs.book, 7)])
    text = copy.read_bytes()
    done = merge_copy(keeper, read_copy(copy), NOW)
    assert shown(keeper.book) == 7
    assert SYNCTHING not in names(folder)
    assert done.moved_to is not None
    assert done.moved_to.is_relative_to(keeper.state)
    assert done.moved_to.read_bytes() == text
    assert done.moved_to.stat().st_mode & 0o777 == 0o600
    assert done.moved_to.parent.stat().st_mode & 0o777 == 0o700
    # The same name again, as the tool may give it, takes nothing's place.
    copy.write_bytes(text)
    again = merge_copy(keeper, read_copy(copy), NOW)
    assert again.moved_to not in (None, done.moved_to)
    assert len(names(done.moved_to.parent)) == 2


def test_another_copy_stays_where_it_is(folder: Path, tmp_path: Path) -> None:
    keeper = started(folder / "book.json")
    for copy in (tmp_path / "laptop.json", folder / "old.json"):
        copy.write_bytes(keeper.path.read_bytes())
        assert merge_copy(keeper, read_copy(copy), NOW).moved_to is None
        assert copy.exists()


def test_a_copy_that_changed_since_it_was_read_stays(folder: Path, tmp_path: Path) -> None:
    copy = folder / SYNCTHING
    copy.write_bytes(b"new")
    assert set_aside(copy, folder / "book.json", tmp_path / "state", b"old") is None
    assert copy.read_bytes() == b"new"
    assert not list((tmp_path / "state").rglob("*.json"))


def test_a_copy_that_cannot_be_moved_stays_and_that_is_said(folder: Path, tmp_path: Path) -> None:
    keeper = started(folder / "book.json")
    copy = folder / SYNCTHING
    copy.write_bytes(keeper.path.read_bytes())
    (tmp_path / "blocked").write_text("")
    with pytest.raises(CannotSave):
        set_aside(copy, keeper.path, tmp_path / "blocked", copy.read_bytes())
    assert copy.exists()


def test_what_cannot_be_written_down_leaves_the_copy_where_it_is(folder: Path, tmp_path: Path) -> None:
    keeper = started(folder / "book.json")
    copy = folder / SYNCTHING
    copy.write_bytes(keeper.path.read_bytes())
    theirs = Keeper.open(copy, state=tmp_path / "other")
    keeper.commit([typed(keeper.book, 5)])
    theirs.commit([typed(theirs.book, 7)])
    Conflicts(keeper.state, keeper.path).path.mkdir(parents=True)
    done = merge_copy(keeper, read_copy(copy), NOW)
    assert shown(keeper.book) == 7
    assert len(done.warnings) == 1
    assert "could not be written down" in done.warnings[0]
    assert copy.exists()
