"""User text within the files of hledger and ledger, where some characters mean something."""

from __future__ import annotations

import re

from leverage_tui.domain.quantities.currency import is_currency
from leverage_tui.domain.text import harmless

_IN_ACCOUNT = re.compile(r"[;:\"\s]+")
_FIRST = re.compile(r"^[^\w]+")
_COMMENT = re.compile(r"\s*;+\s*")


def words(text: str) -> str:
    """`text` in one line without a semicolon, behind which a comment would begin, and with single blanks."""
    return " ".join(_COMMENT.sub(", ", harmless(text)).split()).strip(", ")


def account(text: str) -> str:
    """A part of the name of an account: without what would part it, begin a comment, or make it a virtual one."""
    part = _FIRST.sub("", _IN_ACCOUNT.sub("-", harmless(text))).strip("-")
    return part or "unnamed"


def commodity(currency: str) -> str:
    """A currency as it stands before an amount; in quotes where it is no code."""
    return currency if is_currency(currency) else f'"{account(currency)}"'
