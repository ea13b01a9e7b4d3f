"""Kills at random: whatever moment a writer dies in, all that it was told is saved is there, and nothing is torn."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

from tests.faults import verify
from tests.faults.child import BEGUN, KEPT, Child, Voice
from tests.faults.copies import COPIES
from tests.faults.place import Place
from tests.faults.seen import Seen, counted, wrong
from tests.faults.writers import STOCK_TINYDB, WRITERS, Writer

_SLOW_SECONDS = 0.004
_LATEST_SECONDS = 0.03


def slowed(work: Callable[[Voice], None]) -> Callable[[Voice], None]:
    """The work on a disk that takes its time, so that a kill falls into the middle of a save more often."""

    def slow(voice: Voice) -> None:
        original = os.fsync

        def late(fd: Any) -> None:
            time.sleep(_SLOW_SECONDS)
            original(fd)
            time.sleep(_SLOW_SECONDS)

        os.fsync = late
        work(voice)

    return slow


def kill_writer(writer: Writer, folder: Path, count: int) -> Seen:
    """Kill the writer `count` times, each time in the middle of its work, and look after each."""
    chance, seen = Random(writer.name), Seen()
    place = Place(folder / "0")
    writer.begin(place)
    for number in range(count):
        if writer.stock and writer.done(place) > writer.stock // 2:
            place = Place(folder / str(number + 1))
            writer.begin(place)
        seen += _kill_once(writer, place, chance, slow=number % 2 == 0)
        if seen.broken:
            return seen
    return seen + _after(place, writer.name)


def _kill_once(writer: Writer, place: Place, chance: Random, *, slow: bool) -> Seen:
    before = writer.done(place)

    def work(voice: Voice) -> None:
        writer.work(place, voice)

    child = Child(slowed(work) if slow else work)
    child.until(BEGUN if chance.random() < 0.3 else KEPT, chance.randrange(1, 4))
    # Not waiting for anything: that the moment is any moment is the point.
    time.sleep(chance.random() * _LATEST_SECONDS)
    child.signal(signal.SIGKILL)
    status = child.end()
    what = f"{writer.name}, killed after {len(child.heard)} lines"
    seen = writer.whole(place, what) + counted(
        child.said(KEPT), writer.done(place) - before, child.said(BEGUN), what
    )
    return seen if status == -signal.SIGKILL else seen + wrong(f"{what}: it ended by itself with {status}")


def _after(place: Place, name: str) -> Seen:
    """Whether the next save works, and sweeps what killed ones left."""
    if name == STOCK_TINYDB.name:
        return Seen()
    ran = place.lev("log", "saas", "1m", "--note", "last")
    if ran.code or verify.notes(place.book)["last"] != 1:
        return wrong(f"{name}: the next save after a kill failed: {ran}")
    return verify.clean(place.folder, f"{name}: the next save after a kill")


def kill_every_writer(folder: Path, count: int) -> Seen:
    """Kill every kind of writer `count` times."""
    seen = Seen()
    for writer in (*WRITERS, *COPIES):
        seen += kill_writer(writer, folder / writer.name.replace(" ", "-"), count)
    return seen
