"""The numbers of a scenario as they are typed, read and typed again: hours, money, shares, changes, counts, minutes.

A scenario keeps what was typed: hours, and money in major units of the base currency. A number that nobody typed
over stays exactly what it was, however it is shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal as Exact
from fractions import Fraction
from math import isfinite
from typing import Any

from leverage_tui.domain.quantities.currency import exponent
from leverage_tui.domain.quantities.durations import read_span
from leverage_tui.domain.quantities.errors import Unreadable
from leverage_tui.domain.quantities.hours import format_hours
from leverage_tui.domain.quantities.money import MAX_MINOR, format_money
from leverage_tui.domain.quantities.shares import format_share, parse_share
from leverage_tui.domain.quantities.typed import quoted, tidy
from leverage_tui.domain.text import clean
from leverage_tui.tui.screens.reading import (
    LONGEST_SPAN,
    Decimal,
    Gather,
    read_amount,
    read_net,
    read_span_of,
    type_amount,
)

Number = int | float
MOST = 10**9
_PLAIN = re.compile(r"[0-9]{0,12}(?:[.,][0-9]{1,12})?")


@dataclass(frozen=True, slots=True)
class Quantity:
    """How one kind of number is read, said, and typed by a person."""

    read: Callable[[str], Number]
    shown: Callable[[Number], str]
    typed: Callable[[Number], str]


@dataclass(frozen=True, slots=True)
class Ask:
    """A number that is asked for: its key in the scenario, its label, the name of its quantity, what it holds at
    first, the question while it is empty (empty: it may stay so, which is `hint`), and words after the number."""

    key: str
    label: str
    quantity: str
    first: str = ""
    needed: str = ""
    hint: str = ""
    tail: str = ""


@dataclass(slots=True)
class Numbers:
    """What was read: `found` by key in the order asked, and the labels of what is `missing` or cannot be read."""

    found: dict[str, Number] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    @property
    def why(self) -> str:
        """Why there is no result yet, as a sentence; empty when there can be one."""
        if self.unread:
            return f"{_listed(self.unread)} cannot be read"
        return f"Still to say: {_listed(self.missing)}" if self.missing else ""


def quantities(currency: str, decimal: Decimal) -> Mapping[str, Quantity]:
    """The quantities by name; money in `currency`."""
    unit: int = 10 ** exponent(currency)

    def major(read: Callable[[str], int]) -> Callable[[str], Number]:
        return lambda text: number(Fraction(read(text), unit))

    def minor(value: Number) -> int:
        return round(Fraction(str(value)) * unit)

    def in_money(value: Number) -> str:
        return format_money(minor(value), currency)

    def as_typed(value: Number) -> str:
        return type_amount(minor(value), currency)

    span = read_span_of(LONGEST_SPAN)
    return {
        "hours": Quantity(
            lambda text: number(Fraction(span(text), 60)), lambda value: f"{_hours(value)} h", _hours
        ),
        "money": Quantity(major(read_amount(currency, decimal)), in_money, as_typed),
        "net": Quantity(major(read_net(currency, decimal)), in_money, as_typed),
        "share": Quantity(read_share, format_share, format_share),
        "change": Quantity(read_change, show_change, show_change),
        "count": Quantity(read_count, _plain, _plain),
        "minutes": Quantity(read_minutes, lambda value: f"{_plain(value)} min", _plain),
    }


def number(exact: Fraction) -> Number:
    """A number as exact as JSON allows."""
    return int(exact) if exact.denominator == 1 else float(exact)


def read_share(text: str) -> float:
    """A share of a whole, 0 to 1. Raises Unreadable."""
    share = parse_share(text)
    if share > 1:
        raise Unreadable(f"{quoted(text)} is more than the whole{_percent_for(text)}")
    return share


def read_change(text: str) -> float:
    """A change as a share of what is there, -1 or more: `+10%`, `-5 %`, `0.1`. Raises Unreadable."""
    typed = tidy(text)
    size = typed.lstrip("+-").strip() if typed[:2] not in ("+-", "-+", "--", "++") else typed
    share = parse_share(size)
    falls = typed.startswith("-")
    if share > 1 and (falls or "%" not in typed):
        raise Unreadable(f"{quoted(text)} is {'less than nothing' if falls else 'a multiple'}{_percent_for(text)}")
    return -share if falls and share else share


def show_change(change: Number) -> str:
    """ "+10%"."""
    return f"+{format_share(change)}" if change > 0 else format_share(change)


def read_count(text: str) -> Number:
    """A number from 0 on, with decimals. Raises Unreadable."""
    typed = tidy(text).replace(" ", "")
    if not typed.strip(".,") or not _PLAIN.fullmatch(typed):
        raise Unreadable(f"{quoted(text)} is no number: write 8 or 0.5")
    exact = Fraction(typed.replace(",", "."))
    if exact > MOST:
        raise Unreadable(f"{quoted(text)} is too many: {MOST:,} at most")
    return number(exact)


def read_minutes(text: str) -> Number:
    """Minutes: a bare number is minutes, anything else a length of time. Raises Unreadable."""
    typed = tidy(text)
    if not _PLAIN.fullmatch(typed.replace(" ", "")):
        try:
            return read_span(typed)
        except Unreadable as error:
            raise Unreadable(f"{quoted(text)} is no length of time: write 12 for 12 minutes") from error
    return read_count(text)


def first_text(ask: Ask, before: Mapping[str, Any], known: Mapping[str, Quantity]) -> str:
    """What the field holds at first: the number of `before` as a person types it, or as it stands if it is none."""
    if ask.key not in before or before[ask.key] is None:
        return "" if before else ask.first
    value = before[ask.key]
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not isfinite(value):
        return clean(str(value))
    return clean(str(value)) if abs(value) > MAX_MINOR else known[ask.quantity].typed(value)


def read_numbers(
    gather: Gather, asks: Iterable[Ask], known: Mapping[str, Quantity], before: Mapping[str, Any]
) -> Numbers:
    """Every number that is asked for; one that is as `before` had it stays that very number."""
    numbers = Numbers()
    for ask in asks:
        quantity, text = known[ask.quantity], gather.typed.get(ask.key, "")

        def shown(value: Number, ask: Ask = ask, quantity: Quantity = quantity) -> str:
            return f"{quantity.shown(value)}{ask.tail}"

        value = gather.take(ask.key, quantity.read, shown, hint=ask.hint, needed=ask.needed)
        if value is not None:
            same = text == first_text(ask, before, known) and before.get(ask.key) is not None
            numbers.found[ask.key] = before[ask.key] if same else value
        elif text.strip():
            numbers.unread.append(ask.label)
        elif ask.needed:
            numbers.missing.append(ask.label)
    return numbers


def _listed(labels: Iterable[str]) -> str:
    words = [label[:1].lower() + label[1:] for label in labels]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _percent_for(text: str) -> str:
    digits = text.strip().lstrip("+-").strip()
    return f": write {quoted(text.strip())} %" if digits.isdecimal() and int(digits) <= 100 else ""


def _hours(value: Number) -> str:
    return format_hours(round(Fraction(str(value)) * 60))


def _plain(value: Number) -> str:
    return f"{Exact(str(value)):f}"
