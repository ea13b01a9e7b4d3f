"""Your own hours in the form that Toggl Track imports: a CSV of entries, whose project is the stream."""

from __future__ import annotations

import re
from collections.abc import Iterator

from leverage_tui.interchange.spreadsheet import record, texts
from leverage_tui.interchange.writers.clock_times import timed
from leverage_tui.interchange.writers.wanted import ExportRefused, Wanted, Writer, others_left_out

HEADER = ("Email", "Project", "Description", "Start date", "Start time", "Duration", "Tags")
_EMAIL = re.compile(r"[^\s@,;\"'<>]+@[^\s@,;\"'<>]+")


def write(wanted: Wanted) -> Iterator[str]:
    """The header, then a line for each entry, the kind of work as its tag. Raises ExportRefused without the e-mail
    address of whose hours they are."""
    email = wanted.email.strip()
    if not email:
        raise ExportRefused(
            "Toggl Track asks whose hours these are: --email ADDRESS, the one of your account there"
        )
    if not _EMAIL.fullmatch(email):
        raise ExportRefused("--email: that is no address, such as me@example.com")
    yield record(HEADER)
    for entry, begins, _ in timed(wanted.own_hours()):
        length = f"{entry.minutes // 60:02d}:{entry.minutes % 60:02d}:00"
        named = (email, wanted.name_of(entry.stream), " ".join(entry.note.split()))
        yield record((
            *texts(named, raw=wanted.raw), begins.date().isoformat(), f"{begins:%H:%M:%S}", length, entry.work.value,
        ))  # fmt: skip


WRITER = Writer(
    "toggl", "your own hours in the form that Toggl Track imports (--email)", write, notes=others_left_out
)
