"""The test for a new stream, METRICS.md section 7: is it leverage at all, is the plan honest, does it pay?

Decided where METRICS.md leaves room: without a baseline rate there is no break-even and no point for the true rate.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from leverage_tui.domain.book import Book
from leverage_tui.domain.metrics.memory import Memory
from leverage_tui.domain.scenarios.fields import ANY, COUNT, SHARE, Number, flags, numbers, text
from leverage_tui.domain.scenarios.present import Present, present, ratio
from leverage_tui.domain.scenarios.results import NewStream

GATE = ("one_to_many", "info_product", "delivered_by_others")
HONEST = (
    "build_hours_estimated",
    "sales_funnel_planned",
    "support_and_refunds_planned",
    "management_planned",
    "automation_planned",
)
SURVIVES = "survives_two_weeks_off"
FLAGS = (*GATE, *HONEST, SURVIVES)
NUMBERS: Mapping[str, Number] = {
    "build_hours": COUNT,
    "net_per_week": ANY,
    "run_hours_per_week": COUNT,
    "largest_channel_share": Number(default=Fraction(1), high=SHARE.high),
}
STRUCTURE = (0, 30, 36, 40)
HONEST_POINTS, CHANNEL_POINTS, AWAY_POINTS = 6, 5, 5
RATE_POINTS, BREAK_EVEN_POINTS = 12, 8
MOST_WITHOUT_GATE, GO, REWORK = 39, 70, 50
PASSES, REWORK_IT, FAILS = "go", "rework the plan", "fails the test: it is your time, sold again"


@dataclass(frozen=True, slots=True)
class Plan:
    """The fields of a plan for a new stream, read; `stream` is the one that it became."""

    name: str | None
    numbers: Mapping[str, Fraction]
    said: Mapping[str, bool]
    stream: str | None


def planned(plan: Mapping[str, Any]) -> Plan:
    """The fields of `plan`. Raises ScenarioWrong."""
    given = numbers(plan, NUMBERS, ("name", "stream", *FLAGS))
    return Plan(text(plan, "name"), given, flags(plan, FLAGS), text(plan, "stream"))


def new_stream(book: Book, as_of: date, plan: Mapping[str, Any], memory: Memory | None = None) -> NewStream:
    """How `plan` does at the book's baseline rate. Raises ScenarioWrong."""
    return judge(present(book, as_of, memory or Memory()), planned(plan))


def judge(now: Present, plan: Plan) -> NewStream:
    """As `new_stream`, for a window that is already summed."""
    given, said = plan.numbers, plan.said
    life, build = now.life_weeks, given["build_hours"]
    net, hours = given["net_per_week"], given["run_hours_per_week"]
    true_rate = ratio(life * net, build + life * hours)
    weeks = None if now.rate is None else ratio(now.hour * build, net - now.hour * hours)
    gates, honest = sum(said[name] for name in GATE), HONEST_POINTS * sum(said[name] for name in HONEST)
    economics = _worth(now, true_rate, weeks)
    if given["largest_channel_share"] <= Fraction(1, 2):
        economics += CHANNEL_POINTS
    if said[SURVIVES]:
        economics += AWAY_POINTS
    score = STRUCTURE[gates] + honest + economics
    if not gates:
        score = min(Fraction(MOST_WITHOUT_GATE), score)
    return NewStream(
        name=plan.name,
        gate_passed=gates > 0,
        structure=STRUCTURE[gates],
        honest_plan=honest,
        economics=float(economics),
        score=float(score),
        projected_true_rate=None if true_rate is None else float(true_rate),
        projected_break_even_weeks=None if weeks is None else float(weeks),
        verdict=_verdict(gates > 0, score, weeks is not None and weeks <= life),
        life_weeks=life,
    )


def _worth(now: Present, true_rate: Fraction | None, weeks: Fraction | None) -> Fraction:
    """Points for the true rate and for breaking even soon; none of either without hours."""
    points = Fraction(0)
    if true_rate is None:
        return points
    if now.rate is not None:
        points += RATE_POINTS * max(Fraction(0), min(Fraction(1), true_rate / now.hour))
    if weeks is not None:
        points += BREAK_EVEN_POINTS * max(Fraction(0), 1 - weeks / now.life_weeks)
    return points


def _verdict(gate: bool, score: Fraction, pays_in_time: bool) -> str:
    if not gate:
        return FAILS
    if score >= GO and pays_in_time:
        return PASSES
    return REWORK_IT if score >= REWORK else "no"
