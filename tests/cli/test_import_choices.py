"""What of a file is left out of an import, and what a day without hours counts."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from leverage_tui.domain.model import Closed
from leverage_tui.interchange import memory
from leverage_tui.store.keeper import Keeper
from tests.cli.conftest import Lev
from tests.interchange.files import detailed, entry

CALENDAR = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nX-WR-CALNAME:care\r\n"
    "BEGIN:VEVENT\r\nUID:a\r\nDTSTART:20261102T090000\r\nDTEND:20261102T100000\r\nEND:VEVENT\r\n"
    "BEGIN:VEVENT\r\nUID:b\r\nDTSTART;VALUE=DATE:20261104\r\nDTEND;VALUE=DATE:20261106\r\nEND:VEVENT\r\n"
    "BEGIN:VEVENT\r\nUID:c\r\nDTSTART;VALUE=DATE:20261118\r\nSUMMARY:today\r\nEND:VEVENT\r\n"
    "BEGIN:VEVENT\r\nUID:d\r\nDTSTART;VALUE=DATE:20261119\r\nSUMMARY:tomorrow\r\nEND:VEVENT\r\n"
    "END:VCALENDAR\r\n"
)


@pytest.fixture
def folder(lev: Lev, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which the commands run, with files in it."""
    monkeypatch.chdir(lev.folder)
    lev.folder.joinpath("work.ics").write_text(CALENDAR)
    lev.folder.joinpath("hours.csv").write_bytes(
        detailed(entry("care"), entry("Private", day="2026-03-12"), entry("private ", day="2026-04-12"), entry(""))
    )
    lev.folder.joinpath("money.csv").write_text(
        "Date,Amount,Currency,Project\n2026-03-02,10.00,USD,care\n2026-03-03,99.00,USD,Flat\n"
    )
    return lev.folder


def test_all_day_events_are_skipped_listed_and_the_option_is_named(lev: Lev, folder: Path) -> None:
    ran = lev.run("import", "work.ics", "--json")
    found = json.loads(ran.out)
    assert (found["rows"], found["new"], found["minutes"]) == (4, 1, 60)
    assert [(row["line"], row["why"]) for row in found["skipped"]] == [
        (9, "it takes the whole day and says no hours"),
        (14, "it takes the whole day and says no hours"),
        (19, "it has not begun: import the calendar again once it has"),
    ]
    (warning,) = found["warnings"]
    assert "2 all-day events say no hours and are left out (--all-day 8h" in warning
    assert warning in ran.err


@pytest.mark.parametrize(("typed", "minutes"), [("8h", 480), ("7.5", 450), ("7:30", 450), ("90m", 90)])
def test_all_day_events_count_what_is_said(lev: Lev, folder: Path, typed: str, minutes: int) -> None:
    found = lev.json("import", "work.ics", "--all-day", typed, "--json")
    # An hour, the 4th and 5th, and today; tomorrow has not begun.
    assert (found["new"], found["minutes"]) == (4, 60 + 3 * minutes)
    assert {(each.date.day, each.minutes) for each in lev.hours} == {
        (2, 60), (4, minutes), (5, minutes), (18, minutes),
    }  # fmt: skip
    assert lev.json("import", "work.ics", "--all-day", "6h", "--json")["new"] == 0
    lev("undo")
    assert lev.hours == []


def test_a_calendar_is_read_up_to_the_day_that_is_said_to_be_today(lev: Lev, folder: Path) -> None:
    assert lev.json("--today", "2026-11-04", "import", "work.ics", "--all-day", "8h", "--json")["minutes"] == 540
    assert max(each.date for each in lev.hours) == date(2026, 11, 4)


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        (["work.ics", "--all-day", "0"], "--all-day: how long is such a day? Write 8h"),
        (["work.ics", "--all-day", ""], "--all-day: how long is such a day? Write 8h"),
        (["work.ics", "--all-day", "90"], "90 hours? write 90m for minutes"),
        (["work.ics", "--all-day", "long"], "--all-day: "),
        (
            ["hours.csv", "--into", "care", "--all-day", "8h"],
            "--all-day is for calendars (.ics): hours.csv is none",
        ),
        (["hours.csv", "--into", "care", "--skip", "Privat"], 'no project "Privat": the nearest is "Private"'),
        (
            ["hours.csv", "--into", "care", "--skip", "xyzzy"],
            'there is "care", "Private", "private", "" (no project)',
        ),
        (["hours.csv", "--map", "private=care", "--skip", "Private"], 'project "private" is mapped and left out'),
        (["hours.csv", "--skip", "Private"], 'for the project "" (no project): name one with --map'),
        (["hours.csv"], "or leave one out with --skip PROJECT"),
    ],
)
def test_what_makes_no_sense_is_refused(lev: Lev, folder: Path, argv: list[str], sentence: str) -> None:
    assert sentence in lev.refused("import", *argv)


