from __future__ import annotations

import gzip
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from leverage_tui.store import keeper as keeper_module
from leverage_tui.store.backups import Backups
from leverage_tui.store.keeper import Keeper
from tests.cli.backing import taken
from tests.cli.conftest import Lev

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
    (lev.state / ".stfolder").mkdir()
    ran = lev.run("backup", "list")
    assert "a clock that jumped (dated in the future)" in ran.out.splitlines()[1]
    future, synced = ran.err.splitlines()
    assert future == "a backup that is dated in the future is kept and not counted: a clock was wrong, then or now"
    assert synced.startswith(f"{lev.state} lies in a folder of Syncthing: ")


def test_a_backup_that_fails_is_said_and_fails_nothing(bare: Lev) -> None:
    place = bare.state / "backups"
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


# of entries that are logged without a look at the whole book


def aged(backups: Backups, age: timedelta) -> None:
    """The only backup as one that was taken so long ago."""
    (only,) = backups.list()
    when = datetime.now(UTC) - age
    only.path.rename(backups.folder / f"{when:%Y%m%dT%H%M%SZ}-{only.documents}.json.gz")
    os.utime(backups.folder, (when.timestamp(), when.timestamp()))


def test_an_entry_logged_half_an_hour_after_the_last_backup_is_backed_up(bare: Lev) -> None:
    bare("stream", "add", "Care", "--started", "2026-01-05")
    backups = Backups(bare.state, bare.file)
    bare("log", "care", "1", "support")
    bare("log", "care", "1", "sell")
    aged(backups, timedelta(minutes=29))
    bare("log", "care", "1", "manage")
    assert len(backups.list()) == 1
    aged(backups, timedelta(minutes=31))
    bare("log", "care", "1", "admin")
    newest, *older = backups.list()
    assert len(older) == 1
    assert backups.read(newest) == bare.bytes()
    # And one by which a clock was wrong is no reason to take none.
    newest.path.unlink()
    os.utime(backups.folder, (later := datetime.now(UTC).timestamp() + 9e6, later))
    bare("log", "care", "2", "support")
    assert backups.read(backups.list()[0]) == bare.bytes()


def test_an_entry_that_could_not_be_backed_up_says_so(bare: Lev) -> None:
    place = bare.state / "backups"
    place.parent.mkdir(parents=True)
    place.write_text("a file where the folder should be")
    bare.run("stream", "add", "Care", "--started", "2026-01-05")
    for _ in range(2):
        ran = bare.run("log", "care", "1", "support")
        assert ran.code == 0
        assert ran.err == "No backup could be made: there is a file of that name already.\n"
    assert sum(entry.minutes for entry in bare.hours) == 120
