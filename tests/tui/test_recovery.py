"""The dashboard on a file that cannot be read, on one that went back in time, and on one that goes while it is open."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from textual.pilot import Pilot

from leverage_tui.domain.calendar import fixed_clock
from leverage_tui.domain.edits.hours import log_hours
from leverage_tui.domain.model import Hours, Work
from leverage_tui.domain.timesheet import Row
from leverage_tui.store.errors import FileUnreadable
from leverage_tui.store.funnel import Funnel
from leverage_tui.store.keeper import Keeper
from leverage_tui.store.layout import parse, sheet_of
from leverage_tui.store.recovery import offer_for, repair
from leverage_tui.tui.flows import recovery
from leverage_tui.tui.recovery.app import REPAIRED, RecoveryApp
from leverage_tui.tui.recovery.dialog import Recovery
from tests.tui.conftest import DATA, TODAY, Start

Text = Callable[[], str]


def held(path: Path) -> bytes:
    """What a file holds; nothing while there is none."""
    return path.read_bytes() if path.exists() else b""


Broken = Callable[..., AbstractAsyncContextManager[tuple[RecoveryApp, Pilot[str], Path, Text]]]


@pytest.fixture
def broken(tmp_path: Path) -> Broken:
    """`async with broken(data, backup=True)`: the recovery of a file that holds `data`, or with None a zeroed page."""

    @asynccontextmanager
    async def run(
        data: bytes | None = None, *, backup: bool = True, size: tuple[int, int] = (80, 24)
    ) -> AsyncIterator[tuple[RecoveryApp, Pilot[str], Path, Text]]:
        path, state, saved = tmp_path / "book.json", tmp_path / "state", tmp_path / "saved.json"
        path.write_bytes((DATA / "three_streams.json").read_bytes())
        keeper = Keeper.open(path, state=state)
        if backup:
            keeper.new_backup("test")
        text = bytearray(sheet_of(parse(held(path), path)).text())
        text[40960:45056] = bytes(4096)
        path.write_bytes(bytes(text) if data is None else data)
        offer = offer_for(path, state)
        assert offer is not None
        saved.write_bytes(sheet_of(offer.tables).text())
        saved.chmod(0o400)
        funnel = Funnel(Keeper.open(saved, state=tmp_path / "elsewhere"))
        app = RecoveryApp(offer, lambda: repair(offer, state, datetime.now(UTC)), funnel, fixed_clock(TODAY))

        def shown() -> str:
            strips = app.screen._compositor.render_strips()
            return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)

        async with app.run_test(size=size, notifications=True) as pilot:
            await pilot.pause()
            yield app, pilot, path, shown
        funnel.close()

    return run


@pytest.mark.parametrize("size", [(80, 24), (60, 15), (140, 45)])
async def test_it_says_what_is_wrong_and_what_comes_back(broken: Broken, size: tuple[int, int]) -> None:
    async with broken(size=size) as (app, pilot, path, shown):
        before = held(path)
        found = shown()
        assert "book.json cannot be read" in found
        assert "is no valid" in found
        assert "1,233 entries" in found
        assert "lines lost         1" in found
        for word in ("Look", "Repair", "Quit", "r repair", "l look", "q quit"):
            assert word in found
        for _ in range(20):
            found += shown()
            await pilot.press("pagedown")
        assert "Jun 2025  50:48 + 75:12 = 126:00 h · $7,400" in found
        assert "Diary-mapping course" in found
        assert "Dec 2024  $17.02" in shown()
        assert held(path) == before
        assert app.done is None


@pytest.mark.parametrize("keys", [("r",), ("down", "enter")])
async def test_repair_by_key_or_by_choice(broken: Broken, keys: tuple[str, ...]) -> None:
    async with broken() as (app, pilot, path, _):
        before = held(path)
        await pilot.press(*keys)
        await app.workers.wait_for_complete()
        assert app.return_value == REPAIRED
        assert app.done is not None
        assert app.done.aside is not None
        assert held(app.done.aside) == before
        good = parse((DATA / "three_streams.json").read_bytes(), path)
        assert parse(held(path), path) == {table: rows for table, rows in good.items() if rows}


@pytest.mark.parametrize("keys", [("l",), ("enter",), ("escape",)])
async def test_what_could_be_saved_is_looked_at_and_never_changed(broken: Broken, keys: tuple[str, ...]) -> None:
    async with broken() as (app, pilot, path, shown):
        before = held(path)
        await pilot.press(*keys)
        await pilot.pause()
        assert not isinstance(app.screen, Recovery)
        assert "read only" in shown()
        assert "WordPress consulting" in shown()
        await pilot.press("3", "enter")
        await pilot.pause()
        assert app.session.funnel.unsaved == 0
        await pilot.press("escape", "f5")
        await pilot.pause()
        assert isinstance(app.screen, Recovery)
        await pilot.press("q")
        assert held(path) == before
    assert app.return_value is None


async def test_a_repair_that_fails_says_why_and_asks_again(broken: Broken) -> None:
    async with broken(b"rubbish") as (app, pilot, path, _):
        path.write_bytes(b"other rubbish")
        await pilot.press("r")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert isinstance(app.screen, Recovery)
        assert any("changed since" in note.message for note in app._notifications)
        assert held(path) == b"other rubbish"


async def test_hostile_words_in_a_damaged_file_stay_words(broken: Broken) -> None:
    stream = '{"id":"x","name":"[/red] [@click=app.quit]x[/]\\u001b]0;boo","status":"live"}'
    hours = '{"stream":"x","date":"2025-06-02","work":"sell","minutes":60}'
    data = f'{{\n"hours":{{\n"1":{hours},\n\0\n}},\n"streams":{{\n"1":{stream}\n}}\n}}\n'
    async with broken(data.encode(), backup=False) as (_, _, _, shown):
        assert "[/red] [@click=app.quit]x[/]]0;boo" in shown()
        assert "Jun 2025  1:00 h" in shown()


@pytest.fixture
def went_back(tmp_path: Path) -> Path:
    """A book that holds less than was saved in it."""
    path, state = tmp_path / "book.json", tmp_path / "state"
    path.write_bytes((DATA / "three_streams.json").read_bytes())
    old = path.read_bytes()
    funnel = Funnel(Keeper.open(path, state=state))
    funnel.do(log_hours(funnel.book, Row("care", Work.SUPPORT), TODAY, 77))
    funnel.close()
    path.write_bytes(old)
    return path


@pytest.mark.parametrize(("keys", "comes_back"), [(("down", "enter"), True), (("down", "down", "enter"), False)])
async def test_a_file_that_went_back_is_asked_about_once(
    start: Start, went_back: Path, keys: tuple[str, ...], comes_back: bool
) -> None:
    before = held(went_back)
    async with start() as running:
        await running.until(lambda: "went back in time" in running.text())
        assert "Put 1 entry back" in running.text()
        await running.press(*keys)
        await running.until(lambda: not running.funnel.went_back)
        await running.settle()
        assert running.funnel.read_only is None
        hours = parse(held(went_back), went_back)["hours"].values()
        assert any(entry["minutes"] == 77 for entry in hours) is comes_back
        assert any(entry.minutes == 77 for entry in running.funnel.book.all(Hours)) is comes_back
        assert (held(went_back) != before) is comes_back


async def test_backups_that_cannot_be_read_are_said_beside_what_comes_back(start: Start, went_back: Path) -> None:
    for kept in (went_back.parent / "state" / "backups").iterdir():
        if kept.is_dir():
            shutil.rmtree(kept)
            kept.write_text("a file where a folder should be")
    async with start() as running:
        await running.until(lambda: "went back in time" in running.text())
        box = running.app.screen.query_one("#panel").region
        lines = running.text().splitlines()[box.y : box.bottom]
        words = " ".join(" ".join(line[box.x : box.right].strip(" │") for line in lines).split())
        assert (
            "The folder of the backups cannot be read (a part of its path is no folder): there may be more" in words
        )
        assert "Put 1 entry back" in words


async def test_until_it_is_said_nothing_is_written(start: Start, went_back: Path) -> None:
    before = held(went_back)
    async with start() as running:
        await running.until(lambda: "went back in time" in running.text())
        await running.press("escape")
        assert "read only" in running.text()
        await running.press("3", "enter")
        assert held(went_back) == before
        assert running.funnel.went_back


@pytest.mark.parametrize("there", [None, b""])
async def test_a_file_that_goes_while_it_is_open_is_put_back_by_choice(start: Start, there: bytes | None) -> None:
    async with start() as running:
        running.path.unlink()
        if there is not None:
            running.path.write_bytes(there)
        running.funnel.poll()
        await running.until(lambda: isinstance(running.funnel.failure, FileUnreadable))
        await running.until(lambda: "✗" in running.text())
        await running.press("3", "enter")
        assert held(running.path) == (there or b"")
        recovery.put_back(running.main)
        await running.until(lambda: "Put the book back?" in running.text())
        await running.press("y")
        await running.until(lambda: running.path.exists() and running.path.stat().st_size > 1000)
        await running.saved()
        book = Keeper.open(running.path, state=running.path.parent / "state").book
        assert len(book.streams) == 3
        assert book.problems == ()
        await running.until(lambda: "● saved" in running.text())


async def test_an_older_copy_that_comes_while_it_is_open_waits_for_an_answer(start: Start) -> None:
    async with start() as running:
        old = held(running.path)
        running.funnel.do(log_hours(running.funnel.book, Row("care", Work.SUPPORT), TODAY, 77))
        running.funnel.flush()
        running.path.write_bytes(old)
        running.funnel.poll()
        await running.until(lambda: "the file went back: decide" in running.text())
        assert running.funnel.went_back
        assert held(running.path) == old
        await running.main.perform("went_back")
        await running.until(lambda: "Put 1 entry back" in running.text())
        await running.press("down", "enter")
        await running.until(lambda: not running.funnel.went_back)
        await running.settle()
        hours = parse(held(running.path), running.path)["hours"].values()
        assert any(entry["minutes"] == 77 for entry in hours)
        assert "the file went back" not in running.text()
