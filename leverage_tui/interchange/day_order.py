"""Days as other programs write them. Which of 01/02/2026 is the day is found in the whole file, or asked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from leverage_tui.domain.quantities.dates import format_day
from leverage_tui.domain.quantities.names import MONTH_NUMBERS
from leverage_tui.domain.text import clean
from leverage_tui.interchange.rows import Doubtful, ImportRefused
from leverage_tui.interchange.source import DayOrder

_ISO = re.compile(r"([0-9]{4})(?:([-/.])([0-9]{1,2})\2([0-9]{1,2})|([0-9]{2})([0-9]{2}))")
_SHORT = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4}|(?<=[/.])[0-9]{2})")
_MIDDLE = re.compile(r"([0-9]{1,2})([-/.])([0-9]{4})\2([0-9]{1,2})")
_WORDED = re.compile(
    r"([0-9]{1,2})(?:\. |[-/. ])([a-z]{3,9})[-/. ]{1,2}([0-9]{4}|[0-9]{2})(?![0-9:])"
    r"|([a-z]{3,9})\.? ([0-9]{1,2}),? ([0-9]{4})(?![0-9])",
    re.IGNORECASE,
)
"""``31 Jan 2026``, ``31-Jan-26`` and ``Jan 31, 2026``."""
_IN_NAME = re.compile(r"(?<![0-9])([0-9]{4})[-_.]?([0-9]{2})[-_.]?([0-9]{2})(?![0-9])")
_SHORT_IN_NAME = re.compile(r"(?<![0-9])([0-9]{1,2})[-_.]([0-9]{1,2})[-_.]([0-9]{4})(?![0-9])")
_BOTH: tuple[DayOrder, DayOrder] = ("dmy", "mdy")


def day_order(
    texts: Iterable[str], *, given: DayOrder | None = None, name: str = "",
    pairs: Iterable[tuple[str, str]] = (),
) -> DayOrder:  # fmt: skip
    """How days such as 01/02/2026 are meant in a file whose days are `texts`.

    What is `given` decides. Else some day over 12 does, or a point between the numbers (01.02.2026 has its day
    first), or that the second of each of `pairs` may not come before its first, or the range in the file's `name`.
    Days that are all written year first need no order, and what is no day in either order says nothing. Raises
    Doubtful where both orders are possible, ImportRefused where days are over 12 in both places.
    """
    if given:
        return given
    distinct = dict.fromkeys(text.strip() for text in texts)
    short = [text for text in distinct if _is_short(text) and any(_day(text, order) for order in _BOTH)]
    if any("." in text for text in short):
        return "dmy"
    pairs = list(dict.fromkeys(pairs))
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
    raise Doubtful(
        f"is {doubtful} {one} or {other}? Say --dates dmy (day first) or --dates mdy (month first)",
        "dates",
        (("dmy", "day first", f"{doubtful} is {one}"), ("mdy", "month first", f"{doubtful} is {other}")),
    )


def read_day(text: str, order: DayOrder, line: int) -> date:
    """The day that `text` names: year first, or with the English name of its month, whatever the order, else as
    `order` says; a year of two digits comes last and is of this century. Raises ImportRefused with the line for
    anything else."""
    found = _day(text.strip(), order)
    if found is None:
        raise ImportRefused(f"line {line}: {clean(text, 40)!r} is no date that is known here: write 2026-01-31")
    return found


def split_day(typed: str) -> tuple[str, str]:
    """The day and the time of day of ``2026-01-31 09:00``, ``2026-01-31T09:00`` or ``31 Jan 2026 09:00``; a
    text that begins otherwise stays whole."""
    typed = typed.strip()
    if found := _WORDED.match(typed):
        return found[0], typed[found.end() :].lstrip(" ,T")
    first, _, rest = typed.partition("T" if "T" in typed[8:11] else " ")
    return (first, rest.strip()) if any(map(str.isdigit, first)) else (typed, "")


def _is_short(text: str) -> bool:
    """Whether a day is neither written year first nor with the name of its month."""
    return not _ISO.fullmatch(text) and not _WORDED.fullmatch(text)


def _day(text: str, order: DayOrder) -> date | None:
    if text.count(".") == 3:
        text = text.removesuffix(".")
    if found := _WORDED.fullmatch(text):
        year, month, day = int(found[3] or found[6]), _month(found[2] or found[4]), int(found[1] or found[5])
        year += 2000 if year < 100 else 0
    elif found := _ISO.fullmatch(text):
        year, month, day = int(found[1]), int(found[3] or found[5]), int(found[4] or found[6])
    elif found := _SHORT.fullmatch(text):
        year, month, day = int(found[4]), int(found[3]), int(found[1])
        year += 2000 if year < 100 else 0
    elif found := _MIDDLE.fullmatch(text):
        year, month, day = int(found[3]), int(found[4]), int(found[1])
    else:
        return None
    if order == "mdy" and _is_short(text):
        month, day = day, month
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month(name: str) -> int:
    """The number of a month by its English name, whole or short; 0 for what is none."""
    return MONTH_NUMBERS.get(name.casefold(), 0)


def _in_turn(pair: tuple[str, str], order: DayOrder) -> bool:
    first, second = (_day(text.strip(), order) for text in pair)
    return first is None or second is None or first <= second


def _within(texts: Iterable[str], order: DayOrder, name: str) -> bool:
    """Whether all days lie in the range that the file's name gives, read in the same order (``31_01_2026``) unless
    it is written year first; true without a range."""
    written = ["-".join(match.groups()) for match in _IN_NAME.finditer(name)]
    if len(written) != 2:
        written = ["/".join(match.groups()) for match in _SHORT_IN_NAME.finditer(name)]
    if len(written) != 2:
        return True
    first, last = (_day(text, order) for text in written)
    if first is None or last is None:
        return False
    return all(first <= day <= last for text in texts if (day := _day(text, order)))
