"""What is unknown, how it is made known, and how much of the net income it concerns: books made by hand.

All are read on Sunday 29 March 2026: the window is the 13 weeks from 5 (else the book's first Monday) to 29.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings

from leverage_tui.domain.book import Book, Problem, book_of
from leverage_tui.domain.metrics import Memory, figures
from leverage_tui.domain.model import (
    Amounts,
    Closed,
    Document,
    Hours,
    Money,
    Rate,
    Setting,
    Status,
    Stream,
    Work,
)
from leverage_tui.domain.unknowns import Unknown, unknowns
from tests.metrics.books import AS_OF, books

TODAY = date(2026, 3, 29)
FIRST = date(2026, 1, 5)
RATE = Setting(doc_id=90, key="baseline_rate", value=5000)
CARE = Stream(doc_id=1, id="care", name="Care", started=FIRST)


def closed(stream: str, weeks: int = 12) -> list[Closed]:
    """The first `weeks` of the twelve weeks from FIRST on, closed."""
    number = {"care": 100, "shop": 200}[stream]
    return [
        Closed(doc_id=number + place, stream=stream, week=FIRST + timedelta(weeks=place)) for place in range(weeks)
    ]


def income(number: int, minor: int, stream: str = "care", currency: str = "USD", until: date = TODAY) -> Money:
    return Money(
        doc_id=number, stream=stream, date=FIRST, until=until, currency=currency, amounts=Amounts(gross=minor)
    )  # fmt: skip


def helper(minutes: int, who: str | None = "Ana", cost: int | None = None, number: int = 30) -> Hours:
    return Hours(
        doc_id=number, stream="care", date=date(2026, 3, 24), work=Work.PEOPLE, minutes=minutes, who=who, cost=cost
    )  # fmt: skip


def known(*more: Document) -> list[Document]:
    """A book in which nothing is unknown: 840 $ over its twelve weeks, all closed, and a baseline rate of 50 $."""
    return [RATE, CARE, *closed("care"), income(20, 84_000), *more]


def of(book: Book, day: date = TODAY) -> tuple[Unknown, ...]:
    return unknowns(book, figures(book, day), day)


def only(*documents: Document) -> Unknown:
    (found,) = of(book_of(documents))
    return found


def test_a_book_in_which_all_is_known_and_an_empty_one_have_nothing() -> None:
    assert of(book_of(known())) == ()
    assert of(book_of([])) == ()
    assert of(book_of([RATE])) == ()


def test_an_amount_without_any_rate_may_be_everything() -> None:
    found = only(*known(income(21, 50_000, currency="EUR", until=date(2026, 1, 31))))
    assert found.what == "no rate for EUR on 2026-01-31: 1 amount counts in no total"
    assert found.how == "say what 1 EUR was worth in USD: lev rates add EUR RATE --on 2026-01-31"
    assert found.weight is None


def test_an_amount_before_the_first_rate_is_weighed_at_it() -> None:
    later = Rate(doc_id=40, currency="EUR", date=date(2026, 3, 1), rate="1.12")
    found = only(*known(income(21, 50_000, currency="EUR", until=date(2026, 1, 31)), later))
    # 500 EUR x 1.12 = 560 of 840 + 560.
    assert found.weight == pytest.approx(560 / 1400)


def test_unknown_pay_is_weighed_at_the_baseline_rate_without_anything_better() -> None:
    found = only(*known(helper(120, "Ana B")))
    assert found.what == "Care: the pay of Ana B for 2:00 is unknown and counts as 0"
    assert found.how == "say what an hour cost: lev pay care 'Ana B' RATE"
    # 2 hours x 50 of 840.
    assert found.weight == pytest.approx(100 / 840)


def test_unknown_pay_is_weighed_at_what_other_people_cost() -> None:
    found = only(*known(helper(120, None), helper(60, "Ben", 1000, 31)))
    assert found.how == "say what an hour cost: lev pay care none RATE"
    # 2 hours x Ben's 10 of 840 - 10.
    assert found.weight == pytest.approx(20 / 830)


def test_unknown_pay_of_before_the_window_weighs_nothing_and_future_pay_is_not_asked_for() -> None:
    old = Hours(doc_id=30, stream="care", date=date(2025, 11, 3), work=Work.PEOPLE, minutes=60, who="Ana")
    found = only(*known(old))
    assert found.weight == 0
    soon = Hours(doc_id=30, stream="care", date=date(2026, 3, 30), work=Work.PEOPLE, minutes=60, who="Ana")
    assert of(book_of(known(soon))) == ()


def test_expected_income_is_asked_for_from_the_day_after_the_last_that_is_entered() -> None:
    # 14 days short: 70 of 84 days hold 10 a day, 14 more are expected at that.
    found = only(RATE, CARE, *closed("care"), income(20, 70_000, until=date(2026, 3, 15)))
    assert found.what == "Care: income is entered to Sun 15 Mar 2026, what follows is expected (≈)"
    assert found.how == "enter what arrived: lev money care GROSS --period 2026-03-16..2026-03-29"
    assert found.weight == pytest.approx(140 / 840)


def test_income_is_expected_for_eight_weeks_and_then_nothing_is() -> None:
    book = book_of([RATE, CARE, *closed("care"), income(20, 2_800, until=date(2026, 2, 1))])
    assert [found.what.partition("follows ")[2] for found in of(book)] == ["is expected (≈)"]
    (found,) = of(book, date(2026, 4, 5))
    assert found.what.endswith("what follows is expected (≈), nothing after Sun 29 Mar")


def test_sold_hours_that_were_not_delivered_are_expected_to_bring_nothing_and_still_named() -> None:
    sold = Stream(doc_id=1, id="care", name="Care", started=FIRST, time_sold=True)
    worked = Hours(doc_id=30, stream="care", date=date(2026, 1, 6), work=Work.DELIVER, minutes=60)
    found = only(RATE, sold, worked, *closed("care"), income(20, 70_000, until=date(2026, 3, 15)))
    assert (found.how.endswith("--period 2026-03-16..2026-03-29"), found.weight) == (True, 0)


def test_open_weeks_weigh_by_what_their_stream_keeps() -> None:
    shop = Stream(doc_id=2, id="shop", name="Shop", started=FIRST, order=1)
    found = only(
        RATE, CARE, shop, *closed("care"), *closed("shop", 8), income(20, 60_000), income(21, 40_000, "shop")
    )  # fmt: skip
    # The week that ends today is not asked for: eleven are over, three of them open; the shop keeps 40 %.
    assert found.what == "Shop: 3 of 11 weeks are not closed: is all logged?"
    assert found.how == "if they were whole: lev close shop --all-before 2026-03-23"
    assert found.weight == pytest.approx(0.4 * 3 / 11)


def test_without_any_rate_the_gauge_cannot_read() -> None:
    found = only(*known()[1:])
    assert found == Unknown(
        "no baseline rate: the gauge cannot read",
        "say what you would charge for an hour: lev set baseline_rate RATE",
        None,
        "your rate",
    )


def test_a_provisional_rate_is_offered_to_be_made_firm() -> None:
    sold = Stream(doc_id=1, id="care", name="Care", started=FIRST, time_sold=True)
    worked = Hours(doc_id=30, stream="care", date=date(2026, 1, 6), work=Work.DELIVER, minutes=8 * 60)
    found = only(sold, worked, *closed("care"), income(20, 84_000))
    # 840 for 8 hours.
    assert found.how.endswith("lev set baseline_rate 105.00")
    assert found.weight == 0


def test_building_without_income_is_asked_for_after_half_a_year() -> None:
    shop = Stream(doc_id=2, id="shop", name="Shop", started=FIRST, order=1)
    build = Hours(doc_id=30, stream="shop", date=date(2025, 9, 22), work=Work.BUILD, minutes=104 * 60)
    documents = known(shop, build, *closed("shop"))
    found = only(*documents)
    assert found.what == "Shop: built since 2025-09-22 and no income entered"
    assert "lev stream end shop" in found.how
    assert found.how.endswith(": lev money shop GROSS --period PERIOD")
    # An hour a week for 13 weeks at 50 of 840.
    assert found.weight == pytest.approx(13 * 50 / 840)
    assert of(book_of(documents), date(2026, 3, 22)) == ()


def test_what_is_not_understood_is_said_last() -> None:
    book = book_of(known(helper(60)), [Problem("money", 7, "gross is negative"), Problem("hours", 8, "x")])
    first, last = of(book)
    assert "pay" in first.what
    assert last.what == "2 entries are not understood, the first: money 7, gross is negative"
    assert last.how == "put them right in the file, whose place is said by: lev where"
    assert last.weight is None


def test_entries_of_an_unknown_stream_weigh_what_they_keep() -> None:
    found = only(*known(income(21, 28_000, "blog")))
    assert found.what == "the entries of the unknown stream blog are left out"
    assert found.how == "name it: lev stream add NAME --id blog"
    assert found.weight == pytest.approx(280 / 1120)
    assert only(*known(income(21, 28_000, "No id\x07"))).how == "put its id right in the file: lev where"


def test_the_weightiest_stands_first_and_what_may_be_everything_before_all() -> None:
    later = Rate(doc_id=40, currency="GBP", date=date(2026, 3, 1), rate="0.5")
    documents: list[Document] = [
        RATE, CARE, *closed("care", 6), income(20, 84_000), helper(60), later,
        income(21, 50_000, currency="EUR"), income(22, 10_000, currency="GBP", until=date(2026, 1, 31)),
        income(23, 300_000, "blog"),
    ]  # fmt: skip
    found = of(book_of(documents))
    assert [unknown.how.rsplit(": ", 1)[1] for unknown in found] == [
        "lev rates add EUR RATE --on 2026-03-29",
        "lev stream add NAME --id blog",
        "lev close care --all-before 2026-03-23",
        "lev pay care Ana RATE",
        "lev rates add GBP RATE --on 2026-01-31",
    ]
    weights = [unknown.weight for unknown in found]
    assert weights[0] is None
    # blog 3000/3840; 5 of 11 weeks; an hour at 50 of 840; 100 GBP x 0.5 of 890.
    assert weights[1:] == pytest.approx([3000 / 3840, 5 / 11, 50 / 840, 50 / 890])


@pytest.mark.parametrize("status", list(Status))
def test_the_status_of_a_stream_changes_nothing(status: Status) -> None:
    care = Stream(doc_id=1, id="care", name="Care", started=FIRST, status=status)
    found = only(RATE, care, *closed("care", 10), income(20, 84_000))
    assert found.what == "Care: 1 of 11 weeks are not closed: is all logged?"


@given(books())
@settings(max_examples=100, deadline=None)
def test_any_book_is_asked_about_in_order_with_weights_that_are_shares(book: Book) -> None:
    memory = Memory()
    found = unknowns(book, figures(book, AS_OF, memory), AS_OF, memory)
    weights = [unknown.weight for unknown in found if unknown.weight is not None]
    assert all(0 <= weight <= 1 for weight in weights)
    assert weights == sorted(weights, reverse=True)
    assert all("lev " in unknown.how for unknown in found)
    assert found == of(book, AS_OF)
