"""``lev backup restore``: the book as it was, in one step that undo takes back."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from datetime import UTC, datetime

from leverage_tui.cli.backup_choosing import backups_of, find_backup, moment
from leverage_tui.cli.command import Command
from leverage_tui.cli.context import Context
from leverage_tui.cli.errors import AskedWrong
from leverage_tui.domain.book import Book
from leverage_tui.domain.edits.restoring import restore_book
from leverage_tui.domain.model import TABLES
from leverage_tui.domain.review.compared import compared, sections
from leverage_tui.domain.review.facts import as_text
from leverage_tui.domain.settings import SCHEMA
from leverage_tui.store import disk
from leverage_tui.store.backups import Backup
from leverage_tui.store.codec import read_book
from leverage_tui.store.errors import FileUnreadable, NewerSchema, StoreError
from leverage_tui.store.layout import Key, Tables, parse
from leverage_tui.store.put_back import put_back

_MOST_MONTHS = 24


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help="which backup, as lev backup list names it")
    parser.add_argument("--yes", action="store_true", help="yes, without being asked")


def _run(context: Context, given: Namespace) -> int:
    backups = backups_of(context)
    backup = find_backup(backups, given.name)
    text = backups.read(backup)
    tables = parse(text, backup.path)
    then = read_book(tables)
    if then.settings.schema > SCHEMA:
        raise NewerSchema(backup.path, then.settings.schema)
    try:
        stands = context.keeper.digest is not None
        why = "there is no book"
    except FileUnreadable as error:
        stands, why = False, f"the book cannot be read ({error.why})"
    if not stands:
        return _put_back(context, given, backup, text, why)
    return _restore(context, given, backup, tables, then)


def _restore(context: Context, given: Namespace, backup: Backup, tables: Tables, then: Book) -> int:
    """Make the book, which can be read, what it was."""
    keeper, now = context.keeper, context.book
    if keeper.read_only:
        raise StoreError(keeper.path, keeper.read_only, keeper.read_only)
    edit = restore_book(now, then, moment(backup.when))
    if edit.is_nothing:
        context.output.line(f"the book holds what {backup.name} holds: nothing to restore")
        return 0
    found = compared(then, now)
    shown = as_text(sections(found, context.config.hours, most=_MOST_MONTHS))
    if len(found.months) > _MOST_MONTHS:
        shown.append(f"lev backup diff {backup.name} shows every month")
    if not _may(context, given, backup, shown):
        return 0
    context.save(edit)
    context.output.line(f"{edit.sentence}; lev undo takes that back")
    left_out = _unread(tables, then) - _unread(_tables_of(context), context.book)
    if left_out:
        entries = "1 entry" if len(left_out) == 1 else f"{len(left_out)} entries"
        context.output.say(f"{entries} of the backup cannot be understood, and stay in it alone: {backup.path}")
    return 0


def _put_back(context: Context, given: Namespace, backup: Backup, text: bytes, why: str) -> int:
    """Have the backup's bytes take the place of a file that is not there or cannot be read."""
    if not _may(context, given, backup, [f"{why}: the backup of {moment(backup.when)} would take its place"]):
        return 0
    aside = put_back(context.path, context.state, text, datetime.now(UTC))
    context.output.line(f"the book of {moment(backup.when)} restored, {backup.documents:,} entries")
    if aside is not None:
        context.output.line(f"the damaged file is kept: {aside}")
    return 0


def _may(context: Context, given: Namespace, backup: Backup, shown: Sequence[str]) -> bool:
    """Whether the restore is wanted: --yes, or what the user says to what is `shown`."""
    if not given.yes and not (sys.stdin is not None and sys.stdin.isatty()):
        raise AskedWrong(
            f"restoring {backup.name} changes the book: say so with --yes, after lev backup diff {backup.name}"
        )
    context.output.lines("\n".join(shown))
    if given.yes:
        return True
    context.output.ask(f"Restore the book of {moment(backup.when)}? [y/N] ")
    if sys.stdin.readline().strip().casefold() in ("y", "yes"):
        return True
    context.output.line("nothing was restored")
    return False


def _tables_of(context: Context) -> Tables:
    there = disk.read(context.keeper.path)
    return parse(there.data, context.keeper.path) if there else {}


def _unread(tables: Tables, book: Book) -> set[Key]:
    """What the file holds and the book, deleted documents aside, does not."""
    foreign = {(table, number) for table, rows in tables.items() if table not in TABLES for number in rows}
    unread = {(problem.table, problem.doc_id) for problem in book.problems}
    return foreign | {key for key in unread if book.get(*key) is None}


RESTORE = Command(
    usage="backup restore NAME [--yes]",
    about="Make the book what it was when a backup was taken. What differs is shown, and asked about; a backup of what "
    "stands is taken first; lev undo takes the restore back. A book that cannot be read, or is not there, is "
    "replaced by the backup, and the damaged file is kept.",
    configure=_configure,
    run=_run,
    examples=("lev backup restore 20261118T093000Z-1204",),
)
