"""Several files, money, any CSV, what is remembered, and the question whether these were all hours."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from leverage_tui.domain.model import Closed, Work
from leverage_tui.interchange import reading
from tests.cli.conftest import Lev
from tests.interchange.files import detailed, entry

BANK = (
    "Buchungstag;Verwendungszweck;Betrag;Währung\n"
    "31.10.2026;Invoice 4;1.234,56;USD\n30.10.2026;Rent;-800,00;USD\n29.10.2026;Invoice 3;20,00;EUR\n"
)


class Terminal(io.StringIO):
    """Standard input at which somebody sits."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def folder(lev: Lev, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which the commands run, with two files in it."""
    monkeypatch.chdir(lev.folder)
    lev.folder.joinpath("hours.csv").write_bytes(detailed(entry("care"), entry("care", day="2026-03-12")))
    lev.folder.joinpath("bank.csv").write_text(BANK, encoding="utf-8")
    return lev.folder


def closed(lev: Lev) -> list[tuple[str, str]]:
    return sorted((found.stream, found.week.isoformat()) for found in lev.book.all(Closed))


def answer(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal(text))


def test_several_files_are_one_step(lev: Lev, folder: Path) -> None:
    said = lev("import", "hours.csv", "bank.csv", "--into", "care")
    assert said == (
        "hours.csv, toggl: 2 of 2 imported, 2:00\n"
        "  2026-03  WordPress care plan  2:00\n"
        "bank.csv, csv: 2 of 3 imported, €20, $1,234.56, 1 skipped\n"
        "  2026-10  WordPress care plan        €20\n"
        "  2026-10  WordPress care plan  $1,234.56\n"
    )
    assert (len(lev.hours), len(lev.money)) == (2, 2)
    lev("undo")
    assert (lev.hours, lev.money) == ([], [])


def test_json_alone_stands_on_standard_output(lev: Lev, folder: Path) -> None:
    ran = lev.run("import", "bank.csv", "--into", "care", "--json")
    found = json.loads(ran.out)
    assert set(found) == {"format", "rows", "new", "duplicates", "skipped", "minutes", "money", "warnings"}
    assert (found["rows"], found["new"], found["duplicates"]) == (3, 2, 0)
    assert found["skipped"] == [{"line": 3, "why": "money that went out: -800,00"}]
    assert found["money"] == {
        "EUR": {"gross": 2_000, "refunds": 0, "fees": 0}, "USD": {"gross": 123_456, "refunds": 0, "fees": 0},
    }  # fmt: skip
    assert any(
        "there is no rate of EUR" in warning and "lev rates import" in warning for warning in found["warnings"]
    )
    assert lev.json("import", "bank.csv", "--into", "care", "--json")["duplicates"] == 2


def test_after_an_undo_the_file_is_new_again_and_after_a_deletion_it_is_not(lev: Lev, folder: Path) -> None:
    lev("import", "hours.csv", "--into", "consulting")
    lev("undo")
    assert lev("import", "hours.csv", "--into", "care").startswith("toggl: 2 of 2 imported")
    lev("undo")
    lev("redo")
    assert lev("import", "hours.csv").startswith("toggl: 0 of 2 imported, 0:00, 2 known already")


def test_a_mapping_is_remembered_for_the_format(lev: Lev, folder: Path) -> None:
    folder.joinpath("next.csv").write_bytes(detailed(entry("Acme site", day="2026-05-04")))
    folder.joinpath("acme.csv").write_bytes(detailed(entry("Acme site")))
    lev("import", "acme.csv", "--map", "Acme site=care:sell", "--dry-run")
    assert 'no stream is known for the project "Acme site"' in lev.refused("import", "next.csv")
    lev("import", "acme.csv", "--map", "Acme site=care:sell")
    assert lev("import", "next.csv").startswith("toggl: 1 of 1 imported")
    assert [(found.stream, found.work) for found in lev.hours] == [("care", Work.SELL)] * 2
    folder.joinpath("third.csv").write_bytes(detailed(entry("acme  SITE", day="2026-06-04")))
    assert "consulting" in lev("import", "third.csv", "--map", "Acme site=consulting")


def test_unmapped_projects_of_all_files_are_listed_with_what_they_may_mean(lev: Lev, folder: Path) -> None:
    folder.joinpath("a.csv").write_bytes(detailed(entry("Consultng"), entry("Zebra")))
    folder.joinpath("b.csv").write_bytes(detailed(entry("Diary course"), entry("")))
    said = lev.refused("import", "a.csv", "b.csv")
    assert '"Consultng" (consulting?), "Zebra", "Diary course" (course?), "" (no project)' in said
    lev("import", "a.csv", "--map", "Consultng=consulting", "--map", "Zebra=care")
    folder.joinpath("c.csv").write_text("Date,Hours,Project\n2026-03-02,1,Zebra\n")
    assert '"Zebra" (care?)' in lev.refused("import", "c.csv")


