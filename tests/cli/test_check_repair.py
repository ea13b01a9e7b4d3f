"""``lev check`` and ``lev check --repair`` on a file that is damaged, gone, or went back in time."""

from __future__ import annotations

import io
import json
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Lev


@pytest.fixture
def worked(lev: Lev) -> Lev:
    """A book with a backup of all but its last entry."""
    lev("log", "care", "1:30", "support", "--on", "2026-11-16")
    lev("money", "care", "200", "--period", "2026-10")
    lev("backup", "create")
    lev("log", "care", "2:00", "support", "--on", "2026-11-17")
    return lev


def cut(lev: Lev) -> bytes:
    """Take the book's first line of hours and its end away, the last entry included or not; the bytes then."""
    data = lev.file.read_bytes()
    at = data.index(b'"hours":{\n') + len(b'"hours":{\n')
    lev.file.write_bytes(data[:at] + b"\0\0\0\n" + data[data.index(b"\n", at) + 1 :])
    return lev.file.read_bytes()


class Typing(io.StringIO):
    """Answers typed at a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("command", [("status",), ("log", "care", "1"), ("week",), ("undo",)])
def test_other_commands_refuse_in_one_sentence_that_names_what_to_do(worked: Lev, command: tuple[str, ...]) -> None:
    cut(worked)
    said = worked.refused(*command, code=3)
    assert "cannot be read: line " in said
    assert said.endswith("lev check says what can be saved of it.")


def test_check_says_what_is_lost_and_what_would_come_back(worked: Lev) -> None:
    before = cut(worked)
    ran = worked.run("check")
    assert ran.code == 3
    assert ran.err.count("\n") == 1
    assert "cannot be read" in ran.err
    assert "lines lost         1" in ran.out
    assert "    line " in ran.out
    assert "WordPress care plan" in ran.out
    assert "  Nov 2026  2:00 + 1:30 = 3:30 h" in ran.out
    assert "  Oct 2026  $200" in ran.out
    assert "lev check --repair" in ran.out
    assert worked.file.read_bytes() == before


def test_the_same_as_json(worked: Lev) -> None:
    cut(worked)
    ran = worked.run("check", "--json")
    assert ran.code == 3
    found = json.loads(ran.out)
    assert found["lost_lines"] == 1
    assert found["in_file"] + found["from_backup"] == found["in_all"]
    november = next(month for month in found["months"] if month["month"] == "2026-11")
    assert [november[part]["minutes"] for part in ("in_file", "brought_back", "in_all")] == [120, 90, 210]


def test_repair_brings_everything_back_and_keeps_the_damaged_file(worked: Lev) -> None:
    good, before = worked.file.read_bytes(), cut(worked)
    said = worked("check", "--repair", "--yes")
    assert worked.file.read_bytes() == good
    kept = Path(next(line for line in said.splitlines() if "is kept: " in line).rpartition("is kept: ")[2])
    assert kept.read_bytes() == before
    assert "0:30 logged, 0:30 in all" in worked("log", "care", "0:30", "manage")


def test_without_a_terminal_nothing_is_written_unless_it_was_said(
    worked: Lev, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = cut(worked)
    monkeypatch.setattr(sys, "stdin", io.StringIO("y\n"))
    ran = worked.run("check", "--repair")
    assert ran.code == 2
    assert "--repair --yes" in ran.err
    assert worked.file.read_bytes() == before


@pytest.mark.parametrize(("answer", "writes"), [("y\n", True), ("n\n", False), ("\n", False), ("", False)])
def test_at_a_terminal_it_is_asked(worked: Lev, monkeypatch: pytest.MonkeyPatch, answer: str, writes: bool) -> None:
    before = cut(worked)
    monkeypatch.setattr(sys, "stdin", Typing(answer))
    ran = worked.run("check", "--repair")
    assert "The damaged file is kept. [y/N]" in ran.err
    assert ran.code == (0 if writes else 3)
    assert (worked.file.read_bytes() != before) is writes


def test_a_file_of_which_nothing_is_left_says_so(lev: Lev) -> None:
    for kept in ("backups", "books"):
        shutil.rmtree(lev.state / kept, ignore_errors=True)
    lev.file.write_bytes(b"\0" * 4096)
    for given in (("check",), ("check", "--repair", "--yes")):
        ran = lev.run(*given)
        assert ran.code == 3
        assert "there is no backup" in ran.err
        assert ran.out == ""
    assert lev.file.read_bytes() == b"\0" * 4096


@pytest.mark.parametrize(
    "data", [b"", b"   \n", b"null", b"[]", b"{" * 2000, b"\xff\xfe{\0", b'{"hours":{"1":NaN}}']
)
def test_whatever_stands_there_the_backup_comes_back_and_what_was_done_since(worked: Lev, data: bytes) -> None:
    worked.file.write_bytes(data)
    assert worked.run("status").code == 3
    assert worked.file.read_bytes() == data
    worked("check", "--repair", "--yes")
    assert [entry.minutes for entry in worked.hours] == [90, 120]


def test_a_book_that_is_gone_comes_back_from_the_backup_and_the_undo_log(worked: Lev) -> None:
    worked.file.unlink()
    assert "it is gone" in worked.refused("log", "care", "1", code=3)
    ran = worked.run("check")
    assert ran.code == 3
    assert "from the undo log  1 entry" in ran.out
    assert "damaged" not in ran.out
    worked("check", "--repair", "--yes")
    assert [entry.minutes for entry in worked.hours] == [90, 120]


def test_a_book_that_is_gone_may_stay_gone(worked: Lev) -> None:
    worked.file.unlink()
    assert "no longer expected" in worked("check", "--repair", "--use-older")
    worked("stream", "add", "A new life")
    assert [stream.name for stream in worked.book.streams.values()] == ["A new life"]


def test_a_damaged_file_cannot_be_used_as_it_is(worked: Lev) -> None:
    before = cut(worked)
    ran = worked.run("check", "--repair", "--use-older")
    assert ran.code == 2
    assert worked.file.read_bytes() == before


@pytest.fixture
def older(worked: Lev) -> Lev:
    """A file put back to what it was before the last entry."""
    old = worked.file.read_bytes()
    worked("log", "care", "0:45", "sell", "--on", "2026-11-18")
    worked.file.write_bytes(old)
    return worked


def test_a_file_that_went_back_is_read_and_not_written(older: Lev) -> None:
    before = older.file.read_bytes()
    ran = older.run("week")
    assert ran.code == 0
    assert ran.err.count("\n") == 1
    assert "is older than what this machine saved" in ran.err
    assert "lev check says what can be done" in ran.err
    ran = older.run("log", "care", "1")
    assert ran.code == 3
    assert older.file.read_bytes() == before
    ran = older.run("check")
    assert ran.code == 3
    assert "from the undo log  1 entry" in ran.out
    assert older.file.read_bytes() == before


@pytest.mark.parametrize(
    "command",
    [
        ("log", "care", "1"), ("undo",), ("redo",), ("stream", "add", "Other"), ("start", "care"),
        ("money", "care", "5", "--period", "2026-09"), ("set", "baseline_rate", "70"),
        ("standing", "add", "care", "Tool", "--per", "month", "--fixed", "9"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_what_would_change_it_is_refused_in_one_line_that_says_it_once(
    older: Lev, command: tuple[str, ...]
) -> None:
    said = older.refused(*command, code=3)
    assert said.count("is older than what this machine saved") == 1
    assert said.endswith("lev check says what can be done.")


def test_a_conflict_copy_that_holds_what_is_missing_is_pointed_out_and_merged(worked: Lev) -> None:
    old = worked.file.read_bytes()
    worked("log", "care", "0:45", "sell", "--on", "2026-11-18")
    beside = worked.file.with_name(f"{worked.file.stem}.sync-conflict-20261118-093000-ABCDEFG.json")
    beside.write_bytes(worked.file.read_bytes())
    worked.file.write_bytes(old)
    ran = worked.run("check")
    assert ran.code == 3
    assert "lev merge --all brings it back" in ran.out
    worked("merge", "--all")
    assert sorted(entry.minutes for entry in worked.hours) == [45, 90, 120]
    assert worked.said("week") == ""


def test_its_entries_are_put_back(older: Lev) -> None:
    assert "1 entry put back" in older("check", "--repair", "--yes")
    assert sorted(entry.minutes for entry in older.hours) == [45, 90, 120]
    assert older.said("week") == ""


def test_or_it_is_used_as_it_is(older: Lev) -> None:
    before = older.file.read_bytes()
    older("check", "--repair", "--use-older", "--yes")
    assert older.file.read_bytes() == before
    assert older.said("week") == ""
    older("log", "care", "1")
    assert sorted(entry.minutes for entry in older.hours) == [60, 90, 120]


def test_another_machine_on_top_is_not_older(worked: Lev) -> None:
    other = {**worked.environ, "XDG_STATE_HOME": str(worked.folder / "other")}
    assert worked.run("log", "care", "1", environ=other).code == 0
    assert worked.said("week") == ""
    worked("log", "care", "2")


def test_a_good_file_needs_no_repair(worked: Lev) -> None:
    before = worked.file.read_bytes()
    assert "nothing to repair" in worked("check", "--repair", "--yes")
    assert worked.file.read_bytes() == before
    assert "--repair" in worked.refused("check", "--yes")
    assert "--repair" in worked.refused("check", "--use-older")


def test_what_cannot_be_kept_aside_is_not_replaced(worked: Lev) -> None:
    before = cut(worked)
    quarantine = worked.state / "quarantine"
    quarantine.parent.mkdir(parents=True, exist_ok=True)
    quarantine.write_text("in the way")
    ran = worked.run("check", "--repair", "--yes")
    assert ran.code == 3
    assert worked.file.read_bytes() == before


def stands_a_folder(file: Path) -> None:
    file.mkdir()


def stands_a_pipe(file: Path) -> None:
    os.mkfifo(file)


def stands_a_link_to_itself(file: Path) -> None:
    file.symlink_to(file.name)


def stands_what_is_too_large(file: Path) -> None:
    file.touch()
    os.truncate(file, 65 << 20)


@pytest.mark.parametrize(
    "stands", [stands_a_folder, stands_a_pipe, stands_a_link_to_itself, stands_what_is_too_large]
)
def test_where_not_even_the_bytes_can_be_read_it_says_what_brings_the_book_back(
    worked: Lev, stands: Callable[[Path], None]
) -> None:
    away = worked.file.with_name("away")
    worked.file.unlink()
    stands(worked.file)
    for command in (("check",), ("check", "--repair", "--yes")):
        ran = worked.run(*command)
        assert (ran.code, ran.out) == (3, "")
        assert ran.err.count("\n") == 1
        assert ran.err.startswith(f"lev: {worked.file} cannot be read: ")
        assert "Put that right, or move it away: lev check --repair then writes what the newest backup" in ran.err
    worked.file.rename(away)
    assert "entries again" in worked("check", "--repair", "--yes")
    assert sorted(entry.minutes for entry in worked.hours) == [90, 120]
    assert os.path.lexists(away)


def test_without_a_backup_it_promises_none(bare: Lev) -> None:
    bare.file.mkdir(parents=True)
    ran = bare.run("check")
    assert ran.code == 3
    assert ran.err == f"lev: {bare.file} cannot be read: it is a folder. The file was left as it is.\n"
