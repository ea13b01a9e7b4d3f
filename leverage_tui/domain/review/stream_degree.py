"""Kind and degree of a stream, and which leverage its part of the gauge comes from."""

from __future__ import annotations

from leverage_tui.domain.metrics.readings import BELOW_BASELINE, NO_OWN_HOURS, StreamGauge
from leverage_tui.domain.metrics.rows import SCALE
from leverage_tui.domain.model import Status
from leverage_tui.domain.quantities.dates import Period, format_period
from leverage_tui.domain.review import wording
from leverage_tui.domain.review.facts import Fact, Section, Tone
from leverage_tui.domain.review.stream_look import NO_RATE, Look
from leverage_tui.domain.words import DASH, SOURCES, STATES

WEEKS_A_YEAR = 52


def kind_and_degree(look: Look) -> Section:
    """What the stream is, whether it runs without you, and how leveraged it is."""
    facts = (_window(look), _status(look), _kind(look), _gauge(look), _contribution(look), _share(look))
    return Section("Kind and degree", facts, _sentence(look))


def _window(look: Look) -> Fact:
    figures = look.figures
    shown = format_period(Period(*figures.window))
    how = f"what has no other time beside it is of these weeks, {figures.weeks:.1f} up to today"
    return Fact("window", "The weeks", shown, (how,))


def _status(look: Look) -> Fact:
    stream, today = look.stream, look.figures.as_of
    words = [stream.status.value]
    if stream.ended is not None:
        said = [] if stream.status is Status.ENDED else words
        words = [*said, f"{'ends' if stream.ended > today else 'ended'} on {wording.day(stream.ended)}"]
    sold = "your hours are what is sold" if stream.time_sold else "not sold by the hour"
    how = "where your hours are what is sold, a better price for them is not leverage"
    return Fact("status", "Status", ", ".join([*words, sold]), (how,))


def _kind(look: Look) -> Fact:
    found = look.found.vacation
    key, name = "kind", "Runs without you"
    if found.net_per_worked_week is None or found.net_per_zero_hour_week is None:
        weeks = f"{found.zero_hour_weeks} zero-hour and {found.worked_weeks} worked weeks are confirmed so far"
        return Fact(key, name, found.state, (weeks,), "unsure")
    away, worked = look.money(found.net_per_zero_hour_week), look.money(found.net_per_worked_week)
    how = f"{away} a week away / {worked} a worked week"
    if found.ratio is None:
        return Fact(key, name, f"{found.state}: {DASH}", (f"{how}: worked weeks bring nothing to compare with",))
    if found.net_per_zero_hour_week <= 0:
        return Fact(key, name, f"{found.state}: no, a week away keeps {away}", (how,), "bad")
    share = wording.percent(found.ratio)
    return Fact(
        key, name, f"{found.state}: a week away keeps {share} of a worked one", (f"{how} = {share}",), "good"
    )


def leveraged_share(gauge: float) -> str:
    """A stream's leveraged share as a screen shows it: never 100, rounded down, ``7.9 %``."""
    return f"{wording.in_tenths(min(999, wording.tenths_of(gauge)))} %"


def _gauge(look: Look) -> Fact:
    key, name, found = "gauge", "Leveraged share", look.found
    if found.gauge is None:
        state = look.figures.book.gauge.state
        return Fact(key, name, state, (NO_RATE if look.rate is None else STATES[state],), "unsure")
    if found.gauge.gauge is None:
        why = f"nothing is kept ({look.net_arithmetic()}): there is nothing to take a share of"
        return Fact(key, name, DASH, (why, *look.expected_sentences()))
    value = found.gauge.gauge
    shown, tone = f"{look.about}{leveraged_share(value)}", _tone(look, value)
    why_not: tuple[str, ...] = ()
    if value < 0:
        shown += f", {BELOW_BASELINE}"
    elif not found.effective_hours:
        shown, why_not = f"{shown}, {NO_OWN_HOURS}", (STATES[NO_OWN_HOURS],)
    ratio = f"{look.money(found.gauge.credited)} / {look.money(found.net)} = {leveraged_share(value)}"
    return Fact(key, name, shown, (*_credit(look), ratio, *why_not, *look.expected_sentences()), tone)


def _tone(look: Look, value: float) -> Tone:
    if value < 0:
        return "bad"
    return "unsure" if look.about or not look.found.effective_hours else "plain"


def surplus_arithmetic(look: Look) -> str:
    """``$21,840 kept - 335:00 h x $60 = $1,740``; only with a baseline rate."""
    found, rate = look.found, look.rate or 0.0
    surplus = found.net - rate * found.effective_hours
    hours = wording.exactly(found.effective_hours)
    return f"{look.money(found.net)} kept - {hours} x {look.yours} = {look.money(surplus)}"


def cap(look: Look) -> float:
    """Where hours are sold: the share of all hours that was not yours, of what is kept; 0 without hours."""
    found = look.found
    others = _others(look)
    hours = found.effective_hours + others
    return found.net * others / hours if hours else 0.0


def _others(look: Look) -> float:
    found = look.found
    return found.people_hours + found.automation_hours + found.process_hours


def is_capped(look: Look) -> bool:
    """Whether the hours that were not yours, not the surplus, decide what counts."""
    found = look.found
    return found.time_sold and cap(look) < found.net - (look.rate or 0.0) * found.effective_hours


