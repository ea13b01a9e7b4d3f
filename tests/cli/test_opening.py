"""What a stream had behind it before tracking began, from the command line."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from leverage_tui.domain.edits.core import edit
from leverage_tui.domain.model import Asset, BuildBlock, Opening
from leverage_tui.store.keeper import Keeper
from tests.cli.conftest import Lev

NET = ("--opening-net", "4200.50", "--opening-hours", "61:30")
BUILD = ("--opening-build", "300", "--opening-build-date", "2025-03-01")
TWO = (BuildBlock(date(2024, 1, 1), 60, Asset.PRODUCT), BuildBlock(date(2024, 2, 1), 90, Asset.PROCESS))


def opening(lev: Lev, stream: str) -> Opening:
    """The opening as the file has it."""
    return lev.book.streams[stream].opening


def with_two_blocks(lev: Lev) -> None:
    """The care plan gets two build blocks, which only the file can say."""
    keeper = Keeper.open(lev.file, state=lev.state)
    before = keeper.book.streams["care"]
    after = replace(before, opening=Opening(net=100, build=TWO))
    keeper.commit([edit("two blocks", [(before, after)])])


def test_a_stream_is_added_with_what_was_before_and_it_is_said_to_be_an_estimate(bare: Lev) -> None:
    answer = bare("stream", "add", "Book", *NET, *BUILD, "--build-asset", "process")
    assert answer == (
        "Book added: its id is book; before tracking, an estimate: net $4,200.50, 61:30 h run, "
        "300:00 h built around 2025-03-01 (process)\n"
    )
    block = BuildBlock(date(2025, 3, 1), 18_000, Asset.PROCESS)
    assert opening(bare, "book") == Opening(net=420_050, run_minutes=3690, build=(block,))


def test_the_list_shows_it_and_json_has_it_as_the_file_does(lev: Lev) -> None:
    assert "before tracking" not in lev("stream", "list")
    lev("stream", "edit", "care", *NET, *BUILD, "--opening-build-asset", "automation")
    head, _, care, course = lev("stream", "list").splitlines()
    assert head.endswith("before tracking (estimate)")
    assert care.endswith("net $4,200.50, 61:30 h run, 300:00 h built around 2025-03-01 (automation)")
    assert course.endswith("2026-06-01")
    found = {row["id"]: row["opening"] for row in lev.json("stream", "list", "--json")}
    assert found["care"] == {
        "net": 420_050, "run_minutes": 3690,
        "build": [{"date": "2025-03-01", "minutes": 18_000, "asset": "automation"}],
    }  # fmt: skip
    assert found["course"] == {"net": 0, "run_minutes": 0, "build": []}


def test_each_part_is_changed_alone_and_none_clears_it(lev: Lev) -> None:
    lev("stream", "edit", "care", *NET, *BUILD)
    block = BuildBlock(date(2025, 3, 1), 18_000, Asset.PRODUCT)
    lev("stream", "edit", "care", "--opening-net", "-1200")
    assert opening(lev, "care") == Opening(net=-120_000, run_minutes=3690, build=(block,))
    lev("stream", "edit", "care", "--opening-build", "200")
    assert opening(lev, "care").build == (block._replace(minutes=12_000),)
    lev("stream", "edit", "care", "--opening-build-date", "2025-04-01", "--opening-build-asset", "process")
    assert opening(lev, "care").build == (BuildBlock(date(2025, 4, 1), 12_000, Asset.PROCESS),)
    lev("stream", "edit", "care", "--opening-build", "none", "--opening-hours", "none")
    assert opening(lev, "care") == Opening(net=-120_000)
    answer = lev("stream", "edit", "care", "--opening-net", "none")
    assert answer == "WordPress care plan changed; before tracking, an estimate: nothing\n"
    assert opening(lev, "care") == Opening()


def test_several_blocks_are_kept_until_the_building_is_said_anew(lev: Lev) -> None:
    with_two_blocks(lev)
    lev("stream", "edit", "care", "--opening-net", "2", "--opening-hours", "1", "--note", "x")
    assert opening(lev, "care") == Opening(net=200, run_minutes=60, build=TWO)
    line = lev("stream", "list").splitlines()[2]
    assert "1:00 h built around 2024-01-01 (product), 1:30 h built around 2024-02-01 (process)" in line
    refused = lev.refused("stream", "edit", "care", "--opening-build-date", "2025-01-01")
    assert refused == "there are 2 build blocks: say --opening-build HOURS too"
    assert "--opening-build-date DATE" in lev.refused("stream", "edit", "care", "--opening-build", "3")
    lev("stream", "edit", "care", *BUILD)
    assert opening(lev, "care").build == (BuildBlock(date(2025, 3, 1), 18_000, Asset.PRODUCT),)


def test_what_is_there_already_writes_nothing(lev: Lev) -> None:
    lev("stream", "edit", "care", *NET, *BUILD)
    before = lev.bytes()
    assert lev("stream", "edit", "care", *NET, *BUILD).startswith("WordPress care plan is that already")
    assert lev.bytes() == before


def test_it_counts_over_all_time_and_its_building_now(lev: Lev) -> None:
    lev("log", "care", "10", "manage")
    lev("money", "care", "1000", "--period", "this-month")
    before = lev.json("metrics", "--json")["book"]
    lev("stream", "edit", "care", "--opening-build", "104", "--opening-build-date", "2026-11-01")
    after = lev.json("metrics", "--json")["book"]
    assert after["gauge"]["raw"] < before["gauge"]["raw"]
    assert after["gauge_running"]["raw"] == before["gauge_running"]["raw"]


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--opening-net", "a lot"], "--opening-net: a lot is not an amount"),
        (["--opening-net", "12 EUR"], "--opening-net is in the book's currency, USD, not EUR"),
        (["--opening-net", "1,234"], "--opening-net: 1,234 could be 1234 or 1.23"),
        (["--opening-net=--5"], "--opening-net: amounts are never negative"),
        (["--opening-hours", "many"], "--opening-hours: many is not hours"),
        (["--opening-hours", "100001"], "--opening-hours: 100001 is over 100,000 hours"),
        (["--opening-build", "12"], "when was most of it made, roughly? say it with --opening-build-date DATE"),
        (["--opening-build", "x", "--opening-build-date", "2025-01-01"], "--opening-build: x is not hours"),
        (["--opening-build-date", "2025-01-01"], "no build hours are there: say --opening-build HOURS too"),
        (["--opening-build", "9", "--opening-build-date", "31-02"], "--opening-build-date: "),
        (["--opening-build-asset", "software"], "there is no asset software"),
        (["--opening-build", "0", "--opening-build-asset", "process"], "no hours have no day and no asset"),
    ],
)
@pytest.mark.parametrize("command", [("add", "Book"), ("edit", "care")])
def test_what_makes_no_sense_is_refused_in_one_line(
    lev: Lev, command: tuple[str, str], options: list[str], sentence: str
) -> None:
    assert sentence in lev.refused("stream", *command, *options)
