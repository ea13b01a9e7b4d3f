"""What each kind of what-if says besides: how its net and its hours come about, and its own results."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from leverage_tui.domain.book import Book
from leverage_tui.domain.metrics import Figures, StreamFigures
from leverage_tui.domain.model import Work
from leverage_tui.domain.planning import shown
from leverage_tui.domain.review.facts import Fact
from leverage_tui.domain.scenarios.results import Automate, Change, Hire, Outcome, Price, Productise
from leverage_tui.domain.scenarios.whatif import Asked
from leverage_tui.domain.words import DASH

How = tuple[str, ...]
Own = tuple[How, How, tuple[Fact, ...]]
"""How the net and the own hours come about, and the facts of the kind."""


@dataclass(frozen=True, slots=True)
class Case:
    """A what-if with all that its arithmetic takes; `hour` is the baseline rate."""

    book: Book
    figures: Figures
    asked: Asked
    outcome: Outcome
    change: Change
    hour: float

    @property
    def currency(self) -> str:
        """The book's."""
        return self.figures.base_currency

    @property
    def stream(self) -> StreamFigures:
        """The figures of the stream that it is about."""
        assert self.asked.stream is not None
        return self.figures.streams[self.asked.stream]

    def weekly(self, value: float) -> float:
        """A sum of the window per week."""
        return value / self.figures.weeks

    def exact(self, value: shown.Number) -> str:
        """An amount for arithmetic."""
        return shown.exact_money(value, self.currency)

    def signed(self, value: shown.Number) -> tuple[shown.Number, str]:
        """An amount as a part of a sum."""
        return value, self.exact(abs(float(value)))

    def signed_hours(self, value: shown.Number) -> tuple[shown.Number, str]:
        """Hours as a part of a sum."""
        return value, shown.exact_hours(abs(float(value)))


def own_facts(case: Case) -> Own:
    """How net and hours of `case` come about, and what its kind says besides."""
    return _KINDS[type(case.outcome)](case)


def _hire(case: Case) -> Own:
    given, found, change = case.asked.numbers, case.outcome, case.change
    assert isinstance(found, Hire)
    hours, pay, eta, mu = (given[name] for name in ("hours_per_week", "rate", "efficiency", "overhead"))
    freed, resold, own = found.own_hours_freed_per_week, found.resold_hours_per_week, _own_hours(case)
    paid = f"{shown.exact_hours(hours)} x {case.exact(pay)} = {case.exact(hours * pay)} paid a week"
    net = [f"{paid}."]
    sold = _sold_rate(case.figures)
    if resold and sold is not None:
        brought = case.exact(resold * sold)
        net += [
            f"{shown.exact_hours(resold)} sold again x {case.exact(sold)}, what a paid hour brings = {brought}.",
            f"{brought} - {case.exact(hours * pay)} = {case.exact(change.net_per_week_change)}.",
        ]
    taken = min(float(eta * hours), own)
    own_how = [
        f"{shown.percent(eta)} of {shown.exact_hours(hours)} = {shown.exact_hours(eta * hours)} taken over, "
        f"at most the {shown.exact_hours(own)} a week that you spend on it: {shown.exact_hours(taken)}.",
        f"{shown.percent(mu)} of {shown.exact_hours(hours)} = {shown.exact_hours(mu * hours)} of managing.",
        f"{shown.exact_hours(taken)} - {shown.exact_hours(mu * hours)} = {shown.exact_hours(freed)} freed"
        + (f", of which {shown.exact_hours(resold)} are sold again." if resold else "."),
    ]
    return tuple(net), tuple(own_how), _hire_facts(case, found, sold, tuple(own_how))


def _hire_facts(case: Case, found: Hire, sold: float | None, freed_how: How) -> tuple[Fact, ...]:
    given = case.asked.numbers
    hours, pay, training = given["hours_per_week"], float(given["rate"]), given["training_hours"]
    freed = found.own_hours_freed_per_week
    facts = [Fact("own_hours_freed_per_week", "Freed", f"{shown.hours(freed)} a week", freed_how)]
    for key, name, value, hour in (
        (
            "break_even_rate_at_baseline",
            "Pay at most, freed hours kept",
            found.break_even_rate_at_baseline,
            case.hour,
        ),
        ("break_even_rate_if_resold", "Pay at most, all sold again", found.break_even_rate_if_resold, sold),
    ):
        if value is None or hour is None:
            why = "No time is sold in these weeks." if hour is None else "There are no hours of help."
            facts.append(Fact(key, name, DASH, (why,), "unsure"))
            continue
        how = f"{case.exact(hour)} x {shown.exact_hours(freed)} freed / {shown.exact_hours(hours)}"
        tone = shown.tone(value > pay)
        compared = f"The pay would be {case.exact(pay)}."
        facts.append(
            Fact(
                key,
                name,
                f"{shown.money(value, case.currency)}/h",
                (f"{how} = {case.exact(value)}.", compared),
                tone,
            )
        )
    why = f"{shown.exact_hours(training)} of training / {shown.exact_hours(freed)} freed a week"
    return (
        *facts,
        _payback("training_payback_weeks", "Payback of the training", found.training_payback_weeks, why),
    )


