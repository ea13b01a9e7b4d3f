"""The dashboard, and an empty app with the same stock widgets. Run by itself it shows the empty app; with a book it
starts the dashboard without a terminal and prints the most memory that it took, in KiB, with ``-`` the empty app."""

from __future__ import annotations

import gc
import sys
import time
from pathlib import Path
from typing import Any

from textual._compositor import CompositorUpdate
from textual.app import App, ComposeResult
from textual.containers import Horizontal
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import DataTable, Static

SIZE = (120, 36)


class EmptyApp(App[None]):
    """As many stock widgets as the dashboard has panes and lines."""

    def compose(self) -> ComposeResult:
        yield Static("header")
        with Horizontal():
            yield Static("streams")
            yield Static("gauge", id="gauge")
        yield DataTable[str]()
        yield Static("edit line")
        yield Static("footer")

    def on_mount(self) -> None:
        table = self.query_one(DataTable)
        table.add_columns(*(str(number) for number in range(9)))
        for number in range(24):
            table.add_row(*["1:30"] * 9, key=str(number))


def dashboard(path: Path, state: Path) -> App[str]:
    """The dashboard on the book at `path`."""
    from leverage_tui.domain.calendar import fixed_clock
    from leverage_tui.store.funnel import Funnel
    from leverage_tui.store.keeper import Keeper
    from leverage_tui.tui.app import LeverageApp
    from tests.benchmarks.book import TODAY

    return LeverageApp(Funnel(Keeper.open(path, state=state)), fixed_clock(TODAY))


def most_memory() -> int:
    """The most KiB this process had at once. Not getrusage: its maximum begins with that of the parent process."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:"))


class Frames:
    """Draws an app's frames to the end (without a terminal Textual leaves the last step out) and says what each
    cost."""

    def __init__(self, app: App[Any]) -> None:
        self.costs: list[float] = []
        """In seconds that the screen's thread has worked."""
        display = app._display

        def drawn(screen: Screen[Any], frame: Any) -> None:
            display(screen, frame)
            if isinstance(frame, CompositorUpdate):
                frame.render_segments(app.console)
                self.costs.append(time.thread_time())

        app._display = drawn  # type: ignore[method-assign, assignment]


def main(path: str = "") -> None:
    if not path:
        EmptyApp().run()
        return
    # As the installed command does before anything else.
    gc.disable()
    app: App[Any] = EmptyApp() if path == "-" else dashboard(Path(path), Path(path).parent / "state")
    Frames(app)

    async def wait(pilot: Pilot[Any]) -> None:
        await pilot.pause(0.8)
        pilot.app.exit()

    app.run(headless=True, size=SIZE, auto_pilot=wait)
    print(most_memory())


if __name__ == "__main__":
    main(*sys.argv[1:])
