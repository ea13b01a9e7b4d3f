"""The test for a new stream as facts: gate, plan, economics, and what it would earn."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from leverage_tui.domain.metrics import Figures
from leverage_tui.domain.planning import shown
from leverage_tui.domain.review.facts import Fact, Section, Tone
from leverage_tui.domain.scenarios.plans import (
    AWAY_POINTS,
    BREAK_EVEN_POINTS,
    CHANNEL_POINTS,
    FAILS,
    GATE,
    GO,
    HONEST,
    HONEST_POINTS,
    MOST_WITHOUT_GATE,
    PASSES,
    RATE_POINTS,
    REWORK_IT,
    STRUCTURE,
    SURVIVES,
    Plan,
    planned,
)
from leverage_tui.domain.scenarios.results import NewStream
from leverage_tui.domain.words import DASH

NAMES: Mapping[str, str] = {
    "one_to_many": "one-to-many",
    "info_product": "information product",
    "delivered_by_others": "delivered by others",
    "build_hours_estimated": "build hours",
    "sales_funnel_planned": "sales funnel",
    "support_and_refunds_planned": "support and refunds",
    "management_planned": "managing",
    "automation_planned": "automation",
}
_MOST_ECONOMICS = RATE_POINTS + BREAK_EVEN_POINTS + CHANNEL_POINTS + AWAY_POINTS


def plan_facts(figures: Figures, result: NewStream, body: Mapping[str, Any]) -> Section:
    """How the plan `body` does in the test, with `result`; `figures` are those of the day of the test. Raises
    ScenarioWrong where `body` is not what `result` is of."""
    plan = planned(body)
    facts = (
        _verdict(result),
        _score(result),
        _structure(result, plan),
        _honest(result, plan),
        _economics(figures, result, plan),
        _true_rate(figures, result, plan),
        _break_even(figures, result, plan),
        _surplus(figures, result, plan),
    )
    verdict = result.verdict
    return Section(result.name or "A new stream", facts, f"{verdict[:1].upper()}{verdict[1:]}.")


def _verdict(result: NewStream) -> Fact:
    weeks = result.projected_break_even_weeks
    back = "never" if weeks is None else f"after {shown.weeks(weeks)}"
    how = (
        "go: one of the gate, at least 70 points, and it breaks even within its life.",
        f"{shown.points(result.score)} of {GO} points; it breaks even {back}, its life is {result.life_weeks} weeks.",
    )
    tone: Tone = "unsure" if result.verdict == REWORK_IT else shown.tone(result.verdict == PASSES)
    return Fact("verdict", "Verdict", result.verdict, how, tone)


def _score(result: NewStream) -> Fact:
    total = result.structure + result.honest_plan + result.economics
    parts = f"{shown.number(result.structure)} structure + {shown.number(result.honest_plan)} honest plan"
    how = [f"{parts} + {shown.number(result.economics)} economics = {shown.number(total)}."]
    if not result.gate_passed:
        how.append(f"{FAILS[0].upper()}{FAILS[1:]}: at most {MOST_WITHOUT_GATE}.")
    return Fact("score", "Points", f"{shown.points(result.score)} of 100", tuple(how))


def _structure(result: NewStream, plan: Plan) -> Fact:
    there = [NAMES[name] for name in GATE if plan.said[name]]
    how = (
        f"{', '.join(there) if there else 'none of one-to-many, information product, delivered by others'}.",
        "One of them is 30 points, two are 36, all three 40; one is enough for the gate.",
    )
    return Fact(
        "structure", "Structure", f"{shown.number(result.structure)} of {STRUCTURE[-1]}", how,
        shown.tone(bool(there)),
    )  # fmt: skip


def _honest(result: NewStream, plan: Plan) -> Fact:
    lacking = [NAMES[name] for name in HONEST if not plan.said[name]]
    count = len(HONEST) - len(lacking)
    how = (
        f"{count} x {HONEST_POINTS} = {count * HONEST_POINTS}.",
        f"not planned: {', '.join(lacking)}." if lacking else "All that is usually ignored is planned.",
    )
    most = HONEST_POINTS * len(HONEST)
    tone = shown.tone(not lacking)
    return Fact("honest_plan", "Honest plan", f"{shown.number(result.honest_plan)} of {most}", how, tone)


def _economics(figures: Figures, result: NewStream, plan: Plan) -> Fact:
    rate, weeks, hour = result.projected_true_rate, result.projected_break_even_weeks, figures.baseline_rate
    channel = plan.numbers["largest_channel_share"]
    how = []
    if rate is None or hour is None:
        how.append(f"0 of {RATE_POINTS} for the true rate: {_no_rate(rate)}.")
    else:
        reached = max(0.0, min(1.0, rate / hour))
        words = (
            f"{shown.exact_money(rate, figures.base_currency)} of {shown.exact_money(hour, figures.base_currency)}"
        )
        how.append(
            f"{RATE_POINTS} x {shown.number(reached)} = {shown.number(RATE_POINTS * reached)}: {words} an hour."
        )
    if weeks is None or rate is None:
        why = "it never breaks even" if weeks is None and hour is not None else _no_rate(rate)
        how.append(f"0 of {BREAK_EVEN_POINTS} for breaking even: {why}.")
    else:
        early = max(0.0, 1 - weeks / result.life_weeks)
        of_life = f"1 - {shown.number(weeks)} / {result.life_weeks} weeks"
        never = ", not below 0" if weeks > result.life_weeks else ""
        how.append(f"{BREAK_EVEN_POINTS} x ({of_life}{never}) = {shown.number(BREAK_EVEN_POINTS * early)}.")
    spread = CHANNEL_POINTS if channel * 2 <= 1 else 0
    how.append(
        f"{spread} of {CHANNEL_POINTS}: the largest channel brings {shown.percent(channel)}, half is the most."
    )
    away = AWAY_POINTS if plan.said[SURVIVES] else 0
    how.append(f"{away} of {AWAY_POINTS}: it {'survives' if away else 'does not survive'} two weeks off.")
    shown_points = f"{shown.points(result.economics)} of {_MOST_ECONOMICS}"
    return Fact("economics", "Economics", shown_points, tuple(how), "plain" if hour is not None else "unsure")


def _no_rate(rate: float | None) -> str:
    return "the plan takes no hours" if rate is None else "what an hour of yours is worth is not set"


def _true_rate(figures: Figures, result: NewStream, plan: Plan) -> Fact:
    key, name, rate = "projected_true_rate", "True rate over its life", result.projected_true_rate
    if rate is None:
        return Fact(key, name, DASH, ("The plan takes no hours: there is nothing to divide by.",), "unsure")
    currency, given, life = figures.base_currency, plan.numbers, result.life_weeks
    build, run = shown.exact_hours(given["build_hours"]), shown.exact_hours(given["run_hours_per_week"])
    net = shown.exact_money(given["net_per_week"], currency)
    how = [f"{life} weeks x {net} / ({build} + {life} x {run}) = {shown.exact_money(rate, currency)}."]
    if figures.baseline_rate is None:
        return Fact(key, name, f"{shown.money(rate, currency)}/h", tuple(how))
    how.append(f"Your hour is worth {shown.exact_money(figures.baseline_rate, currency)}.")
    tone = shown.tone(rate >= figures.baseline_rate)
    return Fact(key, name, f"{shown.money(rate, currency)}/h", tuple(how), tone)


def _break_even(figures: Figures, result: NewStream, plan: Plan) -> Fact:
    key, name, weeks = "projected_break_even_weeks", "Breaks even after", result.projected_break_even_weeks
    if figures.baseline_rate is None:
        return Fact(key, name, DASH, ("What an hour of yours is worth is not set.",), "unsure")
    hour = shown.exact_money(figures.baseline_rate, figures.base_currency)
    build, run = (shown.exact_hours(plan.numbers[name]) for name in ("build_hours", "run_hours_per_week"))
    net = shown.exact_money(plan.numbers["net_per_week"], figures.base_currency)
    how = f"{hour} x {build} / ({net} - {hour} x {run})"
    if weeks is None:
        return Fact(key, name, "never", (f"{how}: there is nothing below the line, it never comes back.",), "bad")
    limit = f"It counts as in time within {result.life_weeks} weeks."
    tone = shown.tone(weeks <= result.life_weeks)
    return Fact(key, name, shown.weeks(weeks), (f"{how} = {shown.number(weeks)} weeks.", limit), tone)


def _surplus(figures: Figures, result: NewStream, plan: Plan) -> Fact:
    key, name = "worth_it", "Over your hours"
    if figures.baseline_rate is None:
        return Fact(key, name, DASH, ("What an hour of yours is worth is not set.",), "unsure")
    currency, hour = figures.base_currency, shown.exact_money(figures.baseline_rate, figures.base_currency)
    net, run, build = (plan.numbers[name] for name in ("net_per_week", "run_hours_per_week", "build_hours"))
    hours = run + build / result.life_weeks
    surplus = float(net) - figures.baseline_rate * float(hours)
    how = (
        f"{shown.exact_hours(run)} + {shown.exact_hours(build)} of building / {result.life_weeks} weeks = "
        f"{shown.exact_hours(hours)} a week.",
        f"{shown.exact_money(net, currency)} - {shown.exact_hours(hours)} x {hour} = "
        f"{shown.exact_money(surplus, currency)} a week more than your hours would bring.",
    )
    return Fact(key, name, f"{shown.signed_money(surplus, currency)} a week", how, shown.tone(surplus > 1e-9))
