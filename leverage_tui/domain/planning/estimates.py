"""What was planned for a stream, and what happened: the honest end of every plan.

Net and run hours are compared from the first week with income on: before it the plan is being built, not run.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from leverage_tui.domain.book import Book
from leverage_tui.domain.calendar import monday, weeks_between
from leverage_tui.domain.metrics import Figures, Memory, rows
from leverage_tui.domain.metrics.past import StreamPast
from leverage_tui.domain.metrics.units import Units
from leverage_tui.domain.planning import shown
from leverage_tui.domain.planning.kept import Kept, kept
from leverage_tui.domain.review.facts import Fact, Section
from leverage_tui.domain.scenarios.errors import ScenarioWrong
from leverage_tui.domain.scenarios.plans import judge, planned
from leverage_tui.domain.scenarios.present import Present, present
from leverage_tui.domain.scenarios.results import Productise
from leverage_tui.domain.scenarios.whatif import OWN_STREAM, asked, productise

FEWEST_WEEKS = 4
"""Full weeks since the first income before averages are shown."""


class Planned(NamedTuple):
    """What a plan said: hours, money in major units; no weeks where it never breaks even or no rate is set."""

    build_hours: float
    net_per_week: float
    run_hours_per_week: float
    break_even_weeks: float | None


@dataclass(frozen=True, slots=True)
class _Average:
    """Net and run hours of some weeks together, major units and hours."""

    net: float
    run: float
    weeks: float


def estimates(
    book: Book, figures: Figures, stream_id: str, today: date, memory: Memory | None = None
) -> Section | None:
    """ "Planned and happened" of a stream that a kept plan or product became; None for every other stream, and for a
    plan that can no longer be read. `figures` are those of `today`."""
    if stream_id not in book.streams:
        return None
    memory = memory or Memory()
    origin = next((one for one in kept(book) if _became(one, stream_id)), None)
    if origin is None:
        return None
    try:
        plan = _planned(present(book, today, memory), origin)
    except ScenarioWrong:
        return None
    past = next(past for past in memory.pasts(book, today) if past.stream.id == stream_id)
    since = _earning_since(past)
    facts = (
        _build(figures, stream_id, plan),
        *_weekly(figures, past, since, plan, Units(figures.base_currency)),
        _break_even(figures, stream_id, plan),
    )
    return Section("Planned and happened", facts, f"Planned as {origin.label}.")


def _became(one: Kept, stream_id: str) -> bool:
    return (one.is_plan or one.kind == OWN_STREAM) and one.body.get("stream") == stream_id


def _planned(now: Present, origin: Kept) -> Planned:
    body: Mapping[str, Any] = origin.body
    if origin.is_plan:
        given = planned(body)
        numbers = given.numbers
        weeks = judge(now, given).projected_break_even_weeks
        net, run = numbers["net_per_week"], numbers["run_hours_per_week"]
        return Planned(float(numbers["build_hours"]), float(net), float(run), weeks)
    wanted = asked((), body)
    found, _ = productise(now, wanted)
    assert isinstance(found, Productise)
    weeks = None if now.rate is None else found.break_even_weeks
    build = float(wanted.numbers["build_hours"])
    return Planned(build, found.net_per_week, found.own_hours_per_week, weeks)


def _build(figures: Figures, stream_id: str, plan: Planned) -> Fact:
    spent = figures.streams[stream_id].lifetime.build_hours
    how = [f"All build hours ever: {shown.exact_hours(spent)}, what was built before tracking began included."]
    said = f"{shown.hours(plan.build_hours)} planned, {shown.hours(spent)} so far"
    if not plan.build_hours:
        return Fact("build_hours", "Building", said, tuple(how))
    how.append(f"{shown.exact_hours(spent)} / {shown.exact_hours(plan.build_hours)} = "
               f"{shown.percent(spent / plan.build_hours)} of what was planned.")  # fmt: skip
    return Fact("build_hours", "Building", said, tuple(how), "bad" if spent > plan.build_hours else "plain")


def _weekly(
    figures: Figures, past: StreamPast, since: date | None, plan: Planned, units: Units
) -> tuple[Fact, Fact]:
    """Net and run hours a week, planned against these weeks and ever."""
    net_said = f"{shown.money(plan.net_per_week, figures.base_currency)} a week planned"
    run_said = f"{shown.hours(plan.run_hours_per_week)} a week planned"
    state = _young(past, since)
    if since is None or state:
        why = (f"It is compared from the first week with income on, after {FEWEST_WEEKS} full weeks.",)
        return (
            Fact("net_per_week", "Net", f"{net_said}; {state}", why, "unsure"),
            Fact("run_hours_per_week", "Your hours", f"{run_said}; {state}", why, "unsure"),
        )
    spans = {"in these weeks": max(since, figures.window[0]), "ever": since}
    averages = {when: _average(past, first, units) for when, first in spans.items() if first <= _last(past)}
    newest = next(iter(averages.values()))
    return (
        _compared(
            "net_per_week", "Net", net_said,
            {when: (_money(each.net / each.weeks, figures), _exact(each.net, figures),
                    _exact(each.net / each.weeks, figures), each.weeks) for when, each in averages.items()},
            newest.net / newest.weeks >= plan.net_per_week,
        ),
        _compared(
            "run_hours_per_week", "Your hours", run_said,
            {when: (shown.hours(each.run / each.weeks), shown.exact_hours(each.run),
                    shown.exact_hours(each.run / each.weeks), each.weeks) for when, each in averages.items()},
            newest.run / newest.weeks <= plan.run_hours_per_week,
        ),
    )  # fmt: skip


def _compared(key: str, name: str, said: str, found: Mapping[str, tuple[str, str, str, float]], good: bool) -> Fact:
    """A fact of weekly averages; `found`: by when, the average as shown, the sum, the average, the weeks."""
    happened = ", ".join(f"{average} {when}" for when, (average, *_) in found.items())
    how = tuple(
        f"{total} {when} / {shown.number(weeks)} weeks = {exact}."
        for when, (_, total, exact, weeks) in found.items()
    )
    return Fact(key, name, f"{said}, {happened}", how, shown.tone(good))


def _young(past: StreamPast, since: date | None) -> str:
    """Why there is nothing to compare yet; empty where there is."""
    if since is None:
        return "no income yet"
    full = sum(past.is_whole(week) for week in weeks_between(since, _last(past)))
    return f"too young ({full}/{FEWEST_WEEKS} weeks)" if full < FEWEST_WEEKS else ""


def _break_even(figures: Figures, stream_id: str, plan: Planned) -> Fact:
    stream, key, name = figures.streams[stream_id], "break_even_weeks", "Breaks even"
    payback, currency, weeks = stream.payback, figures.base_currency, plan.break_even_weeks
    said = "never, as planned" if weeks is None else f"after {shown.weeks(weeks)} as planned"
    if figures.baseline_rate is None:
        said = "what an hour of yours is worth is not set"
    ever = stream.lifetime
    if not (ever.run_hours or ever.build_hours or ever.net):
        why = "No hour is logged, so there is nothing to earn back."
        return Fact(key, name, f"{said}; nothing logged yet", (why,), "unsure")
    how, happened = [f"What happened: {payback.state}."], payback.state
    if payback.build_debt_money is not None:
        owed = shown.exact_money(payback.build_debt_money, currency)
        how.append(f"{owed} of your hours are not earned back yet.")
    if payback.weeks_to_break_even is not None:
        happened = f"{shown.weeks(payback.weeks_to_break_even)} to go"
        surplus = shown.exact_money(payback.weekly_surplus_mean or 0, currency)
        how.append(f"At {surplus} a week that takes {shown.number(payback.weeks_to_break_even)} weeks.")
    is_known = payback.weekly_surplus_mean is not None or payback.state in ("paid back", "ended unpaid")
    tone = shown.tone(payback.state in ("paid back", "paying back")) if is_known else "unsure"
    return Fact(key, name, f"{said}; {happened}", tuple(how), tone)


def _earning_since(past: StreamPast) -> date | None:
    """The Monday of the first week with entered income, None before there is any."""
    life, until = past.life(), past.expectation.income_until
    if until is None:
        return None
    first = min((life.first if life else past.as_of), monday(past.first_day or past.as_of))
    return next((week for week in weeks_between(first, until) if past.row(week)[rows.GROSS] > 0), None)


def _last(past: StreamPast) -> date:
    return past.ended or past.as_of


def _average(past: StreamPast, first: date, units: Units) -> _Average:
    last = _last(past)
    found = rows.total(past.row(week) for week in weeks_between(first, last))
    return _Average(units.money(rows.net(found)), units.hours(rows.run(found)), ((last - first).days + 1) / 7)


def _money(value: float, figures: Figures) -> str:
    return shown.money(value, figures.base_currency)


def _exact(value: float, figures: Figures) -> str:
    return shown.exact_money(value, figures.base_currency)
