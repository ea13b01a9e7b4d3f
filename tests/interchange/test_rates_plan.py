"""An import of exchange rates: twice adds nothing, what differs changes, what was taken out stays out."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leverage_tui.domain.book import Book, book_of
from leverage_tui.domain.edits.check import checked
from leverage_tui.domain.edits.core import apply
from leverage_tui.domain.edits.rates import rate_id
from leverage_tui.domain.model import Deleted, Rate, Setting, Stream
from leverage_tui.interchange.rates import read_rates
from leverage_tui.interchange.rates_plan import RatesPlan, as_json, plan_rates
from leverage_tui.interchange.rows import ImportRefused
from tests.interchange.test_rates import BANK

MARCH = date(2026, 3, 2)
ROWS = "date,currency,USD per unit\n2026-03-02,EUR,1.08\n2026-03-03,EUR,1.09\n2026-03-02,JPY,0.0067\n"


def plan(book: Book, text: str, per: str | None = None, **how: object) -> RatesPlan:
    found = read_rates(text.encode(), book.settings.base_currency, per)
    return plan_rates(book, found, **how)  # type: ignore[arg-type]


def test_twice_adds_nothing_and_what_differs_is_changed() -> None:
    empty = book_of(())
    first = plan(empty, ROWS)
    assert (first.rates, first.new, first.changed, first.known) == (3, 3, 0, 0)
    assert first.edit.sentence == "3 exchange rates imported"
    book = checked(empty, first.edit)
    again = plan(book, ROWS)
    assert (again.new, again.changed, again.known) == (0, 0, 3)
    assert again.edit.is_nothing
    changed = plan(book, ROWS.replace("1.09", "1.0910").replace("1.08\n", "1.0800\n"))
    assert (changed.new, changed.changed, changed.known) == (0, 1, 2)
    assert book.rates["EUR"][1].rate == "1.09"
    assert apply(book, changed.edit).rates["EUR"][1].rate == "1.0910"
    assert apply(book, first.edit.inverse()).tables == empty.tables
    assert as_json(first)["currencies"][0] == {
        "currency": "EUR", "count": 2, "first": "2026-03-02", "last": "2026-03-03",
    }  # fmt: skip


def test_a_rate_that_was_taken_out_here_stays_out() -> None:
    grave = Deleted(doc_id=1, at="9", of_table="rates", doc=rate_id("EUR", MARCH))
    book = book_of([grave])
    assert (plan(book, ROWS).new, plan(book, ROWS).deleted) == (2, 1)
    assert plan(book, ROWS, again=True).new == 3


def test_a_table_of_all_currencies_gives_those_that_the_book_has_amounts_in() -> None:
    book = book_of([Stream(doc_id=1, id="care", name="Care", currency="GBP")])
    found = plan(book, BANK, "EUR")
    assert (found.new, found.left_out) == (2, ("AUD", "EUR", "JPY"))
    assert plan(book, BANK, "EUR", only=["EUR", "JPY"]).left_out == ("AUD", "GBP")
    assert plan(book_of(()), BANK, "EUR").new == 7
    assert plan(book, ROWS).new == 3
    with pytest.raises(ImportRefused, match="the file has no rate of CHF: it has AUD, EUR, GBP, JPY"):
        plan(book, BANK, "EUR", only=["CHF"])


def test_more_rates_than_a_book_needs_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("leverage_tui.interchange.rates_plan.MOST", 6)
    with pytest.raises(ImportRefused, match="the file has 7 rates, the most is 6: name currencies with --only"):
        plan(book_of(()), BANK, "EUR")


def test_equal_rows_are_one_rate() -> None:
    found = plan(book_of(()), ROWS + "2026-03-02,EUR,1.0800\n")
    assert (found.rates, found.new, found.known) == (4, 3, 1)


_rates = st.decimals("0.000123", "98765", places=6).map(lambda rate: f"{rate:f}")


@given(
    st.dictionaries(
        st.tuples(st.sampled_from(("EUR", "JPY", "GBP")), st.dates(date(1999, 1, 4), MARCH)), _rates, min_size=1
    )
)
def test_every_digit_of_every_rate_arrives_whatever_the_separator(wanted: dict[tuple[str, date], str]) -> None:
    rows = "".join(f"{day};{currency};{rate.replace('.', ',')}\n" for (currency, day), rate in wanted.items())
    found = plan(book_of(()), f"date;currency;USD per unit\n{rows}")
    book = checked(book_of(()), found.edit)
    assert {(rate.currency, rate.date): rate.rate for rate in book.all(Rate)} == wanted


def test_the_base_currency_is_that_of_the_book() -> None:
    def book(base: str) -> Book:
        return book_of([Setting(doc_id=1, key="base_currency", value=base)])

    text = "date,USD per EUR\n2026-03-02,1.25\n"
    assert [rate.rate for rate in apply(book("EUR"), plan(book("EUR"), text).edit).all(Rate)] == ["0.8"]
    assert [rate.rate for rate in apply(book("USD"), plan(book("USD"), text).edit).all(Rate)] == ["1.25"]
    with pytest.raises(ImportRefused, match="the rates are between EUR and USD: the currency of the book is GBP"):
        plan(book("GBP"), text)
