"""What a document may hold. An edit that would break a limit is refused; a file that does is shown a warning."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from leverage_tui.domain.calendar import EARLIEST, LATEST
from leverage_tui.domain.model import (
    AMOUNTS,
    DOCUMENT_TYPES,
    Amounts,
    Document,
    Hours,
    Money,
    Setting,
    Standing,
    Stream,
)
from leverage_tui.domain.settings import KEYS, MONEY_LIMIT, why_not
from leverage_tui.domain.text import NAME_LIMIT, NOTE_LIMIT, is_clean

MINUTES_PER_DAY = 1440
DOCUMENTS = 1_000_000
_THINGS_PER_DOCUMENT = 8
LONG_DAY = 16 * 60
"""Own minutes of a day above which one may ask whether that is right."""

_FIELDS = {kind: tuple(spec.name for spec in fields(kind)) for kind in DOCUMENT_TYPES}
_NAMES = ("name", "who")
_DATES = ("date", "until", "begins", "ends", "started", "ended", "week")


def is_crowded(text: str) -> bool:
    """Whether JSON `text` would take far more memory than its length: more objects and values than any book holds.
    Found by counting marks, before anything is made of it."""
    opened = text.count("{") + text.count("[")
    return opened > 2 * DOCUMENTS or text.count(",") > _THINGS_PER_DOCUMENT * DOCUMENTS


def faults(document: Document) -> Iterator[tuple[str, str]]:
    """The fields of `document` outside a limit, each with a sentence."""
    for name in _FIELDS[type(document)]:
        value = getattr(document, name)
        if value is None:
            continue
        if isinstance(value, str) and name not in ("at", "rate"):
            yield from _text_faults(name, value)
        elif name in _DATES and hasattr(value, "year") and not EARLIEST <= value <= LATEST:
            yield name, f"{name} {value} is outside 1970 to 2199"
        elif isinstance(value, Amounts):
            for amount in AMOUNTS:
                yield from _amount_faults(amount, getattr(value, amount))
        elif name in ("cost", "capital"):
            yield from _amount_faults(name, value)
    yield from _own_faults(document)


def _text_faults(name: str, value: str) -> Iterator[tuple[str, str]]:
    if not is_clean(value.replace("\n", "") if name == "note" else value):
        yield name, f"{name} holds control or direction-changing characters"
    limit = NOTE_LIMIT if name == "note" else NAME_LIMIT
    if len(value) > limit:
        yield name, f"{name} has {len(value)} characters, the most is {limit}"
    if name in _NAMES and not value.strip():
        yield name, f"{name} is empty"


def _amount_faults(name: str, value: int | None) -> Iterator[tuple[str, str]]:
    if value is not None and not 0 <= value <= MONEY_LIMIT:
        yield name, f"{name} is {'negative' if value < 0 else 'too large'}"


def _most(entry: Hours) -> int:
    """The minutes that one entry may hold: a day's, or where it replaces a week of a standing entry, a week's."""
    return MINUTES_PER_DAY if entry.standing is None else 7 * MINUTES_PER_DAY


def _own_faults(document: Document) -> Iterator[tuple[str, str]]:
    if isinstance(document, Hours) and not 0 <= document.minutes <= _most(document):
        yield "minutes", f"one entry holds from 0 to {_most(document) // 60} hours"
    elif isinstance(document, Standing) and document.minutes is not None and document.minutes < 0:
        yield "minutes", "a standing entry cannot have negative hours"
    elif isinstance(document, Money) and document.until < document.date:
        yield "until", f"the period ends ({document.until}) before it begins ({document.date})"
    elif isinstance(document, Stream) and document.started and document.ended:
        if document.ended < document.started:
            yield "ended", f"the stream ends ({document.ended}) before it starts ({document.started})"
    elif isinstance(document, Setting) and document.key in KEYS:
        why = why_not(document.key, document.value)
        if why:
            yield "value", why
