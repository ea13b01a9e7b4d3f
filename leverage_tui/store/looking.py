"""A look at a whole book for what one line says of it; kept, with the sums it is made of, for the next look."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from leverage_tui.domain.glance import AROUND, Glance
from leverage_tui.domain.metrics.glance import GlanceSums, glance, glance_sums, own_minutes
from leverage_tui.domain.metrics.memory import Memory
from leverage_tui.domain.metrics.rows import WIDTH
from leverage_tui.domain.metrics.sums import WindowSums
from leverage_tui.domain.metrics.window import Window, window_of
from leverage_tui.domain.model import Stream
from leverage_tui.store.glances import keep, place
from leverage_tui.store.keeper import Keeper

_DAYS = 2 * AROUND + 1


class Looked(NamedTuple):
    """What a glance was made of: each stream's first day and its sums in the window that begins on Monday `first`,
    the own minutes of ids without a stream, and the latest stamp of the book."""

    first: date
    firsts: Mapping[str, date | None]
    sums: Mapping[str, GlanceSums]
    strays: tuple[int, ...]
    latest: str


def look(keeper: Keeper, today: date) -> Glance:
    """The glance at the whole book that `keeper` keeps, on `today`."""
    memory, book = Memory(), keeper.book
    pasts = memory.pasts(book, today)
    window = window_of(today, book.settings.window_weeks, (past.first_day for past in pasts))
    sums = {past.stream.id: glance_sums(book, past, window, memory) for past in pasts}
    without = (own_minutes(ledger, today) for stream, ledger in book.ledgers.items() if stream not in book.streams)
    strays = tuple(map(sum, zip((0,) * _DAYS, *without, strict=True)))
    firsts = {past.stream.id: past.first_day for past in pasts}
    looked = Looked(window.first, firsts, sums, strays, keeper.latest_stamp())
    return remember(keeper, glance(book, window, sums, [strays]), looked)


def remember(keeper: Keeper, found: Glance, looked: Looked) -> Glance:
    """Keep a glance at the book as it is in its file, and give it back."""
    if keeper.digest is not None:
        keep(place(keeper.state, keeper.path), keeper.digest, found, _written(looked))
    return found


def _written(looked: Looked) -> dict[str, Any]:
    return {
        "first": looked.first.isoformat(),
        "firsts": {stream: first and first.isoformat() for stream, first in looked.firsts.items()},
        "sums": {
            stream: (
                sums.window.row,
                sums.window.charged,
                sums.window.capital,
                sums.product,
                sums.expected,
                sums.minutes,
            )
            for stream, sums in looked.sums.items()
        },
        "strays": looked.strays,
        "latest": looked.latest,
    }


def looked_at(raw: Any, streams: Mapping[str, Stream], today: date) -> Looked | None:
    """What was kept of a look at a book with these `streams`; None where it is nothing that `look` keeps."""
    try:
        first = date.fromisoformat(raw["first"])
        window = Window(first, today)
        firsts = {stream: found and date.fromisoformat(found) for stream, found in raw["firsts"].items()}
        sums = {stream: _sums(streams[stream], window, found) for stream, found in raw["sums"].items()}
        strays, latest = _whole(raw["strays"], _DAYS), raw["latest"]
    except (KeyError, TypeError, ValueError, AttributeError):
        return None
    if not firsts.keys() == sums.keys() == streams.keys() or not isinstance(latest, str):
        return None
    return Looked(first, firsts, sums, strays, latest)


def _sums(stream: Stream, window: Window, raw: Any) -> GlanceSums:
    row, charged, capital, product, expected, minutes = raw
    charged, capital, product, expected = _whole([charged, capital, product, expected], 4)
    found = WindowSums(stream, window, _whole(row, WIDTH), charged, capital)
    return GlanceSums(found, product, expected, _whole(minutes, _DAYS))


def _whole(raw: Any, count: int) -> tuple[int, ...]:
    if not isinstance(raw, list) or len(raw) != count or any(type(value) is not int for value in raw):
        raise ValueError("no whole numbers")
    return tuple(raw)
