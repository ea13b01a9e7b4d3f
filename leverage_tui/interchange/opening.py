"""A file that is to be imported, read as it was said, and read again when something else is said of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from pathlib import Path

from leverage_tui.domain.text import clean
from leverage_tui.interchange.columns import parse_columns
from leverage_tui.interchange.reading import load
from leverage_tui.interchange.registry import read_import
from leverage_tui.interchange.rows import Reading
from leverage_tui.interchange.source import DayOrder, DecimalMark


@dataclass(frozen=True, slots=True)
class How:
    """What the user says of a file; None and "" are not said. `columns` is written ``date=Day,hours=Std``; `all_day`
    are the minutes of a day that an event of a calendar takes as a whole."""

    format: str | None = None
    dates: DayOrder | None = None
    decimal: DecimalMark | None = None
    columns: str = ""
    all_day: int | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What is known besides: the currency of amounts that name none, the zone of instants (None: this machine's), the
    columns of other files by the key of their header, and until when calendars are read (None: this machine's now)."""

    currency: str
    zone: tzinfo | None = None
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    now: datetime | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that could be read: its bytes, how it was read, and what it says."""

    path: Path
    data: bytes
    how: How
    format: str
    reading: Reading

    @property
    def name(self) -> str:
        """The file's name, fit to be shown."""
        return clean(self.path.name) or clean(str(self.path))

    @property
    def columns(self) -> dict[str, str]:
        """What was said of its columns."""
        return _columns(self.how)

    def again(self, how: How, known: Known) -> Opened:
        """The same bytes read another way. Raises ImportRefused."""
        return _read(self.path, self.data, how, known)


def open_file(path: Path, how: How, known: Known) -> Opened:
    """The file, read. Raises ImportRefused."""
    return _read(path, load(path), how, known)


def _read(path: Path, data: bytes, how: How, known: Known) -> Opened:
    format, reading = read_import(
        data, how.format, file=path.name, zone=known.zone, dates=how.dates, decimal=how.decimal, columns=_columns(how),
        known_columns=known.columns, currency=known.currency, now=known.now, all_day=how.all_day,
    )  # fmt: skip
    return Opened(path, data, how, format, reading)


def _columns(how: How) -> dict[str, str]:
    return parse_columns(how.columns) if how.columns.strip() else {}
