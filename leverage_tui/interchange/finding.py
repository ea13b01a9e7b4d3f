"""Files that may be meant: the latest of kinds that can be imported, and how a path goes on that is typed in part.

Folders are looked through only so far: a network folder with a million files costs no more than one with some thousand.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from leverage_tui.interchange.dropped import home

SUFFIXES = (
    ".csv", ".tsv", ".json", ".ics", ".klg", ".timeclock", ".timedot", ".journal", ".hledger", ".ledger", ".data",
)  # fmt: skip
_LOOKED_AT = 5_000
_LISTED = 200


@dataclass(frozen=True, slots=True)
class Found:
    """A file that may be meant: `written` is when, in seconds since 1970, `size` its bytes."""

    path: Path
    written: float
    size: int


@dataclass(frozen=True, slots=True)
class Completed:
    """How a typed path goes on: as far as it is certain, and the names that it can mean, folders with a slash."""

    text: str
    names: tuple[str, ...]


def likely_files(folders: Iterable[Path], most: int) -> tuple[Found, ...]:
    """The latest files in these folders that can be imported by their name, each once, at most `most`. A folder that
    cannot be read has none."""
    found: dict[Path, Found] = {}
    for folder in folders:
        for entry in _entries(folder):
            path = folder / entry.name
            if path.suffix.casefold() not in SUFFIXES or path.name.startswith("."):
                continue
            try:
                state = entry.stat()
                if entry.is_file() and state.st_size:
                    found.setdefault(path, Found(path, state.st_mtime, state.st_size))
            except OSError:
                continue
    return tuple(sorted(found.values(), key=lambda each: (-each.written, each.path))[:most])


def completed(text: str) -> Completed:
    """How `text` goes on. Names are compared as they are, else whatever their case; hidden ones only where a point is
    typed. Where nothing begins so the text stays."""
    folder, slash, begun = text.rpartition("/")
    names = sorted(_named(Path(home(folder + slash) or "."), begun))
    same = [name for name in names if name.startswith(begun)]
    names = (same or names)[:_LISTED]
    if not names:
        return Completed(text, ())
    common = _beginning(names) if same else names[0] if len(names) == 1 else begun
    return Completed(f"{folder}{slash}{common}", tuple(names))


def _named(folder: Path, begun: str) -> Iterator[str]:
    for entry in _entries(folder):
        if not entry.name.casefold().startswith(begun.casefold()) or (entry.name[0] == "." and not begun):
            continue
        try:
            yield f"{entry.name}/" if entry.is_dir() else entry.name
        except OSError:
            yield entry.name


def _beginning(names: Iterable[str]) -> str:
    """What all of them begin with."""
    first, last = min(names), max(names)
    return first[: next((at for at, char in enumerate(first) if last[at : at + 1] != char), len(first))]


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(islice(entries, _LOOKED_AT))
    except (OSError, ValueError):
        return []
