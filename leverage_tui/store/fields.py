"""Readers of single JSON values: each gives the domain's value or raises Unfit with the reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import lru_cache
from typing import Any

from leverage_tui.domain.calendar import EARLIEST, LATEST
from leverage_tui.domain.model import Asset, BuildBlock, Opening

Reader = Callable[[Any], Any]
_LARGEST = 10**15
_LONGEST_RATE = 40


class Unfit(ValueError):
    """The value of one field cannot be what the field needs."""


def text(value: Any) -> str:
    """A string, whatever it says."""
    if not isinstance(value, str):
        raise Unfit("is no text")
    return value


def flag(value: Any) -> bool:
    """True or false, and nothing that merely looks like it."""
    if not isinstance(value, bool):
        raise Unfit("is neither true nor false")
    return value


def whole(value: Any) -> int:
    """A whole number that arithmetic on sums of many cannot blow up."""
    if isinstance(value, bool) or not isinstance(value, int) or not -_LARGEST <= value <= _LARGEST:
        raise Unfit("is no whole number")
    return value


def number(value: Any) -> float:
    """A number that a float can hold."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise Unfit("is no number")
    try:
        return float(value)
    except OverflowError:
        raise Unfit("is too large") from None


def day(value: Any) -> date:
    """A day from 1970 to 2199, written YYYY-MM-DD and in no other way that ISO 8601 knows."""
    return written_day(text(value))


@lru_cache(maxsize=1 << 15)
def written_day(value: str) -> date:
    """As `day`, of a text."""
    try:
        found = date.fromisoformat(value) if value[4:5] == value[7:8] == "-" else None
    except ValueError:
        found = None
    if found is None:
        raise Unfit("is no date such as 2026-01-31")
    if not EARLIEST <= found <= LATEST:
        raise Unfit("is outside 1970 to 2199")
    return found


def reference(value: Any) -> int:
    """The number of a document, which references hold as a string."""
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 20:
        return int(value)
    raise Unfit("is no document number")


def decimal(value: Any) -> str:
    """A rate as it was typed: a decimal string above zero."""
    written = text(value)
    try:
        amount = Decimal(written) if len(written) <= _LONGEST_RATE else None
    except InvalidOperation:
        amount = None
    if amount is None:
        raise Unfit("is no decimal number")
    if not amount.is_finite() or not Decimal("1e-12") < amount < Decimal("1e12"):
        raise Unfit("is no rate above 0")
    return written


def one_of(kind: type[StrEnum]) -> Reader:
    """A reader of the words of `kind`."""
    members = {member.value: member for member in kind}

    def read(value: Any) -> StrEnum:
        found = members.get(value) if isinstance(value, str) else None
        if found is None:
            raise Unfit(f"is none of {', '.join(kind)}")
        return found

    return read


_asset = one_of(Asset)


def opening(value: Any) -> Opening:
    """What a stream had behind it before tracking began."""
    if not isinstance(value, Mapping):
        raise Unfit("is no object")
    blocks = value.get("build", [])
    if not isinstance(blocks, list) or not all(isinstance(block, Mapping) for block in blocks):
        raise Unfit("has a build that is no list of objects")
    return Opening(
        net=whole(value.get("net", 0)),
        run_minutes=whole(value.get("run_minutes", 0)),
        build=tuple(
            BuildBlock(day(block.get("date")), whole(block.get("minutes")), _asset(block.get("asset", "product")))
            for block in blocks
        ),
    )


def anything(value: Any) -> Any:
    """The value as it is."""
    return value
