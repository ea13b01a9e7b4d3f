"""Writes that end in the middle: the largest size that a process may give a file stands where the save is."""

from __future__ import annotations

import resource
from functools import partial
from pathlib import Path

from leverage_tui.store.errors import CannotSave
from leverage_tui.store.funnel import Funnel
from tests.faults import verify
from tests.faults.child import KEPT, Voice, children
from tests.faults.place import Place, logged
from tests.faults.seen import Seen, broken, wrong

_WHY = "the file would be larger than the system allows"


def _save_below(place: Place, size: int, voice: Voice) -> None:
    """Save where no file may be larger than `size` bytes; afterwards, in the same process, without that."""
    funnel = Funnel(place.keeper())
    # The soft bound alone: it can be lifted again.
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
    funnel.do(logged(funnel.book, "new"))
    try:
        funnel.flush()
        voice.say(KEPT)
    except CannotSave as error:
        voice.say(error.why)
    if funnel.unsaved and verify.notes(place.book)["new"]:
        voice.say("what was refused is there")
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    funnel.retry()
    funnel.close()
    voice.say("and after that")


def tear_writes(folder: Path, count: int) -> Seen:
    """End the write of a save after the first byte, around pages, and before the last; `count` sizes in between."""
    first = Place(folder / "first" / "book")
    first.begin(entries=200)
    size = first.book.stat().st_size
    sizes = {0, 1, 4095, 4096, size // 2, size - 1, *range(0, size, max(1, size // count))}
    seen, place = Seen(), Place(folder / "torn" / "book")
    for bound in sorted(sizes):
        first.copy_to(place)
        before = place.book.read_bytes()
        what = f"torn after {bound} of {size} bytes"
        with children(partial(_save_below, place, bound)) as (child,):
            status = child.end()
        seen += Seen(1)
        if (status, child.heard) != (0, [_WHY, "and after that"]):
            seen += wrong(f"{what}: {status} {child.heard}")
        if verify.notes(place.book)["new"] != 1 or place.book.read_bytes() == before:
            seen += broken(f"{what}: the same process could not save afterwards")
        seen += verify.whole(place, what) + verify.clean(place.folder, what)
    return seen
