"""``lev money``: what arrived and what it cost, for a service period."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping

from leverage_tui.cli import gauge, reading, texts
from leverage_tui.cli.choosing import find_stream
from leverage_tui.cli.command import Command
from leverage_tui.cli.context import Context
from leverage_tui.cli.errors import AskedWrong
from leverage_tui.domain.book import Book
from leverage_tui.domain.closing import said_closed
from leverage_tui.domain.edits.money import add_money, overlapping, usual_period
from leverage_tui.domain.metrics import figures
from leverage_tui.domain.model import Amounts, Money, Stream
from leverage_tui.domain.quantities.dates import Period, format_period
from leverage_tui.domain.quantities.errors import Unreadable
from leverage_tui.domain.quantities.money import Amount, format_money, parse_money

_MOST_UNITS = 10**9
_OPTIONS = {
    "refunds": "--refunds", "platform_fees": "--platform-fees", "processing_fees": "--processing-fees",
    "variable_costs": "--variable", "fixed_costs": "--fixed",
}  # fmt: skip


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("stream", metavar="STREAM", help="its id, or an unmistakable part of its name")
    parser.add_argument(
        "gross", metavar="GROSS", nargs="?", help="what customers paid, net of VAT: 18.40, 18.40 EUR"
    )
    parser.add_argument("--refunds", metavar="A", help="what went back to customers")
    parser.add_argument("--platform-fees", metavar="A", help="what a platform kept")
    parser.add_argument("--processing-fees", metavar="A", help="what the payment cost")
    parser.add_argument("--variable", metavar="A", help="other costs that grow with sales", dest="variable_costs")
    parser.add_argument("--fixed", metavar="A", help="costs that stay the same", dest="fixed_costs")
    parser.add_argument("--units", metavar="N", help="how many were sold")
    parser.add_argument(
        "--period", metavar="P", help="2026-10, last-month, 2026-W46, 2026-10-01..2026-10-31 or a day"
    )
    parser.add_argument("--currency", metavar="CUR", help="a code such as EUR; else the stream's")
    parser.add_argument("--note", metavar="T", help="a note on the entry")


def _run(context: Context, given: Namespace) -> int:
    book = context.book
    stream = find_stream(book, given.stream)
    typed = {name: getattr(given, name) for name in ("gross", *_OPTIONS) if getattr(given, name) is not None}
    currency = _currency(context, stream, typed, given.currency)
    amounts = Amounts(**{name: _read(context, name, text, currency).minor for name, text in typed.items()})
    period = _period(context, book, stream, given.period)
    units = None if given.units is None else reading.whole(given.units, "--units", 0, _MOST_UNITS)
    there = overlapping(book, stream.id, period) if amounts.gross else ()
    if there and given.period is None:
        raise AskedWrong(
            f"{_gross(there[0])} is there already: say what this is for, --period last-month if for that too"
        )
    if amounts.gross and given.period is None and period.last > context.today:
        raise AskedWrong(
            f"{format_period(period)}, the next one, is not over: say what this is for, --period last-month"
            f" or --period {period.first}..{period.last}"
        )
    edit = add_money(
        book, stream.id, period, amounts,
        currency=currency, units=units, note=texts.note(given.note),
    )  # fmt: skip
    book = context.save(edit)
    context.output.line(f"{edit.sentence}; {gauge.sentence(figures(book, context.today))}")
    for entry in there:
        context.output.say(f"{_gross(entry)} was there already: both count")
    if sentence := said_closed(book, edit):
        context.output.say(sentence)
    if currency != book.settings.base_currency and currency not in book.rates:
        context.output.say(
            f"no exchange rate for {currency} yet: until there is one, the amount counts in no total"
        )
    return 0


def _gross(entry: Money) -> str:
    gross = format_money(entry.amounts.gross or 0, entry.currency)
    return f"{gross} gross for {format_period(Period(entry.date, entry.until))}"


def _period(context: Context, book: Book, stream: Stream, typed: str | None) -> Period:
    if typed is None:
        return usual_period(book, stream.id, context.today)
    return reading.period(context, typed, "--period", context.config.first_weekday)


def _currency(context: Context, stream: Stream, typed: Mapping[str, str], given: str | None) -> str:
    """The one currency of all amounts: the one that is said, else the stream's."""
    usual = stream.currency if given is None else reading.currency(given, "--currency")
    said = set() if given is None else {usual}
    for name, text in typed.items():
        named = _read(context, name, text, usual).currency
        said |= {named} if named else set()
    if len(said) > 1:
        raise AskedWrong(f"{' and '.join(sorted(said))} in one entry: write one entry for each currency")
    return said.pop() if said else usual


def _read(context: Context, name: str, text: str, currency: str) -> Amount:
    try:
        return parse_money(text, currency, context.decimal)
    except Unreadable as error:
        raise AskedWrong(f"{_OPTIONS.get(name, 'gross')}: {error}") from error


MONEY = Command(
    usage="money STREAM [GROSS] [--refunds A] [--platform-fees A] [--processing-fees A] [--variable A] [--fixed A] "
    "[--units N] [--period P] [--currency CUR] [--note T]",
    about="Enter money for the period it was earned in. Amounts are in major units, net of VAT, never negative. "
    "Without --period it is the one after the latest entry of the stream, else last month.",
    configure=_configure,
    run=_run,
    examples=(
        "lev money course 18.40 --platform-fees 9.20 --period last-month",
        "lev money consulting 8400 --period 2026-10",
        "lev money care --fixed 25 --note 'plugin licence'",
    ),
)
