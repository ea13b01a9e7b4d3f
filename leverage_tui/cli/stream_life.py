"""``lev stream pause``, ``end`` and ``delete``."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from leverage_tui.cli import reading
from leverage_tui.cli.choosing import find_stream
from leverage_tui.cli.command import Command
from leverage_tui.cli.context import Context
from leverage_tui.cli.errors import AskedWrong
from leverage_tui.domain.edits.streams import delete_stream, end_stream, pause_stream
from leverage_tui.domain.metrics import figures
from leverage_tui.domain.quantities.dates import format_day
from leverage_tui.domain.review.stream_doubts import retire_warning
from leverage_tui.domain.text import clean


def _configure_pause(parser: ArgumentParser) -> None:
    parser.add_argument("stream", metavar="ID", help="its id, or an unmistakable part of its name")


def _pause(context: Context, given: Namespace) -> int:
    edit = pause_stream(context.book, find_stream(context.book, given.stream).id)
    context.save(edit)
    context.output.line(edit.sentence)
    return 0


def _configure_end(parser: ArgumentParser) -> None:
    parser.add_argument("stream", metavar="ID", help="its id, or an unmistakable part of its name")
    parser.add_argument("--on", metavar="DATE", help="its last day (default: today)")


def _end(context: Context, given: Namespace) -> int:
    stream = find_stream(context.book, given.stream)
    last = reading.day(context, given.on, "--on") if given.on is not None else context.today
    warning = retire_warning(figures(context.book, context.today), stream.id)
    edit = end_stream(context.book, stream.id, last)
    context.save(edit)
    if warning:
        context.output.say(f"{clean(stream.name)} {warning}")
    context.output.line(f"{clean(stream.name)} ended on {format_day(last, year=True)}")
    return 0


def _configure_delete(parser: ArgumentParser) -> None:
    parser.add_argument("stream", metavar="ID", help="its id, written out")
    parser.add_argument("--yes", action="store_true", help="yes, with everything that is recorded of it")


def _delete(context: Context, given: Namespace) -> int:
    stream = find_stream(context.book, given.stream)
    if stream.id != given.stream:
        raise AskedWrong(f"delete wants the id written out: lev stream delete {clean(stream.id)} --yes")
    edit = delete_stream(context.book, stream.id)
    if not given.yes:
        entries = len(edit.changes) - 1
        raise AskedWrong(
            f"{clean(stream.name)} and its {entries} entries would be gone: say so with --yes, or keep its past "
            f"with lev stream end {clean(stream.id)}"
        )
    context.save(edit)
    context.output.line(edit.sentence)
    return 0


PAUSE = Command(
    usage="stream pause ID",
    about="Pause a stream that is live, or have a paused one go on. No figure changes.",
    configure=_configure_pause,
    run=_pause,
)
END = Command(
    usage="stream end ID [--on DATE]",
    about="End a stream: what its building still owes is charged in the week of that day.",
    configure=_configure_end,
    run=_end,
    examples=("lev stream end course --on 2026-10-31",),
)
DELETE = Command(
    usage="stream delete ID --yes",
    about="Delete a stream with all hours, money and standing entries of it. To keep its past, end it instead.",
    configure=_configure_delete,
    run=_delete,
)
