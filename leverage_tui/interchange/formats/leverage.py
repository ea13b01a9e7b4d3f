"""What this program exports itself: ``lev export csv hours`` and ``lev export csv money``.

Each line is a document with all its fields, and comes back as the same document under the same number, so that the
book it came from knows it, and two exports never count twice. The columns that are worked out from others (the hours
of the minutes, the net, the stream's name) are for people, and not read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from leverage_tui.domain.identity import DIGITS
from leverage_tui.domain.model import AMOUNTS, Amounts, Asset, Hours, Money, Work
from leverage_tui.domain.quantities.currency import exponent
from leverage_tui.domain.text import NAME_LIMIT, NOTE_LIMIT, clean, harmless
from leverage_tui.interchange.day_order import day_order, read_day
from leverage_tui.interchange.reading import read_table, squeeze
from leverage_tui.interchange.rows import Format, ImportedHours, ImportedMoney, ImportRefused, Reading, Skipped
from leverage_tui.interchange.source import DayOrder, DecimalMark, Head, Source
from leverage_tui.interchange.spreadsheet import told, unguarded
from leverage_tui.interchange.writers import hours_csv, money_csv

EXPORT = "lev export csv hours --out FILE, or lev export csv money --out FILE"
_NUMBER = re.compile(r"([0-9]{1,19})(?:-([0-9]{11}))?")
_WHOLE = re.compile(r"-?[0-9]{1,18}")
_DECIMAL = re.compile(r"-?[0-9]{1,18}(?:\.[0-9]{1,6})?")
_MOST = 2**63
_HOURS = tuple(map(squeeze, hours_csv.HEADER))
_MONEY = tuple(map(squeeze, money_csv.HEADER))
_NUMBERS = (squeeze(hours_csv.NUMBER), squeeze(hours_csv.RAW_NUMBER))
R = TypeVar("R", ImportedHours, ImportedMoney)


def claims(head: Head) -> bool:
    """Whether the header is exactly one that this program writes."""
    return bool(head.header) and head.header[0] in _NUMBERS and head.header[1:] in (_HOURS, _MONEY)


def read(source: Source) -> Reading:
    """The documents of an export. Raises ImportRefused for another header, and where a spreadsheet has changed what
    the lines are known by."""
    table = read_table(source.text)
    header = tuple(map(squeeze, table.header))
    if not claims(Head("", header=header)):
        raise ImportRefused(f"this is no export of hours or money from here; choose {EXPORT}")
    records = list(table.records())
    spans = [(cells[3], cells[4] if header[4] == "until" else "") for _, cells in records if len(cells) > 4]
    order = day_order((day for span in spans for day in span if day), given=source.dates, pairs=spans)
    cells_of = _Cells(table.header, header[0] == _NUMBERS[1], order, source.decimal)
    if header[1:] == _HOURS:
        rows, skipped = _each(records, cells_of, _hours)
        return _checked(Reading(rows=tuple(rows), skipped=tuple(skipped)))
    money, skipped = _each(records, cells_of, _money)
    return _checked(Reading(money=tuple(money), skipped=tuple(skipped)))


FORMAT = Format("leverage", "leverage-tui", EXPORT, claims, read)


@dataclass(frozen=True, slots=True)
class _Cells:
    """How the cells of a file are read. `is_raw`: its texts stand as they are."""

    header: tuple[str, ...]
    is_raw: bool
    order: DayOrder
    decimal: DecimalMark | None

    def of(self, line: int, cells: Sequence[str]) -> _Line:
        """The cells of one line by their column; what a short line lacks is empty."""
        padded = [*cells, *[""] * (len(self.header) - len(cells))]
        return _Line(self, line, dict(zip(map(squeeze, self.header), padded, strict=False)))


@dataclass(frozen=True, slots=True)
class _Line:
    file: _Cells
    line: int
    cells: dict[str, str]

    def number(self) -> int:
        """The number of the document."""
        typed = self.cells[squeeze(self.file.header[0])].strip()
        found = _NUMBER.fullmatch(typed)
        number = 0 if not found else int(found[1]) * (DIGITS if found[2] else 1) + int(found[2] or 0)
        if not 0 < number < _MOST:
            raise ImportRefused(
                f"line {self.line}: {clean(typed, 40)!r} is no number of a document: a spreadsheet has changed it; "
                f"export again without opening the file: {EXPORT}"
            )
        return number

    def text(self, column: str) -> str:
        """The text that was exported, harmless, with its line breaks."""
        cell = self.cells[column]
        return told(cell if self.file.is_raw else unguarded(cell))

    def name(self, column: str) -> str | None:
        """A short text of one line, None where there is none."""
        return harmless(self.text(column))[:NAME_LIMIT] or None

    def note(self) -> str:
        """The note, as it was."""
        note = self.text("note")
        return note if len(note) <= NOTE_LIMIT else clean(note, NOTE_LIMIT)

    def day(self, column: str) -> date:
        """A day. Raises ImportRefused."""
        return read_day(self.cells[column], self.file.order, self.line)

    def whole(self, column: str) -> int | None:
        """A whole number, None where there is none. Raises ImportRefused."""
        typed = self.cells[column].strip()
        if not typed:
            return None
        if not _WHOLE.fullmatch(typed):
            raise ImportRefused(f"line {self.line}: {column} {clean(typed, 40)!r} is no whole number")
        return int(typed)

    def amount(self, column: str, currency: str) -> int | None:
        """Minor units, None where there is none. Raises ImportRefused: this program writes a decimal point."""
        typed = self.cells[column].strip()
        if self.file.decimal == ",":
            typed = typed.replace(",", ".")
        if not typed:
            return None
        if not _DECIMAL.fullmatch(typed):
            hint = ": --decimal , reads it" if "," in typed and self.file.decimal is None else ""
            raise ImportRefused(f"line {self.line}: {clean(typed, 40)!r} is no amount such as 1234.50{hint}")
        minor = Decimal(typed).scaleb(exponent(currency))
        if minor != minor.to_integral_value():
            raise ImportRefused(
                f"line {self.line}: {clean(typed, 40)!r} is finer than the smallest unit of {currency or 'money'}"
            )
        return int(minor)


def _each(
    records: Iterable[tuple[int, list[str]]], cells_of: _Cells, read_line: Callable[[_Line], R | Skipped]
) -> tuple[list[R], list[Skipped]]:
    """The lines that can be read, and the others; a document that stands there twice counts once."""
    rows: list[R] = []
    skipped: list[Skipped] = []
    lines: dict[int, int] = {}
    for line, cells in records:
        here = cells_of.of(line, cells)
        first = lines.setdefault(here.number(), line)
        found = read_line(here) if first == line else Skipped(line, f"the same entry stands on line {first}")
        if isinstance(found, Skipped):
            skipped.append(found)
        else:
            rows.append(found)
    return rows, skipped


def _hours(line: _Line) -> ImportedHours | Skipped:
    work, asset = line.text("work").strip(), line.text("asset").strip()
    minutes, stream = line.whole("minutes"), line.text("stream")
    if work not in tuple(Work):
        return Skipped(line.line, f"{clean(work, 40)!r} is no kind of work")
    if asset and asset not in tuple(Asset):
        return Skipped(line.line, f"{clean(asset, 40)!r} is no asset: it is {', '.join(Asset)}")
    if minutes is None:
        return Skipped(line.line, "it has no minutes")
    currency = line.name("currency")
    kept = Hours(
        doc_id=line.number(), stream=stream, date=line.day("date"), work=Work(work), minutes=minutes,
        note=line.note(), asset=Asset(asset) if asset else None, who=line.name("who"),
        cost=line.amount("cost", currency or ""), currency=currency, standing=line.name("standing"),
        source=line.name("source"),
    )  # fmt: skip
    return ImportedHours(
        line=line.line, project=stream, client="", description=clean(kept.note, NOTE_LIMIT), tags=(), day=kept.date,
        start="", seconds=minutes * 60, work=kept.work, kept=kept,
    )  # fmt: skip


def _money(line: _Line) -> ImportedMoney | Skipped:
    currency, stream = line.name("currency"), line.text("stream")
    if currency is None:
        return Skipped(line.line, "it has no currency")
    amounts = Amounts(**{name: line.amount(squeeze(name), currency) for name in AMOUNTS})
    kept = Money(
        doc_id=line.number(), stream=stream, date=line.day("date"), until=line.day("until"), currency=currency,
        amounts=amounts, units=line.whole("units"), note=line.note(), source=line.name("source"),
    )  # fmt: skip
    return ImportedMoney(
        line=line.line, source=stream, description=clean(kept.note, NOTE_LIMIT), day=kept.date, currency=currency,
        gross=amounts.gross, refunds=amounts.refunds, platform_fees=amounts.platform_fees,
        processing_fees=amounts.processing_fees, variable_costs=amounts.variable_costs,
        fixed_costs=amounts.fixed_costs, units=kept.units, until=kept.until, kept=kept,
    )  # fmt: skip


def _checked(reading: Reading) -> Reading:
    if not (reading.rows or reading.money or reading.skipped):
        raise ImportRefused("the file holds no entry: choose a longer time")
    return reading
