from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leverage_tui.domain.book import Book, book_of
from leverage_tui.domain.edits.check import checked
from leverage_tui.domain.edits.core import apply, edit
from leverage_tui.domain.edits.rates import set_rate
from leverage_tui.domain.model import Amounts, Deleted, Money
from leverage_tui.interchange.mapping import Target, UnmappedProjects
from leverage_tui.interchange.plan import ImportPlan, MonthMoney, as_json, plan_import
from leverage_tui.interchange.plan_money import Sums
from leverage_tui.interchange.rows import ImportedMoney, Reading, Skipped
from tests.interchange.files import CARE, CONSULTING, book

DAY = date(2026, 3, 2)


def sale(number: int = 1, **fields: object) -> ImportedMoney:
    """A sale of $100 of which the platform kept $4 and the payment $3."""
    row = ImportedMoney(
        line=number + 1, source="Care plan", description="Sale", day=DAY, currency="USD", gross=10_000,
        platform_fees=400, processing_fees=300, external=f"s{number}",
    )  # fmt: skip
    return replace(row, **fields)  # type: ignore[arg-type]


def plan(where: Book, *rows: ImportedMoney, format: str = "shop", **options: object) -> ImportPlan:
    return plan_import(where, Reading(money=rows), format=format, **options)  # type: ignore[arg-type]


def money(where: Book) -> list[Money]:
    return sorted(where.all(Money), key=lambda found: found.doc_id)


def test_a_line_becomes_a_document_in_its_own_currency() -> None:
    row = sale(currency="EUR", refunds=50, units=2, until=date(2026, 3, 31))
    (found,) = money(checked(book(), plan(book(), row).edit))
    assert found == Money(
        doc_id=found.doc_id, stream="care", date=DAY, until=date(2026, 3, 31), currency="EUR", units=2, note="Sale",
        amounts=Amounts(10_000, 50, 400, 300), source="shop",
    )  # fmt: skip


def test_the_figures_of_the_plan_are_those_of_the_new_lines() -> None:
    rows = [sale(1), sale(2, refunds=2_000, gross=None), sale(3, currency="JPY", gross=5_000, day=date(2026, 4, 1))]
    planned = plan(book(), *rows)
    # By hand: 100.00 gross; 20.00 back; 2 x 7.00 fees. In yen 5,000 and 700.
    assert planned.money == {"JPY": Sums(5_000, 0, 700), "USD": Sums(10_000, 2_000, 1_400)}
    assert planned.money_months == (
        MonthMoney("care", "2026-03", "USD", Sums(10_000, 2_000, 1_400)),
        MonthMoney("care", "2026-04", "JPY", Sums(5_000, 0, 700)),
    )
    assert planned.edit.sentence == "shop: 3 lines of money imported"
    said = as_json(planned)
    assert said["money"]["USD"] == {"gross": 10_000, "refunds": 2_000, "fees": 1_400}
    assert (said["rows"], said["new"], said["minutes"]) == (3, 3, 0)
    assert as_json(plan(apply(book(), planned.edit), *rows))["money"] == {}


def test_importing_again_adds_nothing_also_after_edits_and_deletions() -> None:
    rows = [sale(1), sale(2), sale(3, external=None), sale(4, external=None)]
    once = apply(book(), plan(book(), *rows).edit)
    first, second, third, fourth = money(once)
    changed = replace(first, amounts=Amounts(5), stream="consulting", date=date(2026, 2, 1), note="mine")
    edited = apply(once, edit("changed", [(first, changed)]))
    planned = plan(edited, *rows[1:], rows[0])
    assert planned.edit.is_nothing
    assert (planned.rows, planned.new, planned.duplicates) == (4, 0, 4)
    grave = Deleted(doc_id=1, at="2026-03-05", of_table="money", doc=fourth.doc_id)
    left = book_of([CONSULTING, CARE, first, second, third, replace(fourth, at="2026-03-04"), grave])
    assert plan(left, *rows).new == 0
    assert plan(left, *rows, again=True).new == 1


def test_two_equal_lines_of_one_file_are_two() -> None:
    rows = [sale(external=None), sale(external=None)]
    once = apply(book(), plan(book(), rows[0]).edit)
    assert plan(once, *rows).new == 1


def test_a_line_that_a_file_has_twice_under_one_id_is_one_and_another_of_that_id_is_another() -> None:
    planned = plan(book(), sale(), sale(line=9), sale(line=10, gross=5))
    assert (planned.rows, planned.new, planned.duplicates) == (3, 2, 1)
    assert plan(apply(book(), planned.edit), sale(line=10, gross=5), sale()).new == 0


