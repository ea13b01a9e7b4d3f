"""``lev merge --driver``: with real branches of git, and what it does with what it cannot read."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from leverage_tui.domain.model import Hours
from leverage_tui.store.keeper import Keeper
from tests.cli.conftest import Lev, environment

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
SOURCE = Path(__file__).parents[2]


class Repository:
    """A git repository whose `book.json` is merged by the driver, as the two lines of the README set it up.

    `machine` is whose state folder a command uses: to one machine another branch's file has gone back in time.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.book = folder / "book.json"
        self.machine = "main"
        self.environ = {
            **environment(folder.parent / "config"),
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(SOURCE),
            "HOME": str(folder.parent),
            "GIT_CONFIG_NOSYSTEM": "1",
        }
        folder.mkdir()
        self.git("init", "-q", "-b", "main")
        self.git("config", "user.name", "A")
        self.git("config", "user.email", "a@example.org")
        (folder / ".gitattributes").write_text("book.json merge=leverage\n")
        (folder / ".gitignore").write_text("*.lock\n")
        lev = f"'{sys.executable}' -c 'from leverage_tui.cli.main import run; run()'"
        self.git("config", "merge.leverage.driver", f"{lev} merge --driver %O %A %B")

    def git(self, *words: str, code: int = 0) -> str:
        ran = self._run(["git", *words])
        assert ran.returncode == code, ran
        return ran.stdout + ran.stderr

    def lev(self, *words: str) -> None:
        lev = [sys.executable, "-c", "from leverage_tui.cli.main import run; run()"]
        ran = self._run([*lev, "--data", str(self.book), *words])
        assert ran.returncode == 0, ran

    def checkout(self, branch: str, *options: str) -> None:
        self.git("checkout", "-q", *options, branch)
        self.machine = branch

    def commit(self, *words: str) -> None:
        """One command, committed."""
        self.lev(*words)
        self.git("add", ".")
        self.git("commit", "-q", "-m", words[0])

    def minutes(self) -> list[int]:
        keeper = Keeper.open(self.book, state=self.folder.parent / "looking")
        return sorted(entry.minutes for entry in keeper.book.all(Hours))

    def _run(self, words: Sequence[str]) -> subprocess.CompletedProcess[str]:
        environ = {**self.environ, "XDG_STATE_HOME": str(self.folder.parent / self.machine)}
        return subprocess.run(words, cwd=self.folder, env=environ, capture_output=True, text=True, check=False)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """With a book on `main` and a branch `laptop` from there."""
    made = Repository(tmp_path / "repository")
    made.commit("stream", "add", "Care plan", "--id", "care")
    made.git("branch", "laptop")
    return made


@needs_git
def test_branches_merge_without_a_conflict_and_alike_in_both_directions(repository: Repository) -> None:
    git = repository.git
    repository.commit("log", "care", "1h", "support", "--on", "2026-11-17")
    repository.checkout("laptop")
    repository.commit("log", "care", "30m", "support", "--on", "2026-11-17")
    git("branch", "other-way")
    git("merge", "-q", "main", "-m", "merge")
    assert repository.minutes() == [30, 60]
    one = repository.book.read_bytes()
    repository.checkout("main")
    git("merge", "-q", "other-way", "-m", "merge")
    assert repository.book.read_bytes() == one
    assert git("status", "--porcelain") == ""
    assert b"<<<<<<<" not in one


@needs_git
def test_fields_of_one_entry_are_put_together_and_what_gave_way_is_said(repository: Repository) -> None:
    git = repository.git
    repository.commit("stream", "edit", "care", "--name", "Here", "--status", "building")
    repository.checkout("laptop")
    repository.commit("stream", "edit", "care", "--name", "There", "--time-sold")
    repository.checkout("main")
    said = git("merge", "laptop", "-m", "merge")
    stream = Keeper.open(repository.book, state=repository.folder.parent / "looking").book.streams["care"]
    assert (stream.name, stream.time_sold, stream.status) == ("There", True, "building")
    assert "name Here, status building" in said
    assert "name There, status live" in said
    assert "; put together of both" in said


@needs_git
def test_an_edit_by_hand_without_a_stamp_is_taken(repository: Repository) -> None:
    git = repository.git
    repository.checkout("laptop")
    repository.book.write_text(repository.book.read_text().replace("Care plan", "By hand"))
    git("commit", "-q", "-a", "-m", "by hand")
    repository.checkout("main")
    repository.commit("log", "care", "1h", "support", "--on", "2026-11-17")
    git("merge", "-q", "laptop", "-m", "merge")
    assert "By hand" in repository.book.read_text()
    assert repository.minutes() == [60]


@needs_git
def test_a_branch_that_cannot_be_read_is_a_conflict_and_ours_stays(repository: Repository) -> None:
    git = repository.git
    repository.commit("log", "care", "1h", "support", "--on", "2026-11-17")
    before = repository.book.read_bytes()
    repository.checkout("laptop")
    repository.book.write_text("{")
    git("commit", "-q", "-a", "-m", "damaged")
    repository.checkout("main")
    said = git("merge", "laptop", code=1)
    assert "CONFLICT" in said
    assert "no valid JSON" in said
    assert repository.book.read_bytes() == before


@needs_git
def test_two_books_without_a_common_past_merge_too(repository: Repository, tmp_path: Path) -> None:
    git = repository.git
    repository.checkout("fresh", "--orphan")
    repository.book.unlink()
    repository.commit("stream", "add", "Course", "--id", "course")
    git("merge", "-q", "main", "--allow-unrelated-histories", "-m", "merge")
    assert Keeper.open(repository.book, state=tmp_path / "looking").book.streams.keys() == {"care", "course"}


@pytest.fixture
def three(lev: Lev, tmp_path: Path) -> list[Path]:
    """A base, ours and theirs, as git lays them out."""
    files = [tmp_path / name for name in ("base", "ours", "theirs")]
    for file in files:
        file.write_bytes(lev.bytes() or b"")
    return files


def test_without_git_the_driver_writes_ours_alone(bare: Lev, lev: Lev, three: list[Path]) -> None:
    lev("log", "care", "1h", "support")
    three[2].write_bytes(lev.bytes() or b"")
    three[1].chmod(0o640)
    before = lev.bytes()
    assert bare.run("merge", "--driver", *map(str, three)) == (0, "", "")
    assert three[1].read_bytes() == three[2].read_bytes()
    assert three[1].stat().st_mode & 0o777 == 0o640
    assert lev.bytes() == before
    assert sorted(path.name for path in three[1].parent.iterdir() if path.is_file()) == ["base", "ours", "theirs"]


@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize("text", ["{", "[]", '{"hours":{"1":7}}', None])
def test_what_cannot_be_read_leaves_ours_as_it_is(
    lev: Lev, three: list[Path], place: int, text: str | None
) -> None:
    if text is None:
        three[place].unlink()
    else:
        three[place].write_text(text)
    before = three[1].read_bytes() if three[1].exists() else None
    ran = lev.run("merge", "--driver", *map(str, three))
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("lev: ")
    assert ran.err.count("\n") == 1
    assert (three[1].read_bytes() if three[1].exists() else None) == before


def test_a_newer_version_is_a_conflict(lev: Lev, three: list[Path]) -> None:
    found = json.loads(three[2].read_text())
    next(row for row in found["settings"].values() if row["key"] == "schema")["value"] = 2
    three[2].write_text(json.dumps(found))
    ran = lev.run("merge", "--driver", *map(str, three))
    assert ran.code == 1
    assert "format 2" in ran.err
