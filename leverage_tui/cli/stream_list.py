"""``lev stream list``."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from leverage_tui.cli.command import Command
from leverage_tui.cli.context import Context
from leverage_tui.cli.opening import as_object, in_words
from leverage_tui.cli.output import table
from leverage_tui.domain.model import Stream
from leverage_tui.domain.text import clean

_BEFORE = "before tracking (estimate)"


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="as JSON: minutes, minor units of the book's currency")


def _run(context: Context, given: Namespace) -> int:
    streams = list(context.book.streams.values())
    if given.json:
        context.output.json([_object(stream) for stream in streams])
    elif streams:
        base = context.book.settings.base_currency
        before = any(in_words(stream.opening, base) for stream in streams)
        head = ("id", "name", "status", "sells", "currency", "started", "ended", _BEFORE if before else "")
        context.output.lines(table([head, *(_row(stream, base) for stream in streams)]))
    else:
        context.output.say("no stream yet: add one with lev stream add NAME")
    return 0


def _row(stream: Stream, base: str) -> tuple[str, ...]:
    sells = "your hours" if stream.time_sold else ""
    started, ended = (str(day) if day else "" for day in (stream.started, stream.ended))
    return (
        clean(stream.id), clean(stream.name), stream.status.value, sells, clean(stream.currency), started, ended,
        in_words(stream.opening, base),
    )  # fmt: skip


def _object(stream: Stream) -> dict[str, object]:
    return {
        "id": stream.id,
        "name": stream.name,
        "time_sold": stream.time_sold,
        "currency": stream.currency,
        "status": stream.status.value,
        "started": stream.started.isoformat() if stream.started else None,
        "ended": stream.ended.isoformat() if stream.ended else None,
        "build_asset": stream.build_asset.value,
        "target_minutes_per_week": stream.target_minutes_per_week,
        "order": stream.order,
        "note": stream.note,
        "opening": as_object(stream.opening),
    }


LIST = Command(
    usage="stream list [--json]",
    about="The streams, in the order of the list.",
    configure=_configure,
    run=_run,
)
