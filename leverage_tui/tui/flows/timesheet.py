"""What is asked about rows, cells and weeks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leverage_tui.domain.calendar import WEEK, monday
from leverage_tui.domain.closing import alive_in, asked_in
from leverage_tui.domain.edits.core import EditRefused
from leverage_tui.domain.edits.hours import set_note
from leverage_tui.domain.timesheet import entries_in
from leverage_tui.tui.actions import key_of
from leverage_tui.tui.flows import flow
from leverage_tui.tui.timesheet import facts

if TYPE_CHECKING:
    from leverage_tui.tui.screens.main import MainScreen


@flow
async def new_row(screen: MainScreen) -> None:
    """A kind of work that is not shown yet."""
    from leverage_tui.tui.screens.new_row import NewRow

    stream, view = screen.stream_at_hand(), screen.session.view
    if stream is None:
        screen.say(f"a row belongs to a stream: {key_of('add_stream')} adds one", "plain")
        return
    row = await screen.app.push_screen_wait(NewRow(view.book, stream))
    if row is not None:
        screen.show(screen.session.ask_for(row))
        screen.show_pane("timesheet")
        screen.timesheet.go_to(screen.timesheet.day or view.today, row)


@flow
async def note(screen: MainScreen) -> None:
    """The note of the cell under the cursor."""
    from leverage_tui.tui.screens.prompt import Prompt, says_note

    line, day = screen.timesheet.line, screen.timesheet.day
    if line is None or line.row is None or day is None:
        screen.say("a note belongs to a cell with hours", "plain")
        return
    entries = entries_in(screen.session.view.book, line.row, day)
    if not entries:
        screen.say("an empty cell has no note: type the hours first", "plain")
        return
    old = next((entry.note for entry in entries if entry.note), "")
    where = facts.place(line, day)
    text = await screen.app.push_screen_wait(Prompt("Note", "note", old, says_note, detail=where))
    if text is None:
        return
    try:
        screen.do(set_note(screen.session.view.book, line.row, day, text))
    except EditRefused as refused:
        screen.say(f"{refused} · typed: {text}", "bad")


@flow
async def close_week(screen: MainScreen) -> None:
    """Was that the whole week? Last week while something is open there, else the shown one."""
    from leverage_tui.tui.screens.close_week import CloseWeek

    view = screen.session.view
    last = monday(view.today) - WEEK
    week = last if view.today in view.days and asked_in(view.book, last) else view.iso_week
    if not alive_in(view.book, week):
        screen.say("no stream is alive in that week", "plain")
        return
    edit = await screen.app.push_screen_wait(
        CloseWeek(view.book, week, view.today, view.style, screen.session.config.decimal or None)
    )
    if edit is not None:
        screen.do(edit)
