"""What a save asks of the system, in order, and the rules of that order: a list of what breaks them.

Whether an order is safe cannot be seen in a file that no power cut hit. It can be seen in the calls.
"""

from __future__ import annotations

import fcntl
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from leverage_tui.store.lock import lock_path


@dataclass
class Recorder:
    """The calls that were made, in order: each a name and the path it is about. Some are made to fail."""

    calls: list[tuple[str, str]] = field(default_factory=list)
    failing: str = ""
    """The name of the call that fails."""
    _open: dict[int, tuple[str, int]] = field(default_factory=dict)
    _failed: set[tuple[str, int]] = field(default_factory=set)

    def note(self, name: str, path: object) -> None:
        """Something happened."""
        self.calls.append((name, os.fspath(path) if isinstance(path, os.PathLike) else str(path)))

    def opened(self, descriptor: int, path: object, flags: int, mode: int) -> None:
        self._open[descriptor] = str(path), len(self.calls)
        writing = flags & (os.O_WRONLY | os.O_RDWR)
        self.note("open to write" if writing else "open", path)
        if flags & os.O_CREAT and mode != 0o600:
            self.note(f"created with mode {mode:o}", path)
        if flags & os.O_CREAT and not flags & (os.O_NOFOLLOW | os.O_EXCL):
            self.note("created through a link", path)

    def about(self, name: str, descriptor: int) -> None:
        """A call about an open file."""
        opened = self._open.get(descriptor, ("", 0))
        if name == "fsync" and opened in self._failed:
            self.note("fsync again", opened[0])
        self.note(name, opened[0])
        if name == self.failing:
            self._failed.add(opened)
            raise OSError(5, "made to fail")

    def closed(self, descriptor: int) -> None:
        self.note("close", self._open.pop(descriptor, ("", 0))[0])


@contextmanager
def recorded(failing: str = "") -> Iterator[Recorder]:
    """Record the calls of this process; the one named `failing` fails."""
    recorder = Recorder(failing=failing)
    originals = {name: getattr(os, name) for name in ("open", "write", "fsync", "fchmod", "close", "replace")}
    locking = fcntl.flock

    def opened(path: Any, flags: int, mode: int = 0o777, **more: Any) -> int:
        descriptor: int = originals["open"](path, flags, mode, **more)
        recorder.opened(descriptor, path, flags, mode)
        return descriptor

    def about(name: str) -> Any:
        def call(descriptor: int, *given: Any) -> Any:
            recorder.about(name, descriptor)
            return originals[name](descriptor, *given)

        return call

    def closed(descriptor: int) -> None:
        recorder.closed(descriptor)
        originals["close"](descriptor)

    def replaced(source: Any, target: Any) -> None:
        recorder.note("replace", target)
        originals["replace"](source, target)

    def locked(descriptor: int, operation: int) -> None:
        recorder.about("flock", descriptor)
        locking(descriptor, operation)

    with pytest.MonkeyPatch.context() as patch:
        for name in ("write", "fsync", "fchmod"):
            patch.setattr(os, name, about(name))
        patch.setattr(os, "open", opened)
        patch.setattr(os, "close", closed)
        patch.setattr(os, "replace", replaced)
        patch.setattr(fcntl, "flock", locked)
        yield recorder


def broken_rules(recorder: Recorder, book: Path) -> list[str]:
    """Which rules of a save the recorded calls break. A rule is broken, too, by what was never done."""
    calls, wrong = recorder.calls, []
    file, folder, lock = str(book), str(book.parent), str(lock_path(book))
    temporary = next((path for name, path in calls if name == "open to write" and _is_temporary(path, book)), "")
    steps = [
        ("flock", lock), ("open to write", temporary), ("write", temporary), ("fsync", temporary),
        ("close", temporary), ("replace", file), ("open", folder), ("fsync", folder), ("close", lock),
        ("said", "saved"),
    ]  # fmt: skip
    if not temporary:
        wrong.append("there is no temporary file beside the book")
    place = 0
    for step in steps:
        try:
            place = calls.index(step, place) + 1
        except ValueError:
            wrong.append(f"{step[0]} of {Path(step[1]).name} is missing, or comes too early")
    wrong += [f"{name}: {Path(path).name}" for name, path in calls if name.startswith(("created", "fsync again"))]
    wrong += ["the book itself is written" for call in calls if call == ("open to write", file)]
    wrong += ["the book itself is locked" for call in calls if call == ("flock", file)]
    reads = [number for number, call in enumerate(calls) if call == ("open", file)]
    taken = calls.index(("flock", lock)) if ("flock", lock) in calls else len(calls)
    if ("foreign", "written") in calls and not any(number > taken for number in reads):
        wrong.append("what another program wrote is not read under the lock")
    return wrong


def _is_temporary(path: str, book: Path) -> bool:
    return Path(path).parent == book.parent and path.endswith(".tmp")


def mode_of(path: Path) -> int:
    """The permissions of a file."""
    return stat.S_IMODE(path.stat().st_mode)
