"""What every command stands on: the file, the day, the taste, and the one way to change the book."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from leverage_tui.cli.errors import AskedWrong
from leverage_tui.cli.output import Output
from leverage_tui.domain.calendar import Clock, day_teller, fixed_clock, system_clock
from leverage_tui.store import paths

if TYPE_CHECKING:
    from leverage_tui.domain.book import Book
    from leverage_tui.domain.edits.core import Edit
    from leverage_tui.domain.glance import Glance
    from leverage_tui.store.config import Config
    from leverage_tui.store.desk import Desk
    from leverage_tui.store.keeper import Keeper

TODAY_VARIABLE = "LEVERAGE_TUI_TODAY"


class Context:
    """One run of the program. Nothing is read before it is asked for."""

    def __init__(self, output: Output, environ: Mapping[str, str], data: str | None, today: str | None) -> None:
        self.output = output
        self.environ = environ
        self.data = data
        """The file given on the command line."""
        self._today = today

    @property
    def path(self) -> Path:
        """The book's file."""
        return paths.data_file(self.data, self.environ)

    @property
    def config_file(self) -> Path:
        """The file of taste."""
        return paths.config_file(self.environ)

    @property
    def state(self) -> Path:
        """The folder of what belongs to this machine."""
        return paths.state_folder(self.environ)

    @cached_property
    def config_read(self) -> tuple[Config, tuple[str, ...]]:
        """The config, and a sentence for everything in it that does not fit."""
        from leverage_tui.store.config import read_config

        return read_config(self.config_file)

    @property
    def config(self) -> Config:
        """Taste."""
        return self.config_read[0]

    @property
    def decimal(self) -> Literal[".", ",", None]:
        """What a lone separator in an amount means."""
        return self.config.decimal or None

    @cached_property
    def clock(self) -> Clock:
        """Says what day it is. Raises AskedWrong for a day that cannot be read."""
        given, name = self._today, "--today"
        if given is None:
            given, name = self.environ.get(TODAY_VARIABLE) or None, TODAY_VARIABLE
        real = system_clock(self.config.day_starts)
        if given is None:
            return real
        from leverage_tui.domain.quantities.dates import parse_date
        from leverage_tui.domain.quantities.errors import Unreadable

        try:
            return fixed_clock(parse_date(given, real()))
        except Unreadable as error:
            raise AskedWrong(f"{name}: {error}") from error

    @cached_property
    def today(self) -> date:
        """The day that is today for the whole run."""
        return self.clock()

    def day_of(self, instant: datetime) -> date:
        """The day on which an instant falls."""
        return day_teller(self.clock, self.config.day_starts)(instant)

    @cached_property
    def keeper(self) -> Keeper:
        """The book in its file; one that went back in time is said. Raises StoreError."""
        from leverage_tui.store.errors import FileUnreadable
        from leverage_tui.store.keeper import Keeper

        try:
            keeper = Keeper.open(self.path, state=self.state)
        except FileUnreadable as error:
            error.args = (f"{error} lev check says what can be saved of it.",)
            raise
        if keeper.went_back:
            self.output.say(f"lev: {keeper.went_back} lev check says what can be done.")
        return keeper

    @property
    def book(self) -> Book:
        """The book as it was read, or as the last `save` left it."""
        return self.keeper.book

    def kept_glance(self) -> Glance | None:
        """What was said of the file in one line when it was looked at today, if it did not change since."""
        from leverage_tui.store.glances import kept_of

        found = kept_of(self.path, self.state, self.today)
        return found.glance if found else None

    def glance(self) -> Glance:
        """What is said of the book in one line. Raises StoreError."""
        from leverage_tui.store.looking import look

        return look(self.keeper, self.today)

    def desk(self) -> Desk | None:
        """Where hours can be logged without the whole book; None where it is needed. Raises StoreError."""
        from leverage_tui.store.desk import desk_at

        return desk_at(self.path, self.state, self.today)

    def near(self, stream: str, day: date, *, pay: bool) -> Book:
        """The whole book: here it is at hand, whatever is logged."""
        return self.book

    def save(self, edit: Edit) -> Book:
        """The edit done and durable on disk; the book after it.

        Raises EditRefused, also when another program's change has made it impossible, and StoreError.
        """
        from leverage_tui.domain.edits.core import EditRefused, same
        from leverage_tui.store.errors import StoreError
        from leverage_tui.store.funnel import Funnel

        why = self.keeper.read_only
        if why:
            raise StoreError(self.keeper.path, why, why)
        funnel = Funnel(self.keeper)
        funnel.do(edit)
        funnel.close()
        if funnel.unprotected:
            self.output.say(funnel.unprotected)
        book = funnel.book
        if not all(same(book.get(*change.key), change.after) for change in edit.changes):
            # Another program was quicker. Asking once more gives the reason.
            funnel.preview(edit)
            raise EditRefused(f"{edit.sentence}: not kept, another program changed the same")
        return book

    def hours(self, minutes: int) -> str:
        """Minutes as the user likes to read them."""
        from leverage_tui.domain.quantities.durations import format_hours

        return format_hours(minutes, self.config.hours)
