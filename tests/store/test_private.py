"""What killed programs leave half written in the state folder goes, and nothing else does."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from leverage_tui.store.config_write import written
from leverage_tui.store.glances import kept, place
from leverage_tui.store.looking import look
from leverage_tui.store.private import OLD_SECONDS, sweep, write_private
from leverage_tui.store.remembered import Remembered

from .makers import started

ROOT = Path(__file__).parent.parent.parent
TODAY = date(2026, 11, 18)
KILLED = (
    "import os, signal, sys; from pathlib import Path;os.replace = lambda *_: os.kill(os.getpid(), signal.SIGKILL);"
)
REMEMBERING = (
    "from leverage_tui.store.remembered import Remembered;"
    "Remembered(Path(sys.argv[1]), Path('book.json')).put('rows', [1])"
)
SHORTENING = (
    "from leverage_tui.domain.edits.core import Edit; from leverage_tui.store import undo_log;"
    "from leverage_tui.store.history import Step; from leverage_tui.store.remembered import Remembered;"
    "undo_log.LARGEST = 1; path = Remembered(Path(sys.argv[1]), Path('book.json')).path.with_suffix('.undo');"
    "undo_log.UndoLog(path, 5).append([Step('do', Edit('one', ()))])"
)


def aged(path: Path, seconds: float) -> Path:
    """The file as though it had been written so long ago."""
    moment = time.time() - seconds
    os.utime(path, (moment, moment))
    return path


def left_in(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.tmp"))


@pytest.mark.parametrize("code", [REMEMBERING, SHORTENING], ids=["remembered", "undo log"])
def test_what_a_kill_left_half_written_goes_with_the_next_file(tmp_path: Path, code: str) -> None:
    ran = subprocess.run([sys.executable, "-c", KILLED + code, str(tmp_path)], cwd=ROOT, capture_output=True)
    assert ran.returncode == -signal.SIGKILL, ran.stderr
    (left,) = left_in(tmp_path)
    # Another program might be writing it this very moment.
    Remembered(tmp_path, Path("other.json")).put("rows", [2])
    assert left_in(tmp_path) == [left]
    aged(left, OLD_SECONDS + 1)
    Remembered(tmp_path, Path("other.json")).put("rows", [3])
    assert left_in(tmp_path) == []
    assert Remembered(tmp_path, Path("other.json")).get("rows") == [3]


def test_a_glance_and_the_config_take_theirs_along(path: Path, state: Path, tmp_path: Path) -> None:
    keeper = started(path)
    config = tmp_path / "config" / "config.toml"
    config.parent.mkdir()
    where = place(keeper.state, keeper.path)
    where.parent.mkdir(exist_ok=True)
    left = [
        where.with_name(f".{where.name}.0123456789ab.tmp"),
        where.with_name(".copied.tsv.0123456789ab.tmp"),
        config.with_name(".config.toml.0123456789abcdef.tmp"),
    ]
    kept_by_others = config.with_name(".else.toml.0123456789abcdef.tmp")
    for each in (*left, kept_by_others):
        each.write_text("half")
        aged(each, OLD_SECONDS + 1)
    look(keeper, TODAY)
    written(config, "theme", "nord")
    assert not any(each.exists() for each in left)
    assert kept_by_others.exists()
    assert keeper.digest is not None
    assert kept(where, keeper.digest, TODAY) is not None


NAMES = [".a.json.0123456789ab.tmp", ".a.undo.0123456789ab.tmp", ".a.json.0123456789abcdef.tmp"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("seconds", "goes"),
    [(OLD_SECONDS + 60, True), (OLD_SECONDS - 60, False), (60 - OLD_SECONDS, False), (-OLD_SECONDS - 60, True)],
    ids=["old", "young", "a clock a little ahead", "a clock that was set back"],
)
def test_only_what_is_old_goes(tmp_path: Path, name: str, seconds: float, goes: bool) -> None:
    left = tmp_path / name
    left.write_text("half")
    aged(left, seconds)
    write_private(tmp_path / "b.json", {"a": 1})
    assert left.exists() != goes


def folder_of_that_name(path: Path) -> None:
    path.mkdir()


def link_of_that_name(path: Path) -> None:
    path.symlink_to("b.json")


@pytest.mark.parametrize("made", [folder_of_that_name, link_of_that_name])
def test_what_is_no_file_stays(tmp_path: Path, made: Callable[[Path], None]) -> None:
    there = tmp_path / ".a.json.0123456789ab.tmp"
    made(there)
    os.utime(there, (0, 0), follow_symlinks=False)
    write_private(tmp_path / "b.json", {"a": 1})
    assert os.path.lexists(there)


@pytest.mark.parametrize(
    "name",
    ["a.json", ".a.json.tmp", "a.json.0123456789ab.tmp", ".a.json.0123456789aX.tmp", ".0123456789ab.tmp", "a.undo"],
)
def test_what_does_not_look_like_ours_stays(tmp_path: Path, name: str) -> None:
    there = aged_file(tmp_path / name)
    sweep(tmp_path)
    assert there.exists()


def test_of_one_file_those_of_others_stay(tmp_path: Path) -> None:
    ours, others = (aged_file(tmp_path / f".{name}.0123456789ab.tmp") for name in ("a.json", "b.json"))
    sweep(tmp_path, "a.json")
    assert (ours.exists(), others.exists()) == (False, True)


def test_a_folder_that_is_not_there_is_nothing_to_sweep(tmp_path: Path) -> None:
    sweep(tmp_path / "none")
    assert list(tmp_path.iterdir()) == []


def aged_file(path: Path) -> Path:
    path.write_text("there")
    return aged(path, OLD_SECONDS + 60)
