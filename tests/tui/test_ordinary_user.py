"""The dashboard of an ordinary user on a book that the system does not let them write: what is shown, what stays, and
that nothing is lost. Run by root, each dashboard runs in a child that dropped to one."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
from collections.abc import Awaitable, Callable, Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple, TypeVar

import pytest
from textual.message import Message

from leverage_tui.domain.calendar import fixed_clock
from leverage_tui.domain.model import Work
from leverage_tui.domain.timesheet import Row, minutes_in
from leverage_tui.store.funnel import Funnel
from leverage_tui.store.keeper import Keeper
from leverage_tui.store.lock import lock_path
from leverage_tui.tui.app import LeverageApp
from tests.tui.conftest import DATA, TODAY, Running
from tests.users import NOBODY, as_ordinary_user, users_folder

DELIVER = Row("consulting", Work.DELIVER)
NO_PERMISSION = "you have no permission to write there"
Found = TypeVar("Found")
Steps = Callable[[Running], Awaitable[Found]]


@pytest.fixture
def home() -> Iterator[Path]:
    """An ordinary user's folder with a book in a folder of its own."""
    with users_folder() as folder:
        book = folder / "books" / "book.json"
        book.parent.mkdir(mode=0o700)
        shutil.copyfile(DATA / "three_streams.json", book)
        book.chmod(0o600)
        if os.geteuid() == 0:
            for made in (book.parent, book):
                os.chown(made, NOBODY, NOBODY)
        yield folder


async def show(home: Path, steps: Steps[Found]) -> Found:
    """The dashboard as the program opens it, led through `steps`."""
    path = home / "books" / "book.json"
    keeper = Keeper.open(path, state=home / "state")
    funnel = Funnel(keeper)
    messages: list[Message] = []
    app = LeverageApp(funnel, fixed_clock(TODAY), said=keeper.notices)
    async with app.run_test(size=(100, 30), notifications=True, message_hook=messages.append) as pilot:
        await pilot.pause()
        return await steps(Running(app, pilot, path, messages))


def shown(home: Path, steps: Steps[Found]) -> Found:
    """What `steps` found, run by an ordinary user."""
    rehearsed()
    return as_ordinary_user(lambda: asyncio.run(show(home, steps)))


@cache
def rehearsed() -> None:
    """Import what a dashboard imports when it is first used: an ordinary user may not be able to."""

    async def steps(running: Running) -> None:
        await running.press("2", "enter")
        await running.saved()
        running.path.chmod(0o400)
        await running.press("3", "enter")
        await copied(running, running.path.with_name("copy.json"))
        await running.press("q")

    with TemporaryDirectory() as folder:
        path = Path(folder, "books", "book.json")
        path.parent.mkdir()
        shutil.copyfile(DATA / "three_streams.json", path)
        asyncio.run(show(Path(folder), steps))


async def copied(running: Running, path: Path) -> None:
    """A copy saved elsewhere, by the action that is always there."""
    await running.main.perform("save_copy")
    await running.until(lambda: "Save a copy" in running.text())
    field: Any = running.app.screen.focused
    field.value = str(path)
    await running.settle()
    await running.press("enter")
    await running.until(lambda: "a copy is in" in running.text())


def words(running: Running) -> str:
    """The screen as one line of words, however they were wrapped."""
    return " ".join(running.text().replace("│", " ").replace("▌", " ").split())


def minutes(path: Path) -> list[int]:
    """The minutes of the cell that is typed into, as the file holds them."""
    rows = json.loads(path.read_text())["hours"].values()
    return [row["minutes"] for row in rows if (row["stream"], row["date"]) == ("consulting", TODAY.isoformat())]


class Failed(NamedTuple):
    """What was seen while an edit could not be saved, and after."""

    header: str
    waits: str
    toasts: list[str]
    in_memory: int
    unsaved: int
    on_disk: list[int]
    in_copy: list[int]
    question: str
    later: str
    later_on_disk: list[int]


async def edit_in_a_frozen_folder(running: Running) -> Failed:
    copy = running.path.parent.parent / "copy.json"
    await running.press("2", "enter")
    await running.until(lambda: running.funnel.failure is not None)
    await running.settle()
    toasts = [found.message for found in running.app._notifications]
    header, waits, *_ = running.text().splitlines()
    in_memory, unsaved = minutes_in(running.funnel.book, DELIVER, TODAY), running.funnel.unsaved
    on_disk = minutes(running.path)
    running.app.clear_notifications()
    await copied(running, copy)
    await running.press("q")
    await running.until(lambda: "Quit and lose 1 change" in running.text())
    question = words(running)
    running.path.parent.chmod(0o700)
    await running.press("escape")
    running.funnel.retry()
    await running.saved()
    await running.settle()
    later = running.text().splitlines()[0]
    return Failed(
        header, waits, toasts, in_memory, unsaved, on_disk, minutes(copy), question, later, minutes(running.path)
    )


