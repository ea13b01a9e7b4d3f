"""Exchange rates from a CSV: which way round, which separator, which day."""

from __future__ import annotations

from decimal import Decimal

import pytest

from leverage_tui.interchange.rates import read_rates
from leverage_tui.interchange.rows import ImportRefused

BANK = """Date, USD, JPY, GBP, AUD, \r
2026-03-03, 1.0812, 162.3, 0.8731, N/A, \r
2026-03-02, 1.0900, 160, 0.8700, 1.7, \r
"""


def read(
    text: str, base: str = "USD", per: str | None = None, decimal: str | None = None
) -> list[tuple[str, str, str]]:
    found = read_rates(text.encode(), base, per, decimal)  # type: ignore[arg-type]
    return [(rate.currency, rate.day.isoformat(), rate.rate) for rate in found.rates]


def refusal(text: str, base: str = "USD", per: str | None = None, decimal: str | None = None) -> str:
    with pytest.raises(ImportRefused) as refused:
        read(text, base, per, decimal)
    return str(refused.value)


def test_each_rate_in_a_row_as_the_header_says() -> None:
    text = "Date,Currency,Rate (USD per unit)\n2026-03-02,EUR,1.0800\n2026-03-02,JPY,0.0067\n"
    assert read(text) == [("EUR", "2026-03-02", "1.0800"), ("JPY", "2026-03-02", "0.0067")]


@pytest.mark.parametrize(
    ("header", "rate"),
    [
        ("USD per unit", "1.25"), ("USD per 1 unit", "1.25"), ("usd per currency", "1.25"), ("Rate per unit", "1.25"),
        ("1 unit = USD", "1.25"), ("units per USD", "0.8"), ("rate per USD", "0.8"), ("1 USD = units", "0.8"),
        ("rate per 1 USD", "0.8"),
    ],
)  # fmt: skip
def test_a_header_of_rows_says_which_way(header: str, rate: str) -> None:
    assert read(f"date,currency,{header}\n2026-03-02,EUR,1.25\n") == [("EUR", "2026-03-02", rate)]


@pytest.mark.parametrize(
    ("header", "rate"),
    [
        ("USD per EUR", "1.25"), ("EUR per USD", "0.8"), ("1 EUR = USD", "1.25"), ("1 EUR in USD", "1.25"),
        ("one USD is EUR", "0.8"), ("USD per 1 EUR (fixing)", "1.25"),
    ],
)  # fmt: skip
def test_a_header_of_a_column_says_which_way(header: str, rate: str) -> None:
    assert read(f"day,{header}\n2026-03-02,1.25\n") == [("EUR", "2026-03-02", rate)]


@pytest.mark.parametrize("header", ["EUR", "EUR/USD", "EURUSD", "usd/eur"])
def test_what_could_be_the_inverse_is_refused_with_both_readings(header: str) -> None:
    text = f"date,{header}\n2026-03-02,1.25\n"
    assert refusal(text) == (
        "line 2: 1.25 could be 1 EUR = 1.25 USD (say --per each) or 1 USD = 1.25 EUR (say --per USD)"
    )
    for per, rate in (("each", "1.25"), ("EUR", "1.25"), ("eur", "1.25"), ("USD", "0.8")):
        assert read(text, per=per) == [("EUR", "2026-03-02", rate)]


def test_rows_that_could_be_the_inverse_are_refused_too() -> None:
    text = "date,currency,rate\n2026-03-02,EUR,1.25\n2026-03-02,USD,1\n"
    assert "could be 1 EUR = 1.25 USD" in refusal(text)
    assert read(text, per="each") == [("EUR", "2026-03-02", "1.25")]
    assert read(text, per="usd") == [("EUR", "2026-03-02", "0.8")]


def test_a_central_banks_table_in_its_own_currency_is_turned_round() -> None:
    assert read("date,USD,JPY\n2026-03-02,1.25,160\n", "EUR", "EUR") == [
        ("USD", "2026-03-02", "0.8"),
        ("JPY", "2026-03-02", "0.00625"),
    ]


def test_a_central_banks_table_gives_other_books_its_own_currency_exactly_and_the_rest_across() -> None:
    found = read(BANK, per="EUR")
    assert found[:2] == [("EUR", "2026-03-03", "1.0812"), ("JPY", "2026-03-03", "0.00666173752310536")]
    assert [rate[:2] for rate in found[2:]] == [
        ("GBP", "2026-03-03"), ("EUR", "2026-03-02"), ("JPY", "2026-03-02"), ("GBP", "2026-03-02"),
        ("AUD", "2026-03-02"),
    ]  # fmt: skip
    assert Decimal(found[4][2]) == Decimal("1.09") / 160
    assert "as in --per EUR" in refusal(BANK)


def test_rows_that_name_the_unit_of_their_rate_need_no_more() -> None:
    text = (
        "KEY,CURRENCY,CURRENCY_DENOM,TIME_PERIOD,OBS_VALUE\nx,USD,EUR,2026-03-02,1.09\nx,JPY,EUR,2026-03-02,160\n"
    )
    assert read(text) == [("EUR", "2026-03-02", "1.09"), ("JPY", "2026-03-02", "0.0068125")]
    assert read(text, "EUR")[1] == ("JPY", "2026-03-02", "0.00625")


