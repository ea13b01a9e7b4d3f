"""``lev undo`` and ``lev redo``: the last change taken back, whichever window or command made it."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Literal

from leverage_tui.cli.command import Command
from leverage_tui.cli.context import Context
from leverage_tui.domain.edits.core import EditRefused
from leverage_tui.store import disk
from leverage_tui.store.errors import StoreError
from leverage_tui.store.funnel import Funnel
from leverage_tui.store.history import MOST_STEPS


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("--times", metavar="N", type=int, default=1, help="how many changes, the latest first")


def _steps(context: Context, times: int, kind: Literal["undo", "redo"]) -> int:
    keeper = context.keeper
    if keeper.read_only:
        raise StoreError(keeper.path, keeper.read_only, keeper.read_only)
    if times < 1:
        raise EditRefused("--times is a number from 1 on")
    funnel = Funnel(keeper)
    said: list[str] = []
    for _ in range(times):
        step = funnel.undo() if kind == "undo" else funnel.redo()
        if step is None:
            break
        done = "undone" if kind == "undo" else "done again"
        said.append("; ".join([f"{done}: {step.edit.sentence}", *step.skipped]))
    funnel.close()
    if not said:
        # A log that cannot be read holds something, as far as anybody knows. Raises FileUnreadable.
        disk.read(keeper.undo_log(MOST_STEPS).path)
    for sentence in said or [f"nothing to {kind}"]:
        context.output.line(sentence)
    return 0


UNDO = Command(
    usage="undo [--times N]",
    about="Take the last change back, whichever window or command made it on this machine; what another program "
    "changed since is left alone, and said.",
    configure=_configure,
    run=lambda context, given: _steps(context, given.times, "undo"),
    examples=("lev undo", "lev undo --times 3"),
)
REDO = Command(
    usage="redo [--times N]",
    about="Do again what was undone last.",
    configure=_configure,
    run=lambda context, given: _steps(context, given.times, "redo"),
)
