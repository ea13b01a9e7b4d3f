"""A step back or forth that changes very much, such as an import of ten years: done as the import itself is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from leverage_tui.domain.edits.core import EditRefused
from leverage_tui.store.errors import StoreError
from leverage_tui.tui import heavy
from leverage_tui.tui.flows import flow

if TYPE_CHECKING:
    from leverage_tui.tui.screens.main import MainScreen
    from leverage_tui.tui.session import Session


def is_large(session: Session, kind: Literal["undo", "redo"]) -> bool:
    """Whether the step would keep the screen waiting."""
    count = session.funnel.next_step(kind)
    return count is None or count >= heavy.LARGE


@flow
async def undo_much(screen: MainScreen) -> None:
    """The last change taken back, in a thread."""
    await _step(screen, "undo", "Taking it back")


@flow
async def redo_much(screen: MainScreen) -> None:
    """What was taken back done again, in a thread."""
    await _step(screen, "redo", "Doing it again")


async def _step(screen: MainScreen, kind: Literal["undo", "redo"], title: str) -> None:
    count = screen.session.funnel.next_step(kind)
    words = f"{count:,} entries." if count else "It was a large step, and takes a moment."
    work = screen.session.undo if kind == "undo" else screen.session.redo
    try:
        done, view = await heavy.behind(screen, title, words, work)
    except (EditRefused, StoreError) as refused:
        screen.say(str(refused), "bad")
        return
    screen.stepped(kind, done, view)
