"""Shares as they are typed and shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leverage_tui.domain.quantities.errors import Unreadable
from leverage_tui.domain.quantities.shares import format_share, parse_share


@pytest.mark.parametrize(
    ("typed", "share"),
    [
        ("0.05", 0.05),
        ("5%", 0.05),
        ("5 %", 0.05),
        ("7,5%", 0.075),
        ("0", 0.0),
        ("1", 1.0),
        ("100%", 1.0),
        ("5", 5.0),
    ],
)
def test_a_share_is_read(typed: str, share: float) -> None:
    assert parse_share(typed) == share


@pytest.mark.parametrize("typed", ["", "%", "-1%", "nan", "inf", "1e-4", "1.2.3", "5%%", "٥%", "1_0%"])
def test_what_is_no_share_is_refused(typed: str) -> None:
    with pytest.raises(Unreadable):
        parse_share(typed)


@pytest.mark.parametrize(
    ("share", "shown"), [(0.05, "5%"), (0.0725, "7.25%"), (0, "0%"), (1, "100%"), (0.1, "10%")]
)
def test_a_share_is_shown(share: float, shown: str) -> None:
    assert format_share(share) == shown


@given(st.integers(0, 10**6))
def test_what_is_shown_reads_back(millionths: int) -> None:
    assert parse_share(format_share(millionths / 10**6)) == millionths / 10**6
