"""The seeded faults fit the store as it is; `python -m tests.faults mutants` runs the tests against each."""

from __future__ import annotations

from pathlib import Path

import pytest

from leverage_tui import store
from tests.faults.mutants import MUTANTS, Mutant, NotThere, mutated

_STORE = Path(store.__file__).parent


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_a_mutant_fits_the_store_and_is_still_a_program(mutant: Mutant) -> None:
    source = (_STORE / mutant.file).read_text("utf-8")
    changed = mutated(source, mutant)
    assert changed != source
    compile(changed, mutant.file, "exec")


def test_a_mutant_that_does_not_fit_is_told() -> None:
    with pytest.raises(NotThere, match=r"disk\.py holds 0 times"):
        mutated("nothing of it", MUTANTS[0])
