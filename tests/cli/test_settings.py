from __future__ import annotations

import pytest

from leverage_tui.domain.model import Restatement
from tests.cli.conftest import Lev


def test_alone_it_lists_every_setting(bare: Lev) -> None:
    listed = {line.split()[0]: line.split()[1] for line in bare("set").splitlines()}
    assert listed == {
        "baseline_rate": "none", "living_expenses": "none", "capacity": "40:00", "working_weeks": "46",
        "window_weeks": "13", "build_life_weeks": "104", "required_return": "0.05", "gauge_goal": "none",
        "base_currency": "USD",
    }  # fmt: skip
    assert not bare.file.exists()


def test_a_new_baseline_says_and_keeps_the_gauge_before_and_after(lev: Lev) -> None:
    lev("log", "care", "10", "manage")
    lev("money", "care", "1000", "--period", "this-month")
    answer = lev("set", "baseline_rate", "$50")
    assert answer.startswith("baseline_rate $50 (was $60): gauge ")
    assert " before, gauge " in answer
    changes = {change.new: change for change in lev.book.all(Restatement)}
    assert set(changes) == {6000, 5000}
    assert changes[5000].old == 6000
    old, new = changes[5000].gauge_old, changes[5000].gauge_new
    assert old is not None
    assert new is not None
    assert old < new
    assert f"{int(old * 10) / 10:.1f} %" in answer
    assert f"{int(new * 10) / 10:.1f} %" in answer


@pytest.mark.parametrize(
    ("argv", "key", "value"),
    [
        (["baseline-rate", "62.50"], "baseline_rate", 6250),
        (["baseline_rate", "none"], "baseline_rate", None),
        (["living_expenses", "3", "000"], "living_expenses_per_month", 300000),
        (["capacity", "37.5"], "capacity_minutes_per_week", 2250),
        (["capacity", "37:30"], "capacity_minutes_per_week", 2250),
        (["capacity", "30h"], "capacity_minutes_per_week", 1800),
        (["working_weeks", "44"], "working_weeks_per_year", 44),
        (["window_weeks", "26"], "window_weeks", 26),
        (["build_life_weeks", "52"], "build_life_weeks", 52),
        (["required_return", "7%"], "required_return", 0.07),
        (["required_return", "0.04"], "required_return", 0.04),
        (["gauge_goal", "50"], "gauge_goal", 50),
        (["base_currency", "eur"], "base_currency", "EUR"),
    ],
)
def test_every_setting_is_typed_in_its_own_unit(lev: Lev, argv: list[str], key: str, value: object) -> None:
    lev("set", *argv)
    assert getattr(lev.book.settings, key) == value


def test_the_same_value_again_writes_nothing(lev: Lev) -> None:
    before = lev.bytes()
    assert lev("set", "baseline_rate", "60.00") == "baseline_rate is $60 already\n"
    assert lev.bytes() == before


def test_a_key_alone_shows_its_value(lev: Lev) -> None:
    assert lev("set", "baseline_rate") == "$60\n"


def test_amounts_typed_in_the_old_base_currency_are_named(lev: Lev) -> None:
    assert "baseline_rate was typed in USD and now reads €60: set it anew" in lev.said(
        "set", "base_currency", "EUR"
    )


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        (["baseline", "60"], "there is no setting baseline: the nearest is baseline_rate"),
        (["schema", "2"], "there is no setting schema"),
        (["baseline_rate", "60 EUR"], "baseline_rate is in the book's currency, USD, not EUR"),
        (["baseline_rate", "abc"], "baseline_rate: abc is not an amount"),
        (["capacity", "none"], "capacity cannot be none: it is 40:00 h now"),
        (["capacity", "2400"], "capacity: a week has 168 hours, 2400 is more: hours are meant, not minutes"),
        (["working_weeks", "54"], "working_weeks_per_year is a whole number from 0 to 53"),
        (["window_weeks", "0"], "window_weeks is a whole number from 1 to 520"),
        (["required_return", "5"], "required_return is a share from 0 to 1"),
        (["required_return", "NaN"], "required_return: NaN is no share"),
        (["required_return", "1e-400000000"], "required_return"),
        (["gauge_goal", "-5"], "gauge_goal: '-5' is no whole number"),
        (["gauge_goal", ""], "gauge_goal: no value typed, none clears it"),
        (["capacity", " "], "capacity: no value typed"),
        (["gauge_goal", "100"], "gauge_goal is a whole number from 0 to 99, or none"),
        (["base_currency", "dollar"], "base_currency: 'dollar' is no code of three letters"),
    ],
)
def test_what_makes_no_sense_is_refused_in_one_line(lev: Lev, argv: list[str], sentence: str) -> None:
    assert sentence in lev.refused("set", *argv)
