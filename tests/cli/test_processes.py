from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Lev

ROOT = Path(__file__).parent.parent.parent
_HEAVY = ("textual", "rich", "pendulum", "platformdirs", "leverage_tui.tui", "leverage_tui.interchange")
_LOADED = f"""
import sys
from leverage_tui.cli.main import main
code = main(sys.argv[1:])
print([name for name in {_HEAVY!r} if name in sys.modules], file=sys.stderr)
sys.exit(code)
"""


def environ(lev: Lev, **more: str) -> dict[str, str]:
    return {**os.environ, **lev.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", **more}


def command(*argv: str) -> list[str]:
    return [sys.executable, "-m", "leverage_tui", *argv]


def test_it_runs_as_a_module(lev: Lev) -> None:
    ran = subprocess.run(command("log", "care", "1h"), env=environ(lev), capture_output=True, text=True)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "1:00 logged" in ran.stdout
    ran = subprocess.run(command("log", "care", "90"), env=environ(lev), capture_output=True, text=True)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr == "lev: 90 hours? write 90m for minutes\n"


@pytest.mark.parametrize("argv", [["status"], ["log", "care", "1h30", "support"], ["status", "--json"]])
def test_what_a_prompt_runs_imports_no_screen(lev: Lev, argv: list[str]) -> None:
    ran = subprocess.run([sys.executable, "-c", _LOADED, *argv], env=environ(lev), capture_output=True, text=True)
    assert ran.returncode == 0
    loaded = ran.stderr.strip().splitlines()[-1]
    assert loaded == "[]"


def test_what_several_log_at_once_is_all_there(lev: Lev) -> None:
    lev("log", "care", "1", "admin")
    running = [
        subprocess.Popen(command("log", stream, f"{minutes}m", "support"), env=environ(lev), stdout=subprocess.PIPE)
        for minutes in (1, 2, 4, 8)
        for stream in ("care", "consulting")
    ]
    for process in running:
        process.communicate()
    assert [process.returncode for process in running] == [0] * 8
    logged = [(entry.stream, entry.minutes) for entry in lev.hours if entry.minutes != 60]
    assert sorted(logged) == [(stream, minutes) for stream in ("care", "consulting") for minutes in (1, 2, 4, 8)]


def test_the_first_entries_of_a_new_book_are_all_there(bare: Lev) -> None:
    running = [
        subprocess.Popen(command("stream", "add", name), env=environ(bare), stdout=subprocess.PIPE)
        for name in ("alpha", "beta")
    ]
    for process in running:
        process.communicate()
    assert [process.returncode for process in running] == [0, 0]
    assert set(bare.book.streams) == {"alpha", "beta"}


def test_a_reader_that_went_away_leaves_no_trace(lev: Lev) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        ran = subprocess.run(command("week"), env=environ(lev), stdout=writing, stderr=subprocess.PIPE)
    finally:
        os.close(writing)
    assert (ran.returncode, ran.stderr) == (0, b"")


def test_closed_streams_are_no_failure(lev: Lev) -> None:
    line = f"exec {sys.executable} -m leverage_tui log care 1 >&- 2>&-"
    assert subprocess.run(["sh", "-c", line], env=environ(lev)).returncode == 0
    assert [entry.minutes for entry in lev.hours] == [60]


def test_a_terminal_that_knows_no_unicode_gets_what_it_can_show(lev: Lev) -> None:
    ran = subprocess.run(
        command("status"), env=environ(lev, PYTHONIOENCODING="ascii"), capture_output=True, text=True
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.startswith("0:00 today ? gauge ")


def test_bytes_that_are_no_text_are_left_out(lev: Lev) -> None:
    argv = [os.fsencode(word) for word in command("log")] + [b"ca\xffre", b"1"]
    ran = subprocess.run(argv, env=environ(lev), capture_output=True)
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert ran.stdout.startswith(b"WordPress care plan, ")
