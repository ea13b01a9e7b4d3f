"""``lev demo``: a demo book in a new file."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from leverage_tui.cli import reading
from leverage_tui.cli.command import Command
from leverage_tui.cli.context import Context
from leverage_tui.cli.errors import AskedWrong
from leverage_tui.domain.demo import demo_documents
from leverage_tui.domain.edits.core import edit

_MOST_YEARS = 40


def write_demo(context: Context, path: Path, years: int, state: Path) -> int:
    """Write the demo book as of today to `path`, which must not be there; gives how many entries it has.

    Raises AskedWrong for a length that cannot be, StoreError when it cannot be written."""
    from leverage_tui.store.keeper import Keeper

    try:
        documents = demo_documents(context.today, years)
    except ValueError as error:
        raise AskedWrong(str(error)) from error
    made = edit("the demo book", [(None, document) for document in documents])
    Keeper.open(path, state=state).copy_to(path, [made])
    return len(documents)


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("--years", metavar="N", default="1", help=f"its length, 1 (default) to {_MOST_YEARS} years")


def _run(context: Context, given: Namespace) -> int:
    if context.data is None:
        raise AskedWrong("which file? lev demo --data FILE writes a new one")
    years = reading.whole(given.years, "--years", 1, _MOST_YEARS)
    path = context.path
    if path.exists() or path.is_symlink():
        raise AskedWrong(f"{path} is there already: the demo book goes into a new file only")
    count = write_demo(context, path, years, context.state)
    context.output.line(f"{path}: {count} entries; look at it with lev --data {path}")
    return 0


DEMO = Command(
    usage="demo --data FILE [--years N]",
    about="Write a demo book as of today to a new file. A file that is there is never touched.",
    configure=_configure,
    run=_run,
    examples=("lev demo --data demo.json && lev --data demo.json", "lev demo --years 10 --data ten.json"),
)
