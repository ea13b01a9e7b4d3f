"""Copies that a sync tool put beside the book because two machines had changed it.

Syncthing names them `book.sync-conflict-20260301-101500-ABCDEFG.json`, Dropbox `book (Ana's conflicted copy
2026-03-01).json` in the language of the machine. Only regular files count, whatever a name says.
"""

from __future__ import annotations

import os
import re
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from leverage_tui.domain.quantities.names import day_and_month
from leverage_tui.domain.waiting import Waiting
from leverage_tui.store import disk
from leverage_tui.store.errors import CannotSave, FileUnreadable, in_words
from leverage_tui.store.paths import make_private_folder
from leverage_tui.store.remembered import Remembered

MOST_LOOKED_AT = 4_000
"""Names in the folder beyond which nobody looks."""
_SYNCTHING = re.compile(r"\.sync-conflict-([0-9]{8})-[0-9]{6}-[A-Z0-9]{7}")
_DROPBOX = re.compile(r" \(([^()]{1,200})\)(?: \([0-9]{1,3}\))?")
_DAY = re.compile(r"([0-9]{4})-?([0-9]{2})-?([0-9]{2})")
_CONFLICT = re.compile(r"confli|konflik|motstrid|ristirii|ütköz|çakış|конфлик|競合|冲突|衝突|충돌", re.IGNORECASE)


class ConflictCopy(NamedTuple):
    """A conflict copy, and the day on which the tool made it."""

    path: Path
    made: date


def conflict_copies(book: Path) -> tuple[ConflictCopy, ...]:
    """The conflict copies beside the book, the oldest first. Nothing in them is read."""
    found = []
    try:
        with os.scandir(book.parent) as entries:
            for entry in islice(entries, MOST_LOOKED_AT):
                said = _said_in(entry.name, book)
                if said is not None and entry.is_file(follow_symlinks=False):
                    found.append(ConflictCopy(book.with_name(entry.name), _day_in(said) or _modified(entry)))
    except OSError:
        return ()
    return tuple(sorted(found, key=lambda copy: (copy.made, copy.path.name)))


def set_aside(copy: Path, book: Path, state: Path, known: bytes) -> Path | None:
    """Move a copy whose content is `known` into the state folder, for this user alone; where it is then.

    None when it is not what was `known` any more: it stays. Raises CannotSave.
    """
    folder = Remembered(state, book).path.with_suffix(".merged")
    place = folder / copy.name
    try:
        make_private_folder(folder)
        while os.path.lexists(place):
            place = folder / f"{os.urandom(4).hex()}-{copy.name}"
        disk.create(place, known)
        found = disk.read(copy)
        if found is None or found.data != known:
            os.unlink(place)
            return None
        os.unlink(copy)
    except FileUnreadable as error:
        raise CannotSave(copy, error.why) from error
    except OSError as error:
        raise CannotSave(copy, in_words(error)) from error
    return place


def waiting_copies(found: tuple[ConflictCopy, ...]) -> tuple[Waiting, ...]:
    """What the dashboard says waits while there are conflict copies."""
    if not found:
        return ()
    first = found[0]
    count = "a conflict copy" if len(found) == 1 else f"{len(found)} conflict copies"
    text = (
        f"{count} of the book from {day_and_month(first.made)} on: {first.path.name}. Merging takes what is later "
        "of each entry and keeps the rest"
    )
    return (Waiting(f"{count} from {day_and_month(first.made)}: merge", text, "merge_copies", since=first.made),)


def waiting_answer(went_back: str) -> tuple[Waiting, ...]:
    """What the dashboard says waits while the file is said to have gone back in time."""
    return (Waiting("the file went back: decide", went_back, "went_back"),) if went_back else ()


def _said_in(name: str, book: Path) -> str | None:
    """What a sync tool wrote into the name of a copy of `book`; None where it is no such copy."""
    if not (name.startswith(book.stem) and name.endswith(book.suffix)) or name == book.name:
        return None
    middle = name[len(book.stem) : len(name) - len(book.suffix)]
    syncthing = _SYNCTHING.fullmatch(middle)
    if syncthing:
        return syncthing[1]
    dropbox = _DROPBOX.fullmatch(middle)
    return dropbox[1] if dropbox and _CONFLICT.search(dropbox[1]) else None


def _day_in(said: str) -> date | None:
    found = _DAY.search(said)
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None


def _modified(entry: os.DirEntry[str]) -> date:
    return datetime.fromtimestamp(entry.stat(follow_symlinks=False).st_mtime, UTC).date()
