"""Why the gauge moved. The small shop keeps $1,000 a week for ten hours, at $50 an hour: over 13 weeks
100 x (13,000 - 50 x 130) / 13,000 = 50."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations
from math import factorial

import pytest

from leverage_tui.domain import words
from leverage_tui.domain.book import Book, book_of
from leverage_tui.domain.model import Asset, Document, Restatement, Setting, Stream, Work
from leverage_tui.domain.review.causes import (
    CAUSES,
    Moved,
    Standpoint,
    baseline_on,
    edit_cause,
    shown_tenths,
    standpoint,
    why_between,
    why_moved,
)
from tests.metrics.examples import example_book
from tests.metrics.lives import FIRST, TODAY, earned, worked

WEEK = timedelta(7)


def shop(*more: Document, weeks: int = 13, rate: int | None = 5000, **fields: object) -> Book:
    """The shop over `weeks` weeks from `FIRST` on, and more documents."""
    stream = replace(Stream(doc_id=0, id="shop", name="Shop", started=FIRST), **fields)  # type: ignore[arg-type]
    found: list[Document] = [stream, *worked("shop", FIRST, weeks, Work.SUPPORT, 600)]
    found += [*earned("shop", FIRST, weeks, gross=1000_00), *more]
    numbered = [replace(document, doc_id=number) for number, document in enumerate(found, 1)]
    return book_of([*numbered, Setting(doc_id=9001, key="baseline_rate", value=rate)])


def at(book: Book, day: date = TODAY, **how: int | None) -> Standpoint:
    return standpoint(book, day, None, **how)


def points(moved: Moved) -> dict[str, float]:
    return {cause.name: cause.points for cause in moved.causes if cause.points is not None}


def detail(moved: Moved, name: str) -> str:
    return next(cause.detail for cause in moved.causes if cause.name == name)


def shapley(value: Callable[[frozenset[str]], float]) -> dict[str, float]:
    """By the formula with weights, not by orders."""
    found = {}
    for name in CAUSES:
        others = [other for other in CAUSES if other != name]
        found[name] = sum(
            factorial(count) * factorial(4 - count) / factorial(5)
            * (value(frozenset(some) | {name}) - value(frozenset(some)))
            for count in range(5)
            for some in combinations(others, count)
        )  # fmt: skip
    return found


def restated(day: str, old: object, new: int, what: str = "baseline_rate") -> Restatement:
    return Restatement(doc_id=1, when=day, what=what, old=old, new=new, gauge_old=None, gauge_new=None)


def test_hours_alone() -> None:
    # 138 hours instead of 130: 100 x (13,000 - 6,900) / 13,000 = 46.92, which is 400 / 130 = 3.08 less.
    before, after = at(shop()), at(shop(*worked("shop", TODAY, 1, Work.SUPPORT, 480)))
    moved = why_between(before, after)
    assert (moved.before, moved.after) == pytest.approx((50, 50 - 400 / 130))
    assert points(moved) == pytest.approx({"hours": -400 / 130})
    assert detail(moved, "hours") == "+8:00 Shop"
    assert edit_cause(before, after) == "+8 h Shop: -3.1"
    assert edit_cause(after, before) == "-8 h Shop: +3.1"


def test_money_alone() -> None:
    # 14,200 kept for the same 6,500 of hours: 100 x 7,700 / 14,200.
    before, after = at(shop()), at(shop(*earned("shop", TODAY - 6 * timedelta(1), 1, gross=1200_00)))
    moved = why_between(before, after)
    assert points(moved) == pytest.approx({"money": 100 * 7700 / 14200 - 50})
    assert detail(moved, "money") == "+$1,200 Shop"
    assert edit_cause(before, after) == "+$1,200 Shop: +4.2"


def test_entered_income_replaces_what_was_expected() -> None:
    # 12 entered weeks of $1,000: the 13th is expected to bring as much; then $1,500 arrive for it.
    last = TODAY - timedelta(6)
    before = at(shop(*worked("shop", last, 1, Work.SUPPORT, 600), weeks=12))
    more = [*worked("shop", last, 1, Work.SUPPORT, 600), *earned("shop", last, 1, gross=1500_00)]
    after = at(shop(*more, weeks=12))
    moved = why_between(before, after)
    assert moved.before == pytest.approx(50)
    assert points(moved) == pytest.approx({"money": 100 * 7000 / 13500 - 50})
    assert detail(moved, "money") == "+$1,500 Shop, ≈-$1,000 Shop"


def test_expected_weeks_that_left_are_no_money_lost() -> None:
    # Income is expected for eight weeks. A week on one of them stands in the window, 13 weeks later it has left and
    # the other seven stand there.
    moved = why_moved(shop(), TODAY + WEEK, TODAY + 14 * WEEK)
    assert detail(moved, "money") == "≈+$7,000 Shop"
    assert detail(moved, "window").endswith("-120:00 and -$13,000 Shop")


def test_a_block_of_building_wears_off() -> None:
    # 104 hours built in a week weigh one hour in that week and each of the next 103. Up to the Sunday of the last
    # of them 13 are charged, a week later 12. Meanwhile $1,000 and ten hours left, and as much came: what the hour
    # is worth depends on the net at that moment, 13,000 in two thirds of the orders, 14,000 and 12,000 in a sixth
    # each. 100 x 50 x 1 / net.
    built = TODAY - timedelta(6) - 103 * WEEK
    block = worked("shop", built, 1, Work.BUILD, 104 * 60, Asset.PRODUCT)
    moved = why_moved(shop(*block, weeks=14), TODAY, TODAY + WEEK)
    assert (moved.before, moved.after) == pytest.approx((45, 100 * 5900 / 13000))
    assert points(moved)["building"] == pytest.approx(5000 * (2 / 3 / 13000 + 1 / 6 / 14000 + 1 / 6 / 12000))
    assert detail(moved, "building") == "-1:00 charged for Shop (104:00 h of building older than 104 weeks)"
    assert set(points(moved)) == {"hours", "money", "building", "window"}


def test_building_that_is_logged_is_charged_from_its_week_on() -> None:
    # 52 hours: half an hour in their own week. 100 x 50 x 0.5 / 13,000.
    before, after = at(shop()), at(shop(*worked("shop", TODAY, 1, Work.BUILD, 52 * 60, Asset.PRODUCT)))
    moved = why_between(before, after)
    assert points(moved) == pytest.approx({"building": -2500 / 13000})
    assert detail(moved, "building") == "+0:30 charged for Shop (+52:00 built)"
    assert edit_cause(before, after) == "+52 h built, Shop: -0.2"


def test_the_end_of_a_stream_charges_what_was_left() -> None:
    # 103.5 more hours are charged in the week of the end.
    block = worked("shop", TODAY, 1, Work.BUILD, 104 * 60, Asset.PRODUCT)
    moved = why_between(at(shop(*block)), at(shop(*block, ended=TODAY)))
    assert points(moved) == pytest.approx({"building": -100 * 50 * 103 / 13000})
    assert detail(moved, "building") == "+103:00 charged for Shop (written off at its end)"


def test_the_window_moves_on() -> None:
    # The first week had 20 hours; nothing is expected of a stream that ended. 140 hours and 13,000, then 120 and
    # 12,000: 46.15 and 50.
    book = shop(*worked("shop", FIRST, 1, Work.SUPPORT, 600), ended=TODAY)
    moved = why_moved(book, TODAY, TODAY + WEEK)
    assert (moved.before, moved.after) == pytest.approx((100 * 6000 / 13000, 50))
    assert points(moved) == pytest.approx({"window": 50 - 100 * 6000 / 13000})
    said = "1 week left (week 14, 31 Mar - 6 Apr 2025): -20:00 and -$1,000 Shop"
    assert detail(moved, "window") == said


def test_another_rate() -> None:
    # $10 more for each of 130 hours: 1,300 of 13,000.
    book = shop(restated("2025-06-29T08:00:00Z", 5000, 6000), rate=6000)
    moved = why_between(at(book, baseline=5000), at(book))
    assert points(moved) == pytest.approx({"settings": -10})
    assert detail(moved, "settings") == "your hour $50 -> $60"


def test_the_rate_of_each_end_is_that_of_its_day() -> None:
    # Changed on the 20th, stamped with the 30th by a clock that stood still: the later day is today, or long over.
    for stamp, today, before, after in (
        ("2025-06-20T12:00:00Z", None, 50, 40), ("2025-06-30T12:00:00Z", None, 50, 40),
        ("2025-06-30T12:00:00Z", TODAY, 50, 40), ("2025-06-30T12:00:00Z", TODAY + WEEK, 50, 50),
    ):  # fmt: skip
        book = shop(restated(stamp, 5000, 6000), rate=6000)
        moved = why_moved(book, TODAY - 2 * WEEK, TODAY, today=today)
        assert (moved.before, moved.after) == pytest.approx((before, after))
        assert ("settings" in points(moved)) is (before != after)


def test_the_rate_of_a_day_is_what_the_first_later_restatement_replaced() -> None:
    changes = [
        restated("2025-06-10T08:00:00Z", None, 4000),
        restated("2025-06-20T08:00:00Z", 4000, 5500),
        restated("2025-06-05T08:00:00Z", 1, 2, what="something else"),
        restated("2025-06-06T08:00:00Z", "not a rate", 2),
    ]
    book = shop(*changes, rate=5500)
    days = (date(2025, 6, 4), date(2025, 6, 9), date(2025, 6, 10), date(2025, 6, 19), date(2025, 6, 20))
    assert [baseline_on(book, day) for day in days] == [None, None, 4000, 4000, 5500]


def test_a_longer_window_is_a_setting() -> None:
    # 26 weeks, the first 13 of them with a second ten hours: 390 hours and 26,000: 25. Set to 13: 50.
    start = FIRST - 13 * WEEK
    more = [*worked("shop", start, 13, Work.SUPPORT, 1200), *earned("shop", start, 13, gross=1000_00)]
    short = shop(*more)
    long = short.with_documents([(None, Setting(doc_id=9002, key="window_weeks", value=26))])
    for one, other, change, said in ((short, long, -25, "13 -> 26"), (long, short, 25, "26 -> 13")):
        moved = why_between(at(one), at(other))
        assert points(moved) == pytest.approx({"settings": change})
        assert detail(moved, "settings") == f"window {said} weeks"


def test_life_weeks_are_a_setting() -> None:
    # 104 hours built 70 weeks ago weigh an hour in each of 13 weeks; over 52 weeks nothing any more.
    book = shop(*worked("shop", TODAY - 70 * WEEK, 1, Work.BUILD, 104 * 60, Asset.PRODUCT))
    shorter = book.with_documents([(None, Setting(doc_id=9003, key="build_life_weeks", value=52))])
    moved = why_between(at(book), at(shorter))
    assert points(moved) == pytest.approx({"settings": 100 * 50 * 13 / 13000})
    assert detail(moved, "settings") == "building charged over 104 -> 52 weeks"


def test_sold_time_is_a_setting() -> None:
    # Nobody else's hour: a time-sold stream has no leverage at all.
    moved = why_between(at(shop()), at(shop(time_sold=True)))
    assert points(moved) == pytest.approx({"settings": -50})
    assert detail(moved, "settings") == "Shop now counts as sold time"


def test_all_together_by_the_formula() -> None:
    # From one week to the next: 17 hours and $1,400 in the new week, 10 and 1,000 left; 13 hours of a block become
    # 12 and 26 built hours add 0:15; $50 becomes $60.
    built = TODAY - timedelta(6) - 103 * WEEK
    new = TODAY + timedelta(1)
    book = shop(
        *worked("shop", built, 1, Work.BUILD, 104 * 60, Asset.PRODUCT),
        *worked("shop", new, 1, Work.SUPPORT, 17 * 60), *worked("shop", new, 1, Work.BUILD, 26 * 60),
        *earned("shop", new, 1, gross=1400_00), restated("2025-07-01T08:00:00Z", 5000, 6000), rate=6000,
    )  # fmt: skip

    def raw(done: frozenset[str]) -> float:
        net = 13000 + 1400 * ("money" in done) - 1000 * ("window" in done)
        hours = 130 + 17 * ("hours" in done) - 10 * ("window" in done) + 13 - 0.75 * ("building" in done)
        return 100 * (net - (60 if "settings" in done else 50) * hours) / net

    moved = why_moved(book, TODAY, TODAY + WEEK)
    assert points(moved) == pytest.approx(shapley(raw), abs=1e-9)
    assert sum(points(moved).values()) == pytest.approx((moved.after or 0) - (moved.before or 0), abs=1e-9)
    assert moved.state == ""
    shown = shown_tenths(moved)
    assert sum(shown.values()) == int(10 * (moved.after or 0)) - int(10 * (moved.before or 0))


def test_a_measured_rate_moves_with_the_hours_that_it_is_measured_of() -> None:
    # No rate was set: a job of 130 hours for $13,000 makes it $100, and the shop's own 130 hours explain all of its
    # $13,000. With 13 hours more in the job it is 13,000 / 143, and 130 x 13,000 / 143 = 11,818 of it: 1,182 of
    # 26,000 is leveraged.
    job = [
        Stream(doc_id=0, id="job", name="Job", time_sold=True, started=FIRST),
        *worked("job", FIRST, 13, Work.DELIVER, 600), *earned("job", FIRST, 13, gross=1000_00),
    ]  # fmt: skip
    before = at(shop(*job, rate=None))
    after = at(shop(*job, *worked("job", TODAY, 1, Work.DELIVER, 780), rate=None))
    moved = why_between(before, after)
    assert points(moved) == pytest.approx({"hours": 100 * (13000 - 130 * 13000 / 143) / 26000})
    assert detail(moved, "hours") == "+13:00 Job"


@pytest.mark.parametrize(
    ("before", "after", "state"),
    [
        (shop(weeks=0), shop(), "before: no net income"),
        (shop(), shop(weeks=0), "after: no net income"),
        (shop(rate=None), shop(), "before: needs baseline rate"),
    ],
)
def test_without_a_gauge_at_an_end_there_is_only_what_happened(before: Book, after: Book, state: str) -> None:
    moved = why_between(at(before), at(after))
    assert moved.state == state
    assert moved.causes
    assert points(moved) == {}
    assert shown_tenths(moved) == {}
    assert all(cause.detail for cause in moved.causes)
    assert edit_cause(at(before), at(after)).endswith(f": {state}")


def test_orders_that_run_out_of_income_are_left_out() -> None:
    # Everything of the earlier window has left by the later one: income first, or there is nothing to share.
    moved = why_moved(shop(weeks=30), TODAY, TODAY + 13 * WEEK)
    assert moved.state == "averaged over 60 of 120 orders: in the others no net income is left on the way"
    assert sum(points(moved).values()) == pytest.approx(0, abs=1e-9)
    assert points(moved)["money"] > 0 > points(moved)["hours"]


def test_another_currency_of_the_book_is_no_cause_by_points() -> None:
    book = shop()
    other = book.with_documents([(None, Setting(doc_id=9004, key="base_currency", value="EUR"))])
    moved = why_between(at(book), at(other))
    assert [(cause.name, cause.points, cause.detail) for cause in moved.causes] == [
        ("settings", None, "USD -> EUR")
    ]
    assert moved.state == "the book's currency changed: amounts before and after cannot be compared"
    assert edit_cause(at(book), at(other)).startswith("USD -> EUR: the book's currency changed")


def test_an_edit_that_the_gauge_does_not_see_has_no_sentence() -> None:
    assert edit_cause(at(shop()), at(shop(*worked("shop", FIRST - WEEK, 1, Work.SUPPORT, 60)))) == ""


def test_many_pieces_are_cut_short() -> None:
    more = [
        *worked("shop", TODAY, 1, Work.SUPPORT, 75), *worked("shop", TODAY, 1, Work.PROCESS, 30),
        *earned("shop", TODAY - timedelta(6), 1, gross=12_50),
    ]  # fmt: skip
    assert edit_cause(at(shop()), at(shop(*more))).startswith("+1:15 h Shop, +0:30 h Shop process, and more: -")


def test_what_rounds_to_nothing_is_said_to_be_little() -> None:
    # A cent over 91 days: of the first day nothing that could be told.
    slow = [replace(one, until=TODAY + timedelta(90)) for one in earned("shop", TODAY, 1, refunds=1)]
    before, after = at(shop()), at(shop(*slow))
    moved = why_between(before, after)
    assert detail(moved, "money") == "less than a minute or the smallest coin"
    # As both ends are shown: here the next tenth was near.
    assert moved.before is not None
    assert moved.after is not None
    shown = words.moved(moved.before, moved.after)
    assert shown in ("0.0", "-0.1")
    assert edit_cause(before, after) == f"less than a minute or the smallest coin: {shown}"


def test_the_worked_case_a_week_before() -> None:
    moved = why_moved(example_book("three_streams"), date(2025, 6, 22), date(2025, 6, 29))
    assert moved.after == pytest.approx(8.97787869043)
    assert sum(points(moved).values()) == pytest.approx(8.97787869043 - (moved.before or 0), abs=1e-9)
    assert list(points(moved)) == ["hours", "money", "window"]


def test_a_name_that_terminals_would_obey_is_told_without_its_harm() -> None:
    before = at(shop(name="Sh\x1b[31mop"))
    after = at(shop(*worked("shop", TODAY, 1, Work.SUPPORT, 60), name="Sh\x1b[31mop"))
    assert "\x1b" not in edit_cause(before, after)
