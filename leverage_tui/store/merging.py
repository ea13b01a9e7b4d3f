"""Another copy of the book merged into it: read with suspicion, backed up, one step of undo, what gave way kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from leverage_tui.domain.book import Book
from leverage_tui.domain.edits.core import Edit, edit
from leverage_tui.domain.model import TABLES, Deleted
from leverage_tui.domain.settings import SCHEMA
from leverage_tui.store import disk
from leverage_tui.store.conflict_copies import conflict_copies, set_aside
from leverage_tui.store.conflicts import Conflict, Conflicts
from leverage_tui.store.errors import FileUnreadable, NewerSchema, StoreError
from leverage_tui.store.history import MOST_STEPS, Step
from leverage_tui.store.keeper import Keeper, Rewritten
from leverage_tui.store.layout import Tables, parse
from leverage_tui.store.merge import merged
from leverage_tui.store.merge_report import Report, reported
from leverage_tui.store.migrations import migrated, schema_of
from leverage_tui.store.registers import stamp_in
from leverage_tui.store.stamp import is_ahead
from leverage_tui.store.words import dated_ahead


@dataclass(frozen=True, slots=True)
class Copy:
    """Another copy of a book, read."""

    path: Path
    data: bytes
    tables: Tables


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge did to the book, or would do. `warnings` are sentences."""

    report: Report
    warnings: tuple[str, ...]
    conflicts: tuple[Conflict, ...]
    """What gave way and is kept since this merge; what was kept before is not said again."""
    moved_to: Path | None = None
    """Where a conflict copy lies now."""


def read_copy(path: Path) -> Copy:
    """The copy at `path`. Raises FileUnreadable for what is no whole book, NewerSchema for one of a newer version."""
    found = disk.read(path)
    if found is None:
        raise FileUnreadable(path, "there is no such file")
    tables = migrated(parse(found.data, path))
    if not any(table in TABLES for table in tables):
        raise FileUnreadable(path, "it is no book: it has none of the tables")
    schema = schema_of(tables)
    if schema > SCHEMA:
        raise NewerSchema(path, schema)
    return Copy(path, found.data, tables)


def previewed(keeper: Keeper, copy: Copy, now: datetime) -> Merged:
    """What merging `copy` would do. Nothing is done. Raises StoreError."""
    found = disk.read(keeper.path)
    ours = migrated(parse(found.data, keeper.path)) if found else {}
    report = reported(ours, copy.tables, merged(ours, copy.tables))
    said = now.strftime("%Y-%m-%dT%H:%M:%SZ")
    losses = tuple(Conflict(loss, copy.path.name, said) for loss in report.losses)
    return Merged(report, clock_warnings(copy, now), losses)


def merge_copy(keeper: Keeper, copy: Copy, now: datetime) -> Merged:
    """Merge `copy` into the book, durably, with a backup before; a conflict copy is then moved out of the way.

    Documents keep the stamps that they had on their machine, so that both machines end with the same file. Undo takes
    back what the book shows of it; tables of other programs stay merged. Raises StoreError: then the book is as it
    was, and the copy where it was.
    """
    # A file that went back in time may be merged with a copy that holds what it lacks.
    why = keeper.unwritable
    if why:
        raise StoreError(keeper.path, why, why)
    seen: list[Report] = []

    def made(ours: Tables) -> Tables:
        result = merged(ours, copy.tables)
        seen.append(reported(ours, copy.tables, result))
        return result

    rewritten = keeper.rewrite(made, "before a merge")
    report = seen[-1]
    step = _step(rewritten, copy)
    if not step.is_nothing:
        keeper.undo_log(MOST_STEPS).append([Step("do", step)])
    warnings = [*clock_warnings(copy, now), *filter(None, [rewritten.unprotected])]
    conflicts = Conflicts(keeper.state, keeper.path).add(report.losses, copy.path.name, now)
    if conflicts is None:
        warnings.append(
            f"What gave way could not be written down: it is in {copy.path} and in the backup from before the merge."
        )
    result = Merged(report, tuple(warnings), conflicts or ())
    # What could not be written down has its only record in the copy.
    if conflicts is None or copy.path not in [found.path for found in conflict_copies(keeper.path)]:
        return result
    try:
        moved_to = set_aside(copy.path, keeper.path, keeper.state, copy.data)
    except StoreError as error:
        left = f"{copy.path} is merged and still lies beside the book: {error.why}."
        return replace(result, warnings=(*result.warnings, left))
    return replace(result, moved_to=moved_to)


def copies_beside(keeper: Keeper) -> tuple[list[Copy], list[str]]:
    """The conflict copies beside the book, in the order in which they are merged, and a sentence for each that cannot
    be read."""
    copies, refused = [], []
    for found in conflict_copies(keeper.path):
        try:
            copies.append(read_copy(found.path))
        except StoreError as error:
            refused.append(str(error))
    if keeper.went_back:
        # What brings back what this machine saved comes first: before that nothing is written.
        copies.sort(key=lambda copy: keeper.lacks(copy.tables))
    return copies, refused


def merge_beside(keeper: Keeper, now: datetime) -> tuple[list[Merged], list[str]]:
    """Merge every conflict copy beside the book; what each did, and a sentence for each that could not be merged.
    Raises StoreError where the book itself cannot be written."""
    copies, refused = copies_beside(keeper)
    return [merge_copy(keeper, copy, now) for copy in copies], refused


def clock_warnings(copy: Copy, now: datetime) -> tuple[str, ...]:
    """A sentence where something in the copy is dated over a day after `now`: it is accepted all the same."""
    stamps = (stamp_in(raw) for rows in copy.tables.values() for raw in rows.values())
    milliseconds = int(now.timestamp() * 1000)
    latest = max((at for at in stamps if is_ahead(at, milliseconds)), default="")
    return (dated_ahead(copy.path.name, latest),) if latest else ()


def _step(rewritten: Rewritten, copy: Copy) -> Edit:
    """What the merge changed in the book as a step that undo can take back: all but the records of deletions, which
    undo overrules by writing later."""
    before, after = rewritten.before, rewritten.after
    names = [table for table in TABLES if table != Deleted.table]
    return edit(
        f"{copy.path.name} merged",
        (
            (before.get(table, number), after.get(table, number))
            for table in names
            for number in sorted(_differing(before, after, table))
        ),
    )


def _differing(before: Book, after: Book, table: str) -> set[int]:
    old, new = before.tables[table], after.tables[table]
    return {number for number in old.keys() | new.keys() if old.get(number) != new.get(number)}
