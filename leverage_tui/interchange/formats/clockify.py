"""Clockify: the CSV of the Detailed report, and that of the Summary report grouped by date.

Headers follow the language of the profile (read: English, German, Spanish, French, Portuguese, Italian, Dutch), days
and clock its settings. Durations as hours, minutes and seconds are preferred to decimal ones, which are rounded; a file
without either is read by its starts and ends. A summary has one total for a day and a project, or for a day alone; then
the project is empty. Breaks, holidays and time off are skipped. An entry belongs to the day it began.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, tzinfo

from leverage_tui.domain.text import NOTE_LIMIT, clean
from leverage_tui.interchange.amounts import decimal_mark
from leverage_tui.interchange.cells import cell_at, split_tags
from leverage_tui.interchange.clocks import read_clock, read_decimal_hours, read_length
from leverage_tui.interchange.day_order import day_order, read_day
from leverage_tui.interchange.outcome import NEGATIVE, NO_LENGTHS, RUNNING, ZERO, reading_of, team_warning
from leverage_tui.interchange.reading import Table, is_json, read_table, squeeze
from leverage_tui.interchange.rows import Format, ImportedHours, ImportRefused, Reading, Skipped
from leverage_tui.interchange.source import DayOrder, DecimalMark, Head, Source
from leverage_tui.interchange.spans import clock_span

EXPORT = "in Clockify open Reports, Detailed, then Export, Save as CSV"

_START_DAY = (
    "startdate", "startdatum", "begindatum", "fechadeinicio", "fechainicio", "datededébut", "datadeinício",
    "datainício", "datadiinizio", "datainizio",
)  # fmt: skip
_START_CLOCK = (
    "starttime", "startzeit", "starttijd", "begintijd", "horadeinicio", "horainicio", "heurededébut",
    "horadeinício", "horainício", "oradiinizio", "orainizio",
)  # fmt: skip
_END_DAY = (
    "enddate", "enddatum", "einddatum", "fechadefinalización", "fechadefin", "fechafin", "datedefin", "datafinal",
    "datadetérmino", "datafim", "datadifine", "datafine",
)  # fmt: skip
_END_CLOCK = (
    "endtime", "endzeit", "eindtijd", "horadefinalización", "horadefin", "horafin", "heuredefin", "horadetérmino",
    "horafinal", "horafim", "oradifine", "orafine",
)  # fmt: skip
_LENGTH = ("durationh", "dauerh", "duraciónh", "duréeh", "duraçãoh", "duratah", "duurh", "duuru")
_DECIMAL = (
    "durationdecimal", "dauerdezimal", "dauerdezimalzahl", "dauerdecimal", "duracióndecimal", "duréedécimal",
    "duréedécimale", "duraçãodecimal", "duratadecimale", "duurdecimaal",
)  # fmt: skip
_DAY = ("date", "datum", "fecha", "data")
_TIME = ("timeh", "zeith", "tiempoh", "tempsh", "tempoh", "tijdh", "tijdu")
_TIME_DECIMAL = (
    "timedecimal", "zeitdezimal", "tiempodecimal", "tempsdécimal", "tempsdécimale", "tempodecimal",
    "tempodecimale", "tijddecimaal",
)  # fmt: skip
_PROJECT = ("project", "projekt", "proyecto", "projet", "projeto", "progetto")
_CLIENT = ("client", "kunde", "cliente", "klant")
_DESCRIPTION = (
    "description",
    "beschreibung",
    "descripción",
    "descrição",
    "descrizione",
    "beschrijving",
    "omschrijving",
)
_TASK = ("task", "activity", "aufgabe", "tarea", "tâche", "tarefa", "attività", "compito", "taak")
_TAGS = ("tags", "tag", "etiquetas", "etiqueta", "étiquettes", "balises", "etichette", "labels")
_PERSON = (
    "email", "correoelectrónico", "user", "benutzer", "usuario", "utilisateur", "usuário", "utente", "gebruiker",
)  # fmt: skip
_GROUP = ("group", "gruppe", "grupo", "groupe", "gruppo", "groep")
_NOBODYS = ("(without project)", "(without client)", "(no project)", "(no client)")
_NO_WORK = ("break", "holiday", "timeoff")


def claims(head: Head) -> bool:
    """Whether the header is that of a Detailed report in one of the languages, or of a summary, be it one with
    days or one that is refused."""
    if head.has_one(*_START_DAY) and head.has_one(*_START_CLOCK):
        # Without durations the groups tell it from files of Toggl.
        ends = (_END_DAY, _END_CLOCK, _GROUP, _PROJECT)
        return head.has_one(*_LENGTH, *_DECIMAL) or all(head.has_one(*names) for names in ends)
    return head.has_one(*_TIME) and head.has_one(*_TIME_DECIMAL)


def read(source: Source) -> Reading:
    """The entries of a Detailed report, or the totals of a summary by date. Raises ImportRefused for another
    report, and where days or decimal hours could mean two things."""
    if is_json(source.text):
        raise ImportRefused(f"the file is JSON, no CSV: {EXPORT}")
    table = read_table(source.text)
    columns = _columns(table)
    records = list(table.records())
    texts = [cells for _, cells in records]
    spans = [(cell_at(cells, columns.day), cell_at(cells, columns.end_day)) for cells in texts]
    order = day_order((start for start, _ in spans), given=source.dates, name=source.name, pairs=spans)
    mark = decimal_mark(
        (typed for cells in texts if ":" not in (typed := _typed_length(cells, columns))), given=source.decimal
    )
    notation = _Notation(order, mark, source.zone)
    found = [_entry(line, cells, columns, notation) for line, cells in records]
    return reading_of(found, EXPORT, _warnings(texts, columns))


FORMAT = Format("clockify", "Clockify", EXPORT, claims, read)


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the columns stand. Without `clock` the file is a summary by date."""

    day: int
    length: int | None
    decimal: int | None
    clock: int | None
    end_day: int | None
    end_clock: int | None
    project: int | None
    client: int | None
    description: int | None
    task: int | None
    tags: int | None
    person: int | None
    kind: int | None
    summary: bool

    @property
    def has_lengths(self) -> bool:
        """Whether the file says how long its entries are."""
        return self.length is not None or self.decimal is not None


