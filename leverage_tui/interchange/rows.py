"""What every reader gives, whatever format it reads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date


class ImportRefused(Exception):
    """The file or what is asked of it makes no sense; the message is one sentence for the user."""


@dataclass(frozen=True, slots=True)
class ImportedHours:
    """One entry of another program's file. It belongs to `day`, the day it began, however long it is.

    `start` is the clock time it began (``09:05:00``, empty when the file has none), `external` the other
    program's own id of the entry, where the format has one. All text is cleaned.
    """

    line: int
    project: str
    client: str
    description: str
    tags: tuple[str, ...]
    day: date
    start: str
    seconds: int
    external: str | None = None


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row of the file that is not imported. `why` goes on after "line 7: "."""

    line: int
    why: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What one file holds, in the order of the file."""

    rows: tuple[ImportedHours, ...]
    skipped: tuple[Skipped, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Format:
    """A registered format. `claims` says from the header whether a text is of it; `read` raises ImportRefused.

    `export` names what to do in the other program, as in "in Toggl Track open ..."."""

    name: str
    title: str
    export: str
    claims: Callable[[str], bool]
    read: Callable[[str], Reading]
