"""Hours that are as they were: last week's rows and hours into another week, a cell's into the next day."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from leverage_tui.domain.book import Book
from leverage_tui.domain.calendar import DAY, WEEK, monday
from leverage_tui.domain.edits.core import Change, Edit, EditRefused
from leverage_tui.domain.edits.hours import set_cell
from leverage_tui.domain.limits import MINUTES_PER_DAY
from leverage_tui.domain.model import Status, Stream
from leverage_tui.domain.quantities.dates import Period, format_day, format_period
from leverage_tui.domain.quantities.hours import format_hours
from leverage_tui.domain.timesheet import Row, entries_in, minutes_in, row_of, total


def copy_hours(book: Book, days: tuple[date, ...], kept: Collection[tuple[Row, date]] = ()) -> Edit:
    """The hours of the week before into the empty cells of the seven `days`, each on the same weekday.

    A cell that holds anything, or is among `kept`, stays as it is. Streams that are paused, or have ended by that day,
    are passed over. Notes are not copied; people hours cost what the same person last did.
    """
    copied, left, gone, long = 0, 0, dict[str, None](), 0
    changes: list[Change] = []
    for stream, row, before, minutes in _worked(book, days):
        day = before + WEEK
        if why := _gone(stream, day):
            gone[why] = None
        elif (row, day) in kept or entries_in(book, row, day):
            left += 1
        elif minutes > MINUTES_PER_DAY:
            long += 1
        else:
            copied += 1
            changes += set_cell(book, row, day, minutes).changes
    parts = [f"{_cells(copied)} copied from {week_name(_before(days))}"] if copied else []
    parts += [f"{left} left as they were" if left > 1 else "1 left as it was"] if left else []
    parts += [f"{_cells(long)} over 24 hours left out"] if long else []
    return Edit(_sentence(parts, gone, days), tuple(changes))


def rows_before(book: Book, days: tuple[date, ...], shown: Collection[Row]) -> tuple[tuple[Row, ...], str]:
    """The rows of the week before that are not among those `shown` in the seven `days`, and a sentence about them.
    Streams that are paused, or have ended by then, are passed over."""
    found, gone = dict[Row, None](), dict[str, None]()
    for stream, row, _, _ in _worked(book, days):
        if row in shown:
            continue
        if why := _gone(stream, days[0]):
            gone[why] = None
        else:
            found[row] = None
    parts = [f"{_counted(len(found), 'row')} copied from {week_name(_before(days))}"] if found else []
    if not found and not gone and any(True for _ in _worked(book, days)):
        return (), f"the rows of {week_name(_before(days))} are all here"
    return tuple(found), _sentence(parts, gone, days)


def fill_right(book: Book, row: Row, day: date, days: tuple[date, ...], *, over: bool = False) -> Edit:
    """The hours of a cell into the next of `days`.

    Raises EditRefused for an empty cell, on the last day, and, unless `over`, where the next day holds something else.
    """
    minutes, wanted = minutes_in(book, row, day), day + DAY
    if not minutes:
        raise EditRefused("an empty cell has nothing to go on with", "minutes")
    if wanted not in days:
        raise EditRefused(f"the week ends with {format_day(day)}", "date")
    held = entries_in(book, row, wanted)
    if held and total(held) != minutes and not over:
        there, new = format_hours(total(held)), format_hours(minutes)
        raise EditRefused(f"{format_day(wanted)} holds {there} already: once more makes it {new}", "minutes")
    return set_cell(book, row, wanted, minutes)


def week_name(days: tuple[date, ...]) -> str:
    """``week 25``; the days of one that does not begin on a Monday: ``15-21 Jun 2025``."""
    return format_period(Period(days[0], days[-1])).partition(",")[0]


def _before(days: tuple[date, ...]) -> tuple[date, ...]:
    return tuple(day - WEEK for day in days)


def _worked(book: Book, days: tuple[date, ...]) -> Iterator[tuple[Stream, Row, date, int]]:
    """Every cell with hours in the week before `days`: stream, row, its day, minutes."""
    wanted = set(_before(days))
    for stream in book.streams.values():
        cells: dict[tuple[Row, date], int] = {}
        for week in sorted({monday(day) for day in wanted}):
            for entry in book.ledger(stream.id).hours.get(week, ()):
                if entry.date in wanted and entry.standing is None and entry.minutes:
                    cell = row_of(entry, stream), entry.date
                    cells[cell] = cells.get(cell, 0) + entry.minutes
        for (row, day), minutes in cells.items():
            yield stream, row, day, minutes


def _gone(stream: Stream, day: date) -> str:
    """Why a stream has no hours of its own accord on `day`; empty where it has."""
    if stream.status is Status.PAUSED:
        return f"{stream.name} is paused"
    if stream.ended is not None:
        return f"{stream.name} has ended" if stream.ended < day else ""
    return f"{stream.name} has ended" if stream.status is Status.ENDED else ""


def _sentence(parts: list[str], gone: Iterable[str], days: tuple[date, ...]) -> str:
    found = [*parts, *gone]
    if not found:
        return f"{week_name(_before(days))} has no hours to copy"
    return ", ".join(found) if "copied" in found[0] else f"nothing copied: {', '.join(found)}"


def _cells(count: int) -> str:
    return _counted(count, "cell")


def _counted(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
