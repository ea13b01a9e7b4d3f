"""Amounts of money as other programs write them. Which mark is the decimal one is found in the whole file, or asked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from leverage_tui.domain.quantities.currency import exponent, is_currency
from leverage_tui.domain.settings import MONEY_LIMIT
from leverage_tui.domain.text import clean
from leverage_tui.interchange.rows import Doubtful, ImportRefused
from leverage_tui.interchange.source import DecimalMark

_NUMBER = re.compile(r"(?:(?<![^\W\d_])[.,])?[0-9][0-9.,'’\s]*")
"""One number with its marks; the point of ``Rs.500`` belongs to the word before it."""
_GROUPS: dict[DecimalMark, re.Pattern[str]] = {
    ".": re.compile(r"(?:[0-9]+|[0-9]{1,3}(?:[\s'’,][0-9]{2,3})*[\s'’,][0-9]{3})?(?:\.[0-9]*)?"),
    ",": re.compile(r"(?:[0-9]+|[0-9]{1,3}(?:[\s'’.][0-9]{2,3})*[\s'’.][0-9]{3})?(?:,[0-9]*)?"),
}
"""Digits in one, or in groups: of three, in India the earlier ones of two."""
_SIGNS = str.maketrans({"−": "-", "–": "-", "\u00a0": " ", "\u202f": " ", "\u2009": " "})


def decimal_mark(
    texts: Iterable[str], *, given: DecimalMark | None = None, whole: Iterable[str] = ()
) -> DecimalMark:  # fmt: skip
    """The decimal mark of a file whose amounts are `texts`; `whole` are those of them that are in currencies without
    cents, and are looked at where the others do not decide.

    What is `given` decides. Else an amount with both marks does, or one whose mark is not followed by three
    digits, or a mark that comes twice; and in a currency without cents a mark before three digits parts thousands.
    Amounts without a mark need none. Raises Doubtful where both readings are possible (all of the kind 1.234),
    ImportRefused where amounts contradict one another.
    """
    if given:
        return given
    said: set[DecimalMark] = set()
    doubtful = ""
    for text in texts:
        found = _mark(text)
        if found is not None:
            said.add(found)
        elif not doubtful and _is_doubtful(text):
            doubtful = text
    if not said:
        said = {mark for text in whole if (mark := _mark(text) or _thousands(text))}
    if len(said) > 1:
        raise ImportRefused("some amounts of the file have a decimal point and others a decimal comma")
    if said:
        return said.pop()
    if doubtful:
        shown = clean(doubtful, 40)
        large, small = "a thousand or more", "less than a thousand"
        is_point = "." in _bare(doubtful)[0]
        raise Doubtful(
            f"is {shown} {large}, or {small}? Say --decimal . or --decimal ,",
            "decimal",
            (
                (".", "a point before the cents", f"{shown} is {small if is_point else large}"),
                (",", "a comma before the cents", f"{shown} is {large if is_point else small}"),
            ),
        )
    return "."


def read_amount(text: str, currency: str, mark: DecimalMark, line: int, *, to_nearest: bool = False) -> int:
    """The minor units of `currency` that `text` says, negative for ``-5``, ``(5.00)``, ``5.00-`` and ``5.00 DR``.
    A currency's sign or code around the number is left out. `to_nearest` takes the nearest unit of what is finer,
    as a product of hours and a rate may be. Raises ImportRefused with the line."""
    number = read_number(text, mark, line)
    return minor_units(number, currency, f"line {line}: {clean(text, 40)!r}", to_nearest=to_nearest)


def read_number(text: str, mark: DecimalMark, line: int) -> Decimal:
    """The number that an amount says, with the signs that `read_amount` knows. Raises ImportRefused with the line."""
    number, negative = _bare(text)
    if not number or not _GROUPS[mark].fullmatch(number):
        raise ImportRefused(f"line {line}: {clean(text, 40)!r} is no amount{_other_way(number, mark)}")
    plain = re.sub(r"[\s'’]", "", number).replace("," if mark == "." else ".", "").replace(",", ".")
    return -Decimal(plain) if negative else Decimal(plain)


def minor_units(number: Decimal, currency: str, shown: str, *, to_nearest: bool = False) -> int:
    """A number of `currency` in its minor units, signed; see `read_amount`. Raises ImportRefused: `shown` is or does
    what follows."""
    minor = number.scaleb(exponent(currency))
    if to_nearest:
        minor = minor.to_integral_value(ROUND_HALF_UP)
    if minor != minor.to_integral_value():
        raise ImportRefused(f"{shown} is finer than the smallest unit of {currency}")
    if abs(minor) > MONEY_LIMIT:
        raise ImportRefused(f"{shown} is too much")
    return int(minor)


def is_whole(code: str) -> bool:
    """Whether a text is the code of a currency that has no cents."""
    return is_currency(code.upper()) and exponent(code.upper()) == 0


def _other_way(number: str, mark: DecimalMark) -> str:
    """Words for an amount that makes sense with the other decimal mark alone."""
    other: DecimalMark = "," if mark == "." else "."
    fits = number and _GROUPS[other].fullmatch(number)
    return f" with the decimal mark {mark}: --decimal {other} reads it" if fits else ""


def _thousands(text: str) -> DecimalMark | None:
    """The decimal mark of a file in which the one mark of this amount parts thousands; None where it has no mark."""
    number = _bare(text)[0]
    return "," if "." in number else "." if "," in number else None


def _is_doubtful(text: str) -> bool:
    """Whether a mark stands in the number of an amount."""
    number = _bare(text)[0]
    return "." in number or "," in number


def _bare(text: str) -> tuple[str, bool]:
    """The digits and marks of an amount, and whether it is negative; "" where there is not just one number."""
    tidy = text.translate(_SIGNS).strip()
    found = _NUMBER.findall(tidy)
    if len(found) != 1:
        return "", False
    before, _, after = tidy.partition(found[0])
    around = f"{before} {after}"
    negative = "-" in around or ("(" in before and ")" in after) or "DR" in after.upper().split()
    return found[0].rstrip(" .,'’\t\r\n"), negative


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
