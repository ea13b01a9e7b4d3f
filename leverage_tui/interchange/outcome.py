"""What becomes of the entries of a file: read, skipped with a reason, or nothing to import at all."""

from __future__ import annotations

from collections.abc import Iterable

from leverage_tui.interchange.rows import ImportedHours, ImportRefused, Reading, Skipped

RUNNING = "it has no end: the timer still runs"
ZERO = "it is of zero length"
NEGATIVE = "its length is negative"
BACKWARDS = "it ends before it begins"


def reading_of(found: Iterable[ImportedHours | Skipped], export: str, warnings: Iterable[str] = ()) -> Reading:
    """The entries of a file and those that are skipped, in its order. Raises ImportRefused for a file without any
    entry, and for one that holds only a running timer."""
    rows: list[ImportedHours] = []
    skipped: list[Skipped] = []
    for each in found:
        if isinstance(each, Skipped):
            skipped.append(each)
        else:
            rows.append(each)
    if not rows and not skipped:
        raise ImportRefused(f"the file holds no entry: choose a longer time; {export}")
    if not rows and all(each.why == RUNNING for each in skipped):
        raise ImportRefused(f"the file holds only a running timer: stop it first; {export}")
    return Reading(tuple(rows), tuple(skipped), tuple(warnings))


NO_LENGTHS = "it has no durations: they are the ends less the starts on the clock, pauses are not known"
"""A warning about a file that leaves its durations to be worked out."""


def team_warning(people: Iterable[str]) -> tuple[str, ...]:
    """A warning where the entries that count as own are of several people; none for one person."""
    users = {name.strip().casefold() for name in people} - {""}
    if len(users) < 2:
        return ()
    return (f"entries of {len(users)} people: all are imported as yours; filter the report by member for your own",)
