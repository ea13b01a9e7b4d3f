"""Shares of a whole as people type and read them: ``0.05``, ``5%``."""

from __future__ import annotations

import re
from decimal import Decimal

from leverage_tui.domain.quantities.errors import Unreadable
from leverage_tui.domain.quantities.typed import quoted, tidy

_SHARE = re.compile(r"([0-9]{1,3}(?:[.,][0-9]{1,20})?) ?(%)?")


def parse_share(text: str) -> float:
    """The share typed, 1 for the whole; without a percent sign it is one already. Raises Unreadable."""
    found = _SHARE.fullmatch(tidy(text))
    if found is None:
        raise Unreadable(f"{quoted(text)} is no share: write 0.05 or 5%")
    share = Decimal(found[1].replace(",", "."))
    return float(share / 100 if found[2] else share)


def format_share(share: float) -> str:
    """A share to read and to type again: "5%", "0.25%"."""
    percent = f"{Decimal(str(share)) * 100:f}"
    return f"{percent.rstrip('0').rstrip('.') if '.' in percent else percent}%"
