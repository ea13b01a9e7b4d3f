"""The kinds of what goes on without being logged, and which fields each of them needs."""

from __future__ import annotations

from dataclasses import dataclass

from leverage_tui.domain.model import AMOUNTS, Per, Source, Standing
from leverage_tui.domain.standing import kind_of

_SALES = frozenset({"refunds", "platform_fees", "processing_fees", "variable_costs", "units"})


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind: its words, the source its entries have, the usual period, the fields it needs beside those that all
    have (`main` first of all), and what is asked while name or main field are empty."""

    about: str
    source: Source | None
    per: Per
    main: str
    more: frozenset[str]
    called: str
    asks: str


KINDS = {
    "people": Kind(
        "a helper's hours, with their pay", Source.PEOPLE, Per.WEEK,
        "minutes", frozenset({"cost"}), "who? a name", "how many hours?",
    ),
    "automation": Kind(
        "hours that software takes off you, and its bill", Source.AUTOMATION, Per.WEEK,
        "minutes", frozenset({"fixed_costs"}), "what does it? a name", "how many hours?",
    ),
    "process": Kind(
        "hours that a better way of working takes off you", Source.PROCESS, Per.WEEK,
        "minutes", frozenset(), "what is done better? a name", "how many hours?",
    ),
    "income": Kind(
        "a subscription sold, a retainer, a royalty", None, Per.MONTH,
        "gross", _SALES, "what is sold? a name", "how much comes in?",
    ),
    "platform": Kind(
        "sold through a platform that keeps a part", Source.PLATFORM, Per.MONTH,
        "gross", _SALES, "what is sold? a name", "how much comes in?",
    ),
    "bill": Kind(
        "a tool, hosting, an insurance", None, Per.MONTH,
        "fixed_costs", frozenset(), "what is paid for? a name", "how much is the bill?",
    ),
    "capital": Kind(
        "what is invested, and what it yields", Source.CAPITAL, Per.YEAR,
        "capital", frozenset({"gross"}), "what is it? a name", "how much is invested?",
    ),
}  # fmt: skip
AMOUNT_FIELDS = ("cost", *AMOUNTS, "capital")
"""The fields of money, in minor units."""


def amount_of(entry: Standing, field: str) -> int | None:
    """What `entry` says in one of the fields of money."""
    found: int | None = getattr(entry.amounts if field in AMOUNTS else entry, field)
    return found


def fields_said(entry: Standing) -> frozenset[str]:
    """The fields that `entry` says something in, whatever its kind needs."""
    said = {field for field in AMOUNT_FIELDS if amount_of(entry, field) is not None}
    return frozenset(said | {field for field in ("minutes", "units") if getattr(entry, field) is not None})


def fields_needed(kind: str, entry: Standing | None) -> frozenset[str]:
    """The fields that make sense for a kind, and those that `entry` says something in already."""
    return KINDS[kind].more | {KINDS[kind].main} | (fields_said(entry) if entry else frozenset())


def kind_named(entry: Standing | None) -> str:
    """The kind of `entry`; a helper while there is none."""
    return kind_of(entry) if entry else "people"
