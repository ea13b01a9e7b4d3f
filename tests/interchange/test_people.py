"""What others did, what the file says of the work, and the same work through two formats."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from leverage_tui.domain.book import Book, book_of
from leverage_tui.domain.edits.check import checked
from leverage_tui.domain.edits.core import apply
from leverage_tui.domain.edits.money import add_money
from leverage_tui.domain.identity import cell_id
from leverage_tui.domain.model import Amounts, Asset, Hours, Work
from leverage_tui.domain.quantities.dates import Period
from leverage_tui.interchange.mapping import Wishes
from leverage_tui.interchange.plan import ImportPlan, Options, plan_import
from leverage_tui.interchange.rows import ImportedHours, Reading
from tests.interchange.files import CARE, CONSULTING, book, hours
from tests.interchange.test_money import plan as plan_money
from tests.interchange.test_money import sale

MONDAY = date(2026, 3, 2)


def row(**fields: object) -> ImportedHours:
    """An hour of your own in the care plan."""
    made = ImportedHours(
        line=2, project="care", client="", description="Call", tags=(), day=MONDAY, start="", seconds=3600
    )
    return replace(made, **fields)  # type: ignore[arg-type]


def plan(
    where: Book, *rows: ImportedHours, format: str = "harvest", wishes: Wishes | None = None, **options: bool
) -> ImportPlan:
    made = Options(**options) if options else None  # type: ignore[arg-type]
    return plan_import(where, Reading(rows), format=format, wishes=wishes, options=made)


def after(where: Book, *rows: ImportedHours, wishes: Wishes | None = None) -> list[Hours]:
    return hours(checked(where, plan(where, *rows, wishes=wishes).edit))


def test_hours_of_others_are_theirs_whatever_the_mapping_says() -> None:
    (found,) = after(
        book(), row(who="Ana", cost=1500, currency="EUR"), wishes=Wishes(mapping={"care": ("care", Work.SUPPORT)})
    )
    assert (found.work, found.who, found.cost, found.currency) == (Work.PEOPLE, "Ana", 1500, "EUR")


def test_pay_that_the_file_does_not_say_is_what_the_person_last_cost() -> None:
    paid = Hours(
        doc_id=7, stream="care", date=date(2026, 2, 1), work=Work.PEOPLE, minutes=120, who="Ana", cost=3000,
        currency="USD",
    )  # fmt: skip
    where = book_of([CONSULTING, CARE, paid])
    # $30 for two hours is $15 an hour; nothing is known of Ben.
    found = {each.who: (each.cost, each.currency) for each in after(where, row(who="Ana"), row(who="Ben"))[1:]}
    assert found == {"Ana": (1500, "USD"), "Ben": (None, None)}


def test_an_entry_that_a_file_has_twice_under_one_id_counts_once() -> None:
    rows = [row(external="a", seconds=40), row(external="a", seconds=40, line=9), row(external="b", seconds=40)]
    planned = plan(book(), *rows)
    # 80 seconds are one minute; a third line would make it two.
    assert (planned.rows, planned.new, planned.duplicates, planned.minutes) == (3, 2, 1, 1)
    assert planned.warnings == ()


def test_pay_without_a_currency_has_that_of_the_stream() -> None:
    where = book_of([CONSULTING, replace(CARE, currency="GBP")])
    assert after(where, row(who="Ana", cost=5))[0].currency == "GBP"


def test_pay_of_an_entry_in_parts_adds_up() -> None:
    shift = row(who="Ana", cost=1001, start="22:00:00", seconds=3 * 3600)
    parts = hours(checked(book(), plan(book(), shift, split_midnight=True).edit))
    # Two hours before midnight: two thirds of 1001 are 667.33.
    assert [(each.date.day, each.minutes, each.cost) for each in parts] == [(2, 120, 667), (3, 60, 334)]


def test_own_hours_of_the_day_are_not_pushed_out_by_others() -> None:
    rows = [row(who="Ana", seconds=20 * 3600), row(seconds=20 * 3600, line=3)]
    assert plan(book(), *rows).skipped == ()


def test_the_work_of_the_file_comes_after_the_mapping_and_before_the_usual() -> None:
    built = row(work=Work.BUILD, asset=Asset.PROCESS)
    (found,) = after(book(), built)
    assert (found.work, found.asset) == (Work.BUILD, Asset.PROCESS)
    (found,) = after(book(), built, wishes=Wishes(mapping={"care": ("care", Work.SELL)}))
    assert (found.work, found.asset) == (Work.SELL, None)
    (found,) = after(book(), built, wishes=Wishes(into="consulting", work=Work.ADMIN))
    assert (found.stream, found.work) == ("consulting", Work.BUILD)


def test_what_another_format_brought_is_warned_about_and_left_out_when_asked() -> None:
    rows = [
        row(description="Call", tags=("x",)),
        row(seconds=1800, line=3),
        row(seconds=1830, line=4, start="09:00:00"),
    ]
    where = apply(book(), plan(book(), *rows, format="clockify").edit)
    other = [replace(each, tags=(), start="10:00:00") for each in rows]
    planned = plan(where, *other, row(description="new", line=9), format="toggl")
    assert planned.new == 4
    assert planned.warnings[-1] == (
        "3 new entries equal ones of an earlier import (3 from clockify) in day, length and description, or in day and "
        "amount: --skip-matching leaves them out"
    )
    left = plan(where, *other, row(description="new", line=9), format="toggl", skip_matching=True)
    assert (left.new, left.rows) == (1, 4)
    assert {(found.line, found.why) for found in left.skipped} == {
        (line, "it equals one that was imported from clockify") for line in (2, 3, 4)
    }


def test_each_entry_of_the_other_format_is_matched_once_and_only_by_equal_ones() -> None:
    where = apply(book(), plan(book(), row(), format="clockify").edit)
    assert plan(where, row(), row(line=3), format="toggl", skip_matching=True).new == 1
    for other in (row(seconds=3660), row(description="Mail"), row(day=date(2026, 3, 3)), row(project="consulting")):
        assert plan(where, other, format="toggl", skip_matching=True).skipped == ()


def test_money_of_another_format_is_matched_by_day_and_amount() -> None:
    where = apply(book(), plan_money(book(), sale(1), format="shop").edit)
    same, other = sale(7, description="PAYOUT 77"), sale(8, gross=9_999)
    planned = plan_money(where, same, other, format="bank", options=Options(skip_matching=True))
    assert (planned.new, [found.line for found in planned.skipped]) == (1, [8])


def test_hours_that_were_entered_here_for_the_same_day_and_stream_are_pointed_at() -> None:
    typed = Hours(doc_id=cell_id("care", MONDAY, Work.SELL), stream="care", date=MONDAY, work=Work.SELL, minutes=30)
    said = "Mon 2 Mar 2026 has hours of the same stream that were entered here: both count"
    assert plan(book(typed), row()).warnings == (said,)
    rows = [row(day=date(2026, 3, 3)), row(project="consulting"), row(who="Ana")]
    assert plan(book(typed), *rows).warnings == ()
    assert plan(apply(book(), plan(book(), row()).edit), row(description="more")).warnings == ()


def test_money_that_was_entered_here_for_the_same_time_is_pointed_at() -> None:
    march = Period(date(2026, 3, 1), date(2026, 3, 31))
    where = apply(book(), add_money(book(), "care", march, Amounts(gross=100)))
    said = "1 line of money lies in a time for which money of the same stream was entered here: both count"
    lines = [sale(1), sale(2, day=date(2026, 4, 1)), sale(3, source="consulting"), sale(4, gross=None)]
    assert plan_money(where, *lines).warnings == (said,)
    assert plan_money(where, sale(5, day=date(2026, 2, 1), until=date(2026, 3, 1))).warnings == (said,)
