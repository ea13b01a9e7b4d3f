"""A backup put back: what differs is shown, one step, and what cannot be read is kept."""

from __future__ import annotations

import io
import json
import shutil
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from leverage_tui.store.backups import Backup, Backups
from tests.cli.backing import Typed, content, raw, taken
from tests.cli.conftest import Lev


def changed_since(lev: Lev) -> str:
    """A book with something added, changed and gone since the backup whose name this is."""
    lev("log", "care", "2", "support", "--on", "2026-11-02", "--note", "gone later")
    lev("standing", "add", "care", "Hosting", "--per", "month", "--fixed", "20", "--from", "2026-01-01")
    name = taken(lev)
    lev("log", "care", "1:30", "support", "--on", "2026-11-03")
    lev("stream", "edit", "care", "--name", "Care")
    lev("stream", "delete", "course", "--yes")
    return name


def test_a_restore_brings_all_back_in_one_step_and_undo_takes_it_back(lev: Lev, backups: Backups) -> None:
    name = changed_since(lev)
    then = json.loads(backups.read(named(backups, name)))
    before = content(lev)
    stood = lev.bytes()
    said = lev("backup", "restore", name, "--yes").splitlines()
    assert said[-1].endswith(
        "1 entry brought back, 1 entry changed back, 1 entry taken out; lev undo takes that back"
    )
    restored = content(lev)
    assert restored == {
        table: {number: {key: value for key, value in row.items() if key != "at"} for number, row in rows.items()}
        for table, rows in then.items()
    }
    latest = backups.list()[0]
    assert (backups.why(latest), backups.read(latest)) == ("before the restore", stood)
    assert lev("undo").startswith("undone: the book of ")
    assert content(lev) == before
    lev("redo")
    assert content(lev) == restored
    assert lev("backup", "restore", name, "--yes") == f"the book holds what {name} holds: nothing to restore\n"


def named(backups: Backups, name: str) -> Backup:
    return next(backup for backup in backups.list() if backup.name == name)


def test_what_is_restored_is_later_than_what_it_undoes(lev: Lev) -> None:
    name = changed_since(lev)
    graves = {(row["table"], row["doc"]): str(row["at"]) for row in raw(lev)["deleted"].values()}
    latest = max(str(row["at"]) for rows in raw(lev).values() for row in rows.values())
    lev("backup", "restore", name, "--yes")
    (course,) = ((number, row) for number, row in raw(lev)["streams"].items() if row["id"] == "course")
    assert str(course[1]["at"]) > latest
    assert graves["streams", course[0]] <= latest
    (care,) = (row for row in raw(lev)["streams"].values() if row["id"] == "care")
    assert str(care["at"]) > latest


@pytest.mark.parametrize(("typed", "is_done"), [("y\n", True), ("Yes\n", True), ("n\n", False), ("", False)])
def test_it_shows_what_differs_and_asks(
    lev: Lev, monkeypatch: pytest.MonkeyPatch, typed: str, is_done: bool
) -> None:
    name = changed_since(lev)
    before = content(lev)
    monkeypatch.setattr(sys, "stdin", Typed(typed))
    ran = lev.run("backup", "restore", name)
    assert ran.code == 0
    assert "Care, Nov 2026  2:00 h then, 3:30 h now; 1 added" in ran.out
    assert ran.err.startswith("Restore the book of ")
    assert ran.err.endswith("? [y/N] ")
    assert (content(lev) != before) is is_done
    assert ("nothing was restored" in ran.out) is not is_done


def test_where_nobody_can_be_asked_it_wants_yes(lev: Lev, monkeypatch: pytest.MonkeyPatch) -> None:
    name = changed_since(lev)
    monkeypatch.setattr(sys, "stdin", io.StringIO("y\n"))
    assert lev.refused("backup", "restore", name) == (
        f"restoring {name} changes the book: say so with --yes, after lev backup diff {name}"
    )


def test_many_months_are_not_all_shown(lev: Lev) -> None:
    name = taken(lev)
    for number in range(30):
        lev("log", "care", "1", "--on", f"{2022 + number // 12}-{number % 12 + 1:02d}-15")
    shown = lev("backup", "restore", name, "--yes").splitlines()
    assert sum("then," in line for line in shown) == 24
    assert "  the newest 24 of 30" in shown
    assert f"lev backup diff {name} shows every month" in shown
    assert not lev.hours


def test_a_running_timer_goes_on_and_none_comes_back(lev: Lev) -> None:
    lev("start", "care")
    name = taken(lev)
    lev("cancel")
    lev("log", "care", "1")
    lev("backup", "restore", name, "--yes")
    assert lev.book.timer is None
    lev("start", "care")
    lev("log", "care", "1")
    lev("backup", "restore", name, "--yes")
    assert lev.book.timer is not None
    lev("stream", "add", "Later")
    lev("cancel")
    lev("start", "later")
    lev("backup", "restore", name, "--yes")
    assert lev.book.timer is None
    assert "later" not in lev.book.streams


