"""lev config: listed, set, refused, reset."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from leverage_tui.cli.config import THEMES
from leverage_tui.domain.quantities.writing import MoneyStyle, write_money_as
from leverage_tui.store.config_keys import CONFIG_KEYS, KEYMAP
from tests.cli.conftest import Lev


@pytest.fixture(autouse=True)
def _usual_style() -> Iterator[None]:
    yield
    write_money_as(MoneyStyle())


def place(lev: Lev) -> Path:
    return lev.folder / "config" / "leverage-tui" / "config.toml"


def test_alone_it_lists_every_key_where_it_comes_from_and_what_it_means(bare: Lev) -> None:
    bare("config", "hours", "decimal")
    rows = {line.split()[0]: line for line in bare("config").splitlines()}
    assert set(rows) == {*CONFIG_KEYS, KEYMAP}
    assert rows["hours"].split()[1:4] == ["decimal", "the", "file"]
    assert rows["theme"].split()[1:3] == ["leverage-dark", "default"]
    assert all(key.meaning in rows[key.name] for key in CONFIG_KEYS.values())
    assert not bare.file.exists()


@pytest.mark.parametrize(
    ("argv", "answer", "line"),
    [
        (["theme", "leverage-light"], "theme leverage-light (was leverage-dark)", 'theme = "leverage-light"'),
        (["hours", "Decimal"], "hours decimal (was hm)", 'hours = "decimal"'),
        (["decimal", ","], "decimal , (was none)", 'decimal = ","'),
        (["thousands", "blank"], "thousands blank (was ,)", 'thousands = " "'),
        (["thousands", " "], "thousands blank (was ,)", 'thousands = " "'),
        (["thousands", "none"], "thousands none (was ,)", 'thousands = ""'),
        (["first-day", "sunday"], "first_day sunday (was monday)", 'first_day = "sunday"'),
        (["day_starts", "4"], "day_starts 4 (was 0)", "day_starts = 4"),
        (["mask", "yes"], "mask true (was false)", "mask = true"),
        (["mouse", "off"], "mouse false (was true)", "mouse = false"),
    ],
)
def test_a_key_is_set_and_reset(bare: Lev, argv: list[str], answer: str, line: str) -> None:
    default = bare("config", argv[0])
    assert bare("config", *argv) == answer + "\n"
    assert line in place(bare).read_text().splitlines()
    assert bare("config", argv[0]) == answer.split()[1] + "\n"
    assert bare("config", argv[0], "--reset").startswith(
        f"{answer.split()[0]} {default.strip()}, its default (was "
    )
    assert line not in place(bare).read_text().splitlines()
    assert bare("config", argv[0]) == default


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        (["them", "nord"], "there is no them, the nearest is theme"),
        (["theme", "tokyo-nite"], "there is no theme tokyo-nite: the nearest is tokyo-night"),
        (["hours", "minutes"], "hours is one of 'hm', 'decimal'"),
        (["first_day", "frday"], "friday?"),
        (["day_starts", "13"], "day_starts is an hour from 0 to 12"),
        (["day_starts", "four"], "day_starts is an hour from 0 to 12"),
        (["mouse", "maybe"], "mouse is true or false"),
        (["keys"], "[keys] is a table of keys by action"),
        (["--reset"], "--reset needs a key"),
        (["theme", "nord", "--reset"], "either a value or --reset"),
    ],
)
def test_what_makes_no_sense_is_one_line_and_writes_nothing(bare: Lev, argv: list[str], sentence: str) -> None:
    assert sentence in bare.refused("config", *argv)
    assert not place(bare).exists()


def test_a_broken_file_is_said_and_not_overwritten(bare: Lev) -> None:
    place(bare).parent.mkdir(parents=True)
    place(bare).write_text("theme = ")
    ran = bare.run("config", "theme", "nord")
    assert ran.code == 3
    assert "no TOML" in ran.err
    assert place(bare).read_text() == "theme = "
    assert "cannot be read" in bare.run("config").err


def test_amounts_are_written_as_chosen_and_read_as_before(lev: Lev) -> None:
    lev("set", "living_expenses", "2500.50")
    assert lev("set", "living_expenses") == "$2,500.50\n"
    for key, value, shown in (
        ("currency_style", "code", "USD\u00a02,500.50"), ("thousands", ".", "USD\u00a02.500,50"),
        ("thousands", "'", "USD\u00a02'500.50"), ("thousands", "blank", "USD\u00a02\u00a0500.50"),
        ("thousands", "none", "USD\u00a02500.50"), ("currency_style", "symbol", "$2500.50"),
    ):  # fmt: skip
        lev("config", key, value)
        assert lev("set", "living_expenses") == f"{shown}\n"
        lev("set", "living_expenses", shown)
        assert lev.book.settings.living_expenses_per_month == 250_050


def test_the_themes_named_here_are_those_of_the_dashboard() -> None:
    from textual.theme import BUILTIN_THEMES

    from leverage_tui.tui.themes import THEMES as OWN

    assert set(THEMES) == {*BUILTIN_THEMES, *(theme.name for theme in OWN)}
