"""The facts behind a cell, by keys, in a running dashboard."""

from __future__ import annotations

from dataclasses import replace

import pytest

from leverage_tui.domain.edits.core import edit
from leverage_tui.domain.edits.facts import facts_in
from leverage_tui.domain.edits.hours import log_hours, set_cell
from leverage_tui.domain.model import Hours, Work
from leverage_tui.domain.timesheet import Row, minutes_in
from leverage_tui.tui.flows.facts import facts
from leverage_tui.tui.screens.facts_list import FactForm, FactsList
from tests.tui.conftest import TODAY, Running, Start

DELIVER, ANA = Row("consulting", Work.DELIVER), Row("care", Work.PEOPLE, who="Ana")


async def open_list(running: Running, row: Row = DELIVER) -> None:
    """Three facts in today's cell: 1:00 typed, 0:45 imported, 0:30 logged; and their list."""
    main = running.main
    main.do(log_hours(running.funnel.book, row, TODAY, 30, "call"))
    imported = Hours(
        doc_id=987654,
        stream=row.stream,
        date=TODAY,
        work=row.work,
        who=row.who,
        minutes=45,
        source="toggl",
        note="mail",
    )
    main.do(edit("imported", [(None, imported)]))
    main.do(set_cell(running.funnel.book, row, TODAY, 135))
    main.timesheet.go_to(TODAY, row)
    await running.settle()
    await ask(running)


async def ask(running: Running) -> None:
    """The list of the cell under the cursor, as its key would open it."""
    facts(running.main)
    await running.settle()


async def to(running: Running, words: str) -> None:
    """The cursor to the fact with `words` in its line, by Down alone."""
    for _ in range(4):
        if words not in running.line("▸"):
            await running.press("down")
    assert words in running.line("▸")


def minutes(running: Running, row: Row = DELIVER) -> list[int]:
    return [fact.minutes for fact in facts_in(running.funnel.book, row, TODAY)]


async def test_each_fact_says_where_it_is_from_and_when_it_was_written(start: Start) -> None:
    async with start() as running:
        await open_list(running)
        await running.press("escape")
        await running.saved()
        running.main.show(running.main.session.refreshed())
        await ask(running)
        assert "2:15 in 3 facts · Sun 29 Jun · WordPress consulting, deliver" in running.text()
        assert "1:00  typed in the cell · " in running.line("▸")
        assert " · mail" in running.line("0:45  imported from toggl · ")
        assert " · call" in running.line("0:30  logged · ")
        await running.press("escape")
        assert len(running.app.screen_stack) == 1


async def test_a_change_a_deletion_and_another_fact_each_undone_by_itself(start: Start) -> None:
    async with start() as running:
        await open_list(running)
        await to(running, "imported")
        await running.press("enter")
        assert isinstance(running.app.screen, FactForm)
        assert "imported from toggl" in running.text()
        await running.write("+15m")
        assert "0:45 + 0:15 = 1:00" in running.text()
        await running.press("f10")
        assert isinstance(running.app.screen, FactsList)
        assert "in 3 facts" in running.text()
        assert sorted(minutes(running)) == [30, 60, 60]
        assert "1:00  imported" in running.line("▸")
        await running.press("x")
        assert "1:30 in 2 facts" in running.text()
        await running.press("a")
        await running.write("0:20")
        await running.press("tab")
        await running.write("late")
        await running.press("enter")
        assert "1:50 in 3 facts" in running.text()
        await running.press("escape")
        assert minutes_in(running.funnel.book, DELIVER, TODAY) == 110
        for left in (90, 150, 135):
            await running.press("u")
            assert minutes_in(running.funnel.book, DELIVER, TODAY) == left
        assert sorted(minutes(running)) == [30, 45, 60]


async def test_another_note_keeps_the_minutes(start: Start) -> None:
    async with start() as running:
        await open_list(running)
        await to(running, "logged")
        await running.press("enter", "tab")
        await running.write("phone")
        await running.press("f10", "escape")
        found = facts_in(running.funnel.book, DELIVER, TODAY)
        assert sorted((fact.minutes, fact.note) for fact in found) == [(30, "phone"), (45, "mail"), (60, "")]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("0", "0 hours are no fact: x in the list"),
        ("90", "90 hours? write 90m for minutes"),
        ("", "hours, such as 1:30"),
        ("23:00", "would hold"),
    ],
)
async def test_what_cannot_be_keeps_the_form_open(start: Start, typed: str, sentence: str) -> None:
    async with start() as running:
        await open_list(running)
        await running.press("enter", "backspace")
        await running.write(typed)
        await running.press("f10")
        assert isinstance(running.app.screen, FactForm)
        assert sentence in running.text()
        await running.press("escape", "escape", "escape")
        assert sorted(minutes(running)) == [30, 45, 60]


async def test_the_last_fact_deleted_leaves_an_empty_list_to_add_to(start: Start) -> None:
    async with start() as running:
        await open_list(running)
        await running.press("x", "x", "x")
        assert "Nothing is logged here yet." in running.text()
        await running.press("x")
        assert isinstance(running.app.screen, FactsList)
        await running.press("enter")
        assert isinstance(running.app.screen, FactForm)
        await running.press("escape", "escape")
        assert minutes(running) == []


async def test_people_say_what_they_were_paid(start: Start) -> None:
    async with start(size=(120, 44)) as running:
        await open_list(running, ANA)
        await to(running, "imported")
        assert " · Ana · pay unknown · mail" in running.text()
        await running.press("escape")
        paid = replace(facts_in(running.funnel.book, ANA, TODAY)[0], doc_id=987655, cost=3600, note="paid one")
        running.main.do(edit("paid", [(None, paid)]))
        await ask(running)
        await to(running, "paid one")
        assert " · Ana · paid $36 · paid one" in running.text()


async def test_where_there_is_no_cell_there_are_no_facts(start: Start) -> None:
    async with start() as running:
        running.main.timesheet.go_to(TODAY, "consulting")
        await running.settle()
        await ask(running)
        assert len(running.app.screen_stack) == 1
        assert "facts belong to a cell of a day" in running.text()


async def test_names_and_notes_are_shown_as_they_are(start: Start) -> None:
    async with start(size=(60, 15)) as running:
        running.main.do(log_hours(running.funnel.book, DELIVER, TODAY, 30, "[/] [red]x [$primary]"))
        running.main.timesheet.go_to(TODAY, DELIVER)
        await running.settle()
        await ask(running)
        assert "[/] [red]x [$primary]" in " ".join(running.text().split())
