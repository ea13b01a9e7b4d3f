"""What is asked before money is entered."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
