"""Rows and cells of the timesheet: which entries a cell sums, and who worked in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from leverage_tui.domain.book import Book
from leverage_tui.domain.calendar import monday
from leverage_tui.domain.model import OWN_WORK, Asset, Hours, Stream, Work


@dataclass(frozen=True, slots=True)
class Row:
    """One kind of work in one stream; `who` for people hours, `asset` for build hours."""

    stream: str
    work: Work
    who: str | None = None
    asset: Asset | None = None

    @property
    def is_own(self) -> bool:
        """Whether the hours in it are your own."""
        return self.work in OWN_WORK


def row_of(entry: Hours, stream: Stream | None) -> Row:
    """The row that shows `entry`. Build hours that name no asset make what their stream builds."""
    if entry.work is Work.BUILD:
        default = stream.build_asset if stream else Asset.PRODUCT
        return Row(entry.stream, entry.work, asset=entry.asset or default)
    return Row(entry.stream, entry.work, who=entry.who if entry.work is Work.PEOPLE else None)


def entries_in(book: Book, row: Row, day: date) -> tuple[Hours, ...]:
    """The entries that the cell of `row` and `day` sums; weeks of standing entries have a cell of their own."""
    stream = book.streams.get(row.stream)
    return tuple(
        entry
        for entry in book.ledger(row.stream).hours.get(monday(day), ())
        if entry.date == day and entry.standing is None and row_of(entry, stream) == row
    )


def minutes_in(book: Book, row: Row, day: date) -> int:
    """Minutes that the cell of `row` and `day` shows."""
    return total(entries_in(book, row, day))


def total(entries: Iterable[Hours]) -> int:
    """Minutes of all `entries`."""
    return sum(entry.minutes for entry in entries)


def row_label(row: Row) -> str:
    """The row without its stream: ``deliver``, ``build process``, ``people Ana``."""
    detail = row.who or (row.asset.value if row.asset and row.asset is not Asset.PRODUCT else "")
    return f"{row.work.value} {detail}".rstrip()
