"""A copy merged into a book in its file: by two machines, undone, refused, kept."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from leverage_tui.domain.edits.core import Edit
from leverage_tui.domain.edits.streams import change_stream, delete_stream
from leverage_tui.domain.model import Status
from leverage_tui.store.conflicts import Conflicts
from leverage_tui.store.errors import CannotSave, FileUnreadable, NewerSchema, StoreError, WentBack
from leverage_tui.store.funnel import Funnel
from leverage_tui.store.keeper import Keeper
from leverage_tui.store.merge_words import in_short
from leverage_tui.store.merging import Merged, merge_beside, merge_copy, previewed, read_copy

from .makers import logged, put, saas, shown, tables, total, typed

NOW = datetime(2026, 11, 18, 9, 30, tzinfo=UTC)
START = int(NOW.timestamp() * 1000)


@dataclass
class Machine:
    """A machine with a file and a state folder of its own, whose clock goes a second with every edit."""

    folder: Path
    now: int = START

    @property
    def file(self) -> Path:
        return self.folder / "book.json"

    @property
    def keeper(self) -> Keeper:
        return Keeper.open(self.file, state=self.folder / "state", wall=lambda: self.now)

    def do(self, *edits: Edit) -> None:
        self.now += 1_000
        self.keeper.commit(edits)

    def merge(self, other: bytes) -> Merged:
        copy = self.folder / "copy.json"
        copy.write_bytes(other)
        return merge_copy(self.keeper, read_copy(copy), NOW)


@pytest.fixture
def two(tmp_path: Path) -> tuple[Machine, Machine]:
    """Two machines that hold the same book."""
    one, other = Machine(tmp_path / "one"), Machine(tmp_path / "other")
    for machine in (one, other):
        machine.folder.mkdir()
    one.do(saas())
    one.do(typed(one.keeper.book, 60))
    other.file.write_bytes(one.file.read_bytes())
    return one, other


def exchanged(one: Machine, other: Machine) -> bytes:
    """Both merge what the other had; the file that both end with."""
    before = one.file.read_bytes(), other.file.read_bytes()
    one.merge(before[1])
    other.merge(before[0])
    assert one.file.read_bytes() == other.file.read_bytes()
    return one.file.read_bytes()


def test_both_machines_end_byte_identical_and_count_everything_once(two: tuple[Machine, Machine]) -> None:
    one, other = two
    one.do(typed(one.keeper.book, 360))
    other.now += 5_000
    other.do(typed(other.keeper.book, 450), logged(other.keeper.book, 7, on=1))
    one.do(logged(one.keeper.book, 5, on=1))
    exchanged(one, other)
    assert (shown(one.keeper.book), shown(one.keeper.book, on=1)) == (450, 12)
    assert total(one.keeper.book) == total(other.keeper.book) == 462
    again = one.file.stat()
    assert one.merge(other.file.read_bytes()).report.is_nothing
    assert one.file.stat() == again


def test_the_loser_is_kept_on_both_machines_once_and_for_this_user_alone(two: tuple[Machine, Machine]) -> None:
    one, other = two
    one.do(typed(one.keeper.book, 360))
    other.now += 5_000
    other.do(typed(other.keeper.book, 450))
    theirs = other.file.read_bytes()
    exchanged(one, other)
    one.merge(theirs)
    for machine, minutes in ((one, (360, 450)), (other, (450, 360))):
        found = Conflicts(machine.folder / "state", machine.file)
        (conflict,) = found.all()
        here, there = conflict.loss.here, conflict.loss.there
        assert here is not None
        assert there is not None
        assert (here["minutes"], there["minutes"]) == minutes
        assert (conflict.copy, conflict.merged) == ("copy.json", "2026-11-18T09:30:00Z")
        assert found.path.stat().st_mode & 0o777 == 0o600


def test_a_torn_line_of_conflicts_is_left_out(two: tuple[Machine, Machine]) -> None:
    one, other = two
    one.do(typed(one.keeper.book, 360))
    other.do(typed(other.keeper.book, 450))
    kept = Conflicts(one.folder / "state", one.file)
    kept.path.parent.mkdir(parents=True, exist_ok=True)
    kept.path.write_bytes(b'{"merged":"2026","co')
    assert len(one.merge(other.file.read_bytes()).conflicts) == 1
    assert len(kept.all()) == 1
    assert kept.path.read_bytes().count(b"\n") == 2


def test_conflicts_that_cannot_be_read_are_not_taken_for_none(two: tuple[Machine, Machine]) -> None:
    one, other = two
    one.do(typed(one.keeper.book, 360))
    other.do(typed(other.keeper.book, 450))
    kept = Conflicts(one.folder / "state", one.file)
    kept.path.mkdir(parents=True)
    with pytest.raises(FileUnreadable, match="it is a folder"):
        kept.all()
    done = one.merge(other.file.read_bytes())
    assert done.conflicts == ()
    (warning,) = (sentence for sentence in done.warnings if "gave way" in sentence)
    assert "could not be written down: it is in" in warning


def test_hours_logged_elsewhere_bring_a_deleted_stream_back_as_ended(two: tuple[Machine, Machine]) -> None:
    one, other = two
    one.do(delete_stream(one.keeper.book, "saas"))
    other.do(logged(other.keeper.book, 7, on=1))
    exchanged(one, other)
    book = one.keeper.book
    assert book.streams["saas"].status is Status.ENDED
    assert book.streams["saas"].ended is None
    assert total(book) == 7
    # It can be had back whole, and then stays, on both.
    one.do(change_stream(book, "saas", status=Status.LIVE))
    exchanged(one, other)
    assert other.keeper.book.streams["saas"].status is Status.LIVE


def test_undo_takes_the_merge_back_and_it_stays_taken_back(two: tuple[Machine, Machine]) -> None:
    one, other = two
    other.do(typed(other.keeper.book, 450), logged(other.keeper.book, 7, on=1))
    before = {table: dict(rows) for table, rows in one.keeper.book.tables.items()}
    one.merge(other.file.read_bytes())
    one.now += 60_000
    funnel = Funnel(one.keeper)
    undone = funnel.undo()
    funnel.close()
    assert undone is not None
    assert undone.edit.sentence == "copy.json merged"
    book = one.keeper.book
    assert shown(book) == 60
    assert total(book) == 60
    assert book.tables["streams"] == before["streams"]
    exchanged(one, other)
    assert total(other.keeper.book) == 60


def test_a_backup_of_what_stood_before_is_taken(two: tuple[Machine, Machine]) -> None:
    one, other = two
    other.do(logged(other.keeper.book, 7, on=1))
    before = one.file.read_bytes()
    one.merge(other.file.read_bytes())
    newest = one.keeper.backups.list()[0]
    assert one.keeper.backups.read(newest) == before
    assert one.keeper.backups.why(newest) == "before a merge"


def test_a_new_machine_starts_from_a_copy(two: tuple[Machine, Machine], tmp_path: Path) -> None:
    fresh = Machine(tmp_path / "fresh")
    fresh.folder.mkdir()
    fresh.merge(two[0].file.read_bytes())
    assert fresh.file.read_bytes() == two[0].file.read_bytes()
    assert fresh.file.stat().st_mode & 0o777 == 0o600


def test_a_file_in_another_layout_ends_in_ours(two: tuple[Machine, Machine]) -> None:
    one, other = two
    before = one.file.read_bytes()
    put(one.file, tables(one.file))
    assert one.merge(other.file.read_bytes()).report.is_nothing
    assert one.file.read_bytes() == before


def test_what_is_changed_after_a_merge_is_later_than_all_that_came(two: tuple[Machine, Machine]) -> None:
    one, other = two
    other.now += 40 * 86_400_000
    other.do(typed(other.keeper.book, 450))
    said = one.merge(other.file.read_bytes()).warnings
    assert len(said) == 1
    assert "copy.json holds changes dated 28 Dec 2026" in said[0]
    assert "28 Dec 2026" in one.keeper.notices[0]
    one.do(typed(one.keeper.book, 30))
    exchanged(one, other)
    assert shown(other.keeper.book) == 30


def test_the_window_that_merged_writes_later_than_what_came(two: tuple[Machine, Machine]) -> None:
    one, other = two
    other.now += 40 * 86_400_000
    other.do(typed(other.keeper.book, 450))
    copy = one.folder / "copy.json"
    copy.write_bytes(other.file.read_bytes())
    window = one.keeper
    window.commit([logged(window.book, 1, on=3)])
    merge_copy(window, read_copy(copy), NOW)
    window.commit([typed(window.book, 30)])
    exchanged(one, other)
    assert shown(other.keeper.book) == 30


def test_a_clock_a_day_ahead_is_no_matter(two: tuple[Machine, Machine]) -> None:
    one, other = two
    other.now += int(timedelta(hours=23).total_seconds()) * 1_000
    other.do(typed(other.keeper.book, 450))
    assert one.merge(other.file.read_bytes()).warnings == ()
    assert one.keeper.notices == ()


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b'{"hours":{"1":{', "no valid JSON"),
        (b"", "it is empty"),
        (b'{"_default":{"1":{"a":1}}}', "it is no book"),
        (b"[1]", "it is no set of tables"),
    ],
)
def test_what_is_no_book_is_refused_and_nothing_changes(
    two: tuple[Machine, Machine], data: bytes, why: str
) -> None:
    one = two[0]
    before = one.file.stat()
    with pytest.raises(FileUnreadable, match=why):
        one.merge(data)
    assert one.file.stat() == before


def test_a_newer_version_on_either_side_is_refused(two: tuple[Machine, Machine]) -> None:
    one, other = two
    newer = tables(other.file)
    next(row for row in newer["settings"].values() if row["key"] == "schema")["value"] = 2
    put(other.file, newer)
    with pytest.raises(NewerSchema, match=r"copy\.json .* a newer version of this program wrote it \(format 2\)"):
        one.merge(other.file.read_bytes())
    before = other.file.read_bytes()
    with pytest.raises(StoreError, match="format 2"):
        other.merge(one.file.read_bytes())
    with pytest.raises(NewerSchema):
        other.keeper.rewrite(lambda found: {}, "before a test")
    assert other.file.read_bytes() == before


def test_a_merge_that_cannot_be_written_leaves_all_as_it_was(
    two: tuple[Machine, Machine], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = two
    other.do(logged(other.keeper.book, 7, on=1))
    before = one.file.read_bytes()
    real = os.replace

    def full(source: Path, target: Path) -> None:
        if Path(target) == one.file:
            raise OSError(28, "full")
        real(source, target)

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(CannotSave, match="the disk is full"):
        one.merge(other.file.read_bytes())
    assert one.file.read_bytes() == before
    assert one.keeper.undo_log(9).steps() == ()


def test_another_window_that_writes_meanwhile_loses_nothing(two: tuple[Machine, Machine]) -> None:
    one, other = two
    other.do(logged(other.keeper.book, 7, on=1))
    window = one.keeper
    one.do(logged(one.keeper.book, 3, on=1))
    copy = one.folder / "copy.json"
    copy.write_bytes(other.file.read_bytes())
    merge_copy(window, read_copy(copy), NOW)
    assert shown(window.book, on=1) == 10


def test_looking_at_what_a_merge_would_do_does_nothing(two: tuple[Machine, Machine]) -> None:
    one, other = two
    other.do(logged(other.keeper.book, 7, on=1))
    before = one.file.stat()
    would = previewed(one.keeper, read_copy(other.file), NOW)
    assert len(would.report.taken) == 1
    assert one.file.stat() == before
    assert not (one.folder / "state" / "books").exists()


def test_tables_of_another_program_stay(two: tuple[Machine, Machine]) -> None:
    one, other = two
    theirs = tables(other.file)
    theirs["notes"] = {"1": {"text": "kept"}}
    put(other.file, theirs)
    one.merge(other.file.read_bytes())
    assert tables(one.file)["notes"] == {"1": {"text": "kept"}}
    assert json.loads(exchanged(one, other)) == theirs


def conflicting(two: tuple[Machine, Machine]) -> tuple[Machine, bytes]:
    """A machine whose version a sync tool made a conflict copy, putting the other machine's in its place; that one."""
    one, other = two
    one.do(logged(one.keeper.book, 7))
    other.do(logged(other.keeper.book, 11))
    beside = one.file.with_name("book.sync-conflict-20261118-093000-ABCDEFG.json")
    beside.write_bytes(one.file.read_bytes())
    theirs = other.file.read_bytes()
    one.file.write_bytes(theirs)
    return one, theirs


