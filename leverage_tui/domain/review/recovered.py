"""What of a damaged book comes back, by stream and month: what its file still held, what is brought back
from elsewhere, and both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from leverage_tui.domain.book import Book
from leverage_tui.domain.model import Hours, Money
from leverage_tui.domain.quantities.durations import format_hours
from leverage_tui.domain.quantities.money import format_money
from leverage_tui.domain.quantities.names import short_month
from leverage_tui.domain.review.facts import Fact, Section
from leverage_tui.domain.text import clean

Style = Literal["hm", "decimal"]
FromFile = Callable[[str, int], bool]
"""Whether the document of that table and number was still in the damaged file."""


@dataclass(frozen=True, slots=True)
class Part:
    """Minutes of all hours logged, net money in minor units by currency, and how many entries they are."""

    minutes: int = 0
    money: Counter[str] = field(default_factory=Counter)
    entries: int = 0

    def plus(self, other: Part) -> Part:
        """Both together."""
        money = Counter({each: self.money[each] + other.money[each] for each in {*self.money, *other.money}})
        return Part(self.minutes + other.minutes, money, self.entries + other.entries)


@dataclass(frozen=True, slots=True)
class Month:
    """One stream in one month ("2026-11")."""

    stream: str
    month: str
    in_file: Part
    brought_back: Part

    @property
    def in_all(self) -> Part:
        """What the book holds after the repair."""
        return self.in_file.plus(self.brought_back)


def months(book: Book, from_file: FromFile) -> tuple[Month, ...]:
    """Hours and money of `book`, which is what would be written, by stream and the month they begin in, the newest
    first."""
    parts: dict[tuple[str, str], dict[bool, Part]] = {}
    for entry in _entries(book):
        found = parts.setdefault((entry.stream, f"{entry.date:%Y-%m}"), {True: Part(), False: Part()})
        side = from_file(entry.table, entry.doc_id)
        found[side] = found[side].plus(_part(entry))
    order = [*book.streams, *sorted({stream for stream, _ in parts} - book.streams.keys())]
    newest_first = sorted(parts, key=lambda key: key[1], reverse=True)
    return tuple(
        Month(stream, month, parts[stream, month][True], parts[stream, month][False])
        for stream, month in sorted(newest_first, key=lambda key: order.index(key[0]))
    )


def sections(book: Book, from_file: FromFile, style: Style = "hm") -> tuple[Section, ...]:
    """A section a stream, a fact a month: "in the file + brought back = in all"."""
    found = months(book, from_file)
    return tuple(
        Section(
            _name(book, stream),
            tuple(_fact(month, style) for month in found if month.stream == stream),
        )
        for stream in dict.fromkeys(month.stream for month in found)
    )


def as_json(book: Book, from_file: FromFile) -> list[dict[str, Any]]:
    """The same for a program: minutes, minor units by currency, entries."""
    return [
        {
            "stream": month.stream,
            "month": month.month,
            "in_file": _object(month.in_file),
            "brought_back": _object(month.brought_back),
            "in_all": _object(month.in_all),
        }
        for month in months(book, from_file)
    ]


def _entries(book: Book) -> Iterator[Hours | Money]:
    yield from book.all(Hours)
    yield from book.all(Money)


def _part(entry: Hours | Money) -> Part:
    if isinstance(entry, Hours):
        return Part(entry.minutes, Counter(), 1)
    return Part(0, Counter({entry.currency: entry.amounts.net}), 1)


def _name(book: Book, stream: str) -> str:
    return clean(book.streams[stream].name if stream in book.streams else stream)


def _fact(month: Month, style: Style) -> Fact:
    one, other, both = month.in_file, month.brought_back, month.in_all
    sums = []
    if both.minutes:
        hours = [f"{format_hours(part.minutes, style)}" for part in (one, other, both)]
        sums.append((one.minutes, other.minutes, hours, " h"))
    for currency in sorted(both.money):
        amounts = [format_money(part.money[currency], currency) for part in (one, other, both)]
        sums.append((one.money[currency], other.money[currency], amounts, ""))
    shown = [_sum(*each) for each in sums] or ["nothing but zeros"]
    year, number = month.month.split("-")
    how = [f"{words[0]} in the file + {words[1]} brought back = {words[2]}{unit}" for _, _, words, unit in sums]
    how.append(f"entries: {one.entries} in the file + {other.entries} brought back = {both.entries}")
    name = f"{short_month(int(number))} {year}"
    return Fact(f"{month.stream} {month.month}", name, " · ".join(shown), tuple(how))


def _sum(one: int, other: int, words: list[str], unit: str) -> str:
    if not other:
        return f"{words[2]}{unit}"
    if not one:
        return f"{words[2]}{unit} brought back"
    return f"{words[0]} + {words[1]} = {words[2]}{unit}"


def _object(part: Part) -> dict[str, Any]:
    return {"minutes": part.minutes, "money": dict(sorted(part.money.items())), "entries": part.entries}
