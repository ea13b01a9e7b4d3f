"""What the funnel announces, in the past tense. Each is told once, in the thread in which it happened."""

from __future__ import annotations

from typing import NamedTuple

from leverage_tui.domain.book import Book
from leverage_tui.domain.edits.core import Edit
from leverage_tui.store.errors import StoreError


class Edited(NamedTuple):
    """`edit` was done, in memory. `foreign`: not by this user. Told in the thread that did it, before its Saved."""

    edit: Edit
    book: Book
    foreign: bool = False


class Saved(NamedTuple):
    """All but `unsaved` edits are durable on disk. Told in the worker's thread."""

    book: Book
    unsaved: int


class Changed(NamedTuple):
    """Somebody else changed the book; what we did and have not saved yet is in `book`, on top.

    `notes` say what became of things that both changed, and which backup failed. Told in the worker's thread.
    """

    book: Book
    notes: tuple[str, ...]


class SaveFailed(NamedTuple):
    """The file could not be written or read; the edits are kept in memory. Told in the worker's thread."""

    error: StoreError


Event = Edited | Saved | Changed | SaveFailed
