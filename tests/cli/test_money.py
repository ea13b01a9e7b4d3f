from __future__ import annotations

from datetime import date

import pytest

from leverage_tui.domain.model import Amounts
from tests.cli.conftest import Lev


def test_money_is_entered_for_last_month_unless_said(lev: Lev) -> None:
    answer = lev("money", "course", "18.40", "--platform-fees", "9.20", "--units", "2", "--note", "two sales")
    assert answer.startswith("Diary-mapping course: $9.20 net for Oct 2026; gauge ")
    (entry,) = lev.money
    assert (entry.date, entry.until, entry.currency) == (date(2026, 10, 1), date(2026, 10, 31), "USD")
    assert entry.amounts == Amounts(gross=1840, platform_fees=920)
    assert (entry.units, entry.note) == (2, "two sales")


def test_every_amount_has_its_own_field(lev: Lev) -> None:
    lev(
        "money", "care", "--refunds", "1", "--platform-fees", "2", "--processing-fees", "3",
        "--variable", "4", "--fixed", "5", "100", "--period", "2026-W46",
    )  # fmt: skip
    (entry,) = lev.money
    assert entry.amounts == Amounts(10000, 100, 200, 300, 400, 500)
    assert (entry.date, entry.until) == (date(2026, 11, 9), date(2026, 11, 15))


def test_costs_stand_without_a_gross(lev: Lev) -> None:
    lev("money", "care", "--fixed", "25")
    assert lev.money[0].amounts == Amounts(fixed_costs=2500)


@pytest.mark.parametrize("argv", [["18 EUR"], ["18", "--currency", "eur"], ["€18", "--currency", "EUR"]])
def test_another_currency_is_kept_as_it_is_and_a_missing_rate_is_said(lev: Lev, argv: list[str]) -> None:
    ran = lev.run("money", "care", *argv, "--fixed", "2")
    assert ran.code == 0
    assert "no exchange rate for EUR yet" in ran.err
    (entry,) = lev.money
    assert (entry.currency, entry.amounts) == ("EUR", Amounts(gross=1800, fixed_costs=200))


def test_decimals_are_those_of_the_currency(lev: Lev) -> None:
    lev("money", "care", "1800", "--currency", "JPY")
    assert lev.money[0].amounts.gross == 1800


def test_the_config_decides_what_a_lone_separator_means(lev: Lev) -> None:
    assert "could be 1234 or" in lev.refused("money", "care", "1,234")
    config = lev.folder / "config" / "leverage-tui" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text('decimal = "."\n')
    lev("money", "care", "1,234")
    assert lev.money[0].amounts.gross == 123400


def test_money_that_is_there_already_is_shown_before_more_is_saved(lev: Lev) -> None:
    lev("money", "care", "900")
    refusal = lev.refused("money", "care", "100")
    assert refusal.startswith("Nov 2026, the next one, is not over: say what this is for, --period last-month")
    assert lev.said("money", "care", "100", "--period", "last-month") == (
        "$900 gross for Oct 2026 was there already: both count\n"
    )
    assert len(lev.money) == 2
    assert lev.said("money", "care", "--fixed", "10") == ""


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        (["care"], "no amount typed"),
        (["care", "abc"], "gross: abc is not an amount"),
        (["care", "-5"], "gross: amounts are never negative"),
        (["care", "5", "--refunds", "x"], "--refunds: x is not an amount"),
        (["care", "5", "--refunds", "-3"], "--refunds: amounts are never negative"),
        (["care", "5 EUR", "--fixed", "2 GBP"], "EUR and GBP in one entry"),
        (["care", "5 EUR", "--currency", "USD"], "EUR and USD in one entry"),
        (["care", "5", "--currency", "euro"], "--currency: 'euro' is no code of three letters"),
        (["care", "5", "--units", "1.5"], "--units: '1.5' is no whole number"),
        (["care", "5", "--period", "soon"], "--period: soon is not a period"),
        (["care", "5", "--refund", "1"], "lev money has no option --refund: the nearest is --refunds"),
        (["care", "5", "6"], "unrecognized arguments: 6"),
        (["nobody", "5"], "there is no stream 'nobody'"),
    ],
)
def test_what_makes_no_sense_is_refused_in_one_line(lev: Lev, argv: list[str], sentence: str) -> None:
    assert sentence in lev.refused("money", *argv)


def test_what_was_there_already_is_told_as_it_was_entered(lev: Lev) -> None:
    for amount in ("500", "300", "400", "200", "100"):
        lev("money", "care", amount, "--period", "2026-10")
    said = lev.said("money", "care", "700", "--period", "2026-10").splitlines()
    told = [line.split(" gross")[0] for line in said if line.endswith("both count")]
    assert told == ["$500", "$300", "$400", "$200", "$100"]
