"""A few pictures: what a terminal shows, colours included."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from leverage_tui.domain.calendar import fixed_clock
from leverage_tui.store.config import Config
from leverage_tui.store.funnel import Funnel
from leverage_tui.store.keeper import Keeper
from leverage_tui.tui.app import LeverageApp
from tests.tui.conftest import DATA, TODAY


@pytest.mark.parametrize(
    ("size", "theme", "keys"),
    [
        ((120, 36), "leverage-dark", ()),
        ((120, 36), "leverage-light", ("2", ".", "5")),
        ((80, 24), "leverage-dark", ()),
        ((60, 15), "leverage-light", ()),
    ],
    ids=["dark-120", "typing-light-120", "dark-80", "light-60"],
)
def test_the_dashboard(
    snap_compare: Any, tmp_path: Path, size: tuple[int, int], theme: str, keys: tuple[str, ...]
) -> None:
    path = tmp_path / "book.json"
    shutil.copyfile(DATA / "three_streams.json", path)
    funnel = Funnel(Keeper.open(path, state=tmp_path / "state"))
    app = LeverageApp(funnel, fixed_clock(TODAY), Config(theme=theme))
    assert snap_compare(app, terminal_size=size, press=keys)
    funnel.close()
