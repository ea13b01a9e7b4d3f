"""What is read at a glance is what a careful look would give."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leverage_tui.domain.book import Problem
from leverage_tui.domain.model import AMOUNTS
from leverage_tui.store import codec
from leverage_tui.store.codec import read_document
from leverage_tui.store.plain import plain_reader

EXAMPLE = Path(__file__).parent.parent / "data" / "example" / "three_streams.json"
WORDS = st.sampled_from(
    ["", " ", "saas", "x" * 80, "x" * 81, "x" * 2000, "x" * 2001, "é", "a\nb", "a\x1b[1m", "a\u202eb", "USD"]
)
DAYS = st.sampled_from(["2026-11-02", "2026-11-08", "2027-12-31", "1969-12-31", "1990-01-01", "20261102", ""])
ODD: st.SearchStrategy[Any] = st.sampled_from([None, True, 1.5, -1, [], {}, 10**20])
NUMBERS = st.integers(-2, 1500) | st.sampled_from([1440, 1441, 10080, 10**13, 10**15, 10**15 + 1])
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "at": WORDS, "stream": WORDS, "date": DAYS, "until": DAYS, "week": DAYS, "minutes": NUMBERS, "cost": NUMBERS,
    "work": st.sampled_from(["deliver", "build", "sell", "nap"]), "asset": st.sampled_from(["product", "castle"]),
    "who": WORDS, "note": WORDS, "currency": WORDS, "standing": WORDS, "source": WORDS, "units": NUMBERS,
    "mood": WORDS, **dict.fromkeys(AMOUNTS, NUMBERS),
}  # fmt: skip
USUAL: dict[str, dict[str, Any]] = {
    "hours": {"at": "1", "stream": "saas", "date": "2026-11-02", "work": "deliver", "minutes": 60},
    "money": {
        "at": "1", "stream": "saas", "date": "2026-11-02", "until": "2026-11-08", "currency": "EUR", "gross": 100,
    },
    "closed": {"at": "1", "stream": "saas", "week": "2026-11-02"},
}  # fmt: skip


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    """A usual document with a few of its values changed, added or gone."""
    table = draw(st.sampled_from(list(USUAL)))
    raw = dict(USUAL[table])
    for key in draw(st.lists(st.sampled_from(list(VALUES)), max_size=3)):
        raw[key] = draw(VALUES[key] | ODD)
    for key in draw(st.lists(st.sampled_from(list(raw)), max_size=1)):
        del raw[key]
    return table, raw


@given(documents())
def test_a_glance_gives_what_a_careful_look_gives(drawn: tuple[str, dict[str, Any]]) -> None:
    table, raw = drawn
    quick = plain_reader(table)(7, raw)
    problems: list[Problem] = []
    with patch.object(codec, "plain_reader", lambda table: lambda doc_id, raw: None):
        careful = read_document(table, 7, raw, problems)
    if quick is not None:
        assert quick == careful
        assert problems == []


@pytest.mark.parametrize("table", USUAL)
def test_a_glance_is_enough_for_what_is_usual(table: str) -> None:
    assert plain_reader(table)(7, USUAL[table]) is not None


def test_a_glance_is_enough_for_nearly_all_of_the_example() -> None:
    tables = json.loads(EXAMPLE.read_text(encoding="utf-8"))
    for table in USUAL:
        rows = tables.get(table, {})
        seen = [plain_reader(table)(int(number), {"at": "1", **raw}) is not None for number, raw in rows.items()]
        assert sum(seen) >= 0.9 * len(seen), table
