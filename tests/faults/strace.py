"""The system calls of a child under strace: which there are, and one of them killed before or made to fail."""

from __future__ import annotations

import ctypes
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tests.faults.child import READY, VOICE, Child, Voice, children
from tests.faults.seen import CannotTry

CALLS = (
    "openat", "write", "pwrite64", "fsync", "fdatasync", "rename", "renameat", "renameat2", "link", "linkat", "unlink",
    "unlinkat", "mkdir", "mkdirat", "fchmod", "fchmodat", "fchown", "flock", "ftruncate", "close",
)  # fmt: skip
"""What is killed before. Some exist only on some machines."""
_PR_SET_PTRACER, _ANY = 0x59616D61, ctypes.c_ulong(-1)


class Call(NamedTuple):
    """The `nth` call of its name in one thread, as the kernel saw it."""

    name: str
    nth: int
    text: str


def speak(work: Callable[[Voice], None]) -> Callable[[Voice], None]:
    """The work of a child that waits until a tracer looks at it."""

    def waiting(voice: Voice) -> None:
        with suppress(OSError):
            # Where only a parent may trace, strace is none.
            ctypes.CDLL(None).prctl(_PR_SET_PTRACER, _ANY, 0, 0, 0)
        voice.await_go()
        work(voice)

    return waiting


@contextmanager
def traced(work: Callable[[Voice], None], *options: str) -> Iterator[Child]:
    """A child whose calls from now on are traced, until it awaits another go. It has ended afterwards.

    Raises CannotTry where that is not allowed.
    """
    found = shutil.which("strace")
    if found is None:
        raise CannotTry("strace is not installed")
    with children(speak(work)) as (child,):
        child.until(READY)
        command = [found, "-f", "-s", "300", *options, "-p", str(child.number)]
        tracer = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        try:
            assert tracer.stderr is not None
            line = tracer.stderr.readline()
            if "attached" not in line:
                raise CannotTry(f"strace is refused: {line.strip().removeprefix('strace: ')}")
            child.go()
            yield child
            while (said := child.line()) is not None:
                if said == READY:
                    tracer.terminate()
                    tracer.wait()
                    child.go()
            child.end()
        finally:
            if child.status is None:
                child.kill()
            tracer.communicate()


@cache
def why_not() -> str | None:
    """Why nothing can be traced here, or None when it can."""
    try:
        with traced(lambda voice: voice.say("here"), "-e", "trace=none", "-o", "/dev/null") as child:
            pass
    except CannotTry as reason:
        return str(reason)
    return None if "here" in child.heard else "strace lets nothing go on"


def need_strace() -> None:
    """Raises CannotTry where nothing can be traced."""
    reason = why_not()
    if reason:
        raise CannotTry(reason)


_LINE = re.compile(r"(\d+) +(\w+)\((.*)")


def calls_of(work: Callable[[Voice], None], trace: Path) -> list[Call]:
    """The calls that the work makes of the system, in order: those that change something, or could."""
    wanted = ",".join(f"?{name}" for name in CALLS)
    with traced(work, "-o", str(trace), "-e", f"trace={wanted}") as child:
        pass
    if child.status:
        raise AssertionError(f"it fails without any fault: {child.heard}")
    counts: dict[tuple[str, str], int] = {}
    found: dict[tuple[str, int], Call] = {}
    for line in trace.read_text("utf-8", "replace").splitlines():
        matched = _LINE.match(line)
        if not matched:
            continue
        thread, name, rest = matched.groups()
        nth = counts[thread, name] = counts.get((thread, name), 0) + 1
        # Each thread counts for itself: the first to come so far is the one that is hit.
        found.setdefault((name, nth), Call(name, nth, rest))
    return [call for call in found.values() if not call.text.startswith(f"{VOICE},")]


def killed_before(call: Call) -> tuple[str, ...]:
    """What has strace kill the child when it is about to make the call."""
    return _injected(call, "signal=KILL")


def failing(call: Call, error: str) -> tuple[str, ...]:
    """What has the call fail with an error, without being made."""
    return _injected(call, f"error={error}")


def _injected(call: Call, what: str) -> tuple[str, ...]:
    return "-o", "/dev/null", "-e", f"trace={call.name}", "-e", f"inject={call.name}:{what}:when={call.nth}"
