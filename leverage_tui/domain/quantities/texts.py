"""Names and notes as they are typed: what is too long is refused, never cut."""

from __future__ import annotations

from leverage_tui.domain.quantities.errors import Unreadable
from leverage_tui.domain.text import NAME_LIMIT, NOTE_LIMIT, clean


def read_name(text: str) -> str:
    """A name of 1 to 80 harmless characters. Raises Unreadable."""
    return _shown(_cleaned(text, NAME_LIMIT, "a name"))


def read_note(text: str) -> str:
    """A note of 1 to 2,000 harmless characters. Raises Unreadable."""
    return _shown(_cleaned(text, NOTE_LIMIT, "a note"))


def name_if_any(text: str) -> str:
    """As `read_name`; empty where there is none."""
    return _cleaned(text, NAME_LIMIT, "a name")


def note_if_any(text: str) -> str:
    """As `read_note`; empty where there is none."""
    return _cleaned(text, NOTE_LIMIT, "a note")


def _cleaned(text: str, limit: int, what: str) -> str:
    found = clean(text, max(limit, len(text)))
    if len(found) > limit:
        raise Unreadable(f"{what} has {limit:,} characters at most: this has {len(found):,}")
    return found


def _shown(text: str) -> str:
    if not text:
        raise Unreadable("there is nothing that can be shown in it")
    return text
