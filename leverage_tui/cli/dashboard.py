"""The dashboard. The one place here that knows the screen."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import ExitStack, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from leverage_tui.cli.context import Context
from leverage_tui.cli.errors import AskedWrong
from leverage_tui.cli.first_sight import NO_SIGHT, FirstSight, draw_ahead, first_sight

if TYPE_CHECKING:
    from datetime import date

    from leverage_tui.domain.book import Book
    from leverage_tui.store.config import Config
    from leverage_tui.store.errors import FileUnreadable
    from leverage_tui.store.funnel import Funnel
    from leverage_tui.store.keeper import Keeper
    from leverage_tui.tui.app import LeverageApp

UNSAVED = 3


def show(context: Context, *, demo: bool, mouse: bool) -> int:
    """Show the dashboard until the user leaves it; with `demo` on a book that is forgotten afterwards.

    A file that cannot be read is said, and what can be saved of it shown and offered; raises StoreError where there is
    nothing. Gives the exit code.
    """
    if not (sys.stdin and sys.stdin.isatty() and context.output.is_terminal):
        raise AskedWrong("the dashboard needs a terminal: lev status prints one line")
    for sentence in context.config_read[1]:
        context.output.say(sentence)
    if not demo:
        _ = context.today
        with first_sight(context) as sight:
            if not _readable(context, sight, mouse=mouse):
                return UNSAVED
            code, wants_demo = _run(context, sight, mouse=mouse)
        if not wants_demo:
            if code == 0:
                draw_ahead(context, _first_frame)
            return code
    with ExitStack() as stack:
        return _run(_demo_context(context, stack), NO_SIGHT, mouse=mouse)[0]


def _first_frame(keeper: Keeper, day: date, config: Config, size: tuple[int, int]) -> str:
    from leverage_tui.tui.ahead import first_frame

    return first_frame(keeper, day, config, size)


def _readable(context: Context, sight: FirstSight, *, mouse: bool) -> bool:
    """Whether the book can be read, if need be after it was repaired."""
    from leverage_tui.store.errors import FileUnreadable

    try:
        _ = context.keeper
    except FileUnreadable as error:
        sight.end()
        with ExitStack() as stack:
            return _repaired(context, error, stack, mouse=mouse)
    return True


def _repaired(context: Context, error: FileUnreadable, stack: ExitStack, *, mouse: bool) -> bool:
    """Show what can be saved of the file, for reading only, and offer to repair it; whether that was done."""
    from datetime import UTC, datetime
    from tempfile import TemporaryDirectory

    from leverage_tui.store import disk
    from leverage_tui.store.errors import FileUnreadable
    from leverage_tui.store.layout import sheet_of
    from leverage_tui.store.recovery import offer_for, repair
    from leverage_tui.tui.recovery.app import REPAIRED, RecoveryApp

    try:
        offer = offer_for(context.path, context.state)
    except FileUnreadable:
        # Not even its bytes can be read.
        raise error from None
    if offer is None or offer.is_empty:
        raise error
    context.output.say(f"lev: {error}")
    folder = Path(stack.enter_context(TemporaryDirectory(prefix="leverage-tui-")))
    book = folder / "saved.json"
    disk.create(book, sheet_of(offer.tables).text())
    book.chmod(0o400)
    shown = _elsewhere(context, folder, book)
    made = partial(RecoveryApp, offer, lambda: repair(offer, context.state, datetime.now(UTC)))
    _, wanted, _ = run(shown, made, mouse=mouse)
    return wanted == REPAIRED


def _run(context: Context, sight: FirstSight, *, mouse: bool) -> tuple[int, bool]:
    """The exit code, and whether the user asked for the demo book."""
    from leverage_tui.tui.app import LeverageApp

    code, wanted, _ = run(context, LeverageApp, sight, mouse=mouse)
    return code, wanted == "demo"


def run(
    context: Context, kind: Callable[..., LeverageApp], sight: FirstSight = NO_SIGHT, *, mouse: bool
) -> tuple[int, str | None, Book]:
    """Run an application on the book until the user leaves it: the exit code, with what it ended, the book then. It
    takes the terminal over from `sight`."""
    from leverage_tui.store.crash import Fault, gathered
    from leverage_tui.store.errors import StoreError
    from leverage_tui.store.funnel import Funnel

    keeper = context.keeper
    funnel = Funnel(keeper)
    said = (*context.config_read[1], *keeper.notices)
    app = kind(funnel, context.clock, context.config, said, context.config_file)
    app.taken_over = sight.taken_over
    with gathered() as beside:
        wanted = app.run(mouse=mouse and context.config.mouse)
    faults = [*([app.fault] if app.fault else []), *beside]
    code = app.return_code or 0
    try:
        funnel.close()
    except StoreError as error:
        context.output.say(f"lev: {error} {_lost(context, funnel, app.copied_to, rescues=not app.gives_up)}")
        code = UNSAVED
    if faults:
        raise Fault from faults[0]
    return code, wanted, funnel.book


def _lost(context: Context, funnel: Funnel, copy: Path | None, *, rescues: bool) -> str:
    """What became of the changes that could not be saved: where a copy with them is, unless nobody wants one."""
    from datetime import UTC, datetime

    from leverage_tui.store.errors import StoreError
    from leverage_tui.store.paths import make_private_folder, short

    edits = "1 change is" if funnel.unsaved == 1 else f"{funnel.unsaved} changes are"
    if copy is None and rescues:
        wanted = context.state / "unsaved" / f"{datetime.now(UTC):%Y%m%dT%H%M%S%fZ}.json"
        with suppress(OSError, StoreError):
            make_private_folder(wanted.parent)
            funnel.save_copy(wanted)
            copy = wanted
    return f"{edits} lost." if copy is None else f"{edits} not in it; a copy with everything is {short(copy)}"


def _demo_context(context: Context, stack: ExitStack) -> Context:
    """The same with a demo book of today in a temporary folder, which goes with the end of `stack`."""
    from tempfile import TemporaryDirectory

    from leverage_tui.cli.demo import write_demo

    folder = Path(stack.enter_context(TemporaryDirectory(prefix="leverage-tui-")))
    stack.callback(context.output.say, "The demo book is forgotten; yours was not touched.")
    book, state = folder / "demo.json", folder / "state"
    write_demo(context, book, 1, state)
    return _elsewhere(context, folder, book)


def _elsewhere(context: Context, folder: Path, book: Path) -> Context:
    """The same with another book, and all that belongs to it in `folder`."""
    environ = {**context.environ, "XDG_STATE_HOME": str(folder / "state")}
    return Context(context.output, environ, str(book), context.today.isoformat())
