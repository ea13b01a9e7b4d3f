"""What ends the program without asking: signals, ctrl+c, a terminal that is closed, kill -9. What was entered is on
disk, what was half typed is there again, and no process stays behind."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import select
import shutil
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.pty.terminal import PATIENCE, Terminal

EXAMPLE = Path(__file__).parent.parent / "data" / "example" / "three_streams.json"
TODAY = ("--today", "2025-06-29")
SIGNALS = [signal.SIGTERM, signal.SIGHUP, signal.SIGINT]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "book.json"
    shutil.copyfile(EXAMPLE, found)
    found.chmod(0o600)
    return found


def minutes(path: Path, day: str = "2025-06-29") -> list[int]:
    rows = json.loads(path.read_text())["hours"].values()
    return [row["minutes"] for row in rows if row["date"] == day]


def remembered(path: Path, name: str) -> list[dict[str, Any]]:
    (found,) = (path.parent / "state" / "leverage-tui" / "books").glob("*.json")
    kept: list[dict[str, Any]] = json.loads(found.read_text())[name]
    return kept


@pytest.mark.parametrize("number", SIGNALS, ids=lambda number: number.name)
def test_a_signal_right_after_a_key_loses_neither_the_entry_nor_the_draft(
    path: Path, number: signal.Signals
) -> None:
    with Terminal(path, *TODAY) as terminal:
        terminal.shows("● saved")
        terminal.send("2\r")
        terminal.shows("empty → 2:00")
        terminal.send("1:3q")
        terminal.shows("1:3q")
        os.kill(terminal.child.pid, number)
        assert terminal.ends() == 0
        assert "Traceback" not in terminal.text
    assert minutes(path) == [120]
    assert [draft["text"] for draft in remembered(path, "drafts")] == ["1:3q"]
    with Terminal(path, *TODAY) as terminal:
        terminal.shows("not entered: 1:3q")
        terminal.send("q")
        assert terminal.ends() == 0


@pytest.mark.parametrize("number", SIGNALS, ids=lambda number: number.name)
def test_the_check_in_ends_as_cleanly_and_asks_again_with_what_was_typed(
    path: Path, number: signal.Signals
) -> None:
    words = ("--today", "2025-06-30", "check-in")
    with Terminal(path, *words, size=(60, 15)) as terminal:
        terminal.shows("Enter takes 4:24")
        terminal.send("2\r")
        terminal.shows("2 of 3")
        terminal.send("7")
        terminal.shows("→ 7:00")
        os.kill(terminal.child.pid, number)
        assert terminal.ends() == 0
    assert minutes(path, "2025-06-30") == [120]
    with Terminal(path, *words, size=(60, 15)) as terminal:
        terminal.shows("→ 7:00")
        terminal.send("\r")
        terminal.shows("3 of 3")
        terminal.send("\x1b")
        assert terminal.ends() == 0
    assert sorted(minutes(path, "2025-06-30")) == [120, 420]


@pytest.mark.parametrize("words", [(), ("check-in",)], ids=["dashboard", "check-in"])
def test_ctrl_c_says_how_to_quit_and_once_more_quits(path: Path, words: tuple[str, ...]) -> None:
    with Terminal(path, *TODAY, *words) as terminal:
        terminal.shows("WordPress consulting")
        terminal.send("\x03")
        terminal.shows("ctrl+c once more")
        terminal.send("\x03")
        assert terminal.ends() == 0
        assert "Traceback" not in terminal.text


@pytest.mark.parametrize("controls", [True, False], ids=["hang-up", "without-a-signal"])
@pytest.mark.parametrize("words", [(), ("check-in",)], ids=["dashboard", "check-in"])
def test_a_terminal_that_is_closed_leaves_no_process_behind(
    path: Path, words: tuple[str, ...], controls: bool
) -> None:
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, b"\x18\x00\x50\x00\x00\x00\x00\x00")
    child = subprocess.Popen(
        [sys.executable, "-m", "leverage_tui", "--data", str(path), *TODAY, *words],
        stdin=slave, stdout=slave, stderr=slave, start_new_session=True,
        preexec_fn=(lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0)) if controls else None,
        env={**os.environ, "TERM": "xterm-256color", "XDG_STATE_HOME": str(path.parent / "state"),
             "XDG_CONFIG_HOME": str(path.parent / "config")},
    )  # fmt: skip
    os.close(slave)
    try:
        shows(master, "WordPress")
        os.write(master, b"2\r")
        shows(master, "2:00")
        until(lambda: minutes(path) == [120])
        os.write(master, b"1:3q")
        shows(master, "1:3q")
        os.close(master)
        assert child.wait(PATIENCE) in (0, 3)
    finally:
        child.kill()
        child.wait()
    assert minutes(path) == [120]
    assert [draft["text"] for draft in remembered(path, "half_typed" if words else "drafts")] == ["1:3q"]


def test_a_running_timer_and_undo_survive_kill_9(path: Path) -> None:
    with Terminal(path, *TODAY) as terminal:
        terminal.shows("● saved")
        terminal.send("2\r")
        terminal.shows("empty → 2:00")
        until(lambda: minutes(path) == [120])
        terminal.send(" ")
        until(lambda: "timer" in path.read_text())
        terminal.kill()
    with Terminal(path, *TODAY, "cancel") as other:
        assert other.ends() == 0
    with Terminal(path, *TODAY) as terminal:
        terminal.shows("● saved")
        terminal.send("u")
        terminal.shows("undone")
        terminal.send("u")
        terminal.send("u")
        until(lambda: minutes(path) == [])
        terminal.send("q")
        assert terminal.ends() == 0


def shows(master: int, words: str) -> None:
    """Wait until `words` were sent to the terminal."""
    seen = b""

    def arrived() -> bool:
        nonlocal seen
        if select.select([master], [], [], 0.2)[0]:
            seen += os.read(master, 65536)
        return words.encode() in seen

    until(arrived)


def until(there: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not there():
        assert time.monotonic() < end, "it never happened"
