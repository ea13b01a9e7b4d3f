"""The worked examples: every key to 1e-9."""

from __future__ import annotations

import json
from datetime import date

import pytest

from leverage_tui.domain import scenarios
from leverage_tui.domain.metrics import Memory, as_json, figures
from tests.metrics.examples import FOLDER, NAMES, differences, example_book, expected_json

NOT_YET: frozenset[str] = frozenset()
SCENARIOS = {"three_streams": "scenarios.json", "quirks": "more/quirks.scenarios.json"}
BESIDE = frozenset({"what_if", "new_stream"})


@pytest.mark.parametrize("name", NAMES)
def test_every_key_of_the_examples(name: str) -> None:
    expected = expected_json(name)
    book, day, memory = example_book(name), date.fromisoformat(expected["as_of"]), Memory()
    found = as_json(figures(book, day, memory))
    if name in SCENARIOS:
        listed = scenarios.listing(json.loads((FOLDER / SCENARIOS[name]).read_text()))
        found["what_if"] = [
            scenarios.as_json(scenarios.what_if(book, day, scenario, memory)) for scenario in listed.what_if
        ]
        found["new_stream"] = [
            scenarios.as_json(scenarios.new_stream(book, day, plan, memory)) for plan in listed.new_stream
        ]
    assert list(differences(expected, found, NOT_YET)) == []


def test_scenarios_stand_beside_the_figures_only_where_there_are_some() -> None:
    assert {name for name in NAMES if expected_json(name).keys() >= BESIDE} == SCENARIOS.keys()
    assert not as_json(figures(example_book("quirks"), date(2026, 3, 12))).keys() & BESIDE


def test_all_examples_are_there() -> None:
    assert len(NAMES) == 10


def test_quirks_warn_of_what_is_missing() -> None:
    found = figures(example_book("quirks"), date(2026, 3, 12))
    assert "no rate for CHF on or before 2026-03-12: its amounts are left out of every total" in found.warnings
    assert any("Consulting: income after 2026-03-01 is expected" in warning for warning in found.warnings)


def test_unconfirmed_weeks_warn() -> None:
    found = figures(example_book("unconfirmed_weeks"), date(2025, 6, 29))
    assert "hours missing for 100% of income: close the weeks of those streams" in found.warnings