def _automate(case: Case) -> Own:
    given, found = case.asked.numbers, case.outcome
    assert isinstance(found, Automate)
    runs, minutes, cost = given["runs_per_week"], given["minutes_saved"], given["cost_per_week"]
    upkeep, build = given["maintenance_hours_per_week"], given["build_hours"]
    saved, hour = found.hours_saved_per_week, case.exact(case.hour)
    claimed = runs * minutes / 60
    say = f"{shown.number(runs)} runs x {shown.number(minutes)} minutes = {shown.exact_hours(claimed)}"
    capped = f"capped: you spend {shown.exact_hours(_own_hours(case))} a week on it, nobody saves more"
    own = (
        f"{say}{f'; {capped}' if found.capped else ''}.",
        f"{shown.exact_hours(saved)} saved - {shown.exact_hours(upkeep)} of upkeep = "
        f"{shown.exact_hours(saved - upkeep)} less.",
    )
    net = (f"It costs {case.exact(cost)} a week.",)
    saves = Fact(
        "hours_saved_per_week", "Saved", f"{shown.hours(saved)} a week{', capped' if found.capped else ''}", own[:1],
        "bad" if found.capped else "plain",
    )  # fmt: skip
    money_how = (
        f"{hour} x {shown.exact_hours(build)} / ({hour} x {shown.exact_hours(saved - upkeep)} - {case.exact(cost)})"
    )
    hours_how = f"{shown.exact_hours(build)} of building / {shown.exact_hours(saved - upkeep)} less a week"
    return net, own, (
        saves,
        _payback("payback_weeks", "Payback", found.payback_weeks, money_how),
        _payback("hours_payback_weeks", "Payback in hours", found.hours_payback_weeks, hours_how),
    )  # fmt: skip


def _price(case: Case) -> Own:
    given, found, now = case.asked.numbers, case.outcome, case.stream
    assert isinstance(found, Price)
    dearer, volume = given["price_change"], given["volume_change"]
    fees = now.platform_fees + now.processing_fees
    costs = case.weekly(now.variable_costs + now.people_cost)
    kept = case.weekly(now.revenue - fees)
    grows = (1 + dearer) * (1 + volume) - 1
    factors = f"((1 {_sign(dearer)}) x (1 {_sign(volume)}) - 1)"
    net = (
        f"{case.exact(kept)} of revenue less fees a week x {factors} = {case.exact(kept * float(grows))}.",
        f"{case.exact(costs)} of variable costs and helpers a week x {shown.percent(volume)} = "
        f"{case.exact(costs * float(volume))}.",
        f"{shown.sum_of(case.signed(kept * float(grows)), case.signed(-costs * float(volume)))} = "
        f"{case.exact(case.change.net_per_week_change)}.",
    )
    worked = [case.weekly(now.own_hours[work]) for work in (Work.DELIVER, Work.SUPPORT)]
    own = (
        f"({shown.exact_hours(worked[0])} deliver + {shown.exact_hours(worked[1])} support) a week x "
        f"{shown.percent(volume)} = {_hours_exact(sum(worked) * float(volume))}.",
    )
    return net, own, (_margin(case, found, fees), _volume(found, dearer, volume))


def _margin(case: Case, found: Price, fees: float) -> Fact:
    key, name, now = "contribution_margin", "Contribution margin", case.stream
    if found.contribution_margin is None:
        return Fact(key, name, DASH, ("Nothing was sold there in these weeks.",), "unsure")
    parts = shown.sum_of(
        case.signed(now.revenue), (-fees, f"{case.exact(fees)} fees"),
        (-now.people_cost, f"{case.exact(now.people_cost)} pay"),
        (-now.variable_costs, f"{case.exact(now.variable_costs)} variable costs"),
    )  # fmt: skip
    how = f"({parts}) / {case.exact(now.revenue)} = {shown.number(found.contribution_margin)}."
    return Fact(key, name, f"{shown.points(100 * found.contribution_margin)} %", (how,))


def volume_in_words(change: float) -> str:
    """A change of volume that just breaks even, rounded up to a tenth of a percent."""
    return f"{shown.number(math.ceil(change * 1000 - 1e-9) / 10, 1)} % of volume"


