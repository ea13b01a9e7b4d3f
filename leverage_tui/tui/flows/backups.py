"""A backup because the user wants one now."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from leverage_tui.store.errors import StoreError
from leverage_tui.tui.flows import flow

if TYPE_CHECKING:
    from leverage_tui.tui.screens.main import MainScreen


@flow
async def back_up(screen: MainScreen) -> None:
    """Everything saved, then a backup of it; what keeps it from being taken is said."""
    try:
        made = await asyncio.to_thread(screen.session.funnel.back_up)
    except StoreError as error:
        screen.app.notify(str(error), title="Not backed up", severity="error", timeout=12, markup=False)
        return
    taken = f"backed up: {made.documents:,} entries" if made else "nothing changed since the last backup"
    screen.say(f"{taken}; lev backup list says where")
