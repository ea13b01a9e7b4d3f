"""One book at two moments, or two copies of it: what differs, by stream and month, in hours, money and documents.

A running timer and the record of deletions are left out: they are not what was recorded.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Literal

from leverage_tui.domain.book import Book
from leverage_tui.domain.edits.core import same
from leverage_tui.domain.model import TABLES, Deleted, Document, Hours, Money, Timer
from leverage_tui.domain.quantities.durations import format_hours
from leverage_tui.domain.quantities.money import format_money
from leverage_tui.domain.quantities.names import short_month
from leverage_tui.domain.review.facts import Fact, Section
from leverage_tui.domain.text import clean

_WORDS = {
    "settings": "settings",
    "streams": "streams",
    "hours": "hours",
    "money": "money",
    "standing": "standing entries",
    "closed": "closed weeks",
    "rates": "exchange rates",
    "scenarios": "what-ifs and plans",
    "changes": "restatements",
}
_SINCE = ("added", "changed", "gone")
Style = Literal["hm", "decimal"]


@dataclass(frozen=True, slots=True)
class Counts:
    """Documents that came since then, that are not what they were, and that went."""

    added: int = 0
    changed: int = 0
    gone: int = 0

    @property
    def words(self) -> str:
        """ "2 added, 1 gone"."""
        parts = zip((self.added, self.changed, self.gone), _SINCE, strict=True)
        return ", ".join(f"{count} {what}" for count, what in parts if count)


@dataclass(frozen=True, slots=True)
class Amount:
    """Net money in minor units of one currency."""

    currency: str
    then: int
    now: int


@dataclass(frozen=True, slots=True)
class Month:
    """One stream in one month ("2026-11") in which documents differ: the minutes of all hours logged, whosever, and
    the net money of the periods that begin in it."""

    stream: str
    month: str
    minutes_then: int
    minutes_now: int
    money: tuple[Amount, ...]
    counts: Counts


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs. `months` are the newest first, `tables` is by table, hours and money included."""

    months: tuple[Month, ...]
    tables: Mapping[str, Counts]
    names: Mapping[str, str]
    """Of streams, by id."""

    @property
    def is_nothing(self) -> bool:
        """Whether both are the same."""
        return not self.tables


@dataclass(slots=True)
class _Tally:
    minutes: list[int] = field(default_factory=lambda: [0, 0])
    money: tuple[Counter[str], Counter[str]] = field(default_factory=lambda: (Counter(), Counter()))
    counts: Counter[str] = field(default_factory=Counter)


def compared(then: Book, now: Book) -> Comparison:
    """What became of the book `then` by `now`."""
    tables: dict[str, Counts] = {}
    tallies: dict[tuple[str, str], _Tally] = {}
    for table in TABLES:
        if table in (Deleted.table, Timer.table):
            continue
        counts: Counter[str] = Counter()
        for before, after in _differing(then, now, table):
            counts["added" if before is None else "gone" if after is None else "changed"] += 1
            _tally(tallies, before, after)
        if counts:
            tables[table] = Counts(**counts)
    for place, book in enumerate((then, now)):
        _sum(tallies, book, place)
    by_stream = (_month(*key, tallies[key]) for key in sorted(tallies))
    newest_first = sorted(by_stream, key=lambda month: month.month, reverse=True)
    names = {id: clean(stream.name) for book in (then, now) for id, stream in book.streams.items()}
    return Comparison(tuple(newest_first), tables, names)


def sections(found: Comparison, style: Style = "hm", *, most: int | None = None) -> tuple[Section, ...]:
    """The differences as facts, at most `most` months of them; `style` is how hours are shown."""
    shown = found.months[:most]
    left = len(found.months) - len(shown)
    facts = tuple(_fact(found, month, style) for month in shown)
    sentence = f"the newest {len(shown)} of {len(found.months)}" if left else ""
    result = [Section("Hours and money, by stream and month", facts, sentence)] if facts else []
    others = tuple(
        Fact(f"{table} documents", _WORDS[table], counts.words, (f"documents since then: {counts.words}",))
        for table, counts in found.tables.items()
    )
    return (*result, Section("Documents since then", others)) if others else tuple(result)


def as_json(found: Comparison) -> dict[str, Any]:
    """The differences for a program: minutes, minor units, counts."""
    return {
        "months": [
            {
                "stream": month.stream, "month": month.month, "minutes_then": month.minutes_then,
                "minutes_now": month.minutes_now,
                "money": [{"currency": one.currency, "then": one.then, "now": one.now} for one in month.money],
                **_object(month.counts),
            }
            for month in found.months
        ],
        "documents": {table: _object(counts) for table, counts in found.tables.items()},
    }  # fmt: skip


def _differing(then: Book, now: Book, table: str) -> Iterator[tuple[Document | None, Document | None]]:
    for number in then.tables[table].keys() | now.tables[table].keys():
        before, after = then.get(table, number), now.get(table, number)
        if not same(before, after):
            yield before, after


def _key(document: Document | None) -> tuple[str, str] | None:
    if isinstance(document, (Hours, Money)):
        return document.stream, f"{document.date:%Y-%m}"
    return None


def _tally(tallies: dict[tuple[str, str], _Tally], before: Document | None, after: Document | None) -> None:
    """One that moved to another stream or month went from the one and came to the other."""
    was, is_ = _key(before), _key(after)
    found = [(was, "changed")] if was == is_ else [(was, "gone"), (is_, "added")]
    for key, what in found:
        if key is not None:
            tallies.setdefault(key, _Tally()).counts[what] += 1


def _sum(tallies: dict[tuple[str, str], _Tally], book: Book, place: int) -> None:
    for kind in (Hours, Money):
        for document in book.all(kind):
            tally = tallies.get(_key(document) or ("", ""))
            if tally is None:
                continue
            if isinstance(document, Hours):
                tally.minutes[place] += document.minutes
            elif isinstance(document, Money):
                tally.money[place][document.currency] += document.amounts.net


def _month(stream: str, month: str, tally: _Tally) -> Month:
    then, now = tally.money
    amounts = tuple(Amount(currency, then[currency], now[currency]) for currency in sorted({*then, *now}))
    minutes_then, minutes_now = tally.minutes
    return Month(stream, month, minutes_then, minutes_now, amounts, Counts(**tally.counts))


def _fact(found: Comparison, month: Month, style: Style) -> Fact:
    parts = [_part(month.minutes_then, month.minutes_now, lambda minutes: f"{format_hours(minutes, style)} h")]
    parts += [_part(one.then, one.now, partial(format_money, currency=one.currency)) for one in month.money]
    differing = [part for part in parts if part]
    values = [shown for shown, _ in differing] or ["the same hours and money"]
    how = [arithmetic for _, arithmetic in differing] or ["they differ in something else, such as a note"]
    year, number = month.month.split("-")
    name = f"{found.names.get(month.stream) or clean(month.stream)}, {short_month(int(number))} {year}"
    shown = "; ".join([*values, month.counts.words])
    return Fact(f"{month.stream} {month.month}", name, shown, (*how, f"documents: {month.counts.words}"))


def _part(then: int, now: int, write: Callable[[int], str]) -> tuple[str, str] | None:
    """A value then and now, and its arithmetic; None where it is the same."""
    if then == now:
        return None
    return f"{write(then)} then, {write(now)} now", f"{write(now)} - {write(then)} = {write(now - then)}"


def _object(counts: Counts) -> dict[str, int]:
    return {"added": counts.added, "changed": counts.changed, "gone": counts.gone}
