"""A save that fails cannot be missed: what, why, what can be done; nothing is lost unless the user says so."""

from __future__ import annotations

import errno
import fcntl
import json
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

import pytest

from leverage_tui.domain.model import Work
from leverage_tui.domain.timesheet import Row, minutes_in
from leverage_tui.store import disk
from leverage_tui.store.funnel import Funnel
from leverage_tui.store.keeper import Keeper
from leverage_tui.tui.flows.saving import changes, says_new_file
from tests.tui.conftest import TODAY, Running, Start

DELIVER = Row("consulting", Work.DELIVER)
SIZES = [(60, 15), (80, 24)]
sizes = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")


@contextmanager
def failing(step: str, code: int) -> Iterator[None]:
    """The system refuses one step of every save."""

    def fails(*given: Any, **named: Any) -> Any:
        raise OSError(code, os.strerror(code))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fcntl if step == "flock" else os, step, fails)
        yield


@asynccontextmanager
async def failed(
    start: Start, size: tuple[int, int], step: str = "replace", code: int = errno.ENOSPC
) -> AsyncIterator[Running]:
    """A dashboard in which one entry could not be saved, and still cannot."""
    async with start(size=size) as running:
        running.path.chmod(0o600)
        with failing(step, code):
            await running.press("2", "enter")
            await running.until(lambda: running.funnel.failure is not None)
            yield running
            running.funnel._pending.clear()
            running.funnel._steps.clear()


def minutes(path: Path) -> list[int]:
    rows = json.loads(path.read_text())["hours"].values()
    return [row["minutes"] for row in rows if (row["stream"], row["date"]) == ("consulting", TODAY.isoformat())]


def words(running: Running) -> str:
    """The screen as one line of words, however they were wrapped."""
    return " ".join(running.text().replace("│", " ").replace("▌", " ").split())


def asked(running: Running) -> str:
    """The words of what has the focus, and of nothing that stands beside it."""
    focused = running.app.screen.focused
    if focused is None:
        return ""
    box = focused.region
    lines = running.text().splitlines()[box.y : box.bottom]
    return " ".join(
        " ".join(line[box.x : box.right] for line in lines).translate(dict.fromkeys(map(ord, "▊▎│"))).split()
    )


@sizes
@pytest.mark.parametrize(
    ("step", "code", "why"),
    [
        ("replace", errno.EBUSY, "the file is held in place by the system"),
        ("replace", errno.EPERM, "the system does not allow it"),
        ("fsync", errno.EIO, "the disk reports an error"),
        ("write", errno.ENOSPC, "the disk is full"),
        ("open", errno.EROFS, "the disk is read-only"),
        ("open", errno.EACCES, "you have no permission to write there"),
    ],
    ids=["bind-mount", "immutable", "broken-disk", "full", "read-only-disk", "read-only-folder"],
)
async def test_it_is_said_with_its_reason_and_what_can_be_done_until_it_is_saved(
    start: Start, size: tuple[int, int], step: str, code: int, why: str
) -> None:
    async with start(size=size) as running:
        running.path.chmod(0o600)
        before = running.path.read_bytes()
        with failing(step, code):
            await running.press("2", "enter")
            await running.until(lambda: running.funnel.failure is not None)
            await running.settle()
            header, waits, *_ = running.text().splitlines()
            assert "✗ not saved: " in header
            assert f"1 change not saved: {why}"[:40] in waits
            (toast,) = running.app._notifications
            assert f"was not saved: {why}" in toast.message
            assert "! saves again, or a copy elsewhere" in toast.message
            running.app.clear_notifications()
            await running.settle()
            assert running.text().splitlines()[:2] == [header, waits]
        assert minutes_in(running.funnel.book, DELIVER, TODAY) == 120
        assert running.path.read_bytes() == before
        await running.press("exclamation_mark")
        await running.until(lambda: len(running.app.screen_stack) == 2 and bool(asked(running)))
        assert f"1 change not saved: {why}" in asked(running)
        assert "Enter tries again to save" in asked(running)
        assert "elsewhere" in words(running)
        await running.press("enter")
        await running.saved()
        await running.settle()
        assert "● saved" in running.text()
        assert "not saved" not in running.text().splitlines()[1]
        assert minutes(running.path) == [120]


@sizes
async def test_quitting_asks_and_esc_stays_with_everything(start: Start, size: tuple[int, int]) -> None:
    async with failed(start, size) as running:
        await running.press("q")
        await running.until(lambda: "Quit and lose 1 change" in running.text())
        text = words(running)
        for part in ("Not saved", "the disk is full", "nowhere else", "Try again to save", "Save a copy elsewhere"):
            assert part in text, text
        assert "▸ Try again" in text
        await running.press("escape")
        assert len(running.app.screen_stack) == 1
        assert running.app.is_running
        assert minutes_in(running.funnel.book, DELIVER, TODAY) == 120


@sizes
async def test_quitting_tries_again_first_and_asks_nothing_when_that_helps(
    start: Start, size: tuple[int, int]
) -> None:
    async with start(size=size) as running:
        with failing("replace", errno.ENOSPC):
            await running.press("2", "enter")
            await running.until(lambda: running.funnel.failure is not None)
        await running.press("q")
        await running.until(lambda: running.app._exit)
        assert minutes(running.path) == [120]


