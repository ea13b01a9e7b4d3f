"""Which weeks of what is reviewed were closed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from leverage_tui.domain.calendar import iso_label, weeks_between
from leverage_tui.domain.review.facts import Fact, Section
from leverage_tui.domain.review.reviewed import Days, StreamDays
from leverage_tui.domain.text import clean

_THURSDAY = timedelta(3)
_MOST_NAMED = 4


def closed(streams: Sequence[StreamDays], days: Days) -> Section:
    """The weeks of each stream that are over and that it lived in: how many were closed, and which were not. A week
    belongs to the days that hold its Thursday."""
    weeks = [
        week
        for week in weeks_between(*days.now)
        if days.now.first <= week + _THURSDAY <= days.now.last
    ]  # fmt: skip
    facts = (_of_stream(stream, weeks) for stream in streams)
    return Section("Weeks closed", tuple(fact for fact in facts if fact is not None))


def _of_stream(stream: StreamDays, weeks: Sequence[date]) -> Fact | None:
    life = stream.past.life()
    lived = [week for week in weeks if life and life.first <= week <= life.last and stream.past.is_whole(week)]
    if not lived:
        return None
    missing = [iso_label(week) for week in lived if week not in stream.past.ledger.closed]
    shown = f"{len(lived) - len(missing)} of {len(lived)}"
    if missing:
        more = f" and {len(missing) - _MOST_NAMED} more" if len(missing) > _MOST_NAMED else ""
        shown += f"  open: {', '.join(missing[:_MOST_NAMED])}{more}"
    how = ("an open week may lack hours that nobody logged",) if missing else ()
    return Fact("closed", clean(stream.name), shown, how, "unsure" if missing else "plain")
