"""``lev standing end`` and ``lev standing delete``."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from leverage_tui.cli import gauge, reading
from leverage_tui.cli.command import Command
from leverage_tui.cli.context import Context
from leverage_tui.cli.errors import AskedWrong
from leverage_tui.cli.standing_choosing import find_standing
from leverage_tui.domain.edits.standing import delete_standing, end_standing
from leverage_tui.domain.metrics import figures
from leverage_tui.domain.quantities.dates import format_day
from leverage_tui.domain.text import clean


def _configure_end(parser: ArgumentParser) -> None:
    parser.add_argument("entry", metavar="ID", help="its number, or an unmistakable part of its name")
    parser.add_argument("--on", metavar="DATE", help="its last day (default: today)")


def _end(context: Context, given: Namespace) -> int:
    book = context.book
    last = reading.day(context, given.on, "--on") if given.on is not None else context.today
    entry = find_standing(book, given.entry, context.today, last)
    edit = end_standing(book, entry, last)
    if edit.is_nothing:
        context.output.line(f"{edit.sentence} already")
        return 0
    after = context.save(edit)
    context.output.line(f"{edit.sentence}; {gauge.sentence(figures(after, context.today))}")
    for other in after.ledger(entry.stream).standing:
        if other.name == entry.name and other.begins > last:
            day = format_day(other.begins, year=True)
            context.output.say(f"{clean(other.name)} goes on anew from {day}: lev standing delete {other.doc_id}")
    return 0


def _configure_delete(parser: ArgumentParser) -> None:
    parser.add_argument("entry", metavar="ID", help="its number, or an unmistakable part of its name")
    parser.add_argument("--yes", action="store_true", help="yes, with all it ever counted for")


def _delete(context: Context, given: Namespace) -> int:
    entry = find_standing(context.book, given.entry, context.today)
    edit = delete_standing(context.book, entry)
    if not given.yes:
        weeks = len(edit.changes) - 1
        also = f" and {weeks} {'week' if weeks == 1 else 'weeks'} typed over" if weeks else ""
        raise AskedWrong(
            f"{clean(entry.name)}{also} would be gone, past and all: say so with --yes, or keep the past with "
            f"lev standing end {entry.doc_id}"
        )
    book = context.save(edit)
    context.output.line(f"{edit.sentence}; {gauge.sentence(figures(book, context.today))}")
    return 0


END = Command(
    usage="standing end ID|NAME [--on DATE]",
    about="What goes on ends: nothing of it counts after that day, and all before stays.",
    configure=_configure_end,
    run=_end,
    examples=("lev standing end Ana", "lev standing end 'Invoice tool' --on 2026-10-31"),
)
DELETE = Command(
    usage="standing delete ID|NAME --yes",
    about="Delete a standing entry with all it ever counted for and the weeks typed over. "
    "To keep its past, end it instead.",
    configure=_configure_delete,
    run=_delete,
)
