"""The quantities of a what-if: what is read of what a person types, and what is shown to be typed again."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leverage_tui.domain.quantities.errors import Unreadable
from leverage_tui.domain.text import clean
from leverage_tui.tui.screens.scenario_fields import first_text, quantities, read_change, read_minutes, read_share
from leverage_tui.tui.screens.what_if_reading import KINDS


@settings(max_examples=150)
@given(
    st.sampled_from(["hours", "money", "net", "share", "change", "count", "minutes"]),
    st.integers(0, 10**6), st.sampled_from(["USD", "JPY", "KWD"]),
)  # fmt: skip
def test_what_is_shown_to_be_typed_again_reads_back(kind: str, value: int, currency: str) -> None:
    quantity = quantities(currency, ".")[kind]
    number = {"hours": value / 60, "share": value / 10**6, "change": value / 10**6, "count": value / 100}.get(
        kind, value
    )
    assert quantity.read(quantity.typed(number)) == pytest.approx(number, abs=1e-12)
    assert quantity.shown(number)


@settings(max_examples=150)
@given(st.text(max_size=12))
def test_any_text_is_refused_or_stays_what_it_was_read_as(text: str) -> None:
    for quantity in quantities("USD", None).values():
        found: float | None = None
        with suppress(Unreadable):
            found = quantity.read(text)
        if found is not None:
            assert quantity.shown(found)
            assert quantity.read(quantity.typed(found)) == pytest.approx(found, abs=1e-12)


@pytest.mark.parametrize(
    ("text", "value"), [("+10%", 0.1), ("-5 %", -0.05), ("0.1", 0.1), ("150 %", 1.5), ("0", 0), ("-100%", -1)]
)
def test_a_change_is_a_share_with_a_sign(text: str, value: float) -> None:
    assert read_change(text) == value


@pytest.mark.parametrize("text", ["--5%", "10", "-101 %", "five", "+-5%", "%"])
def test_no_change_is_guessed(text: str) -> None:
    with pytest.raises(Unreadable):
        read_change(text)


@pytest.mark.parametrize(("text", "value"), [("12", 12), ("12.5", 12.5), ("12m", 12), ("1:30", 90), ("1h", 60)])
def test_bare_minutes_are_minutes(text: str, value: float) -> None:
    assert read_minutes(text) == value


def test_a_share_is_never_over_the_whole() -> None:
    assert read_share("100 %") == 1
    with pytest.raises(Unreadable, match="30 is more than the whole: write 30 %"):
        read_share("30")


@pytest.mark.parametrize("value", [True, "3", [1], float("inf"), 1e300, None])
def test_what_is_no_number_is_shown_as_it_stands(value: object) -> None:
    ask = KINDS["hire"].asks[0]
    shown = first_text(ask, {ask.key: value}, quantities("USD", None))
    assert shown == ("" if value is None else clean(str(value)))
