"""Document numbers: eight digits of the date for dated tables, then eleven that identify.

Two machines that make the same thing make the same document: where a table has a natural key the eleven digits
are a digest of it. Everything else gets random digits. The file therefore reads in order of time.
"""

from __future__ import annotations

import json
import os
from datetime import date
from hashlib import blake2b

from leverage_tui.domain.model import Asset, Hours, Work

DIGITS = 10**11


def natural_id(table: str, *key: str | int | None, day: date | None = None) -> int:
    """The number of the document that `key` names in `table`; `day` for dated tables (hours and money)."""
    canonical = json.dumps([table, *key], ensure_ascii=False, separators=(",", ":")).encode()
    digest = int.from_bytes(blake2b(canonical, digest_size=8).digest(), "big") % DIGITS
    return _dated(day, digest)


def random_id(day: date | None = None) -> int:
    """A fresh number for a document without a natural key."""
    return _dated(day, int.from_bytes(os.urandom(16), "big") % (DIGITS - 1) + 1)


def cell_id(stream: str, day: date, work: Work, who: str | None = None, asset: Asset | None = None) -> int:
    """The number of the one hours document that a timesheet cell owns."""
    part = {Work.PEOPLE: who, Work.BUILD: asset}.get(work)
    return natural_id("hours", stream, day.isoformat(), work.value, *([part] if part else []), day=day)


def owns_cell(entry: Hours) -> bool:
    """Whether `entry` is its cell's own document rather than a logged or imported fact."""
    return entry.doc_id == cell_id(entry.stream, entry.date, entry.work, entry.who, entry.asset)


def _dated(day: date | None, digits: int) -> int:
    return (int(f"{day:%Y%m%d}") * DIGITS if day else 0) + (digits or 1)
