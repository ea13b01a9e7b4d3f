"""Goes through the whole dashboard by itself: every action, and from there every key that a screen names."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from textual.drivers.headless_driver import HeadlessDriver
from textual.screen import Screen

import leverage_tui.tui
from leverage_tui.domain.model import Work
from leverage_tui.domain.timesheet import Row
from leverage_tui.tui.actions import ACTIONS
from leverage_tui.tui.key_names import read_key
from leverage_tui.tui.pages.page import PageKeys
from leverage_tui.tui.screens.frame import KeysLine
from tests.hostile.payloads import harm
from tests.tui.conftest import Running

WORKED, ROW = date(2025, 6, 27), Row("consulting", Work.DELIVER)
"""A cell that sums facts."""
ENDING = ("quit", "demo")
"""Actions that end the program, or have nothing to show."""
USUAL = ("down", "f4", "pagedown", "v", "enter")
"""What is pressed in any dialog, whatever it names."""


@contextmanager
def wired() -> Iterator[list[str]]:
    """Everything that would have been sent to the terminal, byte for byte, without one."""
    sent: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(HeadlessDriver, "is_headless", False)
        patch.setattr(HeadlessDriver, "write", lambda driver, data: sent.append(data))
        yield sent


def every_screen() -> set[str]:
    """The names of all screens that can be shown: those that no other screen is made from."""
    found: set[type[Any]] = set()
    for module in pkgutil.walk_packages(leverage_tui.tui.__path__, "leverage_tui.tui."):
        for _, kind in inspect.getmembers(importlib.import_module(module.name), inspect.isclass):
            if issubclass(kind, Screen) and kind.__module__.startswith("leverage_tui.tui."):
                found.add(kind)
    return {kind.__qualname__ for kind in found if not any(kind in other.__mro__[1:] for other in found)}


class Crawl:
    """One walk. `seen` are the names of the screens that were shown."""

    def __init__(self, running: Running, sent: list[str], *, deep: bool = True) -> None:
        """`deep` goes into what each key opens too."""
        self.running, self.sent = running, sent
        self._deepest = 2 if deep else -1
        self.seen: set[str] = set()

    async def everything(self) -> None:
        """Every action of the registry, from the dashboard."""
        # What the cell sums is asked for first, and emptied last: something is there to show.
        order = {"facts": -1, "clear_cell": 1}
        for action in sorted(ACTIONS, key=lambda action: order.get(action.id, 0)):
            if action.id not in ENDING:
                self.running.main.timesheet.abandon()
                self.running.main.show_pane("timesheet")
                self.running.main.timesheet.go_to(WORKED, ROW)
                await self.running.settle()
                await self.running.main.perform(action.id)
                await self.look(action.id)
                await self.into(action.id)
                await self.home()

    async def into(self, where: str, depth: int = 0) -> None:
        """Press what the screen at hand names, then the usual keys; into each screen that comes of it."""
        app = self.running.app
        screen, height = app.screen, len(app.screen_stack)
        if height == 1 or depth > self._deepest:
            return
        for key in (*named(screen), *USUAL):
            await self.running.pilot.press(key)
            await self.look(f"{where} {key}")
            if len(app.screen_stack) > height or (len(app.screen_stack) > 1 and app.screen is not screen):
                await self.into(f"{where} {key}", depth + 1)
            while len(app.screen_stack) > height:
                app.screen.dismiss(None)
                await self.running.settle()
            if app.screen is not screen:
                return

    async def look(self, where: str) -> None:
        """What was sent since the last look holds no harm."""
        await self.running.settle()
        self.seen.update(type(screen).__qualname__ for screen in self.running.app.screen_stack)
        found = harm("".join(self.sent))
        assert not found, f"{where}: {found!r}"
        self.sent.clear()

    async def home(self) -> None:
        """Back on the dashboard, whatever is open."""
        for _ in range(20):
            if len(self.running.app.screen_stack) == 1:
                return
            self.running.app.screen.dismiss(None)
            await self.running.settle()
        raise AssertionError(self.running.text())


def named(screen: Screen[Any]) -> list[str]:
    """The keys that a screen names, but for the way out."""
    lines = [*screen.query(KeysLine), *screen.query(PageKeys)]
    pairs = [pair for line in lines for pair in (line._keys if isinstance(line, KeysLine) else line.keys)]
    words = [word for pair in pairs for word in pair[0].split()]
    keys = [read_key(word) for word in words]
    return [key for key in dict.fromkeys(keys) if key not in (None, "escape", "q", "enter")]
