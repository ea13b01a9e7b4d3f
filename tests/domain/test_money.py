"""Money as typed and shown: exact minor units, no separator guessed, every round trip closed."""

from __future__ import annotations

from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leverage_tui.domain.quantities.currency import SYMBOLS, exponent, is_currency, symbol_for
from leverage_tui.domain.quantities.errors import Unreadable
from leverage_tui.domain.quantities.money import Amount, format_money, parse_money, plain_money

Separator = Literal[".", ","]
MINOR = st.one_of(st.integers(0, 10**13), st.integers(0, 10**7))
CURRENCY = st.sampled_from(["USD", "EUR", "CHF", "PLN", "JPY", "KRW", "KWD", "TND"])
POINT: Separator = "."
COMMA: Separator = ","
SEPARATOR = st.sampled_from([POINT, COMMA])


@pytest.mark.parametrize(
    ("text", "minor"),
    [
        ("1,234.56", 123456),
        ("1.234,56", 123456),
        ("1 234,56", 123456),
        ("1\u00a0234,56", 123456),
        ("1\u202f234.56", 123456),
        ("1\u2009234.56", 123456),
        ("1'234.50", 123450),
        ("1’234.50", 123450),
        ("1 234", 123400),
        ("1,234,567", 123456700),
        ("1.234.567", 123456700),
        ("1.234.567,8", 123456780),
        ("18", 1800),
        ("18.4", 1840),
        ("1,23", 123),
        ("1234.56", 123456),
        ("0.01", 1),
        (".5", 50),
        (",5", 50),
        ("0", 0),
        ("007.50", 750),
        ("0.29", 29),
        ("1.15", 115),
        ("100000000000", 10**13),
    ],
)
def test_reads_a_number(text: str, minor: int) -> None:
    assert parse_money(text, "USD") == Amount(minor, None)


@pytest.mark.parametrize(
    ("text", "currency", "amount"),
    [
        ("$18.40", "USD", Amount(1840, "USD")),
        ("$18.40", "CAD", Amount(1840, "CAD")),
        ("$18.40", "EUR", Amount(1840, "USD")),
        ("CA$18", "USD", Amount(1800, "CAD")),
        ("us$ 18", "CAD", Amount(1800, "USD")),
        ("$18 CAD", "USD", Amount(1800, "CAD")),
        ("18.40 EUR", "USD", Amount(1840, "EUR")),
        ("18.40eur", "EUR", Amount(1840, "EUR")),
        ("EUR 18.40", "JPY", Amount(1840, "EUR")),
        ("€ 18", "USD", Amount(1800, "EUR")),
        ("18 €", "USD", Amount(1800, "EUR")),
        ("£18", "USD", Amount(1800, "GBP")),
        ("¥1800", "USD", Amount(1800, "JPY")),
        ("¥18", "CNY", Amount(1800, "CNY")),
        ("CHF 1'234.50", "EUR", Amount(123450, "CHF")),
        ("018.405 KWD", "USD", Amount(18405, "KWD")),
        ("1800", "JPY", Amount(1800, None)),
        ("18.4", "KWD", Amount(18400, None)),
    ],
)
def test_reads_a_currency(text: str, currency: str, amount: Amount) -> None:
    assert parse_money(text, currency) == amount


@pytest.mark.parametrize(
    ("text", "currency", "decimal", "minor"),
    [
        ("1,234", "USD", ".", 123400),
        ("1.234", "USD", ",", 123400),
        ("1,234", "JPY", ".", 1234),
        ("1.234", "KWD", ".", 1234),
        ("1,234", "KWD", ",", 1234),
        ("1,23", "USD", ".", 123),
        ("1.234,56", "USD", ".", 123456),
        ("0.123", "KWD", ",", 123),
        ("1234.567", "KWD", ",", 1234567),
    ],
)
def test_the_number_setting_decides_only_what_could_be_two_things(
    text: str, currency: str, decimal: Separator, minor: int
) -> None:
    assert parse_money(text, currency, decimal) == Amount(minor, None)


