"""The daily check-in, over the dashboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leverage_tui.domain.check_in import questions
from leverage_tui.tui.flows import flow

if TYPE_CHECKING:
    from leverage_tui.tui.screens.main import MainScreen


@flow
async def check_in(screen: MainScreen) -> None:
    """One stream after the other; then the dashboard shows what became of it."""
    from leverage_tui.tui.check_in.screen import CheckIn

    session = screen.session
    if session.funnel.read_only:
        screen.say(session.funnel.read_only, "bad")
        return
    if not questions(session.view.book, session.view.today):
        screen.say("the check-in asks about live streams: a adds one", "plain")
        return
    await screen.app.push_screen_wait(CheckIn(session))
    screen.show()
