"""When the building of a stream is earned back, or why it never is."""

from __future__ import annotations

from datetime import date, timedelta
from math import ceil

from leverage_tui.domain.metrics.payback import LONGEST_WEEKS, SURPLUS_WEEKS, TREND_WEEKS
from leverage_tui.domain.review import wording
from leverage_tui.domain.review.facts import Bar, Fact, Section, Tone
from leverage_tui.domain.review.stream_look import NO_RATE, Look
from leverage_tui.domain.words import DASH

PAID, UNPAID, PAYING, NEVER = "paid back", "ended unpaid", "paying back", "not paying back at this rate"
_TONES: dict[str, Tone] = {PAID: "good", UNPAID: "bad", PAYING: "plain", NEVER: "bad"}


def building(look: Look) -> Section | None:
    """What is still owed for the hours in it and the forecast; None where nothing was built and nothing is owed."""
    found, life = look.found.payback, look.found.lifetime
    if not life.build_hours and not found.build_debt_money:
        return None
    facts = [_state(look), *_debt(look), _unamortised(look), *_forecast(look)]
    return Section("Building", tuple(facts), _sentence(look), _bar(look))


def _state(look: Look) -> Fact:
    found, life = look.found.payback, look.found.lifetime
    if look.rate is None or found.cumulative_surplus is None:
        return Fact("payback", "Payback", found.state, (NO_RATE,), "unsure")
    hours = f"({wording.clock(life.run_hours)} run + {wording.clock(life.build_hours)} of building)"
    how = (
        f"{look.money(life.net)} kept ever - {hours} x {look.yours} = {look.money(found.cumulative_surplus)}",
        "what was before tracking is included",
    )
    return Fact("payback", "Payback", f"{look.about_ever}{found.state}", how, _TONES.get(found.state, "unsure"))


def _debt(look: Look) -> list[Fact]:
    found = look.found.payback
    if found.build_debt_money is None or found.build_debt_hours is None or found.cumulative_surplus is None:
        return [Fact("build_debt_money", "Still to be earned", DASH, (NO_RATE,))]
    debt, about = look.owed(found.build_debt_money), look.about_ever
    minutes = ceil(found.build_debt_hours * 60 - wording.NEAR)
    hours = wording.clock(minutes / 60)
    money_how = f"what {look.money(found.cumulative_surplus)} lacks to 0 = {debt}"
    if not found.build_debt_money:
        money_how = f"{look.money(found.cumulative_surplus)} more than all hours in it would have earned: nothing"
    return [
        Fact("build_debt_money", "Still to be earned", f"{about}{debt}", (money_how,)),
        Fact("build_debt_hours", "  in hours", f"{about}{hours}", (f"{debt} / {look.yours} an hour = {hours}",)),
    ]


def _unamortised(look: Look) -> Fact:
    hours = wording.clock(look.found.payback.unamortised_build_hours)
    weeks = look.book.settings.build_life_weeks
    how = f"of building whose {weeks} weeks are not over after this week"
    if look.past.ended is not None:
        how = f"nothing is left: it ended on {wording.day(look.past.ended)}"
    return Fact("unamortised_build_hours", "Not charged yet", hours, (how,))


def _forecast(look: Look) -> list[Fact]:
    """The weekly surplus and where it leads; nothing where there is nothing to forecast."""
    found = look.found.payback
    mean, low, high = found.weekly_surplus_mean, found.weekly_surplus_low, found.weekly_surplus_high
    if mean is None or low is None or high is None:
        return []
    shown, between = f"{look.money(mean)} a week", f"between {look.money(low)} and {look.money(high)}"
    how = (
        f"the mean of net - {look.yours} x hours of running it, last {SURPLUS_WEEKS} confirmed full weeks at most, "
        "those with expected income left out",
        "between: where that mean lies in 9 of 10 cases",
    )
    surplus = Fact(
        "weekly_surplus_mean", "Surplus a week", f"{shown} ({between})", how, "bad" if mean <= 0 else "plain"
    )
    return [surplus, *_end(look, shown), _trend(look)]


