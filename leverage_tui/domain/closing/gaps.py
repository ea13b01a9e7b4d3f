"""Days on which nothing of yours was logged for a stream, though on that day of the week something usually is."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from leverage_tui.domain.book import Book
from leverage_tui.domain.calendar import days_of, monday
from leverage_tui.domain.closing.answers import Place, Style
from leverage_tui.domain.closing.weeks import asked_in
from leverage_tui.domain.quantities.dates import format_day
from leverage_tui.domain.quantities.hours import format_hours
from leverage_tui.domain.timesheet import Row, usual_row
from leverage_tui.domain.usual import own_minutes, usual_own


class Gap(NamedTuple):
    """One such day. What is answered belongs to `row`, the stream's usual work; `usual` is the median in minutes."""

    row: Row
    day: date
    usual: int


def gaps(book: Book, week: date, today: date) -> tuple[Gap, ...]:
    """The gaps of the week of that day in the streams it is open for; only days before `today` can be one."""
    found = []
    for stream_id in asked_in(book, week):
        stream = book.streams[stream_id]
        for day in days_of(monday(week)):
            lives = (stream.started or day) <= day <= (stream.ended or day)
            if not (lives and day < today) or own_minutes(book, stream_id, day):
                continue
            usual = usual_own(book, stream_id, day)
            if usual:
                found.append(Gap(usual_row(book, stream), day, usual))
    return tuple(found)


def gap_words(gap: Gap, style: Style = "hm") -> str:
    """ "nothing on Tue 24, usually 0:30"."""
    return f"nothing on {_short_day(gap.day)}, usually {format_hours(gap.usual, style)}"


def gap_place(book: Book, gap: Gap) -> Place:
    """Where the answer to a gap goes."""
    return Place(gap.row.stream, book.streams[gap.row.stream].currency, None, gap.row, gap.day)


def _short_day(day: date) -> str:
    """ "Tue 24"."""
    return format_day(day).rpartition(" ")[0]
