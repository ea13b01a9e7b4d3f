from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from leverage_tui.cli import log
from leverage_tui.domain.edits.core import Edit
from leverage_tui.domain.edits.hours import log_hours
from leverage_tui.domain.model import Asset, Work
from tests.cli.conftest import Lev


def test_hours_are_logged_and_answered_in_one_line(lev: Lev) -> None:
    lev("log", "care", "0:45", "support")
    assert lev("log", "care", "1h30", "support") == (
        "WordPress care plan, support, Wed 18 Nov: 1:30 logged, 2:15 in all; the day 2:15; "
        "gauge 0.0 %, no net income\n"
    )
    assert [(entry.stream, entry.work, entry.minutes, entry.date) for entry in lev.hours] == [
        ("care", Work.SUPPORT, 45, date(2026, 11, 18)),
        ("care", Work.SUPPORT, 90, date(2026, 11, 18)),
    ]


def test_the_answer_tells_the_gauge_of_today(lev: Lev) -> None:
    lev("money", "care", "1000", "--period", "this-month")
    assert lev("log", "care", "1", "manage").endswith("the day 1:00; gauge 90.0 %, highly leveraged, early\n")


@pytest.mark.parametrize(
    ("words", "minutes", "work"),
    [
        (["1h", "30m", "support"], 90, Work.SUPPORT),
        (["support", "1h", "30m"], 90, Work.SUPPORT),
        (["1", "h", "30", "m"], 90, Work.DELIVER),
        (["9-12,", "13-15:30", "SELL"], 330, Work.SELL),
        (["admin", "90m"], 90, Work.ADMIN),
        ([".5"], 30, Work.DELIVER),
        (["9am-11"], 120, Work.DELIVER),
    ],
)
def test_hours_and_work_come_in_either_order_and_in_several_words(
    lev: Lev, words: list[str], minutes: int, work: Work
) -> None:
    lev("log", "consulting", *words)
    (entry,) = lev.hours
    assert (entry.minutes, entry.work) == (minutes, work)


def test_options_may_stand_between_the_words(lev: Lev) -> None:
    lev("log", "--on", "-2d", "care", "--note", "call with  Ana", "1", "support")
    (entry,) = lev.hours
    assert (entry.date, entry.note, entry.minutes) == (date(2026, 11, 16), "call with Ana", 60)


def test_without_a_work_the_usual_one_is_meant(lev: Lev) -> None:
    lev("log", "care", "2", "manage")
    for stream in ("consulting", "care", "course"):
        lev("log", stream, "1")
    assert [entry.work for entry in lev.hours[1:]] == [Work.DELIVER, Work.MANAGE, Work.BUILD]


@pytest.mark.parametrize("typed", ["care", "CARE", "care plan", "wordpress CARE", "plan", "Diary"])
def test_a_stream_is_an_id_or_an_unmistakable_part_of_a_name(lev: Lev, typed: str) -> None:
    lev("log", typed, "1")
    assert lev.hours[0].stream == ("course" if typed == "Diary" else "care")


def test_an_exact_name_wins_over_a_longer_one_that_holds_it(lev: Lev) -> None:
    lev("stream", "add", "care plan", "--id", "short")
    lev("log", "Care Plan", "1")
    assert lev.hours[0].stream == "short"


def test_people_hours_have_a_name_and_a_cost(lev: Lev) -> None:
    lev("log", "care", "3", "--who", "Ana", "--cost", "45")
    assert lev.said("log", "care", "people", "2", "--who", "Ana") == ""
    assert [(entry.work, entry.who, entry.cost, entry.currency) for entry in lev.hours] == [
        (Work.PEOPLE, "Ana", 4500, "USD"),
        (Work.PEOPLE, "Ana", 3000, "USD"),
    ]
    assert "pay unknown" in lev.said("log", "care", "people", "2", "--who", "Bo")


def test_building_makes_what_is_said_else_what_the_stream_builds(lev: Lev) -> None:
    lev("log", "care", "1", "--asset", "process")
    lev("stream", "edit", "course", "--build-asset", "automation")
    lev("log", "course", "build", "1")
    assert [(entry.work, entry.asset) for entry in lev.hours] == [
        (Work.BUILD, Asset.PROCESS),
        (Work.BUILD, Asset.AUTOMATION),
    ]


def test_over_16_hours_a_day_are_asked_about(lev: Lev) -> None:
    assert lev.said("log", "consulting", "10") == ""
    assert lev.said("log", "care", "6:00", "admin") == ""
    assert lev.said("log", "care", "people", "8", "--cost", "0") == ""
    warned = lev.said("log", "care", "1m", "admin")
    assert warned == "Wed 18 Nov now holds 16:01 of your own hours: is that right?\n"


