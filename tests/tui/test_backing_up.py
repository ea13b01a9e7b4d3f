"""A backup now: taken, said, and said too where it could not be taken."""

from __future__ import annotations

from pathlib import Path

from leverage_tui.store.backups import Backups
from leverage_tui.tui.flows.backups import back_up
from tests.tui.conftest import Running, Start


async def backed_up(running: Running) -> str:
    """What the dashboard says after a backup was asked for: in its line, and in what pops up."""
    back_up(running.main)
    await running.until(
        lambda: all(worker.is_finished for worker in running.main.workers if worker.group == "flow")
    )
    return "\n".join([running.text(), *(found.message for found in running.app._notifications)])


async def test_a_backup_is_taken_and_the_same_is_not_taken_twice(start: Start, tmp_path: Path) -> None:
    async with start() as running:
        backups = Backups(tmp_path / "state", running.path)
        assert "backed up: " in await backed_up(running)
        (made,) = backups.list()
        assert backups.read(made) == running.path.read_bytes()
        assert "nothing changed since the last backup" in await backed_up(running)
        assert backups.list() == (made,)


async def test_what_keeps_it_from_being_taken_is_said(start: Start, tmp_path: Path) -> None:
    place = tmp_path / "state" / "backups"
    place.parent.mkdir()
    place.write_text("a file where the folder should be")
    async with start() as running:
        assert "there is a file of that name already" in await backed_up(running)
        await running.press("2", "enter")
        await running.saved()
        await running.until(lambda: bool(running.funnel.unprotected))
        assert running.funnel.failure is None
        assert running.funnel.unsaved == 0
        assert "No backup could be made" in "".join(found.message for found in running.app._notifications)
