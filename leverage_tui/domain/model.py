"""The documents of a book as immutable values, named as the file names them.

Money is integer minor units of the document's currency, durations are integer minutes, days are civil dates.
`at` is the stamp of a document's last change, `extra` holds keys that this version does not know: they are kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date as Day
from enum import StrEnum
from types import MappingProxyType
from typing import Any, ClassVar, NamedTuple

NOTHING: Mapping[str, Any] = MappingProxyType({})


def _nothing() -> Mapping[str, Any]:
    return NOTHING


class Work(StrEnum):
    """The kinds of work: six that cost your own hours, three that others, software or a process did."""

    DELIVER = "deliver"
    BUILD = "build"
    SELL = "sell"
    SUPPORT = "support"
    MANAGE = "manage"
    ADMIN = "admin"
    PEOPLE = "people"
    AUTOMATION = "automation"
    PROCESS = "process"


OWN_WORK = (Work.DELIVER, Work.BUILD, Work.SELL, Work.SUPPORT, Work.MANAGE, Work.ADMIN)
RUN_WORK = (Work.DELIVER, Work.SELL, Work.SUPPORT, Work.MANAGE, Work.ADMIN)
OTHER_WORK = (Work.PEOPLE, Work.AUTOMATION, Work.PROCESS)


class Asset(StrEnum):
    """What build hours make."""

    PRODUCT = "product"
    PROCESS = "process"
    AUTOMATION = "automation"


class Status(StrEnum):
    """Where a stream stands. It changes what is shown, never a figure; `Stream.ended` does."""

    IDEA = "idea"
    BUILDING = "building"
    LIVE = "live"
    PAUSED = "paused"
    ENDED = "ended"


class Source(StrEnum):
    """Whose work or what wealth a standing entry stands for."""

    PEOPLE = "people"
    PROCESS = "process"
    AUTOMATION = "automation"
    CAPITAL = "capital"
    PLATFORM = "platform"


class Per(StrEnum):
    """The calendar period over which a standing entry's amounts accrue."""

    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One document of a table. `doc_id` is its identity, a positive integer below 2**63."""

    table: ClassVar[str]

    doc_id: int
    at: str = ""
    extra: Mapping[str, Any] = field(default_factory=_nothing, hash=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting(Document):
    """One setting that changes figures; the value is as in the file."""

    table: ClassVar[str] = "settings"

    key: str
    value: Any = field(hash=False)


class BuildBlock(NamedTuple):
    """Build minutes of before tracking began."""

    date: Day
    minutes: int
    asset: Asset


class Opening(NamedTuple):
    """What a stream had behind it before tracking began; `net` in minor units of the base currency."""

    net: int = 0
    run_minutes: int = 0
    build: tuple[BuildBlock, ...] = ()


_NO_OPENING = Opening()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream(Document):
    """An income stream. `time_sold`: is your hour what is sold?"""

    table: ClassVar[str] = "streams"

    id: str
    name: str
    time_sold: bool = False
    currency: str = "USD"
    status: Status = Status.LIVE
    started: Day | None = None
    ended: Day | None = None
    build_asset: Asset = Asset.PRODUCT
    color: str | None = None
    order: int = 0
    note: str = ""
    target_minutes_per_week: int | None = None
    opening: Opening = _NO_OPENING


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours(Document):
    """Minutes of one kind of work on one day. `cost` (minor units of `currency`) stands on people hours only;
    `standing` names the standing entry whose week this replaces."""

    table: ClassVar[str] = "hours"

    stream: str
    date: Day
    work: Work
    minutes: int
    note: str = ""
    asset: Asset | None = None
    who: str | None = None
    cost: int | None = None
    currency: str | None = None
    standing: str | None = None
    source: str | None = None


AMOUNTS = ("gross", "refunds", "platform_fees", "processing_fees", "variable_costs", "fixed_costs")


class Amounts(NamedTuple):
    """Minor units of one currency, all >= 0. None is "not said", which for `gross` is not the same as zero."""

    gross: int | None = None
    refunds: int | None = None
    platform_fees: int | None = None
    processing_fees: int | None = None
    variable_costs: int | None = None
    fixed_costs: int | None = None

    @property
    def net(self) -> int:
        """Gross less everything else, minor units."""
        taken = (
            self.refunds,
            self.platform_fees,
            self.processing_fees,
            self.variable_costs,
            self.fixed_costs,
        )
        return (self.gross or 0) - sum(amount or 0 for amount in taken)


_NO_AMOUNTS = Amounts()


@dataclass(frozen=True, slots=True, kw_only=True)
class Money(Document):
    """What a stream earned and cost for the service period `date`..`until`, both days included."""

    table: ClassVar[str] = "money"

    stream: str
    date: Day
    until: Day
    currency: str
    amounts: Amounts = _NO_AMOUNTS
    units: int | None = None
    note: str = ""
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing(Document):
    """What goes on without being logged, from `begins` to `ends` (None: still). Amounts, `minutes` and `cost`
    are per period; `capital` is a stock. In the file `begins` is called ``from``."""

    table: ClassVar[str] = "standing"

    stream: str
    name: str
    begins: Day
    per: Per
    currency: str
    source: Source | None = None
    ends: Day | None = None
    minutes: int | None = None
    cost: int | None = None
    amounts: Amounts = _NO_AMOUNTS
    units: int | None = None
    capital: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed(Document):
    """The user said of this stream and week (its Monday): "yes, that was the whole week"."""

    table: ClassVar[str] = "closed"

    stream: str
    week: Day


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate(Document):
    """What one major unit of `currency` was worth on `date`, in major units of the base currency.

    `rate` is a decimal string, so that what was typed stays exact."""

    table: ClassVar[str] = "rates"

    currency: str
    date: Day
    rate: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Timer(Document):
    """A running timer; `started` is an RFC 3339 instant in UTC. A running timer counts in no figure."""

    table: ClassVar[str] = "timer"

    stream: str
    work: Work
    started: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario(Document):
    """A kept what-if or new-stream plan, as typed: hours, and money in major units."""

    table: ClassVar[str] = "scenarios"

    body: Mapping[str, Any] = field(hash=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Restatement(Document):
    """A recorded act that restated history, with the gauge before and after it."""

    table: ClassVar[str] = "changes"

    when: str
    what: str
    old: Any = field(hash=False)
    new: Any = field(hash=False)
    gauge_old: float | None
    gauge_new: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Deleted(Document):
    """That `doc` of `of_table` was deleted, and (in `at`) when. In the file `of_table` is called ``table``."""

    table: ClassVar[str] = "deleted"

    of_table: str
    doc: int


DOCUMENT_TYPES: tuple[type[Document], ...] = (
    Setting, Stream, Hours, Money, Standing, Closed, Rate, Timer, Scenario, Restatement, Deleted,
)  # fmt: skip
TABLES = tuple(kind.table for kind in DOCUMENT_TYPES)
