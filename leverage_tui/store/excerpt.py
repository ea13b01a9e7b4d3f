"""What an entry of hours in one stream needs of a book, found among its lines without decoding the others.

Lines are only chosen here; what is chosen is decoded as ever. So a line too many costs time and nothing else, and
where a line cannot be judged by its text it is chosen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from typing import NamedTuple

from leverage_tui.domain.calendar import days_of, monday
from leverage_tui.domain.model import Closed, Deleted, Hours, Money, Rate, Setting, Standing, Stream, Timer, Work
from leverage_tui.domain.timesheet import RECENT_WEEKS
from leverage_tui.store.codec import RawTables
from leverage_tui.store.layout import Raw, Rows, Sheet, decode_document, encode, number_in

_HEAD = (Setting.table, Stream.table)
_WHOLE = (*_HEAD, Standing.table, Rate.table, Timer.table, Deleted.table)
_DATE, _UNTIL = b'"date":"', b'"until":"'
_BUILD, _PAID = b'"work":' + encode(Work.BUILD.value), b'"cost":'
_GROSS, _NO_GROSS = b'"gross":', b'"gross":0'
_LATER = b"~"
"""After all days as they are written."""


class Need(NamedTuple):
    """Hours of `stream` on `day`; its figures need its hours from the day `hours` on, its money from `money` on. `pay`:
    what people cost is looked up, too."""

    stream: str
    day: date
    hours: date
    money: date
    pay: bool


def head(sheet: Sheet) -> RawTables:
    """The tables that say which streams there are."""
    return {table: _decoded(sheet.table(table).lines) for table in _HEAD}


def excerpt(sheet: Sheet, need: Need) -> RawTables:
    """All small tables, and of the others what `need` says: of the stream also the hours of the latest weeks with any
    and of all building, its first income, and whether the week is closed; of every stream the hours of the day."""
    found = {table: _decoded(sheet.table(table).lines) for table in _WHOLE}
    for table, chosen in ((Hours.table, _hours), (Money.table, _money), (Closed.table, _closed)):
        found[table] = _decoded(chosen(sheet.table(table), need))
    return found


def _decoded(lines: Iterable[bytes]) -> dict[int, Raw]:
    return {number_in(line): decode_document(line) for line in lines}


def _of_stream(need: Need) -> bytes:
    return b'"stream":' + encode(need.stream)


def _hours(rows: Rows, need: Need) -> Iterator[bytes]:
    of_stream, on_day = _of_stream(need), _DATE + _written(need.day)
    own = [line for line in rows.lines if of_stream in line]
    days = [_day_at(_DATE, line) for line in own]
    first = min(_written(need.hours), _latest_weeks(set(days)))
    always = (on_day, _BUILD, _PAID) if need.pay else (on_day, _BUILD)
    for day, line in zip(days, own, strict=True):
        if day >= first or any(text in line for text in always):
            yield line
    yield from (line for line in rows.lines if on_day in line and of_stream not in line)


def _money(rows: Rows, need: Need) -> Iterator[bytes]:
    of_stream, since = _of_stream(need), _written(need.money)
    own = [line for line in rows.lines if of_stream in line]
    income = [line for line in own if _GROSS in line and _NO_GROSS not in line]
    first = min(income, key=partial(_day_at, _DATE), default=None)
    for line in own:
        if line is first or max(_day_at(_DATE, line), _day_at(_UNTIL, line)) >= since:
            yield line


def _closed(rows: Rows, need: Need) -> Iterator[bytes]:
    of_stream, week = _of_stream(need), [_written(day) for day in days_of(monday(need.day))]
    for line in rows.lines:
        if of_stream in line and any(day in line for day in week):
            yield line


def _written(day: date) -> bytes:
    return day.isoformat().encode()


def _day_at(key: bytes, line: bytes) -> bytes:
    """The day after `key`, as it is written; `_LATER` in a line without it, and in one that is no flat object."""
    place = line.find(key)
    if place < 0 or line.count(b"{") > 1:
        return _LATER
    place += len(key)
    return line[place : place + 10]


def _latest_weeks(days: set[bytes]) -> bytes:
    """The Monday of the earliest of the latest weeks that tell which work is usual; before all days where there are
    not as many."""
    weeks: set[date] = set()
    for day in sorted(days, reverse=True):
        try:
            weeks.add(monday(date.fromisoformat(day.decode())))
        except ValueError:
            continue
        if len(weeks) == RECENT_WEEKS:
            return _written(min(weeks))
    return b""
