"""A dashboard over a real file in a temporary folder, with the worked example or any other book in it."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from textual.message import Message
from textual.pilot import Pilot

from leverage_tui.domain.calendar import fixed_clock
from leverage_tui.store.config import Config
from leverage_tui.store.funnel import Funnel
from leverage_tui.store.keeper import Keeper
from leverage_tui.tui.app import LeverageApp
from leverage_tui.tui.screens.main import MainScreen

DATA = Path(__file__).parent.parent / "data" / "example"
TODAY = date(2025, 6, 29)


M = TypeVar("M", bound=Message)


class Running:
    """A running dashboard and what can be asked of it."""

    def __init__(self, app: LeverageApp, pilot: Pilot[str], path: Path, messages: list[Message]) -> None:
        self.app, self.pilot, self.path, self.messages = app, pilot, path, messages

    @property
    def main(self) -> MainScreen:
        screen = self.app.screen_stack[0]
        assert isinstance(screen, MainScreen)
        return screen

    @property
    def funnel(self) -> Funnel:
        return self.app.session.funnel

    async def press(self, *keys: str) -> None:
        """Press keys one after another; a dialog that one of them opens is there before the next."""
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def settle(self) -> None:
        """Until everything is handled, and what was asked for stands on the screen."""
        for _ in range(100):
            await self.pilot.pause()
            asking = any(worker.group == "flow" and not worker.is_finished for worker in self.main.workers)
            if not asking or (len(self.app.screen_stack) > 1 and self.app.screen.is_mounted):
                await self.pilot.pause()
                return

    async def write(self, text: str) -> None:
        names = {".": "full_stop", ":": "colon", "-": "minus", "+": "plus", ",": "comma", " ": "space"}
        await self.press(*[names.get(char, char) for char in text])

    async def saved(self) -> None:
        """Until everything is on disk and the screen has heard of it."""
        self.funnel.flush(10)
        await self.pilot.pause()

    async def until(self, there: Callable[[], bool]) -> None:
        """Until something has happened in another thread; the screen has heard of it then."""
        for _ in range(1500):
            await self.pilot.pause(0.02)
            if there():
                await self.pilot.pause()
                return
        raise AssertionError(f"it never happened\n{self.text()}")

    def posted(self, kind: type[M]) -> list[M]:
        """The messages of one kind, each once, however far it bubbled."""
        found = [message for message in self.messages if isinstance(message, kind)]
        return list({id(message): message for message in found}.values())

    def text(self) -> str:
        """The screen as text, one line a row, blanks at the ends dropped."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)

    def line(self, part: str) -> str:
        """The one line of the screen that holds `part`."""
        found = [line for line in self.text().splitlines() if part in line]
        assert len(found) == 1, f"{part!r} stands in {len(found)} lines of\n{self.text()}"
        return found[0]


Start = Callable[..., AbstractAsyncContextManager[Running]]


@pytest.fixture
def start(tmp_path: Path) -> Start:
    """Start a dashboard: `async with start() as running`. `book` names a file of the example data, or is a path,
    or None for no file at all."""

    @asynccontextmanager
    async def run(
        book: str | Path | None = "three_streams.json",
        *,
        size: tuple[int, int] = (120, 36),
        today: date = TODAY,
        config: Config | None = None,
    ) -> AsyncIterator[Running]:
        path = tmp_path / "book.json"
        if book is not None and not path.exists():
            shutil.copyfile(DATA / book, path)
        funnel = Funnel(Keeper.open(path, state=tmp_path / "state"))
        app = LeverageApp(funnel, fixed_clock(today), config)
        messages: list[Message] = []
        async with app.run_test(
            size=size, notifications=True, tooltips=True, message_hook=messages.append
        ) as pilot:
            await pilot.pause()
            yield Running(app, pilot, path, messages)
        funnel.close()

    return run
