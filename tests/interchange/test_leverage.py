"""Exports of this program that were opened in a spreadsheet, cut, put together, or are of another kind."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leverage_tui.domain.model import Amounts, Hours, Money, Work
from leverage_tui.interchange.formats.leverage import FORMAT
from leverage_tui.interchange.registry import head_of, read_import
from leverage_tui.interchange.rows import ImportRefused
from leverage_tui.interchange.source import Source
from leverage_tui.interchange.writers import hours_csv, money_csv, weeks_csv
from tests.interchange.writers.books import bare, text_of

DAY = date(2026, 11, 16)
ENTRY = Hours(doc_id=20261116 * 10**11 + 4, stream="care", date=DAY, work=Work.PEOPLE, minutes=90, note="- two\nlines",
              who="Ann", cost=12_34, currency="EUR")  # fmt: skip
PAID = Money(doc_id=20261116 * 10**11 + 7, stream="care", date=DAY, until=DAY, currency="USD",
             amounts=Amounts(gross=100_50))  # fmt: skip
HOURS = text_of(hours_csv.WRITER, bare([ENTRY]))
MONEY = text_of(money_csv.WRITER, bare([PAID]))


def kept(text: str, **more: str) -> list[Hours | Money | None]:
    """The documents of a text."""
    reading = FORMAT.read(Source(text, **more))  # type: ignore[arg-type]
    return [*(row.kept for row in reading.rows), *(row.kept for row in reading.money)]


@pytest.mark.parametrize("text", [HOURS, MONEY, text_of(hours_csv.WRITER, bare([ENTRY]), raw=True)])
def test_it_is_known_by_its_header_alone(text: str) -> None:
    assert FORMAT.claims(head_of(text))
    assert read_import(("\ufeff" + text).encode())[0] == "leverage"


def test_a_summary_by_week_is_none_of_it() -> None:
    weeks = text_of(weeks_csv.WRITER, bare([ENTRY]))
    assert not FORMAT.claims(head_of(weeks))
    with pytest.raises(ImportRefused, match="this is no export of hours or money from here; choose lev export csv"):
        FORMAT.read(Source(weeks))


def test_what_a_spreadsheet_in_germany_saves_is_read() -> None:
    """Semicolons between cells, days the German way, a decimal comma, all as it saves a CSV."""
    saved = HOURS.replace(",", ";").replace("12.34", "12,34").replace("2026-11-16", "16.11.2026")
    with pytest.raises(ImportRefused, match=r"line 2: '12,34' is no amount such as 1234.50: --decimal , reads it"):
        kept(saved)
    assert kept(saved, decimal=",") == [ENTRY]


@pytest.mark.parametrize("number", ["2.02611E+18", "20261116-4", "0", "", "-5", "9" * 19, "99999999-00000000001"])
def test_a_number_that_a_spreadsheet_changed_refuses_the_file(number: str) -> None:
    with pytest.raises(ImportRefused, match=r"line 2: .* is no number of a document: a spreadsheet has changed it"):
        kept(HOURS.replace("20261116-00000000004", number))


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("people", "peple", "'peple' is no kind of work"),
        (",90,", ",,", "it has no minutes"),
    ],
)
def test_a_line_that_says_nothing_is_skipped_by_its_number(old: str, new: str, why: str) -> None:
    (skipped,) = FORMAT.read(Source(HOURS.replace(old, new))).skipped
    assert (skipped.line, skipped.why) == (2, why)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (HOURS.replace(",90,", ",1.5,"), "line 2: minutes '1.5' is no whole number"),
        (HOURS.replace("12.34", "12.345"), "line 2: '12.345' is finer than the smallest unit of EUR"),
        (HOURS.replace("2026-11-16", "2026-11-31"), "line 2: '2026-11-31' is no date that is known here"),
        (HOURS.splitlines()[0] + "\n", "the file holds no entry"),
    ],
)
def test_what_would_be_wrong_everywhere_refuses_the_file(text: str, why: str) -> None:
    with pytest.raises(ImportRefused) as refused:
        kept(text)
    assert str(refused.value).startswith(why)


def test_two_exports_put_together_count_once() -> None:
    reading = FORMAT.read(Source(HOURS + HOURS))
    assert len(reading.rows) == 1
    assert [found.why for found in reading.skipped] == ["the same entry stands on line 2"]


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    header = HOURS.splitlines()[0]
    for whole in (text, f"{header}\n{text}", f"{header}\n20261116-00000000004,{text}"):
        try:
            FORMAT.read(Source(whole))
        except ImportRefused:
            continue


@given(st.integers(0, len(MONEY)), st.text(max_size=8))
def test_a_changed_file_is_read_or_refused(at: int, put: str) -> None:
    for text in (HOURS, MONEY):
        try:
            FORMAT.read(Source(text[:at] + put + text[at + 3 :]))
        except ImportRefused:
            continue
