"""``lev rates add``, ``list``, ``delete`` and ``missing``: what other currencies are worth."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import date
from decimal import Decimal

from leverage_tui.cli import gauge, reading
from leverage_tui.cli.command import Command
from leverage_tui.cli.context import Context
from leverage_tui.cli.errors import AskedWrong
from leverage_tui.cli.output import table
from leverage_tui.domain.book import Book
from leverage_tui.domain.edits.rates import delete_rate, set_rate
from leverage_tui.domain.metrics import figures
from leverage_tui.domain.missing_rates import LeftOut, MissingRate, missing_rates
from leverage_tui.domain.model import Per, Standing
from leverage_tui.domain.quantities.errors import Unreadable
from leverage_tui.domain.quantities.money import format_money
from leverage_tui.domain.quantities.rates import parse_rate
from leverage_tui.domain.text import clean

_JUMP = Decimal("1.5")
_SHOWN = 8


def _configure_add(parser: ArgumentParser) -> None:
    parser.add_argument("currency", metavar="CURRENCY", help="a code of three letters, such as EUR")
    parser.add_argument("rate", metavar="RATE", help="what one of it is worth in the currency of the book: 1.08")
    parser.add_argument("--on", metavar="DATE", help="from that day on: today (default), -2d, 2026-03-01")


def _add(context: Context, given: Namespace) -> int:
    currency = reading.currency(given.currency, "CURRENCY")
    day = reading.day(context, given.on, "--on") if given.on is not None else context.today
    try:
        rate = parse_rate(given.rate, context.decimal)
    except Unreadable as error:
        raise AskedWrong(f"RATE: {error}") from error
    before = context.book
    edit = set_rate(before, currency, day, rate)
    book = context.save(edit)
    already = " already" if edit.is_nothing else ""
    context.output.line(f"{edit.sentence}{already}; {gauge.sentence(figures(book, context.today))}")
    _doubt(context, before, currency, day, rate)
    return 0


def _doubt(context: Context, book: Book, currency: str, day: date, rate: str) -> None:
    """Says when a rate is far from its neighbour and near to it the other way round."""
    others = [other for other in book.rates.get(currency, ()) if other.date != day]
    if not others:
        return
    near = min(others, key=lambda other: abs((other.date - day).days))
    known, new = Decimal(near.rate), Decimal(rate)
    if max(known / new, new / known) > _JUMP and max(known * new, 1 / (known * new)) < _JUMP:
        base = book.settings.base_currency
        context.output.say(
            f"1 {currency} was {near.rate} {base} on {near.date}: is {rate} what 1 {base} is worth in {currency}?"
        )


def _configure_list(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="as JSON, the rates as decimal strings")


def _list(context: Context, given: Namespace) -> int:
    rates = [rate for rates in context.book.rates.values() for rate in rates]
    base = clean(context.book.settings.base_currency)
    if given.json:
        found = [{"currency": rate.currency, "date": rate.date.isoformat(), "rate": rate.rate} for rate in rates]
        context.output.json({"base_currency": base, "rates": found})
    elif rates:
        rows = [(clean(rate.currency), rate.date.isoformat(), clean(rate.rate)) for rate in rates]
        context.output.lines(table([("", "from", f"1 is worth in {base}"), *rows]))
    else:
        context.output.say("no exchange rate yet: add one with lev rates add CURRENCY RATE")
    return 0


def _configure_delete(parser: ArgumentParser) -> None:
    parser.add_argument("currency", metavar="CURRENCY", help="a code of three letters, such as EUR")
    parser.add_argument("--on", metavar="DATE", help="the day that the rate stands on")


def _delete(context: Context, given: Namespace) -> int:
    currency = reading.currency(given.currency, "CURRENCY")
    if given.on is None:
        raise AskedWrong(f"which one? lev rates delete {currency} --on DATE, the days are in lev rates list")
    edit = delete_rate(context.book, currency, reading.day(context, given.on, "--on"))
    book = context.save(edit)
    context.output.line(f"{edit.sentence}; {gauge.sentence(figures(book, context.today))}")
    return 0


def _configure_missing(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="as JSON, amounts in minor units of their currency")


def _missing(context: Context, given: Namespace) -> int:
    found = missing_rates(context.book, context.today)
    if given.json:
        context.output.json([_object(missing) for missing in found])
        return 0
    if not found:
        context.output.line("no rate is missing: every amount counts")
    for missing in found:
        count = len(missing.left_out)
        counted = "1 amount counts" if count == 1 else f"{count} amounts count"
        currency = clean(missing.currency)
        context.output.line(f"{currency} has no rate on {missing.since}: {counted} in no total")
        rows = [
            (f"  {clean(each.stream.name)}", clean(each.what), _amount(each, missing)) for each in missing.left_out
        ]
        context.output.lines(table(rows[:_SHOWN], numbers=frozenset({2})))
        if count > _SHOWN:
            context.output.line(f"  and {count - _SHOWN} more")
        context.output.line(f"  lev rates add {currency} RATE --on {missing.since}")
    return 0


_EVERY = {Per.WEEK: " a week", Per.MONTH: " a month", Per.YEAR: " a year"}


def _amount(each: LeftOut, missing: MissingRate) -> str:
    every = _EVERY[each.entry.per] if isinstance(each.entry, Standing) else ""
    return format_money(each.minor, missing.currency) + every


def _object(missing: MissingRate) -> dict[str, object]:
    return {
        "currency": missing.currency,
        "since": missing.since.isoformat(),
        "command": f"lev rates add {missing.currency} RATE --on {missing.since}",
        "left_out": [
            {
                "stream": each.stream.id,
                "what": each.what,
                "since": each.since.isoformat(),
                "until": each.until.isoformat(),
                "amount": each.minor,
                "table": each.entry.table,
                "doc": str(each.entry.doc_id),
            }
            for each in missing.left_out
        ],
    }


ADD = Command(
    usage="rates add CURRENCY RATE [--on DATE]",
    about="Say what one unit of a currency is worth in the currency of the book, from a day on until the next. "
    "An amount takes the last rate on or before its last day; without one it counts in no total.",
    configure=_configure_add,
    run=_add,
    examples=("lev rates add EUR 1.08 --on 2026-03-01",),
)
LIST = Command(
    usage="rates list [--json]",
    about="The exchange rates: what one unit of a currency is worth in the currency of the book, since when.",
    configure=_configure_list,
    run=_list,
)
DELETE = Command(
    usage="rates delete CURRENCY --on DATE",
    about="Take the rate of a currency that stands on a day out; the one before it holds then.",
    configure=_configure_delete,
    run=_delete,
    examples=("lev rates delete EUR --on 2026-03-01",),
)
MISSING = Command(
    usage="rates missing [--json]",
    about="The currencies that lack a rate, from when on, and the amounts that count in no total because of it.",
    configure=_configure_missing,
    run=_missing,
)
