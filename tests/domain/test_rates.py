"""Exchange rates: how they are typed, set, taken out, and what lacks one."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leverage_tui.domain.book import Book, book_of
from leverage_tui.domain.edits.core import EditRefused, apply
from leverage_tui.domain.edits.rates import delete_rate, rate_id, set_rate, set_rates
from leverage_tui.domain.metrics import Memory, figures
from leverage_tui.domain.metrics.rows import SCALE, Span
from leverage_tui.domain.missing_rates import missing_net, missing_rates
from leverage_tui.domain.model import Amounts, Hours, Money, Per, Rate, Setting, Source, Standing, Stream, Work
from leverage_tui.domain.quantities.errors import Unreadable
from leverage_tui.domain.quantities.rates import decimal_mark, is_same_rate, parse_rate, quotient
from tests.domain.books import done
from tests.metrics.books import AS_OF, books

DAY = date(2026, 3, 1)
TODAY = date(2026, 6, 30)
PLAN = Stream(doc_id=1, id="plan", name="Plan", currency="EUR")
GROSS_100 = Amounts(gross=10_000)


def rates(book: Book) -> dict[tuple[str, date], str]:
    return {(rate.currency, rate.date): rate.rate for found in book.rates.values() for rate in found}


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("1.08", "1.08"), ("1,08", "1.08"), ("1.0800", "1.0800"), ("0,925", "0.925"), ("0.925", "0.925"),
        (".5", "0.5"), ("1.085", "1.085"), ("162", "162"), ("16,250.5", "16250.5"), ("16.250,5", "16250.5"),
        ("16 250", "16250"), ("16'250.25", "16250.25"), ("1,234,567", "1234567"), ("6.4E-05", "0.000064"),
        ("1,0850", "1.0850"),
    ],
)  # fmt: skip
def test_a_rate_keeps_every_digit_that_was_typed(typed: str, read: str) -> None:
    assert parse_rate(typed) == read


def test_a_separator_that_could_mean_two_things_is_decided_by_the_setting_or_refused() -> None:
    assert parse_rate("1,085", ",") == "1.085"
    assert parse_rate("1,085", ".") == "1085"
    with pytest.raises(Unreadable, match=r"1,085 could be 1085 or 1\.085: write 1085 or 1\.085"):
        parse_rate("1,085")
    with pytest.raises(Unreadable, match=r"1\.085 could be 1085 or 1\.085: write 1085 or 1\.0850"):
        parse_rate("1.085", ",")
    assert parse_rate("1.0850", ",") == "1.0850"


@pytest.mark.parametrize(
    "typed", ["", "0", "0.000", "-1", "abc", "1.2.3", "1/2", "nan", "1e99", "1e-13", "٣", "1" * 13]
)
def test_what_is_no_rate_is_refused(typed: str) -> None:
    with pytest.raises(Unreadable):
        parse_rate(typed)


@pytest.mark.parametrize(
    ("text", "mark"),
    [("1.08", "."), ("1,08", ","), ("1,085", None), ("1.085", None), ("0,085", ","), ("1.234,5", ","), ("5", None)],
)
def test_a_separator_shows_itself_only_beyond_doubt(text: str, mark: str | None) -> None:
    assert decimal_mark(text) == mark


@given(st.decimals("0.000001", "999999", places=6), st.decimals("0.000001", "999999", places=6))
def test_a_quotient_is_exact_to_fifteen_digits(above: Decimal, below: Decimal) -> None:
    try:
        found = quotient(f"{above:f}", f"{below:f}")
    except Unreadable:
        assert above / below < Decimal("1e-11") or above / below > Decimal("1e11")
        return
    assert parse_rate(found) == found
    exact = Fraction(above) / Fraction(below)
    assert abs(Fraction(Decimal(found)) - exact) <= exact / 10**14


def test_a_rate_is_set_replaced_and_taken_out_with_inverses() -> None:
    empty = book_of(())
    edit = set_rate(empty, "EUR", DAY, "1.0800")
    assert edit.sentence == "1 EUR = 1.0800 USD from Sun 1 Mar 2026 on"
    one = apply(empty, edit)
    assert rates(one) == {("EUR", DAY): "1.0800"}
    assert set_rate(one, "EUR", DAY, "1.08").is_nothing
    two = done(one, set_rate(one, "EUR", DAY, "1.09"))
    assert rates(two) == {("EUR", DAY): "1.09"}
    assert len(list(two.all(Rate))) == 1
    taken = delete_rate(two, "EUR", DAY)
    assert rates(apply(two, taken)) == {}
    assert apply(apply(two, taken), taken.inverse()).tables == two.tables
    assert apply(one, edit.inverse()).tables == empty.tables


def test_a_rate_of_a_foreign_number_gives_way_to_the_one_of_its_key() -> None:
    book = book_of(
        [Rate(doc_id=7, currency="EUR", date=DAY, rate="1.2"), Rate(doc_id=8, currency="EUR", date=DAY, rate="1.3")]
    )
    book = done(book, set_rate(book, "EUR", DAY, "1.3"))
    assert [(rate.doc_id, rate.rate) for rate in book.all(Rate)] == [(rate_id("EUR", DAY), "1.3")]


def test_many_rates_are_one_edit() -> None:
    book = book_of(())
    edit = set_rates(book, [("EUR", DAY, "1.1"), ("JPY", DAY, "0.0064"), ("EUR", TODAY, "1.2")])
    assert edit.sentence == "3 exchange rates set"
    assert rates(apply(book, edit)) == {("EUR", DAY): "1.1", ("JPY", DAY): "0.0064", ("EUR", TODAY): "1.2"}


@pytest.mark.parametrize(
    ("currency", "rate", "field"),
    [
        ("USD", "1", "currency"),
        ("eur", "1", "currency"),
        ("EUR", "0", "rate"),
        ("EUR", "1,1", "rate"),
        ("EUR", "x", "rate"),
    ],
)
def test_what_no_rate_can_be_is_refused_with_its_field(currency: str, rate: str, field: str) -> None:
    with pytest.raises(EditRefused) as refused:
        set_rate(book_of(()), currency, DAY, rate)
    assert refused.value.field == field


def test_a_rate_that_is_not_there_is_refused_with_the_nearest() -> None:
    book = done(book_of(()), set_rate(book_of(()), "EUR", DAY, "1.1"))
    with pytest.raises(EditRefused, match="no rate of EUR on 2026-03-02: the nearest is on 2026-03-01"):
        delete_rate(book, "EUR", date(2026, 3, 2))
    with pytest.raises(EditRefused, match=r"no rate of JPY$"):
        delete_rate(book, "JPY", DAY)


def hundred(number: int, first: date, last: date) -> Money:
    return Money(doc_id=number, stream="plan", date=first, until=last, currency="EUR", amounts=GROSS_100)


def euro_book(*rates: Rate) -> Book:
    """Money for May, Ana's pay on 5 May, and a tool from 20 May on, all in euros."""
    return book_of([
        PLAN,
        hundred(2, date(2026, 5, 1), date(2026, 5, 31)),
        Hours(
            doc_id=3, stream="plan", date=date(2026, 5, 5), work=Work.PEOPLE, minutes=60, who="Ana", cost=1500,
            currency="EUR",
        ),
        Standing(
            doc_id=4, stream="plan", name="Tool", begins=date(2026, 5, 20), per=Per.WEEK, currency="EUR",
            amounts=Amounts(fixed_costs=700),
        ),
        hundred(5, date(2026, 7, 1), date(2026, 7, 1)),
        *rates,
    ])  # fmt: skip


