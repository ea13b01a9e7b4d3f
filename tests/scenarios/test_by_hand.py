"""Scenarios worked out by hand on a small book: $60 an hour, 13 whole weeks, build charged over 104."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from leverage_tui.domain.book import book_of
from leverage_tui.domain.metrics import figures
from leverage_tui.domain.model import Stream
from leverage_tui.domain.scenarios import Automate, Hire, Price, Productise, as_json, new_stream, what_if
from tests.scenarios.makers import AS_OF, book, documents, judged, near, worked

HIRE = {
    "kind": "hire", "label": "admin", "stream": "sold", "activity": "admin", "hours_per_week": 2, "rate": 20,
    "training_hours": 13,
}  # fmt: skip


def test_a_helper_frees_what_is_there_less_the_managing() -> None:
    found, change = worked(HIRE)
    assert isinstance(found, Hire)
    assert found.own_hours_freed_per_week == near(1.3)
    assert found.resold_hours_per_week == 0
    assert found.break_even_rate_at_baseline == near(39)
    assert found.break_even_rate_if_resold == near(65)
    assert found.training_payback_weeks == near(10)
    assert found.worth_it
    assert change.net_per_week_change == near(-40)
    assert change.own_hours_per_week_change == near(-1.3)
    assert change.effective_hourly_rate_after == near((1450 - 40) / (17 - 1.3))
    # Sold: 960 kept of 1,000, 10.7 own hours and 0.125 of training, 2 of the helper, capped at 2/12.825 of it.
    # Little: nothing, all of it is sold time. Plan: 250 less 3 own hours and 7/2/104 of the building.
    sold, plan = 960 * 2 / (10.7 + 0.125 + 2), 250 - 60 * (3 + 0.5 * (91 / 7 / 104))
    assert change.gauge_after == near(100 * (sold + plan) / 1410)


def test_what_is_resold_lands_on_the_stream_that_sells_most() -> None:
    found, change = worked(HIRE | {"resell_share": 0.5})
    assert isinstance(found, Hire)
    assert found.resold_hours_per_week == near(0.65)
    assert change.net_per_week_change == near(65 - 40)
    assert change.own_hours_per_week_change == near(-0.65)
    elsewhere = worked(HIRE | {"stream": "plan", "activity": "manage", "resell_share": 1})[1]
    plan = 250 - 40 - 60 * (3 - 1.3 + 0.5 / 8 + 0.125)
    assert elsewhere.gauge_after == near(100 * plan / (1450 - 40 + 130))


def test_managing_that_eats_the_help_frees_nothing_and_sells_nothing() -> None:
    found, change = worked(HIRE | {"efficiency": 0.1, "overhead": 0.6, "resell_share": 1})
    assert isinstance(found, Hire)
    assert found.own_hours_freed_per_week == near(-1)
    assert found.resold_hours_per_week == 0
    assert found.training_payback_weeks is None
    assert not found.worth_it
    assert found.break_even_rate_at_baseline == near(-30)
    assert change.own_hours_per_week_change == near(1)


def test_where_no_hour_is_sold_nothing_can_be_resold() -> None:
    unsold = book_of(
        replace(found, time_sold=False) if isinstance(found, Stream) else found for found in documents()
    )
    found, change = worked(HIRE | {"resell_share": 1}, unsold)
    assert isinstance(found, Hire)
    assert found.break_even_rate_if_resold is None
    assert found.resold_hours_per_week == 0
    assert found.worth_it
    assert change.net_per_week_change == near(-40)


def test_pay_that_is_just_the_break_even_is_not_worth_it() -> None:
    one, other = (worked(HIRE | {"rate": rate})[0] for rate in (39, 38.9))
    assert isinstance(one, Hire)
    assert isinstance(other, Hire)
    assert (one.worth_it, other.worth_it) == (False, True)


def test_an_automation_saves_no_more_than_there_is() -> None:
    given = {
        "kind": "automate", "stream": "sold", "activity": "admin", "build_hours": 20, "runs_per_week": 10,
        "minutes_saved": 30, "maintenance_hours_per_week": 0.5, "cost_per_week": 30,
    }  # fmt: skip
    found, change = worked(given)
    assert found == Automate(
        hours_saved_per_week=2, capped=True, payback_weeks=20, hours_payback_weeks=near(40 / 3)
    )
    assert (change.net_per_week_change, change.own_hours_per_week_change) == (-30, -1.5)
    enough = worked(given | {"minutes_saved": 12})[0]
    assert isinstance(enough, Automate)
    assert not enough.capped
    never = worked(given | {"cost_per_week": 90})[0]
    assert isinstance(never, Automate)
    assert never.payback_weeks is None
    assert never.hours_payback_weeks == near(40 / 3)


def test_building_that_is_taken_over_leaves_the_gauge_at_most_without_it() -> None:
    given = {"kind": "automate", "stream": "plan", "activity": "build", "runs_per_week": 1, "minutes_saved": 60}
    found, change = worked(given)
    assert isinstance(found, Automate)
    assert found.hours_saved_per_week == 0.5
    assert change.own_hours_per_week_change == -0.5
    assert change.gauge_after == near(figures(book(), AS_OF).book.gauge_running.raw)


def test_a_price_takes_fees_helpers_and_work_along() -> None:
    found, change = worked({"kind": "price", "stream": "plan", "price_change": 0.2, "volume_change": -0.1})
    assert found == Price(
        contribution_margin=near((400 - 20 - 80 - 50) / 400),
        break_even_volume_change=near(-0.2 / (0.625 + 0.2)),
    )
    assert change.net_per_week_change == near(380 * 0.08 + 130 * 0.1)
    assert change.own_hours_per_week_change == near(-0.1)


def test_a_price_below_the_costs_breaks_even_at_no_volume() -> None:
    found, _ = worked({"kind": "price", "stream": "plan", "price_change": -0.7})
    assert found == Price(contribution_margin=0.625, break_even_volume_change=None)


def test_a_stream_without_revenue_has_no_margin() -> None:
    idea = Stream(doc_id=5, id="idea", name="Idea")
    found, change = worked({"kind": "price", "stream": "idea", "price_change": 0.1}, book_of([*documents(), idea]))
    assert found == Price(contribution_margin=None, break_even_volume_change=None)
    assert change.gauge_change == 0


def test_a_product_is_a_stream_of_its_own() -> None:
    given = {
        "kind": "productise", "build_hours": 52, "price": 100, "units_per_week": 3, "platform_fee": 0.25,
        "processing_fee": 0.05, "refund_rate": 0.1, "support_minutes_per_unit": 10, "sell_hours_per_week": 0.5,
        "cost_per_week": 9,
    }  # fmt: skip
    found, change = worked(given)
    assert found == Productise(
        net_per_week=180,
        own_hours_per_week=1,
        true_rate_over_life=near(104 * 180 / (52 + 104)),
        break_even_weeks=near(52 * 60 / 120),
        break_even_units=near(52 * 60 / (63 - 10)),
    )
    before = figures(book(), AS_OF).book.gauge
    assert before.credited is not None
    after = before.credited / 13 + 180 - 60 * 1.5
    assert change.gauge_after == near(100 * after / (1450 + 180))
    assert change.effective_hourly_rate_after == near(1630 / 18)


def test_without_a_rate_only_the_reason_is_known() -> None:
    nothing_sold = [
        replace(found, time_sold=False) if isinstance(found, Stream) else found for found in documents(None)
    ]
    found = what_if(book_of(nothing_sold), AS_OF, HIRE)
    assert as_json(found) == {"kind": "hire", "label": "admin", "state": "needs baseline rate"}
    plan = new_stream(book_of(nothing_sold), AS_OF, {"name": "x", "net_per_week": 100, "run_hours_per_week": 1})
    assert (plan.economics, plan.projected_true_rate, plan.projected_break_even_weeks) == (0, 100, None)


def test_without_a_set_rate_the_provisional_one_counts() -> None:
    found, _ = worked(HIRE, book(None))
    assert isinstance(found, Hire)
    assert found.break_even_rate_at_baseline == near(1200 / 14 * 1.3 / 2)


def test_without_income_there_is_a_gauge_only_after() -> None:
    empty = book_of([found for found in documents() if found.doc_id < 10])
    given = {"kind": "productise", "build_hours": 10, "price": 100, "units_per_week": 1}
    _, change = worked(given, empty)
    assert (change.gauge_before, change.gauge_change) == (None, None)
    assert change.gauge_after == near(100 - 600 / 104)
    assert change.effective_hourly_rate_after is None


def test_the_points_of_a_plan() -> None:
    plan = {
        "name": "a", "one_to_many": True, "delivered_by_others": True, "automation_planned": True,
        "management_planned": True, "build_hours": 26, "net_per_week": 90, "run_hours_per_week": 1,
        "largest_channel_share": 0.5,
    }  # fmt: skip
    found = judged(plan)
    assert (found.gate_passed, found.structure, found.honest_plan) == (True, 36, 12)
    assert found.projected_break_even_weeks == 52
    assert found.projected_true_rate == near(72)
    assert found.economics == near(12 + 4 + 5)
    assert (found.score, found.verdict) == (69, "rework the plan")
    assert judged(plan | {"survives_two_weeks_off": True}).verdict == "go"
    assert judged({"info_product": True}).verdict == "no"
    assert judged(plan | {"largest_channel_share": None}).economics == near(12 + 4)


def test_a_plan_without_hours_has_no_rate_and_no_points_for_it() -> None:
    found = judged({"one_to_many": True, "net_per_week": 100})
    assert (found.projected_true_rate, found.projected_break_even_weeks, found.economics) == (None, 0, 0)


def test_the_day_decides_the_window() -> None:
    early = what_if(book(), date(2025, 12, 14), HIRE | {"stream": "plan", "activity": "manage"})
    assert isinstance(early.outcome, Hire)
    assert early.outcome.own_hours_freed_per_week == near(-0.3)
