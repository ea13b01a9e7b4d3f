"""Whatever the mask is, every file and folder that the program makes belongs to its user alone; and no amount or name
stands where others could see it: in a title, in the list of processes, in the names of files."""

from __future__ import annotations

import os
import shutil
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pty.terminal import Terminal
from tests.tui.conftest import DATA

SECRET_NAME, SECRET_AMOUNT = "Acme-Corp", "4711.99"
TODAY = "2025-06-29"
COMMANDS = (
    ("stream", "add", SECRET_NAME, "--id", "care", "--time-sold", "--started", "2025-01-06"),
    ("log", "care", "1h30", "support", "--note", f"owes {SECRET_AMOUNT}"), ("money", "care", SECRET_AMOUNT),
    ("start", "care"), ("stop",), ("set", "baseline_rate", "60"), ("config", "theme", "nord"),
    ("rates", "add", "EUR", "1.08"), ("rates", "import", "rates.csv"), ("import", "toggl.csv", "--into", "care"),
    ("undo",), ("redo",), ("status",), ("status", "--format", "{gauge}"), ("week",), ("insights",), ("report",),
    ("check",), ("where",), ("metrics",), ("close", "care", "--week", "2025-W25"), ("demo", "--data", "demo.json"),
    ("completion", "bash"), ("keys",), ("stream", "delete", "care", "--yes"),
)  # fmt: skip
GIVEN = {"rates.csv": "date,currency,USD per EUR\n2025-06-02,EUR,1.08\n", "toggl.csv": "Project,Start\n"}


@pytest.fixture(params=[0o000, 0o022], ids=oct)
def home(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Path]:
    """A fresh home, and a mask that takes nothing, or what is usual, away."""
    for name, text in GIVEN.items():
        (tmp_path / name).write_text(text)
    before = os.umask(request.param)
    yield tmp_path
    os.umask(before)


def lev(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "LEVERAGE_"))}
    return subprocess.run(
        [sys.executable, "-m", "leverage_tui", "--today", TODAY, *words], cwd=home, capture_output=True, text=True,
        env={**clean, "HOME": str(home), "PYTHONDONTWRITEBYTECODE": "1"},
    )  # fmt: skip


def made(home: Path) -> list[Path]:
    return [path for path in sorted(home.rglob("*")) if path.name not in (*GIVEN, "here")]


def assert_private(home: Path) -> None:
    found = made(home)
    assert found
    for path in found:
        mode = stat.S_IMODE(path.lstat().st_mode)
        assert mode == (0o700 if path.is_dir() else 0o600), f"{path} {oct(mode)}"
        assert SECRET_NAME not in path.name
        assert "4711" not in path.name


def test_every_command(home: Path) -> None:
    done = {words: lev(home, *words) for words in COMMANDS}
    faults = {words: ran.stderr for words, ran in done.items() if ran.returncode not in (0, 2, 3)}
    assert not faults
    assert done[COMMANDS[0]].returncode == 0, done[COMMANDS[0]].stderr
    names = {path.name for path in made(home)}
    assert {"book.json", "config.toml", "demo.json", "leverage-tui"} <= names
    assert_private(home)


def test_the_dashboard_the_clipboard_and_a_copy(home: Path) -> None:
    path = home / "new" / "book.json"
    path.parent.mkdir(mode=0o700)
    shutil.copyfile(DATA / "three_streams.json", path)
    path.chmod(0o600)
    folders = {f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in ("STATE", "CONFIG", "DATA")}
    logs = {"TEXTUAL": "devtools,debug", "TEXTUAL_LOG": str(home / "screen.log")}
    with Terminal(path, "--today", TODAY, more={**folders, **logs, "HOME": str(home)}) as terminal:
        terminal.shows("● saved")
        terminal.send("2\r")
        terminal.shows("empty → 2:00")
        terminal.send("V")
        terminal.shows("sent to the clipboard")
        terminal.send("5q\r")
        terminal.shows("5q")
        listed = subprocess.run(
            ["ps", "-ww", "-o", "args=", "-p", str(terminal.child.pid)], capture_output=True, text=True
        )
        assert listed.stdout.strip().endswith(f"-m leverage_tui --data {path} --today {TODAY}")
        terminal.child.kill(signal.SIGTERM)
        assert terminal.ends() == 0
    for title in (b"\x1b]0;", b"\x1b]1;", b"\x1b]2;", b"\x1bk"):
        assert title not in terminal.raw
    assert not (home / "screen.log").exists()
    assert (home / "state" / "leverage-tui" / "books" / "copied.tsv").exists()
    assert_private(home)


def test_a_file_that_others_may_read_stays_so_and_is_said(tmp_path: Path) -> None:
    """Its mode is its owner's choice; a stricter one is kept as well."""
    lev(tmp_path, "stream", "add", "Care")
    (book,) = tmp_path.rglob("book.json")
    for mode in (0o640, 0o600):
        book.chmod(mode)
        assert lev(tmp_path, "log", "care", "1h").returncode == 0
        assert stat.S_IMODE(book.stat().st_mode) == mode
