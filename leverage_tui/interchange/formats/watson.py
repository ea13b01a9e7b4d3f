"""Watson: its ``frames`` file, frames as its server writes them, and ``watson log`` as JSON or CSV.

A frame is known again by its id, in whichever of the forms it comes. Only ``watson log --csv`` cuts ids to seven
characters, so that its entries are known again in another such file, and in no other form. Reports are totals of
many days, with the time of a tag said again, and are refused. Instants become local days; times without an offset
(the CSV) are those of the zone given.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, tzinfo
from typing import TypeGuard

from leverage_tui.domain.text import NOTE_LIMIT, clean
from leverage_tui.interchange.cells import cell_at, split_tags, tidy_tag
from leverage_tui.interchange.clocks import from_epoch
from leverage_tui.interchange.json_text import first_item, json_items
from leverage_tui.interchange.outcome import RUNNING, reading_of
from leverage_tui.interchange.reading import is_json, read_table
from leverage_tui.interchange.rows import Format, ImportedHours, ImportRefused, Reading, Skipped
from leverage_tui.interchange.source import Head, Source
from leverage_tui.interchange.spans import read_moment, span

EXPORT = "for Watson run watson log --all --json > hours.json, or choose the file frames in its folder"
_LOG = ("id", "start", "stop", "project", "tags")
_REPORT = ("from", "to", "project", "tag", "time")
_SERVER_KEYS = {"id", "begin_at", "end_at", "project"}
_STATE_KEYS = {"project", "start", "tags"}
_REPORT_KEYS = {"projects", "timespan"}
_SHORT_ID = 7
_UNREADABLE = "it has no start that can be read"


def claims(head: Head) -> bool:
    """Whether the text begins like a file of Watson, those that are refused (reports, the state) included."""
    if not head.is_json:
        return head.header in (_LOG, _REPORT)
    first = first_item(head.text)
    if isinstance(first, list):
        return _is_frame(first) and len(first) in (5, 6) and isinstance(first[4], list)
    if not isinstance(first, dict):
        return False
    keys = first.keys()
    return keys >= _SERVER_KEYS or keys == set(_LOG) or keys == _STATE_KEYS or keys >= _REPORT_KEYS


def read(source: Source) -> Reading:
    """The frames of a file. Raises ImportRefused for a report, for the state file and for what is not Watson's."""
    if is_json(source.text):
        return reading_of(list(_json(source)), EXPORT)
    table = read_table(source.text)
    if None not in [table.column(name) for name in _REPORT]:
        raise ImportRefused(f"this is a report of totals, without days: {EXPORT}")
    columns = [table.column(name) for name in _LOG]
    if None in columns:
        raise ImportRefused(f"the file is no log of Watson: {EXPORT}")
    found = [_logged(line, cells, columns, source.zone) for line, cells in table.records()]
    warning = f"ids are cut to {_SHORT_ID} characters here: import this kind of file or frames, not both"
    return reading_of(found, EXPORT, (warning,))


FORMAT = Format("watson", "Watson", EXPORT, claims, read)


def _is_frame(item: object) -> TypeGuard[list[object]]:
    return (
        isinstance(item, list)
        and len(item) >= 4
        and all(isinstance(each, int | float) for each in item[:2])
        and all(isinstance(each, str) for each in item[2:4])
    )


def _json(source: Source) -> Iterator[ImportedHours | Skipped]:
    items = list(json_items(source.text))
    if items:
        _refuse_other(items[0][1])
    for line, item in items:
        if isinstance(item, dict):
            yield _object(line, item, source.zone)
        else:
            yield _frame(line, item, source.zone)


def _refuse_other(item: object) -> None:
    """Raise ImportRefused where the first element shows that the file is another one."""
    if isinstance(item, list):
        return
    if not isinstance(item, dict):
        raise ImportRefused(f"the file is JSON, and no frames of Watson: {EXPORT}")
    if item.keys() >= _REPORT_KEYS:
        raise ImportRefused(f"this is a report of totals, without days: {EXPORT}")
    if item.keys() == _STATE_KEYS:
        raise ImportRefused(f"this is the running timer of Watson (its file state): stop it first; {EXPORT}")
    if not item:
        raise ImportRefused(f"this is the file state of Watson, and no timer runs: {EXPORT}")
    if not {"begin_at", "start"} & item.keys() or "project" not in item:
        raise ImportRefused(f"the file is JSON, and no frames of Watson: {EXPORT}")


def _frame(line: int, item: object, zone: tzinfo | None) -> ImportedHours | Skipped:
    if not _is_frame(item):
        return Skipped(line, "it is no frame: a frame has a start, a stop, a project and an id")
    start, stop, project, identity, tags = (*item[:4], item[4] if len(item) > 4 else ())
    return _entry(line, _instant(start), _instant(stop), project, identity, tags, zone)


def _instant(seconds: object) -> datetime | None:
    return from_epoch(seconds) if isinstance(seconds, int | float) else None


def _object(line: int, item: dict[str, object], zone: tzinfo | None) -> ImportedHours | Skipped:
    start, stop = (item.get(key, item.get(other)) for key, other in (("begin_at", "start"), ("end_at", "stop")))
    if not stop:
        return Skipped(line, RUNNING)
    begins, ends = (read_moment(each, zone) if isinstance(each, str) else None for each in (start, stop))
    return _entry(line, begins, ends, item.get("project"), item.get("id"), item.get("tags"), zone)


def _logged(line: int, cells: list[str], columns: list[int | None], zone: tzinfo | None) -> ImportedHours | Skipped:
    identity, start, stop, project, tags = (cell_at(cells, column) for column in columns)
    begins, ends = read_moment(start, zone), read_moment(stop, zone)
    return _entry(line, begins, ends, project, identity, split_tags(tags), zone)


def _entry(
    line: int, begins: datetime | None, ends: datetime | None, project: object, identity: object, tags: object,
    zone: tzinfo | None,
) -> ImportedHours | Skipped:  # fmt: skip
    if begins is None or ends is None:
        return Skipped(line, _UNREADABLE if begins is None else "it has no stop that can be read")
    found = span(line, begins, ends, zone)
    if isinstance(found, Skipped):
        return found
    day, clock, seconds = found
    named = tags if isinstance(tags, list | tuple) else ()
    return ImportedHours(
        line=line, project=clean(project, NOTE_LIMIT) if isinstance(project, str) else "", client="",
        description="", tags=tuple(tag for each in named if isinstance(each, str) and (tag := tidy_tag(each))),
        day=day, start=clock, seconds=seconds,
        external=_plain_id(identity) if isinstance(identity, str) else None,
    )  # fmt: skip


def _plain_id(identity: str) -> str | None:
    """``urn:uuid:9a1b…-…`` of the server is the ``9a1b……`` of the frames file."""
    return clean(identity, NOTE_LIMIT).casefold().removeprefix("urn:uuid:").replace("-", "") or None
