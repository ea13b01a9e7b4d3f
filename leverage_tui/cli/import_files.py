"""From the words of ``lev import`` to what it will do: which files, in which format, read how, going where."""

from __future__ import annotations

import difflib
from argparse import Namespace
from datetime import tzinfo
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo, available_timezones

from leverage_tui.cli import reading
from leverage_tui.cli.choosing import find_stream
from leverage_tui.cli.context import Context
from leverage_tui.cli.errors import AskedWrong
from leverage_tui.domain.calendar import system_clock
from leverage_tui.domain.edits.core import apply
from leverage_tui.domain.model import Deleted
from leverage_tui.domain.quantities.errors import Unreadable
from leverage_tui.domain.quantities.hours import parse_hours
from leverage_tui.domain.text import clean
from leverage_tui.interchange import memory, registry
from leverage_tui.interchange.columns import parse_columns
from leverage_tui.interchange.combined import Combined, combined
from leverage_tui.interchange.leaving_out import is_meant, leave_out, names_in
from leverage_tui.interchange.mapping import Target, UnmappedProjects, Wishes, parse_mapping, project_key, shown
from leverage_tui.interchange.plan import ImportPlan, Options, plan_import
from leverage_tui.interchange.reading import load
from leverage_tui.interchange.rows import Reading
from leverage_tui.interchange.source import last_moment
from leverage_tui.store.history import MOST_STEPS, undone_documents

_SHOWN = 8


class Planned(NamedTuple):
    """The import, and what of the answers is worth remembering once it is done."""

    found: Combined
    mapping: dict[str, Target]
    columns: dict[str, str]
    headers: tuple[str, ...]


class _File(NamedTuple):
    name: str
    format: str
    reading: Reading


def planned(context: Context, given: Namespace) -> Planned:
    """What the command will do. Raises ImportRefused and AskedWrong."""
    format, paths = _format_and_files(given.words)
    book = context.book
    into = find_stream(book, given.into) if given.into is not None else None
    mapping = _mapping(context, given.mapping, given.skip)
    columns = parse_columns(given.columns) if given.columns is not None else {}
    currency = reading.currency(given.currency, "--currency") if given.currency is not None else ""
    zone = _zone(given.tz)
    read = {
        "zone": zone, "now": last_moment(context.today, system_clock(context.config.day_starts)(), zone),
        "all_day": _all_day(given.all_day), "dates": given.dates, "decimal": given.decimal, "columns": columns,
        "known_columns": memory.known_columns(context.keeper.remembered),
        "currency": currency or (into.currency if into else book.settings.base_currency),
    }  # fmt: skip
    files = []
    for path in paths:
        found, said = registry.read_import(load(path), format, file=path.name, **read)
        files.append(_File(clean(path.name) or clean(str(path)), found, said))
    _refuse_what_does_nothing(files, given)
    files = [file._replace(reading=leave_out(file.reading, given.skip)) for file in files]
    plans = _plans(context, files, given, into.id if into else None, mapping)
    headers = tuple(file.reading.header for file in files)
    return Planned(combined([file.name for file in files], plans), mapping, columns, headers)


def _plans(
    context: Context, files: list[_File], given: Namespace, into: str | None, mapping: dict[str, Target]
) -> list[ImportPlan]:
    """The import of each file on top of the ones before. Raises UnmappedProjects with those of all files."""
    undone = _undone(context)
    options = Options(context.today, given.again, given.split_midnight, given.skip_matching, undone)
    book, remembered = context.book, context.keeper.remembered
    plans: list[ImportPlan] = []
    unmapped: dict[str, None] = {}
    near: dict[str, str] = {}
    for file in files:
        past, hints = memory.past_mapping(remembered, file.format), memory.hints(remembered, file.format)
        wishes = Wishes(into, mapping, past, hints)
        try:
            plan = plan_import(book, file.reading, format=file.format, wishes=wishes, options=options)
        except UnmappedProjects as error:
            unmapped |= dict.fromkeys(error.projects)
            near |= error.near
            continue
        plans.append(plan)
        book = apply(book, plan.edit)
    if unmapped:
        raise UnmappedProjects(unmapped, book, near)
    return plans