def _volume(found: Price, dearer: Fraction, volume: Fraction) -> Fact:
    key, name, value = "break_even_volume_change", "Breaks even at", found.break_even_volume_change
    if value is None:
        none = (
            "Without revenue there is no margin."
            if found.contribution_margin is None
            else "The price is below its costs."
        )
        return Fact(key, name, DASH, (f"{none} No volume makes up for it.",), "unsure")
    margin = shown.number(found.contribution_margin or 0)
    how = (
        f"{shown.number(-dearer)} / ({margin} {_sign(dearer)}) = {shown.number(value)}.",
        f"You reckon with {shown.percent(volume)}.",
    )
    return Fact(key, name, volume_in_words(value), how, shown.tone(volume > value))


def _productise(case: Case) -> Own:
    given, found = case.asked.numbers, case.outcome
    assert isinstance(found, Productise)
    units, price, cost, build = (
        given[name] for name in ("units_per_week", "price", "cost_per_week", "build_hours")
    )
    refunds, fees = given["refund_rate"], given["platform_fee"] + given["processing_fee"]
    support, sell = given["support_minutes_per_unit"], given["sell_hours_per_week"]
    kept = price * (1 - refunds) * (1 - fees)
    life, hour = case.book.settings.build_life_weeks, case.exact(case.hour)
    net_week, run = found.net_per_week, found.own_hours_per_week
    net = (
        f"{case.exact(price)} less {shown.percent(refunds)} refunds, less {shown.percent(fees)} fees = "
        f"{case.exact(kept)} kept of each.",
        f"{shown.number(units)} a week x {case.exact(kept)} - {case.exact(cost)} of costs = {case.exact(net_week)}.",
    )
    own = (
        f"{shown.number(units)} x {shown.number(support)} minutes of support + {shown.exact_hours(sell)} of selling = "
        f"{shown.exact_hours(run)}.",
    )
    true_rate = _true_rate(case, found, build)
    weeks_how = (
        f"{hour} x {shown.exact_hours(build)} / ({case.exact(net_week)} - {hour} x {shown.exact_hours(run)})"
    )
    per_unit = shown.exact_hours(support / 60)
    units_how = f"{hour} x {shown.exact_hours(build)} / ({case.exact(kept)} - {hour} x {per_unit} of support)"
    return net, own, (
        true_rate,
        _payback("break_even_weeks", "Breaks even after", found.break_even_weeks, weeks_how, life),
        _units(found.break_even_units, units_how),
    )  # fmt: skip


def _true_rate(case: Case, found: Productise, build: Fraction) -> Fact:
    key, name, rate = "true_rate_over_life", "True rate over its life", found.true_rate_over_life
    if rate is None:
        return Fact(key, name, DASH, ("It takes no hours: there is nothing to divide by.",), "unsure")
    life = case.book.settings.build_life_weeks
    hours = f"{shown.exact_hours(build)} + {life} x {shown.exact_hours(found.own_hours_per_week)}"
    how = (
        f"{life} weeks x {case.exact(found.net_per_week)} / ({hours}) = {case.exact(rate)}.",
        f"Your hour is worth {case.exact(case.hour)}.",
    )
    return Fact(key, name, f"{shown.money(rate, case.currency)}/h", how, shown.tone(rate > case.hour))


def _payback(key: str, name: str, value: float | None, how: str, most: int | None = None) -> Fact:
    if value is None:
        return Fact(key, name, "never", (f"{how}: there is nothing below the line, it never comes back.",), "bad")
    lines = (f"{how} = {shown.number(value)} weeks.",)
    if most is None:
        return Fact(key, name, shown.weeks(value), lines)
    within = f"What is built is charged over {most} weeks."
    return Fact(key, name, shown.weeks(value), (*lines, within), shown.tone(value <= most))


def _units(value: float | None, how: str) -> Fact:
    key, name = "break_even_units", "Breaks even at"
    if value is None:
        return Fact(key, name, "never", (f"{how}: each costs more than it brings.",), "bad")
    whole = -int(-value // 1)
    return Fact(key, name, f"{whole:,} sold", (f"{how} = {shown.number(value)}.",))


def _own_hours(case: Case) -> float:
    assert case.asked.work is not None
    return case.weekly(case.stream.own_hours[case.asked.work])


def _sold_rate(figures: Figures) -> float | None:
    """What a paid hour brings in the time-sold streams of these weeks, None when none was sold."""
    sold = [stream for stream in figures.streams.values() if stream.time_sold]
    delivered = sum(stream.own_hours[Work.DELIVER] for stream in sold)
    return sum(stream.net for stream in sold) / delivered if delivered else None


def _sign(value: Fraction) -> str:
    return f"{'-' if value < 0 else '+'} {shown.number(abs(value))}"


def _hours_exact(value: float) -> str:
    return f"{'-' if value < 0 else ''}{shown.exact_hours(abs(value))}"


_KINDS: dict[type[Outcome], Callable[[Case], Own]] = {
    Hire: _hire, Automate: _automate, Price: _price, Productise: _productise,
}  # fmt: skip
