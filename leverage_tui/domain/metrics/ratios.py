"""Ratios that a stream and the whole book have, from one row of exact sums.

"none" is None: never 0, never infinity. Below a line that is 0, none; revenue also when it is negative.
"""

from __future__ import annotations

from typing import Any

from leverage_tui.domain.metrics import rows
from leverage_tui.domain.metrics.results import Lifetime, RateIdentity
from leverage_tui.domain.metrics.rows import OWN_COLUMNS, Row
from leverage_tui.domain.metrics.sums import LifeSums
from leverage_tui.domain.metrics.units import Units


def over(above: float | None, below: float | None) -> float | None:
    """`above` / `below`, None where one is unknown or `below` is 0."""
    return None if above is None or not below else above / below


def over_positive(above: float | None, below: float | None) -> float | None:
    """As `over`, None too where `below` is negative."""
    return None if below is None or below <= 0 else over(above, below)


def revenue(row: Row) -> int:
    """Gross less refunds."""
    return row[rows.GROSS] - row[rows.REFUNDS]


def contribution(row: Row) -> int:
    """Revenue less fees, pay and variable costs: all but the fixed costs."""
    return rows.net(row) + row[rows.FIXED]


def totals(row: Row, charged: int, life: LifeSums, expected: int, units: Units) -> dict[str, Any]:
    """The fields of `Totals`; `charged` is B, `expected` the net in `row` that is not entered yet."""
    net, run, build, people = rows.net(row), rows.run(row), row[rows.BUILD], row[rows.PEOPLE]
    worked = run + build
    return {
        "gross": units.money(row[rows.GROSS]),
        "refunds": units.money(row[rows.REFUNDS]),
        "revenue": units.money(revenue(row)),
        "platform_fees": units.money(row[rows.PLATFORM]),
        "processing_fees": units.money(row[rows.PROCESSING]),
        "people_cost": units.money(row[rows.PAY]),
        "variable_costs": units.money(row[rows.VARIABLE]),
        "fixed_costs": units.money(row[rows.FIXED]),
        "net": units.money(net),
        "own_hours": {work: units.hours(row[column]) for work, column in OWN_COLUMNS.items()},
        "run_hours": units.hours(run),
        "build_hours": units.hours(build),
        "amortised_build_hours": units.hours(charged),
        "effective_hours": units.hours(run + charged),
        "people_hours": units.hours(people),
        "automation_hours": units.hours(row[rows.AUTOMATION]),
        "process_hours": units.hours(row[rows.PROCESS]),
        "expected_net": units.money(expected),
        "effective_hourly_rate": units.rate(net, run),
        "effective_hourly_rate_with_build": units.rate(net, run + charged),
        "true_hourly_rate": units.rate(life.net, life.run + life.build),
        "lifetime": Lifetime(units.money(life.net), units.hours(life.run), units.hours(life.build)),
        "time_multiplier": over(run + rows.others(row), run),
        "leverage_ratio": over(people, run),
        "hidden_work_share": over(worked - row[rows.DELIVER], worked),
        "toil_share": over(row[rows.SUPPORT] + row[rows.ADMIN], worked),
        "rate_identity": RateIdentity(
            margin=over_positive(net, revenue(row)),
            productivity=units.rate(revenue(row), run + people),
            leverage=over(run + people, run),
        ),
    }


def stream_ratios(row: Row, capital: int, weeks: float, units: Units) -> dict[str, Any]:
    """The ratios that stand per stream only; `weeks` is n_eff."""
    net, earned = rows.net(row), revenue(row)
    people, manage, deliver = row[rows.PEOPLE], row[rows.MANAGE], row[rows.DELIVER]
    yielded = over(net, capital)
    return {
        "people_per_manage_hour": over(people, manage),
        "management_overhead": over(manage, people),
        "utilisation": over(deliver, rows.run(row) + row[rows.BUILD]),
        "realised_rate_per_deliver_hour": units.rate(net, deliver),
        "refund_rate": over_positive(row[rows.REFUNDS], row[rows.GROSS]),
        "platform_take": over_positive(row[rows.PLATFORM], earned),
        "net_margin": over_positive(net, earned),
        "gross_margin": over_positive(contribution(row), earned),
        "operating_leverage": over_positive(contribution(row), net),
        "capital": units.money(capital),
        "capital_yield_per_year": None if yielded is None else yielded * 52 / weeks,
    }
