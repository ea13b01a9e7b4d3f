"""The timer in the dashboard, by keys."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from leverage_tui.domain.model import Work
from leverage_tui.domain.timesheet import Row, minutes_in
from leverage_tui.tui.flows import timing as flows
from leverage_tui.tui.screens import main
from tests.tui.conftest import TODAY, Running, Start

DELIVER = Row("consulting", Work.DELIVER)


class Now:
    """The instant that the dashboard takes for now; at noon on the day that is shown as today."""

    def __init__(self) -> None:
        self.moment = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0)

    def now(self, zone: object = None) -> datetime:
        return self.moment


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> Now:
    found = Now()
    for module in (flows, main):
        monkeypatch.setattr(module, "datetime", found)
    return found


def hours(running: Running) -> int:
    return minutes_in(running.funnel.book, DELIVER, TODAY)


async def pass_by(running: Running, now: Now, **later: float) -> None:
    now.moment += timedelta(**later)
    running.main._look_around()
    await running.pilot.pause()


async def test_space_starts_and_stops_and_the_header_counts(start: Start, now: Now) -> None:
    async with start() as running:
        await running.press("space")
        assert "timer started" in running.text()
        assert "⏱ WordPress consulting deliver 0:00" in running.line("Week 26")
        await pass_by(running, now, minutes=42)
        assert "deliver 0:42" in running.line("Week 26")
        await running.press("space")
        assert hours(running) == 42
        assert "⏱" not in running.text()
        await running.press("u")
        assert hours(running) == 0
        assert "⏱" in running.line("Week 26")


async def test_it_survives_a_restart(start: Start, now: Now) -> None:
    async with start() as running:
        await running.press("space")
        await running.saved()
    now.moment += timedelta(hours=1)
    async with start() as running:
        assert "deliver 1:00" in running.line("Week 26")


async def test_on_another_row_it_switches(start: Start, now: Now) -> None:
    async with start() as running:
        await running.press("space")
        await pass_by(running, now, hours=1)
        await running.press("down", "space")
        assert hours(running) == 60
        timer = running.funnel.book.timer
        assert timer is not None
        assert timer.work is Work.SELL


async def test_a_forgotten_one_waits_and_is_asked_about(start: Start, now: Now) -> None:
    async with start() as running:
        await running.press("space")
        await pass_by(running, now, hours=11)
        running.main.show()
        assert "timer forgotten?" in running.text()
        await running.press("space")
        assert "A forgotten timer?" in running.text()
        await running.press("escape")
        assert running.funnel.book.timer is not None
        await running.press("space", "end", "enter")
        assert running.funnel.book.timer is None
        assert hours(running) == 0


async def test_over_midnight_it_is_kept_on_its_day_or_split(start: Start, now: Now) -> None:
    now.moment = now.moment.replace(hour=22, minute=30)
    async with start() as running:
        began = running.main.session.day_of(now.moment)
        await running.press("space")
        await pass_by(running, now, hours=3)
        await running.press("space")
        assert "The timer ran over midnight" in running.text()
        assert "all of it on the day it began: 3:00" in running.text()
        await running.press("down", "enter")
        parts = [minutes_in(running.funnel.book, DELIVER, began + timedelta(days=day)) for day in (0, 1)]
        assert parts == [90, 90]


async def test_what_is_not_yours_has_no_timer_and_a_space_while_typing_is_text(start: Start, now: Now) -> None:
    async with start() as running:
        await running.press("down", "down", "down", "down")
        await running.press("space")
        assert "is not yours" in running.text()
        running.main.timesheet.go_to(TODAY, DELIVER)
        await running.press("1", "h", "space", "3", "0", "m", "enter")
        assert hours(running) == 90
        assert running.funnel.book.timer is None


async def test_in_sixty_columns_the_time_is_still_there(start: Start, now: Now) -> None:
    async with start(size=(60, 15)) as running:
        await running.press("space")
        await pass_by(running, now, hours=2)
        assert "2:00 " in running.line("Week 26")
        assert "saved" in running.line("Week 26")
