"""What confirmed weeks say of a stream: does its time fall, does income follow hours, what comes in while away."""

from __future__ import annotations

from leverage_tui.domain.metrics.trends import COUPLED, DECOUPLED, ENTERED_WEEKS, FEWEST_WEEKS, TREND_WEEKS
from leverage_tui.domain.review import wording
from leverage_tui.domain.review.facts import Fact, Section, Tone
from leverage_tui.domain.review.stream_look import Look
from leverage_tui.domain.words import DASH

FALLING, RISING = "your time here is falling", "your time here is rising"
_TONES: dict[str, Tone] = {
    FALLING: "good", RISING: "bad", "no clear trend": "plain", DECOUPLED: "good", COUPLED: "bad",
}  # fmt: skip


def time(look: Look) -> Section:
    """Whether your own time in it becomes less."""
    found = look.found.time_trend
    key, name = "time_trend", "Hours of running it"
    slope, low, high = found.slope_hours_per_week, found.slope_low, found.slope_high
    if slope is None or low is None or high is None or found.n is None or found.p_value is None:
        how = f"confirmed full weeks; {FEWEST_WEEKS} are needed"
        return Section("Time", (Fact(key, name, found.state, (how,), "unsure"),))
    weeks = wording.counted(found.n, "week")
    between = f"between {wording.decimal(low)} and {wording.decimal(high)}, {weeks}"
    shown = f"{found.state}: {wording.decimal(slope)} h a week ({between})"
    lines = (
        f"Theil-Sen: the median slope between any two of the last {TREND_WEEKS} confirmed full weeks, Sen's 90 % "
        "interval",
        f"Mann-Kendall S {found.S}, {wording.chance(found.p_value)} (a trend below 0.10)",
    )
    return Section("Time", (Fact(key, name, shown, lines, _TONES[found.state]),))


def income_and_hours(look: Look) -> Section:
    """Whether income follows your hours, with the numbers that say so."""
    found = look.found.decoupling
    weeks = f"{wording.counted(found.n, 'confirmed full week')} whose income is entered, {ENTERED_WEEKS} at most"
    facts = [Fact("decoupling", "Income and hours", found.state, (weeks,), _TONES.get(found.state, "unsure"))]
    if found.decoupling is not None and found.elasticity is not None:
        elasticity = wording.decimal(found.elasticity)
        shown = wording.percent(found.decoupling)
        facts.append(
            Fact(
                "decoupling_share", "Decoupling", shown,
                (f"1 - elasticity {elasticity}, within 0 and 1",), _TONES.get(found.state, "unsure"),
            )
        )  # fmt: skip
    if found.slope_per_hour is not None:
        facts += [_elasticity(look, weeks), _slope(look), _spearman(look)]
    return Section("Income and hours", tuple(facts), _coupling_sentence(look))


def _coupling_sentence(look: Look) -> str:
    found = look.found.decoupling
    if found.elasticity is None or found.state not in (COUPLED, DECOUPLED):
        return ""
    return f"1 % more of your hours goes with {wording.decimal(found.elasticity)} % more income."


def _elasticity(look: Look, weeks: str) -> Fact:
    found = look.found.decoupling
    key, name = "elasticity", "Elasticity"
    value, low, high = found.elasticity, found.elasticity_low, found.elasticity_high
    if value is None or low is None or high is None:
        return Fact(key, name, DASH, (found.state,))
    shown = f"{wording.decimal(value)} (between {wording.decimal(low)} and {wording.decimal(high)})"
    how = (
        f"Theil-Sen slope x median hours / median net, Sen's 90 % interval, {weeks}",
        "decoupled when all of the interval is below 0.5, coupled when all of it is above",
    )
    return Fact(key, name, shown, how, _TONES.get(found.state, "unsure"))


def _slope(look: Look) -> Fact:
    value = look.found.decoupling.slope_per_hour
    how = "Theil-Sen: the median slope between any two of these weeks, of net over hours of running it"
    return Fact("slope_per_hour", "Net with an hour more", look.money(value), (how,))


def _spearman(look: Look) -> Fact:
    found = look.found.decoupling
    key, name = "spearman", "Rank correlation"
    if found.spearman is None or found.p_value is None:
        return Fact(key, name, DASH, ("net never varies: there are no ranks to compare",))
    shown = f"{wording.decimal(found.spearman)}, {wording.chance(found.p_value)}"
    return Fact(key, name, shown, (f"Spearman's rho of net and hours of running it, {found.n} weeks",))


def away(look: Look) -> Section:
    """The vacation test: what comes in in weeks without an hour of yours."""
    found = look.found.vacation
    weeks = (
        f"{wording.counted(found.zero_hour_weeks, 'zero-hour week')}, "
        f"{wording.counted(found.worked_weeks, 'worked week')}"
    )
    how = f"confirmed full weeks whose income is entered, the newest {ENTERED_WEEKS}: {weeks}"
    tested = found.net_per_worked_week is not None
    facts = [Fact("vacation", "Vacation test", found.state, (how,), "plain" if tested else "unsure")]
    none_yet = "no zero-hour week is confirmed yet"
    away_net, worked_net = found.net_per_zero_hour_week, found.net_per_worked_week
    facts += [
        _mean(look, "net_per_zero_hour_week", "A week away keeps", away_net, found.zero_hour_weeks, none_yet),
        _mean(look, "net_per_worked_week", "A worked week keeps", worked_net, found.worked_weeks, found.state),
    ]
    if not tested or away_net is None or worked_net is None:
        return Section("Away", (*facts, Fact("ratio", "Away to worked", DASH, (found.state,))))
    means = f"{look.money(away_net)} / {look.money(worked_net)}"
    if found.ratio is None:
        ratio = Fact("ratio", "Away to worked", DASH, (f"{means}: worked weeks bring nothing to compare with",))
    else:
        shown = wording.percent(found.ratio)
        ratio = Fact("ratio", "Away to worked", shown, (f"{means} = {shown}",), "good" if away_net > 0 else "bad")
    kept = f"A week away keeps {look.money(away_net)}, a worked one {look.money(worked_net)}."
    return Section("Away", (*facts, ratio), kept)


def _mean(look: Look, key: str, name: str, value: float | None, weeks: int, why_none: str) -> Fact:
    if value is None:
        return Fact(key, name, DASH, (why_none,))
    return Fact(key, name, look.money(value), (f"the mean net of {wording.counted(weeks, 'week')}",))
