"""A file that lacks what this machine said was saved in it: it went back in time.

A backup was put back by hand, `git checkout` was run, a sync tool brought an older copy. Until the user says which it
is to be, nothing is written: either what is missing comes back, from the newest backup and the log of undo steps, or
the older file is taken as it is.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from leverage_tui.domain.book import Book
from leverage_tui.domain.edits.core import Edit, apply, same
from leverage_tui.domain.model import TABLES, Deleted, Document
from leverage_tui.store import disk
from leverage_tui.store.acknowledged import Acknowledged, Latest, forget, place, recall, remember
from leverage_tui.store.backups import Backup
from leverage_tui.store.codec import read_book, read_document
from leverage_tui.store.errors import StoreError
from leverage_tui.store.history import Step
from leverage_tui.store.layout import Key, Raw, Sheet, Tables, decode_document, number_in, parse
from leverage_tui.store.recovery import buried, in_tables, newest_backup, pairs
from leverage_tui.store.registers import stamp_in
from leverage_tui.store.replay import done_again, log_of, steps_lost
from leverage_tui.store.stamp import parts

if TYPE_CHECKING:
    from leverage_tui.store.keeper import Keeper


class Missing(NamedTuple):
    """What an older file lacks of what this machine knows."""

    backup: Backup | None
    """The newest one that can be read."""
    unread: str
    """Why nobody can tell which backups there are; empty where one can."""
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


def about(latest: Latest, sheet: Sheet) -> Tables:
    """What a file of these lines says of the document that this machine saved last: all that `lacks` needs."""
    line = sheet.table(latest.table).get(latest.number)
    found: Tables = {} if line is None else {latest.table: {latest.number: decode_document(line)}}
    if found and stamp_in(found[latest.table][latest.number]) >= latest.at:
        return found
    graves = {number_in(each): decode_document(each) for each in sheet.table(Deleted.table).lines}
    return {**found, Deleted.table: graves}


def is_rewritten(latest: Latest, tables: Mapping[str, Mapping[int, Raw]], path: Path, state: Path) -> bool:
    """Whether the document that this machine saved last is there without a stamp, and as it never was before: then
    another program that knows no stamps wrote the file anew, and it is no older one."""
    raw = tables.get(latest.table, {}).get(latest.number)
    there = _read(raw, (latest.table, latest.number))
    if raw is None or there is None or "at" in raw:
        return False
    before = [
        change.before
        for step in log_of(path, state).steps()
        for change in step.edit.changes
        if change.key == (latest.table, latest.number)
    ]
    return bool(before) and not any(same(there, each) for each in before)


def in_words(path: Path, latest: Latest) -> str:
    """That the file went back in time, as one sentence."""
    found = parts(latest.at)
    when = ""
    if found is not None:
        moment = datetime.fromtimestamp(found.milliseconds / 1000, UTC).astimezone()
        when = f" of {moment:%Y-%m-%d %H:%M}"
    return (
        f"{path} is older than what this machine saved, or another machine's: its last entry{when} is missing. "
        "Nothing is written to it."
    )


def missing(path: Path, state: Path) -> Missing:
    """What the file at `path` lacks. Raises FileUnreadable."""
    there = disk.read(path)
    documents = dict(pairs(parse(there.data, path))) if there else {}
    backup, kept, unread = newest_backup(path, state)
    found = {
        key: raw for key, raw in kept.items() if key not in documents or stamp_in(raw) > stamp_in(documents[key])
    }
    both = {**documents, **found}
    dead = buried(both)
    found = {key: raw for key, raw in found.items() if key not in dead}
    book = read_book(in_tables({key: raw for key, raw in both.items() if key not in dead}))
    steps = steps_lost(book, both, path, state)
    return Missing(backup, unread, found, steps, apply(book, steps))


def put_entries_back(keeper: Keeper, found: Missing) -> Book:
    """Put what is missing into the file, in one write, durably; the book then. Raises StoreError."""

    def with_found(tables: Tables) -> Tables:
        result = {table: dict(rows) for table, rows in tables.items()}
        for (table, number), raw in found.from_backup.items():
            rows = result.setdefault(table, {})
            if number not in rows or stamp_in(raw) > stamp_in(rows[number]):
                rows[number] = raw
        _do(found.steps, result, keeper.state)
        return result

    # What was asked is answered: the file may be written whatever it lacks then.
    asked, keeper.went_back = keeper.went_back, ""
    try:
        keeper.rewrite(with_found, "before missing entries were put back")
    except StoreError:
        keeper.went_back = asked
        raise
    accept(keeper)
    return keeper.book


def accept(keeper: Keeper) -> None:
    """Take the file as it is now for what was saved last. Raises FileUnreadable."""
    file, there = place(keeper.state, keeper.path), disk.read(keeper.path)
    if there is not None:
        digest, known = disk.digest(there.data), recall(file)
        is_written = known is not None and known.digest == digest
        if known is None or not is_written or (known.latest and keeper.lacks(parse(there.data, keeper.path))):
            remember(file, Acknowledged(digest, is_ours=bool(known and known.is_ours and is_written)))
    keeper.went_back = ""


def use_older(keeper: Keeper) -> None:
    """Take the file as it is, and what it lacks for taken out: undo brings that back, and a repair does not. Raises
    FileUnreadable."""
    lost = missing(keeper.path, keeper.state).steps.inverse()
    if not lost.is_nothing:
        log_of(keeper.path, keeper.state).append([Step("do", Edit("the older file used as it is", lost.changes))])
    accept(keeper)


def expect_none(path: Path, state: Path) -> None:
    """From now on no file is expected at `path`: a new book may begin there, and what was done to the old one is done
    to it no more."""
    book = Path(os.path.realpath(path))
    forget(place(state, book))
    log = log_of(book, state).path
    with suppress(OSError):
        log.replace(log.with_suffix(".undo-before"))


def _do(steps: Edit, tables: Tables, state: Path) -> None:
    """Do the steps to `tables` where their documents still are what was found."""
    possible = [
        change
        for change in steps.changes
        if same(_read(tables.get(change.key[0], {}).get(change.key[1]), change.key), change.before)
    ]
    again = done_again(Edit(steps.sentence, tuple(possible)), dict(pairs(tables)), state)
    for (table, number), raw in again.items():
        if raw is None:
            tables.get(table, {}).pop(number, None)
        else:
            tables.setdefault(table, {})[number] = raw


def _read(raw: Raw | None, key: Key) -> Document | None:
    return read_document(*key, raw, []) if raw is not None and key[0] in TABLES else None
