"""Clockify: the CSV of the Detailed report, and that of the Summary report grouped by date.

Headers follow the language of the profile (read: English, German, Spanish, French, Portuguese, Italian, Dutch), days
and clock its settings. Durations as hours, minutes and seconds are preferred to decimal ones, which are rounded. A
summary has one total for a day and a project, or for a day alone; then the project is empty. Breaks, holidays and
time off are skipped. An entry belongs to the day it began.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from leverage_tui.domain.text import NOTE_LIMIT, clean
from leverage_tui.interchange.amounts import decimal_mark
from leverage_tui.interchange.cells import cell_at, split_tags
from leverage_tui.interchange.clocks import read_clock, read_decimal_hours, read_length
from leverage_tui.interchange.day_order import day_order, read_day
from leverage_tui.interchange.outcome import NEGATIVE, RUNNING, ZERO, reading_of, team_warning
from leverage_tui.interchange.reading import Table, is_json, read_table, squeeze
from leverage_tui.interchange.rows import Format, ImportedHours, ImportRefused, Reading, Skipped
from leverage_tui.interchange.source import DayOrder, DecimalMark, Head, Source

EXPORT = "in Clockify open Reports, Detailed, then Export, Save as CSV"

_START_DAY = (
    "startdate", "startdatum", "begindatum", "fechadeinicio", "fechainicio", "datededébut", "datadeinício",
    "datadiinizio", "datainizio",
)  # fmt: skip
_START_CLOCK = (
    "starttime", "startzeit", "starttijd", "begintijd", "horadeinicio", "horainicio", "heurededébut",
    "horadeinício", "oradiinizio", "orainizio",
)  # fmt: skip
_END_DAY = (
    "enddate", "enddatum", "einddatum", "fechadefinalización", "fechadefin", "fechafin", "datedefin", "datafinal",
    "datadetérmino", "datadifine", "datafine",
)  # fmt: skip
_LENGTH = ("durationh", "dauerh", "duraciónh", "duréeh", "duraçãoh", "duratah", "duurh", "duuru")
_DECIMAL = (
    "durationdecimal", "dauerdezimal", "dauerdezimalzahl", "duracióndecimal", "duréedécimal", "duréedécimale",
    "duraçãodecimal", "duratadecimale", "duurdecimaal",
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
_NOBODYS = ("(without project)", "(without client)", "(no project)", "(no client)")
_NO_WORK = ("break", "holiday", "timeoff")


def claims(head: Head) -> bool:
    """Whether the header is that of a Detailed report in one of the languages, or of a summary, be it one with
    days or one that is refused."""
    detailed = (_START_DAY, _START_CLOCK, (*_LENGTH, *_DECIMAL), _PROJECT)
    return all(head.has_one(*names) for names in detailed) or (
        head.has_one(*_TIME) and head.has_one(*_TIME_DECIMAL)
    )


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
    found = [_entry(line, cells, columns, order, mark) for line, cells in records]
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
    project: int | None
    client: int | None
    description: int | None
    task: int | None
    tags: int | None
    person: int | None
    kind: int | None
    summary: bool


def _columns(table: Table) -> _Columns:
    day, length, decimal = table.column(*_START_DAY), table.column(*_LENGTH), table.column(*_DECIMAL)
    summary = day is None and table.column(*_TIME, *_TIME_DECIMAL) is not None
    if summary:
        day, length, decimal = table.column(*_DAY), table.column(*_TIME), table.column(*_TIME_DECIMAL)
        if day is None:
            raise ImportRefused(f"this is a summary without days; export Detailed, or group by date: {EXPORT}")
    if day is None or (length is None and decimal is None):
        missing = "Start Date" if day is None else "Duration (h)"
        raise ImportRefused(f"the file has no column {missing}: {EXPORT}")
    return _Columns(
        day=day, length=length, decimal=decimal, clock=table.column(*_START_CLOCK),
        end_day=table.column(*_END_DAY), project=table.column(*_PROJECT), client=table.column(*_CLIENT),
        description=table.column(*_DESCRIPTION), task=table.column(*_TASK), tags=table.column(*_TAGS),
        person=table.column(*_PERSON), kind=table.column("type"), summary=summary,
    )  # fmt: skip


def _warnings(texts: Sequence[Sequence[str]], columns: _Columns) -> tuple[str, ...]:
    team = team_warning(cell_at(cells, columns.person) for cells in texts)
    if not columns.summary:
        return team
    twice = "this is a summary, one total a day: import it or the Detailed report of its days, not both"
    no_project = "it has no projects: all its hours go to one stream (--into STREAM)"
    return (twice, *((no_project,) if columns.project is None else ()), *team)


def _typed_length(cells: Sequence[str], columns: _Columns) -> str:
    """``1:04:35`` where the file has it, else the decimal hours."""
    return cell_at(cells, columns.length) or cell_at(cells, columns.decimal)


def _entry(
    line: int, cells: Sequence[str], columns: _Columns, order: DayOrder, mark: DecimalMark
) -> ImportedHours | Skipped:
    typed_day, typed_length = cell_at(cells, columns.day), _typed_length(cells, columns)
    if not typed_day:
        return Skipped(line, "it has no date")
    day = read_day(typed_day, order, line)
    if squeeze(cell_at(cells, columns.kind)) in _NO_WORK:
        return Skipped(line, f"it is no work: {clean(cell_at(cells, columns.kind))}")
    seconds = _seconds(line, typed_length, mark)
    if isinstance(seconds, Skipped):
        return seconds
    description = cell_at(cells, columns.description) or cell_at(cells, columns.task)
    return ImportedHours(
        line=line, project=_named(cell_at(cells, columns.project)), client=_named(cell_at(cells, columns.client)),
        description=clean(description, NOTE_LIMIT), tags=split_tags(cell_at(cells, columns.tags)), day=day,
        start=read_clock(cell_at(cells, columns.clock)) or "", seconds=seconds,
    )  # fmt: skip


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
