"""Files made to take all memory or all time are refused in a sentence. Each is read in a process of its own that may
not have more memory than a book of the largest size is allowed to take."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import environment

MB = 1024 * 1024
MEMORY = 1400 * MB
"""Address space of the child: the interpreter, 64 MB of file, its text, and what a million documents take."""
SECONDS = 120

BOOKS: dict[str, Callable[[], bytes]] = {
    "objects": lambda: b'{"hours":{"1":{"x":[' + b"{}," * (20 * MB) + b"{}]}}}",
    "arrays": lambda: b"[" * (60 * MB),
    "nested arrays": lambda: b'{"hours":{"1":{"x":[' + b"[[]]," * (12 * MB) + b"[]]}}}",
    "texts": lambda: b'{"hours":{"1":{"x":[' + b'"ab",' * (12 * MB) + b'"ab"]}}}',
    "tables": lambda: b"{" + b",".join(b'"%d":{}' % number for number in range(3 * MB)) + b"}",
    "deep": lambda: b'{"hours":' * 200_000,
    "a long number": lambda: b'{"hours":{"1":{"minutes":' + b"9" * (30 * MB) + b"}}}",
    "a huge exponent": lambda: b'{"hours":{"1":{"minutes":1e999999}}}',
    "too large": lambda: b"{" + b" " * (70 * MB) + b"}",
    "no text": lambda: bytes(60 * MB),
    "one quote": lambda: b'{"' + b"a" * (60 * MB),
    "backslashes": lambda: b'{"hours":{"1":{"note":"' + b"\\" * (60 * MB),
}  # fmt: skip
TABLES: dict[str, Callable[[], bytes]] = {
    "commas": lambda: b"," * (60 * MB),
    "rows": lambda: b"date,currency,rate\n" + b"a\n" * (30 * MB),
    "empty rows": lambda: b"date,currency,rate\n" + b",\n" * (30 * MB),
    "a quote left open": lambda: b'date,currency,rate\n"' + b"a" * (60 * MB),
    "lines in a quote": lambda: b'date,currency,rate\n"' + b"a\n" * (20 * MB),
    "columns": lambda: b"date," + b",".join(b"EUR" for _ in range(10 * MB)) + b"\n2026-01-01" + b",1" * 100,
    "wide": lambda: b"\xff\xfe" + ("date,currency,rate\n" + "x" * (20 * MB)).encode("utf-16-le"),
    "too large": lambda: b"date,currency,rate\n" * (4 * MB),
    "a long rate": lambda: b"date,currency,rate\n2026-01-01,EUR," + b"9" * 100_000,
    "json": lambda: b"[" + b"{}," * (20 * MB) + b"{}]",
}  # fmt: skip
CONFIGS: dict[str, Callable[[], bytes]] = {
    "deep": lambda: b"x = " + b"[" * 200_000,
    "long": lambda: b"x = 1\n" * (10 * MB),
    "a long number": lambda: b"day_starts = " + b"9" * 100_000,
    "many keys": lambda: b"".join(b"k%d = 1\n" % number for number in range(20_000)),
}  # fmt: skip


def lev(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """One command in a child with little memory. It may take its time: only that it ends is looked at."""
    return subprocess.run(
        [sys.executable, "-m", "leverage_tui", *words],
        env={**os.environ, **environment(folder)}, capture_output=True, text=True, timeout=SECONDS,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY)),
    )  # fmt: skip


def assert_refused(done: subprocess.CompletedProcess[str], *codes: int) -> None:
    assert done.returncode in codes, (done.returncode, done.stderr[-2000:])
    assert "Traceback" not in done.stderr
    assert "MemoryError" not in done.stderr
    assert all(len(line) < 2000 for line in done.stderr.splitlines())


@pytest.mark.parametrize("bomb", BOOKS)
def test_a_book(tmp_path: Path, bomb: str) -> None:
    path = tmp_path / "book.json"
    data = BOOKS[bomb]()
    path.write_bytes(data)
    done = lev(tmp_path, "--data", str(path), "stream", "list")
    assert_refused(done, 3)
    assert "cannot be read" in done.stderr
    assert path.stat().st_size == len(data)


@pytest.mark.parametrize("words", [("rates", "import"), ("import",)], ids=" ".join)
@pytest.mark.parametrize("bomb", TABLES)
def test_an_import(tmp_path: Path, bomb: str, words: tuple[str, ...]) -> None:
    path = tmp_path / "file.csv"
    path.write_bytes(TABLES[bomb]())
    done = lev(tmp_path, *words, str(path))
    # A rate that cannot be read is a row that is left out, and said.
    assert_refused(done, *((0, 2) if bomb in ("a long rate", "empty rows") else (2,)))
    assert len(done.stderr.splitlines()) < 15


@pytest.mark.parametrize("bomb", CONFIGS)
def test_a_config(tmp_path: Path, bomb: str) -> None:
    path = tmp_path / "config" / "leverage-tui" / "config.toml"
    path.parent.mkdir(parents=True)
    path.write_bytes(CONFIGS[bomb]())
    done = lev(tmp_path, "keys")
    assert_refused(done, 0)
    assert 0 < len(done.stderr.splitlines()) < 15
    assert_refused(lev(tmp_path, "config", "theme", "nord"), 0, 3)


@pytest.mark.parametrize("make", [os.mkfifo, lambda path: path.symlink_to("/dev/zero")], ids=["fifo", "zero"])
def test_what_never_ends_is_no_file(tmp_path: Path, make: Callable[[Path], None]) -> None:
    path = tmp_path / "config" / "leverage-tui" / "config.toml"
    path.parent.mkdir(parents=True)
    make(path)
    assert "no regular file" in lev(tmp_path, "keys").stderr
    book = tmp_path / "endless"
    make(book)
    assert_refused(lev(tmp_path, "--data", str(book), "status"), 3)
    assert_refused(lev(tmp_path, "import", str(book)), 2)
    assert_refused(lev(tmp_path, "rates", "import", str(book)), 2)
