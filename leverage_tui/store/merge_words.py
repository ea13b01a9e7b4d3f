"""What a merge did, in words."""

from __future__ import annotations

import json

from leverage_tui.domain.book import Book
from leverage_tui.domain.model import TABLES, Document
from leverage_tui.domain.quantities.names import day_and_month
from leverage_tui.store.codec import read_document, write_document
from leverage_tui.store.layout import Key, Raw
from leverage_tui.store.merge_report import Loss, Report
from leverage_tui.store.words import moment, named, said

_LONGEST = 60
_STANDS = {"here": "what was here stands", "there": "what was there stands", "both": "put together of both"}


def in_short(report: Report) -> str:
    """How many entries the merge concerned, in one line."""
    counts = {
        "taken": len(report.taken),
        "kept against the copy": len(report.kept),
        "deleted": len(report.deleted),
        "brought back": len(report.brought_back),
    }
    return ", ".join(f"{count} {word}" for word, count in counts.items() if count) or "nothing new"


def both_versions(book: Book, loss: Loss) -> str:
    """ "Consulting, deliver, Tue 3 Mar: 6:00 here (2 Mar 2026 10:15 UTC), 7:30 there (...); what was there stands"."""
    here, there = _read(loss.key, loss.here), _read(loss.key, loss.there)
    about = next((each for each in (here, there) if each is not None), None)
    name = named(book, about) if about is not None else f"entry {loss.key[1]} in {loss.key[0]}"
    mine, other = _said(book, loss.here, here), _said(book, loss.there, there)
    if mine == other and loss.here is not None and loss.there is not None:
        full = _full(loss.here, here), _full(loss.there, there)
        mine, other = _differing(*full), _differing(*reversed(full))
    sides = f"{mine} here{_when(loss.here_at)}, {other} there{_when(loss.there_at)}"
    return f"{name}: {sides}; {_STANDS[loss.stands]}"


def _when(at: str) -> str:
    when = moment(at)
    return f" ({day_and_month(when)} {when:%Y %H:%M} UTC)" if when else ""


def _read(key: Key, raw: Raw | None) -> Document | None:
    return read_document(*key, raw, []) if raw is not None and key[0] in TABLES else None


def _said(book: Book, raw: Raw | None, document: Document | None) -> str:
    if raw is None:
        return "deleted"
    return said(book, document) if document is not None else "changed"


def _full(raw: Raw, document: Document | None) -> Raw:
    """A version as this program would write it, so that what goes without saying is no difference."""
    return raw if document is None else write_document(document)


def _differing(raw: Raw, other: Raw) -> str:
    """The fields of `raw` that `other` has otherwise, with what they say."""
    names = sorted({*raw, *other} - {"at"})
    words = [f"{name} {_short(raw.get(name))}" for name in names if raw.get(name) != other.get(name)]
    return ", ".join(words) or "the same"


def _short(value: object) -> str:
    text = value if isinstance(value, str) else "none" if value is None else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
