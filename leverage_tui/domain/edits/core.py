"""The edit: documents before and after, and a sentence about itself.

An edit says what it does to documents, not what the whole book becomes. It can therefore be applied to a book
that another program has changed in the meantime, undone where its documents still are what it left, and refused
as a whole with one sentence.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from leverage_tui.domain.book import Book
from leverage_tui.domain.model import Document


class EditRefused(ValueError):
    """The edit cannot be: the sentence for the user, and the `field` it is about (may be empty)."""

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


class Change(NamedTuple):
    """One document before and after; None is "not there". At least one of them is there."""

    before: Document | None
    after: Document | None

    @property
    def document(self) -> Document:
        """The document that the change is about, as it is after it where it still is."""
        found = self.after or self.before
        assert found is not None
        return found

    @property
    def key(self) -> tuple[str, int]:
        """Table and number of the document."""
        return self.document.table, self.document.doc_id


class Edit(NamedTuple):
    """One act of the user. `sentence` says it in the past tense, and is what undo repeats.

    `backup` says before what a backup of the book is to be taken, such as "before the import"; empty where the act
    is small enough for undo alone. `as_it_was`: a file held the documents so before, and as of those that a file
    holds no limit is asked of them.
    """

    sentence: str
    changes: tuple[Change, ...]
    backup: str = ""
    as_it_was: bool = False

    @property
    def is_nothing(self) -> bool:
        """Whether applying it leaves every document as it was."""
        return not self.changes

    def inverse(self) -> Edit:
        """The edit that takes this one back."""
        return Edit(self.sentence, tuple(Change(change.after, change.before) for change in reversed(self.changes)))


def edit(sentence: str, changes: Iterable[tuple[Document | None, Document | None]], *, backup: str = "") -> Edit:
    """An edit of the pairs (before, after) that differ."""
    differing = tuple(Change(before, after) for before, after in changes if not same(before, after))
    return Edit(sentence, differing, backup)


def same(one: Document | None, other: Document | None) -> bool:
    """Whether two documents say the same, whenever they were written."""
    if one is None or other is None:
        return one is other
    return one == other or (type(one) is type(other) and replace(one, at=other.at) == other)


def apply(book: Book, done: Edit) -> Book:
    """The book after the edit: each document becomes what the edit says, whatever it was."""
    return book.with_documents((book.get(*change.key), change.after) for change in done.changes)


def conflicts(book: Book, done: Edit) -> tuple[Document | None, ...]:
    """The documents, as they are in `book`, that are no longer what `done` expects to find."""
    found = ((book.get(*change.key), change.before) for change in done.changes)
    return tuple(current for current, before in found if not same(current, before))


def stamped(done: Edit, at: str) -> Edit:
    """The same edit with every document that it leaves stamped `at`."""
    return done._replace(
        changes=tuple(
            change if change.after is None else change._replace(after=replace(change.after, at=at))
            for change in done.changes
        )
    )
