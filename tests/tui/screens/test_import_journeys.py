"""A file imported in the dashboard by keys alone: found, mapped, accepted as one step, taken back."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest

from leverage_tui.domain.model import Closed, Money, Work
from leverage_tui.interchange import memory
from leverage_tui.store.backups import Backups
from leverage_tui.tui.screens.import_map import ImportMap
from leverage_tui.tui.screens.import_path import ImportPath
from leverage_tui.tui.screens.import_target import ImportTarget
from leverage_tui.tui.screens.prompt import Choice
from tests.tui.conftest import Start
from tests.tui.screens.helpers import HOSTILE
from tests.tui.screens.importing import accepted, decided, drop, imported, opened, read, taken, toggl

SIZES = ((120, 36), (80, 24), (60, 15))


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_a_dropped_file_goes_in_as_one_step_and_comes_out_as_one(
    start: Start, downloads: Path, size: tuple[int, int]
) -> None:
    path = toggl(downloads, "WordPress care plan|2025-06-24|00:30:00|support", "Brand new|2025-06-25|02:00:00|",
                 "Old stuff|2025-06-25|01:00:00|")  # fmt: skip
    async with start(size=size) as running:
        before = running.funnel.book
        await read(running, path)
        assert "nowhere yet" in running.text()
        await running.press("f10")
        assert isinstance(running.app.screen, ImportMap)
        assert "goes nowhere yet" in " ".join(running.text().split())
        await running.press("enter")
        assert isinstance(running.app.screen, ImportTarget)
        await running.press("end", "up", "enter", "enter", "enter")
        await running.until(lambda: decided(running))
        assert "Brand new (new)" in running.text()
        await running.press("x")
        await running.until(lambda: decided(running))
        assert "left out" in running.text()
        await accepted(running)
        assert "toggl: 2 entries imported, 2:30; Brand new added" in running.text()
        book = running.funnel.book
        (care,) = [stream.id for stream in before.streams.values() if stream.name == "WordPress care plan"]
        assert taken(running.funnel) == {(care, 30, "support"), ("brand", 120, "deliver")}
        assert [stream.name for stream in book.streams.values() if stream.id not in before.streams] == ["Brand new"]
        await running.press("u")
        assert not imported(running.funnel.book)
        assert running.funnel.book.streams.keys() == before.streams.keys()


async def test_a_backup_is_taken_before(start: Start, downloads: Path, tmp_path: Path) -> None:
    path = toggl(downloads, "WordPress care plan|2025-06-24|00:30:00|")
    async with start() as running:
        await read(running, path)
        await accepted(running)
        await running.saved()
        backups = Backups(tmp_path / "state", running.path)
        (kept,) = [each for each in backups.list() if backups.why(each) == "before the import"]
        assert b"toggl" not in backups.read(kept)
        assert b"toggl" in running.path.read_bytes()


@pytest.mark.parametrize("how", ["quoted", "escaped", "url"])
async def test_a_file_is_dropped_as_terminals_drop_it(start: Start, downloads: Path, how: str) -> None:
    path = toggl(downloads, "WordPress care plan|2025-06-24|00:30:00|", name="my report (1).csv")
    text = {
        "quoted": f"'{path}' ",
        "escaped": str(path).replace(" ", "\\ ").replace("(", "\\(").replace(")", "\\)"),
        "url": f"file://{quote(str(path))}\r\n",
    }[how]
    async with start() as running:
        await opened(running)
        await running.press("down")
        await drop(running, text)
        await running.until(lambda: decided(running))
        assert "Import my report (1).csv" in running.text()


async def test_the_latest_files_are_offered_and_taken(start: Start, downloads: Path) -> None:
    toggl(downloads, "WordPress care plan|2025-06-24|00:30:00|")
    (downloads / "photo.png").write_text("x")
    async with start(size=(80, 24)) as running:
        await opened(running)
        await running.until(lambda: "report.csv" in running.text())
        assert "photo.png" not in running.text()
        await running.press("down", "enter")
        await running.until(lambda: decided(running))


async def test_tab_completes_the_path_and_lists_what_it_can_be(start: Start, downloads: Path) -> None:
    toggl(downloads, "WordPress care plan|2025-06-24|00:30:00|", name="toggl-may.csv")
    toggl(downloads, "WordPress care plan|2025-06-24|00:30:00|", name="toggl-june.csv")
    async with start(size=(80, 24)) as running:
        screen = await opened(running)
        screen._put(f"{downloads}/tog")
        await running.press("tab")
        await running.until(lambda: screen.field("path").value.endswith("/toggl-"))
        assert "toggl-may.csv" in running.text()
        await running.write("m")
        await running.press("tab")
        await running.until(lambda: screen.field("path").value.endswith("/toggl-may.csv"))
        await running.press("enter")
        await running.until(lambda: decided(running))


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("none.csv", None, "there is no file none.csv"),
        ("empty.csv", b"", "the file is empty"),
        ("sheet.csv", b"PK\x03\x04xxxx", "a spreadsheet or a zip archive"),
        ("odd.csv", b"Wann,Wieviel,Was\n2025-05-01,2.5,foo\n", "no program known here writes"),
    ],
)
async def test_what_is_refused_says_so_in_its_place_and_keeps_the_path(
    start: Start, downloads: Path, size: tuple[int, int], name: str, content: bytes | None, why: str
) -> None:
    path = downloads / name
    if content is not None:
        path.write_bytes(content)
    async with start(size=size) as running:
        screen = await opened(running)
        screen._put(str(path))
        await running.press("enter")
        await running.until(lambda: why in " ".join(running.text().replace("│", " ").split()))
        assert screen.field("path").value == str(path)
        assert "--" not in running.text()
        await running.press("escape")
        await running.until(lambda: running.app.screen is running.main)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04xxxx", b"%PDF-1.4", b"<html>", b"\x00\x01\x02"])
async def test_what_is_no_text_is_not_offered_to_be_read_another_way(
    start: Start, downloads: Path, content: bytes
) -> None:
    path = downloads / "report.csv"
    path.write_bytes(content)
    async with start(size=(60, 15)) as running:
        screen = await opened(running)
        screen._put(str(path))
        await running.press("enter")
        await running.until(lambda: "export it again, as CSV" in " ".join(running.text().replace("│", " ").split()))
        assert "Read as" not in running.text()
        path.write_text("Wann,Wieviel\n2025-05-01,2.5\n")
        await running.press("enter")
        await running.until(lambda: "Read as" in running.text())


async def test_the_columns_of_an_unknown_table_are_told(start: Start, downloads: Path) -> None:
    path = downloads / "odd.csv"
    path.write_text("Wann,Wieviel,Was\n2025-05-01,2.5,foo\n")
    async with start() as running:
        screen = await opened(running)
        screen._put(str(path))
        await running.press("enter")
        await running.until(lambda: "Columns" in running.text())
        columns = screen.field("columns")
        columns.focus()
        await running.write("date")
        await running.press("equals_sign")
        await running.write("Wann,hours")
        await running.press("equals_sign")
        await running.write("Wieviel")
        await running.press("enter")
        await running.until(lambda: decided(running))
        assert "(no project)" in running.text()
        await running.press("enter", "f10")
        await running.until(lambda: decided(running))
        await accepted(running)
        assert [entry.minutes for entry in imported(running.funnel.book, "csv")] == [150]
        known = memory.known_columns(running.funnel.remembered)
        assert list(known.values()) == [{"date": "Wann", "hours": "Wieviel"}]


async def test_days_that_can_be_read_two_ways_are_asked_and_can_be_turned_round(
    start: Start, downloads: Path
) -> None:
    path = downloads / "money.csv"
    path.write_text(
        "Date,Amount,Currency,Description,Project\n03/04/2025,120.00,USD,x,Diary-mapping course (Udemy)\n"
    )
    async with start() as running:
        await opened(running)
        await drop(running, str(path))
        await running.until(lambda: isinstance(running.app.screen, Choice))
        assert "03/04/2025 is Thu 3 Apr 2025" in running.text()
        await running.press("enter")
        await running.until(lambda: decided(running))
        assert "Apr 2025" in running.text()
        assert "day first: 03/04 is 3 April" in running.text()
        screen = running.app.screen
        assert isinstance(screen, ImportMap)
        screen.table.seek("dates")
        await running.press("enter")
        await running.until(lambda: decided(running) and "month first" in running.text())
        assert "Mar 2025" in running.text()
        await accepted(running)
        found = [entry for entry in running.funnel.book.all(Money) if entry.source == "csv"]
        assert [(entry.date.isoformat(), entry.amounts.gross) for entry in found] == [("2025-03-04", 12_000)]


async def test_that_these_were_all_hours_closes_the_weeks_in_the_same_step(start: Start, downloads: Path) -> None:
    path = toggl(downloads, "Brand new|2025-06-03|02:00:00|", "Brand new|2025-06-17|02:00:00|")
    async with start() as running:
        before = set(running.funnel.book.all(Closed))
        await read(running, path)
        await running.press("enter", "end", "up", "f10")
        await running.until(lambda: decided(running))
        assert "☐ These were all my hours until Tue 17 Jun 2025" in running.text()
        screen = running.app.screen
        assert isinstance(screen, ImportMap)
        screen.table.seek("all_hours")
        await running.press("space")
        await running.until(lambda: decided(running))
        assert "☑ These were all my hours" in running.text()
        assert "closes 3 weeks" in running.text()
        assert "2025-W23 to 2025-W25" in running.text()
        await accepted(running)
        closed = set(running.funnel.book.all(Closed)) - before
        assert [found.week.isoformat() for found in sorted(closed, key=lambda found: found.week)] == [
            "2025-06-02", "2025-06-09", "2025-06-16",
        ]  # fmt: skip
        await running.press("u")
        assert set(running.funnel.book.all(Closed)) == before
        assert not imported(running.funnel.book)


async def test_what_was_chosen_is_known_the_next_time(start: Start, downloads: Path) -> None:
    first = toggl(downloads, "Acme|2025-06-24|00:30:00|call", name="one.csv")
    then = toggl(downloads, "Acme|2025-06-25|00:45:00|call", name="two.csv")
    async with start() as running:
        await read(running, first)
        await running.press("enter", "home", "f10")
        await running.until(lambda: decided(running))
        await running.press("down", "enter")
        assert "Which work is #call?" in running.text()
        await running.press("s", "enter")
        await running.until(lambda: decided(running))
        await accepted(running)
        works = {entry.work for entry in imported(running.funnel.book)}
        assert works == {Work.SELL}
        await read(running, then)
        assert "as in an earlier import" in running.text()
        assert "nowhere yet" not in running.text()
        await accepted(running)
        assert [(entry.minutes, entry.work) for entry in imported(running.funnel.book)] == [
            (30, Work.SELL), (45, Work.SELL),
        ]  # fmt: skip


async def test_what_goes_nowhere_yet_is_not_said_to_be_known(start: Start, downloads: Path) -> None:
    path = toggl(downloads, "Acme|2025-06-24|00:30:00|", "Zebra|2025-06-24|00:30:00|")
    async with start() as running:
        await read(running, path)
        assert "2 that go nowhere yet" in running.text()
        assert "Import: say first where these 2 go" in running.text()
        await running.press("x")
        await running.until(lambda: decided(running))
        assert "1 that goes nowhere yet" in running.text()
        assert "Import: say first where Zebra goes" in running.text()
        await running.press("down", "x")
        await running.until(lambda: decided(running) and "Import: nothing here is new" in running.text())


async def test_a_guess_is_asked_about_once(start: Start, downloads: Path) -> None:
    path = toggl(downloads, "Consulting WordPress|2025-06-24|00:30:00|")
    async with start() as running:
        await read(running, path)
        assert "? WordPress" in running.text()
        await running.press("f10")
        assert isinstance(running.app.screen, ImportMap)
        assert "goes by a guess" in running.text()
        await accepted(running)
        assert len(imported(running.funnel.book)) == 1


async def test_a_file_that_is_known_already_brings_nothing(start: Start, downloads: Path) -> None:
    path = toggl(downloads, "WordPress care plan|2025-06-24|00:30:00|")
    async with start() as running:
        await read(running, path)
        await accepted(running)
        await read(running, path)
        assert "0 new, 1 known already" in running.text()
        await running.press("f10")
        assert isinstance(running.app.screen, ImportMap)
        assert "Nothing of this file is new" in running.text()


async def test_escape_goes_back_to_the_path_and_what_was_chosen_is_dropped_only_the_second_time(
    start: Start, downloads: Path
) -> None:
    path = toggl(downloads, "Acme|2025-06-24|00:30:00|")
    async with start() as running:
        await read(running, path)
        await running.press("x", "escape")
        assert "Esc again to leave" in running.text()
        await running.press("escape")
        await running.until(lambda: isinstance(running.app.screen, ImportPath))
        screen = running.app.screen
        assert isinstance(screen, ImportPath)
        assert screen.field("path").value == str(path)
        await running.press("escape")
        await running.until(lambda: running.app.screen is running.main)
        assert not imported(running.funnel.book)


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_skipped_rows_and_months_can_be_read(start: Start, downloads: Path, size: tuple[int, int]) -> None:
    path = toggl(downloads, "WordPress care plan|2025-06-24|00:00:00|", "WordPress care plan|2025-05-24|01:00:00|")
    async with start(size=size) as running:
        await read(running, path)
        await running.press("s")
        assert "line 2: it is of zero length" in running.text()
        await running.press("escape", "p")
        assert "May 2025" in running.text()
        await running.press("escape")
        assert isinstance(running.app.screen, ImportMap)


@pytest.mark.parametrize("name", [each for each in HOSTILE if "\x1b" not in each and "\u202e" not in each])
async def test_names_are_text(start: Start, downloads: Path, name: str) -> None:
    path = toggl(downloads, f"{name}|2025-06-24|00:30:00|{name.replace(',', '')}", name="hostile.csv")
    async with start(size=(80, 24)) as running:
        await read(running, path)
        assert name in running.text()
        await running.press("enter", "end", "up", "f10")
        await running.until(lambda: decided(running))
        assert f"{name} (new)" in running.text()
        await accepted(running)
        assert name in [stream.name for stream in running.funnel.book.streams.values()]


async def test_file_names_are_text(start: Start, downloads: Path) -> None:
    toggl(downloads, "WordPress care plan|2025-06-24|00:30:00|", name="[red]x\x1b[31m\u202e.csv")
    async with start(size=(80, 24)) as running:
        await opened(running)
        await running.until(lambda: "[red]x[31m.csv" in running.text())
        await running.press("down", "enter")
        await running.until(lambda: decided(running))
        assert "Import [red]x[31m.csv" in running.text()


async def test_amounts_are_hidden_where_they_are_to_be(start: Start, downloads: Path) -> None:
    path = downloads / "money.csv"
    path.write_text(
        "Date,Amount,Currency,Description,Project\n2025-04-23,123.45,USD,x,Diary-mapping course (Udemy)\n"
    )
    async with start() as running:
        await running.press("z")
        await read(running, path)
        assert "•••" in running.text()
        assert "123" not in running.text()
        await running.press("p")
        assert "123" not in running.text()
