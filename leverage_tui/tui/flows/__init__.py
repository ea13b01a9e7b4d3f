"""What an action asks before it becomes an edit: each flow opens a dialog, takes its value, and hands the edit to
the screen's one way in. A module of flows is imported when the first of its actions is asked for, its dialogs when
they open."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial, wraps
from importlib import import_module
from typing import TYPE_CHECKING, cast

from leverage_tui.tui.actions import BY_ID

if TYPE_CHECKING:
    from leverage_tui.tui.screens.main import MainScreen

Flow = Callable[["MainScreen"], Awaitable[None]]
Start = Callable[["MainScreen"], None]


def flow(run: Flow) -> Start:
    """A flow runs as a worker of the screen, so that it can wait for its dialogs; one at a time."""

    @wraps(run)
    def start(screen: MainScreen) -> None:
        screen.timesheet.leave()
        # Not begun before its turn: one that another takes the place of at once was never there.
        screen.run_worker(partial(run, screen), group="flow", exclusive=True)

    return start


def flow_of(action: str) -> Start:
    """What begins the flow of the action with that id: the function of that name in the module it names."""
    module = import_module(f"leverage_tui.tui.flows.{BY_ID[action].flow}")
    return cast(Start, getattr(module, action))