@pytest.mark.parametrize("has_lock", [False, True], ids=["no lock file yet", "a lock file"])
def test_in_a_folder_that_may_not_be_written_the_edit_stays_until_it_can_be_saved(
    home: Path, has_lock: bool
) -> None:
    book = home / "books" / "book.json"
    if has_lock:
        as_ordinary_user(lambda: lock_path(book).touch(0o600))
    book.parent.chmod(0o500)
    found = shown(home, edit_in_a_frozen_folder)
    assert f"✗ not saved: {NO_PERMISSION}"[:30] in found.header
    assert f"1 change not saved: {NO_PERMISSION}"[:40] in found.waits
    (toast,) = [each for each in found.toasts if "not saved" in each]
    assert f"book.json was not saved: {NO_PERMISSION}" in toast
    assert "saves again, or a copy elsewhere" in toast
    assert (found.in_memory, found.unsaved, found.on_disk, found.in_copy) == (120, 1, [], [120])
    assert NO_PERMISSION in found.question
    assert "Save a copy elsewhere" in found.question
    assert "● saved" in found.later
    assert found.later_on_disk == [120]


class Marked(NamedTuple):
    """What was seen on a file that may not be written, and after."""

    header: str
    toasts: list[str]
    typed: bool
    said: str
    on_disk: bytes
    copied: list[int]
    left: Any
    later: str


async def edit_a_marked_file(running: Running) -> Marked:
    before = running.path.read_bytes()
    toasts = [found.message for found in running.app._notifications]
    header = running.text().splitlines()[0]
    running.app.clear_notifications()
    await running.press("2", "enter")
    await running.settle()
    typed, said = running.main.timesheet.editing, words(running)
    copy = running.path.parent.parent / "copy.json"
    running.main.keep_typed()
    left = running.funnel.remembered.get("drafts")
    await copied(running, copy)
    assert running.path.read_bytes() == before
    later = running.text().splitlines()[0]
    return Marked(header, toasts, typed, said, before, minutes(copy), left, later)


async def enter_the_draft(running: Running) -> tuple[str, list[int]]:
    """The next run, in which the file may be written."""
    waits = running.text().splitlines()[1]
    await running.main.perform("draft")
    await running.settle()
    await running.press("enter", "enter")
    await running.saved()
    return waits, minutes(running.path)


@pytest.mark.parametrize("kind", ["marked read-only", "somebody else's"])
def test_a_file_that_may_not_be_written_is_looked_at_and_what_is_typed_is_kept(home: Path, kind: str) -> None:
    book = home / "books" / "book.json"
    if kind == "marked read-only":
        book.chmod(0o400)
        why = "it is marked read-only"
    else:
        if os.geteuid() != 0:
            pytest.skip("only root can make a file that belongs to somebody else")
        os.chown(book, 0, 0)
        book.chmod(0o644)
        why = NO_PERMISSION
    found = shown(home, edit_a_marked_file)
    assert f"read only: {why}"[:24] in found.header
    assert any(f"is open for reading only: {why}." in each for each in found.toasts)
    assert found.typed
    assert why in found.said
    assert book.read_bytes() == found.on_disk
    assert found.copied == []
    assert "2" in json.dumps(found.left)
    if os.geteuid() == 0:
        os.chown(book, NOBODY, NOBODY)
    book.chmod(0o600)
    waits, then = shown(home, enter_the_draft)
    assert "not entered" in waits
    assert then == [120]


class Linked(NamedTuple):
    """What was seen on a file with a second name."""

    toasts: list[str]
    header: str
    on_disk: list[int]
    copied: list[int]


async def edit_a_file_with_two_names(running: Running) -> Linked:
    toasts = [found.message for found in running.app._notifications]
    running.app.clear_notifications()
    await running.press("2", "enter")
    await running.saved()
    await running.settle()
    copy = running.path.parent.parent / "copy.json"
    header = running.text().splitlines()[0]
    await copied(running, copy)
    return Linked(toasts, header, minutes(running.path), minutes(copy))


def test_a_file_with_a_second_name_is_said_and_saved_under_its_own(home: Path) -> None:
    book, second = home / "books" / "book.json", home / "second.json"
    os.link(book, second)
    before = second.read_bytes()
    found = shown(home, edit_a_file_with_two_names)
    assert [each for each in found.toasts if "second name" in each] == [
        f"{book} has a second name, which keeps what it holds now and gets no changes."
    ]
    assert "● saved" in found.header
    assert (found.on_disk, found.copied) == ([120], [120])
    assert second.read_bytes() == before
    assert book.stat().st_nlink == second.stat().st_nlink == 1


async def edit_with_backups_that_cannot_be_read(running: Running) -> tuple[list[str], list[int], str]:
    await running.press("2", "enter")
    await running.saved()
    await running.until(lambda: bool(running.funnel.unprotected))
    await running.settle()
    toasts = [found.message for found in running.app._notifications]
    running.app.clear_notifications()
    await running.main.perform("back_up")
    await running.until(lambda: bool(running.app._notifications))
    (refused,) = (found.message for found in running.app._notifications)
    return toasts, minutes(running.path), refused


def test_backups_that_may_not_be_read_are_said_and_the_edit_is_saved(home: Path) -> None:
    def begin() -> Path:
        keeper = Keeper.open(home / "books" / "book.json", state=home / "state")
        assert keeper.new_backup("test") is not None
        return keeper.backups.folder

    backups = as_ordinary_user(begin)
    backups.chmod(0)
    toasts, on_disk, refused = shown(home, edit_with_backups_that_cannot_be_read)
    why = "you have no permission to read it"
    assert f"No backup could be made: the folder of the backups cannot be read ({why})." in toasts
    assert on_disk == [120]
    assert refused.startswith(f"The backups in {backups} cannot be read: {why}.")
