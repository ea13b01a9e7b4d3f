"""The occurrences of a repeating calendar event up to an instant, in bounded time.

They are worked out on the clock of the event's own zone. A rule that hardly ever comes true is searched to the end of
the calendar: therefore all is moved by a multiple of 400 years, after which the calendar is the same, so that its end
is near; and the days that all rules of a file may search together are limited, as are the occurrences.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any

MOST = 20_000
"""Occurrences of all events of a file."""
_MOST_DAYS = 2_000_000
_CYCLE = 400
_DEAREST = {"DAILY": 1.0, "WEEKLY": 0.5, "MONTHLY": 0.2, "YEARLY": 0.2}
"""What a day of the search costs, by how often a rule comes true."""


class Unreadable(Exception):
    """A rule that cannot be followed; the message goes on after "it "."""


@dataclass(slots=True)
class Budget:
    """What is left of the occurrences and of the days to search in a file."""

    occurrences: int = MOST
    days: float = _MOST_DAYS
    left_out: int = 0

    def take(self, wanted: int) -> int:
        """How many of the occurrences that are `wanted` there is room for; the others are left out."""
        granted = min(wanted, max(0, self.occurrences))
        self.left_out += wanted - granted
        self.occurrences -= granted
        return granted


def in_zone(moment: datetime, zone: tzinfo | None) -> datetime | None:
    """The instant of a moment; one without an offset is on the clocks of `zone` (None: this machine's). None at the
    ends of the calendar."""
    try:
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=zone) if zone else moment.astimezone()
        return moment.astimezone(UTC)
    except (OverflowError, OSError, ValueError):
        return None


def occurrences(event: Any, start: datetime, zone: tzinfo | None, now: datetime, budget: Budget) -> list[datetime]:
    """The beginnings of an event up to `now`, its own `start` included, in order. `event` is a component of the
    library that has rules or dates. Raises Unreadable."""
    own = start.tzinfo or zone
    wall = start.replace(tzinfo=None)
    limit = now.astimezone(own).replace(tzinfo=None)
    walls = {wall}
    for rule in listed(event.get("RRULE")):
        walls.update(_by_rule(rule, wall, own, limit, budget))
    for moment in _moments(event.get("RDATE")):
        walls.add(_wall(moment, own) if isinstance(moment, datetime) else datetime.combine(moment, wall.time()))
    without = set(_moments(event.get("EXDATE")))
    days = {moment for moment in without if not isinstance(moment, datetime)}
    gone = {_wall(moment, own) for moment in without if isinstance(moment, datetime)}
    kept = sorted(each for each in walls - gone if each <= limit and each.date() not in days)
    return [each.replace(tzinfo=start.tzinfo) for each in kept[: budget.take(len(kept))]]


def day_occurrences(event: Any, start: date, zone: tzinfo | None, now: datetime, budget: Budget) -> list[date]:
    """As `occurrences`, the days on which an event without a time of day begins. Raises Unreadable."""
    midnight = datetime.combine(start, time.min)
    return [each.date() for each in occurrences(event, midnight, zone, now, budget)]


def listed(value: Any) -> list[Any]:
    """A property as a list: the library gives none, one, or several."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def part(value: Any, name: str) -> Any:
    """What the library keeps under `name` in a property; None where it is not there, or the property is broken."""
    try:
        return getattr(value, name, None)
    except ValueError:
        return None


def _moments(value: Any) -> Iterator[date]:
    """The days and moments of RDATE or EXDATE; of periods their beginnings."""
    for each in listed(value):
        for found in part(each, "dts") or ():
            moment = found.dt[0] if isinstance(found.dt, tuple) else found.dt
            if isinstance(moment, date):
                yield moment


def _wall(moment: datetime, own: tzinfo | None) -> datetime:
    """A moment on the clock of the event."""
    try:
        return (moment.astimezone(own) if moment.tzinfo else moment).replace(tzinfo=None)
    except (OverflowError, OSError, ValueError):
        return moment.replace(tzinfo=None)


def _by_rule(rule: Any, wall: datetime, own: tzinfo | None, limit: datetime, budget: Budget) -> Iterable[datetime]:
    from dateutil.rrule import rrulestr

    often = str(next(iter(rule.get("FREQ") or ()), "")).upper() if isinstance(rule, dict) else ""
    if often not in _DEAREST:
        raise Unreadable("repeats every hour or oftener, or by a rule that is not known")
    counts = [*listed(rule.get("INTERVAL")), *listed(rule.get("COUNT"))]
    if any(not isinstance(each, int) or each < 1 for each in counts):
        raise Unreadable("repeats by a rule that is not known")
    if budget.days <= 0:
        raise Unreadable("is one of too many that repeat: export a shorter time")
    for until in listed(rule.get("UNTIL")):
        limit = min(limit, _until(until, own))
    years = (9998 - max(limit.year, wall.year)) // _CYCLE * _CYCLE
    plain = type(rule)({name: value for name, value in rule.items() if name.upper() != "UNTIL"})
    found: list[datetime] = []
    searched = date.max.year - years
    try:
        for each in rrulestr(plain.to_ical().decode(), dtstart=wall.replace(year=wall.year + years)):
            real = each.replace(year=each.year - years)
            if real > limit or len(found) > MOST:
                searched = real.year
                break
            found.append(real)
    except Exception:  # The library raises what it likes on a rule that makes no sense.
        raise Unreadable("repeats by a rule that is not known") from None
    if found and rule.get("COUNT"):
        searched = min(searched, found[-1].year)
    budget.days -= _DEAREST[often] * (searched - wall.year + 1) * 366
    return found


def _until(until: Any, own: tzinfo | None) -> datetime:
    """The last moment of a rule, on the clock of the event; a day counts to its end. Raises Unreadable."""
    if isinstance(until, datetime):
        return _wall(until, own)
    if not isinstance(until, date):
        raise Unreadable("repeats until a day that cannot be read")
    return datetime(until.year, until.month, until.day) + timedelta(hours=23, minutes=59, seconds=59)  # noqa: DTZ001
