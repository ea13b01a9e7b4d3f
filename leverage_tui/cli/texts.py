"""Names and notes on the command line. `lev log` reads them too: nothing else is imported here."""

from __future__ import annotations

from collections.abc import Callable

from leverage_tui.cli.errors import AskedWrong
from leverage_tui.domain.quantities.errors import Unreadable
from leverage_tui.domain.quantities.texts import name_if_any, note_if_any


def name(typed: str, option: str) -> str:
    """A name, harmless; empty where there is none. Raises AskedWrong for one that is too long."""
    return _read(name_if_any, typed, option)


def note(typed: str | None, option: str = "--note") -> str:
    """A note, harmless; empty where there is none. Raises AskedWrong for one that is too long."""
    return _read(note_if_any, typed or "", option)


def _read(read: Callable[[str], str], typed: str, option: str) -> str:
    try:
        return read(typed)
    except Unreadable as error:
        raise AskedWrong(f"{option}: {error}") from error
