"""The order in which streams are listed."""

from __future__ import annotations

from dataclasses import replace

from leverage_tui.domain.book import Book
from leverage_tui.domain.edits.core import Edit, EditRefused, edit
from leverage_tui.domain.text import clean


def move_stream(book: Book, stream: str, to: str) -> Edit:
    """The stream takes the place of the stream `to`, and those between move up or down by one.

    Raises EditRefused for an unknown stream.
    """
    ids = list(book.streams)
    for each in (stream, to):
        if each not in book.streams:
            raise EditRefused(f"there is no stream {clean(each)}", "stream")
    place = ids.index(to)
    ids.remove(stream)
    ids.insert(place, stream)
    name, other = book.streams[stream].name, book.streams[to].name
    sentence = f"{name} moved {'before' if ids.index(stream) < ids.index(to) else 'after'} {other}"
    found = ((book.streams[each], order) for order, each in enumerate(ids))
    return edit(sentence, ((before, replace(before, order=order)) for before, order in found))
