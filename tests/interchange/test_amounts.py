from __future__ import annotations

from fractions import Fraction
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leverage_tui.domain.quantities.currency import exponent
from leverage_tui.interchange.amounts import decimal_mark, is_whole, read_amount
from leverage_tui.interchange.rows import ImportRefused
from leverage_tui.interchange.source import DecimalMark

MARKS: st.SearchStrategy[DecimalMark] = st.sampled_from(get_args(DecimalMark))
GROUPS = {".": [",", " ", "\u00a0", "\u202f", "'", "’", ""], ",": [".", " ", "\u00a0", "\u202f", "'", ""]}


@st.composite
def amounts(draw: st.DrawFn) -> tuple[int, str, str, DecimalMark]:
    """Minor units, their currency, one way to write them, and its decimal mark."""
    minor = draw(st.integers(-(10**12), 10**12))
    currency = draw(st.sampled_from(["USD", "EUR", "JPY", "KWD"]))
    mark: DecimalMark = draw(MARKS)
    places = exponent(currency)
    whole, part = divmod(abs(minor), 10**places)
    text = f"{whole:,}".replace(",", draw(st.sampled_from(GROUPS[mark])))
    text += f"{mark}{part:0{places}d}" if places else ""
    text = draw(st.sampled_from(["{}", "{} EUR", "$ {}", "€{}", "  {}  "])).format(text)
    if minor < 0:
        text = draw(st.sampled_from(["-{}", "({})", "{}-", "−{}", "{} DR", "- {}"])).format(text.strip())
    return minor, currency, text, mark


@given(amounts())
def test_an_amount_is_read_to_the_unit_however_it_is_written(found: tuple[int, str, str, DecimalMark]) -> None:
    minor, currency, text, mark = found
    assert read_amount(text, currency, mark, 1) == minor


@given(st.lists(st.tuples(st.integers(0, 10**9), st.booleans()), min_size=1, max_size=8), MARKS)
def test_the_mark_that_is_found_is_the_one_they_were_written_with(
    found: list[tuple[int, bool]], mark: DecimalMark
) -> None:
    texts = [
        (f"{cents / 100:,.2f}" if is_grouped else f"{cents // 100}.{cents % 100:02d}").translate(
            str.maketrans(",.", ".,") if mark == "," else {}
        )
        for cents, is_grouped in found
    ]
    assert decimal_mark(texts) == mark


@pytest.mark.parametrize(
    ("text", "minor"),
    [
        ("1,00,000.50", 10_000_050), ("Rs.500", 50_000), ("Rs. 500", 50_000), ("kr.500.25", 50_025), (".5", 50),
        ("$.5", 50), ("5.", 500), ("1.234567e3", None), ("12-34", None), ("1,5", None), ("1,2,3", None),
        ("1 23", None), ("12 34", None), ("1.2.3", None), ("", None), ("n.a.", None), ("CR", None),
        ("5.001", None), ("5.000", 500), ("5.00 CR", 500), ("5.00DR", -500), ("+5", 500), ("٥", None),
        ("99999999999999", None),
    ],
)  # fmt: skip
def test_what_is_no_amount_is_refused_and_never_read_as_another(text: str, minor: int | None) -> None:
    if minor is not None:
        assert read_amount(text, "USD", ".", 1) == minor
        return
    with pytest.raises(ImportRefused, match="line 9: "):
        read_amount(text, "USD", ".", 9)


def test_a_number_with_the_other_mark_says_what_reads_it() -> None:
    with pytest.raises(ImportRefused, match=r"with the decimal mark \.: --decimal , reads it"):
        read_amount("1,50", "EUR", ".", 1)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["1.234", "5,50"], ","), (["1.234", "5.5"], "."), (["1,234,567"], "."), (["1.234,5"], ","), (["0.500"], "."),
        (["12", "n.a.", "Total."], "."), (["1234.567"], "."), ([], "."), (["1,234", "1'234.50"], "."),
    ],
)  # fmt: skip
def test_the_whole_file_says_the_mark(texts: list[str], expected: str) -> None:
    assert decimal_mark(texts) == expected


def test_a_thousand_or_one_and_a_bit_is_asked() -> None:
    with pytest.raises(ImportRefused, match=r"is 1\.234 EUR a thousand or more"):
        decimal_mark(["12", "1.234 EUR"])
    assert decimal_mark(["1.234"], given=",") == ","


def test_a_mark_before_three_digits_parts_thousands_where_there_are_no_cents() -> None:
    assert decimal_mark(["1,500"], whole=["12,500", "800"]) == "."
    assert decimal_mark([], whole=["12.500"]) == ","
    assert decimal_mark([], whole=["1500.00"]) == "."
    assert decimal_mark(["1,50", "1,500"], whole=["1,500"]) == ","
    with pytest.raises(ImportRefused, match="is 1,500 a thousand or more"):
        decimal_mark(["1,500"], whole=["800"])
    assert [is_whole(code) for code in ("JPY", "jpy", "KWD", "EUR", "", "yen")] == [True, True, *[False] * 4]


def test_marks_that_contradict_one_another_are_refused() -> None:
    with pytest.raises(ImportRefused, match="a decimal point and others a decimal comma"):
        decimal_mark(["1,50", "1.50"])


@given(st.text(alphabet="0123456789.,'’ -−()$€DRCRe", max_size=20), MARKS)
def test_any_text_is_an_amount_or_refused(text: str, mark: DecimalMark) -> None:
    try:
        found = read_amount(text, "USD", mark, 1)
    except ImportRefused:
        return
    digits = "".join(char for char in text if char.isdigit())
    assert Fraction(abs(found), 100) <= Fraction(int(digits))


def test_a_long_cell_of_marks_costs_what_is_in_it() -> None:
    """Each character is looked at a bounded number of times: a cell of 131,000 is refused, not pondered."""
    for cell in (",." * 65_000, "," * 131_000 + "x", "1,2" * 43_000, " " * 131_000 + "-"):
        with pytest.raises(ImportRefused):
            read_amount(cell, "USD", ".", 1)
