"""What the log of undo steps knows of a book and its file does not hold: what was done since the newest backup.

A step is in the log when it is durable in the book. Where the file lost it, it is done again: stamped anew, because a
log keeps no stamps.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from leverage_tui.domain.book import Book
from leverage_tui.domain.edits.core import Change, Edit, same
from leverage_tui.domain.model import Deleted, Document
from leverage_tui.store.history import MOST_STEPS, Step
from leverage_tui.store.layout import Key, Raw
from leverage_tui.store.registers import stamp_in
from leverage_tui.store.remembered import Remembered
from leverage_tui.store.stamp import Clock, device_in, wall_clock
from leverage_tui.store.undo_log import UndoLog
from leverage_tui.store.written import written


def log_of(path: Path, state: Path) -> UndoLog:
    """The log of the file at `path`."""
    return UndoLog(Remembered(state, path).path.with_suffix(".undo"), MOST_STEPS)


def steps_lost(book: Book, documents: Mapping[Key, Raw], path: Path, state: Path) -> Edit:
    """What the log of the file at `path` has done that `book`, which is read of `documents`, does not show."""
    deleted = {
        (str(raw.get("table")), str(raw.get("doc")))
        for (table, _), raw in documents.items()
        if table == Deleted.table
    }
    return Edit("what the file lacked put back", tuple(_lost(book, log_of(path, state).steps(), deleted)))


def done_again(steps: Edit, documents: Mapping[Key, Raw], state: Path) -> dict[Key, Raw | None]:
    """What `steps` make of a file of `documents`, stamped now: None where a document is to leave."""
    if not steps.changes:
        return {}
    clock = Clock(device_in(state), wall_clock)
    for raw in documents.values():
        clock.seen(stamp_in(raw))
    return written(steps.changes, clock.tick())


def _lost(book: Book, steps: tuple[Step, ...], deleted: set[tuple[str, str]]) -> Iterator[Change]:
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
