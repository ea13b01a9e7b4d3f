"""Edits of streams: add, change, pause, end, delete."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from datetime import date

from leverage_tui.domain.book import Book
from leverage_tui.domain.edits.core import Edit, EditRefused, edit
from leverage_tui.domain.identity import natural_id
from leverage_tui.domain.model import Closed, Hours, Money, Standing, Status, Stream, Work
from leverage_tui.domain.text import clean


def new_id(book: Book, name: str) -> str:
    """A short word for a stream called `name`, unlike every id there is."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)
    base = next((word for word in words if len(word) > 2), words[0] if words else "stream")[:24]
    number, candidate = 1, base
    while candidate in book.streams:
        number += 1
        candidate = f"{base}{number}"
    return candidate


def add_stream(book: Book, name: str, **fields: object) -> Edit:
    """A new stream; `fields` as in Stream, `id` made from the name unless given.

    Raises EditRefused when the name is empty or taken, or the id is taken or no short word.
    """
    shown = clean(name)
    if not shown:
        raise EditRefused("a stream needs a name", "name")
    if any(stream.name.casefold() == shown.casefold() for stream in book.streams.values()):
        raise EditRefused(f"there is a stream {shown} already: give this one another name", "name")
    wanted = fields.pop("id", None)
    word = new_id(book, shown) if wanted is None else str(wanted)
    if not re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,39}", word):
        raise EditRefused(f"the id {clean(word)!r} is no short word of a-z, 0-9, - and _", "id")
    if word in book.streams:
        raise EditRefused(f"the id {word} is taken by {book.streams[word].name}", "id")
    order = 1 + max((stream.order for stream in book.streams.values()), default=-1)
    defaults: dict[str, object] = {"currency": book.settings.base_currency, "order": order}
    stream = Stream(
        doc_id=natural_id("streams", word),
        id=word,
        name=shown,
        **{**defaults, **fields},  # type: ignore[arg-type]
    )
    return edit(f"{shown} added", [(None, stream)])


def change_stream(book: Book, stream: str, sentence: str = "", **fields: object) -> Edit:
    """A stream with other `fields`. Its id never changes; one that is not ended any more has no end.

    Raises EditRefused for an unknown stream.
    """
    before = _known(book, stream)
    if "name" in fields:
        fields["name"] = clean(str(fields["name"]))
    if fields.get("status", Status.ENDED) is not Status.ENDED and "ended" not in fields:
        fields["ended"] = None
    after = replace(before, **fields)  # type: ignore[arg-type]
    if after.id != before.id:
        raise EditRefused("the id of a stream never changes", "id")
    return edit(sentence or f"{after.name} changed", [(before, after)])


def pause_stream(book: Book, stream: str) -> Edit:
    """A live stream is paused, a paused one goes on. No figure changes."""
    before = _known(book, stream)
    if before.status is Status.PAUSED:
        return change_stream(book, stream, f"{before.name} goes on", status=_going(book, before))
    if before.status in (Status.ENDED, Status.IDEA):
        if before.status is Status.IDEA:
            raise EditRefused(f"{before.name} is an idea: there is nothing to pause yet", "status")
        raise EditRefused(f"{before.name} has ended", "status")
    return change_stream(book, stream, f"{before.name} paused", status=Status.PAUSED)


def _going(book: Book, stream: Stream) -> Status:
    """What a paused stream is when it goes on: being built while it has brought nothing but build hours."""
    ledger = book.ledger(stream.id)
    amounts = [*(entry.amounts for entry in ledger.money), *(entry.amounts for entry in ledger.standing)]
    earned = stream.opening.net > 0 or any(each.gross for each in amounts)
    built = any(entry.work is Work.BUILD for entries in ledger.hours.values() for entry in entries)
    return Status.BUILDING if built and not earned else Status.LIVE


def end_stream(book: Book, stream: str, day: date) -> Edit:
    """The stream ends on `day`: what its build hours still owe is charged in that week."""
    before = _known(book, stream)
    if before.status is Status.ENDED and before.ended is not None:
        raise EditRefused(f"{before.name} has ended on {before.ended}: edit the stream to change the day", "ended")
    return change_stream(book, stream, f"{before.name} ended", status=Status.ENDED, ended=day)


def delete_stream(book: Book, stream: str) -> Edit:
    """The stream and everything recorded of it, gone in one step (and back with one undo)."""
    before = _known(book, stream)
    recorded = [
        document
        for kind in (Hours, Money, Standing, Closed)
        for document in book.all(kind)
        if document.stream == stream  # type: ignore[attr-defined]
    ]
    many = "1 entry" if len(recorded) == 1 else f"{len(recorded)} entries"
    count = f" and {many}" if recorded else ""
    return edit(
        f"{before.name}{count} deleted",
        [*((document, None) for document in recorded), (before, None)],
        backup="before a stream was deleted",
    )


def _known(book: Book, stream: str) -> Stream:
    found = book.streams.get(stream)
    if found is None:
        raise EditRefused(f"there is no stream {clean(stream)}", "stream")
    return found
