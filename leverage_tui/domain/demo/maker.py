"""Makes the documents of a demo book: hours from weekly habits, money from what they earned.

Chance comes from the day, the stream and the work alone, so that a day looks the same whatever surrounds it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from random import Random
from typing import Any, NamedTuple

from leverage_tui.domain.calendar import DAY, WEEK, days_of, monday
from leverage_tui.domain.identity import cell_id, natural_id
from leverage_tui.domain.model import (
    OWN_WORK,
    Amounts,
    Closed,
    Document,
    Hours,
    Money,
    Rate,
    Setting,
    Standing,
    Stream,
    Work,
)

QUARTER = 15
_SICK = 0.02
_NOTED = 0.2


class Habit(NamedTuple):
    """Work that is done every week on some weekdays (0 is Monday).

    `weekly` are its minutes a week in the stream's first and last week here; between them they change evenly.
    `part` is the share of the stream's life in which it is done, `notes` are what is sometimes written beside it.
    """

    work: Work
    weekly: tuple[int, int]
    days: tuple[int, ...]
    part: tuple[float, float] = (0.0, 1.0)
    notes: tuple[str, ...] = ()

    def minutes(self, progress: float) -> float:
        """Minutes of one of its days when `progress` (0 to 1) of the stream's life is over."""
        if not self.part[0] <= progress <= self.part[1]:
            return 0.0
        first, last = self.weekly
        return (first + (last - first) * progress) / len(self.days)


class Maker:
    """Collects the documents of one demo book, for the weeks from `begin` (a Monday) to the day before `today`."""

    def __init__(self, today: date, begin: date, days_off: frozenset[date]) -> None:
        self.today = today
        self.begin = begin
        self._days_off = days_off
        self._documents: dict[tuple[str, int], Document] = {}
        self._sold: dict[tuple[str, date], int] = {}
        self._at = f"{max(today.toordinal() - date(1970, 1, 2).toordinal(), 0) * 86_400_000:012x}-0000-0000"

    def documents(self) -> tuple[Document, ...]:
        """Everything made so far, by table and number."""
        return tuple(self._documents[key] for key in sorted(self._documents))

    def add(self, document: Document) -> None:
        """One more document, stamped."""
        self._documents[document.table, document.doc_id] = replace(document, at=self._at)

    def settings(self, values: Mapping[str, Any]) -> None:
        """The settings of the book."""
        for key, value in values.items():
            self.add(Setting(doc_id=natural_id("settings", key), key=key, value=value))

    def stream(self, id: str, name: str, **fields: Any) -> Stream:
        """A stream, next in the list."""
        order = sum(table == Stream.table for table, _ in self._documents)
        stream = Stream(doc_id=natural_id("streams", id), id=id, name=name, order=order, **fields)
        self.add(stream)
        return stream

    def habits(self, stream: Stream, habits: Sequence[Habit], first: date, last: date) -> None:
        """The hours of a stream from `first` to `last`."""
        span = max((last - first).days, 1)
        day = first
        while day <= last:
            for habit in habits:
                if day.weekday() in habit.days:
                    self._hours(stream, day, habit, (day - first).days / span)
            day += DAY

    def money(self, stream: Stream, first: date, until: date, amounts: Amounts, units: int | None = None) -> None:
        """Money of a stream for the days `first` to `until`; a second one for the same days replaces the first
        unless it is of another kind (with or without a gross)."""
        kind = "income" if amounts.gross is not None else "costs"
        number = natural_id("money", "demo", stream.id, first.isoformat(), until.isoformat(), kind, day=first)
        self.add(Money(
            doc_id=number, stream=stream.id, date=first, until=until, currency=stream.currency, amounts=amounts,
            units=units,
        ))  # fmt: skip

    def standing(self, stream: Stream, name: str, begins: date, **fields: Any) -> Standing:
        """What goes on in a stream from `begins`, in its currency."""
        number = natural_id("standing", "demo", stream.id, name, begins.isoformat())
        entry = Standing(
            doc_id=number, stream=stream.id, name=name, begins=begins, currency=stream.currency, **fields
        )
        self.add(entry)
        return entry

    def other_week(self, entry: Standing, week: date, minutes: int, note: str) -> None:
        """A week in which a helper's hours were not the usual ones."""
        start, reference = monday(week), str(entry.doc_id)
        number = natural_id("hours", entry.stream, start.isoformat(), Work.PEOPLE.value, reference, day=start)
        self.add(Hours(
            doc_id=number, stream=entry.stream, date=start, work=Work.PEOPLE, minutes=minutes, who=entry.name,
            standing=reference, note=note,
        ))  # fmt: skip

    def rate(self, currency: str, day: date, rate: str) -> None:
        """An exchange rate of a day."""
        number = natural_id("rates", currency, day.isoformat())
        self.add(Rate(doc_id=number, currency=currency, date=day, rate=rate))

    def close(self, stream: Stream, first: date, last: date) -> None:
        """The weeks from that of `first` on are closed, as far as they are full and before the last full one."""
        week = monday(first)
        while week <= last and week < monday(self.today) - WEEK:
            number = natural_id("closed", stream.id, week.isoformat())
            self.add(Closed(doc_id=number, stream=stream.id, week=week))
            week += WEEK

    def delivered(self, stream: Stream, first: date, until: date) -> int:
        """Minutes of own `deliver` in a stream from `first` to `until`."""
        return sum(self._sold.get((stream.id, first + n * DAY), 0) for n in range((until - first).days + 1))

    def _hours(self, stream: Stream, day: date, habit: Habit, progress: float) -> None:
        usual = habit.minutes(progress)
        if not usual or day in self._days_off or (habit.work in OWN_WORK and is_sick(day)):
            return
        chance = chance_of(day, stream.id, habit.work)
        minutes = int(usual * chance.uniform(0.7, 1.3) / QUARTER + chance.random()) * QUARTER
        if not minutes:
            return
        if habit.work is Work.DELIVER:
            self._sold[stream.id, day] = minutes
        noted = habit.notes and chance.random() < _NOTED
        asset = stream.build_asset if habit.work is Work.BUILD else None
        self.add(Hours(
            doc_id=cell_id(stream.id, day, habit.work, asset=asset), stream=stream.id, date=day, work=habit.work,
            minutes=minutes, asset=asset, note=chance.choice(habit.notes) if noted else "",
        ))  # fmt: skip


def chance_of(day: date, *what: str) -> Random:
    """The dice of a day and a thing: the same on every machine."""
    return Random(f"demo/{day.isoformat()}/{'/'.join(what)}")


def is_sick(day: date) -> bool:
    """Whether the user of the demo book is ill on `day`."""
    return chance_of(day, "health").random() < _SICK


def days_off(*weeks: date) -> frozenset[date]:
    """All days of the weeks of these days."""
    return frozenset(day for week in weeks for day in days_of(monday(week)))


def months(first: date, last: date) -> Iterator[tuple[date, date]]:
    """First and last day of each calendar month that has ended by `last`; the first month begins on `first`."""
    begin = first
    while True:
        following = (begin.replace(day=1) + timedelta(days=31)).replace(day=1)
        if following - DAY > last:
            return
        yield begin, following - DAY
        begin = following


def month_end_before(day: date) -> date:
    """The last day of the calendar month before that of `day`."""
    return day.replace(day=1) - DAY


def share(amount: int, percent: float) -> int:
    """`percent` of an amount in minor units, rounded."""
    return round(Fraction(amount) * Fraction(str(percent)) / 100)
