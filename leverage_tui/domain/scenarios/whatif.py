"""The four what-ifs of METRICS.md section 6, each restating the window with the change in steady state.

Decided where METRICS.md leaves room: while nothing is sold by the hour nothing can be resold; hours of an activity
that is taken over are those of the named stream; a product is a stream of its own; of build hours that are taken
over at most what the window is charged for goes from the gauge; without a baseline rate the other fields are not
looked at yet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from leverage_tui.domain.book import Book
from leverage_tui.domain.metrics import rows
from leverage_tui.domain.metrics.memory import Memory
from leverage_tui.domain.metrics.ratios import contribution, revenue
from leverage_tui.domain.metrics.readings import NEEDS_BASELINE
from leverage_tui.domain.model import Work
from leverage_tui.domain.scenarios.fields import CHANGE, COUNT, SHARE, Number, activity, numbers, one_of, text
from leverage_tui.domain.scenarios.present import Present, Shift, Shifts, over, present
from leverage_tui.domain.scenarios.results import Automate, Hire, Outcome, Price, Productise, WhatIf

Worked = tuple[Outcome, Shifts]
_TEXTS = ("kind", "label", "stream")

HIRE: Mapping[str, Number] = {
    "hours_per_week": COUNT,
    "rate": COUNT,
    "efficiency": Number(default=Fraction(8, 10)),
    "overhead": Number(default=Fraction(15, 100)),
    "training_hours": COUNT,
    "resell_share": SHARE,
}
AUTOMATE: Mapping[str, Number] = {
    "build_hours": COUNT,
    "runs_per_week": COUNT,
    "minutes_saved": COUNT,
    "maintenance_hours_per_week": COUNT,
    "cost_per_week": COUNT,
}
PRICE: Mapping[str, Number] = {"price_change": CHANGE, "volume_change": CHANGE}
PRODUCTISE: Mapping[str, Number] = {
    "build_hours": COUNT,
    "price": COUNT,
    "units_per_week": COUNT,
    "platform_fee": SHARE,
    "processing_fee": SHARE,
    "refund_rate": SHARE,
    "support_minutes_per_unit": COUNT,
    "sell_hours_per_week": COUNT,
    "cost_per_week": COUNT,
}
FIELDS: Mapping[str, Mapping[str, Number]] = {
    "hire": HIRE, "automate": AUTOMATE, "price": PRICE, "productise": PRODUCTISE,
}  # fmt: skip
"""The numbers that each kind has."""
TAKES_OVER = ("hire", "automate")
"""The kinds that take an activity over."""
OWN_STREAM = "productise"
"""The kind that is a stream of its own; the `stream` of one that became real is the stream that it became."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The fields of a what-if, read; `stream` and `work` are None where its kind has none."""

    kind: str
    label: str | None
    numbers: Mapping[str, Fraction]
    stream: str | None
    work: Work | None


def asked(streams: Iterable[str], scenario: Mapping[str, Any]) -> Asked:
    """The fields of `scenario` in a book with `streams` (their ids). Raises ScenarioWrong."""
    kind = one_of(scenario, "kind", FIELDS)
    label = text(scenario, "label")
    takes_over = kind in TAKES_OVER
    given = numbers(scenario, FIELDS[kind], (*_TEXTS, "activity") if takes_over else _TEXTS)
    stream = None if kind == OWN_STREAM else one_of(scenario, "stream", streams)
    return Asked(kind, label, given, stream, activity(scenario) if takes_over else None)


def what_if(book: Book, as_of: date, scenario: Mapping[str, Any], memory: Memory | None = None) -> WhatIf:
    """What `scenario` would change in the window that ends on `as_of`. Raises ScenarioWrong."""
    kind = one_of(scenario, "kind", KINDS)
    label = text(scenario, "label")
    now = present(book, as_of, memory or Memory())
    if now.rate is None:
        return WhatIf(kind=kind, label=label, state=NEEDS_BASELINE)
    outcome, shifts = KINDS[kind](now, asked(now.parts, scenario))
    return WhatIf(kind=kind, label=label, outcome=outcome, change=now.restated(shifts))


