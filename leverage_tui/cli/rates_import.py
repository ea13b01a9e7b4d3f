"""``lev rates import``: exchange rates from a CSV, as one step."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from leverage_tui.cli import reading
from leverage_tui.cli.command import Command
from leverage_tui.cli.context import Context
from leverage_tui.cli.errors import AskedWrong
from leverage_tui.cli.output import table
from leverage_tui.interchange.rates import read_rates
from leverage_tui.interchange.rates_plan import RatesPlan, as_json, plan_rates
from leverage_tui.interchange.reading import load
from leverage_tui.interchange.rows import ImportRefused

_SHOWN = 10


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument(
        "file", metavar="FILE",
        help="a CSV with the columns date, currency and rate, or date and one for each currency; a header such as "
        "'USD per EUR' says which way round its numbers are",
    )  # fmt: skip
    parser.add_argument(
        "--per", metavar="WHICH",
        help="which way round the numbers are: each (so much of the book's currency for one of each), or the "
        "currency that all are for one unit of: EUR where 1 EUR = so much of each",
    )  # fmt: skip
    parser.add_argument(
        "--only", metavar="CUR,CUR",
        help="the currencies to take; else, from a file with a column for each, those that the book has amounts in",
    )  # fmt: skip
    parser.add_argument("--again", action="store_true", help="bring back rates that were taken out here")
    parser.add_argument("--dry-run", action="store_true", help="say what would be imported, and change nothing")
    parser.add_argument("--json", action="store_true", help="what was done as JSON")


def _run(context: Context, given: Namespace) -> int:
    names = [] if given.only is None else given.only.split(",")
    only = [reading.currency(name, "--only") for name in names]
    book = context.book
    try:
        found = read_rates(load(Path(given.file)), book.settings.base_currency, given.per, context.decimal)
        plan = plan_rates(book, found, only=only, again=given.again)
    except ImportRefused as error:
        raise AskedWrong(str(error)) from error
    if not given.dry_run and not plan.edit.is_nothing:
        context.save(plan.edit)
    if given.json:
        context.output.json(as_json(plan))
    else:
        _tell(context, plan, dry_run=given.dry_run)
    for warning in plan.warnings:
        context.output.say(warning)
    return 0


def _tell(context: Context, plan: RatesPlan, *, dry_run: bool) -> None:
    taken = plan.new + plan.changed
    said = [f"rates: {taken} of {plan.rates} {'would be imported' if dry_run else 'imported'}"]
    counts = (
        (plan.changed, "of them changed"), (plan.known, "known already"),
        (plan.deleted, "taken out here before (--again brings them back)"), (len(plan.skipped), "skipped"),
    )  # fmt: skip
    said += [f"{count} {what}" for count, what in counts if count]
    context.output.line(", ".join(said))
    if plan.currencies:
        rows = [(f"  {of.currency}", str(of.count), f"{of.first} to {of.last}") for of in plan.currencies]
        context.output.lines(table(rows, numbers=frozenset({1})))
    if plan.left_out:
        context.output.say(
            f"left out, the book has no amount in them (--only takes them): {', '.join(plan.left_out)}"
        )
    for row in plan.skipped[:_SHOWN]:
        context.output.say(f"line {row.line}: {row.why}")
    if len(plan.skipped) > _SHOWN:
        context.output.say(f"and {len(plan.skipped) - _SHOWN} more skipped: --json lists all")


IMPORT = Command(
    usage="rates import FILE [--per WHICH] [--only CUR,CUR] [--dry-run] [--json]",
    about="Import exchange rates from a CSV. Which way round its numbers are is never guessed: its header or --per "
    "says it. What is there already is not imported again.",
    configure=_configure,
    run=_run,
    examples=(
        "lev rates import rates.csv --dry-run",
        "lev rates import eurofxref-hist.csv --per EUR --only EUR,GBP",
    ),
)
