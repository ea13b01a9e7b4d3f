"""``lev merge``: another copy of the book made one with it, what gave way listed, and git's merge driver."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from leverage_tui.cli.command import Command
from leverage_tui.cli.context import Context
from leverage_tui.cli.errors import AskedWrong
from leverage_tui.store.conflicts import Conflict, Conflicts
from leverage_tui.store.errors import StoreError
from leverage_tui.store.merge_words import both_versions, in_short
from leverage_tui.store.merging import Copy, Merged, copies_beside, merge_copy, previewed, read_copy

UNREAD = 3
_CONFLICT = 1
"""What a merge driver ends with for git to report a conflict."""


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", nargs="?", help="the other copy; it is only read")
    parser.add_argument("--all", action="store_true", help="merge every conflict copy that lies beside the book")
    parser.add_argument("--dry-run", action="store_true", help="say what would be done, and change nothing")
    parser.add_argument("--conflicts", action="store_true", help="list what gave way so far, both versions")
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.add_argument(
        "--driver", metavar=("BASE", "OURS", "THEIRS"), nargs=3,
        help="merge three files for git, into OURS; the book is not touched",
    )  # fmt: skip


def _run(context: Context, given: Namespace) -> int:
    asked = [name for name in ("file", "all", "conflicts", "driver") if getattr(given, name)]
    if len(asked) > 1:
        raise AskedWrong("one thing at a time: a FILE, --all, --conflicts or --driver")
    if given.driver:
        return _drive(context, *map(Path, given.driver))
    if given.conflicts:
        return _list(context, as_json=given.json)
    if given.file:
        copy = read_copy(_asked_for(context, given.file))
        return _told(context, [(copy.path, _merge(context, copy, given.dry_run))], given)
    copies, unread = copies_beside(context.keeper)
    for sentence in unread:
        context.output.say(f"lev: {sentence}")
    if not copies:
        if given.json:
            context.output.json([])
        elif not unread:
            context.output.line("no conflict copy lies beside the book: lev merge FILE merges any other copy of it")
        return UNREAD if unread else 0
    dry_run = given.dry_run or not given.all
    code = _told(context, [(copy.path, _merge(context, copy, dry_run)) for copy in copies], given)
    if not given.all and not given.json:
        context.output.line("lev merge FILE merges one of them, lev merge --all all of them")
    return UNREAD if unread else code


def _told(context: Context, done: list[tuple[Path, Merged]], given: Namespace) -> int:
    dry_run = given.dry_run or not (given.file or given.all)
    if given.json:
        context.output.json([_object(context, path, result) for path, result in done])
    else:
        for path, result in done:
            _tell(context, path, result, dry_run=dry_run)
    for _, result in done:
        for warning in result.warnings:
            context.output.say(warning)
    return 0


def _asked_for(context: Context, typed: str) -> Path:
    path = Path(typed).expanduser().absolute()
    if not path.exists():
        raise AskedWrong(f"there is no file {typed}")
    book = context.keeper.path
    if book.exists() and path.samefile(book):
        raise AskedWrong(f"{typed} is the book itself: name the other copy of it")
    return path


def _merge(context: Context, copy: Copy, dry_run: bool) -> Merged:
    now = datetime.now(UTC)
    return previewed(context.keeper, copy, now) if dry_run else merge_copy(context.keeper, copy, now)


def _tell(context: Context, path: Path, result: Merged, *, dry_run: bool) -> None:
    would = "would be merged" if dry_run else "merged"
    context.output.line(f"{path.name} {would}: {in_short(result.report)}")
    for conflict in result.conflicts:
        context.output.line(f"  {both_versions(context.book, conflict.loss)}")
    if result.moved_to is not None:
        context.output.line(f"  the copy lies in {result.moved_to} now")


def _object(context: Context, path: Path, result: Merged) -> dict[str, Any]:
    report = result.report
    return {
        "file": str(path),
        **{
            word: [{"table": table, "doc": str(number)} for table, number in keys]
            for word, keys in (
                ("taken", report.taken), ("kept", report.kept), ("deleted", report.deleted),
                ("brought_back", report.brought_back),
            )
        },
        "conflicts": [_conflict(context, conflict) for conflict in result.conflicts],
        "warnings": list(result.warnings),
        "moved_to": str(result.moved_to) if result.moved_to is not None else None,
    }  # fmt: skip


def _conflict(context: Context, conflict: Conflict) -> dict[str, Any]:
    loss = conflict.loss
    return {
        "merged": conflict.merged, "copy": conflict.copy, "table": loss.key[0], "doc": str(loss.key[1]),
        "here": loss.here, "there": loss.there, "stands": loss.stands, "words": both_versions(context.book, loss),
    }  # fmt: skip


def _list(context: Context, *, as_json: bool) -> int:
    found = Conflicts(context.state, context.keeper.path).all()
    if as_json:
        context.output.json([_conflict(context, conflict) for conflict in found])
        return 0
    for conflict in found:
        context.output.line(f"{conflict.merged[:10]} {conflict.copy}: {both_versions(context.book, conflict.loss)}")
    if not found:
        context.output.line("no merge had to choose between two versions so far")
    return 0


def _drive(context: Context, base: Path, ours: Path, theirs: Path) -> int:
    """Merge for git: the result in the place of `ours`, or that as it was and a conflict for git to report."""
    from leverage_tui.store.driver import drive

    try:
        report, book = drive(base, ours, theirs)
    except StoreError as error:
        context.output.say(f"lev: {error}")
        return _CONFLICT
    for loss in report.losses:
        context.output.say(f"lev: {both_versions(book, loss)}")
    return 0


MERGE = Command(
    usage="merge [FILE] [--all] [--dry-run] [--conflicts] [--json]",
    about="Make another copy of the book one with it: of every entry what was changed last. Both machines end with the "
    "same file, whichever merges first. What gave way is kept, both versions of it; undo takes the merge back. Without "
    "FILE, the conflict copies of Syncthing and Dropbox beside the book. As git's merge driver: --driver %O %A %B.",
    configure=_configure,
    run=_run,
    examples=(
        "lev merge ~/laptop/book.json --dry-run",
        "lev merge --all",
        "lev merge --conflicts",
        "git config merge.leverage.driver 'lev merge --driver %O %A %B'",
    ),
)
