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
from typing import NamedTuple

from leverage_tui.store.paths import make_private_folder

NO_DEVICE = "0000"
OLDEST = f"000000000000-0000-{NO_DEVICE}"
"""Earlier than every change that a person made: what this program assumes must never win over a choice."""

_SHAPE = re.compile(r"([0-9a-f]{12})-([0-9a-f]{4})-([0-9a-f]{4})")
_DEVICE = re.compile(r"[0-9a-f]{4}")
_DAY = 86_400_000
_BELIEVABLE = 1 << 47
"""Later milliseconds (about the year 6400) are taken for damage: following them could overflow the clock."""


def wall_clock() -> int:
    """Milliseconds since 1970 by this machine's clock."""
    return time.time_ns() // 1_000_000


class Parts(NamedTuple):
    """What a stamp is made of."""

    milliseconds: int
    """Since 1970, by the clock of the device."""
    counter: int
    device: str


def parts(at: str) -> Parts | None:
    """What the stamp `at` is made of; None when it is no stamp, or one that no clock can have given."""
    found = _SHAPE.fullmatch(at)
    if found is None or int(found[1], 16) >= _BELIEVABLE:
        return None
    return Parts(int(found[1], 16), int(found[2], 16), found[3])


def is_ahead(at: str, now: int) -> bool:
    """Whether `at` was given over a day after `now` (milliseconds since 1970): then a clock is wrong."""
    found = parts(at)
    return found is not None and found.milliseconds - now > _DAY


def after(at: str) -> str:
    """A stamp later than `at` and no later than any that a clock gives that saw `at`: of what follows from two
    documents, which every machine must stamp the same. What is no stamp gets a mark that sorts after it."""
    found = parts(at)
    if found is None:
        return f"{at}+"
    carried, counter = divmod(found.counter + 1, 0x10000)
    return f"{found.milliseconds + carried:012x}-{counter:04x}-{NO_DEVICE}"


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

    def is_ahead(self, at: str) -> bool:
        """Whether `at` was given over a day later than it is by this machine's clock."""
        return is_ahead(at, self._wall())

    def seen(self, at: str) -> bool:
        """From now on give only stamps later than `at`. False: it is no stamp, and is passed over."""
        found = parts(at)
        if found is None:
            return False
        with self._lock:
            self._last = max(self._last, (found.milliseconds, found.counter))
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
