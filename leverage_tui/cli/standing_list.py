"""``lev standing list``."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from leverage_tui.cli.choosing import find_stream, stream_name
from leverage_tui.cli.command import Command
from leverage_tui.cli.context import Context
from leverage_tui.cli.output import table
from leverage_tui.domain.model import AMOUNTS, Standing
from leverage_tui.domain.standing import amounts_in_words, is_over, kind_of, last_day, life_in_words
from leverage_tui.domain.text import clean


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("stream", metavar="STREAM", nargs="?", help="its id, or an unmistakable part of its name")
    parser.add_argument("--json", action="store_true", help="as JSON: minutes, and amounts in minor units")
    parser.add_argument("--all", action="store_true", help="also what is over")


def _run(context: Context, given: Namespace) -> int:
    book = context.book
    only = None if given.stream is None else find_stream(book, given.stream).id
    order = {stream: place for place, stream in enumerate(book.streams)}
    found = [entry for entry in book.all(Standing) if only in (None, entry.stream)]
    found.sort(key=lambda entry: (order.get(entry.stream, len(order)), entry.stream, entry.begins, entry.doc_id))
    shown = [entry for entry in found if given.all or not is_over(book, entry, context.today)]
    if given.json:
        context.output.json([_object(context, entry) for entry in shown])
    elif shown:
        context.output.lines(
            table(
                [("number", "stream", "kind", "name", "what", "when"), *(_row(context, entry) for entry in shown)]
            )
        )
    hidden = len(found) - len(shown)
    if hidden:
        context.output.say(f"{hidden} more {'is' if hidden == 1 else 'are'} over: --all lists them too")
    elif not found:
        context.output.say("nothing goes on yet: add it with lev standing add STREAM NAME --per month")
    return 0


def _row(context: Context, entry: Standing) -> tuple[str, ...]:
    book = context.book
    return (
        str(entry.doc_id), stream_name(book, entry.stream), kind_of(entry), clean(entry.name),
        amounts_in_words(entry), life_in_words(book, entry, context.today),
    )  # fmt: skip


def _object(context: Context, entry: Standing) -> dict[str, object]:
    last = last_day(context.book, entry)
    return {
        "id": entry.doc_id,
        "stream": entry.stream,
        "name": entry.name,
        "source": entry.source.value if entry.source else None,
        "from": entry.begins.isoformat(),
        "ends": entry.ends.isoformat() if entry.ends else None,
        "last_day": last.isoformat() if last else None,
        "per": entry.per.value,
        "currency": entry.currency,
        "minutes": entry.minutes,
        "cost": entry.cost,
        **{name: getattr(entry.amounts, name) for name in AMOUNTS},
        "units": entry.units,
        "capital": entry.capital,
        "note": entry.note,
    }


LIST = Command(
    usage="standing list [STREAM] [--json] [--all]",
    about="What goes on without being logged, stream by stream: what it says of one period, and since when.",
    configure=_configure,
    run=_run,
    examples=("lev standing list care --all",),
)
