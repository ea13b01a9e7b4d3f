"""Clock times for hours that have none.

A book knows how long you worked on a day, not when. Where a form asks for it, the hours of a day follow one another
from 09:00 on, in the order of the timesheet; on a day that would not be over by midnight they begin at 00:00. So no
hours cross midnight and none overlap, unless a day holds more than 24, as only another program can have written it:
what would cross midnight then begins at 00:00 again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from typing import NamedTuple

from leverage_tui.domain.limits import MINUTES_PER_DAY
from leverage_tui.domain.model import Hours

RULE = "clock times are not known: the hours of a day follow one another from 09:00 on, or from 00:00 on a long day"
_MORNING = 9 * 60


class Timed(NamedTuple):
    """An entry and the time it is given."""

    entry: Hours
    begins: datetime
    ends: datetime


def timed(entries: Sequence[Hours]) -> Iterator[Timed]:
    """`entries`, all with a length, in their order, which is by day; each with its time."""
    lengths: Counter[object] = Counter()
    for entry in entries:
        lengths[entry.date] += entry.minutes
    minute, day = 0, None
    for entry in entries:
        if entry.date != day:
            day = entry.date
            minute = _MORNING if _MORNING + lengths[day] < MINUTES_PER_DAY else 0
        elif minute + entry.minutes > MINUTES_PER_DAY:
            minute = 0
        begins = datetime.combine(entry.date, time()) + timedelta(minutes=minute)
        yield Timed(entry, begins, begins + timedelta(minutes=entry.minutes))
        minute += entry.minutes