@pytest.mark.parametrize(
    ("text", "currency", "decimal", "sentence"),
    [
        ("", "USD", None, "no amount typed"),
        ("  ", "USD", None, "no amount typed"),
        ("1,234", "USD", None, "1,234 could be 1234 or 1.234: write 1234 or 1.23"),
        ("1.234", "USD", None, "1.234 could be 1234 or 1.234: write 1234 or 1.23"),
        ("1.234", "KWD", None, "1.234 could be 1234 or 1.234: write 1234 or 01.234"),
        ("1.234", "JPY", None, "1.234 could be 1234 or 1.234: write 1234"),
        ("1.234", "USD", ".", "USD has 2 decimals: 1.234 has 3"),
        ("18.405 EUR", "JPY", ".", "EUR has 2 decimals: 18.405 has 3"),
        ("18.5", "JPY", None, "JPY has no decimals: 18.5 has 1"),
        ("18.00 JPY", "USD", None, "JPY has no decimals: 18.00 has 2"),
        ("-12", "USD", None, "amounts are never negative: refunds and costs have fields of their own"),
        ("−$12", "USD", None, "amounts are never negative: refunds and costs have fields of their own"),
        ("EUR -12", "USD", None, "amounts are never negative: refunds and costs have fields of their own"),
        ("100000000000.01", "USD", None, "100000000000.01 is more than the book can hold"),
        ("12 gold", "USD", None, "gold is not a currency: write a code such as EUR"),
        ("€12 USD", "USD", None, "€ and usd are two currencies: write one"),
        ("1,23,456", "USD", None, "1,23,456 is not an amount: write 1234.56"),
        ("18.", "USD", None, "18. is not an amount: write 1234.56"),
        ("12 34", "USD", None, "12 34 is not an amount: write 1234.56"),
        ("EUR", "USD", None, "EUR is not an amount: write 1234.56"),
        ("1٢", "USD", None, "only the digits 0 to 9 can be read"),
        ("1" * 201, "USD", None, "that is too long to read: 200 characters at most"),
    ],
)
def test_refuses_with_the_reason(text: str, currency: str, decimal: Separator | None, sentence: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        parse_money(text, currency, decimal)
    assert str(refusal.value) == sentence


@pytest.mark.parametrize(
    "text", ["1e3", "nan", "inf", "0x10", "1.2.3", "1 234.567,8", "1,234 567", ".", "1'23", "(12)"]
)
def test_refuses_what_is_no_amount(text: str) -> None:
    with pytest.raises(Unreadable):
        parse_money(text, "USD")


@pytest.mark.parametrize(
    ("minor", "currency", "auto", "always", "never"),
    [
        (123456, "USD", "$1,234.56", "$1,234.56", "$1,234"),
        (123400, "USD", "$1,234", "$1,234.00", "$1,234"),
        (-1200, "USD", "-$12", "-$12.00", "-$12"),
        (-199, "EUR", "-€1.99", "-€1.99", "-€1"),
        (-99, "USD", "-$0.99", "-$0.99", "$0"),
        (0, "GBP", "£0", "£0.00", "£0"),
        (1234567, "JPY", "¥1,234,567", "¥1,234,567", "¥1,234,567"),
        (1234567, "KWD", "KWD\u00a01,234.567", "KWD\u00a01,234.567", "KWD\u00a01,234"),
        (50, "CHF", "CHF\u00a00.50", "CHF\u00a00.50", "CHF\u00a00"),
    ],
)
def test_formats(minor: int, currency: str, auto: str, always: str, never: str) -> None:
    assert format_money(minor, currency) == auto
    assert format_money(minor, currency, decimals="always") == always
    assert format_money(minor, currency, decimals="never") == never


def test_formats_with_a_decimal_comma() -> None:
    assert format_money(123456789, "EUR", decimal=",") == "€1.234.567,89"


@pytest.mark.parametrize(
    ("minor", "currency", "plain"),
    [(123456, "USD", "1234.56"), (5, "EUR", "0.05"), (1234, "JPY", "1234"), (1234567, "KWD", "1234.567")],
)
def test_plain_money(minor: int, currency: str, plain: str) -> None:
    assert plain_money(minor, currency) == plain


@given(MINOR, CURRENCY, st.sampled_from([POINT, COMMA, None]))
def test_plain_money_reads_back_under_any_setting(minor: int, currency: str, decimal: Separator | None) -> None:
    assert parse_money(plain_money(minor, currency), currency, decimal) == Amount(minor, None)


@given(MINOR, CURRENCY, SEPARATOR, st.sampled_from(["auto", "always"]))
def test_formatted_money_reads_back_with_its_currency(
    minor: int, currency: str, decimal: Separator, decimals: Literal["auto", "always"]
) -> None:
    text = format_money(minor, currency, decimals=decimals, decimal=decimal)
    assert parse_money(text, currency, decimal) == Amount(minor, currency)
    assert parse_money(text, "USD", decimal) == Amount(minor, currency)


@given(
    MINOR,
    st.sampled_from([("USD", 2), ("EUR", 2), ("JPY", 0), ("BHD", 3)]),
    st.sampled_from([(COMMA, POINT), (POINT, COMMA), (" ", COMMA), ("\u202f", COMMA), ("'", POINT), ("", POINT)]),
    st.sampled_from(["{}", "{} {code}", "{code}{}", " {code} {} "]),
)
def test_reads_every_notation(
    minor: int, money: tuple[str, int], notation: tuple[str, Separator], around: str
) -> None:
    (code, digits), (group, decimal) = money, notation
    number = str(minor).rjust(digits + 1, "0")
    whole, part = (number[:-digits], number[-digits:]) if digits else (number, "")
    grouped = f"{int(whole):,}".replace(",", group) + (decimal + part if part else "")
    text = around.format(grouped, code=code)
    assert parse_money(text, code, decimal) == Amount(minor, code if "code" in around else None)


@given(st.integers(1, 999), st.integers(0, 999), SEPARATOR, CURRENCY)
def test_three_digits_after_one_separator_are_never_guessed(
    head: int, tail: int, separator: Separator, currency: str
) -> None:
    text = f"{head}{separator}{tail:03}"
    with pytest.raises(Unreadable, match="could be"):
        parse_money(text, currency)
    other = COMMA if separator == POINT else POINT
    assert parse_money(text, currency, other).minor == (head * 1000 + tail) * 10 ** exponent(currency)


def _outcome(text: str, currency: str, decimal: Separator | None) -> Amount | str:
    """What is read, or the sentence that refuses it."""
    try:
        return parse_money(text, currency, decimal)
    except Unreadable as refusal:
        return str(refusal)


@given(
    st.one_of(st.text(max_size=40), st.text("0123456789 .,'$€-usdeur’", max_size=20), st.text(max_size=260)),
    CURRENCY,
    st.sampled_from([POINT, COMMA, None]),
)
def test_any_text_is_read_or_refused_in_one_short_line(text: str, currency: str, decimal: Separator | None) -> None:
    outcome = _outcome(text, currency, decimal)
    if isinstance(outcome, str):
        assert 0 < len(outcome) <= 110
        assert outcome.isprintable()
    else:
        assert 0 <= outcome.minor <= 10**13
        assert outcome.currency is None or is_currency(outcome.currency)
        assert any(char in "0123456789" for char in text)


def test_currencies() -> None:
    assert [exponent(code) for code in ("JPY", "RWF", "KWD", "TND", "USD", "XTS")] == [0, 0, 3, 3, 2, 2]
    assert [is_currency(code) for code in ("USD", "usd", "US", "USDT", "ÜSD", "U1D", "")] == [True] + [False] * 6
    assert (symbol_for("EUR"), symbol_for("PLN")) == ("€", "PLN\u00a0")
    assert len(set(SYMBOLS.values())) == len(SYMBOLS)
    assert all(is_currency(code) for code in SYMBOLS)
