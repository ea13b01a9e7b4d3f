"""Stamps: a hybrid logical clock that orders changes across machines.

A stamp is ``018f3a2b4c5d-0003-a1b2``: milliseconds since 1970 (48 bits, hexadecimal), a counter, and the device.
As text it sorts by time. A device never gives a stamp that is not later than every stamp it gave or saw before,
whatever its wall clock does.
"""

from __future__ import annotations

import os
import re
import threading
import time
from collections.abc import Callable
from pathlib import Path

from leverage_tui.store.paths import make_private_folder

OLDEST = "000000000000-0000-0000"
"""Earlier than every change that a person made: what this program assumes must never win over a choice."""

_SHAPE = re.compile(r"([0-9a-f]{12})-([0-9a-f]{4})-[0-9a-f]{4}")
_DEVICE = re.compile(r"[0-9a-f]{4}")
_BELIEVABLE = 1 << 47
"""Later milliseconds (about the year 6400) are taken for damage: following them could overflow the clock."""


def wall_clock() -> int:
    """Milliseconds since 1970 by this machine's clock."""
    return time.time_ns() // 1_000_000


class Clock:
    """Gives stamps, each later than all before. May be used from several threads."""

    def __init__(self, device: Callable[[], str], wall: Callable[[], int] = wall_clock) -> None:
        self._device = device
        self._wall = wall
        self._last = (0, 0)
        self._lock = threading.Lock()

    def tick(self) -> str:
        """The stamp of a change made now."""
        with self._lock:
            milliseconds, counter = self._last
            now = min(max(self._wall(), 0), _BELIEVABLE - 1)
            if now > milliseconds:
                self._last = (now, 0)
            elif counter < 0xFFFF:
                self._last = (milliseconds, counter + 1)
            else:
                self._last = (milliseconds + 1, 0)
            return f"{self._last[0]:012x}-{self._last[1]:04x}-{self._device()}"

    def seen(self, at: str) -> bool:
        """From now on give only stamps later than `at`. False: it is no stamp, and is passed over."""
        found = _SHAPE.fullmatch(at)
        moment = (int(found[1], 16), int(found[2], 16)) if found else (_BELIEVABLE, 0)
        if moment[0] >= _BELIEVABLE:
            return False
        with self._lock:
            self._last = max(self._last, moment)
        return True


def device_in(state: Path) -> Callable[[], str]:
    """The name of this device: four hexadecimal digits, kept in `state` from the first time they are needed.

    Where nothing can be kept, the name lasts as long as the process.
    """
    known: list[str] = []

    def device() -> str:
        if not known:
            known.append(_kept_device(state / "device"))
        return known[0]

    return device


def _kept_device(file: Path) -> str:
    fresh = os.urandom(2).hex()
    try:
        kept = file.read_text("ascii").strip()
        if _DEVICE.fullmatch(kept):
            return kept
    except (OSError, ValueError):
        pass
    try:
        make_private_folder(file.parent)
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
        try:
            os.write(descriptor, fresh.encode() + b"\n")
        finally:
            os.close(descriptor)
    except OSError:
        return fresh
    return fresh
