"""What must hold of scenarios on random books."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from leverage_tui.domain.book import Book, book_of
from leverage_tui.domain.metrics import figures
from leverage_tui.domain.model import Document, Setting, Stream, Work
from leverage_tui.domain.scenarios import Automate, Hire, Price, Productise, as_json, new_stream, what_if
from tests.metrics.books import AS_OF, ids, rich_documents
from tests.scenarios import makers
from tests.scenarios.makers import automations, hires, judged, near, plans, products, worked

few = settings(max_examples=60, deadline=None)
own = st.sampled_from(("sold", "plan", "little"))
HOUR = 60
NEUTRAL: tuple[dict[str, Any], ...] = (
    {"kind": "hire", "activity": "support"},
    {"kind": "automate", "activity": "build"},
    {"kind": "price"},
    {"kind": "productise"},
)


def with_rate(found: list[Document]) -> Book:
    return book_of([*found, Setting(doc_id=901, key="baseline_rate", value=5000)])


@few
@given(rich_documents(), ids, st.sampled_from(NEUTRAL))
def test_a_scenario_that_changes_nothing_restates_the_window_as_it_is(
    found: list[Document], stream: str, scenario: dict[str, Any]
) -> None:
    book = with_rate(found)
    known = figures(book, AS_OF).book
    change = what_if(book, AS_OF, {**scenario, "stream": stream}).change
    assert change is not None
    assert change.gauge_before == known.gauge.raw
    assert change.gauge_after == known.gauge.raw
    assert change.gauge_change in (0, None)
    assert (change.net_per_week_change, change.own_hours_per_week_change) == (0, 0)
    assert change.effective_hourly_rate_after == (known.effective_hourly_rate and near(known.effective_hourly_rate))


@few
@given(hires(own))
def test_a_helper_at_the_break_even_pay_changes_nothing_that_counts(scenario: dict[str, Any]) -> None:
    assume(scenario["hours_per_week"])
    kept, _ = worked(scenario | {"resell_share": 0})
    assert isinstance(kept, Hire)
    pay = kept.break_even_rate_at_baseline
    assert pay is not None
    if pay >= 0:
        _, change = worked(scenario | {"resell_share": 0, "rate": pay})
        assert change.net_per_week_change == near(HOUR * change.own_hours_per_week_change)
    if kept.own_hours_freed_per_week >= 0:
        _, change = worked(scenario | {"resell_share": 1, "rate": kept.break_even_rate_if_resold})
        assert change.net_per_week_change == near(0)
        assert change.own_hours_per_week_change == near(0)
        assert (
            kept.training_payback_weeks is None
            or kept.training_payback_weeks * kept.own_hours_freed_per_week == (near(scenario["training_hours"]))
        )


@few
@given(hires(own), makers.tenths(90))
def test_dearer_help_is_never_better(scenario: dict[str, Any], more: float) -> None:
    (one, before), (other, after) = worked(scenario), worked(scenario | {"rate": scenario["rate"] + more})
    assert isinstance(one, Hire)
    assert isinstance(other, Hire)
    assert one.worth_it or not other.worth_it
    assert after.net_per_week_change <= before.net_per_week_change
    if before.gauge_after is not None and after.gauge_after is not None and scenario["stream"] == "plan":
        assert after.gauge_after <= before.gauge_after + 1e-9
    better = HOUR * -before.own_hours_per_week_change + before.net_per_week_change
    assert one.worth_it == (better > 0) or better == near(0)


@few
@given(automations(own))
def test_an_automation_is_paid_back_after_as_many_weeks(scenario: dict[str, Any]) -> None:
    found, change = worked(scenario)
    assert isinstance(found, Automate)
    surplus = change.net_per_week_change - HOUR * change.own_hours_per_week_change
    if found.payback_weeks is None:
        assert surplus <= 1e-9
    else:
        assert surplus * found.payback_weeks == near(HOUR * scenario["build_hours"])
    if found.hours_payback_weeks is not None:
        assert -change.own_hours_per_week_change * found.hours_payback_weeks == near(scenario["build_hours"])
    claimed = scenario["runs_per_week"] * scenario["minutes_saved"] / 60
    assert found.hours_saved_per_week <= claimed + 1e-9
    assert found.capped == (found.hours_saved_per_week < claimed - 1e-9)


@few
@given(st.integers(1, 90_000), st.integers(0, 30_000), st.integers(0, 30_000), st.integers(-9, 20))
def test_at_the_break_even_volume_a_price_changes_no_net(gross: int, variable: int, pay: int, tenths: int) -> None:
    """Without percentage fees, which the usual formula leaves out."""
    extra = [
        Stream(doc_id=6, id="fair", name="Fair"),
        makers.money(60, "fair", gross=gross, variable_costs=variable, fixed_costs=700),
        makers.hours(61, "fair", Work.PEOPLE, 60, cost=pay),
    ]
    book = book_of([*makers.documents(), *extra])
    scenario = {"kind": "price", "stream": "fair", "price_change": tenths / 10}
    found, _ = worked(scenario, book)
    assert isinstance(found, Price)
    volume = found.break_even_volume_change
    assume(volume is not None and -1 <= volume < 1000)
    assert worked(scenario | {"volume_change": volume}, book)[1].net_per_week_change == pytest.approx(0, abs=1e-6)


@few
@given(st.integers(-10, 20), st.integers(1, 20), st.integers(-10, 20))
def test_a_better_price_is_never_worse(tenths: int, more: int, volume: int) -> None:
    def at(number: int) -> Any:
        change = {"price_change": number / 10, "volume_change": volume / 10}
        return worked({"kind": "price", "stream": "plan", **change})[1]

    assert at(tenths + more).net_per_week_change >= at(tenths).net_per_week_change
    assert at(tenths + more).gauge_after >= at(tenths).gauge_after - 1e-9


@few
@given(products)
def test_a_product_is_worked_off_after_as_many_weeks_or_units(scenario: dict[str, Any]) -> None:
    found, change = worked(scenario)
    assert isinstance(found, Productise)
    surplus = found.net_per_week - HOUR * found.own_hours_per_week
    if found.break_even_weeks is None:
        assert surplus <= 1e-9
    else:
        assert surplus * found.break_even_weeks == near(HOUR * scenario["build_hours"])
    if found.break_even_units is not None:
        bare = {"units_per_week": found.break_even_units, "sell_hours_per_week": 0, "cost_per_week": 0}
        at_once, _ = worked(scenario | bare)
        assert isinstance(at_once, Productise)
        assert at_once.net_per_week - HOUR * at_once.own_hours_per_week == near(HOUR * scenario["build_hours"])
    assert change.net_per_week_change == found.net_per_week
    assert change.own_hours_per_week_change == found.own_hours_per_week
    plan = {"build_hours": scenario["build_hours"], "net_per_week": found.net_per_week}
    same = judged(plan | {"run_hours_per_week": found.own_hours_per_week})
    assert same.projected_break_even_weeks == (found.break_even_weeks and near(found.break_even_weeks))


@few
@given(rich_documents(), st.one_of(hires(ids), automations(ids), products))
def test_every_number_is_one(found: list[Document], scenario: dict[str, Any]) -> None:
    result = as_json(what_if(with_rate(found), AS_OF, scenario))
    assert None not in (result["net_per_week_change"], result["own_hours_per_week_change"])
    for value in result.values():
        assert not isinstance(value, float) or abs(value) < float("inf")
    if result["gauge_change"] is not None:
        assert result["gauge_before"] + result["gauge_change"] == near(result["gauge_after"])


@settings(max_examples=150, deadline=None)
@given(plans)
def test_the_score_of_a_plan(plan: dict[str, Any]) -> None:
    found = judged(plan)
    assert 0 <= found.score <= 100
    assert 0 <= found.economics <= 30
    gates = [plan[name] for name in ("one_to_many", "info_product", "delivered_by_others")]
    assert found.gate_passed == any(gates)
    if not any(gates):
        assert found.score <= 39
        assert found.verdict == "fails the test: it is your time, sold again"
    else:
        assert found.score == near(found.structure + found.honest_plan + found.economics)
    weeks = found.projected_break_even_weeks
    pays = weeks is not None and weeks <= 104
    assert (found.verdict == "go") == (any(gates) and found.score >= 70 and pays)


@settings(max_examples=150, deadline=None)
@given(plans, st.integers(0, 300), makers.tenths(10), makers.shares)
def test_more_income_and_less_work_never_lower_the_score(
    plan: dict[str, Any], more: int, less: float, share: float
) -> None:
    better = plan | {"net_per_week": plan["net_per_week"] + more}
    assert judged(better).score >= judged(plan).score
    assume(plan["build_hours"] > 0 and plan["net_per_week"] >= 0)
    assert judged(plan | {"run_hours_per_week": 0}).score >= judged(plan).score
    assert (
        judged(plan | {"largest_channel_share": share * plan["largest_channel_share"]}).score >= judged(plan).score
    )
    worse = plan | {"build_hours": plan["build_hours"] + less}
    assert judged(worse).score <= judged(plan).score


@few
@given(rich_documents(), plans)
def test_a_plan_needs_no_stream_that_is_there(found: list[Document], plan: dict[str, Any]) -> None:
    bare = [document for document in found if document.doc_id < 0]
    assert new_stream(with_rate(found), AS_OF, plan) == new_stream(with_rate(bare), AS_OF, plan)
