"""The week as tab-separated text: what is copied, what ``lev week --tsv`` prints, and how such text is read again.

The first line names the columns (stream, work, seven days), every other line is a row of the timesheet. Names that a
spreadsheet would take for a formula stand behind an apostrophe, which is taken away when they are read.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from leverage_tui.domain.book import Book
from leverage_tui.domain.model import Asset, Stream, Work
from leverage_tui.domain.quantities.dates import format_day
from leverage_tui.domain.quantities.errors import Unreadable
from leverage_tui.domain.quantities.hours import format_hours, parse_hours
from leverage_tui.domain.quantities.names import WEEKDAY_NUMBERS
from leverage_tui.domain.quantities.typed import quoted
from leverage_tui.domain.text import clean
from leverage_tui.domain.timesheet import Row, entries_in, row_label, total
from leverage_tui.domain.timesheet_lines import timesheet_lines

MOST_CHARACTERS, MOST_LINES = 10_000, 200
_HEAD = ("stream", "work")
_BREAK = re.compile(r"\r\n|\r|\n")
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_WORD_LIMIT = 200

Style = Literal["hm", "decimal"]
Table = tuple[tuple[str, ...], ...]
"""The fields of a text, line by line, each without blanks around it."""


@dataclass(frozen=True, slots=True)
class Field:
    """Hours that were read: the cell they are meant for."""

    row: Row
    day: date
    minutes: int


def sheet_rows(book: Book, days: tuple[date, ...], asked: Collection[Row] = ()) -> tuple[Row, ...]:
    """Every row that the week of the seven `days` has, in the order of the timesheet, others' work too."""
    return tuple(line.row for line in timesheet_lines(book, days, asked) if line.row is not None)


def week_text(book: Book, days: tuple[date, ...], rows: Sequence[Row], style: Style = "hm") -> str:
    """The week with its names. An empty cell is an empty field."""
    head = "\t".join([*_HEAD, *(f"{format_day(day)[:3]} {day}" for day in days)])
    lines = [
        "\t".join([_safe(stream_word(book, book.streams[row.stream])), _safe(clean(row_label(row), _WORD_LIMIT)),
                   row_text(book, days, row, style)])
        for row in rows
    ]  # fmt: skip
    return "\n".join([head, *lines]) + "\n"


def row_text(book: Book, days: tuple[date, ...], row: Row, style: Style = "hm") -> str:
    """The hours of one row, a field a day."""
    cells = (entries_in(book, row, day) for day in days)
    return "\t".join(format_hours(total(cell), style) if cell else "" for cell in cells)


def stream_word(book: Book, stream: Stream) -> str:
    """What names a stream and no other one: its name, else its id, else both."""
    both = f"{stream.name} ({stream.id})"
    words = [clean(word, _WORD_LIMIT) for word in (stream.name, stream.id, both)]
    return next((word for word in words if word and len(_named(book, word)) == 1), words[-1])


def read_table(text: str) -> Table:
    """The fields of a text. Raises Unreadable for one that is far too long."""
    lines = _BREAK.split(text.strip("\r\n"))
    if len(text) > MOST_CHARACTERS or len(lines) > MOST_LINES:
        size = f"{len(text):,} characters in {len(lines):,} {'line' if len(lines) == 1 else 'lines'}"
        most = f"{MOST_CHARACTERS:,} characters in {MOST_LINES} lines"
        raise Unreadable(f"that is no week of hours: it has {size}, and the most is {most}")
    return tuple(tuple(field.strip(" ") for field in line.split("\t")) for line in lines)


def is_week(table: Table) -> bool:
    """Whether the first line names the columns of a week."""
    return tuple(field.casefold() for field in table[0][:2]) == _HEAD


def read_week(book: Book, days: tuple[date, ...], table: Table) -> tuple[Field, ...]:
    """The hours of a week with names, each on the same weekday of `days`. Raises Unreadable naming the first field
    that cannot be read."""
    columns = _days(table[0], days)
    fields: list[Field] = []
    lines: dict[Row, int] = {}
    for number, line in enumerate(table[1:], start=2):
        if not any(line):
            continue
        row = _row(book, number, line)
        if row in lines:
            raise Unreadable(f"row {number} is {line[0]}, {line[1]} once more: row {lines[row]} is that already")
        lines[row] = number
        fields += _hours(number, line[2:], row, columns, 3)
    return tuple(fields)


