"""What this machine last said was saved of a book: the digest of the file, and its latest document.

One short line in the state folder, written after each save without waiting for the disk: a line that is lost or torn
fits no file, and then nothing is said. By it lines are reused that this machine wrote, and a file is recognised that
went back in time: a backup that was put back, an older copy that a sync tool brought.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from leverage_tui.store.layout import Key, Raw
from leverage_tui.store.paths import make_private_folder

_LAYOUT = "layout-1"
"""To be changed with the layout and with every migration: lines written in an older one are not reused."""
_FOREIGN = "foreign"
"""In the place of the layout: these bytes were agreed to, but not written by us line by line."""
_SHAPE = re.compile(r"(\S{1,40}) ([0-9a-f]{64})(?: ([a-z]{1,40}) (-?[0-9]{1,40}) (\S{1,60}))?")


class Latest(NamedTuple):
    """The document that was stamped last, and its stamp."""

    table: str
    number: int
    at: str


class Acknowledged(NamedTuple):
    """What was said to be saved. `latest` is None where that is not known."""

    digest: str
    latest: Latest | None = None
    is_ours: bool = True
    """Whether this machine wrote those bytes, in the layout of today."""


def place(state: Path, book: Path) -> Path:
    """Where it is kept for the file `book`, links followed."""
    return state / "written" / blake2b(os.fsencode(book), digest_size=8).hexdigest()


def recall(file: Path) -> Acknowledged | None:
    """What is kept in `file`; None where nothing is, or nothing whole."""
    try:
        found = _SHAPE.fullmatch(file.read_text("ascii"))
    except (OSError, ValueError):
        return None
    if found is None:
        return None
    layout, digest, table, number, at = found.groups()
    latest = Latest(table, int(number), at) if table else None
    return Acknowledged(digest, latest, layout == _LAYOUT)


def remember(file: Path, found: Acknowledged) -> None:
    """Keep `found` in the place of what was kept. What cannot be written is forgotten."""
    words = [_LAYOUT if found.is_ours else _FOREIGN, found.digest]
    if found.latest:
        words += [found.latest.table, str(found.latest.number), found.latest.at]
    try:
        make_private_folder(file.parent)
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
        try:
            os.write(descriptor, " ".join(words).encode("ascii", "replace"))
        finally:
            os.close(descriptor)
    except OSError:
        return


def forget(file: Path) -> None:
    """From now on no file is expected."""
    with suppress(OSError):
        file.unlink()


def latest_of(changes: Mapping[Key, Raw | None]) -> Latest | None:
    """The document among `changes` that is stamped last."""
    stamped = [(str(raw["at"]), table, number) for (table, number), raw in changes.items() if raw and "at" in raw]
    if not stamped:
        return None
    at, table, number = max(stamped)
    return Latest(table, number, at)
