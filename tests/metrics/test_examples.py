"""The worked examples: every key to 1e-9."""

from __future__ import annotations

from datetime import date

import pytest

from leverage_tui.domain.metrics import as_json, figures
from tests.metrics.examples import NAMES, differences, example_book, expected_json

NOT_YET = frozenset({"what_if", "new_stream"})


@pytest.mark.parametrize("name", NAMES)
def test_every_key_of_the_examples(name: str) -> None:
    expected = expected_json(name)
    found = as_json(figures(example_book(name), date.fromisoformat(expected["as_of"])))
    assert list(differences(expected, found, NOT_YET)) == []


def test_keys_that_are_not_there_yet_are_not_there() -> None:
    found = as_json(figures(example_book("quirks"), date(2026, 3, 12)))
    keys = found.keys() | found["book"].keys() | found["streams"]["plan"].keys()
    assert not keys & NOT_YET


def test_all_examples_are_there() -> None:
    assert len(NAMES) == 10


def test_quirks_warn_of_what_is_missing() -> None:
    found = figures(example_book("quirks"), date(2026, 3, 12))
    assert "no rate for CHF on or before 2026-03-12: its amounts are left out of every total" in found.warnings
    assert any("Consulting: income after 2026-03-01 is expected" in warning for warning in found.warnings)


def test_unconfirmed_weeks_warn() -> None:
    found = figures(example_book("unconfirmed_weeks"), date(2025, 6, 29))
    assert "hours missing for 100% of income: close the weeks of those streams" in found.warnings
