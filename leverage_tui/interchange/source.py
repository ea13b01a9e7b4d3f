"""What a reader is given: the text of a file, its name, and what the user has said where a file may not be clear."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import tzinfo
from typing import Literal

DayOrder = Literal["dmy", "mdy"]
"""Which of 01/02/2026 is the day."""

DecimalMark = Literal[".", ","]

SNIFFED = 65_536
"""How many characters of a file decide its format."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file's text. `name` is the file's own name, without folders; `zone` is where instants become days (None:
    this machine's zone); `dates` and `decimal` are the user's answers, None while not asked."""

    text: str
    name: str = ""
    zone: tzinfo | None = None
    dates: DayOrder | None = None
    decimal: DecimalMark | None = None


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
