from __future__ import annotations

import io
import json
import os
import stat
import sys
from pathlib import Path

import pytest

from leverage_tui.cli.registry import load
from leverage_tui.domain.model import Hours, Money
from leverage_tui.interchange import writing
from tests.cli.conftest import Lev
from tests.interchange.writers.books import table_of


@pytest.fixture
def filled(lev: Lev) -> Lev:
    """With hours on three days and money of two months."""
    lev("log", "care", "1:30", "support", "--on", "2026-10-30", "--note", "=a call")
    lev("log", "consulting", "6", "--on", "2026-11-02")
    lev("log", "care", "2", "people", "--who", "Ann", "--cost", "40", "--on", "2026-11-02")
    lev("money", "care", "500", "--period", "2026-10", "--refunds", "20", "--units", "5")
    lev("money", "course", "90", "--period", "2026-11-03", "--currency", "EUR", "--note", "two\tcopies")
    return lev


@pytest.mark.parametrize("name", [writer.name for writer in writing.WRITERS])
def test_every_form_is_written_and_changes_nothing(filled: Lev, name: str) -> None:
    before = filled.bytes()
    email = ["--email", "me@example.com"] if name == "toggl" else []
    ran = filled.run("export", *name.split(), *email)
    assert (ran.code, ran.out[-1:], "\x1b" in ran.out) == (0, "\n", False)
    assert filled.bytes() == before
    assert name.split()[0] in load("export").usage + filled("export", "--help")


def test_hours_and_money_come_back_into_the_streams_alone(filled: Lev, tmp_path: Path) -> None:
    hours, money = tmp_path / "hours.csv", tmp_path / "money.csv"
    assert filled("export", "csv", "--out", str(hours)) == f"written to {hours}\n"
    filled("export", "csv", "money", "--out", str(money))
    assert filled("import", str(hours), str(money), "--no-close").count("0 of ") == 2
    other = Lev(tmp_path / "other")
    for stream in filled.book.streams.values():
        other("stream", "add", stream.name, "--id", stream.id)
    other("import", str(hours), str(money), "--no-close")
    for kind in (Hours, Money):
        there, here = other.book.tables[kind.table], filled.book.tables[kind.table]
        assert there.keys() == here.keys()
        assert len(here) == (3 if kind is Hours else 2)
    assert other("export", "csv") == filled("export", "csv") == hours.read_text("utf-8")
    assert other("export", "csv", "money") == money.read_text("utf-8")


def test_days_and_a_stream_are_chosen(filled: Lev) -> None:
    def days(*argv: str) -> list[str]:
        return [row["date"] for row in table_of(filled("export", "csv", *argv))]

    october, november = "2026-10-30", "2026-11-02"
    assert days() == [october, november, november]
    assert days("hours", "--month", "2026-11") == days("--from", "2026-11-01") == [november, november]
    assert days("--to", "2026-10-31") == days("--from", "10-30", "--to", "10-30") == [october]
    assert days("--week", "2026-W45", "--stream", "consult") == [november]
    assert days("--year", "2025") == []
    assert [row["gross"] for row in table_of(filled("export", "csv", "money", "--month", "oct"))] == ["500.00"]


def test_texts_are_safe_for_spreadsheets_unless_they_are_wanted_raw(filled: Lev) -> None:
    assert ",'=a call," in filled("export", "csv")
    assert ",=a call," in filled("export", "csv", "--raw")


def test_json_and_the_review_are_what_their_commands_print(filled: Lev) -> None:
    assert filled("export", "json") == filled("metrics", "--json")
    assert filled.said("export", "json") == filled.said("metrics", "--json")
    assert filled("export", "md") == filled("report", "--markdown")
    assert filled("export", "md", "--month", "oct") == filled("report", "--markdown", "--month", "oct")
    october = ("--from", "2026-10-01", "--to", "2026-10-31")
    assert filled("export", "md", *october) == filled("report", "--markdown", "--month", "oct")
    assert json.loads(filled("export", "json", "--today", "2026-11-01"))["as_of"] == "2026-11-01"


def test_what_a_form_leaves_out_is_said_beside_it(filled: Lev) -> None:
    ran = filled.run("export", "timeclock")
    assert ran.err == "1 entry of people, automation or process left out: the form holds your own hours\n"
    assert "care:support  =a call" in ran.out


