"""The steps that can be taken back, on disk, so that undo outlives the program.

One line of JSON a step, appended when the step is durable in the book: what is said to be saved can be undone after
a kill. The log belongs to one machine. A line that cannot be read is left out; a log that cannot be written costs
undo after a restart and nothing else.

A log that has grown is shortened to the latest of what can be taken back and done again. A large step, such as an
import of ten years, neither goes with that nor pushes the small ones out, while the log stays within bounds; the
latest step stays in any case.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, get_args

from leverage_tui.domain.edits.core import Change, Edit
from leverage_tui.domain.model import TABLES, Document
from leverage_tui.store.codec import read_document, write_document
from leverage_tui.store.errors import StoreError
from leverage_tui.store.history import Kind, Step
from leverage_tui.store.layout import encode
from leverage_tui.store.lock import locked
from leverage_tui.store.paths import make_private_folder
from leverage_tui.store.private import sweep, temporary_for

LARGEST = 8 * 1024 * 1024
"""Bytes by which the log may grow until it is shortened; half of that is kept of small steps."""
_MOST_KEPT = 64 * 1024 * 1024
"""Bytes of all steps that are kept, but for the latest one."""
_TOO_LARGE = 4 * _MOST_KEPT
_BEGINS: Mapping[Kind, bytes] = {kind: b'["%s",' % kind.encode() for kind in get_args(Kind)}
_NOTHING, _ENDS = b",[]]\n", b"]]\n"


class UndoLog:
    """The log of one book. Used by one thread at a time."""

    def __init__(self, path: Path, most: int) -> None:
        """`most` steps outlive a shortening."""
        self.path = path
        self._most = most
        self._seen = 0
        self._steps: tuple[Step, ...] = ()
        self._inode = 0

    def steps(self) -> tuple[Step, ...]:
        """All steps in the log, whoever wrote them. Read again only where it grew or was shortened."""
        try:
            found = os.stat(self.path)
            fresh = found.st_ino == self._inode and found.st_size >= self._seen
            if fresh and found.st_size == self._seen:
                return self._steps
            if found.st_size > _TOO_LARGE:
                return ()
            with open(self.path, "rb") as file:
                file.seek(self._seen if fresh else 0)
                data = file.read()
        except OSError:
            return ()
        whole = data[: data.rfind(b"\n") + 1]
        self._steps = (self._steps if fresh else ()) + tuple(_read(whole.split(b"\n")))
        self._seen = (self._seen if fresh else 0) + len(whole)
        self._inode = found.st_ino
        return self._steps

    @property
    def unread(self) -> int:
        """The bytes that `steps` would have to read first."""
        try:
            found = os.stat(self.path)
        except OSError:
            return 0
        is_fresh = found.st_ino == self._inode and found.st_size >= self._seen
        return found.st_size - (self._seen if is_fresh else 0)

    def append(self, steps: Sequence[Step]) -> bool:
        """Add `steps`; whether that was possible."""
        return self.add(written(steps))

    def add(self, lines: bytes) -> bool:
        """Add what `written` made of steps; whether that was possible."""
        try:
            make_private_folder(self.path.parent)
            with locked(self.path):
                self._write(lines, os.O_APPEND | os.O_CREAT, self.path)
                size = os.stat(self.path).st_size
                if size // LARGEST > (size - len(lines)) // LARGEST:
                    self._shorten()
        except (OSError, StoreError):
            return False
        return True

    def _write(self, lines: bytes, flags: int, path: Path) -> None:
        descriptor = os.open(path, os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC | flags, 0o600)
        with os.fdopen(descriptor, "r+b") as file:
            end = file.seek(0, os.SEEK_END)
            if end and not _ends_a_line(file.fileno(), end):
                # What a killed program left half written ends here, and is left out when it is read.
                lines = b"\n" + lines
            file.write(lines)

    def _shorten(self) -> None:
        done, undone = _raw_stacks(self.path.read_bytes().splitlines(keepends=True), self._most)
        # What can be done again comes after what it was taken back from: empty steps that it takes the place of.
        empty = _line(Step("do", Edit("", ())))
        again = _latest(undone)
        lines = [*_latest(done, sum(map(len, again))), *([empty] * len(again)), *again]
        temporary = temporary_for(self.path)
        try:
            sweep(self.path.parent)
            self._write(b"".join(lines), os.O_CREAT | os.O_EXCL, temporary)
            os.replace(temporary, self.path)
        except OSError:
            with suppress(OSError):
                temporary.unlink()
            raise


def _ends_a_line(descriptor: int, size: int) -> bool:
    return os.pread(descriptor, 1, size - 1) == b"\n"


def written(steps: Iterable[Step]) -> bytes:
    """The lines of steps. Takes its time for many changes."""
    return b"".join(_line(step) for step in steps)


def _raw_stacks(lines: Iterable[bytes], most: int) -> tuple[list[bytes], list[bytes]]:
    """As `stacks`, of lines that are not read: those of what can be taken back, as steps that were done, and of what
    can be done again."""
    done: list[bytes] = []
    undone: list[bytes] = []
    for line in lines:
        kind = next((kind for kind, begins in _BEGINS.items() if line.startswith(begins)), None)
        if kind is None or not line.endswith(_ENDS):
            continue
        if kind == "do":
            done.append(line)
            undone.clear()
            del done[:-most]
            continue
        source, target = (done, undone) if kind == "undo" else (undone, done)
        if source:
            source.pop()
        if not line.endswith(_NOTHING):
            target.append(line if kind == "undo" else _BEGINS["do"] + line.removeprefix(_BEGINS["redo"]))
    return done, undone


def _latest(lines: Sequence[bytes], taken: int = 0) -> list[bytes]:
    """The last of `lines` that may stay where `taken` bytes of others do."""
    small, whole = 0, taken
    for place, line in enumerate(reversed(lines)):
        small += len(line) if len(line) <= LARGEST // 8 else 0
        whole += len(line)
        if (small > LARGEST // 2 or whole > _MOST_KEPT) and (place or taken):
            return list(lines[len(lines) - place :])
    return list(lines)


def _line(step: Step) -> bytes:
    changes = [[*change.key, _raw(change.before), _raw(change.after)] for change in step.edit.changes]
    return encode([step.kind, step.edit.sentence, changes]) + b"\n"


def _raw(document: Document | None) -> dict[str, Any] | None:
    return None if document is None else write_document(document)


def _read(lines: Iterable[bytes]) -> Iterable[Step]:
    for line in lines:
        if line:
            with suppress(ValueError, TypeError, KeyError, AttributeError, RecursionError):
                yield _step(json.loads(line))


def _step(found: Any) -> Step:
    kind, sentence, changes = found
    if kind not in get_args(Kind) or not isinstance(sentence, str):
        raise ValueError("no step")
    return Step(kind, Edit(sentence, tuple(_change(*change) for change in changes)))


def _change(table: str, doc_id: int, before: Any, after: Any) -> Change:
    if table not in TABLES or isinstance(doc_id, bool) or not isinstance(doc_id, int):
        raise ValueError("no change")
    return Change(_document(table, doc_id, before), _document(table, doc_id, after))


def _document(table: str, doc_id: int, raw: Any) -> Document | None:
    if raw is None:
        return None
    found = read_document(table, doc_id, raw, [])
    if found is None:
        raise ValueError("no document")
    return found
