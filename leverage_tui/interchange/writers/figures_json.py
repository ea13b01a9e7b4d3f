"""Every figure as JSON, as ``lev metrics --json`` prints it."""

from __future__ import annotations

import json
from collections.abc import Iterator

from leverage_tui.domain.metrics import Memory, as_json, figures
from leverage_tui.interchange.writers.wanted import Wanted, Writer


def write(wanted: Wanted) -> Iterator[str]:
    """One object; pure ASCII, so that what it quotes is exact and still harmless."""
    yield json.dumps(as_json(figures(wanted.book, wanted.today, Memory())), indent=2, allow_nan=False)
    yield "\n"


def notes(wanted: Wanted) -> Iterator[str]:
    """The warnings of the figures."""
    yield from figures(wanted.book, wanted.today, Memory()).warnings


WRITER = Writer("json", "every figure, as lev metrics --json", write, notes=notes, is_whole=True)
