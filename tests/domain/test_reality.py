"""Scenarios made real, and what became of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leverage_tui.domain.book import Book, book_of
from leverage_tui.domain.edits.check import checked
from leverage_tui.domain.edits.core import EditRefused
from leverage_tui.domain.edits.hours import set_standing_week
from leverage_tui.domain.edits.scenarios import keep_scenario
from leverage_tui.domain.edits.standing import add_standing
from leverage_tui.domain.edits.streams import add_stream, end_stream
from leverage_tui.domain.metrics import figures
from leverage_tui.domain.model import (
    Amounts,
    Asset,
    Document,
    Hours,
    Money,
    Per,
    Setting,
    Source,
    Standing,
    Status,
    Stream,
    Work,
)
from leverage_tui.domain.planning.estimates import estimates
from leverage_tui.domain.planning.kept import kept
from leverage_tui.domain.planning.reality import make_real
from leverage_tui.store.guard import allowed
from tests.domain.books import done
from tests.scenarios.makers import AS_OF, automations, book, hires, products
from tests.scenarios.makers import plans as any_plans

BEGINS = AS_OF + timedelta(days=3)
HIRE: dict[str, Any] = {
    "kind": "hire", "label": "Ana", "stream": "plan", "activity": "manage", "hours_per_week": 2.5, "rate": 15.5,
}  # fmt: skip
AUTOMATE: dict[str, Any] = {
    "kind": "automate", "label": "Invoices", "stream": "sold", "activity": "admin", "runs_per_week": 8,
    "minutes_saved": 12, "cost_per_week": 5.25,
}  # fmt: skip
PRICE: dict[str, Any] = {"kind": "price", "stream": "plan", "price_change": 0.1, "volume_change": -0.05}
PRODUCT: dict[str, Any] = {
    "kind": "productise", "label": "Second course", "build_hours": 120, "price": 99, "units_per_week": 2,
    "processing_fee": 0.035, "refund_rate": 0.05, "support_minutes_per_unit": 15, "sell_hours_per_week": 1.5,
    "cost_per_week": 10,
}  # fmt: skip
PLAN: dict[str, Any] = {
    "name": "Podcast", "one_to_many": True, "build_hours": 40, "net_per_week": 90, "run_hours_per_week": 0.5,
}  # fmt: skip


def standing(of: Book, stream: str = "plan") -> list[Standing]:
    """The standing entries of a stream, the earliest first."""
    return sorted(of.ledger(stream).standing, key=lambda entry: (entry.begins, entry.doc_id))


def with_prices(*entries: dict[str, Any]) -> Book:
    found = book()
    for number, fields in enumerate(entries):
        said = {"begins": date(2026, 1, 1), "per": Per.MONTH, **fields}
        found = done(found, add_standing(found, "plan", f"Entry {number}", **said))
    return found


def test_a_helper_is_a_standing_entry_in_the_currency_of_the_book() -> None:
    foreign = done(book(), add_stream(book(), "Euros", id="euros", currency="EUR"))
    made = make_real(foreign, HIRE | {"stream": "euros"}, BEGINS)
    assert made.sentence == "Ana: 2:30 a week at $38.75, $15.50 an hour from Wed 18 Mar 2026"
    (entry,) = standing(checked(foreign, made), "euros")
    assert (entry.name, entry.source, entry.per, entry.begins) == ("Ana", Source.PEOPLE, Per.WEEK, BEGINS)
    assert (entry.minutes, entry.cost, entry.currency, entry.ends) == (150, 3875, "USD", None)


def test_halves_of_a_minute_and_of_a_cent_go_up_exactly() -> None:
    made = make_real(book(), HIRE | {"hours_per_week": 0.675, "rate": 0.2}, BEGINS)
    entry = made.changes[0].after
    assert isinstance(entry, Standing)
    assert (entry.minutes, entry.cost) == (41, 14)


def test_an_automation_saves_what_its_result_says_and_its_bill_is_a_fixed_cost() -> None:
    (entry,) = standing(checked(book(), make_real(book(), AUTOMATE, BEGINS, AS_OF)), "sold")[-1:]
    assert (entry.source, entry.minutes, entry.amounts) == (Source.AUTOMATION, 96, Amounts(fixed_costs=525))
    capped = make_real(book(), AUTOMATE | {"minutes_saved": 60, "cost_per_week": 0}, BEGINS, AS_OF).changes[0].after
    assert isinstance(capped, Standing)
    assert (capped.minutes, capped.amounts) == (120, Amounts())


def test_a_price_begins_anew_and_the_past_stays() -> None:
    before = with_prices(
        {"amounts": Amounts(gross=90_000, processing_fees=2_705, refunds=1_000, variable_costs=333, fixed_costs=700),
         "units": 30},
        {"amounts": Amounts(fixed_costs=3_900)},
        {"amounts": Amounts(gross=5_000), "ends": date(2026, 2, 28)},
        {"amounts": Amounts(gross=5_000), "begins": date(2026, 5, 1)},
        {"amounts": Amounts(gross=4_000), "source": Source.PEOPLE, "minutes": 600, "cost": 10_000},
    )  # fmt: skip
    made = make_real(before, PRICE, BEGINS)
    assert made.sentence == "Plan: 2 prices changed from Wed 18 Mar 2026"
    after = allowed(before, made)
    changed = [entry for entry in standing(after) if entry.begins == BEGINS]
    ended = {entry.name for entry in standing(after) if entry.ends == BEGINS - timedelta(days=1)}
    assert ended == {"Entry 0", "Entry 4"}
    by_name = {entry.name: entry for entry in changed}
    # 1.1 x 0.95 = 1.045: 940.50, 28.26725 and 10.45; volume alone 3.1635, and 28.5 units.
    assert by_name["Entry 0"].amounts == Amounts(
        gross=94_050, processing_fees=2_827, refunds=1_045, variable_costs=316, fixed_costs=700
    )
    assert by_name["Entry 0"].units == 29
    assert (by_name["Entry 4"].minutes, by_name["Entry 4"].cost) == (570, 9_500)
    assert by_name["Entry 4"].amounts == Amounts(gross=4_180)
    earlier = BEGINS - timedelta(days=1)
    assert figures(after, earlier) == figures(before, earlier)
    assert allowed(after, made.inverse()).tables == before.tables


def test_one_price_says_itself_and_what_is_entered_as_money_is_left_to_be_entered() -> None:
    before = with_prices({"amounts": Amounts(gross=90_000)})
    assert make_real(before, PRICE, BEGINS).sentence == "Entry 0: $940.50 a month from Wed 18 Mar 2026"
    with pytest.raises(EditRefused) as refused:
        make_real(book(), PRICE, BEGINS)
    assert str(refused.value) == "what arrives in Plan is entered as money: enter the new price there"
    assert refused.value.field == "stream"


def test_a_product_is_a_stream_that_is_being_built_and_what_was_planned_stays_beside_it() -> None:
    before = done(book(), keep_scenario(book(), PRODUCT))
    made = make_real(before, PRODUCT, BEGINS)
    after = allowed(before, made)
    stream = after.streams["second"]
    assert (stream.name, stream.status, stream.time_sold, stream.started) == (
        "Second course", Status.BUILDING, False, BEGINS,
    )  # fmt: skip
    assert stream.note == "Planned: 120:00 h of building, 2 a week at $99, net $171.51 and 2:00 h of yours a week."
    (one,) = kept(after)
    assert one.body == PRODUCT | {"stream": "second"}
    with pytest.raises(EditRefused, match="that is a stream already: Second course"):
        make_real(after, PRODUCT, BEGINS)
    assert allowed(after, made.inverse()).tables == before.tables


def test_what_is_begun_otherwise_than_it_was_kept_is_kept_as_it_was_begun() -> None:
    before = done(book(), keep_scenario(book(), PLAN))
    (one,) = kept(done(before, make_real(before, PLAN | {"net_per_week": 70}, BEGINS)))
    assert one.body == PLAN | {"net_per_week": 70, "stream": "podcast"}


@pytest.mark.parametrize(("gate", "time_sold"), [(True, False), (False, True)])
def test_a_plan_is_an_idea_and_without_a_gate_sold_time(gate: bool, time_sold: bool) -> None:
    made = make_real(book(), PLAN | {"one_to_many": gate}, BEGINS)
    (change,) = made.changes
    stream = change.after
    assert isinstance(stream, Stream)
    assert (stream.status, stream.time_sold, stream.started) == (Status.IDEA, time_sold, None)
    assert stream.note == "Planned: 40:00 h of building, net $90.00 and 0:30 h of yours a week."


@pytest.mark.parametrize(
    ("body", "field", "sentence"),
    [
        (HIRE | {"hours_per_week": 0}, "hours_per_week", "nothing would go on"),
        (HIRE | {"stream": "x"}, "stream", 'stream is "x"'),
        (HIRE | {"label": None}, "label", "it needs a label"),
        (HIRE | {"label": "x" * 81}, "label", "label has 81 characters"),
        (AUTOMATE | {"runs_per_week": 0}, "runs_per_week", "nothing would be saved"),
        (AUTOMATE | {"activity": "support"}, "activity", "nothing can be saved: you log no support in Sold"),
        (PRICE | {"price_change": 0, "volume_change": 0}, "price_change", "neither the price nor the volume"),
        (PRODUCT | {"label": "plan"}, "name", "there is a stream plan already"),
        (PLAN | {"name": "Sold"}, "name", "there is a stream Sold already"),
        (PLAN | {"build_hours": -1}, "build_hours", "build_hours is -1"),
    ],
)
def test_what_cannot_be_made_real_is_refused_with_its_field(
    body: dict[str, Any], field: str, sentence: str
) -> None:
    with pytest.raises(EditRefused) as refused:
        make_real(book(), body, BEGINS, AS_OF)
    assert str(refused.value).startswith(sentence)
    assert refused.value.field == field


def test_nothing_goes_on_where_a_stream_has_ended() -> None:
    ended = done(book(), end_stream(book(), "plan", AS_OF))
    with pytest.raises(EditRefused, match="ended on"):
        make_real(ended, HIRE, BEGINS)


STREAMS = st.sampled_from(("sold", "plan", "little"))
PRICES = st.fixed_dictionaries({
    "kind": st.just("price"), "stream": st.just("plan"),
    "price_change": st.integers(-100, 300).map(lambda share: share / 100),
    "volume_change": st.integers(-100, 300).map(lambda share: share / 100),
})  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(hires(STREAMS), automations(STREAMS), PRICES, products, any_plans),
    st.integers(-20, 20), st.integers(1, 10**6), st.booleans(),
)  # fmt: skip
def test_one_undo_restores_the_book_bit_for_bit(body: dict[str, Any], days: int, gross: int, keeps: bool) -> None:
    before = with_prices(
        {"amounts": Amounts(gross=gross, platform_fees=gross // 3)},
        {"amounts": Amounts(gross=gross + 1), "source": Source.PROCESS, "minutes": 60, "per": Per.WEEK},
    )
    for entry in standing(before)[1:]:
        before = done(before, set_standing_week(before, entry, AS_OF + timedelta(days=7), 30))
    named = body | {"label" if "kind" in body else "name": "New thing"}
    if keeps:
        before = done(before, keep_scenario(before, named))
    try:
        made = make_real(before, named, AS_OF + timedelta(days=days), AS_OF)
    except EditRefused:
        return
    after = allowed(before, made)
    assert after.tables != before.tables
    assert allowed(after, made.inverse()).tables == before.tables


def test_every_new_amount_is_the_exact_product_rounded_half_up() -> None:
    gross = 10**12 + 5
    before = with_prices({"amounts": Amounts(gross=gross)})
    after = done(before, make_real(before, PRICE | {"price_change": 0.07, "volume_change": 0}, BEGINS))
    assert standing(after)[-1].amounts.gross == (gross * 107 + 50) // 100


def made_stream(weeks: int, extra: Iterable[Document] = ()) -> tuple[Book, date]:
    """A product that has earned $150 for 3 run hours in each of `weeks` weeks, after 60 hours of building in the
    two before."""
    start = date(2026, 1, 5)
    documents: list[Document] = [
        Setting(doc_id=1, key="baseline_rate", value=6000),
        Stream(doc_id=2, id="second", name="Second course", started=start),
        Hours(doc_id=3, stream="second", date=start, work=Work.BUILD, minutes=1440, asset=Asset.PRODUCT),
        Hours(doc_id=4, stream="second", date=start + timedelta(7), work=Work.BUILD, minutes=1260),
        Hours(doc_id=5, stream="second", date=start + timedelta(8), work=Work.BUILD, minutes=900),
        *extra,
    ]
    for number in range(weeks):
        first = start + timedelta(weeks=2 + number)
        paid = Amounts(gross=15_000)
        documents += [
            Money(doc_id=100 + number, stream="second", date=first, until=first + timedelta(6), currency="USD",
                  amounts=paid),
            Hours(doc_id=200 + number, stream="second", date=first, work=Work.SELL, minutes=180),
        ]  # fmt: skip
    found = book_of(documents)
    found = done(found, keep_scenario(found, PRODUCT | {"label": "Planned so"}))
    (one,) = kept(found)
    linked = found.get("scenarios", one.doc_id)
    assert linked is not None
    link = type(linked)(doc_id=one.doc_id, body={**one.body, "stream": "second"})  # type: ignore[call-arg]
    return found.with_documents([(linked, link)]), start + timedelta(weeks=2 + weeks) - timedelta(1)


def happened(found: Book, today: date) -> dict[str, tuple[str, str]]:
    """What each fact of the estimates shows, with its tone."""
    section = estimates(found, figures(found, today), "second", today)
    assert section is not None
    assert section.title == "Planned and happened"
    assert section.sentence == "Planned as Planned so."
    return {fact.key: (fact.shown, fact.tone) for fact in section.facts}


def test_planned_and_happened_are_compared_from_the_first_income_on() -> None:
    facts = happened(*made_stream(6))
    assert facts["build_hours"] == ("120:00 h planned, 60:00 h so far", "plain")
    assert facts["net_per_week"] == ("$171.51 a week planned, $150.00 in these weeks, $150.00 ever", "bad")
    assert facts["run_hours_per_week"] == ("2:00 h a week planned, 3:00 h in these weeks, 3:00 h ever", "bad")
    shown, tone = facts["break_even_weeks"]
    assert shown == "after 139.8 weeks as planned; too new (0/4 weeks)"
    assert tone == "unsure"


def test_these_weeks_and_ever_are_two_averages() -> None:
    paid = Money(
        doc_id=90, stream="second", date=date(2026, 1, 19), until=date(2026, 1, 19), currency="USD",
        amounts=Amounts(gross=200_000),
    )  # fmt: skip
    found, today = made_stream(20, [paid])
    assert happened(found, today)["net_per_week"] == (
        "$171.51 a week planned, $150.00 in these weeks, $250.00 ever", "bad",
    )  # fmt: skip


def test_while_it_is_too_young_the_state_stands() -> None:
    facts = happened(*made_stream(3))
    assert facts["net_per_week"] == ("$171.51 a week planned; too young (3/4 weeks)", "unsure")
    assert facts["run_hours_per_week"][0] == "2:00 h a week planned; too young (3/4 weeks)"
    assert happened(*made_stream(0))["net_per_week"] == ("$171.51 a week planned; no income yet", "unsure")


def test_of_a_stream_that_ended_long_ago_there_is_only_ever() -> None:
    found, today = made_stream(6)
    found = done(found, end_stream(found, "second", today))
    shown, _ = happened(found, today + timedelta(weeks=30))["net_per_week"]
    assert shown == "$171.51 a week planned, $150.00 ever"


def test_a_plan_for_a_new_stream_is_compared_too_and_other_streams_are_not() -> None:
    before = done(book(), keep_scenario(book(), PLAN))
    after = done(before, make_real(before, PLAN, BEGINS))
    now = figures(after, AS_OF)
    section = estimates(after, now, "podcast", AS_OF)
    assert section is not None
    assert [fact.shown for fact in section.facts] == [
        "40:00 h planned, 0:00 h so far", "$90.00 a week planned; no income yet",
        "0:30 h a week planned; no income yet", "after 40 weeks as planned; nothing logged yet",
    ]  # fmt: skip
    assert estimates(after, now, "plan", AS_OF) is None
    assert estimates(after, now, "nobody", AS_OF) is None
