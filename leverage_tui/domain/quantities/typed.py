"""Typed text before it is read: one spelling of blanks and dashes, and a safe way to quote it."""

from __future__ import annotations

from typing import Final

from leverage_tui.domain.quantities.errors import Unreadable

MAX_LENGTH: Final = 200
_QUOTED_LENGTH: Final = 24

# No-break, narrow no-break, thin and figure space; en dash and minus sign; the typographic apostrophe.
_ONE_SPELLING: Final = str.maketrans("\u00a0\u202f\u2009\u2007\u2013\u2212\u2019", "    --'")


def tidy(text: str) -> str:
    """`text` in lower case without outer blanks, with plain blanks, hyphens and apostrophes.

    Raises Unreadable when it is over 200 characters or holds digits other than 0 to 9.
    """
    if len(text) > MAX_LENGTH:
        raise Unreadable(f"that is too long to read: {MAX_LENGTH} characters at most")
    if any(char.isdigit() and not char.isascii() for char in text):
        raise Unreadable("only the digits 0 to 9 can be read")
    return text.translate(_ONE_SPELLING).strip().lower()


def quoted(text: str) -> str:
    """`text` short enough for a sentence and harmless to a terminal."""
    plain = "".join(char if char.isprintable() else "?" for char in text.strip())
    return plain if len(plain) <= _QUOTED_LENGTH else plain[: _QUOTED_LENGTH - 1] + "…"
