from __future__ import annotations

import pytest

from tests.cli.conftest import Lev


@pytest.fixture
def worked(lev: Lev) -> Lev:
    """Some hours and money of this month, up to a Wednesday."""
    lev("log", "care", "1", "manage")
    lev("log", "consulting", "4", "--on", "mon")
    lev("log", "consulting", "8", "--on", "yesterday")
    lev("log", "consulting", "6", "--on", "2026-11-13")
    lev("log", "care", "5", "people", "--who", "Ana", "--cost", "50")
    lev("money", "care", "1000", "--period", "this-month")
    lev("money", "consulting", "2700", "--period", "2026-11-01..2026-11-18")
    return lev


def test_one_line_tells_today_the_gauge_running_and_the_rate(worked: Lev) -> None:
    assert worked("status") == "1:00 today · gauge 15.0 %, sold time, early · 15.0 % running · $171/h\n"


def test_nothing_known_is_a_dash_with_its_reason(bare: Lev) -> None:
    assert bare("status") == "0:00 today · gauge –, needs baseline rate · – running · –\n"


def test_a_template_names_what_it_wants(worked: Lev) -> None:
    template = "{today}|{week}|{gauge}|{running}|{rate}|{state}|{{x}}|{stream.care.today}|{stream.consulting.week}"
    assert worked("status", "--format", template) == (
        "1:00|13:00|15.0|15.0|$171/h|sold time, early|{x}|1:00|12:00\n"
    )
    assert worked("status", "--format", "{stream.care.gauge} {stream.consulting.gauge} {stream.course.rate}") == (
        "89.0 0.0 –\n"
    )


def test_a_stream_that_costs_more_than_it_brings_drags(worked: Lev) -> None:
    worked("log", "course", "40m", "sell")
    worked("money", "course", "3", "--period", "this-month")
    assert worked("status", "--format", "{stream.course.gauge}") == "drag\n"


def test_as_json_it_is_unrounded_with_units_in_the_names(worked: Lev) -> None:
    found = worked.json("status", "--json")
    assert (found["today_minutes"], found["week_minutes"], found["as_of"]) == (60, 780, "2026-11-18")
    assert found["gauge"] == pytest.approx(100 * 490 / 3250)
    assert found["band"] == "sold time"
    assert found["state"] == "ok"
    assert found["effective_hourly_rate"] == pytest.approx(3250 / 19)
    care = next(row for row in found["streams"] if row["id"] == "care")
    assert care["gauge"] == pytest.approx(100 * 490 / 550)
    assert (care["today_minutes"], care["week_minutes"]) == (60, 60)


def test_the_week_begins_where_the_config_says(worked: Lev) -> None:
    config = worked.folder / "config" / "leverage-tui" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text('first_day = "friday"\nhours = "decimal"\n')
    assert worked("status", "--format", "{week}") == "19.00\n"


def test_expected_income_is_marked(lev: Lev) -> None:
    lev("money", "care", "3000", "--period", "2026-10")
    lev("log", "care", "1", "manage", "--on", "2026-10-05")
    assert lev("status").startswith("0:00 today · gauge ≈9")


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        (["--format", "{gage}"], "there is no field {gage}: the nearest is {gauge}"),
        (["--format", "{stream.crae.week}"], "the nearest is {stream.care.week}"),
        (["--format", "{0.__class__}"], "there is no field {0.__class__}: "),
        (["--format", "{}"], "there is no field {}: there is {today}, {week}"),
        (["--format", "{today}", "--json"], "--json or --format, not both"),
        (["--format"], "--format needs a value"),
    ],
)
def test_what_makes_no_sense_is_refused_in_one_line(worked: Lev, argv: list[str], sentence: str) -> None:
    assert sentence in worked.refused("status", *argv)
