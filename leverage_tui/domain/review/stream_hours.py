"""Whose hours go into a stream, and into what: your own by activity, and those of others."""

from __future__ import annotations

from leverage_tui.domain.calendar import monday
from leverage_tui.domain.metrics.rows import Span
from leverage_tui.domain.model import OWN_WORK, Source, Work
from leverage_tui.domain.quantities.hours import format_hours
from leverage_tui.domain.review import wording
from leverage_tui.domain.review.facts import Fact, Section, Tone
from leverage_tui.domain.review.stream_look import Look
from leverage_tui.domain.standing import is_over
from leverage_tui.domain.text import clean
from leverage_tui.domain.words import DASH

NAMES = {
    Work.DELIVER: "delivering", Work.SELL: "selling", Work.SUPPORT: "support", Work.MANAGE: "managing",
    Work.ADMIN: "admin", Work.BUILD: "building",
}  # fmt: skip
NOTHING = 1e-6
"""Minutes that are float noise."""
_NO_HOURS = "no hours of yours are logged in these weeks"


def minutes_by_work(look: Look) -> dict[Work, int]:
    """Own minutes of the window by activity, whole, as worked."""
    found = look.found
    total = round((found.run_hours + found.build_hours) * 60)
    return wording.apportion({work: found.own_hours[work] * 60 for work in OWN_WORK}, total)


def your_hours(look: Look) -> Section:
    """Own hours by activity, how much of them is hidden, and what they are multiplied by."""
    found, minutes = look.found, minutes_by_work(look)
    worked = sum(minutes.values())
    run = worked - minutes[Work.BUILD]
    charged = round(found.amortised_build_hours * 60)
    running = {work: spent for work, spent in minutes.items() if spent and work is not Work.BUILD}
    activities = " + ".join(f"{NAMES[work]} {format_hours(spent)}" for work, spent in running.items())
    added_up = f"{activities or 'nothing is logged'} = {format_hours(run)}"
    facts = [
        Fact(work.value, NAMES[work].capitalize(), f"{format_hours(spent)} h", ("as logged in these weeks",))
        for work, spent in running.items()
    ]  # fmt: skip
    facts += [
        Fact("run_hours", "Running it", f"{format_hours(run)} h", (added_up,)),
        Fact("build_hours", "Building", f"{format_hours(minutes[Work.BUILD])} h", ("as worked in these weeks",)),
        Fact("amortised_build_hours", "Building charged", f"{format_hours(charged)} h", (_life(look),)),
        Fact(
            "effective_hours", "Hours that count", f"{format_hours(run + charged)} h",
            (f"{format_hours(run)} run + {format_hours(charged)} of the building = {format_hours(run + charged)}",),
        ),
        *_shares(look, minutes),
        *_others(look),
        _multiplier(look),
    ]  # fmt: skip
    return Section("Your hours", tuple(facts), _hidden(look, minutes))


def _life(look: Look) -> str:
    weeks = look.book.settings.build_life_weeks
    return f"every hour of building is charged over {weeks} weeks; this is what falls into these"


def _hidden(look: Look, minutes: dict[Work, int]) -> str:
    """What of the hours is not the paid work itself, by name."""
    share = look.found.hidden_work_share
    if share is None:
        return "No hours of yours are logged here in these weeks."
    hidden = [work for work in OWN_WORK if work is not Work.DELIVER and minutes[work]]
    if not hidden:
        return "None of your hours here is hidden work."
    order = (Work.SELL, Work.SUPPORT, Work.MANAGE, Work.ADMIN, Work.BUILD)
    named = ", ".join(f"{NAMES[work]} {format_hours(minutes[work])}" for work in order if work in hidden)
    return f"{wording.percent(share, up=True)} of your hours here are hidden work: {named}."


def _shares(look: Look, minutes: dict[Work, int]) -> list[Fact]:
    found, all_of_it = look.found, format_hours(sum(minutes.values()))

    def fact(key: str, name: str, share: float | None, works: tuple[Work, ...], up: bool) -> Fact:
        if share is None:
            return Fact(key, name, DASH, (_NO_HOURS,))
        part = format_hours(sum(minutes[work] for work in works))
        shown = wording.percent(share, up=up)
        named = wording.listed([NAMES[work] for work in works])
        return Fact(key, name, shown, (f"{part} {named} / {all_of_it} run and built = {shown}",))

    hidden = (Work.SELL, Work.SUPPORT, Work.MANAGE, Work.ADMIN, Work.BUILD)
    return [
        fact("hidden_work_share", "Hidden work", found.hidden_work_share, hidden, True),
        fact("toil_share", "Toil", found.toil_share, (Work.SUPPORT, Work.ADMIN), True),
        fact("utilisation", "Utilisation", found.utilisation, (Work.DELIVER,), False),
    ]


