"""What of an import deserves a second look. Nothing here changes what is imported."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from leverage_tui.domain.quantities.hours import format_hours
from leverage_tui.interchange.entries import DAY_SECONDS, clock_seconds
from leverage_tui.interchange.rows import ImportedHours

_LONG = 16 * 60 * 60
_NAMED = 3


def warnings_about(rows: Sequence[ImportedHours], today: date | None) -> Iterator[str]:
    """Sentences about entries that are imported: long ones, overlapping ones, future ones (after `today`)."""
    long = [row for row in rows if _LONG < row.seconds <= DAY_SECONDS]
    if long:
        yield f"{_entries(len(long))} of over 16 hours, a forgotten timer? {_lines(long)}"
    split = [row for row in rows if row.seconds > DAY_SECONDS]
    if split:
        yield f"{_entries(len(split))} of over 24 hours, split at midnight: {_lines(split)}"
    overlapping = _overlapping(rows)
    if overlapping:
        verb = "overlaps" if overlapping == 1 else "overlap"
        yield f"{_entries(overlapping)} {verb} an earlier one in time: each counts in full"
    future = [row for row in rows if today is not None and row.day > today]
    if future:
        yield f"{_entries(len(future))} after today, counted from their day on: {_lines(future)}"


def _entries(count: int) -> str:
    return "1 entry" if count == 1 else f"{count} entries"


def _lines(rows: Sequence[ImportedHours]) -> str:
    named = ", ".join(f"line {row.line} ({format_hours(row.seconds // 60)})" for row in rows[:_NAMED])
    return named + (f" and {len(rows) - _NAMED} more" if len(rows) > _NAMED else "")


def _overlapping(rows: Iterable[ImportedHours]) -> int:
    """How many entries begin before an earlier one has ended."""
    count, busy = 0, 0
    for begins, ends in sorted(_spans(rows)):
        count += begins < busy
        busy = max(busy, ends)
    return count


def _spans(rows: Iterable[ImportedHours]) -> Iterator[tuple[int, int]]:
    """Begin and end in seconds of the wall clock, of the entries whose start is known."""
    for row in rows:
        if row.start:
            begins = row.day.toordinal() * DAY_SECONDS + clock_seconds(row.start)
            yield begins, begins + row.seconds
