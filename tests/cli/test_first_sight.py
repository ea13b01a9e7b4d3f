"""What stands on the terminal before the dashboard is loaded: found with little, and never in place of a sentence."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from datetime import date
from pathlib import Path

import pytest

from leverage_tui.cli import first_sight
from leverage_tui.cli.context import Context
from leverage_tui.cli.output import Output
from leverage_tui.store.pictures import Album
from tests.cli.conftest import environment
from tests.cli.test_dashboard import Terminal

MOST_MODULES = 130
"""As many modules as are there when the picture is shown, those of Python's own start included."""
FIND = """
import os, sys
from pathlib import Path
os.get_terminal_size = lambda number: os.terminal_size((120, 36))
import leverage_tui.cli.main
from leverage_tui.cli.context import Context
from leverage_tui.cli.dashboard import show
from leverage_tui.cli.first_sight import first_sight
from leverage_tui.cli.output import Output
sight = first_sight(Context(Output(sys.stdout, sys.stderr), dict(os.environ), sys.argv[1], "2026-03-12"))
print(sight._picture, len(sys.modules), *sys.modules)
"""


class Place:
    """A book with a picture of its first frame."""

    def __init__(self, folder: Path) -> None:
        self.book = folder / "book.json"
        self.book.write_text("{}")
        self.environ = environment(folder)
        album = self.album
        album.keep(album.stamp(), (120, 36), {date(2026, 3, 12): "PICTURE"})

    @property
    def context(self) -> Context:
        return Context(Output(Terminal(), Terminal()), self.environ, str(self.book), "2026-03-12")

    @property
    def album(self) -> Album:
        return Album(self.book, self.context.state, self.context.config_file, self.environ)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def test_a_picture_is_found_before_anything_is_imported_that_takes_long(place: Place) -> None:
    run = [sys.executable, "-c", FIND, str(place.book)]
    said = subprocess.run(run, env=place.environ, capture_output=True, text=True, check=True).stdout.split()
    assert said[0] == "PICTURE"
    assert int(said[1]) <= MOST_MODULES
    assert not {"textual", "rich", "pendulum", "tinydb", "asyncio"} & set(said[2:])


def test_a_terminal_without_a_size_gets_none(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", Terminal())
    with first_sight.first_sight(place.context) as sight:
        assert not sight.taken_over()


def test_a_config_with_something_to_say_comes_first(place: Place) -> None:
    config = place.context.config_file
    config.parent.mkdir(parents=True)
    config.write_text("theme = 5\n")
    assert place.context.config_read[1]
    with first_sight.first_sight(place.context) as sight:
        assert not sight.taken_over()


def test_no_process_is_made_out_of_one_with_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    def fork() -> int:
        made.append("process")
        return 1

    monkeypatch.setattr(os, "fork", fork)
    for threads, processes in ((2, 0), (1, 1)):
        monkeypatch.setattr(threading, "active_count", lambda threads=threads: threads)
        first_sight._beside(lambda: None)
        assert len(made) == processes
