from __future__ import annotations

from datetime import date

import pytest

from leverage_tui.domain.calendar import days_of
from leverage_tui.domain.edits.core import apply, edit
from leverage_tui.domain.edits.pasting import paste_edit
from leverage_tui.domain.model import Per, Source, Standing, Work
from leverage_tui.domain.timesheet import Row, minutes_in
from leverage_tui.store.keeper import Keeper
from tests.cli.conftest import TODAY, Lev


@pytest.fixture
def worked(lev: Lev) -> Lev:
    """A week with own hours, a helper and an automation that goes on by itself."""
    lev("log", "consulting", "4", "--on", "mon")
    lev("log", "consulting", "1:30", "sell", "--on", "mon")
    lev("log", "care", "0:45", "support")
    lev("log", "care", "3", "people", "--who", "Ana", "--cost", "30")
    lev("log", "care", "2", "support", "--on", "2026-11-11")
    standing = Standing(
        doc_id=77, stream="care", name="Updates", begins=date(2026, 1, 1), per=Per.WEEK, currency="USD",
        source=Source.AUTOMATION, minutes=90,
    )  # fmt: skip
    Keeper.open(lev.file, state=lev.state).commit([edit("standing", [(None, standing)])])
    return lev


def test_the_week_is_an_aligned_table(worked: Lev) -> None:
    assert (
        worked("week")
        == """\
week 47, 16-22 Nov 2026, own hours 6:15
                                    Mon 16  Tue 17  Wed 18  Thu 19  Fri 20  Sat 21  Sun 22   week  last
WordPress consulting                  5:30                                                   5:30
  deliver                             4:00                                                   4:00
  sell                                1:30                                                   1:30
WordPress care plan                                   0:45                                   0:45  2:00
  support                                             0:45                                   0:45  2:00
  (people · Ana)                                      3:00                                   3:00
  (automation · Updates, standing)                                                          ≈1:30  1:30
Diary-mapping course, build
own hours                             5:30            0:45                                   6:15  2:00
"""
    )


@pytest.mark.parametrize("typed", ["last-week", "2026-W46", "2026-11-11", "-1w"])
def test_another_week(worked: Lev, typed: str) -> None:
    assert worked("week", "--week", typed).startswith("week 46, 9-15 Nov 2026, own hours 2:00\n")


def test_as_json_it_is_in_minutes(worked: Lev) -> None:
    found = worked.json("week", "--json")
    assert (found["first"], found["last"], found["iso_week"]) == ("2026-11-16", "2026-11-22", "2026-W47")
    assert found["own_minutes"]["2026-11-16"] == 330
    assert (found["own_minutes_week"], found["own_minutes_last_week"]) == (375, 120)
    rows = {(row["stream"], row["work"], row["standing"]): row for row in found["rows"]}
    assert rows["care", "people", None]["who"] == "Ana"
    assert rows["care", "people", None]["own"] is False
    assert rows["care", "automation", "Updates"]["minutes_week"] == 90
    assert rows["consulting", "sell", None]["minutes"] == {"2026-11-16": 90}
    own = sum(sum(row["minutes"].values()) for row in found["rows"] if row["own"])
    assert own == found["own_minutes_week"]


def test_the_week_begins_where_the_config_says(worked: Lev) -> None:
    config = worked.folder / "config" / "leverage-tui" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text('first_day = "sunday"\n')
    assert worked("week").startswith("15-21 Nov 2026, own hours 6:15\n")
    assert worked("week", "--week", TODAY) == worked("week", "--week", "this-week") == worked("week")


def test_an_empty_book_has_an_empty_week(bare: Lev) -> None:
    assert bare("week").splitlines()[0] == "week 47, 16-22 Nov 2026, own hours 0:00"
    assert bare.json("week", "--json")["rows"] == []


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        (["--week", ""], "--week: no period typed"),
        (["--week", "2026"], "--week: 2026 is more than a week"),
        (["--week", "W46"], "--week: "),
        (["--wek", "2026-W46"], "lev week has no option --wek: the nearest is --week"),
    ],
)
def test_what_makes_no_sense_is_refused_in_one_line(worked: Lev, argv: list[str], sentence: str) -> None:
    assert sentence in worked.refused("week", *argv)


def test_with_tabs_it_is_what_the_dashboard_copies_and_can_be_pasted(worked: Lev) -> None:
    worked("stream", "add", "=SUM(A1)", "--id", "formula", "--started", "2026-01-05")
    worked("log", "formula", "0:30", "admin", "--on", "2026-11-22")
    printed = worked("week", "--tsv")
    assert printed.splitlines() == [
        "stream\twork\tMon 2026-11-16\tTue 2026-11-17\tWed 2026-11-18\tThu 2026-11-19\tFri 2026-11-20\t"
        "Sat 2026-11-21\tSun 2026-11-22",
        "WordPress consulting\tdeliver\t4:00\t\t\t\t\t\t",
        "WordPress consulting\tsell\t1:30\t\t\t\t\t\t",
        "WordPress care plan\tsupport\t\t\t0:45\t\t\t\t",
        "WordPress care plan\tpeople · Ana\t\t\t3:00\t\t\t\t",
        "Diary-mapping course\tbuild\t\t\t\t\t\t\t",
        "'=SUM(A1)\tadmin\t\t\t\t\t\t\t0:30",
    ]
    next_week = days_of(date(2026, 11, 23))
    after = apply(worked.book, paste_edit(worked.book, next_week, (), None, printed))
    assert minutes_in(after, Row("formula", Work.ADMIN), next_week[6]) == 30
    assert minutes_in(after, Row("care", Work.PEOPLE, who="Ana"), next_week[2]) == 180
    assert worked("week", "--tsv", "--week", "last-week").count("2:00") == 1


def test_with_tabs_hours_are_written_as_the_config_says(worked: Lev) -> None:
    config = worked.folder / "config" / "leverage-tui" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text('hours = "decimal"\n')
    assert "\tsell\t1.50\t" in worked("week", "--tsv")


def test_one_form_at_a_time(worked: Lev) -> None:
    assert "--tsv: not allowed with argument --json" in worked.refused("week", "--json", "--tsv")
