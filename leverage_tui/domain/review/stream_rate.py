"""What an hour in a stream brings, and what that rate is made of."""

from __future__ import annotations

from leverage_tui.domain.metrics.ratios import over
from leverage_tui.domain.review import wording
from leverage_tui.domain.review.facts import Fact, Section, Tone
from leverage_tui.domain.review.stream_look import NO_RATE, Look
from leverage_tui.domain.words import DASH


def rates(look: Look) -> Section:
    """Net per hour on every basis, against the baseline rate."""
    found, life = look.found, look.found.lifetime
    net = f"{look.money(found.net)} kept"
    run, build = wording.exactly(found.run_hours), wording.exactly(found.amortised_build_hours)
    ever = f"{wording.exactly(life.run_hours)} run + {wording.exactly(life.build_hours)} of building"
    facts = (
        _rate(
            look, "effective_hourly_rate", "Effective hourly rate", found.effective_hourly_rate,
            f"{net} / {run} of running it", look.about,
        ),
        _rate(
            look, "effective_hourly_rate_with_build", "With the building", found.effective_hourly_rate_with_build,
            f"{net} / ({run} run + {build} of the building, charged to these weeks)", look.about,
        ),
        _rate(
            look, "true_hourly_rate", "True hourly rate", found.true_hourly_rate,
            f"{look.money(life.net)} kept since it began / ({ever})", look.about_ever,
            "what was before tracking is included",
        ),
        _realised(look),
        *_identity(look),
    )  # fmt: skip
    return Section("Rate", facts, _sentence(look))


def _sentence(look: Look) -> str:
    found = look.found
    if found.effective_hourly_rate is None:
        return "No hours of running it are logged in these weeks: there is no rate yet."
    now = f"{look.about}{look.money(found.effective_hourly_rate)}"
    ever = f"{look.about_ever}{look.money(found.true_hourly_rate)}"
    return f"An hour of running it brings {now}; with all hours ever put in, {ever}."


def _rate(look: Look, key: str, name: str, value: float | None, how: str, about: str, *more: str) -> Fact:
    if value is None:
        return Fact(key, name, DASH, ("no hours of yours are logged for it",))
    shown = look.per_hour(value)
    multiple = over(value, look.rate)
    against = NO_RATE if look.rate is None else f"{shown} / {look.yours} = {wording.times(multiple)}"
    sentences = (f"{how} = {shown}", against, *more, *(look.expected_sentences() if about else ()))
    beside = f"{wording.times(multiple)} your rate"
    return Fact(key, name, f"{about}{shown}, {beside}", sentences, _tone(about))


def _tone(about: str) -> Tone:
    return "unsure" if about else "plain"


def _realised(look: Look) -> Fact:
    found = look.found
    key, name, value = (
        "realised_rate_per_deliver_hour",
        "Per hour of delivering",
        found.realised_rate_per_deliver_hour,
    )
    if value is None:
        return Fact(key, name, DASH, ("no hour of delivering is logged in these weeks",))
    hours = wording.exactly(sum(hours for work, hours in found.own_hours.items() if work.value == "deliver"))
    shown = look.per_hour(value)
    how = (f"{look.money(found.net)} kept / {hours} of delivering = {shown}", *look.expected_sentences())
    return Fact(key, name, f"{look.about}{shown}", how, _tone(look.about))


def _identity(look: Look) -> tuple[Fact, Fact, Fact]:
    """Margin x productivity x leverage is the effective hourly rate."""
    found, parts = look.found, look.found.rate_identity
    run, people = wording.exactly(found.run_hours), wording.exactly(found.people_hours)
    revenue, tone = look.revenue, _tone(look.about)
    all_three = f"margin {wording.percent(parts.margin)} x {look.per_hour(parts.productivity)} x "
    all_three += (
        f"{wording.times(parts.leverage).removesuffix(' x')} = {look.per_hour(found.effective_hourly_rate)}"
    )
    product = () if None in (parts.margin, parts.productivity, parts.leverage) else (all_three,)
    no_revenue, no_hours = "no revenue in these weeks", "no hours of running it in these weeks"
    margin = (f"{look.money(found.net)} kept / {revenue}", *product)
    productivity = (f"{revenue} / ({run} of yours + {people} of people)",)
    leverage = (f"({run} of yours + {people} of people) / {run} of yours",)
    return (
        Fact(
            "margin", "  its margin", look.about * (parts.margin is not None) + wording.percent(parts.margin),
            (no_revenue,) if parts.margin is None else margin, tone,
        ),
        Fact(
            "productivity", "  its productivity",
            look.about * (parts.productivity is not None) + look.per_hour(parts.productivity),
            (no_hours,) if parts.productivity is None else productivity, tone,
        ),
        Fact(
            "leverage", "  its leverage", wording.times(parts.leverage),
            (no_hours,) if parts.leverage is None else leverage,
        ),
    )  # fmt: skip
