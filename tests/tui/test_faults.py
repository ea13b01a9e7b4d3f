"""What a fault in the program leaves on the terminal."""

from __future__ import annotations

import pytest

from tests.tui.conftest import Start


async def test_a_fault_says_where_and_nothing_of_the_book(start: Start, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ZeroDivisionError):
        await _break(start)
    left = "".join(capfd.readouterr())
    assert "ZeroDivisionError: 3" in left
    assert "test_faults.py" in left
    assert "WordPress" not in left
    assert "locals" not in left


async def _break(start: Start) -> None:
    async with start() as running:
        names = [stream.name for stream in running.funnel.book.streams.values()]

        def broken() -> None:
            raise ZeroDivisionError(len(names))

        running.main.call_later(broken)
        await running.pilot.pause()