def hire(now: Present, scenario: Asked) -> Worked:
    """Somebody takes over an activity for `hours_per_week` at `rate`."""
    given, stream, work = scenario.numbers, scenario.stream, scenario.work
    assert stream is not None
    assert work is not None
    hours, pay = given["hours_per_week"], given["rate"]
    taken = min(given["efficiency"] * hours, now.own_hours(stream, work))
    overhead = given["overhead"] * hours
    freed = taken - overhead
    sold_rate, seller = now.sold_rate, now.selling_stream
    resold = Fraction(0) if sold_rate is None else max(Fraction(0), given["resell_share"] * freed)
    brought = resold * (sold_rate or 0)
    outcome = Hire(
        own_hours_freed_per_week=float(freed),
        resold_hours_per_week=float(resold),
        break_even_rate_at_baseline=over(now.hour * freed, hours),
        break_even_rate_if_resold=None if sold_rate is None else over(sold_rate * freed, hours),
        training_payback_weeks=over(given["training_hours"], freed),
        worth_it=now.hour * (freed - resold) + brought > pay * hours,
    )
    helped = [
        Shift(net=-pay * hours, own={work: -taken}, people=hours),
        Shift(own={Work.MANAGE: overhead}, charged=given["training_hours"] / now.life_weeks),
    ]
    shifts = [(stream, shift) for shift in helped]
    if seller is not None:
        shifts.append((seller, Shift(net=brought, own={Work.DELIVER: resold})))
    return outcome, shifts


def automate(now: Present, scenario: Asked) -> Worked:
    """An automation saves minutes of an activity each time it runs."""
    given, stream, work = scenario.numbers, scenario.stream, scenario.work
    assert stream is not None
    assert work is not None
    claimed, there = given["runs_per_week"] * given["minutes_saved"] / 60, now.own_hours(stream, work)
    saved = min(claimed, there)
    upkeep, cost, build = given["maintenance_hours_per_week"], given["cost_per_week"], given["build_hours"]
    outcome = Automate(
        hours_saved_per_week=float(saved),
        capped=claimed > there,
        payback_weeks=over(now.hour * build, now.hour * (saved - upkeep) - cost),
        hours_payback_weeks=over(build, saved - upkeep),
    )
    shifts = [
        Shift(net=-cost, own={work: -saved}, automation=saved),
        Shift(own={Work.ADMIN: upkeep}, charged=build / now.life_weeks),
    ]
    return outcome, [(stream, shift) for shift in shifts]


def price(now: Present, scenario: Asked) -> Worked:
    """Another price at another volume."""
    given, stream = scenario.numbers, scenario.stream
    assert stream is not None
    row = now.rows[stream]
    dearer, volume = given["price_change"], given["volume_change"]
    earned = revenue(row)
    margin = Fraction(contribution(row), earned) if earned > 0 else None
    outcome = Price(
        contribution_margin=None if margin is None else float(margin),
        break_even_volume_change=None if margin is None else over(-dearer, margin + dearer),
    )
    kept = now.money(earned - row[rows.PLATFORM] - row[rows.PROCESSING])
    grows = (1 + dearer) * (1 + volume) - 1
    shift = Shift(
        net=kept * grows - now.money(row[rows.VARIABLE] + row[rows.PAY]) * volume,
        own={work: now.own_hours(stream, work) * volume for work in (Work.DELIVER, Work.SUPPORT)},
        people=now.hours(row[rows.PEOPLE]) * volume,
    )
    return outcome, [(stream, shift)]


def productise(now: Present, scenario: Asked) -> Worked:
    """A product is made once and then sold by the unit."""
    given = scenario.numbers
    units, build, life = given["units_per_week"], given["build_hours"], now.life_weeks
    kept_share = (1 - given["refund_rate"]) * (1 - given["platform_fee"] - given["processing_fee"])
    kept, support = given["price"] * kept_share, given["support_minutes_per_unit"] / 60
    net = units * kept - given["cost_per_week"]
    hours = units * support + given["sell_hours_per_week"]
    outcome = Productise(
        net_per_week=float(net),
        own_hours_per_week=float(hours),
        true_rate_over_life=over(life * net, build + life * hours),
        break_even_weeks=over(now.hour * build, net - now.hour * hours),
        break_even_units=over(now.hour * build, kept - now.hour * support),
    )
    own = {Work.SUPPORT: units * support, Work.SELL: given["sell_hours_per_week"]}
    return outcome, [(None, Shift(net=net, own=own, charged=build / life))]


KINDS: Mapping[str, Callable[[Present, Asked], Worked]] = {
    "hire": hire,
    "automate": automate,
    "price": price,
    "productise": productise,
}
"""The what-ifs by name."""
