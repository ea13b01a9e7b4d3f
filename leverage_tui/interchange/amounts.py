"""Amounts of money as other programs write them. Which mark is the decimal one is found in the whole file, or asked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from leverage_tui.domain.quantities.currency import exponent
from leverage_tui.domain.settings import MONEY_LIMIT
from leverage_tui.domain.text import clean
from leverage_tui.interchange.rows import ImportRefused
from leverage_tui.interchange.source import DecimalMark

_NUMBER = re.compile(r"[0-9.,'’\s]*[0-9][0-9.,'’\s]*")
_SIGNS = str.maketrans({"−": "-", "–": "-", "\u00a0": " ", "\u202f": " ", "\u2009": " "})


def decimal_mark(texts: Iterable[str], *, given: DecimalMark | None = None) -> DecimalMark:
    """The decimal mark of a file whose amounts are `texts`.

    What is `given` decides. Else an amount with both marks does, or one whose mark is not followed by three
    digits, or a mark that comes twice. Amounts without a mark need none. Raises ImportRefused where both readings
    are possible (all of the kind 1.234), and where amounts contradict one another.
    """
    if given:
        return given
    said: set[DecimalMark] = set()
    doubtful = ""
    for text in texts:
        found = _mark(text)
        if found is not None:
            said.add(found)
        elif "." in text or "," in text:
            doubtful = doubtful or text
    if len(said) > 1:
        raise ImportRefused("some amounts of the file have a decimal point and others a decimal comma")
    if said:
        return said.pop()
    if doubtful:
        raise ImportRefused(
            f"is {clean(doubtful, 40)} a thousand or more, or less than a thousand? Say --decimal . or --decimal ,"
        )
    return "."


def read_amount(text: str, currency: str, mark: DecimalMark, line: int) -> int:
    """The minor units of `currency` that `text` says, negative for ``-5``, ``(5.00)``, ``5.00-`` and ``5.00 DR``.
    A currency's sign or code around the number is left out. Raises ImportRefused with the line."""
    number, negative = _bare(text)
    if not number:
        raise ImportRefused(f"line {line}: {clean(text, 40)!r} is no amount")
    plain = re.sub(r"[\s'’]", "", number).replace("," if mark == "." else ".", "").replace(",", ".")
    if plain.count(".") > 1:
        raise ImportRefused(f"line {line}: {clean(text, 40)!r} is no amount")
    minor = Decimal(plain).scaleb(exponent(currency))
    if minor != minor.to_integral_value():
        raise ImportRefused(f"line {line}: {clean(text, 40)!r} is finer than the smallest unit of {currency}")
    if minor > MONEY_LIMIT:
        raise ImportRefused(f"line {line}: {clean(text, 40)!r} is too much")
    return -int(minor) if negative else int(minor)


def _bare(text: str) -> tuple[str, bool]:
    """The digits and marks of an amount, and whether it is negative; "" where there is not just one number."""
    tidy = text.translate(_SIGNS).strip()
    found = _NUMBER.findall(tidy)
    if len(found) != 1:
        return "", False
    before, _, after = tidy.partition(found[0])
    number = found[0].strip(" ")
    around = f"{before} {after}"
    negative = "-" in around or ("(" in before and ")" in after) or "DR" in after.upper().split()
    return number.rstrip(".,") if number[-1:] in ".," else number, negative


def _mark(text: str) -> DecimalMark | None:
    """The decimal mark of one amount; None where it has none, or where it could mean two things."""
    number = re.sub(r"[\s'’]", "", _bare(text)[0])
    point, comma = number.count("."), number.count(",")
    if point and comma:
        return "." if number.rindex(".") > number.rindex(",") else ","
    if point + comma == 0:
        return None
    mark: DecimalMark = "." if point else ","
    if point + comma > 1:
        return "," if point else "."
    whole, _, part = number.partition(mark)
    return mark if len(part) != 3 or not 1 <= len(whole) <= 3 or whole == "0" else None
