"""Books, edits and files for the tests of the store."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from leverage_tui.domain.book import Book, book_of
from leverage_tui.domain.edits.core import Edit
from leverage_tui.domain.edits.hours import log_hours, set_cell
from leverage_tui.domain.edits.streams import add_stream
from leverage_tui.domain.model import Hours, Work
from leverage_tui.domain.timesheet import Row, minutes_in
from leverage_tui.store.keeper import Keeper

DAY = date(2026, 11, 2)
SAAS = Row("saas", Work.DELIVER)
EMPTY = book_of(())


def day(number: int) -> date:
    """One of the days on which the tests work; any number of minutes up to a day fits."""
    return DAY + timedelta(days=number)


def saas() -> Edit:
    """The stream that everything is booked on."""
    return add_stream(EMPTY, "Saas")


def logged(book: Book, minutes: int = 1, on: int = 0) -> Edit:
    """A fact on the stream."""
    return log_hours(book, SAAS, day(on), minutes)


def typed(book: Book, minutes: int, on: int = 0) -> Edit:
    """The cell of the stream typed over."""
    return set_cell(book, SAAS, day(on), minutes)


def shown(book: Book, on: int = 0) -> int:
    """Minutes in the cell."""
    return minutes_in(book, SAAS, day(on))


def total(book: Book) -> int:
    """Minutes of everything logged."""
    return sum(entry.minutes for entry in book.all(Hours))


def started(path: Path) -> Keeper:
    """A keeper of a new file that holds the stream."""
    keeper = Keeper.open(path)
    keeper.commit([saas()])
    return keeper


def tables(path: Path) -> dict[str, dict[str, dict[str, Any]]]:
    """The file as any JSON reader sees it."""
    found: dict[str, dict[str, dict[str, Any]]] = json.loads(path.read_text("utf-8"))
    return found


def put(path: Path, raw: dict[str, dict[str, dict[str, Any]]]) -> None:
    """What another program would leave: the same data, laid out its own way."""
    path.write_text(json.dumps(raw, indent=1), "utf-8")


def names(folder: Path) -> set[str]:
    """What lies in a folder."""
    return {found.name for found in folder.iterdir()}
