"""The program in a real terminal, from the first key to the file on disk."""

from __future__ import annotations

import json
import os
import shutil
import signal
from pathlib import Path

from tests.pty.terminal import Terminal

EXAMPLE = Path(__file__).parent.parent / "data" / "example" / "three_streams.json"
TODAY = ("--today", "2025-06-29")


def delivered(path: Path) -> list[int]:
    rows = json.loads(path.read_text())["hours"].values()
    return [row["minutes"] for row in rows if (row["stream"], row["date"]) == ("consulting", "2025-06-29")]


def test_hours_typed_and_saved_survive_kill_9(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    shutil.copyfile(EXAMPLE, path)
    with Terminal(path, *TODAY) as terminal:
        terminal.shows("15.2 running")
        terminal.shows("● saved")
        terminal.send("2")
        terminal.shows("2 → 2:00")
        terminal.send("\r")
        terminal.shows("empty → 2:00")
        terminal.shows("● saved")
        terminal.send("1:30")
        terminal.shows("1:30 → 1:30")
        terminal.kill()
    assert delivered(path) == [120]
    with Terminal(path, *TODAY) as terminal:
        terminal.shows("2:00")
        terminal.send("q")
        assert terminal.ends() == 0
    assert delivered(path) == [120]


def test_a_closed_terminal_ends_it_with_everything_on_disk(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    shutil.copyfile(EXAMPLE, path)
    with Terminal(path, *TODAY) as terminal:
        terminal.shows("● saved")
        terminal.send("2\r")
        terminal.shows("empty → 2:00")
        os.kill(terminal.child.pid, signal.SIGHUP)
        terminal.ends()
    assert delivered(path) == [120]


def test_what_the_command_line_logs_appears_while_the_dashboard_is_open(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    shutil.copyfile(EXAMPLE, path)
    with Terminal(path, *TODAY) as terminal:
        terminal.shows("● saved")
        terminal.send("3")
        terminal.shows("3 → 3:00")
        with Terminal(path, *TODAY, "log", "consulting", "45m") as other:
            assert other.ends() == 0
        terminal.shows("0:45")
        terminal.shows("3 → 3:00")
        terminal.send("\r")
        terminal.shows("3:45")
        terminal.shows("● saved")
        terminal.send("q")
        assert terminal.ends() == 0
    assert sorted(delivered(path)) == [45, 180]


def test_a_file_that_cannot_be_read_is_one_sentence_and_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    path.write_bytes(b'{"hours": {"1"')
    with Terminal(path) as terminal:
        assert terminal.ends() == 3
        assert "cannotberead" in "".join(terminal.text.split())
        assert "Traceback" not in terminal.text
    assert path.read_bytes() == b'{"hours": {"1"'


def test_the_demo_book_is_forgotten_afterwards(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    with Terminal(path, "--demo", size=(120, 36)) as terminal:
        terminal.shows("WordPress care plan")
        terminal.shows("running")
        terminal.send("q")
        assert terminal.ends() == 0
        assert "forgotten" in terminal.text
    assert not path.exists()


def test_the_first_run_from_three_names_to_a_gauge_and_it_is_there_tomorrow(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    with Terminal(path, *TODAY) as terminal:
        terminal.shows("How leveraged is your income?")
        terminal.send("\r")
        terminal.shows("1 of 4")
        for name, sold in (("Consulting", " "), ("Care plan", ""), ("Course", "")):
            terminal.send(name)
            terminal.shows(name)
            terminal.send("\r")
            if sold:
                terminal.send(sold)
                terminal.shows("sold? yes")
            terminal.send("\r")
        terminal.send("\r")
        terminal.shows("2 of 4")
        for amount in ("6800", "1200", "18.40"):
            terminal.send(amount)
            terminal.shows(f"{amount} ")
            terminal.send("\r")
        terminal.send("\r")
        terminal.shows("3 of 4")
        for hours in ("26", "2", "0:30"):
            terminal.send(hours)
            terminal.send("\r")
        terminal.shows("4 of 4")
        terminal.send("60\r")
        terminal.shows("with the building")
        terminal.shows("first estimate")
        terminal.shows("● saved")
        terminal.send("3\r")
        terminal.shows("3:00")
        terminal.shows("● saved")
        terminal.send("q")
        assert terminal.ends() == 0
    with Terminal(path, "--today", "2025-06-30") as terminal:
        terminal.shows("with the building")
        for name in ("Consulting", "Care plan", "Course"):
            terminal.shows(name)
        terminal.send("q")
        assert terminal.ends() == 0
    tables = json.loads(path.read_text())
    assert [row["minutes"] for row in tables["hours"].values() if row["date"] == "2025-06-29"] == [180]
    assert {row["gross"] for row in tables["money"].values()} == {680000, 120000, 1840}
