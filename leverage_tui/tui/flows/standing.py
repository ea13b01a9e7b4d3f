"""What goes on without being logged: the list, and what is asked before something of it changes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from leverage_tui.domain.book import Book
from leverage_tui.domain.edits.core import EditRefused
from leverage_tui.domain.edits.standing import delete_standing, end_standing
from leverage_tui.domain.model import Standing
from leverage_tui.domain.quantities.dates import parse_date
from leverage_tui.domain.quantities.errors import Unreadable
from leverage_tui.tui.actions import key_of
from leverage_tui.tui.flows import flow

if TYPE_CHECKING:
    from leverage_tui.tui.screens.main import MainScreen
    from leverage_tui.tui.screens.prompt import Read


@flow
async def standing(screen: MainScreen) -> None:
    """The list of the stream at hand, then the dialog of what was chosen there."""
    from leverage_tui.tui.screens.standing_list import StandingList

    stream, view = screen.stream_at_hand(), screen.session.view
    if stream is None:
        screen.say(f"what goes on belongs to a stream: {key_of('add_stream')} adds one", "plain")
        return
    chosen = await screen.app.push_screen_wait(StandingList(view.book, view.today, stream))
    if chosen is None:
        return
    if chosen.standing is None or chosen.act == "change":
        await _fill_in(screen, stream, chosen.standing)
    elif chosen.act == "end":
        await _end(screen, chosen.standing)
    else:
        await _delete(screen, chosen.standing)


async def _fill_in(screen: MainScreen, stream: str, entry: Standing | None) -> None:
    from leverage_tui.tui.screens.standing_form import StandingForm

    view, decimal = screen.session.view, screen.session.config.decimal or None
    edit = await screen.app.push_screen_wait(StandingForm(view.book, view.today, stream, entry, decimal))
    if edit is not None:
        screen.do(edit)


async def _end(screen: MainScreen, entry: Standing) -> None:
    from leverage_tui.tui.screens.prompt import Prompt

    view = screen.session.view
    last = entry.ends or max(entry.begins, view.today)
    prompt = Prompt(
        f"End {entry.name}", "Its last day", last.isoformat(), says_end(view.book, entry, view.today),
        detail="All before stays as it was.",
    )  # fmt: skip
    text = await screen.app.push_screen_wait(prompt)
    if text is None:
        return
    try:
        screen.do(end_standing(screen.session.view.book, entry, parse_date(text, view.today)))
    except EditRefused as refused:
        screen.say(str(refused), "bad")


async def _delete(screen: MainScreen, entry: Standing) -> None:
    from leverage_tui.tui.screens.prompt import Confirm

    weeks = len(delete_standing(screen.session.view.book, entry).changes) - 1
    also = f" {weeks} {'week' if weeks == 1 else 'weeks'} typed over go with it." if weeks else ""
    detail = f"All it ever counted for goes, the past too: to keep that, end it instead.{also} Undo brings it back."
    if not await screen.app.push_screen_wait(Confirm(f"Delete {entry.name}?", detail, "delete")):
        return
    try:
        screen.do(delete_standing(screen.session.view.book, entry))
    except EditRefused as refused:
        screen.say(str(refused), "bad")


def says_end(book: Book, entry: Standing, today: date) -> Read:
    """How the last day of `entry` is read."""
    from leverage_tui.tui.screens.reading import Said

    def says(text: str) -> Said:
        if not text.strip():
            return Said("a day, such as today", "missing")
        try:
            return Said(end_standing(book, entry, parse_date(text, today)).sentence, "read")
        except (Unreadable, EditRefused) as error:
            return Said(str(error), "wrong")

    return says
