"""The terminal, which may go away at any time: Textual's driver, less its belief that it is always there.

Left to itself, the thread that writes would end with the first error; the screen would then wait for room in a queue
that nobody empties, for ever. The thread that reads would find an end of input over and over.
"""

from __future__ import annotations

import select
from collections.abc import Callable
from contextlib import suppress
from typing import IO, TYPE_CHECKING, Any

from textual.app import App
from textual.drivers.linux_driver import LinuxDriver

if TYPE_CHECKING:
    from leverage_tui.tui.ending import EndingApp

_OTHER_SCREEN = "\x1b[?1049h"


class _Line:
    """What is written to: errors are told once, and what comes after is dropped."""

    def __init__(self, file: IO[str], gone: Callable[[], None]) -> None:
        self._file: IO[str] | None = file
        self._number = file.fileno()
        self._gone = gone

    def write(self, text: str) -> None:
        """Write, if there still is a terminal."""
        self._try(lambda file: file.write(text))

    def flush(self) -> None:
        """Have it leave, if there still is a terminal."""
        self._try(lambda file: file.flush())

    def fileno(self) -> int:
        """The number of the file, there or not."""
        return self._number

    def _try(self, act: Callable[[IO[str]], object]) -> None:
        if self._file is None:
            return
        try:
            act(self._file)
        except (OSError, ValueError):
            self._file = None
            self._gone()


class Terminal(LinuxDriver):
    """Tells the application to end when its terminal is gone."""

    _app: EndingApp[Any]
    _is_other_screen = False

    def __init__(self, app: App[Any], **given: Any) -> None:
        super().__init__(app, **given)
        self._file: Any = _Line(self._file, self._tell)

    def start_application_mode(self) -> None:
        """As Textual's. Where the other screen is shown already it is not asked for again: many terminals would wipe
        what stands there."""
        self._is_other_screen = self._app.taken_over()
        super().start_application_mode()  # type: ignore[no-untyped-call]

    def write(self, data: str) -> None:
        """Have the thread write it."""
        if self._is_other_screen and data == _OTHER_SCREEN:
            self._is_other_screen = False
        else:
            super().write(data)

    def run_input_thread(self) -> None:
        """As Textual's; a terminal that cannot be read is gone, and no fault."""
        try:
            super().run_input_thread()
        except OSError:
            self._tell()

    @property
    def is_gone(self) -> bool:
        """Whether the other end of the terminal was closed."""
        found = select.poll()
        try:
            found.register(self.fileno, 0)
            return any(what & select.POLLHUP for _, what in found.poll(0))
        except OSError:
            return False

    def _tell(self) -> None:
        """From whatever thread."""
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._app.post_message, _gone())


def _gone() -> Any:
    from leverage_tui.tui.ending import TerminalGone

    return TerminalGone()
