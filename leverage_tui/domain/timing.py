"""The running timer: how long it has run, and to which days its minutes belong.

It counts from one instant to another, so that neither a clock change nor another time zone makes it wrong. Its
minutes belong to the day on which it began, unless they are split.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from leverage_tui.domain.quantities.durations import format_hours

if TYPE_CHECKING:
    from leverage_tui.domain.book import Book
    from leverage_tui.domain.model import Timer

DayOf = Callable[[datetime], date]
FORGOTTEN = timedelta(hours=10)
"""A timer that runs longer was probably forgotten."""
_SECOND = timedelta(seconds=1)


class Piece(NamedTuple):
    """Minutes of a timer that belong to one day."""

    day: date
    minutes: int


def began(timer: Timer) -> datetime | None:
    """The instant at which the timer began, None where the file holds none that can be read."""
    return _instant(timer.started)


def _instant(started: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(started)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def written(instant: datetime) -> str:
    """An instant as the file holds it, to the second."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def minutes_between(first: datetime, last: datetime) -> int:
    """Whole minutes, the nearest; 0 where the clock went back."""
    return max(0, round((last - first) / timedelta(minutes=1)))


def is_forgotten(timer: Timer, now: datetime) -> bool:
    """Whether it has run for so long that it was probably forgotten."""
    first = began(timer)
    return first is not None and now - first > FORGOTTEN


def on_its_day(timer: Timer, until: datetime, day_of: DayOf) -> tuple[Piece, ...]:
    """All of it on the day on which it began; nothing where it cannot be read or is under half a minute."""
    first = began(timer)
    minutes = minutes_between(first, until) if first else 0
    return (Piece(day_of(first), minutes),) if first and minutes else ()


def split_by_day(timer: Timer, until: datetime, day_of: DayOf) -> tuple[Piece, ...]:
    """Each day's part of it; together they are as long as the whole."""
    first = began(timer)
    if first is None or until <= first:
        return ()
    found: list[Piece] = []
    start, counted = first, 0
    while start < until:
        day = day_of(start)
        end = until if day_of(until) == day else _end_of(day, start, until, day_of)
        upto = minutes_between(first, end)
        if upto > counted:
            found.append(Piece(day, upto - counted))
            counted = upto
        start = end
    return tuple(found)


def _end_of(day: date, start: datetime, until: datetime, day_of: DayOf) -> datetime:
    """The first second after `start` that is not of `day` any more; `until` is not."""
    inside, outside = start, until
    while outside - inside > _SECOND:
        middle = (inside + (outside - inside) / 2).replace(microsecond=0)
        if middle <= inside:
            break
        if day_of(middle) == day:
            inside = middle
        else:
            outside = middle
    return outside


def last_activity(book: Book, timer: Timer, now: datetime) -> datetime | None:
    """When the book was last changed while the timer ran, by the stamps of its documents; None where it was not."""
    first = began(timer)
    if first is None:
        return None
    low, high = int(first.timestamp() * 1000), int(now.timestamp() * 1000)
    found = [
        moment
        for rows in book.tables.values()
        for document in rows.values()
        if document.table != timer.table and (moment := _moment(document.at)) is not None and low < moment <= high
    ]
    return datetime.fromtimestamp(max(found) / 1000, UTC) if found else None


def _moment(at: str) -> int | None:
    """The milliseconds since 1970 at the head of a stamp."""
    try:
        return int(at[:12], 16)
    except ValueError:
        return None


def in_words(book: Book, now: datetime) -> str:
    """The running timer in a few words: ``Consulting deliver 0:42``; empty while none runs."""
    timer = book.timer
    if timer is None:
        return ""
    stream = book.streams.get(timer.stream)
    return told(stream.name if stream else timer.stream, timer.work, timer.started, now)


def told(name: str, work: str, started: str, now: datetime) -> str:
    """A timer that was `started` in the stream of that `name`, as `in_words` says it."""
    first = _instant(started)
    if first is None:
        return ""
    passed = max(0, int((now - first) / timedelta(minutes=1)))
    return f"{name} {work} {format_hours(passed)}"
