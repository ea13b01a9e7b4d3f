"""A forked process that says, line by line through a pipe, what it begins and what was said to be saved."""

from __future__ import annotations

import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tests.faults.place import warmed_up

VOICE = 100
"""The descriptor that a child speaks through: apart from all that it opens, so that a trace can be told apart."""
_EAR = 101
BEGUN, KEPT, READY = "begun", "kept", "ready"


class Voice:
    """The child's end."""

    def say(self, word: str) -> None:
        """Say one line. It is said at once: a kill afterwards does not unsay it."""
        # Another call than files are written with: a fault in those is not to hit this.
        os.writev(VOICE, [word.replace("\n", "\\n").encode(), b"\n"])

    def await_go(self) -> None:
        """Wait until the parent says go."""
        self.say(READY)
        os.read(_EAR, 1)


class Child:
    """The parent's end."""

    def __init__(self, work: Callable[[Voice], None]) -> None:
        warmed_up()
        hearing, speaking = os.pipe()
        listening, going = os.pipe()
        sys.stdout.flush()
        sys.stderr.flush()
        self.number = os.fork()
        if self.number == 0:
            _live(work, speaking, listening)
        os.close(speaking)
        os.close(listening)
        self._going, self._hearing = going, hearing
        self._rest = b""
        self.heard: list[str] = []
        """Everything that it said so far."""
        self.status: int | None = None
        """Its exit code, negative for a signal; None before it ended."""

    def go(self) -> None:
        """Let it go on from `await_go`."""
        os.write(self._going, b"g")

    def line(self) -> str | None:
        """What it says next; None when it said its last."""
        while b"\n" not in self._rest:
            part = os.read(self._hearing, 65536)
            if not part:
                return None
            self._rest += part
        found, self._rest = self._rest.split(b"\n", 1)
        self.heard.append(found.decode())
        return self.heard[-1]

    def until(self, word: str, times: int = 1) -> bool:
        """Listen until it said `word` so many times; whether it did."""
        while times:
            line = self.line()
            if line is None:
                return False
            times -= line == word
        return True

    def drain(self) -> None:
        """Hear what it has said by now, without waiting for more."""
        os.set_blocking(self._hearing, False)
        try:
            while self.line() is not None:
                pass
        except BlockingIOError:
            pass
        os.set_blocking(self._hearing, True)

    def signal(self, number: signal.Signals) -> None:
        """Send it a signal."""
        os.kill(self.number, number)

    def end(self) -> int:
        """Hear it out and wait for its end; its exit code."""
        if self.status is None:
            while self.line() is not None:
                pass
            self.status = os.waitstatus_to_exitcode(os.waitpid(self.number, 0)[1])
            os.close(self._hearing)
            os.close(self._going)
        return self.status

    def kill(self) -> None:
        """Kill it, and hear what it had said."""
        self.signal(signal.SIGKILL)
        self.end()

    def said(self, word: str) -> int:
        """How often it said the word so far."""
        return self.heard.count(word)


def _live(work: Callable[[Voice], None], speaking: int, listening: int) -> None:
    status = 70
    try:
        os.dup2(speaking, VOICE)
        os.dup2(listening, _EAR)
        os.closerange(3, VOICE)
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        work(Voice())
        status = 0
    except SystemExit as leaving:
        status = leaving.code if isinstance(leaving.code, int) else 70
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)


@contextmanager
def children(*works: Callable[[Voice], None]) -> Iterator[list[Child]]:
    """Children at work, none of which outlives this."""
    found: list[Child] = []
    try:
        for work in works:
            found.append(Child(work))
        yield found
    finally:
        for one in found:
            if one.status is None:
                one.kill()