def test_what_was_outside_a_limit_comes_back_so(lev: Lev) -> None:
    """A day of 30 hours, hours without a stream, and an entry that another program has made unreadable since."""
    lev("log", "care", "1", "--on", "2026-11-02")
    tables = raw(lev)
    ((number, entry),) = tables["hours"].items()
    changes: list[dict[str, object]] = [{"minutes": 1800}, {"stream": "nowhere"}]
    for other, change in enumerate(changes):
        tables["hours"][str(other + 7)] = entry | change
    lev.file.write_text(json.dumps(tables))
    name = taken(lev)
    wanted = content(lev)
    del tables["hours"]["7"], tables["hours"]["8"]
    tables["hours"][number] = {**entry, "minutes": "an hour"}
    lev.file.write_text(json.dumps(tables))
    lev("backup", "restore", name, "--yes")
    assert content(lev) == wanted


def test_what_of_the_backup_is_not_understood_is_said(lev: Lev, backups: Backups) -> None:
    lev("log", "care", "1")
    tables = raw(lev)
    text = json.dumps(
        {**tables, "theirs": {"1": {"a": 1}, "2": {}}, "closed": {"5": {"stream": "care"}}, "hours": {}}
    )
    lev("log", "care", "2")
    made = backups.create(text.encode(), "by hand", datetime.now(UTC))
    assert made is not None
    assert lev.said("backup", "restore", made.name, "--yes") == (
        f"3 entries of the backup cannot be understood, and stay in it alone: {made.path}\n"
    )
    assert not lev.hours


def test_a_backup_of_a_newer_version_is_not_restored(lev: Lev, backups: Backups) -> None:
    tables = raw(lev)
    (schema,) = (row for row in tables["settings"].values() if row["key"] == "schema")
    schema["value"] = 9
    made = backups.create(json.dumps(tables).encode(), "by hand", datetime.now(UTC))
    assert made is not None
    assert "a newer version of this program wrote it (format 9)" in lev.refused(
        "backup", "restore", made.name, "--yes", code=3
    )


def damaged_middle(data: bytes) -> bytes:
    return data[:200] + bytes(40) + data[240:]


@pytest.mark.parametrize("damage", [damaged_middle, lambda data: data[:-30], lambda data: b""])
def test_a_file_that_cannot_be_read_is_kept_and_replaced(
    lev: Lev, backups: Backups, damage: Callable[[bytes], bytes]
) -> None:
    name = taken(lev)
    good = lev.file.read_bytes()
    bad = damage(good)
    lev.file.write_bytes(bad)
    ran = lev.run("backup", "restore", name, "--yes")
    assert ran.code == 0
    asked, done, kept = ran.out.splitlines()
    assert asked.startswith("the book cannot be read (")
    assert done.endswith(f"restored, {named(backups, name).documents} entries")
    aside = Path(kept.removeprefix("the damaged file is kept: "))
    assert aside.parent == lev.state / "quarantine"
    assert aside.read_bytes() == bad
    assert aside.stat().st_mode & 0o777 == 0o600
    assert lev.bytes() == good
    lev("log", "care", "1")
    assert [entry.minutes for entry in lev.hours] == [60]


def test_nothing_is_replaced_where_the_damaged_file_cannot_be_kept(lev: Lev) -> None:
    name = taken(lev)
    lev.file.write_bytes(b"{")
    (lev.state / "quarantine").write_text("a file where the folder should be")
    ran = lev.run("backup", "restore", name, "--yes")
    assert ran.code == 3
    assert "quarantine was not saved: there is a file of that name already" in ran.err
    assert lev.bytes() == b"{"


@pytest.mark.parametrize("data", [None, b"{"], ids=["readable", "damaged"])
def test_a_file_that_is_marked_read_only_is_not_replaced(lev: Lev, data: bytes | None) -> None:
    name = taken(lev)
    lev("log", "care", "1")
    stood = data or lev.file.read_bytes()
    lev.file.write_bytes(stood)
    lev.file.chmod(0o400)
    ran = lev.run("backup", "restore", name, "--yes")
    assert ran.code == 3
    assert "it is marked read-only" in ran.err
    assert lev.bytes() == stood


@pytest.mark.parametrize(
    ("forgotten", "why"), [(False, "the book cannot be read (it is gone)"), (True, "there is no book")]
)
def test_a_file_that_is_gone_comes_back(lev: Lev, forgotten: bool, why: str) -> None:
    """Also on a machine that does not know of having written it, to which the backups were carried."""
    lev("log", "care", "1")
    name = taken(lev)
    good = lev.file.read_bytes()
    lev.file.unlink()
    if forgotten:
        shutil.rmtree(lev.state / "written")
    assert lev("backup", "restore", name, "--yes").splitlines()[0].startswith(f"{why}: the backup of ")
    assert lev.bytes() == good