@dataclass(frozen=True, slots=True)
class _Notation:
    """How days and decimal hours are meant, and on whose clocks the times are."""

    order: DayOrder
    mark: DecimalMark
    zone: tzinfo | None


def _columns(table: Table) -> _Columns:
    day, length, decimal = table.column(*_START_DAY), table.column(*_LENGTH), table.column(*_DECIMAL)
    summary = day is None and table.column(*_TIME, *_TIME_DECIMAL) is not None
    if summary:
        day, length, decimal = table.column(*_DAY), table.column(*_TIME), table.column(*_TIME_DECIMAL)
        if day is None:
            raise ImportRefused(f"this is a summary without days; export Detailed, or group by date: {EXPORT}")
    clocks = [table.column(*_START_CLOCK), table.column(*_END_DAY), table.column(*_END_CLOCK)]
    is_spanned = not summary and None not in clocks and table.column("duration") is None
    if day is None or (length is None and decimal is None and not is_spanned):
        missing = "Start Date" if day is None else "Duration (h)"
        raise ImportRefused(f"the file has no column {missing}: {EXPORT}")
    return _Columns(
        day=day, length=length, decimal=decimal, clock=clocks[0], end_day=clocks[1], end_clock=clocks[2],
        project=table.column(*_PROJECT), client=table.column(*_CLIENT), description=table.column(*_DESCRIPTION),
        task=table.column(*_TASK), tags=table.column(*_TAGS), person=table.column(*_PERSON),
        kind=table.column("type"), summary=summary,
    )  # fmt: skip


def _warnings(texts: Sequence[Sequence[str]], columns: _Columns) -> tuple[str, ...]:
    team = team_warning(cell_at(cells, columns.person) for cells in texts)
    if not columns.summary:
        return team if columns.has_lengths else (NO_LENGTHS, *team)
    twice = "this is a summary, one total a day: import it or the Detailed report of its days, not both"
    no_project = "it has no projects: all its hours go to one stream (--into STREAM)"
    return (twice, *((no_project,) if columns.project is None else ()), *team)


def _typed_length(cells: Sequence[str], columns: _Columns) -> str:
    """``1:04:35`` where the file has it, else the decimal hours."""
    return cell_at(cells, columns.length) or cell_at(cells, columns.decimal)


def _entry(
    line: int, cells: Sequence[str], columns: _Columns, notation: _Notation
) -> ImportedHours | Skipped:  # fmt: skip
    typed_day, clock = cell_at(cells, columns.day), read_clock(cell_at(cells, columns.clock)) or ""
    if not typed_day:
        return Skipped(line, "it has no date")
    day = read_day(typed_day, notation.order, line)
    if squeeze(cell_at(cells, columns.kind)) in _NO_WORK:
        return Skipped(line, f"it is no work: {clean(cell_at(cells, columns.kind))}")
    if columns.has_lengths:
        seconds = _seconds(line, _typed_length(cells, columns), notation.mark)
    else:
        seconds = _between(line, cells, columns, notation, (day, clock))
    if isinstance(seconds, Skipped):
        return seconds
    description = cell_at(cells, columns.description) or cell_at(cells, columns.task)
    return ImportedHours(
        line=line, project=_named(cell_at(cells, columns.project)), client=_named(cell_at(cells, columns.client)),
        description=clean(description, NOTE_LIMIT), tags=split_tags(cell_at(cells, columns.tags)), day=day,
        start=clock, seconds=seconds,
    )  # fmt: skip


def _between(
    line: int, cells: Sequence[str], columns: _Columns, notation: _Notation, start: tuple[date, str]
) -> int | Skipped:
    """The seconds from a start to the end that a record says."""
    end_day, end_clock = cell_at(cells, columns.end_day), cell_at(cells, columns.end_clock)
    if not end_day or not end_clock:
        return Skipped(line, RUNNING)
    end = read_clock(end_clock)
    if not start[1] or end is None:
        return Skipped(line, "its start or its end is no time of day")
    found = clock_span(line, start, (read_day(end_day, notation.order, line), end), notation.zone)
    return found if isinstance(found, Skipped) else found[2]


def _seconds(line: int, typed: str, mark: DecimalMark) -> int | Skipped:
    """The seconds of a duration that is more than nothing."""
    if not typed:
        return Skipped(line, RUNNING)
    if typed.startswith(("-", "−")):
        return Skipped(line, NEGATIVE)
    seconds = read_length(typed) if ":" in typed else read_decimal_hours(typed, mark)
    if seconds is None:
        return Skipped(line, f"its duration {clean(typed, 40)!r} cannot be read")
    return seconds or Skipped(line, ZERO)


def _named(text: str) -> str:
    """A name, empty for the words that say there is none."""
    return "" if text.casefold() in _NOBODYS else clean(text, NOTE_LIMIT)