def test_an_id_is_known_whatever_day_it_has_in_another_zone() -> None:
    once = apply(book(), plan(book(), sale()).edit)
    assert plan(once, sale(day=date(2026, 3, 3))).duplicates == 1
    assert plan(once, sale(day=date(2026, 3, 1))).duplicates == 1
    assert plan(once, sale(day=date(2026, 8, 1))).new == 1


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"day": date(1969, 12, 31)}, "1969-12-31 is outside 1970 to 2199"),
        ({"until": date(2200, 1, 1)}, "2200-01-01 is outside 1970 to 2199"),
        ({"until": date(2026, 3, 1)}, "its period ends (2026-03-01) before it begins (2026-03-02)"),
        ({"currency": "dollar"}, "'dollar' is no currency such as EUR"),
        ({"gross": -1}, "an amount of it is negative or too large"),
        ({"variable_costs": 10**13 + 1}, "an amount of it is negative or too large"),
        ({"gross": None, "platform_fees": None, "processing_fees": None}, "it names no amount"),
    ],
)
def test_what_no_book_can_hold_is_skipped_with_its_line(fields: dict[str, object], why: str) -> None:
    planned = plan(book(), sale(1, **fields), sale(2))
    assert planned.skipped == (Skipped(2, why),)
    assert planned.new == 1
    checked(book(), planned.edit)


def test_money_goes_by_its_source_as_hours_go_by_their_project() -> None:
    rows = [sale(1, source="Course"), sale(2, source="care")]
    with pytest.raises(UnmappedProjects, match='no stream is known for the project "Course"'):
        plan(book(), *rows)
    mapping: dict[str, Target] = {"course": ("consulting", None)}
    assert [found.stream for found in money(apply(book(), plan(book(), *rows, mapping=mapping).edit))] != []
    assert {found.stream for found in money(apply(book(), plan(book(), *rows, into="care").edit))} == {"care"}


def test_a_line_without_a_currency_has_that_of_its_stream() -> None:
    where = book_of([CONSULTING, replace(CARE, currency="EUR")])
    (found,) = money(apply(where, plan(where, sale(currency="")).edit))
    assert found.currency == "EUR"


def test_a_currency_without_a_rate_is_named_with_what_brings_one() -> None:
    said = (
        "there is no rate of EUR on Mon 2 Mar 2026: what is in it counts in no total until lev rates import FILE or"
    )
    (warning,) = plan(book(), sale(currency="EUR"), today=DAY).warnings
    assert warning.startswith(said)
    rated = apply(book(), set_rate(book(), "EUR", DAY, "1.08"))
    assert plan(rated, sale(currency="EUR"), today=DAY).warnings == ()


def test_money_of_the_future_is_said() -> None:
    planned = plan(book(), sale(day=date(2026, 3, 5)), today=DAY)
    assert planned.warnings == ("1 line of money after today, counted from their day on: line 2 (Thu 5 Mar 2026)",)


AMOUNT = st.one_of(st.none(), st.integers(0, 10**6))
LINES = st.lists(
    st.builds(
        sale, st.integers(1, 3), gross=AMOUNT, refunds=AMOUNT, platform_fees=AMOUNT,
        currency=st.sampled_from(["USD", "EUR"]), external=st.sampled_from([None, "a", "b"]),
        source=st.sampled_from(["care", "consulting"]),
    ),
    max_size=12,
)  # fmt: skip


@given(LINES, st.integers(0, 12), st.integers(0, 12))
def test_every_line_is_accounted_for_and_known_again(rows: list[ImportedMoney], one: int, other: int) -> None:
    planned = plan(book(), *rows)
    after = checked(book(), planned.edit)
    assert planned.rows == len(rows) == planned.new + planned.duplicates + len(planned.skipped)
    # Equal lines are each one, unless they have an id.
    each = {(replace(row, line=0), None if row.external else place): row for place, row in enumerate(rows)}
    assert sum(found.gross for found in planned.money.values()) == sum(row.gross or 0 for row in each.values())
    assert len(money(after)) == planned.new
    assert plan(after, *reversed(rows)).edit.is_nothing
    early, late = sorted((one, other))
    first = apply(book(), plan(book(), *rows[:late]).edit)
    assert plan(first, *rows[:early]).edit.is_nothing
