"""What METRICS 4 promises of random whole books, where it is more than `test_gauge_books` looks at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from leverage_tui.domain.book import book_of
from leverage_tui.domain.metrics import Figures, as_json, figures
from leverage_tui.domain.model import (
    AMOUNTS,
    Amounts,
    Closed,
    Document,
    Hours,
    Money,
    Rate,
    Setting,
    Standing,
    Stream,
    Work,
)
from tests.metrics.books import AS_OF, ids, rich_documents
from tests.metrics.examples import differences
from tests.metrics.test_gauge_books import near, ok

few = settings(max_examples=80, deadline=None)
factors = st.sampled_from((2, 10, 37))
NOTHING: frozenset[str] = frozenset()


def see(found: list[Document], *more: Document, rate: int = 5000) -> Figures:
    return figures(book_of([*found, Setting(doc_id=901, key="baseline_rate", value=rate), *more]), AS_OF)


def converted(found: list[Document]) -> list[Document]:
    """The documents, with a rate for every amount, and the currency of pay said where it went without saying."""
    rates = [
        Rate(doc_id=990 + number, currency=currency, date=AS_OF - timedelta(500), rate=worth)
        for number, (currency, worth) in enumerate((("EUR", "1.1"), ("JPY", "0.0066")))
    ]
    said = [
        replace(one, currency="EUR")
        if isinstance(one, Hours) and one.cost is not None and not one.currency
        else one
        for one in found
    ]
    return [*said, *rates]


def scaled(document: Document, by: Callable[[str], int], minutes: int = 1) -> Document:
    """`document` with the amounts in each currency times `by` of it, and its minutes times `minutes`."""

    def money(value: int | None, currency: str) -> int | None:
        return None if value is None else value * by(currency)

    if isinstance(document, Stream):
        old = document.opening
        build = tuple(block._replace(minutes=block.minutes * minutes) for block in old.build)
        opening = old._replace(net=old.net * by("USD"), run_minutes=old.run_minutes * minutes, build=build)
        return replace(document, opening=opening)
    if isinstance(document, Hours):
        cost = money(document.cost, document.currency or "USD")
        return replace(document, minutes=document.minutes * minutes, cost=cost)
    if isinstance(document, (Money, Standing)):
        currency = document.currency
        amounts = Amounts(**{name: money(getattr(document.amounts, name), currency) for name in AMOUNTS})
        document = replace(document, amounts=amounts)
    if isinstance(document, Standing):
        more = None if document.minutes is None else document.minutes * minutes
        cost, capital = money(document.cost, currency), money(document.capital, currency)
        return replace(document, minutes=more, cost=cost, capital=capital)
    return document


def unsold(found: list[Document], stream: str) -> list[Document]:
    """The documents, with a stream that sells no time."""
    return [replace(one, time_sold=False) if isinstance(one, Stream) and one.id == stream else one for one in found]


@few
@given(rich_documents(), ids, st.integers(1, 10**9))
def test_3_more_net_never_lowers(known: list[Document], stream: str, more: int) -> None:
    found = unsold(known, stream)
    sale = Money(
        doc_id=800, stream=stream, date=AS_OF, until=AS_OF, currency="USD", amounts=Amounts(gross=more)
    )  # fmt: skip
    (_, before), (_, after) = ok(see(found)), ok(see(found, sale))
    assert after >= before - near(before)


CLAIMED_KEYS = frozenset(
    {"sources", "time_multiplier", "leverage_ratio", "management_overhead", "people_per_manage_hour"}
    | {"rate_identity", "rate_change", "people_hours", "automation_hours", "process_hours"}
)
claims = st.sampled_from((Work.AUTOMATION, Work.PROCESS, Work.PEOPLE))


def claim(stream: str, work: Work) -> Hours:
    """500 hours that cost nothing."""
    cost = 0 if work is Work.PEOPLE else None
    return Hours(doc_id=800, stream=stream, date=AS_OF, work=work, minutes=30_000, cost=cost)


@few
@given(rich_documents(), ids, claims)
def test_6_claims_move_the_split_and_nothing_else(known: list[Document], stream: str, work: Work) -> None:
    found = unsold(known, stream)
    before, after = see(found), see(found, claim(stream, work))
    assert list(differences(as_json(before), as_json(after), CLAIMED_KEYS)) == []


@few
@given(rich_documents(), ids, claims)
def test_6_claims_where_time_is_sold_count_up_to_the_surplus(
    known: list[Document], stream: str, work: Work
) -> None:
    found = [replace(one, time_sold=True) if isinstance(one, Stream) and one.id == stream else one for one in known]
    before, after = see(found), see(found, claim(stream, work))
    (old, _), (new, _) = ok(before), ok(after)
    sold = after.streams[stream]
    surplus = sold.net - 50 * sold.effective_hours
    assert new.streams[stream].credited <= surplus + near(surplus)
    if sold.net > 0:
        assert new.streams[stream].credited >= old.streams[stream].credited - near(surplus)


def twin(document: Document, stream: str, standing: set[str]) -> Iterator[Document]:
    """The same again for another stream, numbered higher; `standing`: numbers of the stream's standing entries."""
    number = document.doc_id + 50_000
    if isinstance(document, Stream) and document.id == stream:
        yield replace(document, doc_id=number, id="twin")
    elif isinstance(document, Hours) and document.stream == stream:
        name = document.standing
        name = str(int(name) + 50_000) if name and name in standing else name
        yield replace(document, doc_id=number, stream="twin", standing=name)
    elif isinstance(document, (Money, Standing, Closed)) and document.stream == stream:
        yield replace(document, doc_id=number, stream="twin")


