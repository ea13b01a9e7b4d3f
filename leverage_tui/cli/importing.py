"""``lev import``: hours and money from other programs' files, as one step."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping, Sequence

from leverage_tui.cli.choosing import stream_name
from leverage_tui.cli.command import Command
from leverage_tui.cli.context import Context
from leverage_tui.cli.errors import AskedWrong
from leverage_tui.cli.import_files import Planned, planned
from leverage_tui.cli.output import table
from leverage_tui.domain.calendar import iso_label
from leverage_tui.domain.quantities.dates import format_day
from leverage_tui.domain.quantities.money import format_money
from leverage_tui.interchange import memory, registry
from leverage_tui.interchange.combined import Closable, Combined, closable, closing, combined_json
from leverage_tui.interchange.plan import ImportPlan
from leverage_tui.interchange.plan_money import Sums
from leverage_tui.interchange.rows import ImportRefused, Skipped

_SHOWN = 10
"""Reasons for which rows are skipped that are told."""
_NAMED = 5
"""Rows that are named with each."""


def _configure(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add(
        "words", metavar="[FORMAT] FILE", nargs="+",
        help=f"one file or more; the format ({', '.join(registry.names())}) is found from what a file holds "
        "unless said",
    )  # fmt: skip
    add("--into", metavar="STREAM", help="the stream of all that --map does not name")
    add(
        "--map", metavar="PROJECT=STREAM[:WORK]", action="append", default=[], dest="mapping",
        help="the stream, and the kind of work, of one project, or of one source of money; may be repeated, and is "
        "remembered for the next import of the format",
    )  # fmt: skip
    add(
        "--skip", metavar="PROJECT", action="append", default=[],
        help="leave this project, or source of money, out; may be repeated, and is not remembered",
    )  # fmt: skip
    add("--tz", metavar="ZONE", help="where instants become days: Europe/Berlin (default: here)")
    add("--split-midnight", action="store_true", help="cut entries at midnight (default: the day they began)")
    add(
        "--dates",
        metavar="ORDER",
        choices=("dmy", "mdy"),
        help="dmy or mdy: whether 01/02/2026 has the day or the month first",
    )
    add("--decimal", metavar="MARK", choices=(".", ","), help=". or , in the file's numbers")
    add(
        "--columns", metavar="FIELD=COLUMN,...",
        help="which column of any CSV is what, by name or by number: date, hours (or minutes, seconds, start and end), "
        "project, client, note, tags; for money amount (or gross, or in and out), currency, refunds, fees, until, "
        "units; remembered for the header",
    )  # fmt: skip
    add("--currency", metavar="CUR", help="of the amounts of a CSV that names none")
    add(
        "--all-day", metavar="HOURS",
        help="how much each day counts of a calendar's events that take whole days, such as 8h (default: left out)",
    )  # fmt: skip
    add("--skip-matching", action="store_true", help="leave out what an import of another format brought already")
    add("--again", action="store_true", help="bring back entries that were imported once and deleted")
    add("--all-hours", action="store_true", help="these were all your hours until their last day: close the weeks")
    add("--no-close", action="store_true", help="do not ask whether these were all your hours")
    add("--dry-run", action="store_true", help="say what would be imported, and change nothing")
    add("--json", action="store_true", help="what was done as JSON: minutes, and minor units by currency")


def _run(context: Context, given: Namespace) -> int:
    if given.all_hours and given.no_close:
        raise AskedWrong("--all-hours or --no-close, not both")
    try:
        plan = planned(context, given)
    except ImportRefused as error:
        raise AskedWrong(str(error)) from error
    found, weeks = plan.found, closable(context.book, plan.found, context.today)
    before = context.book
    closes = weeks is not None and _closes(context, given, found, weeks)
    if closes and weeks is not None:
        found = closing(before, found, weeks)
    if not given.dry_run:
        if not found.edit.is_nothing:
            context.save(found.edit)
        _remember(context, plan)
    if given.json:
        context.output.json(combined_json(found))
    else:
        for name, each in zip(found.names, found.plans, strict=True):
            _tell(context, each, f"{name}, " if len(found.plans) > 1 else "", dry_run=given.dry_run)
    for name, each in zip(found.names, found.plans, strict=True):
        for warning in each.warnings:
            context.output.say(f"{name}: {warning}" if len(found.plans) > 1 else warning)
    _tell_closed(context, given, found, weeks, closed=closes)
    return 0


def _remember(context: Context, plan: Planned) -> None:
    formats = dict.fromkeys(each.format for each in plan.found.plans)
    remembered = context.keeper.remembered
    memory.remember_mapping(remembered, formats, plan.mapping)
    memory.remember_columns(remembered, plan.headers, plan.columns)


def _closes(context: Context, given: Namespace, found: Combined, weeks: Closable) -> bool:
    """Whether the weeks are to be closed: said, or asked once at a terminal."""
    if given.all_hours or given.no_close:
        return bool(given.all_hours)
    is_asked = found.new and not given.dry_run and not given.json and sys.stdin is not None and sys.stdin.isatty()
    if not is_asked:
        return False
    count = _weeks_named(weeks)
    context.output.ask(
        f"Were these all your hours until {format_day(weeks.last, year=True)}? Yes closes {count}: what is not "
        "logged in them counts as zero. [y/N] "
    )
    return sys.stdin.readline().strip().casefold() in ("y", "yes")


def _tell_closed(
    context: Context, given: Namespace, found: Combined, weeks: Closable | None, *, closed: bool
) -> None:
    if weeks is None:
        return
    if closed:
        verb = "would be closed" if given.dry_run else "closed"
        context.output.say(f"{_weeks_named(weeks)} {verb}")
    elif found.new and not given.no_close:
        until = format_day(weeks.last, year=True)
        context.output.say(f"{_weeks_named(weeks)} still open: --all-hours says that these were all until {until}")


def _weeks_named(weeks: Closable) -> str:
    mondays = weeks.weeks
    if len(mondays) == 1:
        return iso_label(mondays[0])
    return f"{len(mondays)} weeks, {iso_label(mondays[0])} to {iso_label(mondays[-1])}"


def _tell(context: Context, plan: ImportPlan, name: str, *, dry_run: bool) -> None:
    verb = "would be imported" if dry_run else "imported"
    amounts = [context.hours(plan.minutes)] if plan.months or not plan.money else []
    amounts += [_amounts(found, currency) for currency, found in plan.money.items()]
    known = f", {plan.duplicates} known already" if plan.duplicates else ""
    skipped = f", {len(plan.skipped)} skipped" if plan.skipped else ""
    context.output.line(
        f"{name}{plan.format}: {plan.new} of {plan.rows} {verb}, {', '.join(amounts)}{known}{skipped}"
    )
    rows = [
        (f"  {found.month}", stream_name(context.book, found.stream), context.hours(found.minutes))
        for found in plan.months
    ]
    rows += [
        (f"  {found.month}", stream_name(context.book, found.stream), _amounts(found.sums, found.currency))
        for found in plan.money_months
    ]
    if rows:
        context.output.lines(table(rows, numbers=frozenset({2})))
    for line in _skipped_lines(plan.skipped):
        context.output.say(f"{name}{line}")


def _skipped_lines(skipped: Sequence[Skipped]) -> list[str]:
    """What is skipped and why; a reason that many rows have is said once."""
    reasons: dict[str, list[int]] = {}
    for row in skipped:
        reasons.setdefault(row.why, []).append(row.line)
    lines: list[str] = []
    listed = 0
    for why, rows in reasons.items():
        if len(lines) >= _SHOWN:
            break
        named = ", ".join(map(str, rows[:_NAMED]))
        more = f" and {len(rows) - _NAMED:,} more" if len(rows) > _NAMED else ""
        lines.append(f"line{'s' if len(rows) > 1 else ''} {named}{more}: {why}")
        listed += len(rows)
    if listed < len(skipped):
        lines.append(f"and {len(skipped) - listed:,} more skipped: --json lists all")
    elif any(len(rows) > _NAMED for rows in reasons.values()):
        lines.append("--json lists all that is skipped")
    return lines


def _amounts(sums: Sums, currency: str) -> str:
    """``$120 less $5 refunds and $3 fees``."""
    taken: Mapping[str, int] = {"refunds": sums.refunds, "fees": sums.fees}
    less = [f"{format_money(amount, currency)} {what}" for what, amount in taken.items() if amount]
    return format_money(sums.gross, currency) + (f" less {' and '.join(less)}" if less else "")


IMPORT = Command(
    usage="import [FORMAT] FILE... [--into STREAM] [--map PROJECT=STREAM[:WORK]]... [--skip PROJECT]... [--tz ZONE] "
    "[--split-midnight] [--dates dmy|mdy] [--decimal .|,] [--columns FIELD=COLUMN,...] [--all-day HOURS] "
    "[--all-hours] [--dry-run] [--json]",
    about="Import hours and money from other programs' files, as one step that undo takes back. What was imported "
    "before is not imported again, edited here or not. At a terminal it asks once whether these were all your hours "
    "until their last day, and if so closes those weeks.",
    configure=_configure,
    run=_run,
    examples=(
        "lev import toggl Toggl_time_entries.csv --dry-run",
        "lev import report.csv --map 'Acme site=care:support' --into consulting",
        "lev import report.csv --into consulting --skip Private --skip 'Choir practice'",
        "lev import clockify.csv stripe.csv --tz Europe/Berlin --all-hours",
        "lev import calendar.ics --all-day 8h --into consulting",
        "lev import csv bank.csv --columns 'date=Day,amount=Sum,note=Text' --into course",
    ),
)