def test_a_file_that_is_there_is_replaced_only_when_that_is_said(filled: Lev, tmp_path: Path) -> None:
    file = tmp_path / "hours.csv"
    file.write_text("mine")
    assert filled.refused("export", "csv", "--out", str(file)) == f"{file} is there already: --force replaces it"
    assert file.read_text() == "mine"
    filled("export", "csv", "--out", str(file), "--force")
    assert file.read_text("utf-8") == filled("export", "csv")


@pytest.mark.parametrize(("answer", "replaces"), [("y\n", True), ("\n", False), ("", False), ("no\n", False)])
def test_at_a_terminal_it_is_asked(
    filled: Lev, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str, replaces: bool
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    file = tmp_path / "hours.csv"
    file.write_text("mine")
    monkeypatch.setattr(sys, "stdin", Terminal(answer))
    ran = filled.run("export", "csv", "--out", str(file))
    assert ran.err.startswith(f"{file} is there already: replace it? [y/N] ")
    assert (ran.code, file.read_text() != "mine") == ((0, True) if replaces else (2, False))


def test_a_file_is_for_its_owner_alone_and_keeps_what_it_had(filled: Lev, tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        file = tmp_path / "hours.csv"
        filled("export", "csv", "--out", str(file))
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        file.chmod(0o640)
        filled("export", "csv", "--out", str(file), "--force")
        assert stat.S_IMODE(file.stat().st_mode) == 0o640
    finally:
        os.umask(before)


def test_the_book_itself_is_never_an_export(filled: Lev, tmp_path: Path) -> None:
    link, hard = tmp_path / "link.json", tmp_path / "hard.json"
    link.symlink_to(filled.file)
    os.link(filled.file, hard)
    for name in (filled.file, link, hard):
        assert filled.refused("export", "csv", "--out", str(name), "--force").endswith("is the book itself")


def test_what_cannot_be_written_says_why(filled: Lev, tmp_path: Path) -> None:
    nowhere = tmp_path / "nowhere" / "x.csv"
    assert "its folder is not there" in filled.refused("export", "csv", "--out", str(nowhere), code=3)
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert "no regular file" in filled.refused("export", "csv", "--out", str(pipe), "--force", code=3)
    assert list(tmp_path.glob(".*tmp")) == []


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        ([], "which form? lev export csv, json, md, timeclock, journal, ics, toggl"),
        (["jsn"], "there is no form jsn: the nearest is json"),
        (["csv", "hour"], "there is no kind of csv hour: the nearest is hours"),
        (["csv", "hours", "money"], "lev export csv takes one of hours, money, weeks"),
        (["ics", "hours"], "lev export ics takes no further word"),
        (["json", "--month", "oct"], "json is of the whole book as of today: --today DATE shows another day"),
        (["md", "--stream", "care"], "md is of all streams: leave out --stream"),
        (["md", "--to", "2026-10-31"], "a review needs its first day too: --from DATE"),
        (["md", "--from", "tomorrow", "--to", "tomorrow"], "2026-11-19 has not come: a review is of days up to today"),
        (["csv", "--from", "2026-11-02", "--to", "2026-11-01"], "--to 2026-11-01 is before --from 2026-11-02"),
        (["csv", "--from", "2026-11-02", "--month", "oct"], "--from and --to, or one of --week, --month and --year"),
        (["csv", "--week", "2026-W45", "--month", "oct"], "--week and --month: an export is of one of them"),
        (["ics", "--raw"], "--raw is for csv and toggl: ics has texts as they are"),
        (["csv", "--email", "a@b.c"], "--email is for toggl: csv hours does not need it"),
        (["csv", "--force"], "--force replaces a file: name it with --out FILE"),
        (["csv", "--out", "/"], "--out: / is a folder: add a name for the file"),
        (["csv", "--stream", "cart"], "there is no stream 'cart': the nearest is care"),
        (["toggl"], "Toggl Track asks whose hours these are: --email ADDRESS"),
        (["ics", "--year", "1999"], "there are no own hours in what was asked for: a calendar needs an event"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_in_one_line(filled: Lev, argv: list[str], sentence: str) -> None:
    assert sentence in filled.refused("export", *argv)


def test_an_empty_book_has_headers(bare: Lev) -> None:
    for kind in ("hours", "money", "weeks"):
        assert bare("export", "csv", kind).count("\n") == 1
    assert bare("export", "journal").startswith("; ")
    assert not bare.file.exists()
