"""Hand-computed cases of METRICS 3: accrual, rates, standing entries, expected income, windows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import pytest

from leverage_tui.domain.book import book_of
from leverage_tui.domain.metrics import Figures, figures
from leverage_tui.domain.model import (
    Amounts,
    Asset,
    BuildBlock,
    Closed,
    Document,
    Hours,
    Money,
    Opening,
    Per,
    Rate,
    Setting,
    Source,
    Standing,
    Stream,
    Work,
)

JUNE_29 = date(2025, 6, 29)
PLAIN = Stream(doc_id=1, id="s", name="S")
SOLD = Stream(doc_id=1, id="s", name="S", time_sold=True)


def see(documents: Iterable[Document], as_of: date = JUNE_29, stream: Stream = PLAIN) -> Figures:
    return figures(book_of([stream, *documents]), as_of)


def money(first: date, last: date, gross: int, number: int = 10, currency: str = "USD") -> Money:
    return Money(doc_id=number, stream="s", date=first, until=last, currency=currency, amounts=Amounts(gross=gross))


def lasting(per: Per, begins: date, gross: int, **more: Any) -> Standing:
    fields: dict[str, Any] = {"doc_id": 20, "name": "n", "currency": "USD", "amounts": Amounts(gross=gross)}
    return Standing(stream="s", begins=begins, per=per, **(fields | more))


def worked(day: date, minutes: int, work: Work = Work.DELIVER, number: int = 30, **more: Any) -> Hours:
    return Hours(doc_id=number, stream="s", date=day, work=work, minutes=minutes, **more)


def test_a_period_counts_by_the_days_in_the_window() -> None:
    # 31 days of March 2025, of which one (Monday 31 March) is in the window that ends on 29 June.
    found = see([money(date(2025, 3, 1), date(2025, 3, 31), 31_00), worked(date(2025, 3, 1), 60)])
    assert found.window == (date(2025, 3, 31), JUNE_29)
    assert found.book.gross - found.book.expected_net == 1.0
    assert found.book.lifetime.net - found.book.expected_net == 31.0


def test_a_month_border_within_a_week() -> None:
    # In the week of 28 April, 3 days are April's (30 days) and 4 are May's (31 days).
    found = see([lasting(Per.MONTH, date(2025, 4, 28), 930_00, ends=date(2025, 5, 4))])
    assert found.book.gross == pytest.approx(3 * 31 + 4 * 30, rel=1e-15)


@pytest.mark.parametrize(("year", "days"), [(2023, 365), (2024, 366)])
def test_a_yearly_amount_by_the_days_of_its_year(year: int, days: int) -> None:
    entry = lasting(Per.YEAR, date(year, 2, 27), 366 * 365_00, ends=date(year, 3, 1))
    found = see([entry], as_of=date(year, 3, 31))
    assert found.book.gross == (days - 365 + 3) * 366 * 365 / days


def test_february_of_a_leap_year() -> None:
    found = see([lasting(Per.MONTH, date(2024, 2, 29), 29_00)], as_of=date(2024, 2, 29))
    assert found.book.gross == 1.0


def test_a_standing_entry_ends_with_its_stream() -> None:
    stream = Stream(doc_id=1, id="s", name="S", ended=date(2025, 6, 25))
    found = see([lasting(Per.WEEK, date(2025, 6, 23), 70_00)], stream=stream)
    assert found.book.gross == 30.0
    assert found.streams["s"].income_until == date(2025, 6, 25)


def test_an_end_still_to_come_is_not_yet() -> None:
    stream = Stream(
        doc_id=1, id="s", name="S", ended=date(2025, 7, 2),
        opening=Opening(build=(BuildBlock(date(2025, 6, 23), 104 * 60, Asset.PRODUCT),)),
    )  # fmt: skip
    entries = [lasting(Per.WEEK, date(2025, 6, 23), 70_00)]
    assert see(entries, stream=stream).book.amortised_build_hours == 1.0
    assert see(entries, date(2025, 7, 2), stream).book.amortised_build_hours == 104.0


@pytest.mark.parametrize(("end", "charged"), [(date(2025, 6, 25), 104.0), (None, 1 + 3 / 7)])
def test_build_left_at_the_end_is_charged_in_full_in_a_running_week(end: date | None, charged: float) -> None:
    block = BuildBlock(date(2025, 6, 18), 104 * 60, Asset.PRODUCT)
    stream = Stream(doc_id=1, id="s", name="S", ended=end, opening=Opening(build=(block,)))
    assert see([], date(2025, 6, 25), stream).book.amortised_build_hours == pytest.approx(charged, rel=1e-12)


def test_build_after_the_end_is_charged_in_its_own_week() -> None:
    stream = Stream(doc_id=1, id="s", name="S", ended=date(2025, 5, 1))
    found = see([worked(date(2025, 6, 27), 120, Work.BUILD)], stream=stream)
    assert found.book.amortised_build_hours == 2.0


def test_a_rate_is_the_last_on_or_before_the_end_of_the_period() -> None:
    rates = [
        Rate(doc_id=2, currency="EUR", date=date(2025, 6, 10), rate="1.1"),
        Rate(doc_id=3, currency="EUR", date=date(2025, 6, 20), rate="1.2"),
        Rate(doc_id=4, currency="EUR", date=date(2025, 6, 21), rate="9"),
    ]
    entry = money(date(2025, 6, 11), date(2025, 6, 20), 100_00, currency="EUR")
    assert see([*rates, entry]).book.gross == pytest.approx(120)
    assert see([*rates, entry], date(2025, 6, 15)).book.gross == pytest.approx(5 * 10 * 1.1)


def test_a_rate_that_came_during_a_period_restates_its_whole_weeks() -> None:
    rates = [
        Rate(doc_id=2, currency="EUR", date=date(2025, 6, 1), rate="1"),
        Rate(doc_id=3, currency="EUR", date=date(2025, 6, 30), rate="3"),
    ]
    entry = money(date(2025, 6, 2), date(2025, 7, 1), 30_00, currency="EUR")
    assert see([*rates, entry], date(2025, 6, 29)).book.gross == 28.0
    assert see([*rates, entry], date(2025, 6, 30)).book.gross == 87.0


def test_without_a_rate_an_amount_is_left_out_and_named() -> None:
    found = see([money(JUNE_29, JUNE_29, 100_00, currency="CHF"), worked(JUNE_29, 60)])
    assert (found.book.gross, found.book.run_hours) == (0, 1)
    assert "no rate for CHF on or before 2025-06-29: its amounts are left out of every total" in found.warnings


def test_yen_have_no_decimals() -> None:
    rate = Rate(doc_id=2, currency="JPY", date=date(2025, 1, 1), rate="0.0064")
    assert see([rate, money(JUNE_29, JUNE_29, 10_000, currency="JPY")]).book.gross == 64.0


def test_a_standing_entry_converts_day_by_day() -> None:
    rates = [
        Rate(doc_id=2, currency="EUR", date=date(2025, 6, 24), rate="1"),
        Rate(doc_id=3, currency="EUR", date=date(2025, 6, 27), rate="2"),
    ]
    found = see([*rates, lasting(Per.WEEK, date(2025, 6, 23), 7_00, currency="EUR")])
    assert found.book.gross == 3 * 1 + 3 * 2


def test_a_standing_week_is_replaced_with_pay_at_the_standing_rate() -> None:
    helper = lasting(Per.WEEK, date(2025, 6, 16), 0, source=Source.PEOPLE, minutes=600, cost=100_00, capital=None)
    typed = worked(date(2025, 6, 23), 300, Work.PEOPLE, standing="20")
    found = see([helper, typed])
    assert (found.book.people_hours, found.book.people_cost) == (15.0, 150.0)
    nothing = see([helper, worked(date(2025, 6, 23), 0, Work.PEOPLE, standing="20")])
    assert (nothing.book.people_hours, nothing.book.people_cost) == (10.0, 100.0)


def test_a_replacement_counts_in_full_in_the_running_week() -> None:
    helper = lasting(Per.WEEK, date(2025, 6, 16), 0, source=Source.PEOPLE, minutes=700, cost=70_00)
    typed = worked(date(2025, 6, 23), 300, Work.PEOPLE, standing="20", cost=10_00)
    assert see([helper, typed], date(2025, 6, 24)).book.people_cost == 80.0
    assert see([helper], date(2025, 6, 24)).book.people_cost == 90.0


def test_people_hours_without_pay_are_warned_of() -> None:
    found = see([worked(JUNE_29, 90, Work.PEOPLE)])
    assert "S: pay unknown for 1.5 h of people" in found.warnings


def test_expected_income_takes_the_pace_of_the_last_90_days() -> None:
    # 91 days up to 30 April (both ends included) at 2 a day, and 60 days before them at 100 a day.
    until = date(2025, 4, 30)
    first = until - timedelta(90)
    entries = [
        money(first, until, 182_00),
        money(first - timedelta(60), first - timedelta(1), 6000_00, number=11),
    ]
    found = see(entries, date(2025, 5, 10))
    assert found.streams["s"].income_until == until
    assert found.book.expected_net == 20.0


def test_expected_income_stops_after_56_days() -> None:
    entries = [money(date(2025, 4, 1), date(2025, 4, 28), 28_00)]
    assert see(entries, date(2025, 6, 22)).book.expected_net == 55.0
    assert see(entries, date(2025, 6, 23)).book.expected_net == 56.0
    assert see(entries, date(2025, 6, 29)).book.expected_net == 56.0


@pytest.mark.parametrize(("days", "expected"), [(27, 0.0), (28, 3.0)])
def test_nothing_is_expected_of_under_28_days(days: int, expected: float) -> None:
    first = date(2025, 4, 1)
    last = first + timedelta(days - 1)
    assert see([money(first, last, days * 100)], last + timedelta(3)).book.expected_net == expected


def test_nothing_is_expected_after_the_end() -> None:
    stream = Stream(doc_id=1, id="s", name="S", ended=date(2025, 5, 2))
    entries = [money(date(2025, 4, 1), date(2025, 4, 30), 30_00)]
    assert see(entries, stream=stream).book.expected_net == 2.0


def test_sold_income_is_expected_by_deliver_minutes() -> None:
    entries = [
        money(date(2025, 4, 1), date(2025, 4, 30), 3000_00),
        worked(date(2025, 4, 8), 600),
        worked(date(2025, 5, 6), 60, number=31),
        worked(date(2025, 5, 6), 60, Work.SELL, number=32),
    ]
    assert see(entries, date(2025, 5, 7), SOLD).book.expected_net == 300.0
    assert see(entries[:1] + entries[2:], date(2025, 5, 7), SOLD).book.expected_net == 0.0


def test_costs_on_their_own_are_not_expected_again() -> None:
    cost = Money(
        doc_id=12, stream="s", date=date(2025, 4, 1), until=date(2025, 4, 30), currency="USD",
        amounts=Amounts(fixed_costs=3000_00),
    )  # fmt: skip
    entries = [money(date(2025, 4, 1), date(2025, 4, 30), 30_00), cost]
    assert see(entries, date(2025, 5, 7)).book.expected_net == 7.0


def test_what_is_dated_later_does_not_count_yet() -> None:
    entries = [
        money(date(2025, 6, 1), date(2025, 6, 10), 10_00),
        worked(date(2025, 6, 5), 60),
        Closed(doc_id=40, stream="s", week=date(2025, 6, 2)),
    ]
    later = [
        money(date(2025, 6, 12), date(2025, 7, 1), 10_00, number=11),
        worked(date(2025, 6, 12), 60, number=31),
        worked(date(2025, 6, 12), 60, Work.BUILD, number=32),
        lasting(Per.WEEK, date(2025, 6, 12), 10_00),
        Closed(doc_id=41, stream="s", week=date(2025, 6, 16)),
    ]
    day = date(2025, 6, 11)
    assert see([*entries, *later], day) == see(entries, day)


def test_the_window_of_a_young_book_and_of_an_empty_one() -> None:
    young = see([worked(date(2025, 6, 17), 60)], date(2025, 6, 25))
    assert young.window[0] == date(2025, 6, 16)
    assert young.weeks == pytest.approx(10 / 7)
    assert "early: 2 weeks" in young.warnings
    assert see([]).weeks == 13.0


def test_without_a_baseline_the_sold_hours_of_the_window_stand_in() -> None:
    found = see([money(JUNE_29, JUNE_29, 90_00), worked(JUNE_29, 120)], stream=SOLD)
    assert (found.baseline_rate, found.baseline_provisional) == (45.0, True)
    assert see([worked(JUNE_29, 120)], stream=SOLD).book.gauge.state == "needs baseline rate"


def test_states() -> None:
    base = Setting(doc_id=5, key="baseline_rate", value=60_00)
    assert see([base]).book.gauge.state == "no net income"
    assert see([base, money(JUNE_29, JUNE_29, 100)]).book.gauge.state == "no own hours logged"
    assert see([base, money(JUNE_29, JUNE_29, 100)]).book.gauge.display == 99.9
    assert see([base, money(JUNE_29, JUNE_29, 100), worked(JUNE_29, 60)]).book.gauge.state == "below baseline"
    assert see([base, money(JUNE_29, JUNE_29, 120_00), worked(JUNE_29, 60)]).book.gauge.raw == 50.0
    assert see([base, money(JUNE_29, JUNE_29, 60_00), worked(JUNE_29, 60)]).book.gauge.raw == 0.0


def test_costs_that_eat_up_income_exactly_leave_no_net_income() -> None:
    base = Setting(doc_id=5, key="baseline_rate", value=60_00)
    costs = [
        Money(
            doc_id=50 + part, stream="s", date=date(2025, 6, 1) + timedelta(3 * part),
            until=date(2025, 6, 3) + timedelta(3 * part), currency="USD", amounts=Amounts(fixed_costs=10),
        )
        for part in range(10)
    ]  # fmt: skip
    found = see([base, money(date(2025, 6, 1), date(2025, 6, 30), 100), *costs])
    assert (found.book.net, found.book.gauge.state) == (0.0, "no net income")


def test_capital_is_the_mean_over_the_weeks_that_have_any() -> None:
    entry = lasting(Per.YEAR, date(2025, 6, 12), 365_00, source=Source.CAPITAL, capital=700_00)
    assert see([entry], date(2025, 6, 24)).streams["s"].capital == pytest.approx((400 + 700 + 700) / 3)


def test_entries_of_an_unknown_stream_are_left_out_with_a_warning() -> None:
    stray = Hours(doc_id=60, stream="ghost", date=date(2020, 1, 1), work=Work.DELIVER, minutes=60)
    found = see([worked(JUNE_29, 60), stray])
    assert found.window[0] == date(2025, 6, 23)
    assert found.book.run_hours == 1.0
    assert "entries of an unknown stream are left out: ghost" in found.warnings


def test_long_building_without_income_is_warned_of() -> None:
    found = see([worked(date(2024, 12, 1), 600, Work.BUILD)])
    assert "S: 10 h of building since 2024-11-25 and no income yet" in found.warnings


def test_a_baseline_far_from_the_measured_rate_is_warned_of() -> None:
    base = Setting(doc_id=5, key="baseline_rate", value=60_00)
    found = see([base, money(JUNE_29, JUNE_29, 40_00), worked(JUNE_29, 60)], stream=SOLD)
    assert "the baseline rate is 50% above what an hour you sold has brought" in found.warnings
