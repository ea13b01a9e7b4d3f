"""Text and numbers in a CSV that a spreadsheet opens.

A spreadsheet computes what begins with ``=`` and its like, whoever wrote it. Such a text gets a ``'`` in front, which
reading takes away again; a number never does. One that already has a ``'`` there gets another, so that each text has
one form and each form one text.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from leverage_tui.domain.quantities.currency import exponent
from leverage_tui.domain.text import harmless

_COMPUTED = re.compile(r"'*[=+\-@|\t\r\n＝＋－＠]")
_GUARDED = re.compile(r"'+[=+\-@|\t\r\n＝＋－＠]")
_BREAK = re.compile(r"\r\n|\r|\n")


def guarded(text: str) -> str:
    """`text` so that a spreadsheet takes it for text."""
    return f"'{text}" if _COMPUTED.match(text) else text


def unguarded(text: str) -> str:
    """What `guarded` was given."""
    return text[1:] if _GUARDED.match(text) else text


def told(text: str) -> str:
    """`text` without what a terminal would obey; its line breaks stay."""
    return "\n".join(harmless(line) for line in _BREAK.split(text))


def record(cells: Iterable[str]) -> str:
    """One record of a CSV with commas, and the line break after it. Only what needs quotes has them."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(list(cells))
    return out.getvalue()


def texts(cells: Sequence[str], *, raw: bool) -> list[str]:
    """Cells that hold text: told, and guarded unless `raw`."""
    return [told(cell) if raw else guarded(told(cell)) for cell in cells]


def amount(minor: int | None, currency: str) -> str:
    """Minor units as a number in major ones, ``-1234.50``; empty for what is not known."""
    return "" if minor is None else f"{Decimal(minor).scaleb(-exponent(currency)):f}"


def hours(minutes: int) -> str:
    """Minutes as hours with two decimals, ``1.50``."""
    hundredths = (abs(minutes) * 100 + 30) // 60
    return f"{'-' if minutes < 0 else ''}{hundredths // 100}.{hundredths % 100:02d}"
