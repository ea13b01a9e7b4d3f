"""Where hours are logged into a book without all of it being decoded.

It stands on what was kept of the last look (`looking.py`) at these very bytes, which this machine must have written.
The edit is made, checked, stamped and written by the ordinary functions, on the part of the book that it needs. What
is unusual in any way raises NeedsWholeBook before anything is written.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from leverage_tui.domain.book import Book
from leverage_tui.domain.calendar import monday
from leverage_tui.domain.edits.core import Edit
from leverage_tui.domain.glance import Glance
from leverage_tui.domain.metrics.expected import LONGEST_DAYS, PACE_DAYS
from leverage_tui.domain.metrics.glance import glance, glance_sums
from leverage_tui.domain.metrics.memory import Memory
from leverage_tui.domain.metrics.window import window_of
from leverage_tui.store.bookfile import BookFile
from leverage_tui.store.codec import read_book
from leverage_tui.store.due import backups_folder, may_be_due
from leverage_tui.store.excerpt import Need, excerpt, head
from leverage_tui.store.glances import kept, place
from leverage_tui.store.history import MOST_STEPS, Step
from leverage_tui.store.keeper import Keeper, NeedsWholeBook
from leverage_tui.store.looking import Looked, look, looked_at, remember
from leverage_tui.store.stamp import Clock, device_in, wall_clock


class Desk:
    """A book of which one stream is at hand. Made by `desk_at`."""

    def __init__(self, file: BookFile, state: Path, today: date, book: Book, looked: Looked) -> None:
        self.book = book
        """At first only the streams and the settings, then what `near` needs of the others."""
        self._file = file
        self._state = state
        self._today = today
        self._looked = looked
        self._keeper: Keeper | None = None
        self._stream = ""
        self._day = today

    def near(self, stream: str, day: date, *, pay: bool) -> Book:
        """The part of the book that hours of `stream` on `day` need; with `pay` those of people, too."""
        first = self._looked.first
        # Expected income goes with the pace of so many days, and that of time-sold streams with their hours then.
        paced = first - timedelta(PACE_DAYS + LONGEST_DAYS)
        time_sold = self.book.streams[stream].time_sold
        need = Need(stream, day, hours=monday(paced if time_sold else first), money=paced, pay=pay)
        self.book = read_book(excerpt(self._file.version.sheet, need))
        clock = Clock(device_in(self._state), wall_clock)
        clock.seen(self._looked.latest)
        self._keeper = Keeper(self._file, self.book, clock, self._state, is_part=True)
        self._stream, self._day = stream, day
        return self.book

    def save(self, edit: Edit) -> Book:
        """The edit done and durable on disk; the part of the book after it.

        Raises StoreError, and NeedsWholeBook: then nothing was done.
        """
        keeper = self._keeper
        if (
            keeper is None
            or keeper.read_only
            or may_be_due(backups_folder(self._state, self._file.path))
            or any(_is_far(change.document, self._stream) for change in edit.changes)
        ):
            raise NeedsWholeBook
        if keeper.commit([edit]).refused:
            raise NeedsWholeBook
        keeper.undo_log(MOST_STEPS).append([Step("do", edit)])
        self.book = keeper.book
        return self.book

    def glance(self) -> Glance:
        """What is said of the whole book after the edit; kept for the next time. Raises StoreError."""
        keeper, book, settings = self._keeper, self.book, self.book.settings
        assert keeper is not None
        firsts = dict(self._looked.firsts)
        if self._day <= self._today:
            firsts[self._stream] = min(self._day, firsts[self._stream] or self._day)
        window = window_of(self._today, settings.window_weeks, firsts.values())
        if window.first != self._looked.first:
            return look(Keeper.open(keeper.path, state=self._state), self._today)
        memory, stream = Memory(), book.streams[self._stream]
        past = memory.pasts(replace(book, streams={stream.id: stream}), self._today)[0]
        sums = {**self._looked.sums, stream.id: glance_sums(book, past, window, memory)}
        looked = self._looked._replace(firsts=firsts, sums=sums, latest=keeper.latest_stamp())
        return remember(keeper, glance(book, window, sums, [looked.strays]), looked)


def _is_far(document: Any, stream: str) -> bool:
    return getattr(document, "stream", None) != stream


def desk_at(path: Path, state: Path, today: date) -> Desk | None:
    """A desk over the book at `path`; None where the whole book has to be read. Raises FileUnreadable."""
    file = BookFile(path, state)
    version = file.version
    if not version.is_ours:
        return None
    found = kept(place(state, file.path), version.digest, today)
    if found is None:
        return None
    book = read_book(head(version.sheet))
    looked = looked_at(found.sums, book.streams, today)
    return Desk(file, state, today, book, looked) if looked else None
