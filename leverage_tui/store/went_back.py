"""A file that lacks what this machine said was saved in it: it went back in time.

A backup was put back by hand, `git checkout` was run, a sync tool brought an older copy. Until the user says which it
is to be, nothing is written: either what is missing comes back, from the newest backup and the log of undo steps, or
the older file is taken as it is.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from leverage_tui.domain.book import Book
from leverage_tui.domain.edits.core import Change, Edit, apply, same
from leverage_tui.domain.model import Deleted, Document
from leverage_tui.store import disk
from leverage_tui.store.acknowledged import Acknowledged, Latest, forget, place, recall, remember
from leverage_tui.store.backups import Backup, Backups
from leverage_tui.store.codec import read_book
from leverage_tui.store.history import MOST_STEPS, Step
from leverage_tui.store.layout import Key, Raw, Tables, parse
from leverage_tui.store.recovery import buried, in_tables, pairs
from leverage_tui.store.registers import stamp_in
from leverage_tui.store.stamp import parts
from leverage_tui.store.undo_log import UndoLog

if TYPE_CHECKING:
    from leverage_tui.store.keeper import Keeper


@dataclass(frozen=True, slots=True)
class Missing:
    """What an older file lacks of what this machine knows."""

    backup: Backup | None
    """The newest one that can be read."""
    from_backup: Mapping[Key, Raw]
    """Documents that the backup holds later than the file, or the file not at all."""
    steps: Edit
    """What the log of undo steps has done since, on top of both."""
    book: Book
    """The book with all of that."""

    @property
    def entries(self) -> int:
        """How many documents would come back, be changed again or be deleted again."""
        return len({*self.from_backup, *(change.key for change in self.steps.changes)})


def lacks(latest: Latest, tables: Mapping[str, Mapping[int, Raw]]) -> bool:
    """Whether a file of `tables` lacks the document that this machine saved last, and neither a later version of it
    nor the record of its deletion is there."""
    there = tables.get(latest.table, {}).get(latest.number)
    if there is not None and stamp_in(there) >= latest.at:
        return False
    return not any(
        (raw.get("table"), raw.get("doc")) == (latest.table, str(latest.number)) and stamp_in(raw) >= latest.at
        for raw in tables.get(Deleted.table, {}).values()
    )


def in_words(path: Path, latest: Latest) -> str:
    """That the file went back in time, as one sentence."""
    found = parts(latest.at)
    when = ""
    if found is not None:
        moment = datetime.fromtimestamp(found.milliseconds / 1000, UTC).astimezone()
        when = f" of {moment:%Y-%m-%d %H:%M}"
    return (
        f"{path} is older than what this machine saved: its last entry{when} is missing. Nothing is written to it."
    )


def missing(path: Path, state: Path) -> Missing:
    """What the file at `path` lacks. Raises FileUnreadable."""
    there = disk.read(path)
    documents = dict(pairs(parse(there.data, path))) if there else {}
    backups = Backups(state, path)
    backup = backups.newest_good()
    kept = dict(pairs(parse(backups.read(backup), backup.path))) if backup else {}
    found = {
        key: raw for key, raw in kept.items() if key not in documents or stamp_in(raw) > stamp_in(documents[key])
    }
    both = {**documents, **found}
    dead = buried(both)
    found = {key: raw for key, raw in found.items() if key not in dead}
    book = read_book(in_tables({key: raw for key, raw in both.items() if key not in dead}))
    log = UndoLog(_log_of(state, path), MOST_STEPS).steps()
    deleted = {
        (str(raw.get("table")), str(raw.get("doc"))) for (table, _), raw in both.items() if table == "deleted"
    }
    steps = Edit("what the older file lacked put back", tuple(_replayed(book, log, deleted)))
    return Missing(backup, found, steps, apply(book, steps))


def put_entries_back(keeper: Keeper, found: Missing) -> Book:
    """Put what is missing into the file, durably; the book then. Raises StoreError."""

    def with_found(tables: Tables) -> Tables:
        result = {table: dict(rows) for table, rows in tables.items()}
        for (table, number), raw in found.from_backup.items():
            rows = result.setdefault(table, {})
            if number not in rows or stamp_in(raw) > stamp_in(rows[number]):
                rows[number] = raw
        return result

    keeper.rewrite(with_found, "before missing entries were put back")
    if found.steps.changes:
        keeper.commit([found.steps])
    accept(keeper)
    return keeper.book


def accept(keeper: Keeper) -> None:
    """Take the file as it is now for what was saved last. Raises FileUnreadable."""
    file, there = place(keeper.state, keeper.path), disk.read(keeper.path)
    known = recall(file)
    if there is not None and not (known and known.digest == disk.digest(there.data)):
        remember(file, Acknowledged(disk.digest(there.data), is_ours=False))
    keeper.went_back = ""


def expect_none(path: Path, state: Path) -> None:
    """From now on no file is expected at `path`: a new book may begin there."""
    forget(place(state, Path(os.path.realpath(path))))


def _log_of(state: Path, path: Path) -> Path:
    from leverage_tui.store.remembered import Remembered

    return Remembered(state, path).path.with_suffix(".undo")


def _replayed(book: Book, steps: tuple[Step, ...], deleted: set[tuple[str, str]]) -> Iterator[Change]:
    """What the steps left of documents that still are as one of the steps found them."""
    chains: dict[Key, list[tuple[Document | None, Document | None]]] = {}
    for step in steps:
        for change in step.edit.changes:
            chains.setdefault(change.key, []).append((change.before, change.after))
    for key, chain in chains.items():
        current, last = book.get(*key), chain[-1][1]
        known = any(same(current, before) for before, _ in chain)
        if known and not same(current, last) and not (current is None and (key[0], str(key[1])) in deleted):
            yield Change(current, last)
