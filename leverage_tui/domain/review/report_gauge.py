"""The gauge at the beginning and the end of what is reviewed, and why it moved."""

from __future__ import annotations

from leverage_tui.domain import words
from leverage_tui.domain.metrics.gauge import Part, reading, running
from leverage_tui.domain.metrics.rows import total
from leverage_tui.domain.quantities.dates import format_day
from leverage_tui.domain.review.causes import why_between
from leverage_tui.domain.review.facts import Fact, Section
from leverage_tui.domain.review.standpoint import Standpoint, part_of, rate_of
from leverage_tui.domain.review.why import causes_of, what_moved

EARLY_WEEKS = 4


def parts_at(at: Standpoint) -> list[Part]:
    """What the gauge sees of each stream."""
    return [
        part_of(name, stand.past.stream.time_sold, total(stand.rows.values()), stand.charged)
        for name, stand in at.streams.items()
    ]


def gauge(began: Standpoint, ended: Standpoint) -> Section:
    """The gauge on the evening before and on the last day, and why it moved."""
    moved = why_between(began, ended)
    facts = (_read("gauge_at_beginning", began), _read("gauge_at_end", ended), *map(_cause, causes_of(moved)))
    return Section("The gauge", facts, what_moved(moved))


def _read(key: str, at: Standpoint) -> Fact:
    name = f"on {format_day(at.day, year=True)}"
    parts = parts_at(at)
    rate = rate_of(at.settings, parts)
    found, bare = reading(parts, rate), reading(running(parts), rate)
    if found.raw is None:
        return Fact(key, name, f"{words.DASH}  {found.state}", (words.STATES[found.state],), "unsure")
    early = at.window.weeks < EARLY_WEEKS
    state = words.band(found.raw) if found.state == "ok" else found.state
    counted = f"over the {at.window.weeks:.1f} weeks up to then, the building counted"
    return Fact(
        key,
        name,
        f"{words.percent(found.value)} %, {words.percent(bare.value)} % running  {state}{', early' * early}",
        (words.STATES[found.state] or counted,),
        "unsure" if early or found.state != "ok" else "plain",
    )


def _cause(fact: Fact) -> Fact:
    """A cause with what happened beside its points."""
    points = "" if fact.tone == "unsure" else f"{fact.shown}  "
    happened = fact.how[0] if fact.tone == "unsure" else fact.how[-1]
    return Fact(fact.key, f"  {fact.name}", f"{points}{happened}", ())
