"""What an hour of somebody cost, said in the dashboard by keys alone and kept in a real file."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from leverage_tui.domain.edits.hours import log_hours, set_standing_week
from leverage_tui.domain.edits.standing import add_standing
from leverage_tui.domain.edits.streams import add_stream
from leverage_tui.domain.model import Hours, Per, Source, Standing, Work
from leverage_tui.domain.timesheet import Row
from tests.tui.conftest import TODAY, Running, Start

SIZE = (120, 44)
FRIDAY = date(2025, 6, 27)


def paid(running: Running, who: str | None) -> list[int | None]:
    """What the hours of somebody cost, by day."""
    found = [entry for entry in running.funnel.book.all(Hours) if entry.work is Work.PEOPLE and entry.who == who]
    return [entry.cost for entry in sorted(found, key=lambda entry: (entry.date, entry.minutes))]


async def log(running: Running, row: Row, day: date, minutes: int, cost: int | None = None) -> None:
    """A fact, as the command line logs it."""
    running.main.do(log_hours(running.funnel.book, row, day, minutes, cost=cost))
    await running.pilot.pause()


async def to_line(running: Running, label: str) -> None:
    """The cursor to the row of that label, by Down alone."""
    for _ in range(40):
        line = running.main.timesheet.line
        if line is not None and line.label == label:
            return
        await running.press("down")
    raise AssertionError(f"{label} is not reached\n{running.text()}")


async def test_all_unknown_hours_of_a_person_are_paid_once_and_undo_takes_it_back(start: Start) -> None:
    async with start(size=SIZE) as running:
        ana = Row("care", Work.PEOPLE, who="Ana")
        await log(running, ana, TODAY, 60)
        await log(running, ana, FRIDAY, 120)
        await log(running, Row("care", Work.PEOPLE, who="Ben"), TODAY, 60)
        before = running.main.session.view.figures.book.gauge.raw
        await to_line(running, "people · Ana")
        assert "pay unknown, $ says it" in running.text()
        await running.press("dollar_sign")
        assert "3:00 of Ana have unknown pay" in running.text()
        await running.write("12")
        assert "3:00 at $12 an hour = $36" in running.text()
        await running.press("enter")
        assert "WordPress care plan, Ana: 3:00 in 2 entries at $12 an hour, $36 in all" in running.text()
        assert paid(running, "Ana") == [2400, 1200]
        assert paid(running, "Ben") == [None]
        after = running.main.session.view.figures.book.gauge.raw
        assert before is not None
        assert after is not None
        assert after < before
        await running.press("u")
        assert paid(running, "Ana") == [None, None]
        assert running.main.session.view.figures.book.gauge.raw == before
        await running.press("U")
        await running.saved()
        assert '"cost":2400' in running.path.read_text().replace(" ", "")


async def test_where_all_pay_is_known_the_cell_gets_another(start: Start) -> None:
    async with start(size=SIZE) as running:
        ana = Row("care", Work.PEOPLE, who="Ana")
        await log(running, ana, FRIDAY, 90, cost=1500)
        await log(running, ana, TODAY, 90, cost=1500)
        await to_line(running, "people · Ana")
        await running.press("dollar_sign")
        assert "people · Ana: 1:30 for $15 now." in running.text()
        await running.write("20.01")
        # 1.5 x 20.01 = 30.015, rounded half to even: 30.02
        assert "1:30 at $20.01 an hour = $30.02" in running.text()
        await running.press("enter")
        assert "WordPress care plan, people · Ana, Sun 29 Jun: $30.02 for 1:30" in running.text()
        assert paid(running, "Ana") == [1500, 3002]
        await running.press("dollar_sign")
        await running.write("20.01")
        await running.press("enter")
        assert "that is what it cost already" in running.text()
        await running.press("u")
        assert paid(running, "Ana") == [1500, 1500]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "what one hour cost, such as 12.50"),
        ("lots", "lots is not an amount"),
        ("-5", "amounts are never negative"),
        ("EUR 12", "that is EUR, and this is counted in USD"),
        ("1,234", "1,234 could be 1234 or 1.23"),
        ("99999999999", "cost is too large"),
    ],
)
async def test_what_cannot_be_pay_keeps_the_question_open(start: Start, typed: str, sentence: str) -> None:
    async with start(size=SIZE) as running:
        await log(running, Row("care", Work.PEOPLE, who="Ana"), TODAY, 120)
        await to_line(running, "people · Ana")
        await running.press("dollar_sign")
        await running.write(typed)
        await running.press("enter")
        assert "Pay of Ana" in running.text()
        assert sentence in running.text()
        assert paid(running, "Ana") == [None]
        await running.press("escape", "escape")
        assert len(running.app.screen_stack) == 1
        assert paid(running, "Ana") == [None]


async def test_people_without_a_name_who_work_for_nothing(start: Start) -> None:
    async with start(size=SIZE) as running:
        await log(running, Row("consulting", Work.PEOPLE), TODAY, 60)
        await to_line(running, "people")
        assert "pay unknown" in running.text()
        await running.press("dollar_sign")
        assert "Pay of people without a name" in running.text()
        await running.write("0")
        assert "1:00 at $0 an hour = $0" in running.text()
        await running.press("enter")
        assert 0 in paid(running, None)
        assert None not in paid(running, None)


async def test_where_there_is_nothing_to_pay_it_says_why(start: Start) -> None:
    async with start(size=SIZE) as running:
        await running.press("dollar_sign")
        assert "pay belongs to hours of people" in running.text()
        await to_line(running, "people")
        await running.press("dollar_sign")
        assert "an empty cell has no pay: type the hours first" in running.text()
        assert len(running.app.screen_stack) == 1


async def test_a_week_typed_over_a_standing_helper_without_pay(start: Start) -> None:
    async with start(size=SIZE) as running:
        fields: dict[str, Any] = {"source": Source.PEOPLE, "minutes": 600}
        running.main.do(
            add_standing(running.funnel.book, "care", "Ben", begins=date(2025, 6, 2), per=Per.WEEK, **fields)
        )
        await running.pilot.pause()
        await to_line(running, "people · Ben")
        await running.press("dollar_sign")
        assert "the pay of Ben is part of what goes on: s changes it" in running.text()
        (ben,) = [entry for entry in running.funnel.book.all(Standing) if entry.name == "Ben"]
        running.main.do(set_standing_week(running.funnel.book, ben, TODAY, 120))
        await running.pilot.pause()
        await running.press("dollar_sign")
        await running.write("10")
        assert "2:00 at $10 an hour = $20" in running.text()
        await running.press("enter")
        assert paid(running, "Ben") == [2000]


async def test_another_currency_without_a_rate_and_a_hostile_name(start: Start) -> None:
    async with start(size=SIZE) as running:
        running.main.do(add_stream(running.funnel.book, "Shop", currency="CHF"))
        await log(running, Row("shop", Work.PEOPLE, who="[red]x[/] [@click=app.quit]"), TODAY, 60)
        await to_line(running, "people · [red]x[/] [@click=app.quit]")
        await running.press("dollar_sign")
        assert "Pay of [red]x[/] [@click=app.quit]" in running.text()
        await running.write("12")
        assert "counts once a rate to USD is known" in running.text()
        await running.press("enter")
        assert paid(running, "[red]x[/] [@click=app.quit]") == [1200]


async def test_the_palette_offers_it(start: Start) -> None:
    async with start(size=SIZE) as running:
        await log(running, Row("care", Work.PEOPLE, who="Ana"), TODAY, 60)
        await to_line(running, "people · Ana")
        await running.press("semicolon")
        await running.write("pay of people")
        await running.until(lambda: "Pay of people" in running.text())
        await running.press("enter")
        await running.until(lambda: "Pay of Ana" in running.text())
