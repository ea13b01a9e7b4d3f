"""Faults seeded in a copy of the store, one at a time: each has to make a test fail, or the tests are blind to it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

_ROOT = Path(__file__).parent.parent.parent
_STORE = Path("leverage_tui/store")
_QUICK = ("tests/faults/test_protocol.py", "tests/store/test_faults.py", "tests/store/test_keeper.py")
_THOROUGH = (
    "tests/faults",
    "tests/store/test_processes.py",
    "tests/store/test_funnel.py",
    "tests/store/test_layout.py",
)
_PATIENCE_SECONDS = 300


class Mutant(NamedTuple):
    """In `file`, which holds `old` exactly once, `new` stands instead."""

    name: str
    file: str
    old: str
    new: str


MUTANTS = (
    Mutant("the file is not synced", "disk.py", "    _sync(descriptor)\n    found = os.fstat", "    found = os.fstat"),
    Mutant("the folder is not synced", "bookfile.py", "        disk.confirm(self.path)\n", ""),
    Mutant(
        "the folder is synced too early", "bookfile.py",
        "        stamp = disk.replace(\n"
        "            self.path, data, self._attempt or self.version.stamp, alone=self.knows_locks, "
        "still=self.holds_lock\n        )\n        self._attempt = stamp\n        disk.confirm(self.path)\n",
        "        disk.confirm(self.path)\n        stamp = disk.replace(\n"
        "            self.path, data, self._attempt or self.version.stamp, alone=self.knows_locks\n"
        "        )\n        self._attempt = stamp\n",
    ),
    Mutant(
        "the data file is locked", "lock.py",
        'return file.with_name(file.name + ".lock")', "return file",
    ),
    Mutant("no lock at all", "lock.py", "fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)", "pass"),
    Mutant("a shared lock", "lock.py", "fcntl.LOCK_EX | fcntl.LOCK_NB", "fcntl.LOCK_SH | fcntl.LOCK_NB"),
    Mutant(
        "a replaced lock file is trusted", "lock.py", "if _is_still_there(descriptor, path):", "if True:",
    ),
    Mutant(
        "the temporary file lies elsewhere", "disk.py",
        'path.with_name(f".{path.name}.{os.urandom(8).hex()}.tmp")',
        'Path("/tmp") / f".{path.name}.{os.urandom(8).hex()}.tmp"',
    ),
    Mutant(
        "a reload forgets", "keeper.py",
        "        self.book = brought_up(self.book, self._file.version.sheet, fresh.sheet)\n", "",
    ),
    Mutant(
        "what others wrote is written over", "bookfile.py",
        "        if stamp in (self.version.stamp, self._attempt):",
        "        if self.version.stamp:",
    ),
    Mutant(
        "no look before it is replaced", "disk.py",
        "if (None if there is None else stamp_of(there)) != known:", "if False:",
    ),
    Mutant("a lock that was taken away is not missed", "disk.py", "        if not still():\n", "        if False:\n"),
    Mutant(
        "no look again under the lock", "keeper.py",
        "                foreign = self._take_in() or foreign\n", "",
    ),
    Mutant(
        "told before it is on disk", "funnel.py",
        "        try:\n            saved = self._keeper.commit(batch)\n",
        "        self._announce(Saved(self._book, 0))\n        try:\n            saved = self._keeper.commit(batch)\n",
    ),
    Mutant(
        "settled while it is being saved", "funnel.py",
        "return not self._pending or not (self._due or self._saving)", "return not self._due",
    ),
    Mutant(
        "what failed is left behind", "disk.py",
        "    except BaseException:\n        _remove(temporary)\n        raise\n",
        "    except BaseException:\n        raise\n",
    ),
    Mutant(
        "what killed programs left is not swept", "disk.py", "        if alone:\n            _sweep(path)\n", "",
    ),
    Mutant(
        "written in place", "disk.py",
        "        os.replace(temporary, path)\n    except BaseException as error:",
        "        path.write_bytes(data)\n        _remove(temporary)\n    except BaseException as error:",
    ),
    Mutant(
        "the new book is shown before it stands", "keeper.py",
        "                try:\n                    self._file.put(new, latest_of(work.changes))\n",
        "                was = self.book\n                self.book = brought_up(was, old, new, work.changes)\n"
        "                try:\n                    self._file.put(new, latest_of(work.changes))\n",
    ),
    Mutant(
        "a failed sync is tried again", "disk.py",
        "    os.fsync(descriptor)\n",
        "    try:\n        os.fsync(descriptor)\n    except OSError:\n        os.fsync(descriptor)\n",
    ),
    Mutant("others may read it", "disk.py", "descriptor = os.open(temporary, flags, 0o600)",
           "descriptor = os.open(temporary, flags, 0o644)"),
    Mutant(
        "the old file's mode is forgotten", "disk.py", "    os.fchmod(descriptor, stat.S_IMODE(old.st_mode))\n", "",
    ),
    Mutant(
        "a link is replaced by a file", "bookfile.py", "self.path = Path(os.path.realpath(path))", "self.path = path",
    ),
    Mutant("a short write is taken for a whole one", "disk.py", "    while left:\n", "    if left:\n"),
    Mutant(
        "a short file is taken for a whole one", "disk.py", "    if found.st_size != len(data):\n", "    if False:\n",
    ),
    Mutant(
        "a save that failed is said to be one", "funnel.py",
        "            self._fail(self._as_store_error(error))\n            return\n        refused =",
        "            return\n        refused =",
    ),
)  # fmt: skip


class NotThere(Exception):
    """The text that a mutant replaces is not in the store, or more than once."""


def run(only: str) -> int:
    """Seed each fault and print which test saw it; 0 where all were seen."""
    survivors = []
    for mutant in (None, *MUTANTS):
        if mutant is None or only in mutant.name:
            with TemporaryDirectory(prefix="leverage-mutant-") as folder:
                tests = caught_by(mutant, Path(folder))
            if mutant is None:
                if tests:
                    # What fails without a fault catches none.
                    print(f"the store as it is fails {', '.join(tests)}")
                    return 1
                continue
            print(f"{mutant.name:45} {', '.join(tests) or 'SURVIVED'}", flush=True)
            survivors += [] if tests else [mutant.name]
    print(f"{len(survivors)} survived{': ' if survivors else ''}{', '.join(survivors)}")
    return 1 if survivors else 0


def mutated(source: str, mutant: Mutant) -> str:
    """The source with the fault in it. Raises NotThere."""
    if source.count(mutant.old) != 1:
        raise NotThere(f"{mutant.name}: {mutant.file} holds {source.count(mutant.old)} times {mutant.old!r}")
    return source.replace(mutant.old, mutant.new)


def caught_by(mutant: Mutant | None, folder: Path) -> list[str]:
    """The first tests that fail with the fault, or without any; none where all pass."""
    ignored = shutil.ignore_patterns("__pycache__", "__snapshots__", "golden")
    for name in ("leverage_tui", "tests"):
        shutil.copytree(_ROOT / name, folder / name, ignore=ignored)
    shutil.copy(_ROOT / "pyproject.toml", folder)
    if mutant is not None:
        file = folder / _STORE / mutant.file
        file.write_text(mutated(file.read_text("utf-8"), mutant), "utf-8")
    for tests in (_QUICK, _THOROUGH):
        failed = _failing(folder, tests)
        if failed:
            return failed
    return []


def _failing(folder: Path, tests: tuple[str, ...]) -> list[str]:
    command = [sys.executable, "-m", "pytest", "-n", "0", "-q", "--maxfail=2", "--tb=no", "-p", "no:cacheprovider"]
    # The mutants themselves no longer fit a store that holds one.
    command.append("--ignore=tests/faults/test_mutants.py")
    environ = {**os.environ, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(
            [*command, *tests], cwd=folder, env=environ, capture_output=True, text=True, timeout=_PATIENCE_SECONDS
        )
    except subprocess.TimeoutExpired:
        return ["a test that never ended"]
    if done.returncode not in (0, 1):
        raise AssertionError(f"the tests could not be run: {done.stdout[-2000:]}{done.stderr[-2000:]}")
    return re.findall(r"^(?:FAILED|ERROR) \S+?([^/\s]+::.*?)(?: - .*)?$", done.stdout, re.MULTILINE)
