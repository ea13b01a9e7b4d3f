"""What can be done about a book's file that cannot be read: what its lines still hold, what the newest backup
adds, and what the log of undo steps has done since.

Nothing is written before the user agreed to an `Offer`. Then the damaged file is put aside first, and the recovered
book takes its place under the lock, by the ordinary replacement.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from leverage_tui.domain.book import Book
from leverage_tui.store import disk
from leverage_tui.store.acknowledged import place, recall
from leverage_tui.store.backups import Backup, Backups
from leverage_tui.store.codec import read_book
from leverage_tui.store.errors import GONE, BackupsUnreadable, CannotSave, FileUnreadable
from leverage_tui.store.layout import Key, Raw, Tables, parse, sheet_of
from leverage_tui.store.put_back import put_back
from leverage_tui.store.registers import stamp_in
from leverage_tui.store.replay import done_again, steps_lost
from leverage_tui.store.salvage import Salvaged, salvage

Raws = dict[Key, Raw]


@dataclass(frozen=True)
class Offer:
    """What a repair of the file at `path` would write."""

    path: Path
    why: str
    """Why it cannot be read, without the file's name."""
    salvaged: Salvaged
    backup: Backup | None
    """The newest one that can be read; None where there is none."""
    unread: str
    """Why nobody can tell which backups there are; empty where one can."""
    tables: Tables
    from_file: frozenset[Key]
    """Which documents of `tables` the file still held, in a version that is not older than the backup's."""
    doubtful: tuple[Key, ...]
    """Those of `from_file` that may be put together from halves of two (see Salvaged), and that no backup replaces."""
    differing: tuple[Key, ...]
    """Those of `from_file` that say something else than the backup, although nothing stamped them since."""
    from_log: frozenset[Key]
    """Which documents of `tables` neither the file nor the backup held so: the log of undo steps did."""
    digest: str
    """Of the damaged bytes; empty where there is no file."""

    @cached_property
    def book(self) -> Book:
        """What would be written, as a book."""
        return read_book(self.tables)

    @property
    def documents(self) -> int:
        """How many documents would be written."""
        return sum(map(len, self.tables.values()))

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all can be brought back."""
        return not self.documents

    def was_in_file(self, table: str, number: int) -> bool:
        """Whether a document is taken from the damaged file."""
        return (table, number) in self.from_file


class Repaired(NamedTuple):
    """What a repair did: how many documents the file holds, and where the damaged one is (None: there was none)."""

    path: Path
    documents: int
    aside: Path | None


def offer_for(book: Path, state: Path) -> Offer | None:
    """What can be brought back of the file at `book`; None where it can be read, or where there never was one.

    `state` is the folder of what belongs to this machine. Nothing is written. Raises FileUnreadable where not even
    its bytes can be read.
    """
    path = Path(os.path.realpath(book))
    found = disk.read(path)
    if found is None:
        if recall(place(state, path)) is None:
            return None
        return _offer(path, state, GONE, b"", "")
    try:
        parse(found.data, path)
    except FileUnreadable as error:
        return _offer(path, state, error.why, found.data, disk.digest(found.data))
    return None


def repair(offer: Offer, state: Path, now: datetime) -> Repaired:
    """Write what was offered. Raises CannotSave: then the file is what it was; also when it changed since."""
    found = disk.read(offer.path)
    if (disk.digest(found.data) if found else "") != offer.digest:
        raise CannotSave(offer.path, "it has changed since it was looked at")
    if offer.is_empty:
        raise CannotSave(offer.path, "there is nothing to bring back")
    aside = put_back(offer.path, state, sheet_of(offer.tables).text(), now)
    return Repaired(offer.path, offer.documents, aside)


def _offer(path: Path, state: Path, why: str, data: bytes, digest: str) -> Offer:
    saved = salvage(data) if data else Salvaged({}, {}, (), 0)
    backup, kept, unread = newest_backup(path, state)
    chosen: Raws = dict(kept)
    taken: set[Key] = set()
    differing: list[Key] = []
    for key, raw in pairs(saved.tables):
        other = kept.get(key)
        if other is not None and stamp_in(other) > stamp_in(raw):
            continue
        if other is not None and stamp_in(other) == stamp_in(raw) and other != raw:
            differing.append(key)
        chosen[key] = raw
        taken.add(key)
    doubtful = [
        key for key, raw in pairs(saved.doubtful) if key not in chosen or stamp_in(chosen[key]) < stamp_in(raw)
    ]
    for key in doubtful:
        chosen[key] = saved.doubtful[key[0]][key[1]]
        taken.add(key)
    for key, raw in pairs(saved.doubtful):
        if chosen.get(key) == raw:
            taken.add(key)
    for key in buried(chosen):
        del chosen[key]
    steps = steps_lost(read_book(in_tables(chosen)), chosen, path, state)
    done = done_again(steps, chosen, state)
    known = {key: raw for key, raw in chosen.items() if key not in done}
    lost = {key: raw for key, raw in done.items() if raw is not None}
    return Offer(
        path, why, saved, backup, unread, in_tables({**known, **lost}), frozenset(taken & known.keys()),
        tuple(doubtful), tuple(differing), frozenset(lost), digest,
    )  # fmt: skip


def newest_backup(path: Path, state: Path) -> tuple[Backup | None, Raws, str]:
    """The newest backup of the book at `path` that can be read, its documents, and why nobody can tell which backups
    there are: empty where one can."""
    backups = Backups(state, path)
    try:
        backup = backups.newest_good()
    except BackupsUnreadable as error:
        return None, {}, error.why
    return backup, dict(pairs(parse(backups.read(backup), backup.path))) if backup else {}, ""


def buried(documents: Mapping[Key, Raw]) -> set[Key]:
    """Those of `documents` that the record of deletions among them says are deleted."""
    found = set()
    for (table, _), raw in documents.items():
        target = raw.get("table"), raw.get("doc")
        if (
            table == "deleted"
            and isinstance(target[0], str)
            and isinstance(target[1], str)
            and target[1].isdecimal()
        ):
            key = target[0], int(target[1][:20])
            if key in documents and key[0] != table and stamp_in(documents[key]) <= stamp_in(raw):
                found.add(key)
    return found


def pairs(tables: Mapping[str, Mapping[int, Raw]]) -> Iterator[tuple[Key, Raw]]:
    """Every document with its table and number."""
    for table, rows in tables.items():
        for number, raw in rows.items():
            yield (table, number), raw


def in_tables(documents: Mapping[Key, Raw]) -> Tables:
    """Documents by table."""
    tables: Tables = {}
    for (table, number), raw in documents.items():
        tables.setdefault(table, {})[number] = raw
    return tables
