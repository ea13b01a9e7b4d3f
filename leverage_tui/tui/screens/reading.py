"""How a form reads what is typed into it: pure functions of text, one sentence per field.

A form never guesses and never drops: every field has its typed text and how that text is read, or why it is not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, Literal, TypeVar

from leverage_tui.domain.quantities.currency import currencies_named, exponent, symbol_for
from leverage_tui.domain.quantities.dates import format_day, parse_date
from leverage_tui.domain.quantities.durations import read_span
from leverage_tui.domain.quantities.errors import Unreadable
from leverage_tui.domain.quantities.hours import format_hours
from leverage_tui.domain.quantities.money import format_money, parse_money, plain_money
from leverage_tui.domain.quantities.typed import quoted, tidy

T = TypeVar("T")
R = TypeVar("R")
Typed = Mapping[str, str]
Decimal = Literal[".", ",", None]
Kind = Literal["hint", "read", "wrong", "missing"]

LONGEST_SPAN = 100_000 * 60
HOURS_A_WEEK = 7 * 24 * 60


@dataclass(frozen=True, slots=True)
class Said:
    """What stands beside a field. "missing" is shown as a hint until the user tries to go on."""

    words: str = ""
    kind: Kind = "hint"

    @property
    def stops(self) -> bool:
        """Whether the form cannot be accepted while this stands."""
        return self.kind in ("wrong", "missing")


@dataclass(frozen=True, slots=True)
class Reading(Generic[R]):
    """All fields of a form as read, what accepting would return, and what is to be said before."""

    said: Mapping[str, Said]
    make: Callable[[], R]
    """Makes the result; only called when no field stops. May raise EditRefused."""
    summary: str = ""
    ask: str = ""
    """What a person should know before it is saved; accepting a second time saves all the same."""


@dataclass(slots=True)
class Gather:
    """Reads the fields of one form one after another and keeps what is to be said of each."""

    typed: Typed
    said: dict[str, Said] = field(default_factory=dict)

    def take(
        self, key: str, parse: Callable[[str], T], shown: Callable[[T], str] = str, *,
        hint: str = "", needed: str = "",
    ) -> T | None:  # fmt: skip
        """The value of the field `key`, None while it is empty or cannot be read.

        `hint` stands beside an empty field; with `needed`, a sentence, the field cannot stay empty.
        """
        text = self.typed.get(key, "")
        if not text.strip():
            self.said[key] = Said(needed, "missing") if needed else Said(hint)
            return None
        try:
            value = parse(text)
        except Unreadable as error:
            self.said[key] = Said(str(error), "wrong")
            return None
        self.said[key] = Said(shown(value), "read")
        return value

    def stop(self, key: str, sentence: str) -> None:
        """The field `key` is wrong for another reason than its form."""
        self.said[key] = Said(sentence, "wrong")

    def add(self, key: str, words: str) -> None:
        """More words after what is already said of a field that could be read."""
        before = self.said.get(key, Said())
        if not before.stops:
            self.said[key] = Said(f"{before.words}, {words}" if before.words else words, before.kind)


def read_currency(text: str) -> str:
    """A currency's code. A symbol that several currencies share is refused with their codes. Raises Unreadable."""
    codes = currencies_named(tidy(text))
    if not codes:
        raise Unreadable(f"{quoted(text)} is not a currency: write a code such as EUR")
    if len(codes) > 1:
        raise Unreadable(f"{quoted(text)} could be {', '.join(codes)}: write the code")
    return codes[0]


def show_currency(code: str) -> str:
    """ "EUR, written €12"."""
    return f"{code}, written {symbol_for(code)}12"


def read_amount(currency: str, decimal: Decimal) -> Callable[[str], int]:
    """A reader of amounts in `currency`, in minor units, that refuses amounts in another one."""

    def read(text: str) -> int:
        amount = parse_money(text, currency, decimal)
        if amount.currency not in (None, currency):
            raise Unreadable(f"that is {amount.currency}, and this is counted in {currency}")
        return amount.minor

    return read


def show_amount(currency: str) -> Callable[[int], str]:
    """A writer of minor units of `currency`."""
    return lambda minor: format_money(minor, currency)


def type_amount(minor: int | None, currency: str) -> str:
    """Minor units as a person would type them: "60", "18.40"; nothing for None."""
    if minor is None:
        return ""
    typed = plain_money(minor, currency)
    zeros = "." + "0" * exponent(currency)
    return typed.removesuffix(zeros) if len(zeros) > 1 else typed


def read_span_of(most: int) -> Callable[[str], int]:
    """A reader of a length of time of up to `most` minutes, such as a week's or a year's."""

    def read(text: str) -> int:
        minutes = read_span(tidy(text))
        if minutes > most:
            raise Unreadable(f"{quoted(text)} is more than the {most // 60:,} hours it can be")
        return minutes

    return read


def show_hours(minutes: int) -> str:
    """ "20:30 h"."""
    return f"{format_hours(minutes)} h"


def read_day_of(today: date) -> Callable[[str], date]:
    """A reader of days as typed on `today`."""
    return lambda text: parse_date(text, today)


def show_day(day: date) -> str:
    """ "Fri 27 Jun 2025"."""
    return format_day(day, year=True)


def read_whole(most: int, what: str) -> Callable[[str], int]:
    """A reader of whole numbers from 0 to `most`; `what` names them in the refusal."""

    def read(text: str) -> int:
        digits = tidy(text).replace(" ", "")
        if not digits.isdecimal():
            raise Unreadable(f"{quoted(text)} is not a number of {what}: write a whole number such as 12")
        if int(digits) > most:
            raise Unreadable(f"{quoted(text)} is too many: {most:,} {what} at most")
        return int(digits)

    return read


def read_net(currency: str, decimal: Decimal) -> Callable[[str], int]:
    """As `read_amount`, of a net that may be a loss: a minus in front is allowed."""
    read = read_amount(currency, decimal)

    def read_signed(text: str) -> int:
        typed = tidy(text)
        return -read(typed[1:]) if typed.startswith("-") else read(typed)

    return read_signed
