"""A small book whose figures can be worked out by hand, and random scenarios."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import strategies as st

from leverage_tui.domain.book import Book, book_of
from leverage_tui.domain.metrics import Memory
from leverage_tui.domain.model import Amounts, Document, Hours, Money, Setting, Stream, Work
from leverage_tui.domain.scenarios import Change, NewStream, Outcome, WhatIf, new_stream, what_if

AS_OF = date(2026, 3, 15)
"""A Sunday: the window is thirteen whole weeks from 15 December on."""
FIRST = date(2025, 12, 15)
WEEKS = 13


def money(number: int, stream: str, **amounts: int) -> Money:
    """Money for the whole window, in minor units a week."""
    weekly = {name: amount * WEEKS for name, amount in amounts.items()}
    return Money(doc_id=number, stream=stream, date=FIRST, until=AS_OF, currency="USD", amounts=Amounts(**weekly))


def hours(number: int, stream: str, work: Work, minutes: int, cost: int | None = None) -> Hours:
    """Minutes a week, all of the window's on one day."""
    paid = None if cost is None else cost * WEEKS
    return Hours(doc_id=number, stream=stream, date=FIRST, work=work, minutes=minutes * WEEKS, cost=paid)


def documents(baseline: int | None = 6000) -> list[Document]:
    """A week: 10 h sold for $1,000 beside 2 h of admin; a plan that brings $400 less $20 of fees, $50 of variable
    costs and $80 for 4 h of a helper, for 1 h of support and 2 h of managing; a second, smaller sold stream."""
    return [
        Setting(doc_id=1, key="baseline_rate", value=baseline),
        Stream(doc_id=2, id="sold", name="Sold", time_sold=True, started=FIRST, order=1),
        Stream(doc_id=3, id="plan", name="Plan", started=FIRST, order=2),
        Stream(doc_id=4, id="little", name="Little", time_sold=True, started=FIRST, order=0),
        money(10, "sold", gross=100_000),
        hours(11, "sold", Work.DELIVER, 600),
        hours(12, "sold", Work.ADMIN, 120),
        money(20, "plan", gross=40_000, platform_fees=2_000, variable_costs=5_000),
        hours(21, "plan", Work.SUPPORT, 60),
        hours(22, "plan", Work.MANAGE, 120),
        hours(23, "plan", Work.PEOPLE, 240, cost=8_000),
        hours(24, "plan", Work.BUILD, 30),
        money(30, "little", gross=20_000),
        hours(31, "little", Work.DELIVER, 120),
    ]


def book(baseline: int | None = 6000) -> Book:
    """The book of `documents`."""
    return book_of(documents(baseline))


def near(value: float | None) -> Any:
    """Equal to 1e-9, relative or absolute."""
    return pytest.approx(value, rel=1e-9, abs=1e-9)


def worked(
    scenario: dict[str, Any], of: Book | None = None, memory: Memory | None = None
) -> tuple[Outcome, Change]:
    """What a scenario comes to where there is a baseline rate."""
    found: WhatIf = what_if(of or book(), AS_OF, scenario, memory)
    assert found.outcome is not None
    assert found.change is not None
    return found.outcome, found.change


def judged(plan: dict[str, Any], of: Book | None = None) -> NewStream:
    """How a plan does."""
    return new_stream(of or book(), AS_OF, plan)


def tenths(most: int) -> st.SearchStrategy[float]:
    """Numbers from 0 as a person types them."""
    return st.integers(0, most * 10).map(lambda number: number / 10)


activities = st.sampled_from(("deliver", "sell", "support", "manage", "admin"))
shares = st.integers(0, 20).map(lambda number: number / 20)


def hires(stream: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, Any]]:
    """Somebody takes over something."""
    return st.fixed_dictionaries({
        "kind": st.just("hire"), "stream": stream, "activity": activities, "hours_per_week": tenths(20),
        "rate": tenths(90), "efficiency": shares, "overhead": shares, "training_hours": tenths(30),
        "resell_share": shares,
    })  # fmt: skip


def automations(stream: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, Any]]:
    """Something runs by itself."""
    return st.fixed_dictionaries({
        "kind": st.just("automate"), "stream": stream, "activity": activities, "build_hours": tenths(40),
        "runs_per_week": tenths(20), "minutes_saved": tenths(60), "maintenance_hours_per_week": shares,
        "cost_per_week": tenths(30),
    })  # fmt: skip


products = st.fixed_dictionaries({
    "kind": st.just("productise"), "build_hours": tenths(200), "price": tenths(300), "units_per_week": tenths(20),
    "platform_fee": shares.map(lambda share: share / 2), "processing_fee": shares.map(lambda share: share / 10),
    "refund_rate": shares, "support_minutes_per_unit": tenths(30), "sell_hours_per_week": tenths(5),
    "cost_per_week": tenths(30),
})  # fmt: skip
_flags = (
    "one_to_many", "info_product", "delivered_by_others", "build_hours_estimated", "sales_funnel_planned",
    "support_and_refunds_planned", "management_planned", "automation_planned", "survives_two_weeks_off",
)  # fmt: skip
plans = st.fixed_dictionaries({
    **{name: st.booleans() for name in _flags},
    "build_hours": tenths(300), "net_per_week": st.integers(-200, 1000), "run_hours_per_week": tenths(20),
    "largest_channel_share": shares,
})  # fmt: skip
