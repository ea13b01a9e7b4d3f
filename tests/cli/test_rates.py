from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.cli.conftest import Lev

BANK = "Date;GBP;USD;CHF\n2026-10-30;0,8731;1,0812;\n2026-11-02;0,8700;1,0900;0,93\n"


@pytest.fixture
def bank(lev: Lev, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A central bank's table in the folder in which the commands run."""
    monkeypatch.chdir(lev.folder)
    path = lev.folder / "bank.csv"
    path.write_text(BANK)
    return path


def rates(lev: Lev) -> list[tuple[str, str, str]]:
    return [tuple(rate.values()) for rate in lev.json("rates", "list", "--json")["rates"]]


def test_a_rate_is_added_told_and_listed(lev: Lev) -> None:
    said = lev("rates", "add", "eur", "1.0800", "--on", "2026-03-01")
    assert said.startswith("1 EUR = 1.0800 USD from Sun 1 Mar 2026 on; gauge ")
    lev("rates", "add", "EUR", "1,09")
    assert lev("rates", "list") == (
        "     from        1 is worth in USD\nEUR  2026-03-01  1.0800\nEUR  2026-11-18  1.09\n"
    )
    assert rates(lev) == [("EUR", "2026-03-01", "1.0800"), ("EUR", "2026-11-18", "1.09")]
    before = lev.bytes()
    assert "on already; gauge" in lev("rates", "add", "EUR", "1.0900")
    assert lev.bytes() == before


def test_no_rate_and_nothing_missing_is_said(lev: Lev) -> None:
    assert "no exchange rate yet" in lev.said("rates", "list")
    assert lev.json("rates", "list", "--json") == {"base_currency": "USD", "rates": []}
    assert lev("rates", "missing") == "no rate is missing: every amount counts\n"
    assert lev.json("rates", "missing", "--json") == []


def test_a_rate_is_taken_out_and_may_come_back(lev: Lev) -> None:
    lev("rates", "add", "EUR", "1.08", "--on", "2026-03-01")
    assert lev("rates", "delete", "EUR", "--on", "2026-03-01").startswith(
        "rate of EUR on Sun 1 Mar 2026 taken out; "
    )
    assert rates(lev) == []
    lev("rates", "add", "EUR", "1.09", "--on", "2026-03-01")
    assert rates(lev) == [("EUR", "2026-03-01", "1.09")]


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        (["add", "USD", "1"], "USD is the currency of the book: it is always 1"),
        (["add", "euro", "1"], "CURRENCY: 'euro' is no code of three letters, such as EUR"),
        (["add", "EUR", "0"], "RATE: 0 is less than a rate can be"),
        (["add", "EUR", "1,085"], "RATE: 1,085 could be 1085 or 1.085: write 1085 or 1.085"),
        (["add", "EUR"], "lev rates add needs RATE"),
        (["add", "EUR", "1.1", "--on", "soon"], "--on: soon is not a date"),
        (["delete", "EUR"], "which one? lev rates delete EUR --on DATE"),
        (["delete", "EUR", "--on", "today"], "there is no rate of EUR"),
        (["import", "none.csv"], "there is no file none.csv"),
        (["import", "x", "--only", "EUR,"], "--only: '' is no code of three letters"),
        ([], "lev rates needs one of add, list, delete, import, missing"),
        (["ad"], "there is no command lev rates ad: the nearest is lev rates add"),
    ],
)
def test_what_makes_no_sense_is_refused(lev: Lev, argv: list[str], sentence: str) -> None:
    assert sentence in lev.refused("rates", *argv)


def test_a_rate_that_looks_turned_round_is_taken_and_doubted(lev: Lev) -> None:
    lev("rates", "add", "GBP", "1.30", "--on", "2026-03-01")
    assert lev.said("rates", "add", "GBP", "0.77") == (
        "1 GBP was 1.30 USD on 2026-03-01: is 0.77 what 1 USD is worth in GBP?\n"
    )
    assert lev.said("rates", "add", "GBP", "1.29", "--on", "2026-03-02") == ""


def test_what_is_missing_is_named_and_its_command_answers_it(lev: Lev) -> None:
    lev("money", "care", "500 EUR", "--period", "2026-10")
    lev("money", "course", "20", "--currency", "EUR", "--fixed", "5", "--period", "2026-09")
    assert lev("rates", "missing") == (
        "EUR has no rate on 2026-09-30: 2 amounts count in no total\n"
        "  Diary-mapping course  money for Sep 2026   €15\n"
        "  WordPress care plan   money for Oct 2026  €500\n"
        "  lev rates add EUR RATE --on 2026-09-30\n"
    )
    (found,) = lev.json("rates", "missing", "--json")
    assert (found["currency"], found["since"]) == ("EUR", "2026-09-30")
    assert [(each["stream"], each["amount"]) for each in found["left_out"]] == [("course", 1500), ("care", 50000)]
    lev(*found["command"].replace("RATE", "1.08").split()[1:])
    assert lev("rates", "missing") == "no rate is missing: every amount counts\n"
    # 515 EUR x 1.08, what is expected after them left out.
    net = lev.json("metrics", "--json")["book"]
    assert net["net"] - net["expected_net"] == pytest.approx(515 * 1.08)


