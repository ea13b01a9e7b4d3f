"""A calendar in the import screen: how long its all-day events count is asked, only where there are such."""

from __future__ import annotations

from pathlib import Path

import pytest

from leverage_tui.tui.screens.import_map import ImportMap
from leverage_tui.tui.screens.prompt import Prompt
from tests.tui.conftest import Running, Start
from tests.tui.screens.importing import accepted, decided, imported, read, toggl

SIZES = ((120, 36), (80, 24), (60, 15))


def calendar(folder: Path, *days: str, timed: bool = True) -> Path:
    """A calendar with an event of an hour, and one from each day to another (exclusive)."""
    lines = ["BEGIN:VCALENDAR", "X-WR-CALNAME:WordPress care plan"]
    if timed:
        lines += ["BEGIN:VEVENT", "UID:t", "DTSTART:20250602T090000", "DURATION:PT1H", "END:VEVENT"]
    for number, day in enumerate(days):
        first, last = day.split("-")
        lines += ["BEGIN:VEVENT", f"UID:{number}", f"DTSTART;VALUE=DATE:{first}", f"DTEND;VALUE=DATE:{last}",
                  "END:VEVENT"]  # fmt: skip
    path = folder / "work.ics"
    path.write_text("\r\n".join((*lines, "END:VCALENDAR", "")))
    return path


def minutes(running: Running) -> list[int]:
    return sorted(entry.minutes for entry in imported(running.funnel.book, "ics"))


def on_all_day(running: Running) -> None:
    screen = running.app.screen
    assert isinstance(screen, ImportMap)
    screen.table.seek("all_day")


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_the_hours_of_such_a_day_are_asked_and_counted(
    start: Start, downloads: Path, size: tuple[int, int]
) -> None:
    path = calendar(downloads, "20250603-20250605", "20250610-20250611", "20250626-20250701")
    async with start(size=size) as running:
        await read(running, path)
        assert "3 all-day events" in running.text()
        assert "left out: Enter says how many" in running.text()
        on_all_day(running)
        await running.press("enter")
        assert isinstance(running.app.screen, Prompt)
        assert "3 events take whole days and say no hours" in " ".join(running.text().replace("│", " ").split())
        await running.write("90")
        await running.press("enter")
        assert isinstance(running.app.screen, Prompt)
        assert "write 90m for minutes" in running.text()
        await running.press("backspace", "backspace")
        await running.write("7.5")
        await running.press("enter")
        await running.until(lambda: decided(running))
        assert "7:30 for each of their days" in running.text()
        assert "--" not in running.text()
        await accepted(running)
        # Today is 29 June 2025, a Sunday: two days, one, and four of the five from the 26th on.
        assert minutes(running) == [60, *[450] * 7]
        await running.press("u")
        assert minutes(running) == []


async def test_an_empty_answer_leaves_them_out_again(start: Start, downloads: Path) -> None:
    async with start() as running:
        await read(running, calendar(downloads, "20250603-20250605"))
        on_all_day(running)
        await running.press("enter")
        await running.write("8")
        await running.press("enter")
        await running.until(lambda: decided(running) and "8:00 for each of their days" in running.text())
        await running.press("enter", *["backspace"] * 5, "enter")
        await running.until(lambda: decided(running) and "left out" in running.text())
        await accepted(running)
        assert minutes(running) == [60]


async def test_a_calendar_of_such_days_alone_begins_with_the_question(start: Start, downloads: Path) -> None:
    async with start() as running:
        await read(running, calendar(downloads, "20250603-20250605", timed=False))
        await running.press("enter")
        await running.write("8h")
        await running.press("enter")
        await running.until(lambda: decided(running) and "Import 2 entries, 16:00" in running.text())
        await accepted(running)
        assert minutes(running) == [480, 480]


async def test_other_files_are_not_asked(start: Start, downloads: Path) -> None:
    async with start() as running:
        await read(running, calendar(downloads))
        assert "all-day" not in running.text()
        await running.press("escape", "escape")
        await read(running, toggl(downloads, "WordPress care plan|2025-06-24|00:30:00|"))
        assert "all-day" not in running.text()


async def test_a_file_that_is_read_another_way_keeps_what_was_decided(start: Start, downloads: Path) -> None:
    path = calendar(downloads, "20250603-20250605")
    path.write_text(path.read_text().replace("WordPress care plan", "Acme"))
    async with start() as running:
        await read(running, path)
        await running.press("x")
        await running.until(lambda: decided(running))
        on_all_day(running)
        await running.press("enter")
        await running.write("8")
        await running.press("enter")
        await running.until(lambda: decided(running) and "8:00 for each of their days" in running.text())
        assert "left out" in running.line("Acme")
        assert "nowhere yet" not in running.text()
