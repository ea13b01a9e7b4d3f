"""Versions that gave way in a merge, kept for this user on this machine: one line of JSON each, both versions whole."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from leverage_tui.store import disk
from leverage_tui.store.errors import StoreError
from leverage_tui.store.layout import Raw, encode
from leverage_tui.store.lock import locked
from leverage_tui.store.merge_report import Loss, Stands
from leverage_tui.store.paths import make_private_folder
from leverage_tui.store.remembered import Remembered

_STANDS: tuple[Stands, ...] = ("here", "there", "both")


@dataclass(frozen=True, slots=True)
class Conflict:
    """A loss, the name of the copy that was merged, and when that was, as an RFC 3339 instant in UTC."""

    loss: Loss
    copy: str
    merged: str


class Conflicts:
    """The conflicts of one book."""

    def __init__(self, state: Path, book: Path) -> None:
        """`state` is the folder of what belongs to this machine, `book` the file itself."""
        self.path = Remembered(state, book).path.with_suffix(".conflicts.jsonl")

    def all(self) -> tuple[Conflict, ...]:
        """Every conflict that was kept, the oldest first. A line that cannot be read is left out. Raises
        FileUnreadable."""
        found = disk.read(self.path)
        return tuple(_read(found.data.split(b"\n"))) if found else ()

    def add(self, losses: Iterable[Loss], copy: str, now: datetime) -> tuple[Conflict, ...] | None:
        """Keep the losses that are not kept yet; these. None where nothing can be kept."""
        merged = now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        try:
            make_private_folder(self.path.parent)
            with locked(self.path):
                known = {_versions(conflict.loss) for conflict in self.all()}
                fresh = tuple(Conflict(loss, copy, merged) for loss in losses if _versions(loss) not in known)
                if fresh:
                    self._append(b"".join(_line(conflict) for conflict in fresh))
        except (OSError, StoreError):
            return None
        return fresh

    def _append(self, lines: bytes) -> None:
        flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
        with os.fdopen(os.open(self.path, flags, 0o600), "r+b") as file:
            end = file.seek(0, os.SEEK_END)
            if end and os.pread(file.fileno(), 1, end - 1) != b"\n":
                lines = b"\n" + lines
            file.write(lines)
            file.flush()
            os.fsync(file.fileno())


def _versions(loss: Loss) -> tuple[object, ...]:
    """By what a conflict is known, whichever side each version was on."""
    return loss.key, frozenset((_text(loss.here, loss.here_at), _text(loss.there, loss.there_at)))


def _text(raw: Raw | None, at: str) -> bytes:
    return at.encode("utf-8", "surrogatepass") if raw is None else encode(raw)


def _line(conflict: Conflict) -> bytes:
    loss = conflict.loss
    sides = {"here": loss.here, "here_at": loss.here_at, "there": loss.there, "there_at": loss.there_at}
    about = {"table": loss.key[0], "doc": str(loss.key[1]), "stands": loss.stands}
    return encode({"merged": conflict.merged, "copy": conflict.copy, **about, **sides}) + b"\n"


def _read(lines: Iterable[bytes]) -> Iterator[Conflict]:
    for line in lines:
        if line:
            with suppress(ValueError, TypeError, KeyError, RecursionError):
                yield _conflict(json.loads(line))


def _conflict(found: dict[str, Any]) -> Conflict:
    here, there = (_side(found[name]) for name in ("here", "there"))
    stands = next(word for word in (*_STANDS, None) if word == found["stands"] or word is None)
    if stands is None:
        raise ValueError("no conflict")
    loss = Loss(
        (str(found["table"]), int(found["doc"])), here, there, stands, str(found["here_at"]), str(found["there_at"])
    )
    return Conflict(loss, str(found["copy"]), str(found["merged"]))


def _side(found: Any) -> Raw | None:
    if found is not None and not isinstance(found, dict):
        raise ValueError("no document")
    return found
