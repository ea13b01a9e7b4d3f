"""What the harness must see: stores that are known to lose. A trial that finds nothing wrong with them is blind."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tinydb import TinyDB

from tests.faults import cuts, verify
from tests.faults.calls import Operation, Rehearsed
from tests.faults.child import KEPT, Voice
from tests.faults.kills import kill_writer
from tests.faults.place import Place
from tests.faults.seen import Seen, broken
from tests.faults.strace import killed_before, need_strace
from tests.faults.writers import STOCK_TINYDB

_KILLS = 20


class Control(NamedTuple):
    """`run` must see something lost or broken."""

    name: str
    run: Callable[[Path], Seen]


def _killed_at_random(folder: Path) -> Seen:
    return kill_writer(STOCK_TINYDB, folder, _KILLS)


def _killed_before_calls(folder: Path) -> Seen:
    need_strace()
    rehearsed = Rehearsed(Operation("stock TinyDB", STOCK_TINYDB.begin, _shorten_all), folder)
    seen = Seen()
    for call in rehearsed.calls:
        rehearsed.under(killed_before(call))
        if verify.content(rehearsed.place.book) not in (rehearsed.old, rehearsed.new):
            seen += broken(f"killed before {call.name}: neither old nor new")
    return seen


def _shorten_all(place: Place, voice: Voice) -> None:
    TinyDB(place.book).table("hours").update({"note": "x"})
    voice.say(KEPT)


def _unsynced(folder: Path) -> Seen:
    return cuts.cut_after_one(folder, cuts.without_fsync)


def _unsynced_folder(folder: Path) -> Seen:
    return cuts.cut_after_one(folder, cuts.without_folder_fsync)


CONTROLS = (
    Control("stock TinyDB, killed at random", _killed_at_random),
    Control("stock TinyDB, killed before each system call", _killed_before_calls),
    Control("our store without fsync, power cut", _unsynced),
    Control("our store without the folder's fsync, power cut", _unsynced_folder),
)


def whole_store(folder: Path) -> Seen:
    """What the last two controls are compared with: the same cut under the store as it is."""
    return cuts.cut_after_one(folder, cuts.nothing)


def is_seen(control: Control, folder: Path) -> bool:
    """Whether the harness sees what is wrong. Raises CannotTry."""
    seen = control.run(folder)
    return bool(seen.lost or seen.broken)
