"""Hours of an import: which entries fit, and the documents they become.

* Entries outside 1970..2199 are skipped, and so is one of over 31 days.
* Entries that would make a day hold more than 24 own hours are skipped, the later ones of the day first; one of over
  24 hours takes its turn after all others, so that a forgotten timer never pushes real work out.
* Minutes: each day and stream has a running total of seconds, your own work first, then that of others, each by kind
  of work; an entry gets the minutes by which the rounded total grows. So the total of a stream's day is the rounded
  total of its seconds, that of your own hours in it is too, and where a stream has several kinds of work on a day each
  of these cells is its exact time rounded up or down, which is the best that cells can be that add up to their total.
  Seconds of entries that are there already run first: a day that is imported in pieces, each export holding the one
  before, ends at the same total.
* What other people did is theirs, whatever the mapping says. Its pay is the file's, else what the same person last
  cost in that stream, else unknown.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from leverage_tui.domain.book import Book
from leverage_tui.domain.calendar import DAY, EARLIEST, LATEST, monday
from leverage_tui.domain.last_pay import Paid
from leverage_tui.domain.limits import MINUTES_PER_DAY, faults
from leverage_tui.domain.model import OWN_WORK, Hours, Work
from leverage_tui.domain.quantities.dates import format_day
from leverage_tui.domain.quantities.hours import format_hours
from leverage_tui.domain.text import NOTE_LIMIT, clean
from leverage_tui.interchange.entries import Entry, Known
from leverage_tui.interchange.mapping import Targets
from leverage_tui.interchange.pieces import DAY_SECONDS, LONGEST, Piece, pieces_of
from leverage_tui.interchange.rows import ImportedHours, Skipped

HoursEntry = Entry[ImportedHours]
DayOf = tuple[date, str]
"""A day of a stream."""


@dataclass(frozen=True, slots=True)
class Placed:
    """An entry with its stream, its work and its days."""

    entry: HoursEntry
    stream: str
    work: Work
    pieces: tuple[Piece, ...]

    @property
    def is_own(self) -> bool:
        """Whether the hours are your own."""
        return self.work in OWN_WORK


def placed(entry: HoursEntry, targets: Targets, *, split: bool) -> Placed | None:
    """The entry in its place; None while its project belongs to no stream. `split`: it is cut at midnight."""
    found = targets.of(entry.row.project, entry.row.work)
    if found is None:
        return None
    stream, work = found
    row = entry.row
    if row.kept:
        return Placed(entry, stream, work, ((row.day, row.seconds),))
    return Placed(entry, stream, Work.PEOPLE if row.who else work, tuple(pieces_of(row, split=split)))


def possible(entries: Iterable[HoursEntry], *, split: bool) -> tuple[list[HoursEntry], list[Skipped]]:
    """The entries that a book can hold, and the others."""
    kept: list[HoursEntry] = []
    skipped: list[Skipped] = []
    for entry in entries:
        row = entry.row
        if row.kept:
            fault = next((sentence for _, sentence in faults(row.kept)), None)
            if fault:
                skipped.append(Skipped(row.line, fault))
            else:
                kept.append(entry)
        elif row.seconds <= 0:
            skipped.append(Skipped(row.line, "it is of no length"))
        elif row.seconds > LONGEST:
            why = f"it lasts {row.seconds // 3600} hours, over 31 days: shorten it there"
            skipped.append(Skipped(row.line, why))
        elif not (row.day >= EARLIEST and pieces_of(row, split=split)[-1][0] <= LATEST):
            skipped.append(Skipped(row.line, f"{row.day} is outside 1970 to 2199"))
        else:
            kept.append(entry)
    return kept, skipped


def seconds_there(entries: Iterable[HoursEntry], known: Known, targets: Targets) -> dict[DayOf, int]:
    """The seconds that the known `entries` of the file have put on each day of each stream, cut as they were then."""
    seconds: dict[DayOf, int] = defaultdict(int)
    for entry in entries:
        document, row = known.document(entry), entry.row
        stream = document.stream if isinstance(document, Hours) else targets.stream_of(row.project)
        if stream is None or not known.holds(entry) or row.seconds > LONGEST or not EARLIEST <= row.day < LATEST:
            continue
        was_split = known.has(entry.number_of(1, row.day + DAY))
        for day, length in pieces_of(row, split=was_split):
            seconds[day, stream] += length
    return seconds


def fitting(
    book: Book, wanted: Iterable[Placed], before: dict[DayOf, int]
) -> tuple[list[Placed], list[Skipped]]:  # fmt: skip
    """The entries for which their days have room, and the others. `before` is what `seconds_there` says."""
    filled = dict(before)
    minutes = _OwnMinutes(book)
    kept: list[Placed] = []
    skipped: list[Skipped] = []

    def grows(each: Placed, day: date, seconds: int) -> int:
        now = filled.get((day, each.stream), 0)
        return rounded(now + seconds) - rounded(now)

    for each in sorted(wanted, key=_turn):
        pieces = each.pieces if each.is_own else ()
        full = next(
            (day for day, more in pieces if minutes.on(day) + grows(each, day, more) > MINUTES_PER_DAY), None
        )
        if full is not None:
            held = format_hours(minutes.on(full))
            why = f"{format_day(full)} {full.year} has {held} of your own hours without it: a day has 24"
            skipped.append(Skipped(each.entry.row.line, why))
            continue
        for day, more in pieces:
            minutes.add(day, grows(each, day, more))
            filled[day, each.stream] = filled.get((day, each.stream), 0) + more
        kept.append(each)
    return kept, skipped


def documents(book: Book, format: str, fit: Iterable[Placed], before: dict[DayOf, int]) -> Iterator[Hours]:
    """What the entries become. `before` is what `seconds_there` says."""
    running = dict(before)
    pay = _Pay(book)
    pieces = [
        (each, part, day, seconds) for each in fit for part, (day, seconds) in enumerate(each.pieces)
    ]  # fmt: skip
    pieces.sort(key=lambda piece: (piece[2], piece[0].stream, _cell(piece[0]), _turn(piece[0])))
    for each, part, day, seconds in pieces:
        so_far = running.get((day, each.stream), 0)
        running[day, each.stream] = so_far + seconds
        minutes = rounded(so_far + seconds) - rounded(so_far)
        yield _document(format, each, part, day, minutes, pay)


def rounded(seconds: int) -> int:
    """Whole minutes; half a minute is one."""
    return (seconds + 30) // 60


def _document(format: str, each: Placed, part: int, day: date, minutes: int, pay: _Pay) -> Hours:
    row, work = each.entry.row, each.work
    if row.kept:
        return replace(row.kept, stream=each.stream, work=work)
    is_people = work is Work.PEOPLE
    who = row.who or None if is_people else None
    cost, currency = pay.of(each, part, day, minutes) if is_people else (None, None)
    return Hours(
        doc_id=each.entry.number_of(part, day), stream=each.stream, date=day, work=work, minutes=minutes,
        note=note_of(row), asset=row.asset if work is Work.BUILD else None, who=who, cost=cost, currency=currency,
        source=format,
    )  # fmt: skip


def note_of(row: ImportedHours) -> str:
    """The note of a row's document: its description, and as ``#tag`` those of its tags that do not stand in it."""
    there = set(row.description.casefold().split())
    tags = (f"#{tag}" for tag in row.tags if f"#{tag}".casefold() not in there)
    return clean(" ".join((row.description, *tags)), NOTE_LIMIT)


