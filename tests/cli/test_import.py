from __future__ import annotations

import os
from pathlib import Path

import pytest

from leverage_tui.domain.model import Work
from tests.cli.conftest import Lev
from tests.interchange.files import detailed, entry


@pytest.fixture
def export(lev: Lev, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An export in the folder in which the commands run: two entries of ``care``, one of ``Acme site``."""
    monkeypatch.chdir(lev.folder)
    path = lev.folder / "export.csv"
    path.write_bytes(
        detailed(
            entry("care", duration="01:30:00"),
            entry("care", day="2026-04-03", duration="00:30:00"),
            entry("Acme site", duration="02:00:00"),
        )
    )
    return path


def test_an_import_is_told_by_stream_and_month(lev: Lev, export: Path) -> None:
    assert lev("import", "export.csv", "--map", "Acme site=consult:sell") == (
        "toggl: 3 of 3 imported, 4:00\n"
        "  2026-03  WordPress care plan   1:30\n"
        "  2026-04  WordPress care plan   0:30\n"
        "  2026-03  WordPress consulting  2:00\n"
    )
    assert sorted((found.stream, found.work, found.minutes) for found in lev.hours) == [
        ("care", Work.DELIVER, 30),
        ("care", Work.DELIVER, 90),
        ("consulting", Work.SELL, 120),
    ]


def test_again_it_imports_nothing_and_writes_nothing(lev: Lev, export: Path) -> None:
    lev("import", "toggl", "export.csv", "--into", "care plan")
    before = lev.bytes()
    assert lev("import", "export.csv", "--into", "care") == "toggl: 0 of 3 imported, 0:00, 3 known already\n"
    assert lev.bytes() == before


def test_a_dry_run_says_the_same_and_changes_nothing(lev: Lev, export: Path) -> None:
    before = lev.bytes()
    said = lev("import", "export.csv", "--into", "care", "--dry-run")
    assert said.startswith("toggl: 3 of 3 would be imported, 4:00\n")
    found = lev.json("import", "export.csv", "--into", "care", "--dry-run", "--json")
    assert (found["format"], found["new"], found["minutes"]) == ("toggl", 3, 240)
    assert lev.bytes() == before


def test_what_is_skipped_stands_beside_the_data(lev: Lev, export: Path) -> None:
    export.write_bytes(detailed(entry("care", duration="20:00:00"), entry("care", duration="06:00:00")))
    ran = lev.run("import", "export.csv")
    assert ran.code == 0
    assert ran.out.startswith("toggl: 1 of 2 imported, ")
    assert ran.out.splitlines()[0].endswith(", 1 skipped")
    assert "a day has 24" in ran.err


def test_a_first_word_is_a_format_only_where_no_such_file_is(lev: Lev, export: Path) -> None:
    os.rename(export, lev.folder / "toggl")
    assert lev("import", "toggl", "--into", "care").startswith("toggl: 3 of 3 imported")
    assert "there is no file more.csv" in lev.refused("import", "toggl", "more.csv", "--into", "care")


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        ([], "lev import needs [FORMAT] FILE"),
        (["toggl"], "which file? lev import toggl FILE"),
        (["missing.csv"], "there is no file missing.csv"),
        (["."], "is no file"),
        (["togl", "export.csv"], "there is no format togl: did you mean toggl?"),
        (["export.csv"], 'no stream is known for the project "Acme site"'),
        (["export.csv", "--into", "nobody"], "there is no stream 'nobody'"),
        (["export.csv", "--into", "wordpress"], "wordpress could be consulting"),
        (["export.csv", "--map", "Acme site"], "a mapping is written PROJECT=STREAM"),
        (["export.csv", "--map", "Acme site=care:sels"], "did you mean sell?"),
        (["export.csv", "--map", "Acme site=crae"], "the nearest is care"),
        (["export.csv", "--map", "A=care", "--map", "A=course"], "the project 'A' is mapped twice"),
        (["export.csv", "--dryrun"], "lev import has no option --dryrun: the nearest is --dry-run"),
        (["export.csv", "b.csv", "c.csv"], "there is no file b.csv"),
        (["export.csv", "--tz", "Berlin"], "there is no zone Berlin: the nearest is Europe/Berlin"),
        (["export.csv", "--tz", "america"], "there is no zone america"),
        (["export.csv", "--columns", "dat=Day"], "there is no field dat: the nearest is date"),
        (["export.csv", "--columns", "date"], "a column is written FIELD=COLUMN"),
        (["toggl", "export.csv", "--columns", "date=Start date"], "Toggl Track has columns of its own"),
        (["export.csv", "--all-hours", "--no-close"], "not both"),
    ],
)
def test_what_makes_no_sense_is_refused_in_one_line(lev: Lev, export: Path, argv: list[str], sentence: str) -> None:
    assert sentence in lev.refused("import", *argv)