def read_block(table: Table, rows: Sequence[Row], days: tuple[date, ...], day: date) -> tuple[Field, ...]:
    """Hours without names: line by line over `rows`, field by field from `day` on. Lines of seven fields are whole
    weeks and begin on the first of `days`. Raises Unreadable naming the first field that cannot be read, or has no
    place."""
    whole = max(len(line) for line in table) == len(days)
    columns = days if whole else days[days.index(day) :]
    fields: list[Field] = []
    for number, line in enumerate(table, start=1):
        row = rows[number - 1] if number <= len(rows) else None
        fields += _hours(number, line, row, columns, 1)
    return tuple(fields)


def _hours(
    number: int, line: Sequence[str], row: Row | None, columns: Sequence[date], first: int
) -> Iterator[Field]:
    """The fields of a line that hold hours; its columns are counted from `first` on."""
    for place, text in enumerate(line):
        if not text:
            continue
        where = f"row {number}, column {place + first}"
        try:
            minutes = parse_hours(text)
        except Unreadable as error:
            raise Unreadable(f"{where}: {error}") from error
        if place >= len(columns):
            raise Unreadable(f"{where}: there is no day left for {quoted(text)}")
        if row is None:
            raise Unreadable(f"{where}: there is no row of your own left for {quoted(text)}")
        if minutes is not None:
            yield Field(row, columns[place], minutes)


def _days(head: tuple[str, ...], days: tuple[date, ...]) -> tuple[date, ...]:
    by_weekday = {day.weekday(): day for day in days}
    found: list[date] = []
    for column, field in enumerate(head[2:], start=3):
        weekday = WEEKDAY_NUMBERS.get(field.split(" ")[0].casefold())
        if weekday is None:
            raise Unreadable(f"row 1, column {column}: {quoted(field) or 'nothing'} is not a day such as Mon")
        if by_weekday[weekday] in found:
            raise Unreadable(f"row 1, column {column}: {quoted(field)} is there twice")
        found.append(by_weekday[weekday])
    return tuple(found)


def _row(book: Book, number: int, line: tuple[str, ...]) -> Row:
    streams = _named(book, _taken_back(line[0]))
    if len(streams) != 1:
        words = [stream_word(book, stream) for stream in streams]
        why = f"could be {' or '.join(words)}" if words else "is no stream of this book"
        raise Unreadable(f"row {number}, column 1: {quoted(line[0]) or 'nothing'} {why}")
    try:
        return _labelled(streams[0], _taken_back(line[1]) if len(line) > 1 else "")
    except Unreadable as error:
        raise Unreadable(f"row {number}, column 2: {error}") from error


def _labelled(stream: Stream, label: str) -> Row:
    """The row of a stream that is called `label`, as `row_label` writes it."""
    word, _, detail = label.partition(" · ")
    try:
        work = Work(word.casefold())
    except ValueError:
        raise Unreadable(f"{quoted(label) or 'nothing'} is no kind of work: {', '.join(Work)}") from None
    if work is Work.PEOPLE:
        return Row(stream.id, work, who=clean(detail) or None)
    if work is Work.BUILD:
        try:
            return Row(stream.id, work, asset=Asset(detail.casefold() or Asset.PRODUCT))
        except ValueError:
            raise Unreadable(f"{quoted(detail)} is nothing that is built: {', '.join(Asset)}") from None
    if detail:
        raise Unreadable(f"{work.value} has no parts such as {quoted(detail)}")
    return Row(stream.id, work)


def _named(book: Book, word: str) -> list[Stream]:
    """The streams that `word` can mean."""
    wanted = _folded(word)
    return [
        stream
        for stream in book.streams.values()
        if wanted in (_folded(stream.name), _folded(stream.id), _folded(f"{stream.name} ({stream.id})"))
    ]


def _folded(text: str) -> str:
    return clean(text, _WORD_LIMIT).casefold()


def _safe(name: str) -> str:
    return f"'{name}" if _FORMULA.match(name) else name


def _taken_back(field: str) -> str:
    return field[1:] if field.startswith("'") and _FORMULA.match(field) else field
