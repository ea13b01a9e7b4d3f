"""Hours from a table whose columns are known: a length of any notation, or start and end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from leverage_tui.domain.text import NOTE_LIMIT, clean
from leverage_tui.interchange.aliases import LENGTHS
from leverage_tui.interchange.cells import cell_at, split_tags
from leverage_tui.interchange.clocks import read_clock, read_decimal_hours, read_length
from leverage_tui.interchange.columns import Layout
from leverage_tui.interchange.day_order import day_order, read_day, split_day
from leverage_tui.interchange.outcome import BACKWARDS, NEGATIVE, RUNNING, ZERO
from leverage_tui.interchange.pieces import DAY_SECONDS
from leverage_tui.interchange.rows import ImportedHours, ImportRefused, Skipped
from leverage_tui.interchange.source import DayOrder, DecimalMark, Source
from leverage_tui.interchange.spans import read_moment, span

_WORDED = re.compile(
    r"(?:([0-9]{1,4}) ?(?:h|hrs?|hours?|std\.?))? ?(?:([0-9]{1,5}) ?(?:m|mins?|minutes?)?)?", re.IGNORECASE
)
_PER = {"minutes": 60, "seconds": 1}
_DAY_HOURS = 24


@dataclass(frozen=True, slots=True)
class _Row:
    """A record, by field."""

    layout: Layout
    line: int
    cells: list[str]

    def __getitem__(self, field: str) -> str:
        return cell_at(self.cells, self.layout.places.get(field))

    def text(self, field: str) -> str:
        return clean(self[field], NOTE_LIMIT)


@dataclass(frozen=True, slots=True)
class _Notation:
    order: DayOrder
    mark: DecimalMark
    source: Source


def hours_of(layout: Layout, source: Source) -> Iterator[ImportedHours | Skipped]:
    """The entries of a table. Raises ImportRefused where its days or numbers can be read in two ways."""
    rows = [_Row(layout, line, cells) for line, cells in layout.table.records()]
    field = "date" if "date" in layout.places else "start"
    days = (split_day(row[field])[0] for row in rows)
    notation = _Notation(
        day_order(filter(None, days), given=source.dates, name=source.name),
        _decimal_mark(rows, source.decimal),
        source,
    )
    for row in rows:
        yield _entry(row, notation)


def _entry(row: _Row, notation: _Notation) -> ImportedHours | Skipped:
    found = _time(row, notation)
    if isinstance(found, Skipped):
        return found
    day, start, seconds = found
    named = "project" if "project" in row.layout.places else "client"
    return ImportedHours(
        line=row.line, project=row.text(named), client=row.text("client"), description=row.text("note"),
        tags=split_tags(row["tags"]), day=day, start=start, seconds=seconds, external=row.text("id") or None,
    )  # fmt: skip


def _time(row: _Row, notation: _Notation) -> tuple[date, str, int] | Skipped:
    """The day, the time of day (empty where it is not said) and the seconds of a record."""
    if not row["date"] and not row["start"]:
        return Skipped(row.line, "it has no date")
    length = next((field for field in LENGTHS if row[field]), None)
    has_clocks = {"start", "end"} <= row.layout.places.keys()
    if length is None and not (has_clocks and row["end"]):
        return Skipped(row.line, RUNNING if has_clocks and row["start"] else "it has no length")
    whole = _instants(row, notation) if "end" in row.layout.places or "date" not in row.layout.places else None
    if whole is not None and (length is None or isinstance(whole, Skipped)):
        return whole
    try:
        day = whole[0] if whole else read_day(split_day(row["date"] or row["start"])[0], notation.order, row.line)
    except ImportRefused as error:
        return Skipped(row.line, str(error).removeprefix(f"line {row.line}: "))
    clock = read_clock(_clock_part(row["start"])) or ""
    if length is None:
        return _between(row, day, clock)
    seconds = _seconds(row, length, notation.mark)
    if isinstance(seconds, Skipped):
        return seconds
    return Skipped(row.line, ZERO) if seconds == 0 else (day, whole[1] if whole else clock, seconds)


def _instants(row: _Row, notation: _Notation) -> tuple[date, str, int] | Skipped | None:
    """The span between a start and an end that say their days themselves; None where they do not."""
    moments = []
    for text in (row["start"], row["end"]):
        day, clock = split_day(text)[0], read_clock(_clock_part(text))
        moment = read_moment(text, notation.source.zone)
        if moment is None and clock and day != text:
            try:
                local = f"{read_day(day, notation.order, row.line)} {clock}"
            except ImportRefused:
                return None
            moment = read_moment(local, notation.source.zone)
        if moment is None:
            return None
        moments.append(moment)
    start, end = moments
    return span(row.line, start, end, notation.source.zone)


def _between(row: _Row, day: date, start: str) -> tuple[date, str, int] | Skipped:
    """From a time of day to one; an end before the start is on the next day."""
    end = read_clock(_clock_part(row["end"]))
    if not start or end is None:
        return Skipped(row.line, f"{row.text('start')!r} to {row.text('end')!r} is no time")
    began, ended = (datetime.fromisoformat(f"2000-01-01T{clock}") for clock in (start, end))
    seconds = int((ended - began).total_seconds())
    if seconds == 0:
        return Skipped(row.line, ZERO)
    if seconds < 0 and began.hour < _DAY_HOURS // 2:
        return Skipped(row.line, BACKWARDS)
    return day, start, seconds % DAY_SECONDS


def _seconds(row: _Row, field: str, mark: DecimalMark) -> int | Skipped:
    text = row[field]
    if text.startswith(("-", "−", "(")):
        return Skipped(row.line, NEGATIVE)
    number = read_decimal_hours(text, mark)
    if number is not None and field in _PER:
        return round(number * _PER[field] / 3600)
    found = number if number is not None else read_length(text)
    if found is None:
        found = _worded(text)
    return found if found is not None else Skipped(row.line, f"{clean(text, 40)!r} is no length of time")


def _worded(text: str) -> int | None:
    """The seconds of ``1h 30m`` and ``45 min``."""
    found = _WORDED.fullmatch(text.strip()[:40])
    if not found or text.strip().isdigit() or not (found[1] or found[2]):
        return None
    return int(found[1] or 0) * 3600 + int(found[2] or 0) * 60


def _decimal_mark(rows: list[_Row], given: DecimalMark | None) -> DecimalMark:
    """The decimal mark of the lengths: nothing lasts a thousand hours, so a lone mark is the decimal one. Raises
    ImportRefused for both, and for numbers that cannot be hours."""
    marks: set[DecimalMark] = set()
    for row in rows:
        for field in LENGTHS:
            point, comma = row[field].rfind("."), row[field].rfind(",")
            if point != comma:
                marks.add("." if point > comma else ",")
    if given is None and len(marks) > 1:
        raise ImportRefused(
            "some lengths of the file have a decimal point and others a decimal comma: say --decimal . or --decimal ,"
        )
    mark: DecimalMark = given or ("," if "," in marks else ".")
    for row in rows:
        plain = read_decimal_hours(row["hours"], mark)
        if plain is not None and plain > _DAY_HOURS * 3600:
            column = clean(row.layout.table.header[row.layout.places["hours"]], 40)
            raise ImportRefused(
                f"line {row.line}: {row.text('hours')} hours in one entry? If they are minutes or seconds say "
                f"--columns 'minutes={column}' or 'seconds={column}', with the other columns"
            )
    return mark


def _clock_part(text: str) -> str:
    """The time of day of ``2026-01-31 09:00``, or the whole text where there is no day in it."""
    first, rest = split_day(text)
    return rest if ":" in rest else text.strip() if ":" in first else ""
