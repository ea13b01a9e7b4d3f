"""What confirmed weeks say of one stream: does its time fall, does income follow hours, does it run without you?

Decided where METRICS.md leaves room: "most weeks" are zero-hour weeks when the median of hours is 0; where net
never varies there is no rank correlation (none), while the slope is 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean, median

from leverage_tui.domain.calendar import WEEK
from leverage_tui.domain.metrics import rows
from leverage_tui.domain.metrics.blocks import Decoupling, TimeTrend, Vacation
from leverage_tui.domain.metrics.past import StreamPast
from leverage_tui.domain.metrics.ratios import Units
from leverage_tui.domain.metrics.statistics import mann_kendall, spearman, theil_sen

TREND_WEEKS, DECOUPLING_WEEKS, VACATION_WEEKS = 26, 52, 52
FEWEST_WEEKS, FIRM_WEEKS = 8, 12
FEWEST_DISTINCT = 3
SIGNIFICANT = 0.10
_DECIMALS = 6
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class WeekPoint:
    """A week: run minutes and net, in `SCALE`-ths."""

    run: int
    net: int


def points(past: StreamPast, weeks: Iterable[date]) -> list[WeekPoint]:
    """The stream's `weeks` (Mondays), in their order."""
    found = (past.row(week) for week in weeks)
    return [WeekPoint(rows.run(row), rows.net(row)) for row in found]


def entered_weeks(past: StreamPast) -> list[date]:
    """The confirmed full weeks without a day of expected income, oldest first."""
    return [week for week in past.confirmed_weeks() if week not in past.expectation.weeks]


def hours_of(found: Iterable[WeekPoint], units: Units) -> list[float]:
    """Run hours as rank statistics see them."""
    return [round(units.hours(point.run), _DECIMALS) for point in found]


def nets_of(found: Iterable[WeekPoint], units: Units) -> list[float]:
    """Nets as rank statistics see them."""
    return [round(units.money(point.net), _DECIMALS) for point in found]


def time_trend(past: StreamPast, units: Units) -> TimeTrend:
    """The trend of weekly run hours over the last confirmed full weeks."""
    hours = hours_of(points(past, past.confirmed_weeks()[-TREND_WEEKS:]), units)
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


def decoupling(past: StreamPast, units: Units) -> Decoupling:
    """Whether net follows run hours over the last confirmed full weeks whose income is entered."""
    found = points(past, entered_weeks(past)[-DECOUPLING_WEEKS:])
    hours, nets = hours_of(found, units), nets_of(found, units)
    count = len(found)
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
        return "decoupled: income does not follow your hours"
    return "coupled: income follows your hours" if low > _HALF else "cannot tell yet"


def vacation(past: StreamPast, units: Units) -> Vacation:
    """What a stream brings in weeks without a run hour of yours."""
    return vacation_of(points(past, entered_weeks(past)[-VACATION_WEEKS:]), units)


def book_vacation(pasts: Sequence[StreamPast], units: Units) -> Vacation:
    """The same for all streams together, over the weeks that every stream alive in them confirmed."""
    weeks = _weeks_of_all(pasts)[-VACATION_WEEKS:]
    together = [
        WeekPoint(sum(point.run for point in found), sum(point.net for point in found))
        for found in zip(*(points(past, weeks) for past in pasts), strict=True)
    ]
    return vacation_of(together, units)


def _weeks_of_all(pasts: Iterable[StreamPast]) -> list[date]:
    confirmed: set[date] = set()
    spoilt: set[date] = set()
    for past in pasts:
        life = past.life()
        own = set(past.confirmed_weeks())
        confirmed |= own
        spoilt.update(past.expectation.weeks)
        week = life.first if life else past.open_from
        while life and week <= life.last and past.is_whole(week):
            if week not in own:
                spoilt.add(week)
            week += WEEK
    return sorted(confirmed - spoilt)


def vacation_of(found: Sequence[WeekPoint], units: Units) -> Vacation:
    """The comparison of weeks without and with run hours."""
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
