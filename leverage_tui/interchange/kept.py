"""Documents of this program's own exports, beside those that the book has under the same numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from leverage_tui.domain.edits.core import same
from leverage_tui.domain.model import NOTHING, Document
from leverage_tui.interchange.entries import Entry, Known
from leverage_tui.interchange.mapping import Targets


def said_changed(entries: Iterable[Entry[Any]], known: Known, targets: Targets) -> str:
    """A sentence about known `entries` of which the file says something else than the book, "" where it says the
    same of all."""
    count = sum(_differs(entry, known.document(entry), targets) for entry in entries if entry.row.kept)
    if not count:
        return ""
    they = "1 known entry is" if count == 1 else f"{count} known entries are"
    return f"{they} other in the file than in the book, which stays as it is"


def _differs(entry: Entry[Any], there: Document | None, targets: Targets) -> bool:
    if there is None:
        return False
    kept = entry.row.kept
    stream = targets.stream_of(kept.stream) or kept.stream
    return not same(replace(there, extra=NOTHING), replace(kept, stream=stream))
