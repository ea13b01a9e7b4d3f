"""``lev insights`` and ``lev why``."""

from __future__ import annotations

import re

import pytest

from tests.cli.conftest import Lev
from tests.metrics.examples import FOLDER

DAY = ("--today", "2025-06-29")


@pytest.fixture
def three(bare: Lev) -> Lev:
    """The worked case."""
    bare.file.parent.mkdir(parents=True)
    bare.file.write_bytes((FOLDER / "three_streams.json").read_bytes())
    return bare


def test_sections_then_plots(three: Lev) -> None:
    said = three(*DAY, "insights")
    assert said.startswith("The gauge\n  Of every $100 you keep, $8.97 is more than your hours would have earned")
    titles = [line for line in said.splitlines() if line and not line.startswith(" ")]
    assert titles == [
        "The gauge", "Income ceiling", "Why your rate changed", "Concentration", "Crossover", "If you stopped today",
        "Coverage", "The one change", "The gauge: %, from 2025-01-05",
        "Your hours by activity: hours a week, from 2024-12-30",
        "What you keep by stream: USD a week, from 2024-12-30",
        "What an hour of yours brings, over 13 weeks: USD an hour, from 2025-01-05, your hour 60",
    ]  # fmt: skip
    running = next(line for line in said.splitlines() if line.startswith("  running  "))
    assert re.fullmatch(r"  running +[▁▂▃▄▅▆▇█·_]{26}  15\.27", running)
    assert "100 x $2,291.76" not in said


def test_the_arithmetic_is_asked_for(three: Lev) -> None:
    assert "    100 x $2,291.76 / $25,526.76 = 8.98, rounded down\n" in three(*DAY, "insights", "--how")


def test_as_json_everything_has_its_arithmetic(three: Lev) -> None:
    found = three.json(*DAY, "insights", "--json", "--weeks", "4")
    gauge = found["sections"][0]["facts"][0]
    assert (gauge["key"], gauge["shown"], gauge["tone"]) == ("gauge", "8.9 %, sold time", "plain")
    assert all(fact["how"] for section in found["sections"] for fact in section["facts"])
    assert found["plots"][0]["days"] == ["2025-06-08", "2025-06-15", "2025-06-22", "2025-06-29"]
    assert found["plots"][0]["lines"][1]["values"][-1] == pytest.approx(15.2653977221)


def test_many_weeks_share_a_bar(three: Lev) -> None:
    weeks = three.json(*DAY, "insights", "--json", "--weeks", "all")["plots"][0]["days"]
    drawn = three(*DAY, "insights", "--weeks", "120")
    bars = next(line.split()[1] for line in drawn.splitlines() if line.startswith("  running  "))
    assert len(weeks) == 31
    # 120 weeks, three a bar; nothing is known of the first 89, of which the last two stand with the 90th.
    assert len(bars) == 40
    assert bars[:29] == "·" * 29
    assert "·" not in bars[-10:]


def test_a_book_without_anything_says_why_of_everything(lev: Lev) -> None:
    said = lev("insights")
    assert "  With the building                  no net income\n" in said
    assert said.count("  nothing is known yet\n") == 4


@pytest.mark.parametrize("weeks", ["0", "521", "-3", "many", "1.5"])
def test_weeks_that_are_none_are_refused(lev: Lev, weeks: str) -> None:
    assert "--weeks" in lev.refused("insights", f"--weeks={weeks}")


def points(said: str) -> list[float]:
    return [float(found) for found in re.findall(r"^  [a-z]+ +([+-]?[0-9.]+)  ", said, re.MULTILINE)]


def test_why_adds_up_as_it_is_shown(three: Lev) -> None:
    said = three(*DAY, "why", "2025-06-16", "2025-06-29").splitlines()
    assert said[0] == "gauge 7.8 % on Mon 16 Jun 2025 -> 8.9 % on Sun 29 Jun 2025: +1.1 points"
    assert [line.split()[0] for line in said[1:]] == ["hours", "money", "building", "window"]
    assert sum(points("\n".join(said))) == pytest.approx(1.1)
    assert "+51:12 WordPress consulting, " in said[1]
    assert "1 week left (week 13, 24-30 Mar 2025): -28:00 and -$1,850 WordPress consulting, " in said[4]


def test_why_begins_with_last_weeks_monday_and_ends_today(three: Lev) -> None:
    asked, said = three(*DAY, "why", "2025-06-16", "2025-06-29"), three(*DAY, "why")
    assert said == asked
    found = three.json(*DAY, "why", "--json")
    assert (found["from"], found["to"]) == ("2025-06-16", "2025-06-29")
    total = sum(cause["points"] for cause in found["causes"])
    assert total == pytest.approx(found["after"] - found["before"], abs=1e-9)


def test_a_new_rate_is_a_cause_of_its_own(three: Lev) -> None:
    # At $70 consulting has 21,840 - 70 x 335 = -1,610, care 3,635.72 - 70 x 30.75 = 1,483.22, the course 51.04 - 70 x
    # 21.5 = -1,453.96: together -1,580.74 of 25,526.76, -6.19 %.
    three("set", "baseline_rate", "70")
    said = three(*DAY, "why", "2025-06-27").splitlines()
    ends = r"gauge 6\.7 % on Fri 27 Jun 2025 -> -6\.2 % on Sun 29 Jun 2025: (-12\.9) points"
    total = re.fullmatch(ends, said[0])
    assert total is not None
    assert said[-1].startswith("  settings")
    assert said[-1].endswith("  your hour $60 -> $70")
    assert sum(points("\n".join(said))) == pytest.approx(float(total[1]))
    assert "settings" not in three(*DAY, "why", "2025-06-20", "2025-06-27")


def test_before_there_was_a_gauge_there_are_no_points(three: Lev) -> None:
    said = three(*DAY, "why", "2023-01-01").splitlines()
    assert said[0] == "gauge – on Sun 1 Jan 2023 -> 8.9 % on Sun 29 Jun 2025"
    assert re.match(r"  hours +–  \+332:00 WordPress consulting, ", said[1])
    assert said[-1] == "  before: no net income"


def test_nothing_happened(lev: Lev) -> None:
    said = lev("why", "2026-11-01", "2026-11-02").splitlines()
    assert said[1] == "  nothing that the gauge looks at has changed"


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        (("2026-11-02", "2026-11-02"), "FROM: 2026-11-02 is not before 2026-11-02"),
        (("2026-11-02", "2026-11-19"), "TO: 2026-11-19 is still to come: today is 2026-11-18"),
        (("someday",), "FROM: "),
    ],
)
def test_days_that_make_no_sense_are_refused(lev: Lev, argv: tuple[str, ...], sentence: str) -> None:
    assert lev.refused("why", *argv).startswith(sentence)
