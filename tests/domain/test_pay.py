"""Pay of people hours: what a cell costs, and all that is unknown of one person in one step."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leverage_tui.domain.book import Book, book_of
from leverage_tui.domain.edits.core import EditRefused, apply
from leverage_tui.domain.edits.hours import log_hours, set_cell
from leverage_tui.domain.edits.pay import pay_unknown, set_pay
from leverage_tui.domain.metrics import figures
from leverage_tui.domain.model import Hours, Per, Source, Standing, Stream, Work
from leverage_tui.domain.timesheet import Row, entries_in
from leverage_tui.domain.unpaid import unpaid_entries
from tests.domain.books import MONDAY, done, two_streams

ANA = Row("plan", Work.PEOPLE, who="Ana")
minutes = st.integers(0, 200)


def entry(number: int, length: int, who: str | None = "Ana", day: date = MONDAY, **more: object) -> Hours:
    return Hours(
        doc_id=number, stream="plan", date=day, work=Work.PEOPLE, minutes=length, who=who, **more  # type: ignore[arg-type]
    )  # fmt: skip


def plan(*entries: Hours | Standing) -> Book:
    return book_of([Stream(doc_id=1, id="plan", name="Plan", currency="EUR"), *entries])


def costs(book: Book) -> list[int | None]:
    return [found.cost for found in sorted(book.all(Hours), key=lambda found: found.doc_id)]


@given(st.lists(minutes, min_size=1, max_size=6).filter(any), st.integers(0, 10**6))
def test_the_pay_of_a_cell_is_spread_by_minutes_and_adds_up(lengths: list[int], cost: int) -> None:
    book = plan(*(entry(10 + place, length) for place, length in enumerate(lengths)))
    edit = set_pay(book, ANA, MONDAY, cost)
    paid = apply(book, edit)
    found = entries_in(paid, ANA, MONDAY)
    assert sum(each.cost or 0 for each in found) == cost
    assert all(each.currency == "EUR" for each in found)
    for each in found:
        assert each.cost is not None
        assert abs(each.cost * sum(lengths) - cost * each.minutes) <= sum(lengths)
    assert apply(paid, edit.inverse()).tables == book.tables


def test_the_pay_of_a_cell_replaces_what_was_known() -> None:
    book = plan(entry(10, 60, cost=900, currency="USD"), entry(11, 120), entry(12, 60, who="Ben"))
    edit = set_pay(book, ANA, MONDAY, 1000)
    assert edit.sentence == "Plan, people · Ana, Mon 22 Jun: €10 for 3:00"
    assert costs(apply(book, edit)) == [333, 667, None]


@pytest.mark.parametrize(
    ("row", "cost", "sentence"),
    [
        (Row("plan", Work.DELIVER), 100, "only people are paid: deliver has no pay"),
        (Row("plan", Work.PEOPLE, who="Ben"), 100, "an empty cell has no pay: type the hours first"),
        (Row("none", Work.PEOPLE, who="Ana"), 100, "there is no stream none"),
        (ANA, -1, "pay is never negative"),
    ],
)
def test_pay_that_cannot_be_is_refused(row: Row, cost: int, sentence: str) -> None:
    with pytest.raises(EditRefused, match=sentence):
        set_pay(plan(entry(10, 60)), row, MONDAY, cost)


@given(st.lists(minutes, min_size=1, max_size=6).filter(any), st.integers(0, 10**5))
def test_an_hourly_rate_pays_all_that_is_unknown_and_rounds_once(lengths: list[int], per_hour: int) -> None:
    entries = [entry(10 + place, length, day=date(2026, 1, 1 + place)) for place, length in enumerate(lengths)]
    book = plan(*entries, entry(50, 60, cost=777), entry(51, 60, who="Ben"), entry(52, 60, who=None))
    edit = pay_unknown(book, "plan", "Ana", per_hour)
    paid = apply(book, edit)
    total = sum(found.cost or 0 for found in paid.all(Hours) if found.doc_id < 50)
    assert abs(total * 60 - per_hour * sum(lengths)) <= 30
    assert costs(paid)[-3:] == [777, None, None]
    assert unpaid_entries(paid, "plan") == tuple(
        found for found in unpaid_entries(book, "plan") if found.who != "Ana"
    )
    assert apply(paid, edit.inverse()).tables == book.tables


def test_three_times_twenty_minutes_are_an_hour() -> None:
    book = plan(entry(10, 20), entry(11, 20), entry(12, 20))
    edit = pay_unknown(book, "plan", "Ana", 1000)
    assert edit.sentence == "Plan, Ana: 1:00 in 3 entries at €10 an hour, €10 in all"
    assert costs(apply(book, edit)) == [333, 334, 333]


def test_hours_of_nobody_named_are_paid_by_none() -> None:
    book = plan(entry(10, 60, who=None), entry(11, 60))
    assert costs(apply(book, pay_unknown(book, "plan", None, 500))) == [500, None]


def test_a_person_without_unpaid_hours_is_refused_with_those_who_have_some() -> None:
    with pytest.raises(EditRefused, match="Plan: no hours of Ben have unknown pay, those of Ana have"):
        pay_unknown(plan(entry(10, 60)), "plan", "Ben", 500)
    with pytest.raises(EditRefused, match=r"Plan: no hours of Ana have unknown pay$"):
        pay_unknown(plan(entry(10, 60, cost=0)), "plan", "Ana", 500)
    with pytest.raises(EditRefused, match="there is no stream none"):
        pay_unknown(plan(), "none", "Ana", 500)


def test_a_standing_week_typed_over_is_paid_as_its_standing_entry_is() -> None:
    def standing(cost: int | None) -> Standing:
        return Standing(
            doc_id=7, stream="plan", name="Ana", begins=MONDAY, per=Per.WEEK, currency="EUR", source=Source.PEOPLE,
            minutes=600, cost=cost,
        )  # fmt: skip

    week = entry(10, 300, standing="7")
    assert unpaid_entries(plan(standing(6000), week), "plan") == ()
    assert unpaid_entries(plan(standing(None), week), "plan") == (week,)


def test_the_figures_no_longer_warn_and_the_next_hours_take_the_pay() -> None:
    book = two_streams()
    book = done(book, log_hours(book, ANA, MONDAY, 90))
    assert any("pay unknown" in warning for warning in figures(book, MONDAY).warnings)
    book = done(book, pay_unknown(book, "plan", "Ana", 1200))
    assert not any("pay unknown" in warning for warning in figures(book, MONDAY).warnings)
    assert figures(book, MONDAY).book.people_cost == 18.0
    book = done(book, set_cell(book, ANA, date(2026, 6, 23), 60))
    assert entries_in(book, ANA, date(2026, 6, 23))[0].cost == 1200