def _end(look: Look, surplus: str) -> list[Fact]:
    found = look.found.payback
    debt = look.owed(found.build_debt_money or 0.0)
    best, worst = _when(look, found.weeks_optimistic), _when(look, found.weeks_pessimistic)
    span = f"{best} at best, {worst} at worst"
    highs = (
        f"at best {look.money(found.weekly_surplus_high)} a week, at worst {look.money(found.weekly_surplus_low)}",
    )
    if found.weeks_to_break_even is None:
        never = f"at {surplus} this is not paying back"
        return [
            Fact("weeks_to_break_even", "Weeks to break even", DASH, (never,)),
            Fact("break_even_date", "Break even", f"{DASH} ({span})", (never, *highs), "bad"),
        ]
    weeks = in_weeks(found.weeks_to_break_even)
    day = found.break_even_date
    last = f"{weeks} after {wording.day(look.figures.as_of)}, whole weeks rounded up"
    if day is None:
        last = f"{weeks} are {LONGEST_WEEKS:,} or more: no date is worth saying"
    return [
        Fact("weeks_to_break_even", "Weeks to break even", weeks, (f"{debt} / {surplus} = {weeks}",)),
        Fact(
            "break_even_date", "Break even", f"{DASH if day is None else wording.day(day)} ({span})", (last, *highs),
        ),
    ]  # fmt: skip


def in_weeks(weeks: float) -> str:
    """Weeks still to wait, one decimal rounded up: ``8.2 weeks``."""
    return f"{wording.in_tenths(ceil(weeks * 10 - wording.NEAR))} weeks"


def break_even(as_of: date, weeks: float | None) -> date | None:
    """The day on which that many weeks from `as_of` are over; None for none, and for 5,200 or more."""
    return None if weeks is None or weeks >= LONGEST_WEEKS else as_of + timedelta(7 * ceil(weeks))


def _when(look: Look, weeks: float | None) -> str:
    if weeks is None:
        return "never"
    day = break_even(look.figures.as_of, weeks)
    return f"in {in_weeks(weeks)}" if day is None else wording.day(day)


def _trend(look: Look) -> Fact:
    key, name, trend = "trend", "Trend of the surplus", look.found.payback.trend
    if trend is None:
        return Fact(key, name, DASH, (f"needs {TREND_WEEKS} confirmed full weeks whose income is entered",))
    slope = f"{look.money(trend.slope_per_week)} a week more every week"
    if trend.slope_per_week < 0:
        slope = f"{look.owed(-trend.slope_per_week)} a week less every week"
    test = f"Mann-Kendall {wording.chance(trend.p_value)} (a trend below 0.10), Theil-Sen slope: {slope}"
    if trend.level_now is None:
        return Fact(key, name, trend.state, (test,))
    weeks = trend.weeks_to_break_even_if_trend_continues
    end = "if it goes on this never breaks even" if weeks is None else f"if it goes on, even in {in_weeks(weeks)}"
    level = f"this week on its line: {look.money(trend.level_now)}"
    tone: Tone = "bad" if trend.slope_per_week < 0 else "good"
    return Fact(key, name, f"{trend.state}: {slope}; {end}", (test, level), tone)


def _bar(look: Look) -> Bar | None:
    """How much of the building is earned back: what running it brought beyond the hours of running it, against the
    hours of building, both at the baseline rate."""
    life = look.found.lifetime
    if look.rate is None or not life.build_hours:
        return None
    cost = look.rate * life.build_hours
    earned = life.net - look.rate * life.run_hours
    share = min(1.0, max(0.0, earned / cost))
    built = f"{wording.clock(life.build_hours)} of building x {look.yours} = {look.owed(cost)}"
    if earned <= 0:
        return Bar(0.0, f"0 % earned back: running it brought nothing beyond its own hours; {built}")
    beyond = f"{look.about_ever}{look.money(earned)} came in beyond the hours of running it"
    return Bar(share, f"{wording.percent(share)} earned back: {beyond}; {built}")


def _sentence(look: Look) -> str:
    found = look.found.payback
    if found.build_debt_money is None:
        return "Needs baseline rate: what building cost cannot be said."
    debt = f"{look.about_ever}{look.owed(found.build_debt_money)}"
    if found.state == PAID:
        return f"All hours in it are earned back at {look.yours} an hour."
    if found.state == UNPAID:
        return f"It ended with {debt} not earned back."
    if found.weekly_surplus_mean is None:
        return f"{debt} is still to be earned back; {found.state} to say when."
    surplus = look.money(found.weekly_surplus_mean)
    if found.state == NEVER:
        return f"At {surplus} a week this is not paying back."
    when = _when(look, found.weeks_to_break_even)
    till = f"until {when}" if found.break_even_date else when
    return f"{debt} is still to be earned back: at {surplus} a week {till}."
