"""The dashboard as text at every size, on the worked example: what a person reads, line by line.

``LEVERAGE_TUI_GOLDEN=write`` writes the texts anew; look at the difference before it is kept.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.tui.conftest import Running, Start

GOLDEN = Path(__file__).parent / "golden"
SIZES = ((120, 36), (100, 30), (80, 24), (60, 15))


def golden(running: Running, name: str) -> str:
    """The golden text of that name."""
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("LEVERAGE_TUI_GOLDEN") == "write":
        path.write_text(running.text() + "\n", encoding="utf-8")
    return path.read_text(encoding="utf-8").removesuffix("\n")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_dashboard_at_rest(start: Start, size: tuple[int, int]) -> None:
    async with start(size=size) as running:
        assert running.text() == golden(running, f"rest-{size[0]}x{size[1]}")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_dashboard_while_something_unreadable_is_typed(start: Start, size: tuple[int, int]) -> None:
    async with start(size=size) as running:
        await running.write("9-5")
        assert running.text() == golden(running, f"typing-{size[0]}x{size[1]}")


@pytest.mark.parametrize("book", ["quirks_no_net_income", "quirks_no_baseline_nothing_sold", "new_stream_week2"])
async def test_the_states_in_which_the_gauge_may_not_be_believed(start: Start, book: str) -> None:
    from datetime import date

    today = date(2025, 4, 13) if book == "new_stream_week2" else date(2026, 3, 12)
    async with start(f"more/{book}.json", today=today) as running:
        assert running.text() == golden(running, f"state-{book}")
