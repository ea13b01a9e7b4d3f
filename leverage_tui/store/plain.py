"""Hours, money and closed weeks as this program writes them, read at a glance: nearly all of a book is these.

Whatever is unusual about one, in its keys, types or limits, is left to the careful reader (`codec.py`), which would
give the same document.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from leverage_tui.domain.limits import MINUTES_PER_DAY
from leverage_tui.domain.model import AMOUNTS, NOTHING, Amounts, Asset, Closed, Document, Hours, Money, Work
from leverage_tui.domain.settings import MONEY_LIMIT
from leverage_tui.domain.text import NAME_LIMIT, NOTE_LIMIT, is_clean
from leverage_tui.store.fields import Unfit, written_day
from leverage_tui.store.layout import Raw

Plain = Callable[[int, Raw], Document | None]
"""Gives the document of one JSON object, None where it is to be read with care."""

_WORKS: Mapping[Any, Work] = {work.value: work for work in Work}
_ASSETS: Mapping[Any, Asset | None] = {None: None} | {asset.value: asset for asset in Asset}
_HOURS_ALWAYS = 5
_HOURS_KEYS = frozenset((
    "date", "minutes", "stream", "work", "at",
    "asset", "cost", "currency", "note", "source", "standing", "who",
))  # fmt: skip
_MONEY_KEYS = frozenset(("date", "until", "currency", "stream", "at", "note", "source", "units", *AMOUNTS))
_USUAL_DAYS = 366


def plain_reader(table: str) -> Plain:
    """The quick reader of one table's documents."""
    return _READERS.get(table, _with_care)


def _with_care(doc_id: int, raw: Raw) -> None:
    return None


def _hours(doc_id: int, raw: Raw) -> Hours | None:
    try:
        at, stream, minutes = raw["at"], raw["stream"], raw["minutes"]
        worked, work = written_day(raw["date"]), _WORKS[raw["work"]]
        if not (type(minutes) is int and 0 <= minutes <= MINUTES_PER_DAY and type(at) is str and _is_short(stream)):
            return None
        if len(raw) == _HOURS_ALWAYS:
            return Hours(
                doc_id=doc_id, at=at, extra=NOTHING, stream=stream, date=worked, work=work, minutes=minutes
            )
        if not (raw.keys() <= _HOURS_KEYS and _are_plain(raw)):
            return None
        asset = _ASSETS[raw.get("asset")]
    except (KeyError, TypeError, AttributeError, Unfit):
        return None
    return Hours(
        doc_id=doc_id, at=at, extra=NOTHING, stream=stream, date=worked, work=work, minutes=minutes,
        note=raw.get("note", ""), asset=asset, who=raw.get("who"), cost=raw.get("cost"),
        currency=raw.get("currency"), standing=raw.get("standing"), source=raw.get("source"),
    )  # fmt: skip


def _are_plain(raw: Raw) -> bool:
    cost = raw.get("cost", 0)
    return (
        type(cost) is int
        and 0 <= cost <= MONEY_LIMIT
        and all(_is_short(raw[key]) for key in ("currency", "source", "standing") if key in raw)
        and ("who" not in raw or (_is_short(raw["who"]) and bool(raw["who"].strip())))
        and _is_plain_note(raw.get("note", ""))
    )


def _money(doc_id: int, raw: Raw) -> Money | None:
    try:
        at, stream, currency = raw["at"], raw["stream"], raw["currency"]
        first, last = written_day(raw["date"]), written_day(raw["until"])
        if not (type(at) is str and _is_short(stream) and _is_short(currency) and raw.keys() <= _MONEY_KEYS):
            return None
        note, source = raw.get("note", ""), raw.get("source", "")
        if not (0 <= (last - first).days <= _USUAL_DAYS and _is_plain_note(note) and _is_short(source)):
            return None
        amounts = {key: raw[key] for key in AMOUNTS if key in raw}
        units = raw.get("units", 0)
        if not all(type(found) is int and 0 <= found <= MONEY_LIMIT for found in (*amounts.values(), units)):
            return None
    except (KeyError, TypeError, AttributeError, Unfit):
        return None
    return Money(
        doc_id=doc_id, at=at, extra=NOTHING, stream=stream, date=first, until=last, currency=currency,
        amounts=Amounts(**amounts), units=raw.get("units"), note=note, source=raw.get("source"),
    )  # fmt: skip


def _closed(doc_id: int, raw: Raw) -> Closed | None:
    try:
        at, stream, week = raw["at"], raw["stream"], written_day(raw["week"])
        if not (len(raw) == 3 and type(at) is str and _is_short(stream)):
            return None
    except (KeyError, TypeError, AttributeError, Unfit):
        return None
    return Closed(doc_id=doc_id, at=at, extra=NOTHING, stream=stream, week=week)


def _is_short(value: str) -> bool:
    return len(value) <= NAME_LIMIT and value.isascii() and value.isprintable()


def _is_plain_note(value: str) -> bool:
    return not value or (len(value) <= NOTE_LIMIT and is_clean(value))


_READERS: Mapping[str, Plain] = {Hours.table: _hours, Money.table: _money, Closed.table: _closed}
