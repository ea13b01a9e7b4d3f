"""Where a trial happens: a folder with a book, a state folder, and the command line over both."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import randrange
from tempfile import TemporaryDirectory
from typing import NamedTuple

from leverage_tui.cli.main import main
from leverage_tui.domain.book import Book
from leverage_tui.domain.edits.core import Edit, edit
from leverage_tui.domain.edits.hours import log_hours
from leverage_tui.domain.edits.streams import add_stream
from leverage_tui.domain.identity import random_id
from leverage_tui.domain.model import Hours, Work
from leverage_tui.domain.timesheet import Row
from leverage_tui.store.keeper import Keeper

TODAY = date(2026, 11, 18)
ROW = Row("saas", Work.DELIVER)
BULK = 30
"""Entries of a stream that is deleted, and rows of a file that is imported."""


class Ran(NamedTuple):
    """How one command line went."""

    code: int
    out: str
    err: str


class Place:
    """A book at `book` with the state in `state`; both may lie on a disk that is about to fail."""

    def __init__(self, folder: Path, state: Path | None = None) -> None:
        self.folder = folder
        self.book = folder / "book.json"
        self.state = (state or folder.parent / f"{folder.name}-state") / "leverage-tui"

    def keeper(self) -> Keeper:
        """The book as it is read from the file."""
        return Keeper.open(self.book, state=self.state)

    def lev(self, *argv: str) -> Ran:
        """Run a command line in this process."""
        out, err = io.StringIO(), io.StringIO()
        environ = {
            "LEVERAGE_TUI_DATA": str(self.book),
            "LEVERAGE_TUI_TODAY": TODAY.isoformat(),
            "XDG_STATE_HOME": str(self.state.parent),
            "XDG_CONFIG_HOME": str(self.state.parent / "config"),
        }
        code = main(argv, out, err, environ)
        return Ran(code, out.getvalue(), err.getvalue())

    def begin(self, entries: int = 0) -> None:
        """A new book: the stream that everything is logged on, and so many old entries on it."""
        keeper = self.keeper()
        keeper.commit([add_stream(keeper.book, "Saas")])
        if entries:
            keeper.commit([many(ROW.stream, (f"old {number}" for number in range(entries)))])
        self.lev("status")

    def copy_to(self, other: Place) -> None:
        """Have the other place hold what this one holds, and nothing else."""
        for mine, its in ((self.folder, other.folder), (self.state.parent, other.state.parent)):
            shutil.rmtree(its, ignore_errors=True)
            if mine.exists():
                shutil.copytree(mine, its)


def any_day() -> date:
    """A day of the last years: no day may hold more than a day."""
    return TODAY - timedelta(days=randrange(1000))


def logged(book: Book, note: str, day: date | None = None) -> Edit:
    """One minute more on the stream, on any day unless it is said. The note tells it from others."""
    return log_hours(book, ROW, day or any_day(), 1, note)


def many(stream: str, notes: Iterable[str]) -> Edit:
    """An entry of a minute for each note, as one edit."""
    made = [
        Hours(doc_id=random_id(day), stream=stream, date=day, work=Work.DELIVER, minutes=1, note=note)
        for note in notes
        for day in (any_day(),)
    ]
    return edit("many entries", [(None, entry) for entry in made])


def export_text(note: str) -> str:
    """A time tracker's export of BULK entries of a minute with this note."""
    header = "Email,Project,Description,Start date,Start time,End date,End time,Duration"
    rows = [
        f"me@example.com,Saas,{note},2026-03-{row // 5 + 1:02},{row % 5 + 9:02}:00:00,"
        f"2026-03-{row // 5 + 1:02},{row % 5 + 9:02}:01:00,00:01:00"
        for row in range(BULK)
    ]
    return "\n".join((header, *rows, ""))


@cache
def warmed_up() -> None:
    """Import all that commands import when they first run, so that the children that are forked later have it."""
    with TemporaryDirectory() as folder:
        place = Place(Path(folder) / "book")
        place.begin()
        export, copy = place.folder / "export.csv", place.folder / "copy.json"
        export.write_text(export_text("warm"), "utf-8")
        copy.write_bytes(place.book.read_bytes())
        keeper = place.keeper()
        backup = keeper.new_backup("for a trial")
        if backup is None:
            raise AssertionError("there is no backup")
        keeper.commit([logged(keeper.book, "warm")])
        for words in (
            "stream add Other",
            "log saas 1m --on mon",
            "undo",
            f"import toggl {export} --into saas",
            f"merge {copy}",
            f"backup restore {backup.name} --yes",
            "stream delete saas --yes",
        ):
            ran = place.lev(*words.split())
            if ran.code:
                raise AssertionError(ran)
