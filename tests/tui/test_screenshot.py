from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from leverage_tui.tui.flows.screenshot import screenshot, take
from leverage_tui.tui.screens.main import MainScreen
from leverage_tui.tui.screens.prompt import Prompt
from tests.tui.conftest import Running, Start


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which the program was started."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def words(picture: Path) -> str:
    """The text of a picture, line by line as it is drawn."""
    found = ElementTree.parse(picture).getroot()
    return "\n".join(node.text or "" for node in found.iter("{http://www.w3.org/2000/svg}text")).replace(
        "\xa0", " "
    )


async def written(running: Running) -> None:
    """Wait until the picture is in its file; a dialog that is open goes on waiting."""
    for worker in list(running.app.workers):
        if worker.group == "screenshot":
            await worker.wait()


def names(folder: Path) -> list[str]:
    return sorted(found.name for found in folder.iterdir())


async def drawn(running: Running, folder: Path) -> Path:
    """A picture of what is shown, under the name that is offered."""
    before = running.app.screen
    take(running.app)
    await running.settle()
    assert isinstance(running.app.screen, Prompt)
    await running.press("enter")
    await written(running)
    await running.settle()
    assert running.app.screen is before
    (made,) = names(folder)
    return folder / made


async def test_the_dashboard_is_drawn_into_a_file_that_stands_alone(start: Start, here: Path) -> None:
    async with start() as running:
        screenshot(running.main)
        await running.settle()
        await running.press("enter")
        await written(running)
        assert names(here) == ["leverage-2025-06-29.svg"]
        made = here / "leverage-2025-06-29.svg"
        source = made.read_text("utf-8")
        assert "WordPress care plan" in words(made)
        assert "Save a picture" not in words(made)
        assert not re.search(r"@font-face|https?://(?!www\.w3\.org)|<script|<image", source)
        box = re.search(r'viewBox="0 0 ([0-9]+)[0-9.]* ([0-9]+)[0-9.]*" width="([0-9]+)" height="([0-9]+)"', source)
        assert box
        assert (int(box[3]) - int(box[1]), int(box[4]) - int(box[2])) in {(0, 0), (0, 1), (1, 0), (1, 1)}


@pytest.mark.parametrize(("keys", "word"), [(("i",), "nsight"), (("m",), "oney"), (("question_mark",), "Keys")])
async def test_any_screen_is_drawn_and_stays_as_it_was(
    start: Start, here: Path, keys: tuple[str, ...], word: str
) -> None:
    async with start() as running:
        await running.press(*keys)
        screen = running.app.screen
        assert not isinstance(screen, MainScreen)
        made = await drawn(running, here)
        assert word in words(made)
        await running.press("escape")
        assert isinstance(running.app.screen, MainScreen)


async def test_hidden_amounts_are_hidden_in_the_picture(start: Start, here: Path) -> None:
    async with start() as running:
        first = await drawn(running, here)
        shown = words(first)
        first.unlink()
        await running.press("z")
        hidden = words(await drawn(running, here))
        assert re.search(r"\$\d", shown)
        assert not re.search(r"\$\d", hidden)
        assert "•••" in hidden


async def test_a_name_that_is_taken_is_never_offered_nor_written_over(start: Start, here: Path) -> None:
    taken = here / "leverage-2025-06-29.svg"
    taken.write_text("mine")
    async with start() as running:
        take(running.app)
        await running.settle()
        await running.press("enter")
        await written(running)
        assert names(here) == ["leverage-2025-06-29-2.svg", taken.name]
        assert taken.read_text() == "mine"


async def test_leaving_writes_nothing_and_asking_twice_asks_once(start: Start, here: Path) -> None:
    async with start() as running:
        take(running.app)
        await running.settle()
        asked = running.app.screen
        take(running.app)
        await running.settle()
        assert running.app.screen is asked
        await running.press("escape")
        assert isinstance(running.app.screen, MainScreen)
        assert names(here) == []
        take(running.app)
        await running.settle()
        assert isinstance(running.app.screen, Prompt)


@pytest.mark.parametrize(
    "keys", [(), ("i",), ("m",), ("question_mark",)], ids=["dashboard", "page", "form", "help"]
)
async def test_its_key_works_on_every_screen(start: Start, here: Path, keys: tuple[str, ...]) -> None:
    async with start() as running:
        await running.press(*keys)
        before = running.app.screen
        await running.press("f12")
        assert isinstance(running.app.screen, Prompt)
        await running.press("enter")
        await written(running)
        await running.settle()
        assert running.app.screen is before
        assert len(names(here)) == 1
