"""From two instants to the day, the time of day and the length of an entry."""

from __future__ import annotations

from datetime import UTC, date, datetime, tzinfo

from leverage_tui.interchange.clocks import day_and_clock, read_instant
from leverage_tui.interchange.outcome import BACKWARDS, ZERO
from leverage_tui.interchange.rows import Skipped

_OUTSIDE = "its time is outside the calendar"


def span(line: int, start: datetime, end: datetime, zone: tzinfo | None) -> tuple[date, str, int] | Skipped:
    """The day and the time of day in `zone` at which an entry began (None: this machine's), and its seconds. They
    are those that passed: where clocks change they differ from end less start on the clock."""
    try:
        seconds = int((end.astimezone(UTC) - start.astimezone(UTC)).total_seconds())
        day, clock = day_and_clock(start, zone)
    except OverflowError:
        return Skipped(line, _OUTSIDE)
    if seconds <= 0:
        return Skipped(line, BACKWARDS if seconds < 0 else ZERO)
    return day, clock, seconds


def clock_span(
    line: int, start: tuple[date, str], end: tuple[date, str], zone: tzinfo | None
) -> tuple[date, str, int] | Skipped:  # fmt: skip
    """As `span`, between two days with a time of day (``09:05:00``) on the clocks of `zone`."""
    begins, ends = (read_moment(f"{day} {clock}", zone) for day, clock in (start, end))
    if begins is None or ends is None:
        return Skipped(line, _OUTSIDE)
    found = span(line, begins, ends, zone)
    return found if isinstance(found, Skipped) else (*start, found[2])


def read_moment(text: str, zone: tzinfo | None) -> datetime | None:
    """An instant with its offset, or else a day and time on the clocks of `zone` (None: this machine's), such as
    ``2026-01-31 09:00:00``; None for anything else."""
    instant = read_instant(text)
    if instant:
        return instant
    try:
        local = datetime.fromisoformat(text.strip()) if len(text.strip()) > 10 else None
        if local is None:
            return None
        return local.replace(tzinfo=zone) if zone else local.astimezone()
    except (OverflowError, ValueError, OSError):
        return None