def test_a_day_without_the_books_currency_says_nothing_of_it() -> None:
    found = read_rates(b"date,USD,JPY\n2026-03-02,1.09,160\n2026-03-03,,161\n", "USD", "EUR")
    assert len(found.rates) == 2
    assert [(row.line, row.why) for row in found.skipped] == [
        (3, "1 EUR = 161 JPY says nothing of USD on that day")
    ]


def test_rates_between_other_currencies_are_refused_with_the_books() -> None:
    sentence = "the rates are between EUR and GBP: the currency of the book is USD"
    assert refusal("date,EUR per GBP\n2026-03-02,1.15\n") == sentence
    assert refusal("date,currency,EUR per unit\n2026-03-02,GBP,1.15\n") == sentence
    assert refusal("date,EUR/GBP\n2026-03-02,1.15\n").startswith("the column EUR/GBP has not USD in it")


def test_a_header_and_per_that_contradict_each_other_are_refused() -> None:
    text = "date,USD per EUR\n2026-03-02,1.25\n"
    assert "the header says how much USD 1 EUR is, --per USD how much EUR 1 USD is" in refusal(text, per="USD")
    assert read(text, per="EUR") == [("EUR", "2026-03-02", "1.25")]


def test_a_currency_is_always_one_of_itself() -> None:
    assert "1 EUR is always 1 EUR, not 1.1" in refusal("date,USD,EUR\n2026-03-02,1.09,1.1\n", per="EUR")


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("date;USD per EUR\n2026-03-02;1,08\n", "1.08"),
        ("date;USD per EUR\n2026-03-02;1,085\n", "1.085"),
        ("date;USD per EUR\n2026-03-02;1.085\n", "1.085"),
        ("date\tUSD per EUR\n2026-03-02\t1,085\n", "1.085"),
        ('date,USD per EUR\n2026-03-02,"1,0850"\n', "1.0850"),
        ("date;USD per EUR\n2026-03-02;1.234,5\n", "1234.5"),
    ],
)
def test_a_decimal_comma_is_read_where_the_file_shows_it(text: str, rate: str) -> None:
    assert read(text) == [("EUR", "2026-03-02", rate)]


def test_a_separator_that_the_file_leaves_open_follows_the_setting_or_is_refused() -> None:
    text = 'date,USD per EUR\n2026-03-02,"1,085"\n'
    assert refusal(text) == "line 2: 1,085 could be 1085 or 1.085: write 1085 or 1.085"
    assert read(text, decimal=",")[0][2] == "1.085"
    assert read(text, decimal=".")[0][2] == "1085"
    assert "line 3: 1.085 could be" in refusal("date;USD per EUR\n2026-03-02;1,08\n2026-03-03;1.085\n")


@pytest.mark.parametrize(
    "written", ["2026-03-02", "2026-3-2", "2 March 2026", "02 Mar 2026", "2026-03-02T16:00:00Z"]
)
def test_days_are_read_as_they_are_published(written: str) -> None:
    assert read(f"date,USD per EUR\n{written},1.1\n") == [("EUR", "2026-03-02", "1.1")]


def test_a_day_that_could_be_two_is_refused_and_what_is_no_day_is_skipped() -> None:
    assert refusal("date,USD per EUR\n02/03/2026,1.1\n").startswith("line 2: 02/03/2026 could be 3 Feb 2026 or")
    found = read_rates(b"date,USD per EUR\n2026-03-02,1.1\nSource: the bank,\n", "USD")
    assert [(row.line, row.why) for row in found.skipped] == [
        (3, "'Source: the bank' is no date: write 2026-11-20")
    ]


@pytest.mark.parametrize("blank", ["", "N/A", "-", ".", "n.a.", "NaN"])
def test_a_day_without_a_rate_has_none(blank: str) -> None:
    assert read(f"date,USD per EUR\n2026-03-02,1.1\n2026-03-03,{blank}\n") == [("EUR", "2026-03-02", "1.1")]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "the file is empty"),
        ("{}", "the file is JSON, no CSV"),
        ("when,EUR\n2026-03-02,1.1\n", "no column is called date"),
        ("date,price\n2026-03-02,1.1\n", "no column is called currency, and none after a currency such as EUR"),
        ("date,currency,price\n2026-03-02,EUR,1.1\n", "no column is called rate"),
        ("date,EUR,EUR/USD\n2026-03-02,1.1,1.1\n", "two columns are about EUR"),
        ("date,USD per EUR\n", "the file has a header and no rate"),
        ("date,USD per EUR\n2026-03-02,abc\n", "line 2: abc is no rate: write 1.08"),
        ("date,USD per EUR\n2026-03-02,0\n", "line 2: 0 is less than a rate can be"),
        ("date,USD per EUR\n2026-03-02,-1\n", "line 2: a rate is above 0"),
        ("date,USD per EUR\n2026-03-02,1.1\n2026-03-02,1.2\n", "lines 2 and 3 say two rates for EUR on 2026-03-02"),
    ],
)
def test_what_makes_no_sense_is_refused_with_its_place(text: str, sentence: str) -> None:
    assert sentence in refusal(text)


def test_per_is_each_or_a_currency() -> None:
    assert "--per euro? it is each, or a currency such as EUR" in refusal("date,EUR\n2026-03-02,1.1\n", per="euro")
