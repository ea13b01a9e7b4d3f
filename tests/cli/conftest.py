from __future__ import annotations

import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from leverage_tui.cli.main import main
from leverage_tui.domain.book import Book
from leverage_tui.domain.model import Hours, Money
from leverage_tui.store.backups import Backups
from leverage_tui.store.keeper import Keeper

TODAY = "2026-11-18"


class Ran(NamedTuple):
    """How one command line went."""

    code: int
    out: str
    err: str


def environment(folder: Path) -> dict[str, str]:
    """An environment in which everything lies in `folder`, on a fixed Wednesday."""
    kinds = {f"XDG_{kind}_HOME": str(folder / kind.lower()) for kind in ("DATA", "STATE", "CONFIG")}
    return {**kinds, "LEVERAGE_TUI_TODAY": TODAY}


class Lev:
    """Runs command lines in this process, on a book in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environ = environment(folder)
        self.file = folder / "data" / "leverage-tui" / "book.json"
        self.state = folder / "state" / "leverage-tui"

    def run(self, *argv: str, environ: Mapping[str, str] | None = None) -> Ran:
        out, err = io.StringIO(), io.StringIO()
        code = main(argv, out, err, self.environ if environ is None else environ)
        return Ran(code, out.getvalue(), err.getvalue())

    def __call__(self, *argv: str) -> str:
        """Standard output of a command that must go well."""
        ran = self.run(*argv)
        assert ran.code == 0, ran
        return ran.out

    def said(self, *argv: str) -> str:
        """Standard error of a command that must go well."""
        ran = self.run(*argv)
        assert ran.code == 0, ran
        return ran.err

    def refused(self, *argv: str, code: int = 2) -> str:
        """The one line with which a command must be refused, without data and without a change of the file."""
        before = self.bytes()
        ran = self.run(*argv)
        assert ran.code == code, ran
        assert ran.out == ""
        assert ran.err.startswith("lev: ")
        assert ran.err.count("\n") == 1
        assert ran.err.endswith("\n")
        assert self.bytes() == before
        return ran.err.removeprefix("lev: ").rstrip("\n")

    def json(self, *argv: str) -> Any:
        return json.loads(self(*argv))

    def bytes(self) -> bytes | None:
        return self.file.read_bytes() if self.file.exists() else None

    @property
    def book(self) -> Book:
        return Keeper.open(self.file, state=self.state).book

    @property
    def hours(self) -> list[Hours]:
        return sorted(self.book.all(Hours), key=lambda entry: (entry.at, entry.doc_id))

    @property
    def money(self) -> list[Money]:
        return sorted(self.book.all(Money), key=lambda entry: (entry.at, entry.doc_id))


@pytest.fixture
def bare(tmp_path: Path) -> Lev:
    """Without any file."""
    return Lev(tmp_path)


@pytest.fixture
def lev(bare: Lev) -> Lev:
    """With three streams and a baseline rate of $60."""
    bare("stream", "add", "WordPress consulting", "--id", "consulting", "--time-sold", "--started", "2026-01-05")
    bare("stream", "add", "WordPress care plan", "--id", "care", "--started", "2026-01-05")
    bare(
        "stream", "add", "Diary-mapping course", "--id", "course", "--status", "building", "--started", "2026-06-01"
    )
    bare("set", "baseline_rate", "60")
    return bare


@pytest.fixture
def backups(lev: Lev) -> Backups:
    return Backups(lev.state, lev.file)
