"""What this machine remembers of one book and no figure depends on: the last check-in, rows that are hidden, what was
shown once today. It lies in the state folder; losing it loses comfort, never an entry."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from leverage_tui.store.paths import book_name
from leverage_tui.store.private import read_private, write_private

LARGEST = 4 * 1024 * 1024


class Remembered:
    """Values by name, each of them JSON. What cannot be read counts as never remembered, what cannot be written is
    forgotten: neither is an error to anybody."""

    def __init__(self, folder: Path, book: Path) -> None:
        """`folder` is the state folder, `book` the file that is remembered about."""
        self.path = folder / "books" / f"{book_name(book)}.json"

    def get(self, name: str) -> Any:
        """The value called `name`, None when nothing is remembered under it."""
        return self._all().get(name)

    def put(self, name: str, value: Any) -> None:
        """Remember `value`, None to forget. Read again before it is written, so that two windows lose little."""
        values = self._all()
        if values.get(name) == value:
            return
        values[name] = value
        kept = {key: found for key, found in sorted(values.items()) if found is not None}
        write_private(self.path, kept)

    def _all(self) -> dict[str, Any]:
        return read_private(self.path, LARGEST)
