"""Lengths of time: `1.5`, `1:30`, `90m`, `1h30`, and how minutes are shown."""

from __future__ import annotations

import re
from typing import Final, Literal

from leverage_tui.domain.quantities.errors import Unreadable
from leverage_tui.domain.quantities.typed import quoted

DAY: Final = 24 * 60
"""Minutes in a calendar day of the book."""

_DECIMAL = re.compile(r"([0-9]*)[.,]([0-9]+)(?: ?h)?")
_WHOLE = re.compile(r"([0-9]+)( ?h)?")
_COLON = re.compile(r"([0-9]*):([0-9]{2})")
_MINUTES = re.compile(r"([0-9]+) ?m(?:in)?")
_MIXED = re.compile(r"([0-9]+) ?h ?([0-9]{1,2})(?: ?m(?:in)?)?")
_DECIMAL_MINUTES = re.compile(r"([0-9]*[.,][0-9]+) ?m(?:in)?")
_ONE_DIGIT = re.compile(r"(?<![0-9:])([0-9]{0,2}):([0-9])(?![0-9:])")


def format_hours(minutes: int, style: Literal["hm", "decimal"] = "hm") -> str:
    """Minutes as "1:30", or as decimal hours "1.50" (two places, rounded half up, exact)."""
    sign, size = ("-", -minutes) if minutes < 0 else ("", minutes)
    if style == "decimal":
        hundredths = (size * 10 + 3) // 6
        return f"{sign}{hundredths // 100}.{hundredths % 100:02d}"
    return f"{sign}{size // 60}:{size % 60:02d}"


def read_duration(typed: str, sign: Literal["", "+", "-"] = "") -> int:
    """The minutes of a length of time, at most 24 hours.

    `typed` is tidied text without its sign; `sign` is what stood before it, for the sentence of a refusal.
    Decimal hours round half up to the minute. Raises Unreadable.
    """
    minutes = _minutes(typed)
    if minutes > DAY:
        raise Unreadable(_too_long(typed, sign))
    return minutes


def read_span(typed: str) -> int:
    """The minutes of a length of time of any size, such as a week's or a year's. Raises Unreadable."""
    return _minutes(typed)


def refuse_one_digit_minutes(typed: str) -> None:
    """Raises Unreadable for `1:5`, which could be 1:05 or 1:50."""
    if found := _ONE_DIGIT.search(typed):
        hour, digit = found.groups()
        hour = hour or "0"
        either = f" or {hour}:{digit}0" if digit < "6" else ""
        raise Unreadable(f"{found[0]} needs two digits after the colon: write {hour}:0{digit}{either}")


def _minutes(typed: str) -> int:
    if found := _WHOLE.fullmatch(typed):
        return int(found[1]) * 60
    if found := _DECIMAL.fullmatch(typed):
        scale: int = 10 ** len(found[2])
        return (int(found[1] + found[2]) * 60 * 2 + scale) // (2 * scale)
    if found := _MINUTES.fullmatch(typed):
        return int(found[1])
    if found := _COLON.fullmatch(typed) or _MIXED.fullmatch(typed):
        if int(found[2]) > 59:
            raise Unreadable(f"{quoted(typed)}? the minutes after an hour go to 59")
        return int(found[1] or 0) * 60 + int(found[2])
    if found := _DECIMAL_MINUTES.fullmatch(typed):
        raise Unreadable(f"{quoted(typed)}? minutes are whole: {quoted(found[1])} alone means hours")
    refuse_one_digit_minutes(typed)
    raise Unreadable(f"{quoted(typed)} is not hours: write 1.5, 1:30, 90m or 9-10:30")


def _too_long(typed: str, sign: str) -> str:
    found = _WHOLE.fullmatch(typed)
    if found and not found[2] and int(typed) <= DAY:
        return f"{int(typed)} hours? write {sign}{int(typed)}m for minutes"
    return f"{quoted(typed)} is more than the 24 hours of a day"