def _credit(look: Look) -> tuple[str, ...]:
    found = look.found
    hours = (
        f"{wording.exactly(found.effective_hours)} = {wording.exactly(found.run_hours)} of running it + "
        f"{wording.exactly(found.amortised_build_hours)} of the building, charged to these weeks"
    )
    lines = [look.net_arithmetic(), surplus_arithmetic(look), hours]
    if found.time_sold:
        others = _others(look)
        both = wording.exactly(found.effective_hours + others)
        lines.append(
            f"your hours are what is sold: at most {look.money(found.net)} x {wording.exactly(others)} not yours / "
            f"{both} = {look.money(cap(look))}"
        )
    return tuple(lines)


def _contribution(look: Look) -> Fact:
    key, name, gauge = "contribution", "Points of the gauge", look.found.gauge
    book = look.figures.book.gauge
    if gauge is None:
        return Fact(key, name, DASH, (NO_RATE if look.rate is None else STATES[book.state],))
    shown = wording.in_tenths(wording.tenths_of(gauge.contribution))
    how = (
        f"{look.money(gauge.credited)} that counts / {look.money(book.total_net)} kept by all streams = {shown} of 100",
        f"all streams together: {wording.in_tenths(wording.tenths_of(book.raw or 0.0))}",
    )
    tone: Tone = "bad" if gauge.contribution < 0 else "unsure" if look.about_book else "plain"
    return Fact(key, name, f"{look.about_book}{shown}", how, tone)


def _share(look: Look) -> Fact:
    key, name, gauge = "share", "Share of what you keep", look.found.gauge
    book = look.figures.book.gauge
    if gauge is None:
        why = NO_RATE if look.rate is None else STATES[book.state]
        return Fact(key, name, DASH, (why,))
    shown = wording.percent(gauge.share / 100)
    how = f"{look.money(look.found.net)} / {look.money(book.total_net)} kept by all streams = {shown}"
    return Fact(key, name, f"{look.about_book}{shown}", (how,), "unsure" if look.about_book else "plain")


def _sentence(look: Look) -> str:
    found, gauge = look.found, look.found.gauge
    if gauge is None:
        state = STATES[look.figures.book.gauge.state]
        return f"{state[:1].upper()}{state[1:]}."
    if gauge.gauge is None:
        return f"Nothing is kept here in these weeks: {look.about}{look.money(found.net)}."
    if not found.effective_hours:
        return "No own hours are logged here in these weeks: not to be believed yet."
    if gauge.gauge < 0:
        missing = look.owed(-gauge.credited)
        return f"You keep {look.about}{missing} less here than your hours would have earned at {look.yours}."
    sold = "Your hours here are what is sold; " if found.time_sold else ""
    of_hundred = f"{look.about}{leveraged_share(gauge.gauge).removesuffix(' %')} of every 100 you keep"
    if is_capped(look) and not cap(look):
        return f"{sold}no other hours stand behind them, so none of what you keep counts as leverage."
    if is_capped(look):
        return f"{sold}{of_hundred} count: that share of all hours in it was not yours."
    more = f"{of_hundred}{'' if sold else ' here'} are more than {'they' if sold else 'your hours'}"
    sentence = f"{sold}{more} would have earned at {look.yours}."
    return sentence[:1].upper() + sentence[1:]


def sources(look: Look) -> Section | None:
    """Which leverage made the stream's points; None where there are none."""
    gauge = look.found.gauge
    if gauge is None or not gauge.sources:
        return None
    total = wording.tenths_of(gauge.contribution)
    tenths = wording.apportion({name: 10 * points for name, points in gauge.sources.items()}, total)
    hours = _equivalents(look)
    facts = tuple(
        Fact(
            name, name.capitalize(), f"{look.about_book}{wording.in_tenths(tenths[name])} points",
            _source_how(look, gauge, name, hours), "bad" if name == "drag" else "plain",
        )
        for name in SOURCES if name in tenths
    )  # fmt: skip
    drag = "drag" in gauge.sources
    sentence = "It takes points from the gauge." if drag else "The split is a convention: it never moves the gauge."
    return Section("Where the leverage comes from", facts, sentence)


def _equivalents(look: Look) -> dict[str, float]:
    """The hours by which points are split."""
    found, settings, weeks = look.found, look.book.settings, look.figures.weeks
    product = look.past.product_minutes() / (60 * SCALE) * weeks / settings.build_life_weeks
    capital = found.capital * settings.required_return * weeks / WEEKS_A_YEAR / look.rate if look.rate else 0.0
    return {
        "people": found.people_hours,
        "process": found.process_hours,
        "product": product,
        "automation": found.automation_hours,
        "capital": capital,
    }


def _source_how(look: Look, gauge: StreamGauge, name: str, hours: dict[str, float]) -> tuple[str, ...]:
    points = wording.in_tenths(wording.tenths_of(gauge.contribution))
    found, settings, weeks = look.found, look.book.settings, look.figures.weeks
    if name == "drag":
        return (surplus_arithmetic(look),)
    if name == "platform":
        fees = look.shown(-look.minor()["platform_fees"])
        return (f"{points} points x {fees} platform fees / {look.revenue}, at most all",)
    if name == "unattributed":
        return ("no hours of people, automation or process, no product and no capital are recorded",)
    left = "" if "platform" not in gauge.sources else " less the platform's"
    split = f"{points} points{left} x {wording.exactly(hours[name])} / {wording.exactly(sum(hours.values()))}"
    if name == "product":
        made = wording.exactly(look.past.product_minutes() / (60 * SCALE))
        return split, f"{made} of making products ever x {weeks:.1f} / {settings.build_life_weeks} weeks"
    if name == "capital":
        needed = f"{look.money(found.capital)} x {wording.percent(settings.required_return)} a year"
        return split, f"{needed} x {weeks:.1f} / {WEEKS_A_YEAR} weeks / {look.yours} an hour"
    return (split,)
