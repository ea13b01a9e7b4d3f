"""Files of every version open, stay as they are until something changes, and then are of today's version."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from pathlib import Path

import pytest

from leverage_tui.domain.edits.hours import log_hours
from leverage_tui.domain.model import (
    TABLES,
    Asset,
    Deleted,
    Hours,
    Money,
    Restatement,
    Scenario,
    Source,
    Standing,
    Status,
    Work,
)
from leverage_tui.domain.settings import SCHEMA
from leverage_tui.domain.timesheet import Row
from leverage_tui.store.bookfile import BookFile
from leverage_tui.store.keeper import Keeper
from leverage_tui.store.layout import Tables, parse
from leverage_tui.store.migrations import MIGRATIONS, migrated, schema_of

GOLDEN = Path(__file__).parent.parent / "data" / "schema"


def golden(version: int) -> bytes:
    return (GOLDEN / f"{version}.json").read_bytes()


def to_two(tables: Tables) -> Tables:
    """A step as there may be one: what was called minutes is called `length` from version 2 on."""
    result = deepcopy(tables)
    for raw in result["hours"].values():
        assert isinstance(raw, dict)
        raw["length"] = raw.pop("minutes")
    for raw in result["settings"].values():
        if raw["key"] == "schema":
            assert isinstance(raw, dict)
            raw["value"] = 2
    return result


def test_there_is_a_golden_file_of_every_version_and_a_step_from_each_but_the_last() -> None:
    assert {path.stem for path in GOLDEN.glob("*.json")} == {str(version) for version in range(1, SCHEMA + 1)}
    assert set(MIGRATIONS) == set(range(1, SCHEMA))


@pytest.mark.parametrize("version", range(1, SCHEMA + 1))
def test_a_golden_file_of_every_version_becomes_the_one_of_today(version: int) -> None:
    before = parse(golden(version), GOLDEN)
    assert schema_of(before) == version
    assert migrated(before) == parse(golden(SCHEMA), GOLDEN)


def test_version_1_says_what_it_said() -> None:
    path = GOLDEN / "1.json"
    before = path.stat()
    keeper = Keeper.open(path)
    book = keeper.book
    assert book.problems == ()
    assert all(book.tables[name] for name in TABLES)
    care, consulting = book.streams["care"], book.streams["consulting"]
    assert (care.name, care.currency, care.note, care.extra) == ("Care plan", "EUR", "mañana", {"tag": ["kept"]})
    assert (care.opening.net, care.opening.run_minutes, care.opening.build[0].asset) == (
        120_000,
        600,
        Asset.AUTOMATION,
    )
    assert (consulting.time_sold, consulting.status, consulting.ended) == (True, Status.ENDED, date(2026, 3, 1))
    assert sorted((entry.work, entry.minutes, entry.cost) for entry in book.all(Hours)) == [
        (Work.BUILD, 60, None),
        (Work.PEOPLE, 120, 4000),
        (Work.SUPPORT, 90, None),
    ]
    (money,) = book.all(Money)
    assert (money.amounts.net, money.units, money.until) == (144_470, 3, date(2026, 2, 28))
    hosting, helper = sorted(book.all(Standing), key=lambda entry: entry.doc_id)
    assert (hosting.amounts.fixed_costs, hosting.source) == (1200, None)
    assert (helper.source, helper.minutes, helper.cost, helper.ends) == (
        Source.PEOPLE,
        240,
        8000,
        date(2026, 6, 30),
    )
    assert book.ledger("care").closed == {date(2026, 3, 2)}
    assert book.rates["USD"][0].rate == "0.85"
    assert book.timer is not None
    assert (book.timer.stream, book.timer.started) == ("care", "2026-03-05T09:00:00Z")
    assert (book.settings.baseline_rate, book.settings.base_currency) == (6000, "EUR")
    assert [found.body["kind"] for found in book.all(Scenario)] == ["hire"]
    assert [(found.old, found.new, found.gauge_new) for found in book.all(Restatement)] == [(5000, 6000, 44.0)]
    assert [found.doc for found in book.all(Deleted)] == [2026030212345678901]
    assert path.stat() == before


def test_a_change_of_version_1_leaves_every_other_line_as_it_was(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(golden(1))
    keeper = Keeper.open(path)
    keeper.commit([log_hours(keeper.book, Row("care", Work.DELIVER), date(2026, 3, 6), 5)])
    before, after = golden(1).splitlines(), path.read_bytes().splitlines()
    assert len(after) == len(before) + 1
    assert len(set(before) - set(after)) <= 1


def test_steps_follow_each_other_and_what_is_of_today_is_the_same_object() -> None:
    steps = {1: to_two, 2: lambda tables: {**tables, "three": {}}}
    one = parse(golden(1), GOLDEN)
    three = migrated(one, steps)
    assert "three" in three
    assert all("length" in raw for raw in three["hours"].values())
    assert one == parse(golden(1), GOLDEN)
    assert migrated(one, {}) is one
    two = to_two(one)
    assert migrated(two, {1: to_two}) is two


def test_opening_an_older_file_writes_nothing_and_the_first_write_makes_it_of_today(
    path: Path, tmp_path: Path
) -> None:
    path.parent.mkdir()
    path.write_bytes(golden(1))
    before = path.stat()
    file = BookFile(path, tmp_path / "state", {1: to_two})
    assert schema_of(file.version.tables()) == 2
    with file.locked():
        assert not file.put(file.version.sheet)
    assert path.stat() == before
    added = file.version.sheet.changed({("hours", 2026030600000000001): {"stream": "care", "length": 5}})
    with file.locked():
        assert file.put(added)
    written = parse(path.read_bytes(), path)
    assert schema_of(written) == 2
    assert {raw["length"] for raw in written["hours"].values()} == {90, 120, 60, 5}
    assert written["notes_of_another_program"] == {5: {"text": "kept"}}


def test_a_file_without_a_word_of_its_version_is_of_the_first() -> None:
    assert schema_of({}) == schema_of({"hours": {1: {}}}) == 1
    assert schema_of({"settings": {1: {"key": "schema", "value": "x"}, 2: {"key": "schema", "value": 3}}}) == 3
