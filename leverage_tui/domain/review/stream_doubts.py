"""What is not known of a stream, and the places where its figures would flatter: METRICS 8."""

from __future__ import annotations

from datetime import date, timedelta

from leverage_tui.domain.book import Book
from leverage_tui.domain.metrics import Figures, Memory
from leverage_tui.domain.metrics.rows import SCALE
from leverage_tui.domain.model import Work
from leverage_tui.domain.review import wording
from leverage_tui.domain.review.facts import Fact, Section
from leverage_tui.domain.review.sold import sold_doubt
from leverage_tui.domain.review.stream_building import UNPAID
from leverage_tui.domain.review.stream_look import Look, look_at
from leverage_tui.domain.text import clean
from leverage_tui.domain.unknowns import BUILD_WEEKS, unknowns


def not_known(look: Look, today: date, memory: Memory) -> Section | None:
    """What is unknown of the stream, the weightiest first, and how to make it known; None where nothing is."""
    name = f"{clean(look.stream.name)}: "
    facts = []
    for unknown in unknowns(look.book, look.figures, today, memory):
        if look.stream.id not in unknown.streams:
            continue
        share = (
            ""
            if unknown.weight is None
            else f"it concerns {wording.percent(unknown.weight, up=True)} of what you keep"
        )
        what = unknown.what.removeprefix(name)
        facts.append(
            Fact("unknown", unknown.kind.capitalize(), what, tuple(filter(None, (unknown.how, share))), "unsure")
        )
    return Section("Not known", tuple(facts)) if facts else None


def guards(book: Book, figures: Figures, stream_id: str, memory: Memory | None = None) -> tuple[str, ...]:
    """A sentence for every place where the stream's figures flatter or mislead. Raises KeyError for an unknown
    stream."""
    return tuple(fact.shown for fact in _guards(look_at(book, figures, stream_id, memory)))


def honesty(look: Look) -> Section | None:
    """The guards that apply; None where none does."""
    facts = _guards(look)
    return Section("Honesty", facts) if facts else None


def retire_warning(figures: Figures, stream_id: str) -> str | None:
    """What ending the stream would charge to the week it ends in; None where nothing is left to charge."""
    found = figures.streams[stream_id].payback
    left = found.unamortised_build_hours
    if not round(left * 60):
        return None
    earned = "earned back" if found.build_debt_money != 0 else "charged yet"
    return f"ends with {wording.clock(left)} of building not {earned}: they are charged in full this week"


def _guards(look: Look) -> tuple[Fact, ...]:
    found = (_build_without_income(look), _not_called_sold(look), _ended_in_debt(look))
    return tuple(fact for fact in found if fact is not None)


def _build_without_income(look: Look) -> Fact | None:
    past = look.past
    if past.ended is not None or past.expectation.income_until is not None or past.stream.opening.net > 0:
        return None
    blocks = list(past.build_weeks())
    began = min((week for week, _ in blocks), default=look.figures.as_of)
    if look.figures.as_of - began <= timedelta(weeks=BUILD_WEEKS):
        return None
    hours = wording.clock(sum(minutes for _, minutes in blocks) / (60 * SCALE))
    said = f"{hours} of building since the week of {wording.day(began)} and no income yet"
    how = f"no day has an entry with a gross, and building began over {BUILD_WEEKS} weeks ago"
    return Fact("build_without_income", "Building", said, (how,), "bad")


def _not_called_sold(look: Look) -> Fact | None:
    found = look.found
    worked, deliver = found.run_hours + found.build_hours, found.own_hours[Work.DELIVER]
    said = None if found.time_sold else sold_doubt(found)
    if said is None:
        return None
    how = (
        f"{wording.clock(deliver)} of delivering / {wording.clock(worked)} run and built",
        found.decoupling.state,
        "if so: lev stream edit ID --time-sold",
    )
    return Fact("not_called_sold", "Sold or not", said, how, "bad")


def _ended_in_debt(look: Look) -> Fact | None:
    found, ended = look.found.payback, look.past.ended
    if ended is None or found.state != UNPAID or found.build_debt_money is None or found.build_debt_hours is None:
        return None
    debt = look.owed(found.build_debt_money)
    said = f"it ended on {wording.day(ended)} with {debt} not earned back; what was left of its building is written off"
    how = (
        f"{debt} / {look.yours} = {wording.clock(found.build_debt_hours)}",
        "the rest of every hour of building was charged in full in the week it ended",
    )
    return Fact("ended_in_debt", "Ended in debt", said, how, "bad")
