"""Pasted text as an edit: one value, hours from the cursor on, or a whole week with its names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from leverage_tui.domain.book import Book
from leverage_tui.domain.edits.copying import week_name
from leverage_tui.domain.edits.core import Change, Edit, EditRefused
from leverage_tui.domain.edits.hours import set_cell
from leverage_tui.domain.identity import owns_cell
from leverage_tui.domain.model import Hours
from leverage_tui.domain.quantities.errors import Unreadable
from leverage_tui.domain.quantities.hours import parse_hours
from leverage_tui.domain.sheet_text import Field, Table, is_week, read_block, read_table, read_week
from leverage_tui.domain.timesheet import Row, entries_in, minutes_in

At = tuple[Row, date]
"""A cell: its row and its day."""


NOTHING = "there is nothing in what was pasted"


def paste_edit(book: Book, days: tuple[date, ...], rows: Sequence[Row], at: At | None, text: str) -> Edit:
    """What pasting `text` does to the week of the seven `days`.

    `rows` are your own rows as they are shown, `at` is the cell under the cursor, None where it stands on none. One
    value goes into that cell as if it were typed, `+15m` too. Hours in lines and columns go from it to the right, and
    down over your own rows; empty fields leave their cells, 0 clears. A week with its names goes where they say.
    Raises EditRefused, with the first field that cannot be read named by row and column: then nothing is pasted.
    """
    try:
        table = read_table(text)
        if not any(any(line) for line in table):
            raise EditRefused(NOTHING)
        if is_week(table):
            return _together(book, days, read_week(book, days, table))
        if at is None:
            raise EditRefused("pasted hours go to the cell of a day: put the cursor on one")
        if len(table) == len(table[0]) == 1:
            return _one(book, at, table)
        return _together(book, days, read_block(table, _from(at[0], rows), days, at[1]))
    except Unreadable as error:
        raise EditRefused(str(error), "minutes") from error


def _one(book: Book, at: At, table: Table) -> Edit:
    row, day = at
    minutes = parse_hours(table[0][0], minutes_in(book, row, day))
    if minutes is None:
        raise EditRefused(NOTHING)
    return set_cell(book, row, day, minutes)


def _from(row: Row, rows: Sequence[Row]) -> list[Row]:
    """The row of the cursor and your own rows below it."""
    return list(rows[rows.index(row) :]) if row in rows else [row]


def _together(book: Book, days: tuple[date, ...], fields: Iterable[Field]) -> Edit:
    changes: list[Change] = []
    pasted = over = shortened = 0
    for field in fields:
        found = set_cell(book, field.row, field.day, field.minutes).changes
        pasted += bool(found)
        over += bool(found) and bool(entries_in(book, field.row, field.day))
        shortened += any(isinstance(one.before, Hours) and not owns_cell(one.before) for one in found)
        changes += found
    if not changes:
        return Edit("nothing to paste: the cells hold that already", ())
    parts = [f"{pasted} {'cell' if pasted == 1 else 'cells'} pasted into {week_name(days)}"]
    parts += [f"{over} of them held something else"] if over else []
    parts += [f"logged facts shortened in {shortened}"] if shortened else []
    return Edit(", ".join(parts), tuple(changes))
