"""Several files that are dropped at once come one after another, each as a step of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from leverage_tui.tui.screens.import_map import ImportMap
from leverage_tui.tui.screens.import_path import ImportPath
from tests.tui.conftest import Running, Start
from tests.tui.screens.importing import accepted, decided, drop, imported, opened, toggl


def three(folder: Path) -> list[Path]:
    return [
        toggl(folder, f"WordPress care plan|2025-06-{day}|00:30:00|", name=f"part {day}.csv") for day in (23, 24, 25)
    ]  # fmt: skip


async def next_file(running: Running) -> None:
    """Accept what is shown; the one that comes after it is there then."""
    shown = running.app.screen
    await running.press("f10")
    await running.until(lambda: decided(running) and running.app.screen is not shown)


@pytest.mark.parametrize("how", ["quoted", "lines", "urls"])
async def test_each_is_shown_and_imported_in_turn(start: Start, downloads: Path, how: str) -> None:
    paths = three(downloads)
    text = {
        "quoted": " ".join(f"'{path}'" for path in paths),
        "lines": "\n".join(map(str, paths)),
        "urls": "\r\n".join(path.as_uri() for path in paths),
    }[how]
    async with start() as running:
        await opened(running)
        await drop(running, text)
        for name, more in (("part 23.csv", " · 2 more files to come"), ("part 24.csv", " · 1 more file to come")):
            await running.until(lambda: decided(running))
            assert f"Import {name}{more}" in running.text()
            await next_file(running)
        assert "Import part 25.csv" in running.text()
        assert "to come" not in running.text()
        await accepted(running)
        assert len(imported(running.funnel.book)) == 3
        await running.press("u")
        assert len(imported(running.funnel.book)) == 2


@pytest.mark.parametrize("size", [(120, 36), (60, 15)], ids=str)
async def test_one_that_is_refused_says_so_and_can_be_passed_over(
    start: Start, downloads: Path, size: tuple[int, int]
) -> None:
    first, second, third = three(downloads)
    second.write_bytes(b"PK\x03\x04")
    async with start(size=size) as running:
        await opened(running)
        await drop(running, f"'{second}' '{first}' '{third}'")
        await running.until(lambda: "a spreadsheet" in " ".join(running.text().split()))
        assert isinstance(running.app.screen, ImportPath)
        assert "2 more files to come" in running.text()
        assert "next file" in running.text()
        await running.press("escape")
        await running.until(lambda: decided(running))
        assert "Import part 23.csv" in running.text()
        await running.press("escape")
        await running.until(lambda: isinstance(running.app.screen, ImportPath))
        await running.press("escape")
        await running.until(lambda: decided(running))
        assert "Import part 25.csv" in running.text()
        await running.press("escape")
        await running.until(lambda: isinstance(running.app.screen, ImportPath))
        await running.press("escape")
        await running.until(lambda: running.app.screen is running.main)
        assert not imported(running.funnel.book)


async def test_what_is_not_there_among_several_is_passed_over(start: Start, downloads: Path) -> None:
    first, *_ = three(downloads)
    async with start() as running:
        await opened(running)
        await drop(running, f"'{downloads}/none.csv' '{first}'")
        await running.until(lambda: decided(running))
        assert isinstance(running.app.screen, ImportMap)
        assert "to come" not in running.text()
