"""Every form in which the book is handed out, by name."""

from __future__ import annotations

from leverage_tui.interchange.writers import (
    calendar_ics,
    figures_json,
    hours_csv,
    journal,
    money_csv,
    report_md,
    timeclock,
    toggl_form,
    weeks_csv,
)
from leverage_tui.interchange.writers.wanted import Writer

WRITERS: tuple[Writer, ...] = (
    hours_csv.WRITER,
    money_csv.WRITER,
    weeks_csv.WRITER,
    figures_json.WRITER,
    report_md.WRITER,
    timeclock.WRITER,
    journal.WRITER,
    calendar_ics.WRITER,
    toggl_form.WRITER,
)
"""Of a format with several kinds the first is meant where none is named."""


def formats() -> tuple[str, ...]:
    """The names of all formats, in the order of the help."""
    return tuple(dict.fromkeys(writer.format for writer in WRITERS))


def kinds(format: str) -> tuple[str, ...]:
    """The kinds of a format; none where there is but one thing to write."""
    return tuple(writer.kind for writer in WRITERS if writer.format == format and writer.kind)


def writer(format: str, kind: str = "") -> Writer | None:
    """The writer of a format and kind, or None."""
    return next((each for each in WRITERS if each.format == format and kind in ("", each.kind)), None)
