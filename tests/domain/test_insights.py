"""The insights: the worked case against its metrics, states word for word, and what holds of any book."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from math import floor, isfinite
from typing import Any

import pytest
from hypothesis import given, settings

from leverage_tui.domain.book import Book, book_of
from leverage_tui.domain.metrics import Memory, figures
from leverage_tui.domain.metrics.history import MOST_WEEKS
from leverage_tui.domain.metrics.rows import Span
from leverage_tui.domain.model import (
    Closed,
    Document,
    Hours,
    Money,
    Per,
    Setting,
    Standing,
    Stream,
    Work,
)  # fmt: skip
from leverage_tui.domain.review.facts import Fact, Plot, Section, facts_in
from leverage_tui.domain.review.insights import insights_review
from leverage_tui.domain.review.reach import best_changes, units_sold
from leverage_tui.domain.review.series import insight_plots
from leverage_tui.domain.scenarios import what_if
from tests.metrics.books import AS_OF, documents
from tests.metrics.examples import NAMES, example_book, expected_json
from tests.metrics.lives import FIRST, TODAY, closed, earned, helped, worked

TITLES = [
    "The gauge", "Income ceiling", "Why your rate changed", "Concentration", "Crossover", "If you stopped today",
    "Coverage", "The one change",
]  # fmt: skip


def review(book: Book, day: date = TODAY) -> tuple[Section, ...]:
    memory = Memory()
    return insights_review(book, figures(book, day, memory), day, memory)


def fact(sections: Iterable[Section], key: str, name: str | None = None) -> Fact:
    """The first fact of that key, and of that name."""
    found = (fact for section in sections for fact in section.facts)
    return next(each for each in found if each.key == key and name in (None, each.name))


def book_of_life(*found: Document, **said: object) -> Book:
    numbered = [replace(document, doc_id=number) for number, document in enumerate(found, 1)]
    kept = [Setting(doc_id=9000 + number, key=key, value=value) for number, (key, value) in enumerate(said.items())]
    return book_of([*numbered, *kept])


def down(value: float, decimals: int) -> str:
    """Rounded down, with that many decimals."""
    return f"{floor(value * 10**decimals + 1e-6) / 10**decimals:,.{decimals}f}"


@pytest.fixture(scope="module")
def three() -> tuple[Section, ...]:
    return review(example_book("three_streams"))


@pytest.fixture(scope="module")
def expected() -> Any:
    return expected_json("three_streams")["book"]


def test_the_sections_are_in_order(three: tuple[Section, ...]) -> None:
    assert [section.title for section in three] == TITLES
    assert three[0].sentence.startswith("Of every $100 you keep, $8.97 ")


def test_the_worked_gauge(three: tuple[Section, ...], expected: Any) -> None:
    gauge, band = expected["gauge"], expected["gauge_band"]
    assert fact(three, "gauge").shown == f"{down(gauge['raw'], 1)} %, sold time"
    for key in ("gauge_running", "gauge_as_worked"):
        assert fact(three, key).shown == f"{down(expected[key]['value'], 1)} %"
    assert fact(three, "gauge_lifetime").shown == "0.0 %, below baseline"
    ends = (down(band["at_80_percent"], 1), down(band["at_120_percent"], 1))
    assert fact(three, "gauge_band").shown == f"{ends[0]} %, or {ends[1]} %"
    assert fact(three, "multiple").shown == f"{down(gauge['multiple'], 2)} x"
    assert fact(three, "marginal_point_per_own_hour").shown == f"{gauge['marginal_point_per_own_hour']:.2f} points"
    unit = 100 * gauge["marginal_point_per_leveraged_unit"]
    assert fact(three, "marginal_point_per_leveraged_unit").shown == f"+{unit:.2f} points"
    how = fact(three, "gauge").how
    assert how[0].startswith("$25,526.76 kept, 387:15 h of yours (360:30 h run + 26:45 h of the building) at $60:")
    assert how[1].startswith("100 x $2,291.76 / $25,526.76 = 8.98")


def test_the_worked_ceiling(three: tuple[Section, ...], expected: Any) -> None:
    found = expected["ceiling"]
    assert fact(three, "used").shown == f"{down(100 * found['used'], 1)} %, 20:00 h of 32:16 h a week"
    for key in ("ceiling_per_year", "leveraged_net_per_year"):
        assert fact(three, key).shown == f"${down(found[key], 2)} a year"
    assert fact(three, "value_of_one_freed_hour_per_week_per_year").shown == "$3,864 a year"
    assert fact(three, "sellable_hours_per_week").how[0].startswith("40:00 h a week - 7:44 h ")
    bar = three[1].bar
    assert bar is not None
    assert bar.share == pytest.approx(found["used"])


def test_the_worked_rate_change_adds_up(three: tuple[Section, ...], expected: Any) -> None:
    found = expected["rate_change"]
    assert fact(three, "rate_change").shown == "$68.93/h -> $70.80/h, +$1.87/h"
    parts = [fact(three, key).shown for key in ("from_margin", "from_productivity", "from_leverage")]
    cents = [round(100 * float(part.replace("$", "").removesuffix("/h"))) for part in parts]
    assert sum(cents) == 187
    exact = [found["from_margin"], found["from_productivity"], found["from_leverage"]]
    assert all(abs(cent - 100 * part) < 1 for cent, part in zip(cents, exact, strict=True))


def test_the_worked_spread_and_crossover(three: tuple[Section, ...], expected: Any) -> None:
    assert fact(three, "hhi").shown == f"{expected['hhi']:.2f}"
    assert fact(three, "effective_streams").shown == down(expected["effective_streams"], 1)
    assert (
        fact(three, "largest_share").shown == f"{down(100 * expected['largest_share'], 1)} %: WordPress consulting"
    )
    assert fact(three, "platform_dependent_share").how == ("Diary-mapping course (Udemy)",)
    income = down(expected["leveraged_income_per_month"], 2)
    assert fact(three, "leveraged_income_per_month").shown == f"${income} a month"
    assert fact(three, "crossover_ratio").shown == f"{down(100 * expected['crossover_ratio'], 1)} %"
    assert fact(three, "crossover_ratio").how == (f"${income} / $3,000 a month",)
    assert fact(three, "unlogged_income_share").shown == "0 %"
    assert fact(three, "coverage").shown == "13 of 13 weeks confirmed"


def test_if_the_worked_life_stopped(three: tuple[Section, ...]) -> None:
    streams = expected_json("three_streams")["streams"].values()
    total = sum(stream["vacation"]["ratio"] * stream["net"] / 13 for stream in streams)
    still = fact(three, "if_you_stopped")
    assert still.shown == f"about ${down(total, 2)} a week"
    assert still.tone == "unsure"
    parts = re.findall(r"-?\$[0-9.,]+", still.how[0].partition(", of")[0])
    assert sum(round(100 * float(part.replace("$", ""))) for part in parts) == round(100 * float(down(total, 2)))
    assert fact(three, "vacation", "All streams together, tested").shown.startswith("12.3 % ")


def test_what_was_not_tested_is_named_and_in_no_sum() -> None:
    plan = [Stream(doc_id=0, id="plan", name="Plan", started=FIRST), *earned("plan", FIRST, 13, gross=100_00)]
    plan += [*worked("plan", FIRST, 10, Work.SUPPORT, 60), *closed("plan", FIRST, 13)]
    new = [Stream(doc_id=0, id="new", name="New", started=FIRST), *earned("new", FIRST, 13, gross=500_00)]
    section = review(book_of_life(*plan, *new, baseline_rate=5000))[5]
    assert section.sentence == "Not tested, and in no sum: New."
    # Three weeks away kept as much as ten worked ones.
    assert fact([section], "if_you_stopped").shown == "about $100 a week"
    untested = fact([section], "vacation", "New")
    assert untested.shown == "not tested yet (needs 2 confirmed zero-hour weeks and 4 worked weeks)"
    assert untested.tone == "unsure"


@pytest.mark.parametrize(
    ("name", "day", "key", "shown"),
    [
        ("quirks_no_baseline_nothing_sold", "quirks_no_baseline_nothing_sold", "gauge", "needs baseline rate"),
        ("quirks_no_net_income", "quirks_no_net_income", "gauge", "no net income"),
        ("empty", "empty", "ceiling", "no time sold in this window"),
        ("empty", "empty", "rate_change", "needs two windows with positive income and hours"),
        ("empty", "empty", "one_change", "no net income"),
    ],
)
def test_states_stand_word_for_word(name: str, day: str, key: str, shown: str) -> None:
    found = fact(review(example_book(name), date.fromisoformat(expected_json(day)["as_of"])), key)
    assert found.shown == shown
    assert found.tone == "unsure"


def test_without_expenses_there_is_no_crossover_and_its_reason() -> None:
    found = fact(review(book_of_life(*one_plan(), baseline_rate=5000)), "crossover_ratio")
    assert (found.shown, found.how) == ("–", ("say what you live on: lev set living_expenses_per_month AMOUNT",))


def one_plan(**fields: object) -> list[Document]:
    """A plan that keeps $1,000 a week for two hours of support, ten sold a week."""
    stream = replace(Stream(doc_id=0, id="plan", name="Plan", started=FIRST), **fields)  # type: ignore[arg-type]
    sold = [replace(entry, units=10) for entry in earned("plan", FIRST, 13, gross=1000_00)]
    return [stream, *worked("plan", FIRST, 13, Work.SUPPORT, 120), *sold]


def test_the_best_change_is_the_what_if_of_that_name() -> None:
    book, memory = example_book("three_streams"), Memory()
    found = best_changes(book, figures(book, TODAY, memory), TODAY, memory)
    assert [each.points for each in found] == sorted((each.points for each in found), reverse=True)
    assert all(each.points > 0 for each in found)
    # People cost 1,560 / 130 = $12, and take 1.25 hours for one of yours. What is sold is nobody's to deliver.
    admin = figures(book, TODAY).streams["consulting"].own_hours[Work.ADMIN] / 13
    hours = {"hours_per_week": admin * 1.25, "rate": 12}
    scenario = {"kind": "hire", "stream": "consulting", "activity": "admin", **hours}
    change = what_if(book, TODAY, scenario).change
    assert change is not None
    assert found[0].name == "Hand over admin, WordPress consulting"
    assert "Hand over deliver, WordPress consulting" not in {each.name for each in found}
    assert found[0].points == pytest.approx(change.gauge_change)
    shown = [each for each in facts_in(review(book)) if each.key == "one_change"]
    assert [each.name for each in shown] == [each.name for each in found[:3]]
    assert shown[0].shown == f"+{down(found[0].points, 1)} points"


def test_what_is_within_reach_by_hand() -> None:
    # 1,000 a week for two hours at $50: 90. An hour less: 100 - 50 / 10 = 95. A price 10 % higher: 100 x (1 - 100 /
    # 1,100). One more unit is a tenth more, and a tenth more support: 100 x (1 - 110 / 1,100) = 90, no gain.
    book, memory = book_of_life(*one_plan(), baseline_rate=5000), Memory()
    found = {each.name: each.points for each in best_changes(book, figures(book, TODAY, memory), TODAY, memory)}
    assert found == pytest.approx({
        "An hour a week less support, Plan": 5, "A price 10 % higher, Plan": 100 * (1 - 100 / 1100) - 90,
    })  # fmt: skip


def test_one_more_unit_is_worth_something_where_hours_do_not_grow_with_it() -> None:
    # Two hours of admin instead: 100 x (1 - 100 / 1,100), as with the price.
    plan = [replace(one, work=Work.ADMIN) if isinstance(one, Hours) else one for one in one_plan()]
    book, memory = book_of_life(*plan, baseline_rate=5000), Memory()
    found = {each.name: each.points for each in best_changes(book, figures(book, TODAY, memory), TODAY, memory)}
    assert found["One more unit a week, Plan"] == pytest.approx(100 * (1 - 100 / 1100) - 90)


def test_units_are_those_of_the_days() -> None:
    # 14 over two weeks of which one counts: 7. A month's 30 in April: one a day, 30 days; from 14 April: 17.
    sold = Money(
        doc_id=1, stream="plan", date=FIRST - timedelta(7), until=FIRST + timedelta(6), currency="USD", units=14
    )
    goes_on = Standing(doc_id=2, stream="plan", name="s", begins=date(2025, 4, 14), ends=date(2025, 4, 30),
                       per=Per.MONTH, currency="USD", units=30)  # fmt: skip
    book = book_of([Stream(doc_id=3, id="plan", name="Plan"), sold, goes_on])
    assert units_sold(book, "plan", Span(FIRST, TODAY)) == Fraction(7 + 17)


def test_handing_over_needs_a_pay_that_is_known() -> None:
    found = one_plan()
    unpaid = replace(helped("plan", FIRST, 600, 0), cost=None)
    for helper, offered in ((unpaid, False), (helped("plan", FIRST, 600, 100_00), True)):
        book, memory = book_of_life(*found, helper, baseline_rate=5000), Memory()
        names = [each.name for each in best_changes(book, figures(book, TODAY, memory), TODAY, memory)]
        assert ("Hand over support, Plan" in names) is offered


def test_hours_without_pay_make_nobody_cheaper() -> None:
    # Ten paid hours a week for $100, and ten whose pay is unknown: $10 an hour.
    helpers = [helped("plan", FIRST, 600, 100_00), *worked("plan", FIRST, 13, Work.PEOPLE, 600)]
    book, memory = book_of_life(*one_plan(), *helpers, baseline_rate=5000), Memory()
    found = best_changes(book, figures(book, TODAY, memory), TODAY, memory)
    assert " of people at $10/h, " in next(each.how for each in found if each.name == "Hand over support, Plan")


def test_sold_hours_are_neither_made_fewer_nor_dearer() -> None:
    job = [
        replace(one, work=Work.DELIVER) if isinstance(one, Hours) else one for one in one_plan(time_sold=True)
    ]  # fmt: skip
    book = book_of_life(*job, baseline_rate=5000)
    assert fact(review(book), "one_change").shown == "nothing that is known"


def test_what_is_expected_or_provisional_is_marked() -> None:
    stale = book_of_life(*one_plan()[:-3], baseline_rate=5000)
    found = fact(review(stale), "gauge")
    assert found.shown.startswith("≈")
    assert found.tone == "unsure"
    assert fact(review(book_of_life(*one_plan(time_sold=True))), "gauge").tone == "unsure"


def lines(plot: Plot) -> dict[str, tuple[float | None, ...]]:
    return {line.name: line.values for line in plot.lines}


def test_the_plots_end_where_the_figures_are(expected: Any) -> None:
    gauge, hours, net, rate = insight_plots(example_book("three_streams"), TODAY, 13)
    assert lines(gauge)["with the building"][-1] == pytest.approx(expected["gauge"]["raw"])
    assert lines(gauge)["running"][-1] == pytest.approx(expected["gauge_running"]["raw"])
    assert lines(rate)["per run hour"][-1] == pytest.approx(expected["effective_hourly_rate"])
    assert lines(rate)["with the building"][-1] == pytest.approx(expected["effective_hourly_rate_with_build"])
    assert (rate.level, rate.level_name) == (60, "your hour")
    for work, values in lines(hours).items():
        assert sum(value or 0 for value in values) == pytest.approx(expected["own_hours"][work])
    streams = expected_json("three_streams")["streams"].values()
    for stream in streams:
        assert sum(value or 0 for value in lines(net)[stream["name"]]) == pytest.approx(stream["net"])


def test_each_point_of_the_rate_is_that_of_its_day() -> None:
    book = example_book("three_streams")
    *_, rate = insight_plots(book, TODAY, 20)
    for place, day in enumerate(rate.days):
        found = figures(book, day).book
        assert lines(rate)["per run hour"][place] == pytest.approx(found.effective_hourly_rate)
        assert lines(rate)["with the building"][place] == pytest.approx(found.effective_hourly_rate_with_build)


def test_what_nobody_knows_is_no_zero() -> None:
    # Logged in the 1st and 3rd week, closed in the 4th, and nothing in the 2nd; the book begins with the 1st.
    hours = [
        *worked("plan", FIRST, 1, Work.SUPPORT, 60),
        *worked("plan", FIRST + timedelta(14), 1, Work.SUPPORT, 90),
    ]
    known: list[Document] = [
        Stream(doc_id=0, id="plan", name="Plan"),
        *hours,
        *earned("plan", FIRST, 1, gross=100_00),
    ]
    known.append(Closed(doc_id=0, stream="plan", week=FIRST + timedelta(21)))
    book = book_of_life(*known, baseline_rate=5000)
    gauge, own, net, rate = insight_plots(book, FIRST + timedelta(27), 6)
    assert lines(own)["support"] == (None, None, 1, None, 1.5, 0)
    assert lines(net)["Plan"] == (None, None, 100, None, None, 0)
    assert lines(gauge)["running"][:2] == (None, None)
    assert lines(rate)["per run hour"] == pytest.approx((None, None, 100, 100, 40, 40))


def test_the_running_week_is_in_no_week_that_is_over() -> None:
    gauge, hours, net, rate = insight_plots(example_book("three_streams"), TODAY - timedelta(2), 5)
    assert (len(gauge.days), len(rate.days), len(hours.days), len(net.days)) == (5, 5, 4, 4)
    assert gauge.days[-1] == rate.days[-1] == TODAY - timedelta(2)


def test_all_weeks_are_those_of_the_book() -> None:
    book = book_of_life(*one_plan(), baseline_rate=5000)
    assert [len(plot.days) for plot in insight_plots(book, TODAY, None)] == [13, 13, 13, 13]
    old = Stream(doc_id=0, id="old", name="Old")
    ancient = book_of_life(old, *worked("old", date(2001, 1, 1), 1, Work.SELL, 60), baseline_rate=5000)
    assert len(insight_plots(ancient, TODAY, None)[0].days) == MOST_WEEKS
    assert len(insight_plots(book_of([]), TODAY, None)[0].days) == 1


def test_expected_weeks_are_named() -> None:
    book = book_of_life(*one_plan()[:-3], baseline_rate=5000)
    assert list(lines(insight_plots(book, TODAY, 13)[2])) == ["Plan (≈ from 9 Jun)"]


def see(sections: tuple[Section, ...]) -> None:
    """What holds of every section."""
    assert [section.title for section in sections] == TITLES
    for each in facts_in(sections):
        assert each.shown
        assert each.how
        assert all(each.how)
        assert not re.search(r"\b(nan|inf|None)\b", " ".join((each.shown, *each.how)))
        if each.shown == "–":
            assert each.tone == "unsure"


@pytest.mark.parametrize("name", NAMES)
def test_every_example_has_its_insights(name: str) -> None:
    see(review(example_book(name), date.fromisoformat(expected_json(name)["as_of"])))


@settings(max_examples=120, deadline=None)
@given(documents())
def test_any_book_has_insights_and_plots(found: list[Document]) -> None:
    book, memory = book_of(found), Memory()
    see(insights_review(book, figures(book, AS_OF, memory), AS_OF, memory))
    plots = insight_plots(book, AS_OF, 30, memory)
    assert plots == insight_plots(book, AS_OF, 30)
    for plot in plots:
        for line in plot.lines:
            assert len(line.values) == len(plot.days)
            assert all(value is None or isfinite(value) for value in line.values)
