"""What a reader is given: the text of a file, its name, and what the user has said where a file may not be clear."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, tzinfo
from typing import Literal

DayOrder = Literal["dmy", "mdy"]
"""Which of 01/02/2026 is the day."""

DecimalMark = Literal[".", ","]

SNIFFED = 65_536
"""How many characters of a file decide its format."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file's text. `name` is the file's own name, without folders; `zone` is where instants become days (None:
    this machine's zone); `dates` and `decimal` are the user's answers, None while not asked.

    For tables of any kind `columns` (field to column) is what the user says of this file, `known_columns` what was
    said of others, by the key of their header; `currency` is that of amounts where the file names none. `now` is the
    instant up to which a calendar is read (None: this machine's clock), `all_day` the minutes that a day counts which
    an event of a calendar takes as a whole (None: the event is left out)."""

    text: str
    name: str = ""
    zone: tzinfo | None = None
    dates: DayOrder | None = None
    decimal: DecimalMark | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    known_columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    currency: str = ""
    now: datetime | None = None
    all_day: int | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """The beginning of a text, by which its format is known. `header` are the squeezed names of the first record
    (``startdate``), none for JSON and for what is no table."""

    text: str
    name: str = ""
    header: tuple[str, ...] = ()

    def has(self, *columns: str) -> bool:
        """Whether all these (squeezed) columns are in the header."""
        return all(column in self.header for column in columns)

    def has_one(self, *columns: str) -> bool:
        """Whether one of these (squeezed) columns is in the header."""
        return any(column in self.header for column in columns)

    @property
    def is_json(self) -> bool:
        """Whether the text looks like JSON."""
        return self.text.lstrip()[:1] in ("{", "[")


def last_moment(today: date, real: date, zone: tzinfo | None) -> datetime | None:
    """The `now` of a source: None where `today` is the `real` day, else the end of the day that is said to be today."""
    if today == real:
        return None
    ends = datetime.combine(today, time.max)
    return ends.replace(tzinfo=zone) if zone else ends.astimezone()