def test_projects_are_left_out_and_listed(lev: Lev, folder: Path) -> None:
    ran = lev.run("import", "hours.csv", "--skip", "PRIVATE", "--skip", "")
    assert ran.code == 0
    assert ran.out.splitlines()[0] == "toggl: 1 of 4 imported, 1:00, 3 skipped"
    assert 'line 3: "Private" is left out\n' in ran.err
    assert 'line 5: "" (no project) is left out\n' in ran.err
    assert [each.stream for each in lev.hours] == ["care"]


def test_sources_of_money_are_left_out_too_and_several_files_are_looked_at(lev: Lev, folder: Path) -> None:
    found = lev.json(
        "import", "hours.csv", "money.csv", "--skip", "private", "--skip", "flat", "--skip", "", "--json"
    )
    assert (found["rows"], found["new"], found["money"]["USD"]["gross"]) == (6, 2, 1_000)
    assert {row["why"] for row in found["skipped"]} == {
        '"Private" is left out', '"private" is left out', '"Flat" is left out', '"" (no project) is left out',
    }  # fmt: skip


def test_what_is_left_out_is_not_remembered_and_can_come_later(lev: Lev, folder: Path) -> None:
    lev("import", "hours.csv", "--skip", "private", "--skip", "")
    keeper = Keeper.open(lev.file, state=lev.state)
    assert memory.past_mapping(keeper.remembered, "toggl") == {}
    assert "no stream is known for the projects" in lev.refused("import", "hours.csv")
    assert lev.json("import", "hours.csv", "--into", "course", "--json")["new"] == 3


def test_weeks_of_what_is_left_out_are_not_closed(lev: Lev, folder: Path) -> None:
    lev("import", "hours.csv", "--skip", "private", "--skip", "", "--all-hours")
    assert [found.week for found in lev.book.all(Closed)] == [date(2026, 3, 2)]


def test_of_several_tags_one_is_enough(lev: Lev, folder: Path) -> None:
    folder.joinpath("export.json").write_text(
        '[{"id":2,"start":"20261105T140000Z","end":"20261105T150000Z","tags":["care"]},'
        '{"id":1,"start":"20261106T140000Z","end":"20261106T150000Z","tags":["home","care"]}]'
    )
    found = lev.json("import", "export.json", "--skip", "home", "--map", "care=care", "--json")
    assert (found["new"], [row["why"] for row in found["skipped"]]) == (1, ['"care, home" is left out'])


def test_a_reason_that_many_rows_have_is_said_once(lev: Lev, folder: Path) -> None:
    rows = [entry("care", day=f"2026-03-{day:02d}", duration="00:00:00") for day in range(1, 13)]
    backwards = entry("care", duration="-00:30:00")
    folder.joinpath("many.csv").write_bytes(detailed(entry("care"), *rows, backwards))
    said = lev.said("import", "many.csv", "--no-close")
    assert "lines 3, 4, 5, 6, 7 and 7 more: it is of zero length\n" in said
    assert said.count("zero length") == 1
    assert "line 15: " in said
    assert said.endswith("--json lists all that is skipped\n")


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"%PDF-1.7", b"<!DOCTYPE html>", b"\x00\x01"])
def test_what_is_no_text_says_what_to_do_and_names_no_option_that_does_not_help(
    lev: Lev, folder: Path, data: bytes
) -> None:
    folder.joinpath("bad.csv").write_bytes(data)
    said = lev.refused("import", "bad.csv")
    assert said.endswith(": export it again, as CSV or as another text that lev import --help names")
