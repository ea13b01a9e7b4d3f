"""``lev backup list``, ``create`` and ``diff``."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from leverage_tui.cli.backup_choosing import backups_of, find_backup, moment, newest_backup, size
from leverage_tui.cli.command import Command
from leverage_tui.cli.context import Context
from leverage_tui.cli.errors import AskedWrong
from leverage_tui.cli.output import table

if TYPE_CHECKING:
    from leverage_tui.store.backups import Backup, Backups


def _configure_list(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="as JSON")


def _list(context: Context, given: Namespace) -> int:
    from leverage_tui.store.synced import sync_tool_over

    backups = backups_of(context)
    found = [_object(backups, backup) for backup in backups.list()]
    tool = sync_tool_over(context.state)
    if given.json:
        context.output.json({"folder": str(backups.folder), "synced_by": tool, "backups": found})
    elif found:
        heads = ("name", "taken", "entries", "size", "note")
        context.output.lines(table([heads, *map(_row, found)], numbers=frozenset({2, 3})))
    else:
        context.output.line("no backup yet: lev backup create takes one")
    if any(one["future"] for one in found):
        context.output.say(
            "a backup that is dated in the future is kept and not counted: a clock was wrong, then or now"
        )
    if tool is not None:
        context.output.say(
            f"{context.state} lies in a folder of {tool}: backups are meant for a place that is not synced; "
            "XDG_STATE_HOME names another"
        )
    return 0


def _row(one: dict[str, Any]) -> tuple[str, ...]:
    taken = moment(datetime.fromisoformat(one["when"]))
    note = f"{one['note']} (dated in the future)" if one["future"] else one["note"]
    return one["name"], taken, f"{one['documents']:,}", size(one["bytes"]), note


def _object(backups: Backups, backup: Backup) -> dict[str, Any]:
    from leverage_tui.store.thinning import is_future

    try:
        count = backup.path.stat().st_size
    except OSError:
        count = 0
    return {
        "name": backup.name,
        "when": backup.when.isoformat(),
        "documents": backup.documents,
        "bytes": count,
        "note": backups.why(backup),
        "future": is_future(backup.when, datetime.now(UTC)),
        "path": str(backup.path),
    }


def _configure_create(parser: ArgumentParser) -> None:
    """There is nothing to say with it."""


def _create(context: Context, given: Namespace) -> int:
    keeper = context.keeper
    if keeper.digest is None:
        raise AskedWrong(f"there is nothing to back up yet: {keeper.path} is not there")
    made = keeper.new_backup("by hand")
    if made is None:
        newest = keeper.backups.list()[0]
        context.output.line(f"nothing changed since {newest.name}: {newest.path}")
    else:
        context.output.line(f"{made.name}, {made.documents:,} entries: {made.path}")
    return 0


def _configure_diff(parser: ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", nargs="?", help="which backup (default: the newest)")
    parser.add_argument("--json", action="store_true", help="as JSON, in minutes and minor units")


def _diff(context: Context, given: Namespace) -> int:
    from leverage_tui.domain.review.compared import as_json, compared, sections
    from leverage_tui.domain.review.facts import as_text
    from leverage_tui.store.codec import read_book
    from leverage_tui.store.layout import parse

    backups = backups_of(context)
    backup = find_backup(backups, given.name) if given.name is not None else newest_backup(backups)
    then = read_book(parse(backups.read(backup), backup.path))
    found = compared(then, context.book)
    if given.json:
        context.output.json({"backup": backup.name, **as_json(found)})
    elif found.is_nothing:
        context.output.line(f"nothing differs from {backup.name}")
    else:
        context.output.line(f"{backup.name}, {moment(backup.when)}, and the book now")
        context.output.lines("\n".join(as_text(sections(found, context.config.hours))))
    return 0


LIST = Command(
    usage="backup list [--json]",
    about="The backups of this book on this machine, the newest first. One is taken after a change where the last is "
    "half an hour old, and one before an import, a restore, and what takes much out. All of today and yesterday are "
    "kept, then 12 daily, 10 weekly and 9 monthly ones.",
    configure=_configure_list,
    run=_list,
)
CREATE = Command(
    usage="backup create",
    about="Take a backup now, and say where it is. Where nothing changed since the last, none is taken.",
    configure=_configure_create,
    run=_create,
)
DIFF = Command(
    usage="backup diff [NAME] [--json]",
    about="What became of the book since a backup: hours and net money by stream and month where anything differs, "
    "and how many entries were added, changed, or are gone. Nothing is changed.",
    configure=_configure_diff,
    run=_diff,
    examples=("lev backup diff", "lev backup diff 20261118T093000Z-1204"),
)