def test_a_banks_table_is_imported_once_the_way_round_is_said(lev: Lev, bank: Path) -> None:
    assert "as in --per EUR" in lev.refused("rates", "import", "bank.csv")
    assert lev("rates", "import", "bank.csv", "--per", "EUR", "--dry-run", "--only", "EUR,GBP") == (
        "rates: 4 of 5 would be imported\n  EUR  2  2026-10-30 to 2026-11-02\n  GBP  2  2026-10-30 to 2026-11-02\n"
    )
    assert rates(lev) == []
    lev("rates", "import", "bank.csv", "--per", "EUR", "--only", "EUR,GBP")
    assert rates(lev)[:2] == [("EUR", "2026-10-30", "1.0812"), ("EUR", "2026-11-02", "1.0900")]
    before = lev.bytes()
    again = lev("rates", "import", "bank.csv", "--per", "EUR", "--only", "EUR,GBP")
    assert again == "rates: 0 of 5 imported, 4 known already\n"
    assert lev.bytes() == before


def test_only_currencies_with_amounts_are_taken_and_the_others_named(lev: Lev, bank: Path) -> None:
    lev("money", "care", "500 EUR", "--period", "2026-10")
    ran = lev.run("rates", "import", "bank.csv", "--per", "EUR")
    assert ran.out == "rates: 2 of 5 imported\n  EUR  2  2026-10-30 to 2026-11-02\n"
    assert ran.err == "left out, the book has no amount in them (--only takes them): CHF, GBP\n"


def test_a_rate_taken_out_is_not_imported_again_unless_said(lev: Lev, bank: Path) -> None:
    lev("rates", "import", "bank.csv", "--per", "EUR")
    lev("rates", "delete", "CHF", "--on", "2026-11-02")
    found = lev.json("rates", "import", "bank.csv", "--per", "EUR", "--json")
    assert (found["new"], found["known"], found["deleted"]) == (0, 4, 1)
    assert lev.json("rates", "import", "bank.csv", "--per", "EUR", "--json", "--again")["new"] == 1
    assert len(rates(lev)) == 5


def test_a_table_that_could_be_the_inverse_is_refused_with_both_readings(lev: Lev, bank: Path) -> None:
    bank.write_text("date,EUR\n2026-10-30,1.08\n")
    assert lev.refused("rates", "import", "bank.csv") == (
        "line 2: 1.08 could be 1 EUR = 1.08 USD (say --per each) or 1 USD = 1.08 EUR (say --per USD)"
    )
    lev("rates", "import", "bank.csv", "--per", "each")
    assert rates(lev) == [("EUR", "2026-10-30", "1.08")]


def test_pay_is_given_to_all_hours_of_a_person_that_have_none(lev: Lev) -> None:
    lev("log", "care", "people", "2", "--who", "Ana")
    lev("log", "care", "people", "0:20", "--who", "Ana", "--on", "yesterday")
    lev("log", "care", "people", "1", "--who", "Ben")
    lev("log", "care", "people", "1")
    said = lev("pay", "care", "ana", "15/h")
    assert said.startswith("WordPress care plan, Ana: 2:20 in 2 entries at $15 an hour, $35 in all; gauge ")
    lev("pay", "care", "none", "6")
    assert sorted((entry.who or "", entry.cost) for entry in lev.hours) == [
        ("", 600),
        ("Ana", 500),
        ("Ana", 3000),
        ("Ben", None),
    ]
    lev("log", "care", "people", "1", "--who", "Ana")
    assert lev.hours[-1].cost == 1500
    assert [entry.date for entry in lev.hours if entry.cost == 500] == [date(2026, 11, 17)]


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        (["care", "Ana"], "lev pay needs RATE"),
        (["care", "Bea", "15"], "no hours of Bea have unknown pay, those of Ana have"),
        (["course", "Ana", "15"], "no hours of Ana have unknown pay"),
        (["care", "Ana", "much"], "RATE: much is not an amount"),
        (["care", "Ana", "15 EUR"], "RATE: WordPress care plan is kept in USD, not EUR"),
        (["nothing", "Ana", "15"], "there is no stream 'nothing'"),
    ],
)
def test_pay_that_makes_no_sense_is_refused(lev: Lev, argv: list[str], sentence: str) -> None:
    lev("log", "care", "people", "2", "--who", "Ana")
    assert sentence in lev.refused("pay", *argv)


def test_pay_in_a_currency_without_a_rate_says_so(lev: Lev) -> None:
    lev("stream", "add", "Shop", "--currency", "EUR")
    lev("log", "shop", "people", "2", "--who", "Ana")
    assert "no exchange rate for EUR yet" in lev.said("pay", "shop", "Ana", "15")


def test_check_lists_what_is_unknown_with_the_command_for_it(lev: Lev) -> None:
    lev("money", "care", "500 EUR", "--period", "2026-10")
    lev("money", "care", "600", "--period", "2026-10")
    lev("log", "care", "people", "2", "--who", "Ana")
    lines = lev("check").splitlines()
    assert lines[0] == "Not known; what could move the gauge most comes first:"
    assert lines[1] == (
        "  no rate for EUR on 2026-10-31: 1 amount counts in no total; say what 1 EUR was worth in USD: "
        "lev rates add EUR RATE --on 2026-10-31"
    )
    found = lev.json("check", "--json")
    assert found["unknowns"][0]["weight"] is None
    pay = next(unknown for unknown in found["unknowns"] if "pay of Ana" in unknown["what"])
    assert pay["how"] == "say what an hour cost: lev pay care Ana RATE"
    # 2 hours at 60 of the 600 of October and what is expected of November.
    assert pay["weight"] == pytest.approx(120 / lev.json("metrics", "--json")["book"]["net"])
    assert any("of what you keep); say what an hour cost" in line for line in lines)
    for command in ("rates add EUR 1.08 --on 2026-10-31", "pay care Ana 12", "close --all-before 2026-11-16"):
        lev(*command.split())
    left = lev.json("check", "--json")["unknowns"]
    assert [unknown["how"].partition(": lev ")[2].split()[0] for unknown in left] == ["money"]
