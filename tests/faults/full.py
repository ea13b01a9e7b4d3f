"""Full disks, disks without room for one more file, and a disk whose sync truly fails."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from itertools import count as endless
from pathlib import Path
from typing import Any

from leverage_tui.store.errors import StoreError
from leverage_tui.store.funnel import Funnel
from tests.faults import verify
from tests.faults.child import KEPT, Voice, children
from tests.faults.mounts import disk, small_disk
from tests.faults.place import Place, logged, many
from tests.faults.seen import Seen, broken, wrong

_ROOM = 2600
"""Kilobytes."""


def fill_disks(folder: Path, count: int) -> Seen:
    """Save on disks that are full in one way or another, `count` times each."""
    seen = Seen()
    for number in range(count):
        at = folder / str(number)
        with small_disk(at / "room", f"size={_ROOM}k") as room:
            seen += _save_on_full(Place(room / "book", at / "state"), _fill, "a full disk", left=number % 4)
        with small_disk(at / "names", "size=4m,nr_inodes=12") as names:
            seen += _save_on_full(
                Place(names / "book", at / "state2"), _use_names_up, "a disk without inodes", left=0
            )
    return seen


def _fill(folder: Path, left: int) -> list[Path]:
    """Fill the disk but for so many pages."""
    file, last = folder / "filling", folder / "last"
    with open(file, "wb", buffering=0) as filling, suppress(OSError):
        while True:
            filling.write(b"x" * 4096)
    if left:
        os.truncate(file, max(0, file.stat().st_size - left * 4096))
    return [file, last]


def _use_names_up(folder: Path, left: int) -> list[Path]:
    made = []
    with suppress(OSError):
        for number in endless():
            made.append(folder / f"name{number}")
            made[-1].touch()
    return made


def _save_on_full(place: Place, fill: Callable[[Path, int], list[Path]], what: str, left: int) -> Seen:
    place.begin(entries=200)
    before = verify.content(place.book)

    def work(voice: Voice) -> None:
        funnel = Funnel(place.keeper())
        voice.await_go()
        funnel.do(logged(funnel.book, "new"))
        try:
            funnel.flush()
        except StoreError as error:
            voice.say(error.why)
        voice.await_go()
        funnel.retry()
        funnel.close()
        voice.say(KEPT)

    with children(work) as (child,):
        child.until("ready")
        filling = fill(place.folder.parent, left)
        child.go()
        child.until("ready")
        seen = Seen(1, 1)
        if child.heard[1:-1] != ["the disk is full"]:
            seen += wrong(f"{what}: it said {child.heard}")
        elif verify.content(place.book) != before:
            seen += broken(f"{what}: the old file did not stay")
        seen += verify.whole(place, what) + verify.clean(place.folder, what)
        for file in filling:
            file.unlink(missing_ok=True)
        child.go()
        child.end()
    if child.said(KEPT) != 1 or verify.notes(place.book)["new"] != 1:
        seen += Seen(lost=1, wrong=(f"{what}: with room again the same program could not save",))
    return seen + verify.whole(place, what)


@contextmanager
def watched_syncs(voice: Voice) -> Iterator[None]:
    """Says which syncs failed, and whether a file that failed once is synced again."""
    serials: dict[int, int] = {}
    failed: set[int] = set()
    numbers = endless()
    opening, syncing = os.open, os.fsync

    def opened(*given: Any, **named: Any) -> int:
        descriptor = opening(*given, **named)
        serials[descriptor] = next(numbers)
        return descriptor

    def synced(fd: Any) -> None:
        serial = serials.get(fd, -1)
        if serial in failed:
            voice.say("synced again")
        try:
            syncing(fd)
        except OSError as error:
            failed.add(serial)
            voice.say(f"sync failed {errno.errorcode.get(error.errno or 0)}")
            raise

    os.open, os.fsync = opened, synced
    try:
        yield
    finally:
        os.open, os.fsync = opening, syncing


def fail_syncs(folder: Path, count: int) -> Seen:
    """Save where the write is taken, and the sync finds that the disk below has no room for it."""
    seen = Seen()
    for number in range(count):
        at = folder / str(number)
        with (
            small_disk(at / "below", "size=6m") as below,
            disk(below / "image", 64, "-O", "^has_journal") as made,
        ):
            seen += _save_unsynced(Place(made.at / "book", at / "state"), below)
    return seen


def _save_unsynced(place: Place, below: Path) -> Seen:
    place.begin()
    before, what = verify.content(place.book), "a sync that fails"
    with children(partial(_save_much, place)) as (child,):
        child.until("ready")
        filling = _fill(below, 0)
        child.go()
        child.until("ready")
        seen = Seen(1, 1)
        failed = [line for line in child.heard if line.startswith("sync failed")]
        if not failed:
            seen += wrong(f"{what}: it did not: {child.heard}")
        if "synced again" in child.heard or KEPT in child.heard:
            seen += wrong(f"{what}: {child.heard}")
        if verify.content(place.book) != before:
            seen += broken(f"{what}: the old file did not stay")
        for file in filling:
            file.unlink(missing_ok=True)
        child.go()
        child.end()
    if child.said(KEPT) != 1 or "synced again" in child.heard:
        seen += Seen(lost=1, wrong=(f"{what}: with room again the same program could not save: {child.heard}",))
    return seen + verify.whole(place, what)


def _save_much(place: Place, voice: Voice) -> None:
    funnel = Funnel(place.keeper())
    with watched_syncs(voice):
        voice.await_go()
        funnel.do(many("saas", (f"new {number} {'x' * 300}" for number in range(3000))))
        try:
            funnel.flush()
            voice.say(KEPT)
        except StoreError as error:
            voice.say(error.why)
        voice.await_go()
        funnel.retry()
        funnel.close()
        voice.say(KEPT)
