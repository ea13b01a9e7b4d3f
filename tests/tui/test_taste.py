"""Taste in the dashboard: seen at once, kept in the file, taken back when it is left."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.widgets import Input

from leverage_tui.domain.quantities.writing import MoneyStyle, money_style, write_money_as
from leverage_tui.store.config import Config, read_config
from leverage_tui.store.config_keys import CONFIG_KEYS
from leverage_tui.tui.flows import taste
from leverage_tui.tui.screens.taste_form import TasteForm
from leverage_tui.tui.screens.theme_list import ThemeList
from tests.tui.conftest import Running, Start


@pytest.fixture(autouse=True)
def _usual_style() -> Iterator[None]:
    yield
    write_money_as(MoneyStyle())


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "config" / "config.toml"
    path.parent.mkdir()
    path.write_text('# mine\ntheme = "leverage-dark"  # calm\n')
    return path


def held(file: Path) -> str:
    return file.read_text()


def made(file: Path) -> int:
    """What a file that was written anew has another one of."""
    return file.stat().st_ino


def lock(file: Path) -> None:
    file.chmod(0o400)


@asynccontextmanager
async def open_form(start: Start, file: Path, size: tuple[int, int] = (120, 36)) -> AsyncIterator[Running]:
    async with start(size=size) as running:
        running.app.config_file = file
        taste.taste(running.main)
        await running.settle()
        assert isinstance(running.app.screen, TasteForm)
        yield running


async def choose(running: Running, key: str, value: str) -> None:
    form = running.app.screen
    assert isinstance(form, TasteForm)
    field = form.field(key)
    if isinstance(field, Input):
        field.value = value
    else:
        field.choose(value)
    await running.settle()


@pytest.mark.parametrize("size", [(120, 36), (80, 24)], ids=lambda size: str(size[0]))
async def test_every_key_stands_there_with_its_meaning(start: Start, file: Path, size: tuple[int, int]) -> None:
    async with open_form(start, file, size) as running:
        for key in CONFIG_KEYS.values():
            assert key.meaning in running.text(), key.name


async def test_what_is_chosen_is_seen_at_once_and_kept(start: Start, file: Path) -> None:
    async with open_form(start, file) as running:
        for key, value in (
            ("theme", "leverage-light"), ("hours", "decimal"), ("decimal", ","), ("thousands", "."),
            ("currency_style", "code"), ("first_day", "sunday"), ("day_starts", "4"),
        ):  # fmt: skip
            await choose(running, key, value)
        view, session = running.main.session.view, running.main.session
        assert running.app.theme == "leverage-light"
        assert view.style == "decimal"
        assert view.week.weekday() == 6
        assert view.today in view.days
        assert money_style() == MoneyStyle(True, ".", ",")
        assert session.config.decimal == ","
        assert read_config(file)[0] == Config()
        await running.press("f10")
        await running.until(lambda: "7 choices kept" in running.text())
        assert "USD 65/h" in running.text().replace("\u00a0", " ")
    found, said = read_config(file)
    assert said == ()
    assert found == Config("leverage-light", "decimal", ",", ".", "code", "sunday", 4)
    assert held(file).startswith('# mine\ntheme = "leverage-light"  # calm\n')


async def test_leaving_takes_everything_back(start: Start, file: Path) -> None:
    before = held(file)
    async with open_form(start, file) as running:
        for key, value in (("theme", "dracula"), ("hours", "decimal"), ("first_day", "sunday"), ("mask", "true")):
            await choose(running, key, value)
        assert running.app.theme == "dracula"
        assert "$65" not in running.text()
        await running.press("escape", "escape")
        assert len(running.app.screen_stack) == 1
        assert running.app.theme == "leverage-dark"
        assert running.main.session.view.style == "hm"
        assert running.main.session.view.week.weekday() == 0
        assert running.main.session.config == Config()
        assert "$65/h" in running.text()
    assert held(file) == before


async def test_what_cannot_be_keeps_the_form_open(start: Start, file: Path) -> None:
    before = held(file)
    async with open_form(start, file) as running:
        await choose(running, "day_starts", "13")
        assert "day_starts is an hour from 0 to 12" in " ".join(running.text().split())
        await running.press("f10")
        assert isinstance(running.app.screen, TasteForm)
    assert held(file) == before


async def test_nothing_changed_writes_nothing(start: Start, file: Path) -> None:
    before = made(file)
    async with open_form(start, file) as running:
        await running.press("f10")
        await running.until(lambda: "nothing was changed" in running.text())
    assert made(file) == before


async def test_a_file_that_cannot_be_written_is_said_and_the_choice_lasts(start: Start, file: Path) -> None:
    lock(file)
    async with open_form(start, file) as running:
        await choose(running, "hours", "decimal")
        await running.press("f10")
        await running.until(lambda: "Not kept" in running.text())
        assert running.main.session.view.style == "decimal"


async def test_the_cursor_shows_a_theme_enter_keeps_it_and_esc_goes_back(start: Start, file: Path) -> None:
    async with start() as running:
        running.app.config_file = file
        taste.theme(running.main)
        await running.settle()
        assert isinstance(running.app.screen, ThemeList)
        await running.press("down", "j")
        assert running.app.theme == "leverage-contrast"
        await running.press("escape")
        assert running.app.theme == "leverage-dark"
        assert '"leverage-dark"' in held(file)
        taste.theme(running.main)
        await running.settle()
        await running.press("down", "down", "k", "enter")
        await running.until(lambda: "theme: leverage-light" in running.text())
        assert running.app.theme == "leverage-light"
        assert running.main.session.config.theme == "leverage-light"
    assert held(file) == '# mine\ntheme = "leverage-light"  # calm\n'


async def test_the_settings_lead_to_it(start: Start) -> None:
    async with start() as running:
        await running.main.perform("settings")
        await running.settle()
        assert "Look and numbers" in running.text()
        await running.press("end", "enter")
        await running.until(lambda: isinstance(running.app.screen, TasteForm))


async def test_without_a_file_taste_lasts_as_long_as_the_program(start: Start) -> None:
    async with start(config=Config()._replace(theme="nord")) as running:
        taste.theme(running.main)
        await running.settle()
        await running.press("down", "enter")
        await running.settle()
        assert running.app.theme == "rose-pine"
