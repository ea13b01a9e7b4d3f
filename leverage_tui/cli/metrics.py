"""``lev metrics --json``: every figure."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from leverage_tui.cli.command import Command
from leverage_tui.cli.context import Context
from leverage_tui.cli.errors import AskedWrong
from leverage_tui.domain.metrics import as_json, figures


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="the one form there is")
    parser.add_argument("--scenarios", metavar="FILE", help="what-ifs and new streams to work out beside them")


def _run(context: Context, given: Namespace) -> int:
    if not given.json:
        raise AskedWrong("the figures come as JSON: lev metrics --json; lev status gives one line")
    if given.scenarios is not None:
        raise AskedWrong("scenarios cannot be worked out in this version: leave out --scenarios")
    found = figures(context.book, context.today)
    context.output.json(as_json(found))
    for warning in found.warnings:
        context.output.say(warning)
    return 0


METRICS = Command(
    usage="metrics --json [--scenarios FILE]",
    about="Every figure as JSON: money in major units of the book's currency, durations in hours, shares of "
    "the gauge in percent, null for what is not known. Warnings go to standard error.",
    configure=_configure,
    run=_run,
    examples=("lev metrics --json | jq .book.gauge.raw", "lev metrics --json --today 2026-06-30"),
)
