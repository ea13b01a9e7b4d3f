"""Names that would be markup, or commands to the terminal, are harmless text on every screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from leverage_tui.domain.edits.core import edit
from leverage_tui.domain.edits.hours import log_hours
from leverage_tui.domain.edits.money import add_money
from leverage_tui.domain.model import Amounts, Stream, Work
from leverage_tui.domain.quantities.dates import Period
from leverage_tui.domain.timesheet import Row
from leverage_tui.store.funnel import Funnel
from leverage_tui.store.keeper import Keeper
from leverage_tui.tui.actions import ACTIONS
from tests.tui.conftest import TODAY, Start

NAMES = (
    "[/]", "[/foo] [Acme]", "[red]x", "[$primary]y", "[@click=app.quit]pay[/]", "[link=file:///x]z", "\\[", "a]b[c",
    "👩‍👩‍👧 café e\u0301", "日本語のとても長い名前がここに", "\u202eevil\u2066", "\x1b]0;title\x07", "\x1b[2J", "\u009b31m", "\x00nul",
    "{name} %s $name", "'\"`;",
)  # fmt: skip
HARMFUL = ("\x1b", "\u009b", "\x07", "\x00", "\u202e", "\u2066")


def hostile_book(path: Path, name: str) -> None:
    """A file that some other program wrote, with the name uncleaned wherever a name can be."""
    funnel = Funnel(Keeper.open(path, state=path.parent / "other"))
    stream = Stream(doc_id=1, id="one", name="plain", time_sold=True)
    other = Stream(doc_id=2, id="two", name="other", order=1)
    funnel.do(edit("streams", [(None, stream), (None, other)]))
    funnel.do(log_hours(funnel.book, Row("one", Work.DELIVER), TODAY, 60, "NOTE"))
    funnel.do(log_hours(funnel.book, Row("two", Work.PEOPLE, who="WHO"), TODAY, 60))
    funnel.do(add_money(funnel.book, "one", Period(TODAY, TODAY), Amounts(gross=5000), note="NOTE"))
    funnel.close()
    import json

    tables = json.loads(path.read_text())
    for row in tables["streams"].values():
        row["name"] = name
    for row in [*tables["hours"].values(), *tables["money"].values()]:
        row["note"] = name
        if "who" in row:
            row["who"] = name
    path.write_text(json.dumps(tables))


def assert_harmless(text: str) -> None:
    assert not [char for char in HARMFUL if char in text]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("size", [(120, 36), (80, 24), (60, 15)], ids=lambda size: f"{size[0]}")
async def test_every_pane_and_dialog(start: Start, tmp_path: Path, name: str, size: tuple[int, int]) -> None:
    path = tmp_path / "book.json"
    hostile_book(path, name)
    async with start(path, size=size) as running:
        assert_harmless(running.text())
        for action in ACTIONS:
            if action.id in ("quit", "retry_save"):
                continue
            await running.main.run_action(action.id)
            await running.pilot.pause()
            assert_harmless(running.text())
            for _ in range(4):
                if len(running.app.screen_stack) > 1:
                    await running.press("escape")
            assert len(running.app.screen_stack) == 1, action.id
        await running.press("5", "enter", "u")
        assert_harmless(running.text())


@pytest.mark.parametrize("name", ["[/]", "[red]x", "[Acme]", "日本語"])
async def test_a_name_is_shown_as_it_is(start: Start, tmp_path: Path, name: str) -> None:
    path = tmp_path / "book.json"
    hostile_book(path, name)
    async with start(path) as running:
        assert name in running.text()
