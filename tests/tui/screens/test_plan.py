"""The test for a new stream by keys alone: a checklist, how it does beside it, and the board of what is kept."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest

from leverage_tui.domain.book import Book
from leverage_tui.domain.edits.core import Edit, apply
from leverage_tui.domain.edits.scenarios import keep_scenario
from leverage_tui.domain.metrics import Memory, figures
from leverage_tui.domain.planning.kept import Kept, kept, plans
from leverage_tui.domain.text import clean, is_clean
from leverage_tui.tui.screens.plan_board import PlanBoard
from leverage_tui.tui.screens.plan_form import PlanForm, PlanToKeep
from leverage_tui.tui.screens.plan_reading import GATE, HONEST, TICKS
from leverage_tui.tui.screens.what_if_board import Wanted
from tests.metrics.examples import FOLDER
from tests.tui.screens.helpers import HOSTILE, NOT_YET, drawn, staged
from tests.tui.screens.test_what_if import BOOK, TODAY, in_sight, is_golden, with_kept

EXAMPLES: list[dict[str, Any]] = json.loads((FOLDER / "scenarios.json").read_text())["new_stream"]
YES, NO = ("right", "enter"), ("enter",)
COURSE = (
    "'second course on own site", "enter", *YES, *YES, *NO, *YES * 5,
    "'120", "enter", "'171.51", "enter", "'2", "enter", "'60 %", "enter", "right",
)  # fmt: skip
"""The second example as it is ticked and typed, the cursor on the last field."""


def form(one: Kept | None = None, book: Book = BOOK) -> PlanForm:
    memory = Memory()
    return PlanForm(book, figures(book, TODAY, memory), TODAY, memory, one)


def plan_in(result: object) -> PlanToKeep:
    assert isinstance(result, PlanToKeep)
    return result


@pytest.mark.parametrize("size", [(120, 36), (80, 24)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_checklist_as_a_person_reads_it(size: tuple[int, int]) -> None:
    async with staged(form, size=size) as stage:
        await stage.press(*COURSE)
        assert is_golden(drawn(stage.app), f"plan-{size[0]}x{size[1]}")


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (60, 15)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_board_as_a_person_reads_it(size: tuple[int, int]) -> None:
    book = with_kept(*EXAMPLES)
    async with staged(lambda: PlanBoard(plans(book, TODAY)), size=size) as stage:
        assert is_golden(drawn(stage.app), f"plan-board-{size[0]}x{size[1]}")


async def test_what_is_ticked_and_typed_is_the_plan() -> None:
    async with staged(form) as stage:
        await stage.press(*COURSE, "enter")
        found = plan_in(stage.result)
    assert found.body == EXAMPLES[1]
    assert found.verdict == "rework the plan"
    (change,) = found.edit.changes
    assert change.before is None


async def test_each_tick_says_what_it_means_and_the_score_follows_it() -> None:
    async with staged(form, size=(120, 40)) as stage:
        for tick in TICKS:
            assert tick.about in stage.said
        assert "Fails the test: it is your time, sold again." in stage.said
        await stage.press("'A course", "enter", *YES)
        assert "30 of 40" in stage.said
        assert "Fails the test" not in stage.said
        await stage.press(*YES)
        assert "36 of 40" in stage.said
        await stage.press("enter", "space")
        assert "6 of 30" in stage.said
    assert (len(GATE), len(HONEST), len(TICKS)) == (3, 5, 9)


async def test_numbers_that_are_not_said_earn_nothing_and_are_asked_for() -> None:
    async with staged(form, size=(120, 40)) as stage:
        await stage.press("'A course", "enter", *YES, *NO * 7, "'120", "enter", "'500")
        assert "Still to say: hours to run." in stage.said
        assert "Breaks even after" not in stage.said
        await stage.press("f10")
        assert stage.result is NOT_YET
        assert stage.focused == "run_hours_per_week"
        assert "! yours: sell, support, manage" in stage.said
        await stage.press("'2")
        assert "Still to say" not in stage.said
        assert "Breaks even after" in stage.said


async def test_the_verdict_says_what_would_change_it() -> None:
    async with staged(form, size=(120, 36)) as stage:
        await stage.press(*COURSE)
        assert "Rework the plan." in stage.said
        assert "$17.73 a week more" in stage.said
        await stage.press("up", "up", "up", "'200")
        assert "Go." in stage.said
        assert "It passes with" in stage.said


async def test_bad_input_leaves_the_result_and_every_tick() -> None:
    async with staged(form) as stage:
        await stage.press(*COURSE, "up", "'most of it")
        assert "! Largest channel cannot be read. This is as it was before." in stage.said
        assert "81.8 of 100" in stage.said
        await stage.press("f10")
        assert stage.result is NOT_YET
        assert stage.focused == "largest_channel_share"
        await stage.press("end", *["backspace"] * 10, "f10")
        body = dict(plan_in(stage.result).body)
    assert body == {key: value for key, value in EXAMPLES[1].items() if key != "largest_channel_share"}


@pytest.mark.parametrize("place", range(len(EXAMPLES)))
async def test_opened_and_kept_again_it_is_the_same(place: int) -> None:
    for body in (EXAMPLES[place], {**EXAMPLES[place], "build_hours": 1 / 7, "from a newer version": {"a": 1}}):
        book = with_kept(body)
        (one,) = kept(book)
        async with staged(lambda one=one, book=book: form(one, book)) as stage:  # type: ignore[misc]
            await stage.press("f10")
            assert plan_in(stage.result).edit.is_nothing


async def test_a_name_that_is_taken_is_refused_at_its_field() -> None:
    book = with_kept({**EXAMPLES[1]})
    async with staged(lambda: form(book=book)) as stage:
        await stage.press(*COURSE, "f10")
        assert stage.result is NOT_YET
        assert stage.focused == "name"
        assert "is kept already: give this one another name" in stage.said


async def test_the_board_says_what_is_wanted() -> None:
    listed = plans(with_kept(*EXAMPLES), TODAY)
    for keys, wanted in (
        (("down", "g"), Wanted("real", listed[1].kept)),
        (("enter",), Wanted("open", listed[0].kept)),
        (("a",), Wanted("add")),
    ):
        async with staged(lambda: PlanBoard(listed)) as stage:
            await stage.press(*keys)
            assert stage.result == wanted


@pytest.mark.parametrize("name", HOSTILE)
async def test_names_are_text(name: str) -> None:
    body: Mapping[str, Any] = {**EXAMPLES[0], "name": name}
    edit: Edit = keep_scenario(BOOK, body)
    book = apply(BOOK, edit)
    (one,) = kept(book)
    for make in (lambda: form(one, book), lambda: PlanBoard(plans(book, TODAY))):
        async with staged(make, size=(120, 36)) as stage:
            assert clean(name) in drawn(stage.app)
            for size in ((120, 36), (60, 15)):
                await stage.pilot.resize_terminal(*size)
                await stage.press("down", "up")
                assert all(is_clean(line) for line in drawn(stage.app).splitlines())


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (100, 30)])
async def test_the_field_the_result_and_the_keys_are_always_in_sight(size: tuple[int, int]) -> None:
    (one,) = kept(with_kept(EXAMPLES[1]))
    async with staged(lambda: form(one), size=size) as stage:
        for _ in range(15):
            assert in_sight(stage)
            assert "Rework the plan." in stage.said
            assert "81.8 of 100" in stage.said
            assert "Esc leave" in stage.said
            await stage.press("tab")
