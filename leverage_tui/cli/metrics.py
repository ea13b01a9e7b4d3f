"""``lev metrics --json``: every figure, and what scenarios would change."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import Any

from leverage_tui.cli.command import Command
from leverage_tui.cli.context import Context
from leverage_tui.cli.errors import AskedWrong
from leverage_tui.domain.metrics import Memory, as_json, figures


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="the one form there is")
    parser.add_argument("--scenarios", metavar="FILE", help="what-ifs and new streams to work out beside them")


def _run(context: Context, given: Namespace) -> int:
    if not given.json:
        raise AskedWrong("the figures come as JSON: lev metrics --json; lev status gives one line")
    memory = Memory()
    found = figures(context.book, context.today, memory)
    beside = _beside(context, given.scenarios, memory) if given.scenarios is not None else {}
    context.output.json(as_json(found) | beside)
    for warning in found.warnings:
        context.output.say(warning)
    return 0


def _beside(context: Context, file: str, memory: Memory) -> dict[str, Any]:
    """What the scenarios in `file` come to."""
    from pathlib import Path

    from leverage_tui.cli.scenarios import worked_out

    return worked_out(Path(file), context.book, context.today, memory)


METRICS = Command(
    usage="metrics --json [--scenarios FILE]",
    about="Every figure as JSON: money in major units of the book's currency, durations in hours, shares of "
    "the gauge in percent, null for what is not known. Warnings go to standard error. A file of scenarios holds an "
    "object with the lists what_if (kinds hire, automate, price, productise) and new_stream; hours, and money in "
    "major units, as you would say them.",
    configure=_configure,
    run=_run,
    examples=(
        "lev metrics --json | jq .book.gauge.raw",
        "lev metrics --json --today 2026-06-30",
        "lev metrics --json --scenarios what-if.json | jq .what_if",
    ),
)
