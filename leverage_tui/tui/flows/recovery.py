"""What is asked when the file is not what was saved in it: it went back in time, is gone, empty or damaged."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from leverage_tui.store.errors import FileUnreadable, StoreError
from leverage_tui.store.paths import short
from leverage_tui.tui.flows import flow

if TYPE_CHECKING:
    from leverage_tui.tui.screens.main import MainScreen


@flow
async def went_back(screen: MainScreen) -> None:
    """What becomes of a file that lacks what this machine saved in it. Until that is said nothing is written."""
    from leverage_tui.store.offer_words import entries
    from leverage_tui.tui.screens.picklist import Option
    from leverage_tui.tui.screens.prompt import Choice

    funnel = screen.session.funnel
    if not funnel.went_back:
        screen.say("the file holds what was saved in it", "plain")
        return
    try:
        found = await asyncio.to_thread(funnel.missing)
    except StoreError as error:
        screen.say(str(error), "bad")
        return
    back = Option("back", f"Put {entries(found.entries)} back", "from the newest backup and the undo log")
    options = [
        Option("later", "Decide later", "everything can be looked at, nothing is written"),
        *([back] if found.entries else []),
        Option("older", "Use the older file", "what it lacks stays in the backups"),
    ]
    unread = f" {found.unread[0].upper()}{found.unread[1:]}: there may be more in it." if found.unread else ""
    detail = f"{funnel.went_back}{unread}"
    answer = await screen.app.push_screen_wait(Choice("The file went back in time", detail, options))
    if answer not in ("back", "older"):
        screen.show_header()
        return
    try:
        await asyncio.to_thread(funnel.answer, found if answer == "back" else None)
    except StoreError as error:
        screen.say(str(error), "bad")
    else:
        screen.say(f"{entries(found.entries)} put back" if answer == "back" else "the older file is used as it is")
    screen.show_header()


@flow
async def put_back(screen: MainScreen) -> None:
    """The book written anew where its file is gone, empty or damaged, after asking."""
    from leverage_tui.tui.screens.prompt import Confirm

    funnel = screen.session.funnel
    if not isinstance(funnel.failure, FileUnreadable):
        screen.say("the file can be read: there is nothing to put back", "plain")
        return
    failed = funnel.failure
    detail = f"{failed.path.name}: {failed.why}. The book that is shown takes its place; what stands there is kept."
    if not await screen.app.push_screen_wait(Confirm("Put the book back?", detail, "Put it back")):
        return
    try:
        aside = await asyncio.to_thread(funnel.put_back)
    except StoreError as error:
        screen.say(str(error), "bad")
    else:
        kept = f"; what stood there is {short(aside)}" if aside else ""
        screen.say(f"the book is back in its file{kept}")
    screen.show_header()
