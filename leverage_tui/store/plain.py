"""Hours and closed weeks as this program writes them, read at a glance: nearly all of a book is these.

Whatever is unusual about one, in its keys, types or limits, is left to the careful reader (`codec.py`), which would
give the same document.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from leverage_tui.domain.limits import MINUTES_PER_DAY
from leverage_tui.domain.model import NOTHING, Asset, Closed, Document, Hours, Work
from leverage_tui.domain.settings import MONEY_LIMIT
from leverage_tui.domain.text import NAME_LIMIT, NOTE_LIMIT, is_clean
from leverage_tui.store.fields import Unfit, written_day

_WORKS: Mapping[Any, Work] = {work.value: work for work in Work}
_ASSETS: Mapping[Any, Asset | None] = {None: None} | {asset.value: asset for asset in Asset}
_ALWAYS = ("date", "minutes", "stream", "work", "at")
_SOMETIMES = ("asset", "cost", "currency", "note", "source", "standing", "who")
_KEYS = frozenset((*_ALWAYS, *_SOMETIMES))


def plain_document(table: str, doc_id: int, raw: Mapping[str, Any]) -> Document | None:
    """The document of one JSON object, None where it is to be read with care."""
    try:
        if table == Hours.table:
            return _hours(doc_id, raw)
        if table == Closed.table and len(raw) == 3 and is_short(raw["stream"]) and type(raw["at"]) is str:
            week = written_day(raw["week"])
            return Closed(doc_id=doc_id, at=raw["at"], extra=NOTHING, stream=raw["stream"], week=week)
    except (KeyError, TypeError, AttributeError, Unfit):
        pass
    return None


def _hours(doc_id: int, raw: Mapping[str, Any]) -> Hours | None:
    at, stream, minutes = raw["at"], raw["stream"], raw["minutes"]
    if not (type(minutes) is int and 0 <= minutes <= MINUTES_PER_DAY and is_short(stream) and type(at) is str):
        return None
    worked, work = written_day(raw["date"]), _WORKS[raw["work"]]
    if len(raw) == len(_ALWAYS):
        return Hours(doc_id=doc_id, at=at, extra=NOTHING, stream=stream, date=worked, work=work, minutes=minutes)
    if not (raw.keys() <= _KEYS and _are_plain(raw)):
        return None
    asset = _ASSETS[raw.get("asset")]
    return Hours(
        doc_id=doc_id, at=at, extra=NOTHING, stream=stream, date=worked, work=work, minutes=minutes,
        note=raw.get("note", ""), asset=asset, who=raw.get("who"), cost=raw.get("cost"),
        currency=raw.get("currency"), standing=raw.get("standing"), source=raw.get("source"),
    )  # fmt: skip


def _are_plain(raw: Mapping[str, Any]) -> bool:
    cost = raw.get("cost", 0)
    return (
        type(cost) is int
        and 0 <= cost <= MONEY_LIMIT
        and all(is_short(raw[key]) for key in ("currency", "source", "standing") if key in raw)
        and ("who" not in raw or (is_short(raw["who"]) and bool(raw["who"].strip())))
        and is_plain_note(raw.get("note", ""))
    )


def is_short(value: str) -> bool:
    """Whether a name is surely within its limits."""
    return len(value) <= NAME_LIMIT and value.isascii() and value.isprintable()


def is_plain_note(value: str) -> bool:
    """Whether a note is surely within its limits."""
    return not value or (len(value) <= NOTE_LIMIT and is_clean(value))
