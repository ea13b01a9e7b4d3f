"""``lev import``: hours from another program's file, as one step."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from leverage_tui.cli.choosing import find_stream, stream_name
from leverage_tui.cli.command import Command
from leverage_tui.cli.context import Context
from leverage_tui.cli.errors import AskedWrong
from leverage_tui.cli.output import table
from leverage_tui.domain.book import Book
from leverage_tui.domain.text import clean
from leverage_tui.interchange import registry
from leverage_tui.interchange.mapping import Target, parse_mapping
from leverage_tui.interchange.plan import ImportPlan, as_json, plan_import
from leverage_tui.interchange.reading import load
from leverage_tui.interchange.rows import ImportRefused

_SHOWN = 10


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument(
        "words", metavar="[FORMAT] FILE", nargs="+",
        help=f"the file; the format ({', '.join(registry.names())}) is found from its header unless said",
    )  # fmt: skip
    parser.add_argument("--into", metavar="STREAM", help="the stream of all that --map does not name")
    parser.add_argument(
        "--map", metavar="PROJECT=STREAM[:WORK]", action="append", default=[], dest="mapping",
        help="the stream, and the kind of work, of one project; may be repeated",
    )  # fmt: skip
    parser.add_argument(
        "--again", action="store_true", help="bring back entries that were imported once and deleted"
    )
    parser.add_argument("--dry-run", action="store_true", help="say what would be imported, and change nothing")
    parser.add_argument("--json", action="store_true", help="what was done as JSON, in minutes")


def _run(context: Context, given: Namespace) -> int:
    try:
        plan = _plan(context, given)
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


def _plan(context: Context, given: Namespace) -> ImportPlan:
    name, path = _format_and_file(given.words)
    book = context.book
    into = find_stream(book, given.into).id if given.into is not None else None
    mapping = _mapping(book, given.mapping)
    found, reading = registry.read_import(load(path), name)
    return plan_import(
        book, reading, format=found, into=into, mapping=mapping, today=context.today, again=given.again
    )


def _format_and_file(words: list[str]) -> tuple[str | None, Path]:
    """A first word is a format only if it is registered and no such file is there."""
    first, *others = words
    is_file = Path(first).exists()
    if len(words) > 2 or (is_file and others):
        raise AskedWrong(f"one file at a time: lev import {clean(words[0])}, and then {clean(words[1])}")
    if others:
        return registry.find(first).name, Path(others[0])
    if first.casefold() in registry.names() and not is_file:
        raise AskedWrong(f"which file? lev import {first.casefold()} FILE")
    return None, Path(first)


def _mapping(book: Book, typed: list[str]) -> dict[str, Target]:
    found: dict[str, Target] = {}
    for text in typed:
        project, (stream, work) = parse_mapping(text)
        target = find_stream(book, stream).id, work
        if found.get(project, target) != target:
            raise AskedWrong(f"the project {clean(project)!r} is mapped twice")
        found[project] = target
    return found


def _tell(context: Context, plan: ImportPlan, *, dry_run: bool) -> None:
    verb = "would be imported" if dry_run else "imported"
    known = f", {plan.duplicates} known already" if plan.duplicates else ""
    skipped = f", {len(plan.skipped)} skipped" if plan.skipped else ""
    context.output.line(
        f"{plan.format}: {plan.new} of {plan.rows} {verb}, {context.hours(plan.minutes)}{known}{skipped}"
    )
    if plan.months:
        rows = [
            (f"  {found.month}", stream_name(context.book, found.stream), context.hours(found.minutes))
            for found in plan.months
        ]
        context.output.lines(table(rows, numbers=frozenset({2})))
    for row in plan.skipped[:_SHOWN]:
        context.output.say(f"line {row.line}: {row.why}")
    if len(plan.skipped) > _SHOWN:
        context.output.say(f"and {len(plan.skipped) - _SHOWN} more skipped: --json lists all")


IMPORT = Command(
    usage="import [FORMAT] FILE [--into STREAM] [--map PROJECT=STREAM[:WORK]]... [--dry-run] [--json]",
    about="Import hours from another program's file. What was imported before is not imported again.",
    configure=_configure,
    run=_run,
    examples=(
        "lev import toggl Toggl_time_entries.csv --dry-run",
        "lev import report.csv --map 'Acme site=care:support' --into consulting",
    ),
)
