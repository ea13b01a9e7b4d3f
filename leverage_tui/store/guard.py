"""What the store asks of an edit beyond what the domain asks."""

from __future__ import annotations

from leverage_tui.domain.book import Book, Problem
from leverage_tui.domain.edits.check import checked
from leverage_tui.domain.edits.core import Edit, EditRefused, same
from leverage_tui.domain.model import Document, Restatement, Scenario, Setting
from leverage_tui.store.codec import read_document, write_document
from leverage_tui.store.layout import encode

_ANY_VALUE = (Setting, Scenario, Restatement)


def allowed(book: Book, wanted: Edit) -> Book:
    """The book after `wanted`.

    Raises EditRefused as `checked` does, for a document in whose place the file holds one that cannot be read (it
    would be lost; one that comes back as it was may take that place), and for one that would not be read back as
    it is (the file would say something else).
    """
    unread = {
        (problem.table, problem.doc_id): problem.why
        for problem in reversed(book.problems)
        if book.get(problem.table, problem.doc_id) is None
    }
    for change in wanted.changes:
        if change.key in unread and not wanted.as_it_was:
            raise EditRefused(f"the file holds an entry there that cannot be read: {unread[change.key]}")
    after = checked(book, wanted)
    for change in wanted.changes:
        if change.after is not None and change.after is not change.before:
            _check_writable(change.after)
    return after


def _check_writable(document: Document) -> None:
    raw = write_document(document)
    if isinstance(document, _ANY_VALUE):
        try:
            encode(raw)
        except (TypeError, ValueError, RecursionError):
            raise EditRefused("it holds a value that no file can hold") from None
    problems: list[Problem] = []
    read = read_document(document.table, document.doc_id, raw, problems)
    if not same(read, document):
        raise EditRefused(problems[0].why if problems else "the file would say something else")