def test_a_day_to_come_is_said(lev: Lev) -> None:
    assert "Thu 19 Nov 2026 is after today" in lev.said("log", "care", "1", "--on", "tomorrow")


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        (["wordpress", "1"], "wordpress could be consulting (WordPress consulting) or care (WordPress care plan)"),
        (["crae", "1"], "there is no stream 'crae': the nearest is care (WordPress care plan)"),
        (["xyzzy", "1"], "there is consulting (WordPress consulting), care (WordPress care plan), course"),
        (["", "1"], "there is no stream ''"),
        (["1h30", "care"], "the stream comes first: lev log care 1h30"),
        (["care", "90"], "90 hours? write 90m for minutes"),
        (["care", "9-5"], "9-5 could be 9:00-17:00"),
        (["care", "+15m"], "+15m changes what a cell holds"),
        (["care", "-30m"], "-30m changes what a cell holds"),
        (["care", "0"], "0 hours are nothing to log"),
        (["care", "support"], "how many hours?"),
        (["care", "1", "suport"], "there is no work suport: the nearest is support"),
        (["care", "sell", "1", "support"], "one kind of work"),
        (["care", "1", "--on", "11/10"], "--on: 11/10 could be"),
        (["care", "1", "--on", "20-11"], "--on: "),
        (["care", "1", "sell", "--who", "Ana"], "--who and --cost go with the work people, not sell"),
        (["care", "1", "people", "--asset", "product"], "--asset goes with the work build, not people"),
        (["care", "1", "--asset", "prodcut"], "there is no asset prodcut: the nearest is product"),
        (["care", "1", "--cost", "1,234"], "--cost: 1,234 could be"),
        (["care", "1", "--cost", "9 EUR"], "--cost: WordPress care plan is kept in USD, not EUR"),
        (["care"], "lev log needs HOURS [WORK]: lev log STREAM HOURS [WORK]"),
        ([], "lev log needs STREAM, HOURS [WORK]"),
        (["care", "1", "--onn", "mon"], "lev log has no option --onn: the nearest is --on"),
        (["care", "1", "--on", ""], "--on: no date typed"),
        (["care", "1", "--who", " "], "--who needs a name"),
        (["care", "1", "--cost", ""], "--cost: no amount typed"),
        (["care", "1", "--asset", ""], "there is no asset : "),
        (["care", "1", "--on"], "--on needs a value"),
        (["care", "1", "--on", "--note", "x"], "--on needs a value"),
    ],
)
def test_what_makes_no_sense_is_refused_in_one_line(lev: Lev, argv: list[str], sentence: str) -> None:
    assert sentence in lev.refused("log", *argv)


def test_without_any_stream_the_way_to_one_is_said(bare: Lev) -> None:
    assert bare.refused("log", "care", "1") == "there is no stream yet: add one with lev stream add NAME"
    assert not bare.file.exists()


def test_a_day_never_holds_more_than_24_hours(lev: Lev) -> None:
    lev("log", "consulting", "20")
    assert "would hold 25:00 of your own hours: a day has 24" in lev.refused("log", "care", "5")


def test_hours_that_another_program_made_impossible_meanwhile_are_refused(
    lev: Lev, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = log_hours

    def slow(*args: Any, **kwargs: Any) -> Edit:
        edit = real(*args, **kwargs)
        monkeypatch.setattr(log, "log_hours", real)
        lev("log", "consulting", "20")
        return edit

    monkeypatch.setattr(log, "log_hours", slow)
    ran = lev.run("log", "care", "5")
    assert (ran.code, ran.out) == (2, "")
    assert "would hold 25:00 of your own hours" in ran.err
    assert [entry.minutes for entry in lev.hours] == [1200]


def test_what_another_program_logged_meanwhile_is_in_the_total(lev: Lev, monkeypatch: pytest.MonkeyPatch) -> None:
    real = log_hours

    def slow(*args: Any, **kwargs: Any) -> Edit:
        edit = real(*args, **kwargs)
        monkeypatch.setattr(log, "log_hours", real)
        lev("log", "care", "2", "support")
        return edit

    monkeypatch.setattr(log, "log_hours", slow)
    assert "1:00 logged, 3:00 in all; the day 3:00" in lev("log", "care", "1", "support")
    assert len(lev.hours) == 2


def test_hours_read_as_the_config_says(lev: Lev) -> None:
    config = lev.folder / "config" / "leverage-tui" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text('hours = "decimal"\n')
    assert "1.50 logged, 1.50 in all" in lev("log", "care", "90m")


def test_what_is_too_long_is_refused_and_never_cut(lev: Lev) -> None:
    note, name = "n" * 2001, "n" * 81
    for words in (
        ("log", "care", "1", "--note", note), ("start", "care", "--note", note),
        ("money", "care", "5", "--note", note), ("stream", "edit", "care", "--note", note),
    ):  # fmt: skip
        assert lev.refused(*words).endswith("--note: a note has 2,000 characters at most: this has 2,001")
    assert "--who: a name has 80 characters at most: this has 81" in lev.refused("log", "care", "1", "--who", name)
    assert "--name: a name has 80 characters at most" in lev.refused("stream", "edit", "care", "--name", name)
    assert "the name: a name has 80 characters at most" in lev.refused("stream", "add", name)
    lev("log", "care", "1", "support", "--note", note[:2000])
    assert lev.hours[-1].note == note[:2000]
