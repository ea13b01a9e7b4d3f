"""The dashboard. The one place here that knows the screen."""

from __future__ import annotations

import gc
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from leverage_tui.cli.context import Context
from leverage_tui.cli.errors import AskedWrong

if TYPE_CHECKING:
    from leverage_tui.domain.book import Book
    from leverage_tui.tui.app import LeverageApp

UNSAVED = 3


def show(context: Context, *, demo: bool, mouse: bool) -> int:
    """Show the dashboard until the user leaves it; with `demo` on a book that is forgotten afterwards.

    A file that cannot be read is said before any screen (raises StoreError). Gives the exit code.
    """
    if not (sys.stdin and sys.stdin.isatty() and context.output.is_terminal):
        raise AskedWrong("the dashboard needs a terminal: lev status prints one line")
    for sentence in context.config_read[1]:
        context.output.say(sentence)
    if not demo:
        _ = context.today, context.keeper
        code, wants_demo = _run(context, mouse=mouse)
        if not wants_demo:
            return code
    with ExitStack() as stack:
        return _run(_demo_context(context, stack), mouse=mouse)[0]


def _run(context: Context, *, mouse: bool) -> tuple[int, bool]:
    """The exit code, and whether the user asked for the demo book."""
    from leverage_tui.tui.app import LeverageApp

    code, wanted, _ = run(context, LeverageApp, mouse=mouse)
    return code, wanted == "demo"


def run(context: Context, kind: type[LeverageApp], *, mouse: bool) -> tuple[int, str | None, Book]:
    """Run an application on the book until the user leaves it: the exit code, with what it ended, the book then."""
    from leverage_tui.store.errors import StoreError
    from leverage_tui.store.funnel import Funnel

    funnel = Funnel(context.keeper)
    # The book stays as long as the program: the collector need not go through it again and again.
    gc.freeze()
    said = (*context.config_read[1], *context.keeper.notices)
    app = kind(funnel, context.clock, context.config, said, context.config_file)
    wanted = app.run(mouse=mouse and context.config.mouse)
    try:
        funnel.close()
    except StoreError as error:
        edits = "1 change is" if funnel.unsaved == 1 else f"{funnel.unsaved} changes are"
        context.output.say(f"lev: {error} {edits} lost.")
        return UNSAVED, None, funnel.book
    return app.return_code or 0, wanted, funnel.book


def _demo_context(context: Context, stack: ExitStack) -> Context:
    """The same with a demo book of today in a temporary folder, which goes with the end of `stack`."""
    from tempfile import TemporaryDirectory

    from leverage_tui.cli.demo import write_demo

    folder = Path(stack.enter_context(TemporaryDirectory(prefix="leverage-tui-")))
    stack.callback(context.output.say, "The demo book is forgotten; yours was not touched.")
    book, state = folder / "demo.json", folder / "state"
    write_demo(context, book, 1, state)
    environ = {**context.environ, "XDG_STATE_HOME": str(state)}
    return Context(context.output, environ, str(book), context.today.isoformat())
