"""The first frame stands before the dashboard is loaded, if nothing changed since it was left: what it will be, too."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.pty.terminal import PATIENCE, Terminal, environ

DAY = "2026-06-26"
ENTERED, LEFT = b"\x1b[?1049h", b"\x1b[?1049l"
MOUSE = b"\x1b[?1000h"
"""Asked for by the dashboard as soon as the terminal is its own."""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A demo book."""
    path = tmp_path / "book.json"
    lev(path, "demo", "--years", "1")
    return path


def lev(book: Path, *words: str) -> None:
    """A command, with the state folder of the terminal."""
    subprocess.run(
        [sys.executable, "-m", "leverage_tui", "--data", str(book), "--today", DAY, *words],
        check=True, capture_output=True, env=environ(book),
    )  # fmt: skip


def started(book: Path, day: str = DAY, *more: str, size: tuple[int, int] = (120, 36)) -> Terminal:
    return Terminal(book, "--today", day, *more, size=size)


def kept(book: Path) -> list[Path]:
    return list((book.parent / "state" / "leverage-tui" / "books").glob("*.frames"))


def wait(until: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE
    while not until():
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.05)


@pytest.fixture
def drawn(book: Path) -> Path:
    """A book whose next start is drawn already."""
    with started(book) as terminal:
        terminal.shows("Own hours")
        terminal.shows("q quit")
        terminal.send("q")
        assert terminal.ends() == 0
    wait(lambda: kept(book))
    return book


def before_the_dashboard(terminal: Terminal) -> bytes:
    """What was sent until it took the terminal."""
    while MOUSE not in terminal.raw:
        terminal.take()
    return terminal.raw.partition(MOUSE)[0]


def test_it_is_what_the_dashboard_shows_then(drawn: Path) -> None:
    with started(drawn) as terminal:
        assert b"Own hours" in before_the_dashboard(terminal)
        terminal.shows("q quit")
        first = terminal.text
        terminal.send("?")
        terminal.shows("Esc")
        terminal.send("\x1b")
        while terminal.text != first:
            terminal.take()
        terminal.send("q")
        assert terminal.ends() == 0
        assert terminal.raw.count(ENTERED) == 1
        assert terminal.raw.count(LEFT) == 1


def test_tomorrow_is_drawn_too(drawn: Path) -> None:
    with started(drawn, "2026-06-27") as terminal:
        assert b"Sat 27 Jun" in before_the_dashboard(terminal)
        terminal.shows("Sat 27 Jun")


@pytest.mark.parametrize("change", ["book", "size", "day"])
def test_where_anything_changed_there_is_none(drawn: Path, change: str) -> None:
    if change == "book":
        lev(drawn, "log", "care", "2h", "support")
    size, day = ((100, 30) if change == "size" else (120, 36)), ("2026-07-26" if change == "day" else DAY)
    with started(drawn, day, size=size) as terminal:
        assert b"Own hours" not in before_the_dashboard(terminal)
        terminal.shows("Own hours")


def test_keys_typed_at_the_picture_are_the_dashboards(drawn: Path) -> None:
    with started(drawn) as terminal:
        terminal.shows("Own hours")
        terminal.send("q")
        assert terminal.ends() == 0
        assert b"q\r\n" not in terminal.raw


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, None), (signal.SIGHUP, None)])
def test_a_signal_at_the_picture_gives_the_terminal_back(drawn: Path, number: int, code: int | None) -> None:
    with started(drawn) as terminal:
        while ENTERED not in terminal.raw:
            terminal.take()
        terminal.child.kill(number)
        ended = terminal.ends()
        # A slow machine may have got as far as the dashboard, which ends by itself.
        assert ended in (code, 0)
        assert terminal.raw.count(LEFT) == 1


def test_a_running_timer_is_not_drawn(book: Path) -> None:
    lev(book, "start", "care", "support")
    with started(book) as terminal:
        terminal.shows("q quit")
        terminal.send("q")
        assert terminal.ends() == 0
    assert kept(book) == []
