"""Targets and capacity in the week's column: numbers where there is room, a bar where there is none; long days."""

from __future__ import annotations

import pytest

from leverage_tui.domain.edits.hours import log_hours
from leverage_tui.domain.edits.settings import set_setting
from leverage_tui.domain.edits.streams import change_stream
from leverage_tui.domain.model import Work
from leverage_tui.domain.timesheet import Row
from tests.tui.conftest import TODAY, Running, Start


def aim(running: Running, stream: str, minutes: int | None) -> None:
    running.main.do(change_stream(running.funnel.book, stream, target_minutes_per_week=minutes))


def sheet(running: Running) -> list[str]:
    lines = running.text().splitlines()
    return lines[next(place for place, line in enumerate(lines) if " 23 " in line) :]


async def test_what_is_done_stands_beside_its_aim_where_there_is_room(start: Start) -> None:
    async with start() as running:
        aim(running, "consulting", 30 * 60)
        await running.settle()
        assert any("28:00/30:00" in line for line in sheet(running))
        assert "30:15/40:00" in running.line("Own hours")
        running.main.session.change_style()
        running.main.show()
        await running.settle()
        assert any("28.00/30.00" in line for line in sheet(running))


@pytest.mark.parametrize(("size", "capacity"), [((80, 24), "▆"), ((60, 15), "▆")])
async def test_a_bar_stands_for_it_where_there_is_none(start: Start, size: tuple[int, int], capacity: str) -> None:
    async with start(size=size) as running:
        aim(running, "consulting", 28 * 60)
        await running.settle()
        assert any("28:00█" in line for line in sheet(running))
        assert f"30:15{capacity}" in running.line("Own hours")


async def test_an_aim_of_three_digits_is_a_bar_and_nothing_else_moves(start: Start) -> None:
    async with start() as running:
        before = sheet(running)[1]
        aim(running, "consulting", 120 * 60)
        await running.settle()
        after = sheet(running)[1]
        assert "28:00/120:00" in after
        assert after.replace("/120:00", "       ") == before
        aim(running, "consulting", 28 * 60)
        await running.settle()
        assert sheet(running)[1].replace("/28:00", "      ") == before


async def test_without_hours_one_can_work_there_is_only_the_sum(start: Start) -> None:
    async with start() as running:
        running.main.do(set_setting(running.funnel.book, "capacity_minutes_per_week", 0))
        await running.settle()
        assert "/" not in running.line("Own hours")


async def test_a_day_over_sixteen_hours_is_flagged(start: Start) -> None:
    async with start() as running:
        running.main.do(log_hours(running.funnel.book, Row("care", Work.MANAGE), TODAY, 16 * 60))
        await running.settle()
        assert "16:00!" not in running.line("Own hours")
        running.main.do(log_hours(running.funnel.book, Row("care", Work.MANAGE), TODAY, 1))
        await running.settle()
        assert "16:01!" in running.line("Own hours")


async def test_the_streams_own_line_tells_of_the_week_and_of_seven_days(start: Start) -> None:
    async with start(today=TODAY.replace(day=26)) as running:
        aim(running, "consulting", 30 * 60)
        await running.press("up")
        told = running.text().splitlines()[-2]
        assert told.startswith(" WordPress consulting · 28:00 of 30:00 this week, evenly spread 17:09 by today · ")
        assert "in the last seven days" in told
        running.main.timesheet.go_to(TODAY.replace(day=26), "care")
        await running.settle()
        assert "WordPress care plan · all streams 30:15 of the 40:00 you can work" in running.text()
