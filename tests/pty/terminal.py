"""A real terminal for tests: the program runs behind a pty, a screen is kept of what it draws."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType, TracebackType

import pexpect
import pyte

PATIENCE = 30.0


def environ(data: Path, more: Mapping[str, str | None] = MappingProxyType({})) -> dict[str, str]:
    """The environment of a program over the file `data`."""
    home = data.parent
    found = {
        **os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", "XDG_STATE_HOME": str(home / "state"),
        "XDG_CONFIG_HOME": str(home / "config"), "XDG_DATA_HOME": str(home / "data"), "LC_ALL": "C.UTF-8",
    }  # fmt: skip
    for name in ("NO_COLOR", "COLUMNS", "LINES"):  # the environment is believed before the terminal
        found.pop(name, None)
    for name, value in more.items():
        found.pop(name, None)
        if value is not None:
            found[name] = value
    return found


class Terminal:
    """`lev` in a terminal of the given size, over the file `data`. `more` is added to its environment, None takes
    a variable out."""

    def __init__(
        self,
        data: Path,
        *arguments: str,
        size: tuple[int, int] = (80, 24),
        more: Mapping[str, str | None] = MappingProxyType({}),
    ) -> None:
        columns, lines = size
        self.raw = b""
        """Everything that was sent to the terminal so far."""
        self._over = False
        self.screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self.screen)
        given = () if "--demo" in arguments else ("--data", str(data))
        self.child = pexpect.spawn(
            sys.executable, ["-m", "leverage_tui", *given, *arguments],
            env=environ(data, more), dimensions=(lines, columns), timeout=PATIENCE,
        )  # fmt: skip

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.child.close(force=True)

    @property
    def text(self) -> str:
        """What a person sees."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def send(self, keys: str) -> None:
        """Type."""
        self.child.send(keys)

    def shows(self, words: str) -> None:
        """Wait until `words` stand on the screen."""
        end = time.monotonic() + PATIENCE
        while words not in self.text:
            if time.monotonic() > end:
                raise AssertionError(f"{words!r} never stood on\n{self.text}")
            self.take()

    def ends(self) -> int | None:
        """Wait until the program has ended; its exit code."""
        end = time.monotonic() + PATIENCE
        while not self._over:
            if time.monotonic() > end:
                raise AssertionError(f"it does not end\n{self.text}")
            self.take()
        status: int | None = self.child.exitstatus
        return status

    def kill(self) -> None:
        """kill -9."""
        os.kill(self.child.pid, signal.SIGKILL)
        self.child.wait()

    def take(self) -> None:
        """What was sent since, or will be within a moment."""
        try:
            sent = self.child.read_nonblocking(65536, timeout=0.2)
            self.raw += sent
            self._stream.feed(sent)
        except pexpect.TIMEOUT:
            pass
        except pexpect.EOF:
            self._over = True
            self.child.wait()
