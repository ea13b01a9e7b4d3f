"""What is copied goes two ways: to the terminal's clipboard (OSC 52), of which nobody can know whether it was taken,
and into a file, of which one can."""

from __future__ import annotations

import asyncio
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from textual.app import App

from leverage_tui.store.funnel import Funnel
from leverage_tui.store.paths import make_private_folder, short

NAME = "copied.tsv"


def copied_file(funnel: Funnel) -> Path:
    """Where the last text that was copied lies: beside what this machine remembers of its books."""
    return funnel.remembered.path.with_name(NAME)


async def hand_over(app: App[Any], text: str, path: Path) -> str:
    """Copy `text`; a sentence that says where it went, and claims no more than is known."""
    app.copy_to_clipboard(text)
    sent = "sent to the clipboard, if this terminal lets programs use it"
    try:
        await asyncio.to_thread(_write, path, text)
    except OSError as error:
        return f"{sent}; {short(path)} could not be written: {error.strerror or error}"
    return f"{sent}, and written to {short(path)}"


def _write(path: Path, text: str) -> None:
    """Replace the file, whole, for this user alone. Raises OSError."""
    temporary = path.with_name(f".{path.name}.{os.urandom(6).hex()}.tmp")
    make_private_folder(path.parent)
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        os.replace(temporary, path)
    except OSError:
        with suppress(OSError):
            temporary.unlink()
        raise
