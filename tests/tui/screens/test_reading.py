"""How forms read and write: what they fill in reads back as what it was."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leverage_tui.domain.quantities.dates import Period, parse_period
from leverage_tui.domain.quantities.errors import Unreadable
from leverage_tui.tui.screens.period import type_period, words_for
from leverage_tui.tui.screens.reading import (
    Gather,
    read_amount,
    read_currency,
    read_net,
    read_span_of,
    read_whole,
    type_amount,
)

DAYS = st.dates(date(1971, 1, 1), date(2198, 1, 1))
TODAY = date(2025, 6, 27)


@given(DAYS, st.integers(0, 400))
@settings(max_examples=200)
def test_a_period_reads_back(first: date, length: int) -> None:
    period = Period(first, first + timedelta(days=length))
    assert parse_period(type_period(period), TODAY) == period


@pytest.mark.parametrize(
    "typed", ["2026-10", "2026-Q3", "2026", "2026-W46", "2026-11-20", "2026-10-01..2026-10-15"]
)
def test_a_period_is_typed_as_short_as_can_be(typed: str) -> None:
    assert type_period(parse_period(typed, TODAY)) == typed


def test_what_is_known_of_a_period_that_is_not_over() -> None:
    day = timedelta(days=1)
    assert words_for(Period(TODAY - day, TODAY), TODAY) == ""
    assert words_for(Period(TODAY, TODAY + day), TODAY) == "not over yet: counts day by day"
    assert words_for(Period(TODAY + day, TODAY + day), TODAY) == "has not begun: counts from then on"


@given(st.integers(0, 10**13), st.sampled_from(["USD", "JPY", "KWD"]))
@settings(max_examples=200)
def test_an_amount_reads_back_under_any_decimal_setting(minor: int, currency: str) -> None:
    typed = type_amount(minor, currency)
    assert {read_amount(currency, mark)(typed) for mark in (None, ".", ",")} == {minor}
    assert read_net(currency, None)(f"-{typed}") == -minor


def test_nothing_is_typed_for_nothing() -> None:
    assert type_amount(None, "USD") == ""
    assert type_amount(6000, "USD") == "60"
    assert type_amount(6050, "USD") == "60.50"


@given(st.text(max_size=40))
@settings(max_examples=200)
def test_every_reader_reads_or_says_why(text: str) -> None:
    gather = Gather({"x": text})
    for parse in (
        read_currency,
        read_amount("USD", None),
        read_net("USD", None),
        read_span_of(600),
        read_whole(9, "x"),
    ):
        value = gather.take("x", parse, hint="empty")
        said = gather.said["x"]
        assert (value is None) == (said.stops or said.words == "empty")


def test_whole_numbers() -> None:
    assert read_whole(10**9, "units")("1 200") == 1200
    with pytest.raises(Unreadable, match="is too many"):
        read_whole(9, "units")("10")