def test_columns_are_told_once_and_remembered_for_the_header(lev: Lev, folder: Path) -> None:
    folder.joinpath("odd.csv").write_text("Einsatz,Wert,Wofür\n2026-03-02,1.5,x\n", encoding="utf-8")
    assert "any CSV can be read with --columns" in lev.refused("import", "odd.csv", "--into", "care")
    told = ("--columns", "date=Einsatz,hours=Wert,note=Wofür")
    lev("import", "odd.csv", "--into", "care", *told)
    folder.joinpath("odd.csv").write_text("Einsatz,Wert,Wofür\n2026-03-09,2.5,y\n", encoding="utf-8")
    assert lev("import", "odd.csv", "--into", "care").startswith("csv: 1 of 1 imported, 2:30")


def test_the_question_is_asked_once_and_yes_closes_the_weeks_in_the_same_step(
    lev: Lev, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(monkeypatch, "y\n")
    ran = lev.run("import", "hours.csv")
    question = (
        "Were these all your hours until Thu 12 Mar 2026? Yes closes 2 weeks, 2026-W10 to 2026-W11: what is not"
    )
    assert ran.err.count(question) == 1
    assert closed(lev) == [("care", "2026-03-02"), ("care", "2026-03-09")]
    lev("undo")
    assert (closed(lev), lev.hours) == ([], [])


@pytest.mark.parametrize("typed", ["", "\n", "n\n", "what\n"])
def test_anything_but_yes_leaves_the_weeks_open(
    lev: Lev, folder: Path, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    answer(monkeypatch, typed)
    lev("import", "hours.csv")
    assert closed(lev) == []
    assert len(lev.hours) == 2
    answer(monkeypatch, "y\n")
    assert "Were these" not in lev.said("import", "hours.csv")


def test_a_script_is_not_asked_and_says_it_itself(lev: Lev, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for quiet in (("--json",), ("--dry-run",), ("--no-close", "--dry-run")):
        answer(monkeypatch, "y\n")
        assert "Were these" not in lev.said("import", "hours.csv", *quiet)
    assert closed(lev) == []
    lev("undo")
    monkeypatch.setattr(sys, "stdin", io.StringIO("y\n"))
    said = lev.said("import", "hours.csv")
    assert (
        "2 weeks, 2026-W10 to 2026-W11 still open: --all-hours says that these were all until Thu 12 Mar 2026"
        in said
    )
    assert closed(lev) == []
    assert lev.json("import", "hours.csv", "--all-hours", "--json")["new"] == 0
    assert closed(lev) == [("care", "2026-03-02"), ("care", "2026-03-09")]


def test_midnight_is_cut_when_asked_and_the_file_is_known_either_way(lev: Lev, folder: Path) -> None:
    folder.joinpath("night.csv").write_bytes(detailed(entry("care", start="23:00:00", duration="02:30:00")))
    said = lev.said("import", "night.csv", "--split-midnight")
    assert "1 entry crosses midnight, cut there: line 2 (2:30)" in said
    assert [(found.date.day, found.minutes) for found in sorted(lev.hours, key=lambda each: each.date)] == [
        (2, 60), (3, 90),
    ]  # fmt: skip
    assert lev("import", "night.csv").startswith("toggl: 0 of 1 imported")


def test_a_huge_file_is_refused_before_it_is_read(lev: Lev, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with folder.joinpath("huge.csv").open("wb") as file:
        file.truncate(2**30)
    monkeypatch.setattr(
        Path, "read_bytes", lambda path: pytest.fail("it was read") if path.name == "huge.csv" else b""
    )
    monkeypatch.setattr(reading, "decode", lambda *_: pytest.fail("it was decoded"))
    said = lev.run("import", "huge.csv")
    assert (said.code, said.err) == (2, "lev: huge.csv has 1024 MB, the most is 64: export a shorter time\n")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "the file is empty"),
        (b"\x00\x01", "binary"),
        (b"<html>", "a web page"),
        (b"PK\x03\x04", "a spreadsheet"),
    ],
)
def test_a_wrong_file_among_good_ones_changes_nothing(lev: Lev, folder: Path, data: bytes, said: str) -> None:
    folder.joinpath("bad.csv").write_bytes(data)
    assert said in lev.refused("import", "hours.csv", "bad.csv")
