"""Every trial, a few times; `python -m tests.faults --long` tries much more. Nothing said to be saved is ever lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.controls import CONTROLS, Control, is_seen, whole_store
from tests.faults.seen import CannotTry
from tests.faults.trials import TRIALS, Trial


@pytest.mark.parametrize("trial", TRIALS, ids=lambda trial: trial.name)
def test_nothing_is_lost_and_nothing_is_broken(trial: Trial, tmp_path: Path) -> None:
    try:
        seen = trial.run(tmp_path / "trial", trial.short)
    except CannotTry as reason:
        pytest.skip(str(reason))
    assert seen.wrong == ()
    assert seen.faults
    assert (seen.lost, seen.broken) == (0, 0)


@pytest.mark.parametrize("control", CONTROLS, ids=lambda control: control.name)
def test_the_harness_sees_what_stores_lose_that_are_known_to(control: Control, tmp_path: Path) -> None:
    try:
        assert is_seen(control, tmp_path / "control")
    except CannotTry as reason:
        pytest.skip(str(reason))


def test_the_same_cut_costs_the_whole_store_nothing(tmp_path: Path) -> None:
    try:
        seen = whole_store(tmp_path / "control")
    except CannotTry as reason:
        pytest.skip(str(reason))
    assert seen.wrong == ()
