"""The edit that makes a book what it was."""

from __future__ import annotations

from collections.abc import Iterator

from leverage_tui.domain.book import Book
from leverage_tui.domain.edits.core import Change, Edit, same
from leverage_tui.domain.model import TABLES, Deleted, Document, Timer


def restore_book(now: Book, then: Book, when: str) -> Edit:
    """`now` made what `then` was: what came since goes, what went comes back, what changed is changed back.

    `when` names the moment of `then` for the sentence. The record of deletions stays, because what comes back is later
    than it. A running timer stays, unless its stream goes; none comes back, because it would have run ever since.
    """
    changes = tuple(Change(before, after) for before, after in _pairs(now, then) if not same(before, after))
    counts = (
        (sum(change.before is None for change in changes), "brought back"),
        (sum(change.before is not None and change.after is not None for change in changes), "changed back"),
        (sum(change.after is None for change in changes), "taken out"),
    )
    said = ", ".join(f"{_entries(count)} {what}" for count, what in counts if count)
    return Edit(f"the book of {when} restored: {said}", changes, backup="before the restore", as_it_was=True)


def _pairs(now: Book, then: Book) -> Iterator[tuple[Document | None, Document | None]]:
    for table in TABLES:
        if table not in (Deleted.table, Timer.table):
            numbers = now.tables[table].keys() | then.tables[table].keys()
            yield from ((now.get(table, number), then.get(table, number)) for number in sorted(numbers))
    yield from ((timer, None) for timer in now.all(Timer) if timer.stream not in then.streams)


def _entries(count: int) -> str:
    return "1 entry" if count == 1 else f"{count} entries"
