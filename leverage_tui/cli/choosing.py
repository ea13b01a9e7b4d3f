"""Which stream is meant by an id or a part of a name."""

from __future__ import annotations

from leverage_tui.cli.errors import AskedWrong, nearest
from leverage_tui.domain.book import Book
from leverage_tui.domain.model import Stream
from leverage_tui.domain.text import clean

_SHOWN = 8


def find_stream(book: Book, typed: str) -> Stream:
    """The stream with that id, else with that name, else the only one with that in its name or id; capitals do
    not count. Raises AskedWrong naming the candidates, or the nearest one."""
    wanted = _fold(typed)
    streams = list(book.streams.values())
    if not streams:
        raise AskedWrong("there is no stream yet: add one with lev stream add NAME")
    if wanted:
        for found in (
            [stream for stream in streams if _fold(stream.id) == wanted],
            [stream for stream in streams if _fold(stream.name) == wanted],
            [stream for stream in streams if wanted in _fold(stream.name) or wanted in _fold(stream.id)],
        ):
            if len(found) == 1:
                return found[0]
            if found:
                named = " or ".join(_named(stream) for stream in found[:_SHOWN])
                raise AskedWrong(f"{clean(typed)} could be {named}: write more of it")
    raise AskedWrong(f"there is no stream {clean(typed)!r}: {_hint(streams, wanted)}")


def stream_name(book: Book, stream: str) -> str:
    """The name of a stream by its id, harmless; the id where there is no such stream."""
    found = book.streams.get(stream)
    return clean(found.name if found else stream)


def _hint(streams: list[Stream], wanted: str) -> str:
    meant = {word: stream for stream in streams for word in _fold(stream.name).split() if len(word) > 2}
    meant |= {_fold(stream.name): stream for stream in streams} | {_fold(stream.id): stream for stream in streams}
    near = nearest(wanted, meant)
    if near:
        return f"the nearest is {_named(meant[near])}"
    rest = f" and {len(streams) - _SHOWN} more" if len(streams) > _SHOWN else ""
    return f"there is {', '.join(_named(stream) for stream in streams[:_SHOWN])}{rest}"


def _named(stream: Stream) -> str:
    return f"{clean(stream.id)} ({clean(stream.name)})"


def _fold(text: str) -> str:
    return clean(text).casefold()