def test_a_conflict_copy_that_holds_what_the_file_lacks_is_merged(two: tuple[Machine, Machine]) -> None:
    one, theirs = conflicting(two)
    assert one.keeper.went_back
    empty = one.file.with_name("book.sync-conflict-20260101-093000-ABCDEFG.json")
    empty.write_bytes(theirs)
    done, refused = merge_beside(one.keeper, NOW)
    assert (len(done), refused) == (2, [])
    assert one.keeper.read_only is None
    assert total(one.keeper.book) == 60 + 7 + 11
    assert [found.name for found in one.folder.glob("*sync-conflict*")] == []


def test_a_copy_that_does_not_hold_it_is_not_merged_into_a_file_that_went_back(
    two: tuple[Machine, Machine],
) -> None:
    one, theirs = conflicting(two)
    with pytest.raises(WentBack, match="older"):
        one.merge(theirs)
    assert one.file.read_bytes() == theirs
    assert one.keeper.went_back


def test_what_both_have_with_another_stamp_is_no_news(two: tuple[Machine, Machine]) -> None:
    one, other = two
    one.do(typed(one.keeper.book, 45, on=3))
    other.now += 5_000
    other.do(typed(other.keeper.book, 45, on=3))
    report = one.merge(other.file.read_bytes()).report
    assert in_short(report) == "nothing new"
    assert one.file.read_bytes() == other.file.read_bytes()
