"""Where things live: the book, what belongs to this machine, and taste."""

from __future__ import annotations

import os
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path

APP = "leverage-tui"
DATA_VARIABLE = "LEVERAGE_TUI_DATA"


def data_file(given: str | None, environ: Mapping[str, str] = os.environ) -> Path:
    """The book: the file that was given, else the one that LEVERAGE_TUI_DATA names, else the platform's place."""
    named = given or environ.get(DATA_VARIABLE)
    if named:
        return Path(named).expanduser().absolute()
    return _folder("data", environ) / "book.json"


def state_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """The folder of what belongs to one machine: device, backups, drafts, digests."""
    return _folder("state", environ)


def config_file(environ: Mapping[str, str] = os.environ) -> Path:
    """The file of settings that change no figure."""
    return _folder("config", environ) / "config.toml"


def book_name(book: Path) -> str:
    """What the book at `book` is called in the state folder; links are not followed."""
    return blake2b(os.fsencode(book.absolute()), digest_size=10).hexdigest()


def make_private_folder(folder: Path) -> None:
    """Create `folder` and what is missing above it, each for this user alone. Raises OSError."""
    missing = []
    while not folder.is_dir():
        missing.append(folder)
        if folder == folder.parent:
            break
        folder = folder.parent
    for wanted in reversed(missing):
        wanted.mkdir(mode=0o700, exist_ok=True)


def short(path: Path) -> str:
    """The path as a person would type it, without the name of their home."""
    try:
        return f"~/{path.relative_to(Path.home())}"
    except (ValueError, RuntimeError):
        return str(path)


def _folder(kind: str, environ: Mapping[str, str]) -> Path:
    # An XDG variable is what platformdirs would answer with; it takes longer to import than to read one file.
    chosen = environ.get(f"XDG_{kind.upper()}_HOME", "").strip()
    if os.path.isabs(chosen):
        return Path(chosen) / APP
    import platformdirs

    folder = {
        "data": platformdirs.user_data_path,
        "state": platformdirs.user_state_path,
        "config": platformdirs.user_config_path,
    }[kind]
    return folder(APP, appauthor=False)
