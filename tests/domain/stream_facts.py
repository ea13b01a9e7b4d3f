"""What is said of a stream, read back: every number is held against the figures."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from leverage_tui.domain.book import Book, book_of
from leverage_tui.domain.metrics import Figures, Memory, StreamFigures, figures
from leverage_tui.domain.model import (
    Document,
    Stream,
    Work,
)
from leverage_tui.domain.quantities.currency import exponent
from leverage_tui.domain.review.facts import Fact, Section
from leverage_tui.domain.review.stream import stream_review
from leverage_tui.domain.words import DASH
from tests.metrics.test_blocks import FIRST, RATE, weeks

SUNDAY = date(2025, 6, 29)
_NUMBER = re.compile(r"-?[^\d\s(:,.-]*\s?(\d[\d,]*)(?::(\d\d) h|(\.\d+)?)")
Value = Callable[[StreamFigures], float | None]


def reviewed(book: Book, stream: str, today: date) -> tuple[Figures, tuple[Section, ...]]:
    memory = Memory()
    found = figures(book, today, memory)
    return found, stream_review(book, found, stream, today, memory)


def of(
    hours: Sequence[float], nets: Sequence[float], stream: Stream | None = None, *more: Document
) -> dict[tuple[str, str], Fact]:
    """The facts about a stream with these weekly run hours and nets, by section and key."""
    book = book_of([RATE, stream or Stream(doc_id=1, id="s", name="S"), *weeks(hours, nets), *more])
    return by_key(reviewed(book, "s", FIRST + timedelta(7 * len(hours) - 1))[1])


def by_key(sections: Sequence[Section]) -> dict[tuple[str, str], Fact]:
    return {(section.title, fact.key): fact for section in sections for fact in section.facts}


def number(shown: str) -> float:
    """The first number in what is shown; hours as hours."""
    found = _NUMBER.search(shown)
    assert found is not None, shown
    value = float(found[1].replace(",", "")) + (int(found[2]) / 60 if found[2] else float(found[3] or 0))
    return -value if found[0].startswith("-") else value


def percent(value: float | None) -> float | None:
    return None if value is None else 100 * value


MINUTE, TENTH, HUNDREDTH, MONEY = 1.01 / 60, 0.1, 0.01, 0.0
"""How far what is shown may be from the figure; `MONEY` stands for a minor unit."""
CLAIMS: dict[tuple[str, str], tuple[Value, float]] = {
    ("Kind and degree", "contribution"): (
        lambda found: None if found.gauge is None else found.gauge.contribution, TENTH,
    ),
    ("Kind and degree", "share"): (lambda found: None if found.gauge is None else found.gauge.share, TENTH),
    ("Rate", "effective_hourly_rate"): (lambda found: found.effective_hourly_rate, MONEY),
    ("Rate", "effective_hourly_rate_with_build"): (lambda found: found.effective_hourly_rate_with_build, MONEY),
    ("Rate", "true_hourly_rate"): (lambda found: found.true_hourly_rate, MONEY),
    ("Rate", "realised_rate_per_deliver_hour"): (lambda found: found.realised_rate_per_deliver_hour, MONEY),
    ("Rate", "margin"): (lambda found: percent(found.rate_identity.margin), TENTH),
    ("Rate", "productivity"): (lambda found: found.rate_identity.productivity, MONEY),
    ("Rate", "leverage"): (lambda found: found.rate_identity.leverage, HUNDREDTH),
    **{
        ("Your hours", work.value): (lambda found, work=work: found.own_hours[work], MINUTE)  # type: ignore[misc]
        for work in (Work.DELIVER, Work.SELL, Work.SUPPORT, Work.MANAGE, Work.ADMIN)
    },
    ("Your hours", "run_hours"): (lambda found: found.run_hours, MINUTE),
    ("Your hours", "build_hours"): (lambda found: found.build_hours, MINUTE),
    ("Your hours", "amortised_build_hours"): (lambda found: found.amortised_build_hours, MINUTE),
    ("Your hours", "effective_hours"): (lambda found: found.effective_hours, 2 * MINUTE),
    ("Your hours", "hidden_work_share"): (lambda found: percent(found.hidden_work_share), TENTH),
    ("Your hours", "toil_share"): (lambda found: percent(found.toil_share), TENTH),
    ("Your hours", "utilisation"): (lambda found: percent(found.utilisation), TENTH),
    ("Your hours", "other_hours"): (
        lambda found: found.people_hours + found.automation_hours + found.process_hours, MINUTE,
    ),
    ("Your hours", "time_multiplier"): (lambda found: found.time_multiplier, HUNDREDTH),
    ("People", "people_hours"): (lambda found: found.people_hours, MINUTE),
    ("People", "people_cost"): (lambda found: found.people_cost, MONEY),
    ("People", "leverage_ratio"): (lambda found: found.leverage_ratio, HUNDREDTH),
    ("People", "management_overhead"): (lambda found: percent(found.management_overhead), TENTH),
    ("People", "people_per_manage_hour"): (lambda found: found.people_per_manage_hour, HUNDREDTH),
    ("Money", "net"): (lambda found: found.net, MONEY),
    ("Money", "gross"): (lambda found: found.gross, MONEY),
    ("Money", "refunds"): (lambda found: found.refunds, MONEY),
    ("Money", "platform_fees"): (lambda found: found.platform_fees, MONEY),
    ("Money", "processing_fees"): (lambda found: found.processing_fees, MONEY),
    ("Money", "people_cost"): (lambda found: found.people_cost, MONEY),
    ("Money", "variable_costs"): (lambda found: found.variable_costs, MONEY),
    ("Money", "fixed_costs"): (lambda found: found.fixed_costs, MONEY),
    ("Money", "gross_margin"): (lambda found: percent(found.gross_margin), TENTH),
    ("Money", "net_margin"): (lambda found: percent(found.net_margin), TENTH),
    ("Money", "operating_leverage"): (lambda found: found.operating_leverage, HUNDREDTH),
    ("Money", "capital"): (lambda found: found.capital, MONEY),
    ("Money", "capital_yield_per_year"): (lambda found: percent(found.capital_yield_per_year), TENTH),
    ("Money", "capital_origin_hours"): (lambda found: found.capital_origin_hours, MINUTE),
    ("Building", "build_debt_money"): (lambda found: found.payback.build_debt_money, MONEY),
    ("Building", "build_debt_hours"): (lambda found: found.payback.build_debt_hours, MINUTE),
    ("Building", "unamortised_build_hours"): (lambda found: found.payback.unamortised_build_hours, MINUTE),
    ("Building", "weekly_surplus_mean"): (lambda found: found.payback.weekly_surplus_mean, MONEY),
    ("Building", "weeks_to_break_even"): (lambda found: found.payback.weeks_to_break_even, TENTH),
    ("Income and hours", "decoupling_share"): (lambda found: percent(found.decoupling.decoupling), TENTH),
    ("Income and hours", "elasticity"): (lambda found: found.decoupling.elasticity, HUNDREDTH),
    ("Income and hours", "slope_per_hour"): (lambda found: found.decoupling.slope_per_hour, MONEY),
    ("Income and hours", "spearman"): (lambda found: found.decoupling.spearman, HUNDREDTH),
    ("Away", "net_per_zero_hour_week"): (lambda found: found.vacation.net_per_zero_hour_week, MONEY),
    ("Away", "net_per_worked_week"): (lambda found: found.vacation.net_per_worked_week, MONEY),
    ("Away", "ratio"): (lambda found: percent(found.vacation.ratio), TENTH),
}  # fmt: skip
DOWN = {
    "contribution", "share", "effective_hourly_rate", "effective_hourly_rate_with_build", "true_hourly_rate",
    "realised_rate_per_deliver_hour", "margin", "productivity", "utilisation", "time_multiplier", "leverage_ratio",
    "net", "gross_margin", "net_margin", "capital", "capital_yield_per_year", "weekly_surplus_mean",
    "decoupling_share", "net_per_zero_hour_week", "ratio",
}  # fmt: skip
"""What flatters is never shown as more than it is, ..."""
UP = {"hidden_work_share", "toil_share", "management_overhead", "build_debt_money", "weeks_to_break_even"}
"""... what does not, never as less."""
STATES: dict[tuple[str, str], Callable[[StreamFigures], str]] = {
    ("Building", "payback"): lambda found: found.payback.state,
    ("Time", "time_trend"): lambda found: found.time_trend.state,
    ("Income and hours", "decoupling"): lambda found: found.decoupling.state,
    ("Away", "vacation"): lambda found: found.vacation.state,
    ("Kind and degree", "kind"): lambda found: found.vacation.state,
    ("Building", "trend"): lambda found: found.payback.trend.state if found.payback.trend else DASH,
}
TOLD_ELSEWHERE = {
    ("Kind and degree", "window"), ("Kind and degree", "status"), ("Kind and degree", "gauge"),
    ("People", "people_cost_per_hour"), ("People", "unpaid_hours"), ("People", "unpaid_standing"),
    ("Money", "income_until"), ("Money", "expected_net"), ("Building", "break_even_date"),
    ("Not known", "unknown"), ("Honesty", "build_without_income"), ("Honesty", "not_called_sold"),
    ("Honesty", "ended_in_debt"),
    *(("Where the leverage comes from", source) for source in (
        "people", "process", "product", "automation", "capital", "platform", "unattributed", "drag")),
}  # fmt: skip
"""Facts whose words other assertions look at."""


def check_numbers(found: StreamFigures, sections: Sequence[Section], currency: str) -> None:
    """Every fact is known here, and says what the figures say."""
    minor = float(10 ** -exponent(currency))
    for where, fact in by_key(sections).items():
        if where in STATES:
            assert STATES[where](found) in fact.shown, fact
        elif where in CLAIMS:
            value, step = CLAIMS[where][0](found), CLAIMS[where][1] or minor
            if value is None:
                assert fact.shown.startswith(DASH), fact
            elif fact.shown == DASH:
                assert (fact.key, value) == ("net", 0), fact
            else:
                noise = 1e-5 + 1e-9 * abs(value)
                assert fact.key not in DOWN or number(fact.shown) <= value + noise, (fact, value)
                assert fact.key not in UP or number(fact.shown) >= value - noise, (fact, value)
                near = step * 1.001 + 1e-6 + 1e-9 * abs(value)
                assert abs(number(fact.shown) - value) <= near, (fact, value)
        else:
            assert where in TOLD_ELSEWHERE, where
    check_gauge(found, by_key(sections)["Kind and degree", "gauge"])


def check_gauge(found: StreamFigures, fact: Fact) -> None:
    """The leveraged share of its own net: rounded down, never 100, and a reason where there is none."""
    value = None if found.gauge is None else found.gauge.gauge
    if value is None:
        assert fact.shown in (DASH, "needs baseline rate", "no net income")
    else:
        noise = 1e-5 + 1e-9 * abs(value)
        assert min(value, 99.9) - 0.1 - noise <= number(fact.shown) <= min(value, 99.9) + noise
        assert ("below baseline" in fact.shown) is (value < 0)


def check_parts(sections: Sequence[Section], per_unit: int) -> None:
    """What is shown adds up."""
    facts = by_key(sections)
    shown = {key: round(number(fact.shown) * per_unit) for (title, key), fact in facts.items() if title == "Money"
             and key in ("gross", "net", "refunds", "platform_fees", "processing_fees", "people_cost",
                         "variable_costs", "fixed_costs") and fact.shown != DASH}  # fmt: skip
    if "gross" in shown:
        net = shown.pop("net")
        assert shown.pop("gross") - sum(shown.values()) == net
    points = [fact for (title, _), fact in facts.items() if title == "Where the leverage comes from"]
    if points:
        total = round(10 * number(facts["Kind and degree", "contribution"].shown))
        assert sum(round(10 * number(fact.shown)) for fact in points) == total
    minutes = {key: round(number(fact.shown) * 60) for (title, key), fact in facts.items()
               if title == "Your hours" and fact.shown.endswith(" h")}  # fmt: skip
    run = sum(minutes.get(work.value, 0) for work in Work)
    assert run == minutes["run_hours"]
    assert run + minutes["amortised_build_hours"] == minutes["effective_hours"]
