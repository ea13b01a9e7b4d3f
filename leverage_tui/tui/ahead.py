"""The first frame of a start that is yet to come."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from textual.driver import Driver
from textual.pilot import Pilot
from textual.widgets._toast import Toast

from leverage_tui.domain.calendar import fixed_clock
from leverage_tui.store.config import Config
from leverage_tui.store.funnel import Funnel
from leverage_tui.store.keeper import Keeper
from leverage_tui.tui.app import LeverageApp

_ROW = re.compile(r"\x1b\[([0-9]+);1H")
_BEYOND = "\x1b]"
"""Says something about the window or the mouse."""


class Paper(Driver):
    """A terminal that keeps what stands on it, and says nothing."""

    written = ""
    """What has to be written to see it."""

    def write(self, data: str) -> None:
        """Keep it; a frame with every line from its first column on takes the place of all before."""
        if data.startswith(_BEYOND):
            return
        rows = self._app.size.height
        begun = {int(row) for row in _ROW.findall(data)}
        self.written = data if begun == set(range(1, rows + 1)) else self.written + data

    def start_application_mode(self) -> None:
        """Nothing is to be set up."""

    def disable_input(self) -> None:
        """There is none."""

    def stop_application_mode(self) -> None:
        """Nothing is to be put back."""


def first_frame(keeper: Keeper, day: date, config: Config, size: tuple[int, int]) -> str:
    """What is to be written to a terminal of that size to see the dashboard as it begins on `day`; nothing where it
    does not begin with itself alone. Belongs to a process of its own, in which nothing else is shown."""
    app = LeverageApp(Funnel(keeper), fixed_clock(day), config)
    app.driver_class = Paper
    shown = ""

    async def look(pilot: Pilot[Any]) -> None:
        nonlocal shown
        await pilot.pause()
        await pilot.pause()
        paper, main = app._driver, app.screen_stack[0]
        if isinstance(paper, Paper) and app.screen is main and not main.query(Toast):
            shown = paper.written
        app.exit()

    app.run(size=size, auto_pilot=look)
    return shown if app.return_code == 0 else ""
