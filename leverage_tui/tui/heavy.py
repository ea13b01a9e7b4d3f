"""Long work in a thread while the screen goes on."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from leverage_tui.tui.screens.main import MainScreen

T = TypeVar("T")
LARGE = 2_000
"""Changes from which on an edit is done in a thread."""


class _Calm:
    """Garbage is not collected while any long work is under way: among very many new values each collection would find
    nothing, and would stop the screen for as long as it looks."""

    def __init__(self) -> None:
        self._running, self._was_enabled = 0, False

    def __enter__(self) -> None:
        if self._running == 0:
            self._was_enabled = gc.isenabled()
            gc.disable()
        self._running += 1

    def __exit__(self, *_: object) -> None:
        self._running -= 1
        if self._running == 0 and self._was_enabled:
            gc.enable()


_calm = _Calm()


async def in_thread(work: Callable[[], T]) -> T:
    """What `work` returns; it runs in a thread. Belongs to the thread of the screen."""
    with _calm:
        return await asyncio.to_thread(work)


async def behind(screen: MainScreen, title: str, words: str, work: Callable[[], T]) -> T:
    """What `work`, which changes the book, returns. It runs in a thread, behind a dialog that says so; meanwhile
    nothing else asks for the book's lock."""
    from leverage_tui.tui.screens.busy import Busy

    busy = Busy(title, words)
    await screen.app.push_screen(busy)
    session, session.is_busy = screen.session, True
    try:
        return await in_thread(work)
    finally:
        session.is_busy = False
        busy.dismiss()
