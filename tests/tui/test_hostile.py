"""Names that would be markup, or commands to the terminal, are harmless text on every screen."""

from __future__ import annotations

import json
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
from tests.tui.conftest import TODAY, Start

NAMES = (
    "[/]", "[/foo] [Acme]", "[red]x", "[$primary]y", "[@click=app.quit]pay[/]", "[link=file:///x]z", "\\[", "a]b[c",
    "👩‍👩‍👧 café e\u0301", "日本語のとても長い名前がここに", "\u202eevil\u2066",
    "\x1b]0;title\x07", "\x1b[2J", "\u009b31m", "\x00nul",
    "{name} %s $name", "'\"`;",
)  # fmt: skip
HARMFUL = ("\x1b", "\u009b", "\x07", "\x00", "\u202e", "\u2066")


SHOWING_NAMES = (
    "money", "edit_stream", "new_row", "note", "close_week", "waiting", "delete_stream", "arithmetic", "palette",
)  # fmt: skip


def hostile_book(path: Path, names: tuple[str, ...]) -> None:
    """A file that some other program wrote, with the names uncleaned wherever a name can be."""
    funnel = Funnel(Keeper.open(path, state=path.parent / "other"))
    for place in range(len(names)):
        stream = Stream(doc_id=place + 1, id=f"s{place}", name="plain", time_sold=True, order=place)
        funnel.do(edit("stream", [(None, stream)]))
        funnel.do(log_hours(funnel.book, Row(stream.id, Work.DELIVER), TODAY, 60, "NOTE"))
        funnel.do(log_hours(funnel.book, Row(stream.id, Work.PEOPLE, who="WHO"), TODAY, 60))
        funnel.do(add_money(funnel.book, stream.id, Period(TODAY, TODAY), Amounts(gross=5000), note="NOTE"))
    funnel.close()
    tables = json.loads(path.read_text())
    for row in tables["streams"].values():
        row["name"] = names[int(row["id"][1:])]
    for row in [*tables["hours"].values(), *tables["money"].values()]:
        row["note"] = names[int(row["stream"][1:])]
        if "who" in row:
            row["who"] = row["note"]
    path.write_text(json.dumps(tables))


def assert_harmless(text: str) -> None:
    assert not [char for char in HARMFUL if char in text]


@pytest.mark.parametrize("size", [(120, 60), (80, 24), (60, 15)], ids=lambda size: f"{size[0]}")
async def test_every_pane(start: Start, tmp_path: Path, size: tuple[int, int]) -> None:
    path = tmp_path / "book.json"
    hostile_book(path, NAMES)
    async with start(path, size=size) as running:
        for keys in (("tab",), ("tab",), ("tab",), ("5",), ("enter",), ("u",), ("pageup",), ("t",)):
            await running.press(*keys)
            assert_harmless(running.text())


@pytest.mark.parametrize("name", NAMES)
async def test_every_dialog(start: Start, tmp_path: Path, name: str) -> None:
    path = tmp_path / "book.json"
    hostile_book(path, (name, "other"))
    async with start(path, size=(80, 24)) as running:
        for action in SHOWING_NAMES:
            await running.main.perform(action)
            await running.pilot.pause()
            assert len(running.app.screen_stack) == 2, action
            assert_harmless(running.text())
            for _ in range(3):
                if len(running.app.screen_stack) > 1:
                    await running.press("escape")
            assert len(running.app.screen_stack) == 1, action


@pytest.mark.parametrize("name", ["[/]", "[red]x", "[Acme]", "日本語"])
async def test_a_name_is_shown_as_it_is(start: Start, tmp_path: Path, name: str) -> None:
    path = tmp_path / "book.json"
    hostile_book(path, (name, "other"))
    async with start(path) as running:
        assert name in running.text()
