"""A new row by keys alone."""

from __future__ import annotations

import pytest

from leverage_tui.domain.book import book_of
from leverage_tui.domain.model import Asset, Work
from leverage_tui.domain.timesheet import Row
from leverage_tui.tui.screens.new_row import WORK_WORDS, NewRow, helpers
from tests.tui.screens.helpers import NOT_YET, staged, stream, three_streams

BOOK = three_streams()


@pytest.mark.parametrize(
    ("keys", "row"),
    [
        (("'d", "enter"), Row("care", Work.DELIVER)),
        (("'su", "enter"), Row("care", Work.SUPPORT)),
        (("'s", "enter"), Row("care", Work.SELL)),
        (("s", "s", "enter"), Row("care", Work.SUPPORT)),
        (("down", "enter"), Row("care", Work.ADMIN)),
        (("'b", "enter", "right", "enter"), Row("care", Work.BUILD, asset=Asset.PROCESS)),
        (("'b", "f10"), Row("care", Work.BUILD, asset=Asset.PRODUCT)),
        (("'pe", "enter", "enter"), Row("care", Work.PEOPLE, who="Ana")),
        (("'pe", "enter", "'Ben", "enter"), Row("care", Work.PEOPLE, who="Ben")),
        (("'pr", "enter"), Row("care", Work.PROCESS)),
        (("shift+tab", "'con", "enter", "'a", "enter"), Row("consulting", Work.ADMIN)),
        (("escape",), None),
    ],
)
async def test_letters_and_enter_choose(keys: tuple[str, ...], row: Row | None) -> None:
    async with staged(lambda: NewRow(BOOK, "care")) as stage:
        assert stage.focused == "work"
        await stage.press(*keys)
        assert stage.result == row


async def test_all_nine_kinds_stand_there_with_their_meaning() -> None:
    async with staged(lambda: NewRow(BOOK, "care")) as stage:
        assert len(WORK_WORDS) == len(Work) == 9
        for work, words in WORK_WORDS.items():
            assert f"{work.value} {words}" in stage.said


async def test_people_need_a_name() -> None:
    async with staged(lambda: NewRow(BOOK, "course")) as stage:
        await stage.press("'pe", "f10")
        assert stage.result is NOT_YET
        assert "! whose hours? a name" in stage.said
        assert stage.focused == "who"
        await stage.paste("y" * 81)
        await stage.press("enter")
        assert stage.result is NOT_YET
        assert "a name has 80 characters at most: this has 81" in stage.said


async def test_a_known_helper_is_recognised() -> None:
    async with staged(lambda: NewRow(BOOK, "care")) as stage:
        await stage.press("'pe", "enter")
        assert "worked here before" in stage.said
        await stage.press("'Ben")
        assert "new here; so far Ana" in stage.said


async def test_the_list_lets_go_at_its_ends() -> None:
    async with staged(lambda: NewRow(BOOK, "care")) as stage:
        await stage.press("home", "up")
        assert stage.focused == "stream"
        await stage.press("down", "'b", "end", "down")
        assert stage.focused == "work"
        await stage.press("'pe", "down", "down", "down")
        assert stage.focused == "work"


async def test_with_one_stream_none_is_asked_for() -> None:
    book = book_of([stream("solo", "Solo")])
    async with staged(lambda: NewRow(book, "solo")) as stage:
        assert "New row · Solo" in stage.said
        await stage.press("'m", "enter")
        assert stage.result == Row("solo", Work.MANAGE)


async def test_it_fits_the_smallest_screen() -> None:
    async with staged(lambda: NewRow(BOOK, "care"), size=(60, 15)) as stage:
        await stage.press("'pe", "enter")
        assert "▸ Who Ana" in stage.said
        await stage.press("enter")
        assert stage.result == Row("care", Work.PEOPLE, who="Ana")


def test_helpers_come_from_hours_and_standing_entries() -> None:
    assert helpers(BOOK, "care") == ("Ana",)
    assert helpers(BOOK, "course") == ()