def _cell(each: Placed) -> tuple[bool, str, str, str]:
    """Your own work first, then by the cells of the timesheet."""
    row = each.entry.row
    return not each.is_own, each.work, row.who, row.asset or ""


def _turn(each: Placed) -> tuple[bool, date, str, int, int]:
    row = each.entry.row
    return row.seconds > DAY_SECONDS, row.day, row.start, row.seconds, each.entry.number


class _Pay:
    """What hours of people cost; each person's last pay is looked up once."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._paid: dict[tuple[str, str | None], Paid] = {}

    def of(self, each: Placed, part: int, day: date, minutes: int) -> tuple[int | None, str | None]:
        """Minor units and their currency of a part of an entry, (None, None) while they are unknown."""
        row = each.entry.row
        if row.cost is not None:
            before = sum(seconds for _, seconds in each.pieces[:part])
            after = before + each.pieces[part][1]
            cost = _share(row.cost, after, row.seconds) - _share(row.cost, before, row.seconds)
            return cost, row.currency or self._book.streams[each.stream].currency
        person = each.stream, row.who or None
        if person not in self._paid:
            self._paid[person] = Paid(self._book, *person)
        return self._paid[person].cost(day, minutes)


def _share(cost: int, seconds: int, of: int) -> int:
    return round(Fraction(cost * seconds, of))


class _OwnMinutes:
    """Own minutes of a day over all streams, those of the book and those that were added; a week of the book is summed
    when it is first asked for."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._weeks: dict[date, Counter[date]] = {}

    def on(self, day: date) -> int:
        return self._week(day)[day]

    def add(self, day: date, minutes: int) -> None:
        self._week(day)[day] += minutes

    def _week(self, day: date) -> Counter[date]:
        week = monday(day)
        if week not in self._weeks:
            counted = self._weeks[week] = Counter()
            for ledger in self._book.ledgers.values():
                for entry in ledger.hours.get(week, ()):
                    if entry.work in OWN_WORK:
                        counted[entry.date] += entry.minutes
        return self._weeks[week]
