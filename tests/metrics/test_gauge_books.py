"""The properties of METRICS 4, and what must hold of every figure, on random small books."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from leverage_tui.domain.book import Book, book_of
from leverage_tui.domain.metrics import Figures, Gauge, as_json, figures
from leverage_tui.domain.model import Document, Hours, Money, Rate, Setting, Standing, Stream, Work
from tests.metrics.books import AS_OF, documents, ids, rich_documents

few = settings(max_examples=100, deadline=None)


def with_rate(found: list[Document], rate: int | None) -> Book:
    return book_of([*found, Setting(doc_id=901, key="baseline_rate", value=rate)])


def ok(found: Figures) -> tuple[Gauge, float]:
    """The gauge of figures and its raw value; books without one are passed over."""
    raw = found.book.gauge.raw
    assume(raw is not None and found.book.net > 1)
    assert raw is not None
    return found.book.gauge, raw


def near(value: float) -> float:
    return 1e-8 * max(1.0, abs(value))


@few
@given(rich_documents(), st.integers(100, 20_000))
def test_parts_add_up(known: list[Document], rate: int) -> None:
    found = figures(with_rate(known, rate), AS_OF)
    gauge, raw = ok(found)
    assert found.baseline_rate is not None
    size = max(1.0, *(abs(one.contribution) for one in gauge.streams.values()))
    assert sum(one.contribution for one in gauge.streams.values()) == pytest.approx(raw, abs=1e-9 * size)
    size = max(size, *map(abs, gauge.own.values()))
    assert sum(gauge.sources.values()) + sum(gauge.own.values()) == pytest.approx(100, abs=1e-9 * size)
    limit = 100 * (1 - found.baseline_rate * found.book.effective_hours / found.book.net)
    assert raw <= limit + near(limit)
    for name, one in found.streams.items():
        if one.time_sold and one.net > 0:
            others = one.people_hours + one.automation_hours + one.process_hours
            hours = one.effective_hours + others
            share = gauge.streams[name].gauge
            assert share is not None
            assert share <= (100 * others / hours if hours else 0) + 1e-9


@few
@given(rich_documents(), ids, st.sampled_from((Work.SELL, Work.SUPPORT, Work.MANAGE, Work.ADMIN)))
def test_one_more_own_hour(found: list[Document], stream: str, work: Work) -> None:
    before = figures(with_rate(found, 5000), AS_OF)
    hour = Hours(doc_id=800, stream=stream, date=AS_OF, work=work, minutes=60)
    after = figures(with_rate([*found, hour], 5000), AS_OF)
    (_, raw), (_, later) = ok(before), ok(after)
    assert later <= raw + near(raw)
    if not before.streams[stream].time_sold:
        assert later - raw == pytest.approx(-100 * 50 / before.book.net, abs=near(raw))


@few
@given(rich_documents(), st.integers(100, 20_000), st.integers(100, 20_000))
def test_a_higher_baseline_never_raises(found: list[Document], one: int, other: int) -> None:
    low, high = sorted((one, other))
    _, before = ok(figures(with_rate(found, low), AS_OF))
    _, after = ok(figures(with_rate(found, high), AS_OF))
    assert after <= before + near(before)


@few
@given(rich_documents(), ids, st.sampled_from((Work.AUTOMATION, Work.PROCESS)))
def test_claimed_hours_move_only_the_split(found: list[Document], stream: str, work: Work) -> None:
    before = figures(with_rate(found, 5000), AS_OF)
    assume(not before.streams[stream].time_sold)
    claim = Hours(doc_id=800, stream=stream, date=AS_OF, work=work, minutes=600)
    after = figures(with_rate([*found, claim], 5000), AS_OF)
    assert ok(after)[1] == ok(before)[1]


@few
@given(rich_documents(), st.sampled_from((2, 10, 37)))
def test_another_unit_of_money_moves_nothing(found: list[Document], factor: int) -> None:
    _, before = ok(figures(with_rate(found, 5000), AS_OF))
    scaled = [_scaled(document, factor) for document in found]
    _, after = ok(figures(with_rate(scaled, 5000 * factor), AS_OF))
    assert after == pytest.approx(before, abs=near(before))


def _scaled(document: Document, factor: int) -> Document:
    if isinstance(document, Stream):
        return replace(document, opening=document.opening._replace(net=document.opening.net * factor))
    if isinstance(document, Hours):
        return replace(document, cost=None if document.cost is None else document.cost * factor)
    if isinstance(document, (Money, Standing)):
        sums = document.amounts
        names = ("gross", "refunds", "platform_fees", "fixed_costs")
        given_sums = {name: getattr(sums, name) for name in names if getattr(sums, name) is not None}
        document = replace(
            document, amounts=sums._replace(**{name: value * factor for name, value in given_sums.items()})
        )
    if isinstance(document, Standing):
        cost, capital = ((value or 0) * factor for value in (document.cost, document.capital))
        return replace(document, cost=cost, capital=capital)
    return document


@few
@given(documents(), st.randoms(use_true_random=False), st.integers(1, 10**6))
def test_order_and_numbers_do_not_matter(found: list[Document], random: object, offset: int) -> None:
    expected = as_json(figures(book_of(found), AS_OF))
    shuffled = list(found)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    renumbered = [
        document
        if isinstance(document, (Standing, Stream, Setting, Rate))
        else replace(document, doc_id=10**9 + (document.doc_id * 7919 + offset) % 10**8)
        for document in shuffled
    ]
    assert as_json(figures(book_of(renumbered), AS_OF)) == expected


@few
@given(documents(), st.integers(0, 200))
def test_the_past_does_not_see_later_entries(found: list[Document], back: int) -> None:
    day = AS_OF - timedelta(back)
    known = [document for document in found if _dated(document) <= day]
    assert as_json(figures(book_of(found), day)) == as_json(figures(book_of(known), day))


def _dated(document: Document) -> date:
    for name in ("date", "begins", "week"):
        found = getattr(document, name, None)
        if isinstance(found, date):
            return found
    return date.min
