"""The insights, and the week that was opened from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leverage_tui.tui.flows import flow

if TYPE_CHECKING:
    from leverage_tui.tui.screens.main import MainScreen


@flow
async def insights(screen: MainScreen) -> None:
    """The page; a week picked there is shown in the timesheet."""
    from leverage_tui.tui.pages.insights import InsightsPage

    session = screen.session
    week = await screen.app.push_screen_wait(InsightsPage(session.view, session.memory))
    if week is not None:
        screen.show(session.show_week(week))
        screen.show_pane("timesheet")
