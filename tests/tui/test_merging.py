"""Conflict copies merged from the dashboard; a book of a newer version is only shown."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

from leverage_tui.domain.book import Book
from leverage_tui.domain.edits.core import Edit
from leverage_tui.domain.edits.streams import add_stream, change_stream
from leverage_tui.store.conflict_copies import waiting_copies
from leverage_tui.store.conflicts import Conflicts
from leverage_tui.store.keeper import Keeper
from leverage_tui.tui.flows.merging import merge_copies
from tests.tui.conftest import DATA, Running, Start

COPY = "book.sync-conflict-20250601-101500-ABCDEFG.json"


def elsewhere(folder: Path, made: Callable[[Book], Edit]) -> Path:
    """A conflict copy of the example in which another machine did what `made` makes."""
    copy = folder / COPY
    shutil.copyfile(DATA / "three_streams.json", copy)
    keeper = Keeper.open(copy, state=folder / "elsewhere")
    keeper.commit([made(keeper.book)])
    return copy


def added(book: Book) -> Edit:
    return add_stream(book, "Added there")


def renamed(book: Book) -> Edit:
    return change_stream(book, min(book.streams), name="Renamed there")


async def asked(running: Running) -> None:
    merge_copies(running.main)
    await running.settle()


async def ended(running: Running) -> None:
    await running.until(
        lambda: all(worker.is_finished for worker in running.main.workers if worker.group == "flow")
    )


async def test_a_copy_is_merged_after_asking_and_undone(start: Start, tmp_path: Path) -> None:
    copy = elsewhere(tmp_path, added)
    async with start() as running:
        (waits,) = waiting_copies(running.funnel.copies)
        assert waits.short == "a conflict copy from 1 Jun: merge"
        await asked(running)
        assert "Merge the conflict copy?" in running.text()
        await running.press("n")
        await ended(running)
        assert copy.exists()
        await asked(running)
        await running.press("y")
        await running.until(lambda: not copy.exists())
        await ended(running)
        await running.until(lambda: "merged: 1 taken" in running.text())
        assert "Added there" in running.text()
        assert running.funnel.copies == ()
        await running.press("u")
        await running.saved()
        assert "Added there" not in {stream.name for stream in running.funnel.book.streams.values()}
        await asked(running)
        assert "no conflict copy lies beside the book" in running.text()


async def test_both_versions_are_shown_where_one_gave_way(start: Start, tmp_path: Path) -> None:
    async with start() as running:
        stream = min(running.funnel.book.streams)
        running.funnel.do(change_stream(running.funnel.book, stream, name="Renamed here"))
        await running.saved()
        copy = elsewhere(tmp_path, renamed)
        await asked(running)
        await running.press("y")
        await running.until(lambda: "Renamed here" in running.text() and "what was there stands" in running.text())
        assert not copy.exists()
        (conflict,) = Conflicts(tmp_path / "state", running.path).all()
        assert conflict.loss.stands == "there"
        await running.press("escape")
        await ended(running)


async def test_a_damaged_copy_is_said_and_stays(start: Start, tmp_path: Path) -> None:
    copy = tmp_path / COPY
    copy.write_text("{")
    async with start() as running:
        await asked(running)
        await running.press("y")
        await ended(running)
        assert "no valid JSON" in "".join(found.message for found in running.app._notifications)
        assert copy.exists()


async def test_a_book_of_a_newer_version_is_shown_and_never_changed(start: Start, tmp_path: Path) -> None:
    found = json.loads((DATA / "three_streams.json").read_text())
    next(row for row in found["settings"].values() if row["key"] == "schema")["value"] = 2
    newer = tmp_path / "newer.json"
    newer.write_text(json.dumps(found))
    async with start(newer) as running:
        before = running.path.read_bytes()
        assert "newer" in running.line("newer file")
        await running.press("2", "enter")
        assert "format 2" in running.text()
        await running.press("u")
        elsewhere(tmp_path, renamed)
        await asked(running)
        await running.press("y")
        await ended(running)
        assert "format 2" in running.text()
        assert running.path.read_bytes() == before
        assert running.funnel.unsaved == 0
        assert (tmp_path / COPY).exists()


async def test_a_copy_that_comes_while_the_dashboard_is_open_is_said(start: Start, tmp_path: Path) -> None:
    async with start() as running:
        assert "conflict copy" not in running.text()
        copy = elsewhere(tmp_path, added)
        await running.until(lambda: "a conflict copy from 1 Jun: merge" in running.text())
        copy.unlink()
        await running.until(lambda: "conflict copy" not in running.text())
