"""Which backups may go: a function of their moments and of now, and of nothing else.

Everything of today and yesterday stays, then the last one of each of 12 days, of 10 weeks and of 9 months that have
one. What is dated in the future stays and is not counted: a clock that jumped must cost nothing.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple

DAILY, WEEKLY, MONTHLY = 12, 10, 9
AHEAD = timedelta(hours=1)
"""By so much a clock is corrected now and then; what is dated later than that lies in the future."""


def is_future(when: datetime, now: datetime) -> bool:
    """Whether `when` is dated later than any honest clock would have at `now`."""
    return when > now + AHEAD


def superfluous(moments: Iterable[datetime], now: datetime) -> frozenset[datetime]:
    """Those of `moments` that may go. Days are those of the zone of `now`."""
    yesterday = now.date() - timedelta(days=1)
    places = [_Place(when, when.astimezone(now.tzinfo).date()) for when in set(moments)]
    left = [DAILY, WEEKLY, MONTHLY]
    last: list[Hashable] = [None, None, None]
    gone: set[datetime] = set()
    for place in sorted(places, key=lambda place: place.when, reverse=True):
        if is_future(place.when, now):
            continue
        spans = place.spans()
        if place.day < yesterday:
            fresh = [kind for kind in range(3) if left[kind] and spans[kind] != last[kind]]
            if not fresh:
                gone.add(place.when)
                continue
            left[fresh[0]] -= 1
        last = spans
    return frozenset(gone)


class _Place(NamedTuple):
    when: datetime
    day: date

    def spans(self) -> list[Hashable]:
        """The day, the week and the month in which it lies."""
        return [self.day, self.day.isocalendar()[:2], (self.day.year, self.day.month)]
