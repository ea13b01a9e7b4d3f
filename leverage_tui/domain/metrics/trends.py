"""What confirmed weeks say of one stream: does its time fall, does income follow hours, does it run without you?

Decided where METRICS.md leaves room: "most weeks" are zero-hour weeks when the median of hours is 0; where net
never varies there is no rank correlation (none), while the slope is 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from statistics import fmean, median
from typing import NamedTuple

from leverage_tui.domain.calendar import WEEK
from leverage_tui.domain.metrics import rows
from leverage_tui.domain.metrics.blocks import Decoupling, TimeTrend, Vacation
from leverage_tui.domain.metrics.past import StreamPast
from leverage_tui.domain.metrics.statistics import mann_kendall, spearman, theil_sen
from leverage_tui.domain.metrics.units import Units

TREND_WEEKS, ENTERED_WEEKS = 26, 52
FEWEST_WEEKS, FIRM_WEEKS = 8, 12
FEWEST_DISTINCT = 3
SIGNIFICANT = 0.10
COUPLED, DECOUPLED = "coupled: income follows your hours", "decoupled: income does not follow your hours"
_DECIMALS = 6
_HALF = 0.5


class WeekPoint(NamedTuple):
    """A week: run minutes and net, in `SCALE`-ths."""

    run: int
    net: int


def points(past: StreamPast, weeks: Iterable[date]) -> tuple[WeekPoint, ...]:
    """The stream's `weeks` (Mondays), in their order."""
    found = (past.row(week) for week in weeks)
    return tuple(WeekPoint(rows.run(row), rows.net(row)) for row in found)


class Series(NamedTuple):
    """The newest confirmed full weeks of a stream, oldest first."""

    confirmed: tuple[WeekPoint, ...]
    entered: tuple[WeekPoint, ...]
    """Those without a day of expected income."""


def series(past: StreamPast) -> Series:
    """The weeks that trends look at."""
    confirmed = past.confirmed_weeks()
    entered = [week for week in confirmed if week not in past.expectation.weeks]
    return Series(points(past, confirmed[-TREND_WEEKS:]), points(past, entered[-ENTERED_WEEKS:]))


def hours_of(minutes: Iterable[int], units: Units) -> list[float]:
    """Run hours as rank statistics see them."""
    return [round(units.hours(found), _DECIMALS) for found in minutes]


def nets_of(found: Iterable[WeekPoint], units: Units) -> list[float]:
    """Nets as rank statistics see them."""
    return [round(units.money(point.net), _DECIMALS) for point in found]


def time_trend(worked: Sequence[int], units: Units) -> TimeTrend:
    """The trend of weekly run hours over confirmed full weeks; `worked` are their run minutes in `SCALE`-ths."""
    hours = hours_of(worked, units)
    slope = theil_sen(range(len(hours)), hours)
    if len(hours) < FEWEST_WEEKS or slope is None:
        return TimeTrend(state=f"collecting {len(hours)}/{FEWEST_WEEKS} weeks")
    test = mann_kendall(hours)
    state = "no clear trend"
    if test.p_value < SIGNIFICANT:
        state = f"your time here is {'falling' if test.score < 0 else 'rising'}"
    return TimeTrend(
        state=state,
        n=len(hours),
        slope_hours_per_week=slope.slope,
        slope_low=slope.low,
        slope_high=slope.high,
        S=test.score,
        p_value=test.p_value,
    )


def decoupling(entered: Sequence[WeekPoint], units: Units) -> Decoupling:
    """Whether net follows run hours over confirmed full weeks whose income is entered."""
    hours, nets = hours_of((point.run for point in entered), units), nets_of(entered, units)
    count = len(entered)
    if count < FEWEST_WEEKS:
        return Decoupling(state=f"collecting {count}/{FEWEST_WEEKS} weeks", n=count)
    slope = theil_sen(hours, nets)
    if slope is None or len(set(hours)) < FEWEST_DISTINCT:
        return Decoupling(state="hours do not vary enough to tell", n=count)
    rank = spearman(hours, nets)
    rho, p_value = (rank.rho, rank.p_value) if rank else (None, None)
    usual, income = median(hours), median(nets)
    if not usual or income <= 0:
        state = "most weeks are zero-hour weeks: use the vacation test"
        if usual:
            state = "median income not positive: elasticity undefined"
        return Decoupling(state=state, n=count, spearman=rho, p_value=p_value, slope_per_hour=slope.slope)
    elasticity, low, high = (value * usual / income for value in slope)
    return Decoupling(
        state=_coupling(count, low, high),
        n=count,
        spearman=rho,
        p_value=p_value,
        slope_per_hour=slope.slope,
        elasticity=elasticity,
        elasticity_low=low,
        elasticity_high=high,
        decoupling=1 - min(1.0, max(0.0, elasticity)),
    )


def _coupling(count: int, low: float, high: float) -> str:
    if count < FIRM_WEEKS:
        return f"provisional ({count}/{FIRM_WEEKS} weeks)"
    if high < _HALF:
        return DECOUPLED
    return COUPLED if low > _HALF else "cannot tell yet"


def together(found: Iterable[tuple[WeekPoint, ...]]) -> list[WeekPoint]:
    """Weeks of several streams added up; all have the same weeks."""
    return [
        WeekPoint(sum(point.run for point in week), sum(point.net for point in week))
        for week in zip(*found, strict=True)
    ]


def weeks_of_all(pasts: Sequence[StreamPast]) -> list[date]:
    """The newest full weeks that every stream alive in them confirmed and whose income is all entered. They depend
    on nothing else than `weeks_key`."""
    lives = [(past, life) for past in pasts if (life := past.life()) is not None]
    if not lives:
        return []
    first, week = min(life.first for _, life in lives), lives[0][0].open_from - WEEK
    found: list[date] = []
    while week >= first and len(found) < ENTERED_WEEKS:
        alive = [past for past, life in lives if life.first <= week <= life.last]
        confirmed = bool(alive) and all(week in past.ledger.closed for past in alive)
        if confirmed and not any(week in past.expectation.weeks for past in pasts):
            found.append(week)
        week -= WEEK
    return found


def weeks_key(pasts: Iterable[StreamPast]) -> tuple[object, ...]:
    """What `weeks_of_all` depends on."""
    return tuple((past.ledger.closed, past.life(), past.open_from, *past.expectation.weeks) for past in pasts)


def vacation(found: Sequence[WeekPoint], units: Units) -> Vacation:
    """What comes in in weeks without a run hour of yours, against weeks with some."""
    away = [units.money(point.net) for point in found if not point.run]
    worked = [units.money(point.net) for point in found if point.run]
    tested = len(away) >= 2 and len(worked) >= 4
    mean_away = fmean(away) if away else None
    mean_worked = fmean(worked) if tested else None
    ratio = mean_away / mean_worked if mean_away is not None and mean_worked and mean_worked > 0 else None
    return Vacation(
        state="tested" if tested else "not tested yet (needs 2 confirmed zero-hour weeks and 4 worked weeks)",
        zero_hour_weeks=len(away),
        worked_weeks=len(worked),
        net_per_zero_hour_week=mean_away,
        net_per_worked_week=mean_worked,
        ratio=ratio,
    )
