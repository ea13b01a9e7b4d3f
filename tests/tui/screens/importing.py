"""What a test does on the import screens."""

from __future__ import annotations

from pathlib import Path

from textual.events import Paste

from leverage_tui.domain.book import Book
from leverage_tui.domain.model import Hours
from leverage_tui.store.funnel import Funnel
from leverage_tui.tui.flows import importing
from leverage_tui.tui.screens.import_map import ImportMap
from leverage_tui.tui.screens.import_path import ImportPath
from tests.tui.conftest import Running

HEADER = "Email,Project,Description,Start date,Start time,End date,End time,Duration,Tags"


def toggl(folder: Path, *rows: str, name: str = "report.csv") -> Path:
    """A file of Toggl's. A row is the project, the day, its length and its tags."""
    lines = []
    for number, row in enumerate(rows):
        project, day, length, tags = row.split("|")
        lines.append(f'me@x.y,"{project}",thing {number},{day},09:00:00,{day},17:00:00,{length},"{tags}"')
    path = folder / name
    path.write_text("\n".join((HEADER, *lines, "")), encoding="utf-8")
    return path


async def opened(running: Running) -> ImportPath:
    importing.import_file(running.main)
    await running.settle()
    screen = running.app.screen
    assert isinstance(screen, ImportPath)
    return screen


async def drop(running: Running, text: str) -> None:
    focused = running.app.screen.focused
    assert focused is not None
    focused.post_message(Paste(text))
    await running.settle()


def decided(running: Running) -> bool:
    """Whether the projects are shown and what they come to is worked out."""
    screen = running.app.screen
    return isinstance(screen, ImportMap) and screen._draft is not None and not screen._is_old


async def read(running: Running, path: Path) -> ImportMap:
    await opened(running)
    await drop(running, str(path))
    await running.until(lambda: decided(running))
    screen = running.app.screen
    assert isinstance(screen, ImportMap)
    return screen


async def accepted(running: Running) -> None:
    await running.press("f10")
    await running.until(lambda: running.app.screen is running.main)


def imported(book: Book, source: str = "toggl") -> list[Hours]:
    return sorted((entry for entry in book.all(Hours) if entry.source == source), key=lambda entry: entry.doc_id)


def taken(funnel: Funnel) -> set[tuple[str, int, str]]:
    return {(entry.stream, entry.minutes, entry.work) for entry in imported(funnel.book)}
