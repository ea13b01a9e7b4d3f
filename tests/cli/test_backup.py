from __future__ import annotations

import gzip
import io
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from leverage_tui.store import keeper as keeper_module
from leverage_tui.store.backups import Backup, Backups
from leverage_tui.store.keeper import Keeper
from tests.cli.conftest import Lev


@pytest.fixture
def backups(lev: Lev) -> Backups:
    return Backups(state(lev), lev.file)


def state(lev: Lev) -> Path:
    return lev.folder / "state" / "leverage-tui"


def taken(lev: Lev) -> str:
    """A new backup's name."""
    return lev("backup", "create").partition(",")[0]


def raw(lev: Lev) -> dict[str, dict[str, dict[str, object]]]:
    found: dict[str, dict[str, dict[str, object]]] = json.loads(lev.file.read_text())
    return found


def content(lev: Lev) -> dict[str, dict[str, dict[str, object]]]:
    """What the file says, whenever it was written; without the record of deletions."""
    return {
        table: {number: {key: value for key, value in row.items() if key != "at"} for number, row in rows.items()}
        for table, rows in raw(lev).items()
        if table != "deleted"
    }


class Typed(io.StringIO):
    """A terminal at which this is typed."""

    def isatty(self) -> bool:
        return True


# list and create


def test_a_backup_is_taken_said_and_listed(lev: Lev, backups: Backups) -> None:
    said = lev("backup", "create")
    (newest, *_) = backups.list()
    assert said == f"{newest.name}, {newest.documents} entries: {newest.path}\n"
    assert backups.read(newest) == lev.bytes()
    assert lev("backup", "create") == f"nothing changed since {newest.name}: {newest.path}\n"
    head, first, *_ = lev("backup", "list").splitlines()
    assert head.split() == ["name", "taken", "entries", "size", "note"]
    local = newest.when.astimezone()
    assert first.split() == [
        newest.name, *f"{local:%a} {local.day} {local:%b %Y, %H:%M}".split(), str(newest.documents),
        str(newest.path.stat().st_size), "bytes", "by", "hand",
    ]  # fmt: skip


def test_the_list_for_a_program(lev: Lev, backups: Backups) -> None:
    name = taken(lev)
    found = lev.json("backup", "list", "--json")
    assert (found["folder"], found["synced_by"]) == (str(backups.folder), None)
    newest = backups.list()[0]
    assert found["backups"][0] == {
        "name": name, "when": newest.when.isoformat(), "documents": newest.documents,
        "bytes": newest.path.stat().st_size, "note": "by hand", "future": False, "path": str(newest.path),
    }  # fmt: skip


def test_without_a_book_or_a_backup(bare: Lev) -> None:
    assert bare("backup", "list") == "no backup yet: lev backup create takes one\n"
    assert bare.refused("backup", "create") == f"there is nothing to back up yet: {bare.file} is not there"
    for argv in (["diff"], ["restore", "2026"]):
        assert bare.refused("backup", *argv) == "there is no backup of this book yet: lev backup create takes one"
    assert bare.bytes() is None


def test_one_from_the_future_and_a_synced_state_folder_are_said(lev: Lev, backups: Backups) -> None:
    backups.create(lev.file.read_bytes() + b"\n", "a clock that jumped", datetime.now(UTC) + timedelta(days=400))
    (state(lev) / ".stfolder").mkdir()
    ran = lev.run("backup", "list")
    assert "a clock that jumped (dated in the future)" in ran.out.splitlines()[1]
    future, synced = ran.err.splitlines()
    assert future == "a backup that is dated in the future is kept and not counted: a clock was wrong, then or now"
    assert synced.startswith(f"{state(lev)} lies in a folder of Syncthing: ")


def test_a_backup_that_fails_is_said_and_fails_nothing(bare: Lev) -> None:
    place = state(bare) / "backups"
    place.parent.mkdir(parents=True)
    place.write_text("a file where the folder should be")
    ran = bare.run("stream", "add", "Care")
    assert ran.code == 0
    assert ran.err == "No backup could be made: there is a file of that name already.\n"
    assert set(bare.book.streams) == {"care"}
    assert bare.refused("backup", "create", code=3).endswith(
        "was not saved: there is a file of that name already. What it held before is untouched."
    )


# diff


def test_what_became_of_the_book_since(lev: Lev) -> None:
    lev("log", "care", "2", "support", "--on", "2026-11-02")
    lev("log", "consulting", "5", "--on", "2026-10-05")
    lev("money", "care", "1200", "--period", "2026-10")
    name = taken(lev)
    lev("log", "care", "1:30", "support", "--on", "2026-11-03")
    lev("money", "care", "300", "--period", "2026-10", "--platform-fees", "12.50")
    lev("stream", "delete", "consulting", "--yes")
    lev("set", "window_weeks", "8")
    assert lev("backup", "diff", name).splitlines()[1:] == [
        "Hours and money, by stream and month",
        "  WordPress care plan, Nov 2026   2:00 h then, 3:30 h now; 1 added",
        "  WordPress care plan, Oct 2026   $1,200 then, $1,487.50 now; 1 added",
        "  WordPress consulting, Oct 2026  5:00 h then, 0:00 h now; 1 gone",
        "",
        "Documents since then",
        "  settings                        1 added",
        "  streams                         1 gone",
        "  hours                           1 added, 1 gone",
        "  money                           1 added",
    ]  # fmt: skip
    found = lev.json("backup", "diff", name, "--json")
    assert found["backup"] == name
    assert found["months"][1] == {
        "stream": "care", "month": "2026-10", "minutes_then": 0, "minutes_now": 0,
        "money": [{"currency": "USD", "then": 120_000, "now": 148_750}], "added": 1, "changed": 0, "gone": 0,
    }  # fmt: skip
    assert found["documents"]["hours"] == {"added": 1, "changed": 0, "gone": 1}


