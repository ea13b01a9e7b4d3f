"""Harvest: the CSV of the Detailed time report. It has days and decimal hours, and no times of day.

Whose hours a row has is decided by its cost alone: a row with a Cost Amount above zero is the work of another person
(`people` hours, with who and the cost), a row without one is your own. Neither Employee? nor Roles says whose account
it is. What the report holds is said in warnings, so that a cost rate on your own name is noticed. Costs are in the
currency of the row, ``Euro - EUR``. The hours are those worked (Hours), not those billed (Hours Rounded).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from leverage_tui.domain.model import Work
from leverage_tui.domain.quantities.currency import is_currency
from leverage_tui.domain.quantities.hours import format_hours
from leverage_tui.domain.text import NOTE_LIMIT, clean
from leverage_tui.interchange.amounts import decimal_mark, read_amount
from leverage_tui.interchange.cells import cell_at
from leverage_tui.interchange.clocks import read_decimal_hours, read_length
from leverage_tui.interchange.day_order import day_order, read_day
from leverage_tui.interchange.outcome import NEGATIVE, ZERO, reading_of, team_warning
from leverage_tui.interchange.reading import Table, is_json, read_table
from leverage_tui.interchange.rows import Format, ImportedHours, ImportRefused, Reading, Skipped
from leverage_tui.interchange.source import DayOrder, DecimalMark, Head, Source

EXPORT = "in Harvest open Reports, Detailed time, run the report, then Export, CSV"
_NUMBERS = ("hours", "billablerate", "billableamount", "costrate", "costamount")
_SUMMED = ("client", "clientname", "project", "projectname", "task", "taskname", "firstname", "teammember")
_EXPENSES = ("date", "client", "project", "amount", "notes")
_SHOWN = 3


def claims(head: Head) -> bool:
    """Whether the header is that of a Detailed time report, of a summary of hours, or of the report of expenses; these
    two are refused."""
    if head.has("date", "client", "project", "task", "hours"):
        return head.has_one("notes", "projectcode", "firstname")
    if head.has("hours", "billablehours") and head.has_one(*_SUMMED):
        return not head.has("date")
    return head.has(*_EXPENSES) and head.has_one("expensecategory", "category") and head.has_one("projectcode")


def read(source: Source) -> Reading:
    """The entries of a Detailed time report. Raises ImportRefused for another report, where days or numbers could
    mean two things, and with the line for a cost that cannot be read."""
    if is_json(source.text):
        raise ImportRefused(f"the file is JSON, no CSV: {EXPORT}")
    table = read_table(source.text)
    columns = _columns(table)
    records = list(table.records())
    texts = [cells for _, cells in records]
    order = day_order((cell_at(cells, columns.day) for cells in texts), given=source.dates, name=source.name)
    mark = decimal_mark(dict.fromkeys(_numbers(table, texts)), given=source.decimal)
    found = [_entry(line, cells, columns, order, mark) for line, cells in records]
    rows = [each for each in found if isinstance(each, ImportedHours)]
    return reading_of(found, EXPORT, _warnings(rows, dict(records), columns))


FORMAT = Format("harvest", "Harvest", EXPORT, claims, read)


@dataclass(frozen=True, slots=True)
class _Columns:
    day: int
    hours: int
    project: int | None
    client: int | None
    task: int | None
    notes: int | None
    first_name: int | None
    last_name: int | None
    cost: int | None
    currency: int | None


def _columns(table: Table) -> _Columns:
    day, hours = table.column("date"), table.column("hours")
    if hours is None and None not in [table.column(name) for name in _EXPENSES]:
        raise ImportRefused(f"this is the report of expenses, without hours; export Detailed time: {EXPORT}")
    if day is None and hours is not None:
        raise ImportRefused(f"this is a summary without days; export Detailed time: {EXPORT}")
    if day is None or hours is None:
        missing = [name for name, at in (("Date", day), ("Hours", hours)) if at is None]
        raise ImportRefused(f"the file has no column {' and no column '.join(missing)}: {EXPORT}")
    return _Columns(
        day=day, hours=hours, project=table.column("project"), client=table.column("client"),
        task=table.column("task"), notes=table.column("notes"), first_name=table.column("firstname"),
        last_name=table.column("lastname"), cost=table.column("costamount"), currency=table.column("currency"),
    )  # fmt: skip


def _numbers(table: Table, texts: Sequence[Sequence[str]]) -> Iterator[str]:
    """All that is written as a number, for the decimal mark; a length such as 1:30 has none."""
    columns = [table.column(name) for name in _NUMBERS]
    for cells in texts:
        for column in columns:
            if ":" not in (text := cell_at(cells, column)):
                yield text


def _entry(
    line: int, cells: Sequence[str], columns: _Columns, order: DayOrder, mark: DecimalMark
) -> ImportedHours | Skipped:
    typed_day, typed_hours = cell_at(cells, columns.day), cell_at(cells, columns.hours)
    if not any(char.isdigit() for char in typed_day):
        return Skipped(line, "it has no date")
    day = read_day(typed_day, order, line)
    if not typed_hours:
        return Skipped(line, "it has no hours")
    if typed_hours.startswith(("-", "−")):
        return Skipped(line, NEGATIVE)
    seconds = read_length(typed_hours) if ":" in typed_hours else read_decimal_hours(typed_hours, mark)
    if not seconds:
        return Skipped(line, ZERO if seconds == 0 else f"its hours {clean(typed_hours, 40)!r} cannot be read")
    others, cost, currency = _cost(line, cells, columns, mark)
    return ImportedHours(
        line=line, project=clean(cell_at(cells, columns.project), NOTE_LIMIT),
        client=clean(cell_at(cells, columns.client), NOTE_LIMIT),
        description=clean(cell_at(cells, columns.notes) or cell_at(cells, columns.task), NOTE_LIMIT), tags=(),
        day=day, start="", seconds=seconds, work=Work.PEOPLE if others else None,
        who=_person(cells, columns) if others else "", cost=cost, currency=currency,
    )  # fmt: skip


def _cost(line: int, cells: Sequence[str], columns: _Columns, mark: DecimalMark) -> tuple[bool, int | None, str]:
    """Whether the row is another person's work, its cost in minor units, and the currency; the cost is not known
    where the row has no currency."""
    typed = cell_at(cells, columns.cost)
    currency = cell_at(cells, columns.currency).rpartition("-")[2].strip().upper()
    known = is_currency(currency)
    if not typed:
        return False, None, ""
    cost = read_amount(typed, currency if known else "", mark, line, to_nearest=True)
    if cost <= 0:
        return False, None, ""
    return True, cost if known else None, currency if known else ""


def _person(cells: Sequence[str], columns: _Columns) -> str:
    return clean(f"{cell_at(cells, columns.first_name)} {cell_at(cells, columns.last_name)}")


def _warnings(rows: Sequence[ImportedHours], records: dict[int, list[str]], columns: _Columns) -> Iterator[str]:
    """What is taken for whose work."""
    others = Counter[str]()
    for row in rows:
        if row.work is Work.PEOPLE:
            others[row.who] += row.seconds
    own = Counter(_person(records[row.line], columns) for row in rows if row.work is None)
    if others:
        lengths = {who: format_hours((seconds + 30) // 60) for who, seconds in others.items()}
        named = ", ".join(f"{who or 'no name'} {lengths[who]}" for who in list(others)[:_SHOWN])
        more = f" and {len(others) - _SHOWN} more" if len(others) > _SHOWN else ""
        yield f"rows with a cost are hours of other people, with that cost: {named}{more}; rows without are yours"
    for who in [name for name in others if name and name in own][:_SHOWN]:
        yield f"{who} has rows with a cost and {own[who]} without: those without are imported as yours"
    if any(row.work is Work.PEOPLE and row.cost is None for row in rows):
        yield "some costs have no currency: the pay of these hours is left unknown"
    yield from team_warning(own)
