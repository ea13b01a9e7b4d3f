"""Whatever is pressed and clicked, at whatever size, nothing dies and the file stays readable."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.tui.random_keys import next_key, play


@pytest.mark.parametrize("seed", range(4))
async def test_nothing_dies_of_random_keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    monkeypatch.chdir(tmp_path)
    player = await play(tmp_path, 500, seed)
    assert player.pressed >= 500


def test_a_seed_presses_the_same_keys() -> None:
    one, other = random.Random(7), random.Random(7)
    assert [next_key(one) for _ in range(200)] == [next_key(other) for _ in range(200)]
