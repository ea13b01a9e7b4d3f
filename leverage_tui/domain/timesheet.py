"""Rows and cells of the timesheet: which entries a cell sums, and who worked in it."""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from leverage_tui.domain.book import Book
from leverage_tui.domain.calendar import days_of, monday
from leverage_tui.domain.model import OWN_WORK, Asset, Hours, Per, Standing, Status, Stream, Work


class Row(NamedTuple):
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
    """The row without its stream: ``deliver``, ``build · process``, ``people · Ana``."""
    detail = row.who or (row.asset.value if row.asset and row.asset is not Asset.PRODUCT else "")
    return f"{row.work.value} · {detail}" if detail else row.work.value


def usual_work(book: Book, stream: Stream) -> Work:
    """The kind of work meant when none is said: `deliver` where hours are sold, else the own work most often used in
    the stream's latest weeks (of several the one that took most time), else what its status suggests."""
    if stream.time_sold:
        return Work.DELIVER
    used: Counter[Work] = Counter()
    minutes: Counter[Work] = Counter()
    hours = book.ledger(stream.id).hours
    for week in sorted(hours, reverse=True)[:RECENT_WEEKS]:
        for entry in hours[week]:
            if entry.work in OWN_WORK:
                used[entry.work] += 1
                minutes[entry.work] += entry.minutes
    if used:
        return max(OWN_WORK, key=lambda work: (used[work], minutes[work], -OWN_WORK.index(work)))
    return Work.BUILD if stream.status in (Status.BUILDING, Status.IDEA) else Work.DELIVER


def usual_row(book: Book, stream: Stream, work: Work | None = None) -> Row:
    """The row of `work` (None: the usual work) in a stream; build hours make what the stream builds."""
    chosen = work or usual_work(book, stream)
    return Row(stream.id, chosen, asset=stream.build_asset if chosen is Work.BUILD else None)


def is_active(book: Book, stream: Stream, week: date) -> bool:
    """Whether the stream's rows stand in the timesheet of the ISO week of `week` without asking."""
    start = monday(week)
    if start in book.ledger(stream.id).hours:
        return True
    if stream.ended is not None and monday(stream.ended) < start:
        return False
    return stream.status in (Status.LIVE, Status.BUILDING) or (
        stream.status is Status.ENDED and stream.ended is not None
    )


def rows_of(book: Book, stream: Stream, weeks: Iterable[date]) -> tuple[Row, ...]:
    """The rows with an entry in any of the ISO `weeks` (Mondays), and the usual one; own work first."""
    hours = book.ledger(stream.id).hours
    found = {row_of(entry, stream) for week in weeks for entry in hours.get(week, ()) if entry.standing is None}
    if not any(row.is_own for row in found):
        found.add(usual_row(book, stream))
    return tuple(sorted(found, key=_row_order))


def standing_minutes(book: Book, standing: Standing, week: date) -> tuple[int, bool]:
    """Minutes of a standing entry in the ISO week of `week`, rounded, and whether an entry of that week replaces
    the usual ones."""
    start = monday(week)
    reference = str(standing.doc_id)
    replaced = [entry for entry in book.ledger(standing.stream).hours.get(start, ()) if entry.standing == reference]
    if replaced:
        return total(replaced), True
    stream = book.streams.get(standing.stream)
    minutes = sum(
        (
            Fraction(standing.minutes or 0, period_days(standing.per, day))
            for day in days_of(start)
            if standing.begins <= day
            and not (standing.ends and day > standing.ends)
            and not (stream and stream.ended and day > stream.ended)
        ),
        Fraction(0),
    )
    return round(minutes), False


def period_days(per: Per, day: date) -> int:
    """The days of the calendar period (week, month or year) that holds `day`."""
    if per is Per.WEEK:
        return 7
    if per is Per.MONTH:
        return calendar.monthrange(day.year, day.month)[1]
    return 366 if calendar.isleap(day.year) else 365


RECENT_WEEKS = 13
_ORDER = {work: place for place, work in enumerate(Work)}


def _row_order(row: Row) -> tuple[int, str, str]:
    return _ORDER[row.work], row.who or "", row.asset.value if row.asset else ""