@few
@given(rich_documents(), ids)
def test_8_two_halves_move_nothing(known: list[Document], stream: str) -> None:
    halves = unsold(known, stream)
    standing = {str(one.doc_id) for one in halves if isinstance(one, Standing) and one.stream == stream}
    mine = {one.doc_id for one in halves if list(twin(one, stream, standing))}
    whole = [scaled(one, lambda _: 2, 2) if one.doc_id in mine else one for one in halves]
    twins = [other for one in halves for other in twin(one, stream, standing)]
    expected, found = as_json(see(whole))["book"], as_json(see([*halves, *twins]))["book"]
    moved = frozenset({"streams", "hhi", "effective_streams", "largest_share"})
    assert list(differences(expected, found, moved)) == []


MONEY_KEYS = frozenset(
    {"gross", "refunds", "revenue", "platform_fees", "processing_fees", "people_cost", "variable_costs"}
    | {"fixed_costs", "net", "expected_net", "effective_hourly_rate", "effective_hourly_rate_with_build"}
    | {"true_hourly_rate", "productivity", "measured_time_sold_rate", "total_net", "credited", "capital"}
    | {"marginal_point_per_leveraged_unit", "leveraged_income_per_month", "baseline_rate", "rate_change"}
    | {"realised_rate_per_deliver_hour", "realised_rate", "time_sold_ceiling_per_year", "leveraged_net_per_year"}
    | {"ceiling_per_year", "value_of_one_freed_hour_per_week_per_year", "net_per_zero_hour_week"}
    | {"net_per_worked_week", "cumulative_surplus", "build_debt_money", "weekly_surplus_mean"}
    | {"weekly_surplus_low", "weekly_surplus_high", "slope_per_hour", "slope_per_week", "level_now"}
)


def without_money(found: Figures) -> dict[str, Any]:
    """Every figure that is not an amount of money."""

    def kept(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: kept(inner) for key, inner in value.items() if key not in MONEY_KEYS}
        return value

    shown: dict[str, Any] = kept(as_json(found))
    return shown


@few
@given(rich_documents(), factors)
def test_9_another_base_unit_with_rates_that_follow(known: list[Document], factor: int) -> None:
    found = converted(known)
    in_other_unit = [
        replace(one, rate=str(Decimal(one.rate) * factor))
        if isinstance(one, Rate)
        else scaled(one, lambda currency: factor if currency == "USD" else 1)
        for one in found
    ]
    before, after = see(found), see(in_other_unit, rate=5000 * factor)
    for one in (before, after):
        ok(one)
    assert list(differences(without_money(before), without_money(after), NOTHING)) == []
    assert abs(after.book.net - before.book.net * factor) <= near(after.book.net)


@few
@given(rich_documents(), st.sampled_from(("EUR", "JPY")), st.sampled_from((2, 10, 100)))
def test_the_scale_of_a_currency_does_not_matter(known: list[Document], which: str, factor: int) -> None:
    found = converted(known)
    in_other_unit = [
        replace(one, rate=str(Decimal(one.rate) / factor))
        if isinstance(one, Rate) and one.currency == which
        else scaled(one, lambda currency: factor if currency == which else 1)
        for one in found
    ]
    before, after = see(found), see(in_other_unit)
    assert list(differences(as_json(before), as_json(after), NOTHING)) == []
    assert before.warnings == after.warnings
