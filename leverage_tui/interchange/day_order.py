"""Days as other programs write them. Which of 01/02/2026 is the day is found in the whole file, or asked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from leverage_tui.domain.quantities.dates import format_day
from leverage_tui.domain.text import clean
from leverage_tui.interchange.rows import ImportRefused
from leverage_tui.interchange.source import DayOrder

_ISO = re.compile(r"([0-9]{4})([-/.]?)([0-9]{2})\2([0-9]{2})")
_SHORT = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4})")
_IN_NAME = re.compile(r"(?<![0-9])([0-9]{4})[-_.]?([0-9]{2})[-_.]?([0-9]{2})(?![0-9])")
_BOTH: tuple[DayOrder, DayOrder] = ("dmy", "mdy")


def day_order(
    texts: Iterable[str], *, given: DayOrder | None = None, name: str = "",
    pairs: Iterable[tuple[str, str]] = (),
) -> DayOrder:  # fmt: skip
    """How days such as 01/02/2026 are meant in a file whose days are `texts`.

    What is `given` decides. Else some day over 12 does, or a point between the numbers (01.02.2026 has its day
    first), or that the second of each of `pairs` may not come before its first, or the range in the file's `name`.
    Days that are all written year first need no order. Raises ImportRefused where both orders are possible, and
    where days are over 12 in both places.
    """
    if given:
        return given
    short = list(dict.fromkeys(text.strip() for text in texts if _SHORT.fullmatch(text.strip())))
    if any("." in text for text in short):
        return "dmy"
    possible = [order for order in _BOTH if all(_day(text, order) for text in short)]
    if not possible:
        raise ImportRefused(
            "some dates of the file have the day first and others the month: no order fits all of them"
        )
    orders = [order for order in possible if all(_in_turn(pair, order) for pair in pairs)] or possible
    orders = [order for order in orders if _within(short, order, name)] or orders
    if len(orders) == 1 or all(_day(text, "dmy") == _day(text, "mdy") for text in short):
        return orders[0]
    doubtful = next(text for text in short if _day(text, "dmy") != _day(text, "mdy"))
    one, other = (format_day(read_day(doubtful, order, 0), year=True) for order in _BOTH)
    raise ImportRefused(f"is {doubtful} {one} or {other}? Say --dates dmy (day first) or --dates mdy (month first)")


def read_day(text: str, order: DayOrder, line: int) -> date:
    """The day that `text` names: year first whatever the order, else as `order` says. Raises ImportRefused with
    the line for anything else."""
    found = _day(text.strip(), order)
    if found is None:
        raise ImportRefused(f"line {line}: {clean(text, 40)!r} is no date that is known here: write 2026-01-31")
    return found


def _day(text: str, order: DayOrder) -> date | None:
    if found := _ISO.fullmatch(text):
        year, month, day = int(found[1]), int(found[3]), int(found[4])
    elif found := _SHORT.fullmatch(text):
        year, month, day = int(found[4]), int(found[3]), int(found[1])
        if order == "mdy":
            month, day = day, month
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _in_turn(pair: tuple[str, str], order: DayOrder) -> bool:
    first, second = (_day(text.strip(), order) for text in pair)
    return first is None or second is None or first <= second


def _within(texts: Iterable[str], order: DayOrder, name: str) -> bool:
    """Whether all days lie in the range that the file's name gives; true without a range."""
    ends = [found for match in _IN_NAME.finditer(name) if (found := _day("-".join(match.groups()), "dmy"))]
    if len(ends) != 2:
        return True
    return all(ends[0] <= day <= ends[1] for text in texts if (day := _day(text, order)))
