"""The first frame, on the terminal before the dashboard is loaded, and drawn for the next start when it was left.

What stands there is a picture of what will stand there: the dashboard paints the same over it as soon as it can. What
is typed meanwhile waits in the terminal and is the dashboard's.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from types import FrameType, TracebackType
from typing import TYPE_CHECKING, Any

from leverage_tui.store.errors import FileUnreadable
from leverage_tui.store.pictures import Album, Size

if TYPE_CHECKING:
    from leverage_tui.cli.context import Context
    from leverage_tui.store.config import Config
    from leverage_tui.store.keeper import Keeper

    Draw = Callable[[Keeper, date, Config, Size], str]
    """What is to be written to a terminal of that size to see how the dashboard begins on that day."""

_OTHER_SCREEN, _OWN_SCREEN = "\x1b[?1049h\x1b[?25l", "\x1b[?25h\x1b[?1049l"
_DAYS_AHEAD = 4
"""Today and what may be the next working day."""
_ENDS = (signal.SIGTERM, signal.SIGHUP)


class FirstSight:
    """A picture on the terminal, from `with` on until the dashboard takes over, or `end`."""

    def __init__(self, picture: str) -> None:
        """An empty `picture` is none: then nothing is done."""
        self._picture = picture
        self._modes: list[Any] | None = None
        self._handled: dict[signal.Signals, Any] = {}

    def __enter__(self) -> FirstSight:
        if self._picture:
            import termios

            try:
                for each in _ENDS:
                    self._handled[each] = signal.signal(each, self._ended)
                modes = termios.tcgetattr(sys.stdin)
                self._modes = list(modes)
                modes[3] &= ~(termios.ECHO | termios.ICANON)
                termios.tcsetattr(sys.stdin, termios.TCSANOW, modes)
                _tell(_OTHER_SCREEN + self._picture)
            except (termios.error, ValueError, OSError):
                self.end()
            except KeyboardInterrupt:
                self.end()
                raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self.end()

    def taken_over(self) -> bool:
        """Give the terminal to the dashboard, with the modes that the user had; whether it shows the other screen
        already."""
        if self._modes is None:
            return False
        import termios

        with suppress(termios.error):
            termios.tcsetattr(sys.stdin, termios.TCSANOW, self._modes)
        self._modes = None
        for each, handler in self._handled.items():
            signal.signal(each, handler)
        return True

    def end(self) -> None:
        """Take the picture away, if the dashboard did not take over."""
        if self.taken_over():
            with suppress(OSError):
                _tell(_OWN_SCREEN)

    def _ended(self, number: int, frame: FrameType | None) -> None:
        self.end()
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)


def _tell(text: str) -> None:
    """Write to the terminal. Past Python's own buffer, which a signal may find in the middle of writing."""
    data = text.encode()
    while data:
        data = data[os.write(sys.stdout.fileno(), data) :]


NO_SIGHT = FirstSight("")
"""Nothing to be seen before the dashboard is there."""


def first_sight(context: Context) -> FirstSight:
    """What was drawn for this start; nothing where anything is not as it was, or there is something to say first."""
    picture = ""
    if not context.config_read[1]:
        with suppress(FileUnreadable, OSError):
            picture = _album(context).find(context.today, os.get_terminal_size(sys.stdout.fileno()))
    return FirstSight(picture)


def draw_ahead(context: Context, draw: Draw) -> None:
    """Have `draw` draw the next starts, in a process of its own that nobody waits for."""
    keeper, album = context.keeper, _album(context)
    with suppress(FileUnreadable, OSError):
        # A timer's time goes on; what else is left out here begins with a question or a warning.
        if keeper.book.timer is not None or keeper.book.is_empty or keeper.read_only:
            return
        size = os.get_terminal_size(sys.stdout.fileno())
        days = [context.clock() + timedelta(ahead) for ahead in range(_DAYS_AHEAD)]
        if not album.holds(days, size):
            _beside(lambda: _draw(context, draw, album, days, size))


def _draw(context: Context, draw: Draw, album: Album, days: list[date], size: Size) -> None:
    from leverage_tui.store.config import read_config

    stamp = album.stamp()
    config, said = read_config(context.config_file)
    if stamp[0] == context.keeper.digest and not said:
        album.keep(stamp, size, {day: draw(context.keeper, day, config, size) for day in days})


def _album(context: Context) -> Album:
    return Album(context.path, context.state, context.config_file, context.environ)


def _beside(work: Callable[[], None]) -> None:
    """Do `work` in another process, quietly; not at all where there are threads, which it would not have."""
    if not hasattr(os, "fork") or threading.active_count() > 1:
        return
    sys.stdout.flush()
    if os.fork():
        return
    try:
        os.setsid()
        os.nice(10)
        nowhere = os.open(os.devnull, os.O_RDWR)
        for number in range(3):
            os.dup2(nowhere, number)
        work()
    finally:
        os._exit(0)
