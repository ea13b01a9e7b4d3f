"""What was done, taken back and done again, as steps in the order of time; undo and redo are read off them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal, NamedTuple

from leverage_tui.domain.edits.core import Change, Edit, same

if TYPE_CHECKING:
    from leverage_tui.domain.book import Book

MOST_STEPS = 500
"""How many steps can be taken back."""
Kind = Literal["do", "undo", "redo"]


class Step(NamedTuple):
    """One step. For an undo or redo, `edit` is what it really changed, which is less than the whole where something
    else had changed a document since."""

    kind: Kind
    edit: Edit


class Stacks(NamedTuple):
    """What can be taken back and what can be done again, the next one last."""

    done: tuple[Edit, ...]
    undone: tuple[Edit, ...]


class Undone(NamedTuple):
    """A step back or forth: the `edit` that was done, and a sentence for each document that something else had
    changed since, and that was left alone."""

    edit: Edit
    skipped: tuple[str, ...]


def stacks(steps: Iterable[Step], most: int) -> Stacks:
    """What `steps` leave to take back (at most `most`) and to do again. A new edit ends what could be done again."""
    done: list[Edit] = []
    undone: list[Edit] = []
    for step in steps:
        if step.kind == "do":
            done.append(step.edit)
            undone.clear()
            del done[:-most]
        else:
            source, target = (done, undone) if step.kind == "undo" else (undone, done)
            if source:
                source.pop()
            if not step.edit.is_nothing:
                target.append(step.edit)
    return Stacks(tuple(done), tuple(undone))


def undone_documents(steps: Iterable[Step]) -> frozenset[tuple[str, int]]:
    """Tables and numbers of the documents that an undo took away, and that nothing has touched since."""
    undone: set[tuple[str, int]] = set()
    for step in steps:
        undone -= {change.key for change in step.edit.changes}
        if step.kind == "undo":
            undone |= {change.key for change in step.edit.changes if change.after is None}
    return frozenset(undone)


def possible(book: Book, inverse: Edit) -> Undone:
    """What of `inverse` can be done: where a document still is what the edit that it takes back left."""
    changes: list[Change] = []
    skipped: list[str] = []
    for change in inverse.changes:
        there = book.get(*change.key)
        if same(there, change.before):
            changes.append(change)
        else:
            from leverage_tui.store.words import left_alone

            skipped.append(left_alone(book, there, change.before))
    return Undone(Edit(inverse.sentence, tuple(changes)), tuple(skipped))
