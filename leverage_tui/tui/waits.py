"""What waits in the dashboard: what the book waits for, texts that could not be read, a timer that was forgotten."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from leverage_tui.domain.quantities.dates import format_day
from leverage_tui.domain.timing import in_words, is_forgotten
from leverage_tui.domain.waiting import Waiting, waiting
from leverage_tui.tui.actions import key_of
from leverage_tui.tui.timesheet.cursor import Key
from leverage_tui.tui.view import View


def what_waits(
    view: View, drafts: Mapping[tuple[Key, date], str], now: datetime, unsaved: str = ""
) -> tuple[Waiting, ...]:
    """Everything that waits, most pressing first; `drafts` are texts in cells of whatever week, `unsaved` says what
    is not saved and why."""
    found = [Waiting(unsaved, f"{unsaved}. Enter tries again to save", "retry_save")] if unsaved else []
    if unsaved:
        found.append(
            Waiting("a copy elsewhere?", "save a copy of everything, that included, elsewhere", "save_copy")
        )
    found += [
        Waiting(f"not entered: {text}", f"{text} waits in its cell of {format_day(day)}", "draft")
        for (_, day), text in drafts.items()
    ]
    timer = view.book.timer
    if timer is not None and is_forgotten(timer, now):
        running = in_words(view.book, now)
        text = f"the timer still runs: {running}. {key_of('timer')} stops it, and asks"
        found.append(Waiting("timer forgotten?", text, "timer"))
    return (*found, *waiting(view.book, view.figures, view.today))
