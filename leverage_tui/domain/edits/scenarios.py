"""Edits of kept scenarios: what-ifs and plans for new streams, as typed (hours, and money in major units)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from leverage_tui.domain.book import Book
from leverage_tui.domain.edits.core import Edit, EditRefused, edit
from leverage_tui.domain.identity import random_id
from leverage_tui.domain.model import Scenario
from leverage_tui.domain.planning.kept import NEW_STREAM, Kept, kept, kind_of, label_of
from leverage_tui.domain.scenarios import ScenarioWrong
from leverage_tui.domain.scenarios.plans import FLAGS, NUMBERS, planned
from leverage_tui.domain.scenarios.whatif import FIELDS, OWN_STREAM, asked
from leverage_tui.domain.text import NAME_LIMIT, NOTE_LIMIT, clean

_KNOWN = {"kind", "label", "name", "stream", "activity", *FLAGS, *NUMBERS}.union(*FIELDS.values())
_STAMP = "at"


def keep_scenario(book: Book, body: Mapping[str, Any], replacing: int | None = None) -> Edit:
    """`body` kept: a what-if, or without a kind a plan for a new stream. With `replacing`, in the place of the kept
    one of that number; what that holds and no field is about stays, so does the stream that it became.

    Raises EditRefused, with the field named, for what could not be worked out, without a label (a plan: name) and
    for one that is taken by another of its list.
    """
    before = None if replacing is None else _known(book, replacing)
    is_plan = kind_of(body) == NEW_STREAM
    field = "name" if is_plan else "label"
    validated(book, body)
    label = label_for(body)
    for other in kept(book):
        is_other = before is None or other.doc_id != before.doc_id
        if is_other and other.is_plan == is_plan and other.label.casefold() == label.casefold():
            what = "plan" if is_plan else "what-if"
            raise EditRefused(f"a {what} {other.label} is kept already: give this one another {field}", field)
    if _STAMP in body:
        raise EditRefused(f"{_STAMP} is no field: the file stamps its entries with it", _STAMP)
    said = {**_carried(before, body), **body, field: label}
    link = None if before is None else before.body.get("stream")
    if is_plan or said["kind"] == OWN_STREAM:
        if body.get("stream") not in (None, link):
            raise EditRefused("it is a stream of its own: leave the stream out", "stream")
        said |= {"stream": link} if isinstance(link, str) else {}
    if before is None:
        return edit(f"{label} kept", [(None, Scenario(doc_id=random_id(), body=said))])
    after = Scenario(doc_id=before.doc_id, at=before.at, extra=before.extra, body=said)
    return edit(f"{label} changed", [(before, after)])


def forget_scenario(book: Book, doc_id: int) -> Edit:
    """The kept scenario of that number taken out. Raises EditRefused when it is no longer there."""
    before = _known(book, doc_id)
    return edit(f"{label_of(before.body) or 'a scenario'} forgotten", [(before, None)])


def validated(book: Book, body: Mapping[str, Any]) -> None:
    """Raises EditRefused, with the field named, for a scenario that could not be worked out in `book`."""
    try:
        if kind_of(body) == NEW_STREAM:
            planned(body)
        else:
            asked(book.streams, body)
    except ScenarioWrong as wrong:
        raise EditRefused(str(wrong), wrong.field) from None


def label_for(body: Mapping[str, Any]) -> str:
    """What a scenario is called, harmless. Raises EditRefused for one without a label (a plan: name) or a long one."""
    field = "name" if kind_of(body) == NEW_STREAM else "label"
    typed = body.get(field)
    label = clean(typed, NOTE_LIMIT) if isinstance(typed, str) else ""
    if not label:
        raise EditRefused(f"it needs a {field}", field)
    if len(label) > NAME_LIMIT:
        raise EditRefused(f"{field} has {len(label)} characters, the most is {NAME_LIMIT}", field)
    return label


def kept_like(book: Book, body: Mapping[str, Any]) -> Kept | None:
    """The kept one of the list and the label of `body`, or None."""
    label, is_plan = label_of(body).casefold(), kind_of(body) == NEW_STREAM
    return next((one for one in kept(book) if one.is_plan == is_plan and one.label.casefold() == label), None)


def _carried(before: Scenario | None, body: Mapping[str, Any]) -> dict[str, Any]:
    """What `before` holds that this version does not know."""
    held = {} if before is None else before.body
    return {key: value for key, value in held.items() if key not in _KNOWN and key not in body}


def _known(book: Book, doc_id: int) -> Scenario:
    found = book.get(Scenario.table, doc_id)
    if not isinstance(found, Scenario):
        raise EditRefused("that scenario is no longer kept", "label")
    return found
