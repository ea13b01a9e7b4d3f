"""The merge driver for git: three versions of a book's file, the result in the place of ours."""

from __future__ import annotations

from pathlib import Path

from leverage_tui.domain.book import Book
from leverage_tui.store import disk
from leverage_tui.store.codec import read_book
from leverage_tui.store.errors import CannotSave, FileUnreadable
from leverage_tui.store.layout import Tables, sheet_of
from leverage_tui.store.merge import merged
from leverage_tui.store.merge_report import Report, reported
from leverage_tui.store.merging import read_copy


def drive(base: Path, ours: Path, theirs: Path) -> tuple[Report, Book]:
    """Merge `theirs` into `ours`, both come from `base`, which git leaves empty where they have none; what that did,
    and the book that `ours` holds then.

    Raises FileUnreadable, NewerSchema and CannotSave: then `ours` is as it was.
    """
    known = disk.look(ours)
    mine, other = read_copy(ours).tables, read_copy(theirs).tables
    since = _base(base)
    result = merged(mine, other, since)
    try:
        disk.replace(ours, sheet_of(result).text(), disk.stamp_of(known) if known else None, alone=False)
    except disk.Moved:
        raise CannotSave(ours, "another program changed it meanwhile") from None
    return reported(mine, other, result, since), read_book(result)


def _base(path: Path) -> Tables | None:
    found = disk.read(path)
    if found is None:
        raise FileUnreadable(path, "there is no such file")
    return read_copy(path).tables if found.data.strip() else None
