"""How the program ends when nobody asked it to: by a signal, with its terminal, by a fault of its own.

In each case what was entered is on disk, what was half typed is remembered, and nothing of the book is printed.
"""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from textual import on
from textual.app import App
from textual.driver import Driver
from textual.message import Message

R = TypeVar("R")
_SIGNALS = ("SIGTERM", "SIGHUP", "SIGINT")
_PATIENCE_SECONDS = 2.0


class TerminalGone(Message):
    """The terminal was closed."""


class KeepsTyped:
    """A screen that remembers on disk what is half typed in it."""

    def keep_typed(self) -> None:
        """Remember it now."""
        raise NotImplementedError


class EndingApp(App[R], inherit_bindings=False):
    """An application that ends cleanly whatever ends it."""

    gives_up = False
    """Whether the user wants to leave although something could not be saved."""
    copied_to: Path | None = None
    """Where the user had everything copied to when it could not be saved."""
    taken_over: Callable[[], bool] = staticmethod(lambda: False)
    """Called when the terminal is taken: gives it back as the user had it; whether it shows the other screen."""
    _ending: asyncio.Task[None] | None = None

    def on_mount(self) -> None:
        """Signals are heard; a terminal that went away without one is noticed."""
        loop = asyncio.get_running_loop()
        for name in _SIGNALS:
            with suppress(NotImplementedError, ValueError, RuntimeError):
                loop.add_signal_handler(getattr(signal, name), self.end)
        if not self.is_headless:
            self.set_interval(1.0, self._is_there)

    def get_driver_class(self) -> type[Driver]:
        """Textual's choice; on a terminal the one that lives with its loss."""
        found = super().get_driver_class()
        if found.__name__ != "LinuxDriver":
            return found
        from leverage_tui.tui.driver import Terminal

        return Terminal

    @property
    def fault(self) -> Exception | None:
        """What went wrong in this program and ended it; None while nothing did."""
        return self._exception

    def end(self) -> None:
        """End without asking: what is entered is brought to disk, what is half typed is remembered."""
        if self._ending is None:
            self._ending = asyncio.create_task(self._end())

    async def bring_to_disk(self) -> None:
        """Wait until what was entered is on disk, or cannot be brought there."""

    async def _end(self) -> None:
        with suppress(Exception):
            await asyncio.wait_for(self._handled(), _PATIENCE_SECONDS)
        for screen in self.screen_stack:
            if isinstance(screen, KeepsTyped):
                with suppress(Exception):
                    screen.keep_typed()
        with suppress(Exception):
            await self.bring_to_disk()
        self.exit()

    async def _handled(self) -> None:
        """Until what the last key did is done: it is a message on its way up from where the focus is."""
        focused = self.screen.focused
        for node in focused.ancestors_with_self if focused is not None else [self.screen]:
            if node is not self:
                handled = asyncio.Event()
                node.call_next(handled.set)
                await handled.wait()

    def _is_there(self) -> None:
        if getattr(self._driver, "is_gone", False):
            self.end()

    @on(TerminalGone)
    def _terminal_gone(self) -> None:
        self.end()

    def _fatal_error(self) -> None:
        """A fault ends the program. Who runs it says so: here would be printed what a book holds."""
        self.panic()

    def panic(self, *renderables: Any) -> None:
        """End without a word on the terminal."""
        self.bell()
        self._close_messages_no_wait()