def test_what_lacks_a_rate_is_named_with_the_day_that_would_do_for_all() -> None:
    (missing,) = missing_rates(euro_book(), TODAY)
    assert (missing.currency, missing.since) == ("EUR", date(2026, 5, 5))
    assert [(each.what, each.since, each.until, each.minor) for each in missing.left_out] == [
        ("pay of Ana, Tue 5 May 2026", date(2026, 5, 5), date(2026, 5, 5), -1500),
        ("standing entry Tool", date(2026, 5, 20), TODAY, -700),
        ("money for May 2026", date(2026, 5, 31), date(2026, 5, 31), 10_000),
    ]
    book = euro_book()
    assert missing_rates(done(book, set_rate(book, "EUR", missing.since, "1.1")), TODAY) == ()
    assert missing_net(book, missing, Span(DAY, TODAY)) is None


def test_what_is_left_out_is_estimated_at_the_first_rate_there_is() -> None:
    later = Rate(doc_id=9, currency="EUR", date=date(2026, 6, 10), rate="2")
    (missing,) = missing_rates(euro_book(later), TODAY)
    # May's 100 and Ana's 15 at 2; the tool's 1 a day from 20 May to 9 June, 21 days, at 2.
    assert missing_net(euro_book(later), missing, Span(DAY, TODAY)) == (10_000 + 1500 + 2100) * 2 * SCALE
    # From 9 June on nothing but one day of the tool.
    assert missing_net(euro_book(later), missing, Span(date(2026, 6, 9), TODAY)) == 100 * 2 * SCALE


def test_a_missing_rate_is_one_exactly_where_the_figures_warn() -> None:
    for rate_day in (None, date(2026, 5, 4), date(2026, 5, 5), date(2026, 5, 6), date(2026, 5, 25), TODAY):
        known = [] if rate_day is None else [Rate(doc_id=9, currency="EUR", date=rate_day, rate="1.1")]
        book = euro_book(*known)
        warned = any(warning.startswith("no rate for EUR") for warning in figures(book, TODAY).warnings)
        assert warned == bool(missing_rates(book, TODAY)), rate_day


@given(books())
@settings(max_examples=100, deadline=None)
def test_one_rate_on_the_day_that_is_named_is_enough_for_all_of_its_currency(book: Book) -> None:
    found = missing_rates(book, AS_OF)
    unrated = {currency for past in Memory().pasts(book, AS_OF) for currency, _ in past.missing}
    assert {missing.currency for missing in found} == unrated
    for missing in found:
        book = apply(book, set_rate(book, missing.currency, missing.since, "1.5"))
    assert missing_rates(book, AS_OF) == ()
    assert not any(past.missing for past in Memory().pasts(book, AS_OF))


def test_the_base_currency_and_entries_of_unknown_streams_lack_nothing() -> None:
    book = euro_book(Rate(doc_id=9, currency="EUR", date=DAY, rate="1"))
    assert missing_rates(book, TODAY) == ()
    own = [Setting(doc_id=10, key="base_currency", value="EUR")]
    documents = [found for table in euro_book().tables.values() for found in table.values()]
    assert missing_rates(book_of([*documents, *own]), TODAY) == ()
    orphans = book_of(found for found in documents if not isinstance(found, Stream))
    assert missing_rates(orphans, TODAY) == ()


def test_capital_without_a_rate_is_left_out_too() -> None:
    capital = Standing(
        doc_id=4, stream="plan", name="Shares", begins=DAY, per=Per.YEAR, currency="EUR", source=Source.CAPITAL,
        capital=10**6,
    )  # fmt: skip
    (missing,) = missing_rates(book_of([PLAN, capital]), TODAY)
    assert [each.what for each in missing.left_out] == ["standing entry Shares"]


def test_one_number_is_one_rate() -> None:
    assert is_same_rate("1.10", "1.1")
    assert not is_same_rate("1.1", "1.11")
