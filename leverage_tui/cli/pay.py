"""``lev pay``: what an hour of somebody cost, for all their hours whose pay is unknown."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from leverage_tui.cli import gauge, reading
from leverage_tui.cli.choosing import find_stream
from leverage_tui.cli.command import Command
from leverage_tui.cli.context import Context
from leverage_tui.cli.errors import AskedWrong
from leverage_tui.domain.book import Book
from leverage_tui.domain.edits.pay import pay_unknown
from leverage_tui.domain.metrics import figures
from leverage_tui.domain.model import Stream
from leverage_tui.domain.quantities.errors import Unreadable
from leverage_tui.domain.quantities.money import parse_money
from leverage_tui.domain.text import clean
from leverage_tui.domain.unpaid import unpaid_entries


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("stream", metavar="STREAM", help="its id, or an unmistakable part of its name")
    parser.add_argument("who", metavar="WHO", help="whose hours; none for hours of nobody named")
    parser.add_argument("rate", metavar="RATE", help="their pay for one hour, in the stream's currency: 15, 12.50")


def _run(context: Context, given: Namespace) -> int:
    book = context.book
    stream = find_stream(book, given.stream)
    edit = pay_unknown(book, stream.id, _who(book, stream, given.who), _per_hour(context, stream, given.rate))
    book = context.save(edit)
    context.output.line(f"{edit.sentence}; {gauge.sentence(figures(book, context.today))}")
    currency = stream.currency
    if currency != book.settings.base_currency and currency not in book.rates:
        context.output.say(f"no exchange rate for {currency} yet: until there is one, the pay counts in no total")
    return 0


def _who(book: Book, stream: Stream, typed: str) -> str | None:
    """The person as the entries write them; capitals do not count."""
    names = {entry.who for entry in unpaid_entries(book, stream.id)}
    wanted = clean(typed).casefold()
    found = sorted(name for name in names if name and name.casefold() == wanted)
    if len(found) > 1 and clean(typed) in found:
        return clean(typed)
    if len(found) > 1:
        raise AskedWrong(f"{clean(typed)} could be {' or '.join(found)}: write it as it is there")
    if found:
        return found[0]
    return None if reading.is_none(typed) else clean(typed)


def _per_hour(context: Context, stream: Stream, typed: str) -> int:
    try:
        amount = parse_money(typed.strip().removesuffix("/h"), stream.currency, context.decimal)
    except Unreadable as error:
        raise AskedWrong(f"RATE: {error}") from error
    if amount.currency not in (None, stream.currency):
        raise AskedWrong(f"RATE: {clean(stream.name)} is kept in {clean(stream.currency)}, not {amount.currency}")
    return amount.minor


PAY = Command(
    usage="pay STREAM WHO RATE",
    about="Say what an hour of somebody cost: all their hours in a stream whose pay is unknown get it in one step. "
    "Pay that is known stays; hours logged later take the last known pay.",
    configure=_configure,
    run=_run,
    examples=("lev pay care Ana 15", "lev pay care none 12.50"),
)
