"""``lev check-in``: a minute a day, in a window of its own."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace

from leverage_tui.cli.command import Command
from leverage_tui.cli.context import Context
from leverage_tui.cli.dashboard import run
from leverage_tui.cli.errors import AskedWrong
from leverage_tui.domain.check_in import questions
from leverage_tui.domain.metrics import figures
from leverage_tui.domain.review.checked_in import gauge_fact, hours_fact
from leverage_tui.store.errors import StoreError


def _configure(parser: ArgumentParser) -> None:
    """No words of its own."""


def _run(context: Context, given: Namespace) -> int:
    if not (sys.stdin and sys.stdin.isatty() and context.output.is_terminal):
        raise AskedWrong("the check-in needs a terminal: lev log STREAM HOURS logs without one")
    keeper = context.keeper
    if keeper.read_only:
        raise StoreError(keeper.path, keeper.read_only, keeper.read_only)
    if not questions(context.book, context.today):
        raise AskedWrong("the check-in asks about live streams, and there is none: lev stream add NAME")
    from leverage_tui.tui.check_in.app import CheckInApp

    code, _, book = run(context, CheckInApp, mouse=False)
    if not code:
        today = hours_fact(book, context.today, context.config.hours)
        gauge = gauge_fact(figures(book, context.today))
        context.output.line(f"{today.shown} today · gauge {gauge.shown}")
    return code


CHECK_IN = Command(
    usage="check-in",
    about="The daily check-in alone: one row a stream, what is usual on this day of the week as a proposal, Enter "
    "takes it. For a popup of tmux and other small terminals, from 40 x 10 on. Prints today's hours and the gauge.",
    configure=_configure,
    run=_run,
    examples=("lev check-in", "tmux display-popup -E -w 60 -h 15 lev check-in"),
)
