"""``lev where``: where things are."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from leverage_tui.cli.command import Command
from leverage_tui.cli.context import Context
from leverage_tui.cli.output import table


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="as JSON")


def _run(context: Context, given: Namespace) -> int:
    places = {"book": context.path, "config": context.config_file, "state": context.state}
    if given.json:
        context.output.json({name: str(path) for name, path in places.items()})
    else:
        rows = [(name, str(path), "" if path.exists() else "(not there yet)") for name, path in places.items()]
        context.output.lines(table(rows))
    return 0


WHERE = Command(
    usage="where [--json]",
    about="Where the book is, the config (theme, how hours are shown, first day of the week) and what belongs to "
    "this machine.",
    configure=_configure,
    run=_run,
)