def _others(look: Look) -> list[Fact]:
    found = look.found
    hours = {"people": found.people_hours, "automation": found.automation_hours, "process": found.process_hours}
    total = round(sum(hours.values()) * 60)
    minutes = wording.apportion({name: value * 60 for name, value in hours.items()}, total)
    named = " + ".join(f"{name} {format_hours(spent)}" for name, spent in minutes.items() if spent)
    how = f"{named or 'nothing is logged'} = {format_hours(total)}"
    return [Fact("other_hours", "Work not yours", f"{format_hours(total)} h", (how,))]


def _multiplier(look: Look) -> Fact:
    found = look.found
    key, name = "time_multiplier", "Time multiplier"
    if found.time_multiplier is None:
        return Fact(key, name, DASH, ("no hours of running it are logged in these weeks",))
    run = wording.exactly(found.run_hours)
    others = wording.exactly(found.people_hours + found.automation_hours + found.process_hours)
    shown = wording.times(found.time_multiplier)
    return Fact(key, name, shown, (f"({run} of running it + {others} not yours) / {run} = {shown}",))


def unpaid_hours(look: Look) -> float:
    """People hours of the window whose pay is unknown."""
    window = Span(monday(look.figures.window[0]), look.figures.as_of)
    return look.past.unpaid_minutes(window) / 60


def standing_without_pay(look: Look) -> list[str]:
    """The names of people's standing entries that count in the window and have no pay."""
    first, last = look.figures.window
    return [
        clean(entry.name)
        for entry in look.past.ledger.standing
        if entry.source is Source.PEOPLE and entry.minutes and entry.cost is None
        if entry.begins <= last and not is_over(look.book, entry, first)
    ]


def people(look: Look) -> Section | None:
    """Other people's hours and what they cost; None where there is nobody."""
    found = look.found
    if not found.people_hours and not found.people_cost:
        return None
    hours, cost = wording.exactly(found.people_hours), look.shown(-look.minor()["people_cost"])
    facts = [
        Fact("people_hours", "Hours", wording.clock(found.people_hours), ("logged and standing hours in these weeks",)),
        Fact("people_cost", "Cost", cost, (_cost_how(look),), _cost_tone(look)),
        _cost_per_hour(look),
        _ratio(
            "leverage_ratio", "Leverage ratio", found.leverage_ratio,
            f"{hours} of people / {wording.exactly(found.run_hours)} of running it",
            "no hours of running it are logged in these weeks",
        ),
        _overhead(look),
        _ratio(
            "people_per_manage_hour", "Hours per hour of managing", found.people_per_manage_hour,
            f"{hours} of people / {wording.exactly(found.own_hours[Work.MANAGE])} of managing",
            "no hour of managing is logged in these weeks",
        ),
    ]  # fmt: skip
    unknown = unpaid_hours(look)
    if unknown:
        how = "counts as 0: say what an hour cost, lev pay STREAM NAME RATE"
        facts.append(Fact("unpaid_hours", "Pay unknown", f"for {wording.clock(unknown)}", (how,), "unsure"))
    for name in standing_without_pay(look):
        how = "its hours cost nothing here: say what they cost, lev standing change NAME"
        facts.append(Fact("unpaid_standing", "Pay unknown", f"for {name}, every time", (how,), "unsure"))
    return Section("People", tuple(facts), _people_sentence(look))


def _people_sentence(look: Look) -> str:
    ratio = look.found.leverage_ratio
    if ratio is None:
        return "People work here, and none of your hours of running it is logged."
    hours = wording.times(ratio).removesuffix(" x")
    return f"For every hour of yours, people work {hours}."


def _cost_how(look: Look) -> str:
    unknown = unpaid_hours(look)
    lacking = [wording.exactly(unknown)] if unknown else []
    lacking += standing_without_pay(look)
    return f"as recorded; without pay, so as 0: {wording.listed(lacking)}" if lacking else "as recorded"


def _cost_tone(look: Look) -> Tone:
    return "unsure" if unpaid_hours(look) or standing_without_pay(look) else "plain"


def _cost_per_hour(look: Look) -> Fact:
    found = look.found
    key, name, paid = "people_cost_per_hour", "Cost per hour", found.people_hours - unpaid_hours(look)
    if paid * 60 < NOTHING:
        return Fact(key, name, DASH, ("no hour of people has a pay that is known",))
    shown = f"{look.owed(found.people_cost / paid)}/h"
    how = f"{look.owed(found.people_cost)} / {wording.exactly(paid)} = {shown}"
    return Fact(key, name, shown, (how, _cost_how(look)), _cost_tone(look))


def _ratio(key: str, name: str, ratio: float | None, how: str, why_none: str) -> Fact:
    if ratio is None:
        return Fact(key, name, DASH, (why_none,))
    return Fact(key, name, wording.times(ratio), (f"{how} = {wording.times(ratio)}",))


def _overhead(look: Look) -> Fact:
    found = look.found
    key, name, share = "management_overhead", "Management overhead", found.management_overhead
    if share is None:
        return Fact(key, name, DASH, ("no hours of people are logged in these weeks",))
    manage, hours = wording.exactly(found.own_hours[Work.MANAGE]), wording.exactly(found.people_hours)
    shown = wording.percent(share, up=True)
    return Fact(key, name, shown, (f"{manage} of managing / {hours} of people = {shown}",))
