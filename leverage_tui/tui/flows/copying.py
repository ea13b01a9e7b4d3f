"""Hours copied: from last week, into the next day, to the clipboard and back from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leverage_tui.domain.edits.copying import copy_hours as hours_of_last_week
from leverage_tui.domain.edits.copying import fill_right as filled_right
from leverage_tui.domain.edits.copying import rows_before, week_name
from leverage_tui.domain.edits.core import Edit, EditRefused
from leverage_tui.domain.edits.pasting import paste_edit
from leverage_tui.domain.model import Hours
from leverage_tui.domain.quantities.dates import format_day
from leverage_tui.domain.sheet_text import row_text, sheet_rows, week_text
from leverage_tui.domain.timesheet import Row, entries_in, row_label, row_of, total
from leverage_tui.tui.flows import flow
from leverage_tui.tui.panes.lines import EditLine

if TYPE_CHECKING:
    from leverage_tui.tui.screens.main import MainScreen


def copy_rows(screen: MainScreen) -> None:
    """Last week's rows in the shown week, still empty."""
    session = screen.session
    screen.timesheet.leave()
    view = session.view
    rows, sentence = rows_before(view.book, view.days, sheet_rows(view.book, view.days, view.asked))
    for row in rows:
        view = session.ask_for(row)
    screen.say(sentence, "said" if rows else "plain")
    screen.show(view)


def copy_hours(screen: MainScreen) -> None:
    """Last week's hours in the empty cells of the shown week."""
    screen.timesheet.leave()
    view = screen.session.view
    waiting = {(key, day) for key, day in screen.timesheet.drafts if isinstance(key, Row)}
    _do(screen, hours_of_last_week(view.book, view.days, waiting))


def fill_right(screen: MainScreen) -> None:
    """The hours of the cell in the next day too, and the cursor there. What that day holds is only typed over when it
    is asked for once more, while the sentence that says so still stands."""
    sheet, view = screen.timesheet, screen.session.view
    sheet.leave()
    line, day = sheet.line, sheet.day
    if line is None or line.row is None or day is None:
        screen.say("only the hours of a day can go on to the next one", "plain")
        return
    try:
        edit = filled_right(view.book, line.row, day, view.days)
    except EditRefused as refused:
        if not screen.query_one(EditLine).says(str(refused)):
            screen.say(str(refused))
            return
        try:
            edit = filled_right(view.book, line.row, day, view.days, over=True)
        except EditRefused:
            return
    if waiting := _waiting(screen, edit):
        screen.say(waiting, "bad")
    elif edit.is_nothing:
        sheet.move(0, 1, committed=True)
        screen.say(f"{edit.sentence}, as it was", "plain")
    elif screen.do(edit):
        sheet.move(0, 1, committed=True)


@flow
async def copy_cell(screen: MainScreen) -> None:
    """The hours of the cell under the cursor to the clipboard."""
    line, day, view = screen.timesheet.line, screen.timesheet.day, screen.session.view
    entries = entries_in(view.book, line.row, day) if line and line.row and day else ()
    if not entries or day is None:
        screen.say("an empty cell has nothing to copy", "plain")
        return
    text = view.hours(total(entries))
    await _hand_over(screen, text, f"{text} of {format_day(day)}")


@flow
async def copy_row(screen: MainScreen) -> None:
    """The seven days of the row under the cursor to the clipboard."""
    line, view = screen.timesheet.line, screen.session.view
    if line is None or line.row is None:
        screen.say("only a row with days can be copied", "plain")
        return
    text = row_text(view.book, view.days, line.row, view.style)
    await _hand_over(screen, text, f"{line.stream.name}, {line.label}")


@flow
async def copy_week(screen: MainScreen) -> None:
    """The shown week with its names to the clipboard."""
    view = screen.session.view
    rows = sheet_rows(view.book, view.days, view.asked)
    if not rows:
        screen.say("a week without rows has nothing to copy", "plain")
        return
    text = week_text(view.book, view.days, rows, view.style)
    count = f"{len(rows)} {'row' if len(rows) == 1 else 'rows'}"
    await _hand_over(screen, text, f"{week_name(view.days)}, {count}")


def paste_copied(screen: MainScreen) -> None:
    """What was copied here last, where the cursor is: for terminals that do not give the clipboard back."""
    screen.timesheet.leave()
    if screen.app.clipboard:
        pasted(screen, screen.app.clipboard)
    else:
        screen.say("nothing was copied here yet", "plain")


def pasted(screen: MainScreen, text: str) -> None:
    """`text` was pasted into the timesheet while no cell was edited: all of it becomes one edit, or none of it."""
    sheet, view = screen.timesheet, screen.session.view
    line, day = sheet.line, sheet.day
    at = (line.row, day) if line is not None and line.row is not None and day is not None else None
    own = [shown.row for shown in sheet.lines if shown.row is not None and shown.row.is_own]
    try:
        edit = paste_edit(view.book, view.days, own, at, text)
    except EditRefused as refused:
        screen.say(f"nothing pasted: {refused}", "bad")
        return
    if waiting := _waiting(screen, edit):
        screen.say(f"nothing pasted: {waiting}", "bad")
    else:
        _do(screen, edit)


def _waiting(screen: MainScreen, edit: Edit) -> str:
    """Why `edit` cannot be while a text that was not entered waits in one of its cells; empty where none does."""
    book, drafts = screen.session.view.book, screen.timesheet.drafts
    for document in (change.document for change in edit.changes):
        if isinstance(document, Hours) and document.stream in book.streams:
            stream = book.streams[document.stream]
            row = row_of(document, stream)
            if (row, document.date) in drafts:
                where = f"{stream.name}, {row_label(row)}, {format_day(document.date)}"
                return f"{where} holds {drafts[row, document.date]}, which was not entered"
    return ""


def _do(screen: MainScreen, edit: Edit) -> None:
    if edit.is_nothing:
        screen.say(edit.sentence, "plain")
    else:
        screen.do(edit)


async def _hand_over(screen: MainScreen, text: str, what: str) -> None:
    from leverage_tui.tui.clipboard import copied_file, hand_over

    where = await hand_over(screen.app, text, copied_file(screen.session.funnel))
    screen.say(f"{what}: {where}")
