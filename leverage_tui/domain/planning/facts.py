"""What a what-if and a plan for a new stream come to, as facts with their arithmetic."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from leverage_tui.domain import words
from leverage_tui.domain.book import Book
from leverage_tui.domain.metrics import Figures
from leverage_tui.domain.planning import shown
from leverage_tui.domain.planning.kinds import Case, own_facts, volume_in_words
from leverage_tui.domain.planning.plan_facts import plan_facts
from leverage_tui.domain.planning.worth import Worth, worth
from leverage_tui.domain.quantities.dates import format_day
from leverage_tui.domain.review.facts import Fact, Section, Tone
from leverage_tui.domain.scenarios.results import Change, Hire, Price, WhatIf
from leverage_tui.domain.scenarios.whatif import asked

__all__ = ["plan_facts", "what_if_facts"]
_TITLES = {"hire": "A helper", "automate": "An automation", "price": "Another price", "productise": "A product"}


def what_if_facts(book: Book, figures: Figures, result: WhatIf, body: Mapping[str, Any]) -> Section:
    """What `result` of the scenario `body` changes a week, whether it is worth it and by how much, and what its
    kind says besides. `figures` are those of the day that it was worked out for. Without a baseline rate one fact
    says so. Raises ScenarioWrong where `body` is not what `result` is of."""
    title = result.label or _TITLES[result.kind]
    hour = figures.baseline_rate
    if result.change is None or result.outcome is None or hour is None:
        why = "Every hour that is freed or spent is weighed at your baseline rate."
        state = result.state or "needs baseline rate"
        fact = Fact("state", "Result", state, (f"{_sentence(words.STATES.get(state, state))}.", why), "unsure")
        return Section(title, (fact,), _sentence(words.STATES.get(state, state)) + ".")
    case = Case(book, figures, asked(book.streams, body), result.outcome, result.change, hour)
    found = worth(result, case.asked, hour, book.settings.build_life_weeks)
    assert found is not None
    net_how, hours_how, more = own_facts(case)
    facts = (
        _worth(case, found),
        _net(case, net_how),
        _hours(case, hours_how),
        _gauge(case, found),
        _rate(case),
        *more,
    )
    return Section(title, facts, _heart(case, found))


def worth_in_words(found: Worth, currency: str) -> str:
    """``worth it, by $11.07 a week``, ``not worth it, by $17.72 a week``."""
    by = shown.money(found.per_week, currency)
    if not any(digit in "123456789" for digit in by):
        return f"{'worth it' if found.is_worth_it else 'not worth it'}: it brings just what it takes"
    return f"{'worth it' if found.is_worth_it else 'not worth it'}, by {by.lstrip('-')} a week"


def _worth(case: Case, found: Worth) -> Fact:
    hour, change = shown.exact_money(case.hour, case.currency), case.change
    freed = -change.own_hours_per_week_change
    kept = (change.net_per_week_change, case.exact(abs(change.net_per_week_change)))
    own = (freed, f"{shown.exact_hours(abs(freed))} x {hour}")
    charged = (-found.charged, f"{shown.exact_hours(found.charged)} of building x {hour}")
    parts = (kept, own, charged) if found.build_hours else (kept, own)
    how = [
        f"{shown.sum_of(*parts)} = {case.exact(found.per_week)} a week: what is kept, and your hours at your rate.",
    ]
    if found.build_hours:
        how.append(f"{shown.exact_hours(found.build_hours)} of building / {found.life_weeks} weeks of its life = "
                   f"{shown.exact_hours(found.charged)} a week.")  # fmt: skip
    if isinstance(case.outcome, Hire) and case.asked.numbers["training_hours"]:
        how.append("The training is not in it: it has its own payback.")
    tone = shown.tone(found.is_worth_it)
    return Fact("worth_it", "Worth it?", worth_in_words(found, case.currency), tuple(how), tone)


def _net(case: Case, how: tuple[str, ...]) -> Fact:
    value = case.change.net_per_week_change
    return Fact("net_per_week_change", "Net", f"{shown.signed_money(value, case.currency)} a week", how)


def _hours(case: Case, how: tuple[str, ...]) -> Fact:
    value = case.change.own_hours_per_week_change
    return Fact("own_hours_per_week_change", "Your hours", f"{shown.signed_hours(value)} a week", how)


def _gauge(case: Case, found: Worth) -> Fact:
    change, day = case.change, format_day(case.figures.as_of, year=True)
    how = [f"The {shown.number(case.figures.weeks, 1)} weeks to {day}, restated as if it had always been so."]
    charged = case.asked.numbers.get("training_hours") or found.build_hours
    if charged:
        weekly = shown.exact_hours(charged / found.life_weeks)
        what = "training" if "training_hours" in case.asked.numbers else "building"
        how.append(
            f"{shown.exact_hours(charged)} of {what} are charged over {found.life_weeks} weeks: {weekly} a week."
        )
    if change.gauge_before is None or change.gauge_after is None or change.gauge_change is None:
        when = "before it" if change.gauge_before is None else "after it"
        how.append(f"There is no net income {when}: nothing to take a share of.")
    else:
        difference = f"{change.gauge_after:.4f} - {change.gauge_before:.4f}".replace("- -", "+ ")
        how.append(f"{difference} = {change.gauge_change:+.4f} points.")
    return Fact("gauge_change", "Gauge", _gauge_in_words(change), tuple(how), _gauge_tone(change))


def _gauge_in_words(change: Change) -> str:
    before, after = (
        words.DASH if raw is None else f"{words.percent(raw)} %"
        for raw in (change.gauge_before, change.gauge_after)
    )
    if change.gauge_before is None or change.gauge_after is None:
        return f"{before} → {after}"
    return f"{before} → {after} ({words.moved(change.gauge_before, change.gauge_after)})"


def _gauge_tone(change: Change) -> Tone:
    if change.gauge_change is None:
        return "unsure"
    return "plain" if abs(change.gauge_change) < 0.05 else shown.tone(change.gauge_change > 0)


def _rate(case: Case) -> Fact:
    key, name, after = "effective_hourly_rate_after", "Rate after", case.change.effective_hourly_rate_after
    now, weeks = case.figures.book, case.figures.weeks
    if after is None:
        return Fact(key, name, words.DASH, ("No run hour would be left: there is nothing to divide by.",), "unsure")
    net, run = now.net / weeks, now.run_hours / weeks
    kept = shown.sum_of((net, case.exact(abs(net))), case.signed(case.change.net_per_week_change))
    worked = shown.sum_of((1, shown.exact_hours(run)), case.signed_hours(case.change.own_hours_per_week_change))
    how = [f"({kept}) a week / ({worked}) = {case.exact(after)}."]
    if now.effective_hourly_rate is not None:
        how.append(f"Now it is {case.exact(now.effective_hourly_rate)}.")
    return Fact(key, name, f"{shown.money(after, case.currency)}/h", tuple(how))


def _heart(case: Case, found: Worth) -> str:
    said = _sentence(worth_in_words(found, case.currency))
    if isinstance(case.outcome, Price) and case.outcome.break_even_volume_change is not None:
        return f"{said}; it breaks even at {volume_in_words(case.outcome.break_even_volume_change)}."
    return f"{said}."


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
