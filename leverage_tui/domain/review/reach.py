"""The one change within reach that would move the gauge most, of those that what is known allows to work out.

Tried are: an activity handed over to people, at what people cost you already (sold hours only where people
deliver some of them already); an hour a week less of an activity;
a price 10 % higher at the same volume; one more unit sold a week. Hours that are sold are not made fewer, and their
price not raised: the first is income lost, the second the ceiling's matter. Each is worked out as the what-ifs are.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

from leverage_tui.domain import words
from leverage_tui.domain.book import Book
from leverage_tui.domain.calendar import days_of
from leverage_tui.domain.metrics import Figures, Memory
from leverage_tui.domain.metrics.accrual import days_in_period
from leverage_tui.domain.metrics.ratios import revenue
from leverage_tui.domain.metrics.rows import Span
from leverage_tui.domain.model import RUN_WORK, Work
from leverage_tui.domain.review import wording
from leverage_tui.domain.review.facts import Fact, Section
from leverage_tui.domain.scenarios.present import Present, Shift, present
from leverage_tui.domain.scenarios.results import Change
from leverage_tui.domain.scenarios.whatif import HIRE, what_if
from leverage_tui.domain.standing import last_day
from leverage_tui.domain.text import clean

TITLE = "The one change"
SHOWN = 3
_DEARER = Fraction(1, 10)


class Candidate(NamedTuple):
    """A change: what it is, what it would do, and how that comes about."""

    name: str
    change: Change
    how: str

    @property
    def points(self) -> float:
        """Of the raw gauge."""
        return self.change.gauge_change or 0.0


def reach(book: Book, figures: Figures, today: date, memory: Memory) -> Section:
    """The change that moves the gauge most, and the next two."""
    state = figures.book.gauge.state
    if figures.book.gauge.raw is None:
        why = (words.STATES.get(state, state),)
        return Section(TITLE, (Fact("one_change", "Not known", state, why, "unsure"),))
    best = best_changes(book, figures, today, memory)[:SHOWN]
    if not best:
        why = (
            "tried: handing over at what people cost you, an hour less, a price 10 % higher, one more unit; "
            "no unit, price, hour or pay is known that would move it up",
        )
        return Section(TITLE, (Fact("one_change", "Within reach", "nothing that is known", why, "unsure"),))
    return Section(TITLE, tuple(_fact(found, figures.base_currency) for found in best))


def best_changes(book: Book, figures: Figures, today: date, memory: Memory) -> list[Candidate]:
    """Every change that would move the gauge up, the best first."""
    now = present(book, today, memory)
    found = [
        *_hand_over(book, figures, today, memory, now),
        *_an_hour_less(book, now),
        *_dearer(book, today, memory, now),
        *_one_more(book, figures, today, memory, now),
    ]
    return sorted((each for each in found if each.points > 0), key=lambda each: -each.points)


def _fact(found: Candidate, currency: str) -> Fact:
    change = found.change
    tenths = wording.tenths_of(found.points)
    shown = f"+{wording.in_tenths(tenths)} points" if tenths else "under 0.1 points"
    ends = [0.0 if raw is None else raw for raw in (change.gauge_before, change.gauge_after)]
    hours, net = change.own_hours_per_week_change, change.net_per_week_change
    how = (
        found.how,
        f"{_signed_money(net, currency)} and {'+' if hours > 0 else '-'}{wording.clock(abs(hours))} of yours a week",
        f"the gauge {wording.decimal(ends[0])} -> {wording.decimal(ends[1])}, in weeks like these",
    )
    return Fact("one_change", found.name, shown, how, "unsure")


def _signed_money(major: float, currency: str) -> str:
    return f"{'+' if major > 0 else ''}{wording.amount(major, currency)}"


def _hour_of_people(book: Book, figures: Figures, today: date, memory: Memory) -> float | None:
    """What an hour of people cost in the window where their pay is known, in major units; None where it never is."""
    weeks = Span(figures.window[0], today)
    unpaid = sum(past.unpaid_minutes(weeks) for past in memory.pasts(book, today))
    paid, cost = figures.book.people_hours - unpaid / 60, figures.book.people_cost
    return cost / paid if cost > 0 and paid > 0 else None


def _hand_over(book: Book, figures: Figures, today: date, memory: Memory, now: Present) -> Iterator[Candidate]:
    pay = _hour_of_people(book, figures, today, memory)
    if pay is None:
        return
    efficiency, overhead = HIRE["efficiency"].default, HIRE["overhead"].default
    for stream, part in now.parts.items():
        for work in RUN_WORK:
            own = now.own_hours(stream, work)
            # Managing people is what handing over makes more of; and what you sell as your own hour nobody can
            # deliver for what an assistant costs, unless somebody does so there already.
            yours_alone = part.time_sold and work is Work.DELIVER and not part.people
            if own <= 0 or work is Work.MANAGE or yours_alone:
                continue
            hours = float(own / efficiency)
            change = _worked_out(book, today, memory, kind="hire", stream=stream, activity=work.value,
                                 hours_per_week=hours, rate=pay)  # fmt: skip
            how = (
                f"{wording.clock(float(own))} a week / {float(efficiency):g} = {wording.clock(hours)} of people at "
                f"{wording.per_hour(pay, figures.base_currency)}, what they cost you now, if they can do it for that; "
                f"managing them takes {float(overhead):g} of an hour each"
            )
            if change:
                yield Candidate(f"Hand over {work.value}, {_name(book, stream)}", change, how)


def _an_hour_less(book: Book, now: Present) -> Iterator[Candidate]:
    for stream, part in now.parts.items():
        for work in RUN_WORK:
            own = now.own_hours(stream, work)
            if own <= 0 or (part.time_sold and work is Work.DELIVER):
                continue
            less = min(Fraction(1), own)
            change = now.restated([(stream, Shift(own={work: -less}))])
            said = "An hour a week" if less == 1 else f"{wording.clock(float(less))} a week"
            rest = wording.clock(float(own - less))
            how = f"{wording.clock(float(own))} a week now, {rest} then, nothing else changed"
            yield Candidate(f"{said} less {work.value}, {_name(book, stream)}", change, how)


def _dearer(book: Book, today: date, memory: Memory, now: Present) -> Iterator[Candidate]:
    for stream, part in now.parts.items():
        if part.time_sold or revenue(now.rows[stream]) <= 0:
            continue
        change = _worked_out(book, today, memory, kind="price", stream=stream, price_change=float(_DEARER))
        how = "revenue x 1.1 at the same volume, percentage fees follow; fixed costs and hours as they are"
        if change:
            yield Candidate(f"A price 10 % higher, {_name(book, stream)}", change, how)


def _one_more(book: Book, figures: Figures, today: date, memory: Memory, now: Present) -> Iterator[Candidate]:
    for stream, part in now.parts.items():
        sold = units_sold(book, stream, Span(figures.window[0], today)) / now.weeks
        if part.time_sold or sold <= 0 or revenue(now.rows[stream]) <= 0:
            continue
        change = _worked_out(book, today, memory, kind="price", stream=stream, volume_change=float(1 / sold))
        how = (
            f"{wording.decimal(float(sold))} a week now: volume x {wording.decimal(float(1 + 1 / sold))}; variable "
            "costs, helpers, paid work and support grow with it"
        )
        if change:
            yield Candidate(f"One more unit a week, {_name(book, stream)}", change, how)


def _worked_out(book: Book, today: date, memory: Memory, **scenario: Any) -> Change | None:
    return what_if(book, today, scenario, memory).change


def units_sold(book: Book, stream: str, days: Span) -> Fraction:
    """Units sold on `days`, each entry's evenly over its period."""
    sold = Fraction(0)
    ledger = book.ledger(stream)
    for entry in ledger.money:
        whole = Span(entry.date, max(entry.date, entry.until))
        sold += Fraction((entry.units or 0) * days.within(whole).days, whole.days)
    for standing in ledger.standing:
        alive = days.within(Span(standing.begins, last_day(book, standing) or days.last))
        for day in days_of(alive.first, alive.days) if standing.units else ():
            sold += Fraction(standing.units or 0, days_in_period(standing.per, day))
    return sold


def _name(book: Book, stream: str) -> str:
    return clean(book.streams[stream].name)
