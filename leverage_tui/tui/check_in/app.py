"""The check-in as a program of its own, for a small window that closes after it."""

from __future__ import annotations

from typing import Any

from textual.screen import Screen

from leverage_tui.tui.app import LeverageApp
from leverage_tui.tui.check_in.screen import CheckIn


class CheckInApp(LeverageApp, inherit_bindings=True):
    """Shows the check-in and nothing else; it ends when that is left."""

    CSS_PATH = "../leverage.tcss"

    def get_default_screen(self) -> Screen[Any]:  # type: ignore[override]
        """Nothing lies below the check-in: a terminal too small for the dashboard is large enough."""
        return Screen()

    def on_mount(self) -> None:
        """The one thing that is shown."""
        self.push_screen(CheckIn(self.session), self._left)

    def _left(self, _: bool | None) -> None:
        self.run_worker(self._leave())

    async def _leave(self) -> None:
        """The program ends with the check-in, unless something could not be saved and the user stays."""
        from leverage_tui.tui.flows.saving import may_leave

        if await may_leave(self, self.session.funnel):
            self.exit()
        else:
            self.push_screen(CheckIn(self.session), self._left)