@sizes
async def test_to_try_again_from_the_question_saves_and_quits(start: Start, size: tuple[int, int]) -> None:
    async with start(size=size) as running:
        with failing("replace", errno.ENOSPC):
            await running.press("2", "enter")
            await running.until(lambda: running.funnel.failure is not None)
            await running.press("q")
            await running.until(lambda: "Try again" in running.text())
            await running.press("enter")
            await running.until(lambda: "Try again" in running.text())
        await running.press("enter")
        await running.until(lambda: running.app._exit)
        assert not running.app.gives_up
        assert minutes(running.path) == [120]


@sizes
async def test_to_lose_it_is_the_last_answer_and_is_remembered_as_said(start: Start, size: tuple[int, int]) -> None:
    async with failed(start, size) as running:
        before = running.path.read_bytes()
        await running.press("q")
        await running.until(lambda: "Try again" in running.text())
        await running.press("end", "enter")
        await running.until(lambda: running.app._exit)
        assert running.app.gives_up
        assert running.path.read_bytes() == before


@sizes
async def test_a_copy_goes_elsewhere_and_never_over_a_file(
    start: Start, tmp_path: Path, size: tuple[int, int]
) -> None:
    there, wanted = tmp_path / "there.json", tmp_path / "copy.json"
    there.write_text("mine")
    async with failed(start, size) as running:
        await running.press("q")
        await running.until(lambda: "Try again" in running.text())
        await running.press("down", "enter")
        await running.until(lambda: "new file" in running.text())
        for name, why in ((there, "already"), (tmp_path, "folder"), (tmp_path / "none" / "x.json", "no folder")):
            await typed(running, str(name))
            assert why in words(running)
            await running.press("enter")
            assert "Save a copy" in running.text()
        await typed(running, str(wanted))
        await running.press("enter")
        await running.until(lambda: running.app._exit)
        assert running.app.copied_to == wanted
    assert there.read_text() == "mine"
    assert minutes(wanted) == [120]
    assert wanted.stat().st_mode & 0o777 == 0o600
    assert minutes(tmp_path / "book.json") == []


async def test_a_copy_that_fails_asks_again_with_what_was_typed(start: Start, tmp_path: Path) -> None:
    wanted = tmp_path / "copy.json"
    async with start() as running:
        await running.main.perform("save_copy")
        await running.settle()
        await typed(running, str(wanted))
        with failing("fsync", errno.EIO):
            await running.press("enter")
            await running.until(lambda: "the disk reports an error" in words(running))
        assert not wanted.exists()
        assert "copy.json" in running.text()
        await running.press("enter")
        await running.until(lambda: "a copy is in" in running.text())
    assert wanted.exists()


async def typed(running: Running, text: str) -> None:
    """The one field with this text in the place of what stood there."""
    field: Any = running.app.screen.focused
    field.value = text
    await running.settle()


def test_the_name_of_a_new_file_is_judged_while_it_is_typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "link").symlink_to(tmp_path / "nothing")
    said = {text: says_new_file(text) for text in ("", "~/new.json", "~nobody-here/x", "~/link", "x" * 300, "~")}
    assert said["~/new.json"].words == "~/new.json"
    assert [text for text, found in said.items() if not found.stops] == ["~/new.json"]
    assert "whole path" in said["~nobody-here/x"].words
    assert "too long" in said["x" * 300].words
    assert (changes(1), changes(3)) == ("1 change", "3 changes")


@sizes
async def test_a_file_marked_read_only_is_looked_at_and_not_written(start: Start, size: tuple[int, int]) -> None:
    async with start(size=size) as running:
        running.app.clear_notifications()
        running.path.chmod(0o444)
        before = running.path.read_bytes()
        await running.press("2", "enter")
        running.app.clear_notifications()
        await running.settle()
        assert "read only: it is mar" in running.text().splitlines()[0]
        assert "read" in running.line("Week 26" if size[0] > 60 else "23-29")
        assert running.main.timesheet.editing
        running.path.chmod(0o600)
        await running.press("enter")
        await running.saved()
        assert minutes(running.path) == [120]
        assert before != running.path.read_bytes()


async def test_a_link_stays_one_and_what_it_points_to_is_saved(start: Start, tmp_path: Path) -> None:
    real = tmp_path / "synced"
    real.mkdir()
    async with start() as running:
        running.path.rename(real / "book.json")
        running.path.symlink_to(real / "book.json")
    async with start(running.path) as running:
        await running.press("2", "enter")
        await running.saved()
    assert running.path.is_symlink()
    assert minutes(real / "book.json") == [120]
    assert {found.name for found in real.iterdir()} == {"book.json", "book.json.lock"}


def test_second_names_open_files_and_missing_locks_are_said_once_in_words(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    Funnel(Keeper.open(path, state=tmp_path / "state")).close()
    disk.create(path, b"{}\n")
    os.link(path, tmp_path / "second.json")
    path.chmod(0o644)
    with failing("flock", errno.ENOTSUP):
        keeper = Keeper.open(path, state=tmp_path / "state")
        keeper.commit([])
        said = keeper.notices
    assert any("second name" in sentence for sentence in said)
    assert any("read by other users" in sentence for sentence in said)
    assert len(said) == len(set(said))
