"""A TinyDB storage of the book's file: ``TinyDB(path, storage=BookStorage)`` reads and writes it safely.

TinyDB hands over whole tables. What differs from what was read last is written, document by document, over
whatever the file holds by then: nobody else's changes are lost.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tinydb.storages import Storage

from leverage_tui.store.bookfile import BookFile
from leverage_tui.store.disk import Moved
from leverage_tui.store.errors import CannotSave
from leverage_tui.store.layout import Key, Sheet, decode_document, number_in, sheet_of
from leverage_tui.store.paths import state_folder

TRIES = 5


class BookStorage(Storage):
    """Every write is one atomic replacement under the lock. Nothing is written on opening or closing."""

    def __init__(self, path: str | os.PathLike[str], state: Path | None = None) -> None:
        """Raises FileUnreadable."""
        self.file = BookFile(Path(path), state or state_folder())
        """The file itself, for commits that name the documents they change."""
        self._opened = self.file.version
        self._last: Sheet | None = None

    def read(self) -> dict[str, dict[str, Any]] | None:
        """What the file holds now; None while there is none. Raises FileUnreadable."""
        self._take_in()
        self._last = self.file.version.sheet
        if self.file.version.stamp is None:
            return None
        return {
            table: {str(number_in(line)): dict(decode_document(line)) for line in rows.lines}
            for table, rows in self._last.lines.items()
        }

    def write(self, data: Mapping[str, Mapping[Any, Any]]) -> None:
        """Bring the documents that differ from those read last into the file.

        Raises TypeError or ValueError, before anything is touched, for what JSON cannot hold; CannotSave also
        when one of the documents has been changed by another program since.
        """
        wanted = sheet_of(
            {table: {int(number): raw for number, raw in rows.items()} for table, rows in data.items()}
        )
        changed = set(self._read().differing(wanted))
        with self.file.locked():
            for _ in range(TRIES):
                self._take_in()
                fresh = self._merged(wanted, changed)
                try:
                    self.file.put(fresh)
                except Moved:
                    continue
                self._last = fresh
                return
        raise CannotSave(self.file.path, "another program keeps changing it")

    def _read(self) -> Sheet:
        """What was read last: when nothing was, what the file held on opening."""
        return self._last or self._opened.sheet

    def _take_in(self) -> None:
        fresh = self.file.foreign()
        if fresh is not None:
            self.file.take(fresh)

    def _merged(self, wanted: Sheet, changed: set[Key]) -> Sheet:
        there, read = self.file.version.sheet, self._read()
        by_table: dict[str, dict[int, bytes | None]] = {}
        for table, number in changed:
            if there.table(table).get(number) != read.table(table).get(number):
                raise CannotSave(self.file.path, f"another program changed {number} in {table} meanwhile")
            by_table.setdefault(table, {})[number] = wanted.table(table).get(number)
        lines = {**there.lines, **{table: there.table(table).changed(found) for table, found in by_table.items()}}
        dropped = read.lines.keys() - wanted.lines.keys()
        return Sheet({table: rows for table, rows in lines.items() if rows or table not in dropped})
