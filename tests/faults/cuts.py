"""Power cuts: what was said to be saved is there when the power is back."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from random import Random

from leverage_tui.store import disk as store_disk
from leverage_tui.store.errors import StoreError
from tests.faults import verify
from tests.faults.child import BEGUN, KEPT, Voice, children
from tests.faults.copies import COPIES
from tests.faults.mounts import disk
from tests.faults.place import Place, logged
from tests.faults.seen import CannotTry, Seen, counted, wrong
from tests.faults.writers import WRITERS, Writer

_MEGABYTES = 48
_LATEST_SECONDS = 0.06

Forget = Callable[[], None]


def nothing() -> None:
    """The store as it is."""


def without_fsync() -> None:
    """The control: a store that syncs nothing."""
    os.fsync = lambda fd: None


def without_folder_fsync() -> None:
    """The control: a store that syncs the file and not its folder."""
    store_disk._sync_folder = lambda folder: None


def cut_power(folder: Path, count: int) -> Seen:
    """Cut the power of every kind of writer in the middle of its work, `count` times each."""
    folder.mkdir(parents=True)
    seen = Seen()
    for writer in (*WRITERS, *COPIES):
        seen += cut_writer(writer, folder / writer.name.replace(" ", "-"), count)
    return seen


def cut_writer(writer: Writer, folder: Path, count: int) -> Seen:
    """Cut the power under one writer, each time on a new disk."""
    chance, seen = Random(writer.name), Seen()
    folder.mkdir(parents=True)
    for number in range(count):
        seen += _cut_once(writer, folder / f"disk{number}", chance)
    return seen


def _cut_once(writer: Writer, image: Path, chance: Random) -> Seen:
    with disk(image, _MEGABYTES) as made:
        place = Place(made.at / "book", image.with_name(f"{image.name}-state"))
        writer.begin(place)
        os.sync()
        before = writer.done(place)

        def work(voice: Voice) -> None:
            with suppress(StoreError, AssertionError):
                writer.work(place, voice)

        with children(work) as (child,):
            child.until(KEPT, chance.randrange(1, 6))
            # Not waiting for anything: that the moment is any moment is the point.
            time.sleep(chance.random() * _LATEST_SECONDS)
            child.drain()
            kept = child.said(KEPT)
            made.cut()
            child.kill()
        made.unmount()
        made.mount()
        what = f"{writer.name}, power cut after {len(child.heard)} lines"
        seen = writer.whole(place, what) + counted(kept, writer.done(place) - before, child.said(BEGUN), what)
        ran = place.lev("log", "saas", "1m", "--note", "last")
        seen += wrong(f"{what}: the next save failed: {ran.err}") if ran.code else Seen()
        seen += verify.clean(place.folder, f"{what}, the next save")
    image.unlink()
    return seen


def cut_after_one(folder: Path, forget: Forget) -> Seen:
    """One edit, said to be saved, and the power cut there and then; with something of the store forgotten."""
    folder.mkdir(parents=True)
    with disk(folder / "disk", _MEGABYTES) as made:
        place = Place(made.at / "book", folder / "state")
        place.begin(entries=20)
        os.sync()

        def work(voice: Voice) -> None:
            forget()
            keeper = place.keeper()
            voice.say(BEGUN)
            keeper.commit([logged(keeper.book, "new")])
            voice.say(KEPT)
            voice.await_go()

        with children(work) as (child,):
            if not child.until(KEPT):
                raise CannotTry("nothing can be saved on the disk")
            made.cut()
            child.kill()
        made.unmount()
        made.mount()
        what = f"power cut after one edit, {forget.__name__}"
        return verify.whole(place, what) + counted(1, verify.notes(place.book)["new"], 1, what)
