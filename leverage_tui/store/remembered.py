"""What this machine remembers of one book and no figure depends on: the last check-in, rows that are hidden, what was
shown once today. It lies in the state folder; losing it loses comfort, never an entry."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any

from leverage_tui.store.paths import make_private_folder

LARGEST = 4 * 1024 * 1024


class Remembered:
    """Values by name, each of them JSON. What cannot be read counts as never remembered, what cannot be written is
    forgotten: neither is an error to anybody."""

    def __init__(self, folder: Path, book: Path) -> None:
        """`folder` is the state folder, `book` the file that is remembered about."""
        digest = blake2b(os.fsencode(book.absolute()), digest_size=10).hexdigest()
        self.path = folder / "books" / f"{digest}.json"

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
        temporary = self.path.with_name(f".{self.path.name}.{os.urandom(6).hex()}.tmp")
        try:
            make_private_folder(self.path.parent)
            descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                json.dump(kept, file, ensure_ascii=False)
            os.replace(temporary, self.path)
        except OSError:
            with suppress(OSError):
                temporary.unlink()

    def _all(self) -> dict[str, Any]:
        try:
            if self.path.stat().st_size > LARGEST:
                return {}
            found = json.loads(self.path.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            return {}
        return found if isinstance(found, dict) else {}
