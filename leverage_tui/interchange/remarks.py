"""What of an import deserves a second look. Nothing here changes what is imported."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from leverage_tui.domain.quantities.hours import format_hours
from leverage_tui.interchange.pieces import DAY_SECONDS, clock_seconds, crosses_midnight
from leverage_tui.interchange.rows import ImportedHours

_LONG = 16 * 60 * 60
_NAMED = 3


def warnings_about(
    rows: Sequence[ImportedHours], today: date | None, *, split: bool = False
) -> Iterator[str]:  # fmt: skip
    """Sentences about entries that are imported: long ones, those that cross midnight (`split`: they are cut there),
    overlapping ones, future ones (after `today`)."""
    measured = [row for row in rows if not row.kept]
    long = [row for row in measured if _LONG < row.seconds <= DAY_SECONDS]
    if long:
        yield f"{_entries(len(long))} of over 16 hours, a forgotten timer? {_lines(long)}"
    days = [row for row in measured if row.seconds > DAY_SECONDS]
    if days:
        yield f"{_entries(len(days))} of over 24 hours, split at midnight: {_lines(days)}"
    crossing = [row for row in measured if row.seconds <= _LONG and crosses_midnight(row)]
    if crossing:
        verb = "crosses" if len(crossing) == 1 else "cross"
        began, cuts = ("it began", "it") if len(crossing) == 1 else ("they began", "them")
        rule = "cut there" if split else f"counted on the day {began} (--split-midnight cuts {cuts} there)"
        yield f"{_entries(len(crossing))} {verb} midnight, {rule}: {_lines(crossing)}"
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
