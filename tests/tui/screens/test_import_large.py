"""What is large is imported, taken back and done again in a thread, and says so meanwhile."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from leverage_tui.domain.edits.core import Edit
from leverage_tui.store.funnel import Funnel, Undone
from leverage_tui.tui import heavy
from leverage_tui.tui.flows import stepping
from leverage_tui.tui.screens.busy import Busy
from tests.tui.conftest import Running, Start
from tests.tui.screens.importing import accepted, imported, read, toggl

ROWS = [f"WordPress care plan|2025-06-{day:02d}|00:30:00|" for day in range(2, 12)]


class Watched:
    """In which threads the funnel did, undid and redid, and whether the screen said so and kept off the lock."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.seen: list[tuple[str, bool]] = []
        self.running: Running | None = None
        for name in ("do", "undo", "redo"):
            monkeypatch.setattr(Funnel, name, self._noting(name, getattr(Funnel, name)))

    def _noting(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def noted(funnel: Funnel, *given: Any) -> Any:
            running = self.running
            assert running is not None
            is_away = threading.current_thread() is not threading.main_thread()
            is_said = isinstance(running.app.screen, Busy) and running.main.session.is_busy
            assert is_away == is_said
            self.seen.append((name, is_away))
            return real(funnel, *given)

        return noted


async def test_a_large_import_and_its_steps_are_done_in_a_thread(
    start: Start, downloads: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(heavy, "LARGE", 5)
    watched = Watched(monkeypatch)
    async with start() as running:
        watched.running = running
        await read(running, toggl(downloads, *ROWS))
        await accepted(running)
        assert len(imported(running.funnel.book)) == 10
        assert "toggl: 10 entries imported, 5:00" in running.text()
        await running.press("u")
        await running.until(lambda: running.app.screen is running.main and not imported(running.funnel.book))
        await running.until(lambda: "undone: toggl: 10 entries imported, 5:00" in running.text())
        await running.press("U")
        await running.until(lambda: running.app.screen is running.main and len(imported(running.funnel.book)) == 10)
        await running.until(lambda: "done again: toggl: 10 entries imported, 5:00" in running.text())
        assert watched.seen == [("do", True), ("undo", True), ("redo", True)]
        assert not running.main.session.is_busy


async def test_a_small_import_and_its_steps_are_done_at_once(
    start: Start, downloads: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    watched = Watched(monkeypatch)
    async with start() as running:
        watched.running = running
        await read(running, toggl(downloads, *ROWS))
        await accepted(running)
        await running.press("u")
        assert not imported(running.funnel.book)
        await running.press("U")
        assert watched.seen == [("do", False), ("undo", False), ("redo", False)]


async def test_a_step_is_large_until_the_log_is_read_that_says_how_large_it_is(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with start() as running:
        monkeypatch.setattr("leverage_tui.store.funnel._MUCH", -1)
        assert stepping.is_large(running.main.session, "undo")
        await running.press("u")
        await running.until(lambda: "nothing to undo" in running.text())
        assert running.app.screen is running.main


async def test_nothing_asks_for_the_lock_while_the_log_is_read_for_a_file(
    start: Start, downloads: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = toggl(downloads, *ROWS)
    busy: list[bool] = []
    steps = Funnel.steps
    async with start() as running:

        def noted(funnel: Funnel) -> Any:
            if threading.current_thread() is not threading.main_thread():
                busy.append(running.main.session.is_busy)
            return steps(funnel)

        await read(running, path)
        await accepted(running)
        await running.press("u")
        await running.saved()
        running.main.session.refreshed()
        monkeypatch.setattr(Funnel, "steps", noted)
        await read(running, path)
        assert busy == [True]
        assert not running.main.session.is_busy
        assert "10 new, 0 known already" in running.text()


async def test_what_a_step_leaves_alone_is_named_in_part(start: Start) -> None:
    async with start(size=(200, 40)) as running:
        main = running.main
        main.stepped(
            "undo", Undone(Edit("an import", ()), ("one", "two", "three", "four", "five")), main.session.view
        )
        await running.settle()
        assert "undone: an import · one; two; three; and 2 more" in running.text()
