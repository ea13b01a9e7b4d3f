"""What every reader gives, whatever format it reads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from leverage_tui.domain.model import Asset, Hours, Money, Work
from leverage_tui.interchange.source import Head, Source


class ImportRefused(Exception):
    """The file or what is asked of it makes no sense; the message is one sentence for the user."""


class NoText(ImportRefused):
    """A file that no format could read, whatever it is read as: it is no text, or too large."""


class Doubtful(ImportRefused):
    """A file that can be read in two ways. `what` is the field of `Source` that decides, `answers` are its values, each
    in words and with an example."""

    def __init__(
        self, sentence: str, what: Literal["dates", "decimal"], answers: tuple[tuple[str, str, str], ...]
    ) -> None:
        super().__init__(sentence)
        self.what: Literal["dates", "decimal"] = what
        self.answers = answers


@dataclass(frozen=True, slots=True)
class ImportedHours:
    """One entry of another program's file. It belongs to `day`, the day it began, however long it is.

    `start` is the clock time it began (``09:05:00``, empty when the file has none), `external` the other
    program's own id of the entry, where the format has one. `work` is None where the file does not say it. `who`
    and `cost` (minor units of `currency`, None: not known) stand on hours of other people only, `asset` on
    building only. All text is cleaned.
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
    work: Work | None = None
    who: str = ""
    cost: int | None = None
    currency: str = ""
    asset: Asset | None = None
    kept: Hours | None = None
    """The document itself, in a file of this program: it is imported as it stands, under its own number."""


@dataclass(frozen=True, slots=True)
class ImportedMoney:
    """One line of money of another program's file: what was earned on `day`, for the days `day` to `until`.

    `source` is what a stream is chosen by, as a project is for hours: a product, an account, an item. Amounts are
    minor units of `currency`, all >= 0; None is "not said". All text is cleaned.
    """

    line: int
    source: str
    description: str
    day: date
    currency: str
    gross: int | None = None
    refunds: int | None = None
    platform_fees: int | None = None
    processing_fees: int | None = None
    variable_costs: int | None = None
    fixed_costs: int | None = None
    units: int | None = None
    until: date | None = None
    external: str | None = None
    kept: Money | None = None
    """As for hours."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row of the file that is not imported. `why` goes on after "line 7: "."""

    line: int
    why: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What one file holds, in the order of the file. `header` is the key of a table's header under which the user's
    answers about its columns are kept; empty where nothing was asked."""

    rows: tuple[ImportedHours, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    warnings: tuple[str, ...] = ()
    money: tuple[ImportedMoney, ...] = ()
    header: str = ""
    report: str = ""
    """Which report it is, where the program has several that hold the same money; its main one has no name."""
    all_day: int = 0
    """Events of a calendar that take whole days: they count once it is said how much such a day is."""


@dataclass(frozen=True, slots=True)
class Format:
    """A registered format. `claims` says from its beginning whether a text is of it; `read` raises ImportRefused
    and nothing else, whatever the text.

    `export` names what to do in the other program, as in "in Toggl Track open ..."."""

    name: str
    title: str
    export: str
    claims: Callable[[Head], bool]
    read: Callable[[Source], Reading]
