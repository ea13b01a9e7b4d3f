"""How long the screen's loop is kept waiting while edits are brought to a slow disk."""

from __future__ import annotations

import asyncio
import gc
import os
import time
from pathlib import Path
from unittest import mock

from leverage_tui.domain.edits.core import edit
from leverage_tui.store.funnel import Funnel
from leverage_tui.store.keeper import Keeper
from tests.benchmarks.book import hours_of_today

FLUSH, EDITS, TICK = 0.05, 12, 0.001
"""Seconds that the disk takes to flush, how many edits are made, and the seconds between two ticks of the loop."""


def slowest_tick(path: Path) -> float:
    """Milliseconds that the latest tick of an event loop came late while edits of the book at `path` were done in it
    and saved by the worker; every flush takes `FLUSH` longer than the disk needs."""
    flush = os.fsync

    def slow(descriptor: int) -> None:
        time.sleep(FLUSH)
        flush(descriptor)

    funnel = Funnel(Keeper.open(path, state=path.parent / "state"))
    # As the dashboard does once it stands.
    gc.freeze()
    with mock.patch("os.fsync", slow):
        late = asyncio.run(_ticks(funnel))
        funnel.close()
    gc.unfreeze()
    return max(late) * 1000


async def _ticks(funnel: Funnel) -> list[float]:
    late: list[float] = []

    async def tick() -> None:
        while True:
            began = time.perf_counter()
            await asyncio.sleep(TICK)
            late.append(time.perf_counter() - began - TICK)

    ticking = asyncio.create_task(tick())
    for number in range(EDITS):
        document = hours_of_today(number)
        funnel.do(edit("hours", [(funnel.book.get("hours", document.doc_id), document)]))
        await asyncio.sleep(2.5 * FLUSH)
    await asyncio.to_thread(funnel.flush)
    ticking.cancel()
    return late
