from __future__ import annotations

from dataclasses import replace
from datetime import date

from leverage_tui.domain.book import Book, book_of
from leverage_tui.domain.edits.check import checked
from leverage_tui.domain.edits.core import apply
from leverage_tui.domain.edits.weeks import close_weeks
from leverage_tui.interchange.combined import Combined, closable, closing, combined, combined_json
from leverage_tui.interchange.plan import ImportPlan
from leverage_tui.interchange.plan_money import Sums
from tests.interchange.files import CARE, CONSULTING, book, detailed, entry, plan
from tests.interchange.test_money import plan as plan_money
from tests.interchange.test_money import sale

TODAY = date(2026, 4, 1)
"""A Wednesday."""


def one(where: Book, *rows: str) -> Combined:
    return combined(["a.csv"], [plan(where, detailed(*rows))])


def weeks(where: Book, found: Combined, today: date = TODAY) -> list[tuple[str, str]]:
    can = closable(where, found, today)
    return [(stream, week.isoformat()) for stream, week in can.pairs] if can else []


def test_the_weeks_of_the_streams_that_have_hours_can_be_closed_also_those_between() -> None:
    found = one(book(), entry(day="2026-03-04"), entry(day="2026-03-20"))
    can = closable(book(), found, TODAY)
    assert can is not None
    assert can.last == date(2026, 3, 20)
    assert weeks(book(), found) == [("care", "2026-03-02"), ("care", "2026-03-09"), ("care", "2026-03-16")]
    after = checked(book(), closing(book(), found, can).edit)
    assert after.ledger("care").closed == {date(2026, 3, 2), date(2026, 3, 9), date(2026, 3, 16)}
    assert not after.ledger("consulting").closed


def test_every_stream_is_closed_for_as_long_as_the_file_goes_and_it_lives() -> None:
    care = replace(CARE, ended=date(2026, 3, 8))
    where = book_of([replace(CONSULTING, started=date(2026, 1, 5)), care])
    rows = [entry(day="2026-03-04"), entry("consulting", day="2026-03-12"), entry("consulting", day="2026-03-25")]
    assert weeks(where, one(where, *rows)) == [
        ("care", "2026-03-02"),
        *(("consulting", f"2026-03-{day:02d}") for day in (2, 9, 16, 23)),
    ]
    # A stream that begins with its first hours has no week before them.
    young = book()
    assert ("consulting", "2026-03-02") not in weeks(young, one(young, *rows))


def test_a_week_that_still_runs_stays_open_and_closed_ones_are_not_closed_again() -> None:
    rows = [entry(day="2026-03-25"), entry(day="2026-04-01"), entry(day="2026-04-09")]
    assert weeks(book(), one(book(), *rows)) == [("care", "2026-03-23")]
    where = apply(book(), close_weeks(book(), [("care", date(2026, 3, 23))]))
    assert closable(where, one(where, *rows), TODAY) is None
    can = closable(book(), one(book(), *rows), TODAY)
    assert can is not None
    assert can.last == TODAY


def test_known_hours_count_and_hours_of_others_do_not() -> None:
    once = apply(book(), one(book(), entry(day="2026-03-04")).edit)
    again = one(once, entry(day="2026-03-04"))
    assert again.edit.is_nothing
    assert weeks(once, again) == [("care", "2026-03-02")]
    money = combined(["m.csv"], [plan_money(book(), sale())])
    assert closable(book(), money, TODAY) is None


def two() -> tuple[Book, list[ImportPlan]]:
    """Two exports that overlap, and a file of money, each on top of the ones before."""
    where, plans = book(), []
    for rows in (
        [entry(), entry(day="2026-03-03")],
        [entry(day="2026-03-03"), entry(day="2026-03-04", duration="0:00:00")],
    ):
        plans.append(plan(where, detailed(*rows)))
        where = apply(where, plans[-1].edit)
    plans.append(plan_money(where, sale()))
    return apply(where, plans[-1].edit), plans


def test_several_files_are_one_edit_in_which_the_same_entry_comes_once() -> None:
    after, plans = two()
    found = combined(["a.csv", "b.csv", "m.csv"], plans)
    assert found.edit.sentence == "toggl, shop: 3 entries imported from 3 files, 2:00"
    assert found.edit.backup == "before the import"
    once = checked(book(), found.edit)
    assert {name: set(table) for name, table in once.tables.items()} == {
        name: set(table) for name, table in after.tables.items()
    }
    assert apply(once, found.edit.inverse()).tables["hours"] == {}


def test_the_json_of_several_files_is_their_sums_and_each_of_them() -> None:
    found = combined_json(combined(["a.csv", "b.csv", "m.csv"], two()[1]))
    assert (found["format"], found["rows"], found["new"], found["duplicates"]) == ("toggl, shop", 5, 3, 1)
    assert found["minutes"] == 120
    assert found["money"] == {"USD": {"gross": 10_000, "refunds": 0, "fees": 700}}
    assert found["skipped"] == [{"file": "b.csv", "line": 3, "why": "it is of zero length"}]
    assert [file["file"] for file in found["files"]] == ["a.csv", "b.csv", "m.csv"]
    assert Sums(1, 2, 3) + Sums(4, 5, 6) == Sums(5, 7, 9)
