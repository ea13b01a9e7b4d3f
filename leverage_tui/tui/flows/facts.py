"""The facts behind a cell: looked at, changed, deleted, added, until the list is left."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from leverage_tui.domain.edits.check import checked
from leverage_tui.domain.edits.core import Edit, EditRefused
from leverage_tui.domain.edits.facts import change_fact, delete_fact
from leverage_tui.domain.edits.hours import log_hours
from leverage_tui.domain.timesheet import Row
from leverage_tui.tui.flows import flow
from leverage_tui.tui.timesheet import facts as words

if TYPE_CHECKING:
    from leverage_tui.domain.model import Hours
    from leverage_tui.tui.screens.entry_list import Chosen
    from leverage_tui.tui.screens.main import MainScreen


@flow
async def facts(screen: MainScreen) -> None:
    """What the cell under the cursor sums."""
    from leverage_tui.tui.screens.facts_list import FactsList

    line, day = screen.timesheet.line, screen.timesheet.day
    if line is None or line.row is None or day is None:
        screen.say("facts belong to a cell of a day", "plain")
        return
    place, at = words.place(line, day), 0
    while True:
        shown = FactsList(screen.session.view, line.row, day, place, at)
        chosen = await screen.app.push_screen_wait(shown)
        if chosen is None:
            return
        at = chosen.at
        try:
            edit = await _edit(screen, line.row, day, place, chosen)
        except EditRefused as refused:
            screen.say(str(refused), "bad")
            continue
        if edit is not None:
            screen.do(edit)


async def _edit(screen: MainScreen, row: Row, day: date, place: str, chosen: Chosen[Hours]) -> Edit | None:
    """What was chosen as an edit; None where its form was left. Raises EditRefused."""
    from leverage_tui.tui.screens.facts_list import FactForm

    fact = chosen.entry
    if chosen.act == "delete" and fact is not None:
        return delete_fact(screen.session.view.book, fact.doc_id)

    def made(minutes: int, note: str) -> Edit:
        book = screen.session.view.book
        edit = (
            log_hours(book, row, day, minutes, note)
            if fact is None
            else change_fact(book, fact.doc_id, minutes=minutes, note=note)
        )
        checked(book, edit)
        return edit

    title = "One more fact" if fact is None else "Change a fact"
    edit: Edit | None = await screen.app.push_screen_wait(FactForm(title, place, made, fact))
    return edit
