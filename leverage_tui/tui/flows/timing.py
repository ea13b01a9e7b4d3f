"""The timer by one key: it starts in the row at hand, switches, stops; what is doubtful is asked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from textual.content import Content

from leverage_tui.domain.edits.core import Edit, EditRefused
from leverage_tui.domain.edits.timer import cancel_timer, start_timer, stop_timer
from leverage_tui.domain.model import Timer
from leverage_tui.domain.quantities.dates import format_day
from leverage_tui.domain.quantities.hours import format_hours
from leverage_tui.domain.timesheet import Row, usual_row
from leverage_tui.domain.timing import Piece, began, is_forgotten, last_activity, on_its_day, split_by_day
from leverage_tui.tui.actions import key_of
from leverage_tui.tui.flows import flow

if TYPE_CHECKING:
    from leverage_tui.tui.screens.main import MainScreen

_DAY_MINUTES = 24 * 60


@flow
async def timer(screen: MainScreen) -> None:
    """Stop the timer where it runs in the row at hand, else start it there."""
    row = row_at_hand(screen)
    running = screen.session.view.book.timer
    if row is None and running is None:
        screen.say(f"a timer belongs to a stream: {key_of('add_stream')} adds one", "plain")
        return
    measured: tuple[Piece, ...] = ()
    if running is not None:
        found = await _measured(screen, running)
        if found is None:
            return
        measured = found
    try:
        screen.do(_edit(screen, row, measured))
    except EditRefused as refused:
        screen.say(str(refused), "bad")


def _edit(screen: MainScreen, row: Row | None, measured: tuple[Piece, ...]) -> Edit:
    book = screen.session.view.book
    running = book.timer
    if row is None or (running and (running.stream, running.work) == (row.stream, row.work)):
        return stop_timer(book, measured)
    return start_timer(book, row, datetime.now(UTC), stopped=measured)


def timer_cancel(screen: MainScreen) -> None:
    """The timer is gone and nothing of it is logged; undo brings it back."""
    try:
        screen.do(cancel_timer(screen.session.view.book))
    except EditRefused as refused:
        screen.say(str(refused), "bad")


def row_at_hand(screen: MainScreen) -> Row | None:
    """The row under the cursor, where it is not one of work the usual row of its stream."""
    line = screen.timesheet.line
    if screen.timesheet.has_focus and line is not None and line.row is not None:
        return line.row
    book = screen.session.view.book
    stream = book.streams.get(screen.stream_at_hand() or "")
    return usual_row(book, stream) if stream else None


async def _measured(screen: MainScreen, running: Timer) -> tuple[Piece, ...] | None:
    """What the timer measured; asked where it ran over midnight or for so long that it may have been forgotten. None:
    let it run on."""
    now, day_of = datetime.now(UTC), screen.session.day_of
    whole = on_its_day(running, now, day_of)
    parts = split_by_day(running, now, day_of)
    if len(parts) < 2 and not is_forgotten(running, now):
        return whole
    from leverage_tui.tui.screens.listing import Choices

    found = dict(_answers(screen, running, now, whole, parts))
    choices = [(words, Content(words)) for words in found]
    title = "A forgotten timer?" if is_forgotten(running, now) else "The timer ran over midnight"
    chosen = await screen.app.push_screen_wait(
        Choices(title, choices, "Enter takes it · Esc lets the timer run on")
    )
    return None if chosen is None else found[chosen]


def _answers(
    screen: MainScreen, running: Timer, now: datetime, whole: Sequence[Piece], parts: Sequence[Piece]
) -> list[tuple[str, tuple[Piece, ...]]]:
    """What can be done with a doubtful timer, in words."""
    found: list[tuple[str, tuple[Piece, ...]]] = []
    if whole and whole[0].minutes <= _DAY_MINUTES:
        found.append((f"all of it on the day it began: {_said(whole)}", tuple(whole)))
    if len(parts) > 1:
        found.append((f"each day its part: {_said(parts)}", tuple(parts)))
    until, first = last_activity(screen.session.view.book, running, now), began(running)
    if until is not None and first is not None and now - until > timedelta(minutes=1):
        pieces = on_its_day(running, until, screen.session.day_of)
        found.append((f"until the book was last changed: {_said(pieces)}", pieces))
    found.append(("nothing of it: discard the timer", ()))
    return found


def _said(pieces: Sequence[Piece]) -> str:
    return ", ".join(f"{format_hours(piece.minutes)} on {format_day(piece.day)}" for piece in pieces) or "nothing"