def _undone(context: Context) -> frozenset[tuple[str, int]]:
    """Tables and numbers of the documents that an undo took away, and that nothing has touched since."""
    if not any(True for _ in context.book.all(Deleted)):
        return frozenset()
    return undone_documents(context.keeper.undo_log(MOST_STEPS).steps())


def _format_and_files(words: list[str]) -> tuple[str | None, list[Path]]:
    """A first word is a format only if it is registered and no such file is there."""
    first, *others = words
    is_file = Path(first).exists()
    if not is_file and first.casefold() in registry.names():
        if not others:
            raise AskedWrong(f"which file? lev import {first.casefold()} FILE")
        return first.casefold(), [Path(word) for word in others]
    if not is_file and others and not set("./\\") & set(first):
        return registry.find(first).name, [Path(word) for word in others]
    return None, [Path(word) for word in words]


def _mapping(context: Context, typed: list[str], left_out: list[str]) -> dict[str, Target]:
    found: dict[str, Target] = {}
    gone = {project_key(name) for name in left_out}
    for text in typed:
        project, (stream, work) = parse_mapping(text)
        target = find_stream(context.book, stream).id, work
        if found.get(project, target) != target:
            raise AskedWrong(f"the project {clean(project)!r} is mapped twice")
        if project_key(project) in gone:
            raise AskedWrong(f"the project {shown(project)} is mapped and left out: --map or --skip, not both")
        found[project] = target
    return found


def _refuse_what_does_nothing(files: list[_File], given: Namespace) -> None:
    """An option that would change nothing is a misunderstanding. Raises AskedWrong."""
    if given.all_day is not None and not any(file.format == "ics" for file in files):
        raise AskedWrong(f"--all-day is for calendars (.ics): {files[0].name} is none")
    there = list(dict.fromkeys(name for file in files for name in names_in(file.reading)))
    for wanted in given.skip:
        if not any(is_meant(name, [wanted]) for name in there):
            near = difflib.get_close_matches(project_key(wanted), [project_key(name) for name in there], n=1)
            named = [shown(name) for name in there if project_key(name) in near] or [shown(name) for name in there]
            hint = "the nearest is" if near else "there is"
            more = f" and {len(named) - _SHOWN} more" if len(named) > _SHOWN else ""
            raise AskedWrong(
                f"--skip: there is no project {shown(wanted)}: {hint} {', '.join(named[:_SHOWN])}{more}"
            )


def _all_day(typed: str | None) -> int | None:
    """The minutes of a day that an event takes as a whole. Raises AskedWrong."""
    if typed is None:
        return None
    try:
        minutes = parse_hours(typed)
    except Unreadable as error:
        raise AskedWrong(f"--all-day: {error}") from error
    if not minutes:
        raise AskedWrong("--all-day: how long is such a day? Write 8h; without --all-day it is left out")
    return minutes


def _zone(typed: str | None) -> tzinfo | None:
    """The zone that is called so; None for this machine's. Raises AskedWrong with the nearest."""
    if typed is None:
        return None
    try:
        return ZoneInfo(typed)
    except (KeyError, OSError, ValueError):
        pass
    names = {name.casefold(): name for name in available_timezones()}
    wanted = typed.strip().casefold().replace(" ", "_")
    cities = {name.rpartition("/")[2]: whole for name, whole in sorted(names.items(), reverse=True)}
    if wanted in names:
        return ZoneInfo(names[wanted])
    near = difflib.get_close_matches(wanted, [*cities, *names], n=1)
    hint = f"the nearest is {cities.get(near[0]) or names[near[0]]}" if near else "write one such as Europe/Berlin"
    raise AskedWrong(f"--tz: there is no zone {clean(typed, 40)}: {hint}")
