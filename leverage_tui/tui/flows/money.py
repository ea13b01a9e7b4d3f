"""What is asked before money is entered, and the list of what was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leverage_tui.domain.edits.core import EditRefused
from leverage_tui.domain.edits.money import delete_money
from leverage_tui.tui.actions import key_of
from leverage_tui.tui.flows import flow

if TYPE_CHECKING:
    from leverage_tui.tui.screens.main import MainScreen


def money(screen: MainScreen) -> None:
    """Money of the stream at hand."""
    stream = screen.stream_at_hand()
    if stream is None:
        screen.say(f"money belongs to a stream: {key_of('add_stream')} adds one", "plain")
        return
    money_of(screen, stream)


def money_of(screen: MainScreen, stream: str) -> None:
    """Money: one line, the rest folded."""

    async def run(screen: MainScreen) -> None:
        from leverage_tui.tui.screens.money_form import MoneyForm

        view = screen.session.view
        form = MoneyForm(view.book, view.today, stream, screen.session.config.decimal or None)
        edit = await screen.app.push_screen_wait(form)
        if edit is not None:
            screen.do(edit)

    flow(run)(screen)


@flow
async def money_list(screen: MainScreen) -> None:
    """What was entered for the stream at hand: changed, deleted, added, until the list is left."""
    from leverage_tui.tui.screens.money_form import MoneyForm
    from leverage_tui.tui.screens.money_list import MoneyList

    stream, at = screen.stream_at_hand(), 0
    if stream is None:
        screen.say(f"money belongs to a stream: {key_of('add_stream')} adds one", "plain")
        return
    while stream in screen.session.view.book.streams:
        chosen = await screen.app.push_screen_wait(MoneyList(screen.session.view.book, stream, at))
        if chosen is None:
            return
        at, entry, view = chosen.at, chosen.entry, screen.session.view
        try:
            if chosen.act == "delete" and entry is not None:
                screen.do(delete_money(view.book, entry))
                continue
        except EditRefused as refused:
            screen.say(str(refused), "bad")
            continue
        form = MoneyForm(view.book, view.today, stream, screen.session.config.decimal or None, entry)
        edit = await screen.app.push_screen_wait(form)
        if edit is not None:
            screen.do(edit)