def test_without_a_name_it_is_the_newest_that_can_be_read(lev: Lev, backups: Backups) -> None:
    first = taken(lev)
    lev("log", "care", "2")
    second = backups.folder / f"{taken(lev)}.json.gz"
    assert lev("backup", "diff") == f"nothing differs from {second.name.removesuffix('.json.gz')}\n"
    second.write_bytes(second.read_bytes()[:-20])
    assert lev("backup", "diff").startswith(f"{first}, ")
    assert "it is cut off" in lev.refused("backup", "diff", second.name, code=3)
    for backup in backups.list():
        backup.path.write_bytes(b"")
    assert "it is cut off" in lev.refused("backup", "diff", code=3)


def test_a_bad_name_is_refused_with_the_nearest(lev: Lev, backups: Backups) -> None:
    name = taken(lev)
    lev("log", "care", "1")
    other = taken(lev)
    wrong = name.replace("Z-", "X-")
    for action in ("diff", "restore"):
        assert lev.refused("backup", action, wrong) == f"there is no backup {wrong}: the nearest is {name}"
        assert lev.refused("backup", action, "yesterday") == (
            f"there is no backup yesterday: the newest is {other}, lev backup list names them all"
        )
    newest, *_, oldest = backups.list()
    assert lev.refused("backup", "diff", "20") == (
        f"{len(backups.list())} backups begin with 20, {oldest.name} to {newest.name}: write more of it"
    )
    assert "nothing differs" in lev("backup", "diff", other.lower())


# restore


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
    assert aside.parent == state(lev) / "quarantine"
    assert aside.read_bytes() == bad
    assert aside.stat().st_mode & 0o777 == 0o600
    assert lev.bytes() == good
    lev("log", "care", "1")
    assert [entry.minutes for entry in lev.hours] == [60]


def test_nothing_is_replaced_where_the_damaged_file_cannot_be_kept(lev: Lev) -> None:
    name = taken(lev)
    lev.file.write_bytes(b"{")
    (state(lev) / "quarantine").write_text("a file where the folder should be")
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
        shutil.rmtree(state(lev) / "written")
    assert lev("backup", "restore", name, "--yes").splitlines()[0].startswith(f"{why}: the backup of ")
    assert lev.bytes() == good


# Before what takes much in or out


def test_before_an_import_and_before_rates_there_is_one(lev: Lev, backups: Backups, tmp_path: Path) -> None:
    from tests.interchange.files import detailed, entry

    export, rates = tmp_path / "export.csv", tmp_path / "rates.csv"
    export.write_bytes(detailed(entry("care", duration="01:30:00")))
    rates.write_text("date,currency,rate\n2026-11-02,EUR,1.1\n")
    stood = lev.bytes()
    lev("import", str(export), "--into", "care")
    between = lev.bytes()
    lev("rates", "import", str(rates), "--per", "each")
    found = {backups.why(backup): backups.read(backup) for backup in backups.list()}
    assert found["before the import"] == stood
    assert found["before the import of rates"] == between


def test_logging_beside_the_whole_book_takes_none_and_the_first_of_a_day_does(
    lev: Lev, backups: Backups, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`lev log` reads the whole book once a day, and takes the automatic backup then."""
    later = datetime.now(UTC) + timedelta(days=2)
    lev("status")
    count = len(backups.list())
    monkeypatch.setattr(keeper_module, "_now", lambda: later)
    code = (
        "import sys; from leverage_tui.cli.main import main; main(['log', 'care', '15m']);"
        "print(sorted({'gzip', 'zlib', 'leverage_tui.store.backups'} & set(sys.modules)))"
    )
    environ = {**lev.environ, "PATH": "", "PYTHONPATH": str(Path(__file__).parent.parent.parent)}
    done = subprocess.run([sys.executable, "-c", code], env=environ, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
    lev("log", "care", "15m")
    assert len(backups.list()) == count
    lev("log", "care", "15m", "--today", "2026-11-20")
    assert len(backups.list()) == count + 1


def test_the_drill_of_the_readme(lev: Lev) -> None:
    """Damage, the list, what differs, the restore, and nothing is lost."""
    lev("log", "care", "2", "support", "--on", "2026-11-02")
    name = taken(lev)
    good = lev.file.read_bytes()
    lev.file.write_bytes(good[: len(good) // 2])
    assert lev.run("status").code == 3
    assert lev("backup", "list").splitlines()[1].split()[0] == name
    lev("backup", "restore", name, "--yes")
    assert lev.bytes() == good
    assert lev("backup", "diff") == f"nothing differs from {name}\n"


def test_a_stock_tool_unpacks_one_into_a_book(lev: Lev, backups: Backups, tmp_path: Path) -> None:
    taken(lev)
    copy = tmp_path / "copy.json"
    copy.write_bytes(gzip.decompress(backups.list()[0].path.read_bytes()))
    assert Keeper.open(copy).book.streams == lev.book.streams
