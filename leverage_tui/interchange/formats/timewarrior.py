"""Timewarrior: what ``timew export`` prints, what it hands to an extension, and its raw ``.data`` files.

Intervals have tags and no project. The tags of an interval, sorted and with commas between them, are its project:
Timewarrior sorts tags, so that which of them is the first means nothing. An interval is known again by its start
and its tags; its ``id`` is only its place counted from the newest. Times are UTC there; an interval belongs to the
local day it began.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, tzinfo

from leverage_tui.domain.text import NOTE_LIMIT, clean
from leverage_tui.interchange.cells import tidy_tag
from leverage_tui.interchange.clocks import read_instant
from leverage_tui.interchange.json_text import first_item, json_items
from leverage_tui.interchange.outcome import RUNNING, reading_of
from leverage_tui.interchange.rows import Format, ImportedHours, ImportRefused, Reading, Skipped
from leverage_tui.interchange.source import Head, Source
from leverage_tui.interchange.spans import span

EXPORT = "for Timewarrior run timew export > hours.json"
_ARRAY = re.compile(r"^[ \t]*\[", re.MULTILINE)
_ARRAY_AFTER_WORDS = re.compile(r"\[\s*[{\]]")
_REPORT = re.compile(r"^temp\.report\.start:", re.MULTILINE)
"""A line of the configuration that an extension is handed, be there intervals or none."""
_STAMP = re.compile(r"[0-9]{8}T[0-9]{6}Z")
_DATA = re.compile(r"inc ([0-9]{8}T[0-9]{6}Z)(?: - ([0-9]{8}T[0-9]{6}Z))?(?: #(.*))?")
_WORD = re.compile(r'"((?:[^"\\]|\\.)*)"|(\S+)')
_ESCAPED = re.compile(r'\\(["\\])')
_KEYS = {"id", "start", "end", "tags", "annotation"}


def claims(head: Head) -> bool:
    """Whether the text begins like an export, with or without lines before it, or like a data file."""
    if _DATA.fullmatch(_first_line(head.text)):
        return True
    if _REPORT.search(head.text):
        return True
    at = _array_at(head.text)
    first = first_item(head.text, at) if at is not None else None
    return isinstance(first, dict) and first.keys() <= _KEYS and _is_stamp(first.get("start"))


def read(source: Source) -> Reading:
    """The intervals of an export or of a data file. Raises ImportRefused for anything else."""
    if _first_line(source.text).startswith("inc "):
        return reading_of(_data(source), EXPORT)
    at = _array_at(source.text)
    items = list(json_items(source.text, at)) if at is not None else []
    if at is None or (items and not any(_is_interval(item) for _, item in items)):
        raise ImportRefused(f"the file holds no intervals of Timewarrior: {EXPORT}")
    return reading_of((_exported(line, item, source.zone) for line, item in items), EXPORT)


FORMAT = Format("timewarrior", "Timewarrior", EXPORT, claims, read)


def _first_line(text: str) -> str:
    return text.lstrip().partition("\n")[0].rstrip()


def _array_at(text: str) -> int | None:
    """Where the array begins: on a line of its own, after notices or the configuration, else right after them."""
    found = _ARRAY.search(text) or _ARRAY_AFTER_WORDS.search(text)
    return found.start() if found else None


def _is_stamp(value: object) -> bool:
    return isinstance(value, str) and _STAMP.fullmatch(value) is not None


def _is_interval(item: object) -> bool:
    return isinstance(item, dict) and isinstance(item.get("start"), str)


def _exported(line: int, item: object, zone: tzinfo | None) -> ImportedHours | Skipped:
    if not isinstance(item, dict):
        return Skipped(line, "it is no interval")
    start, end, tags, annotation = (item.get(key) for key in ("start", "end", "tags", "annotation"))
    named = [tag for tag in tags if isinstance(tag, str)] if isinstance(tags, list) else []
    return _interval(
        line, start if isinstance(start, str) else "", end if isinstance(end, str) else "", named,
        annotation if isinstance(annotation, str) else "", zone,
    )  # fmt: skip


def _data(source: Source) -> Iterator[ImportedHours | Skipped]:
    for line, text in enumerate(source.text.split("\n"), 1):
        if not text.strip():
            continue
        found = _DATA.fullmatch(text.strip())
        if not found:
            yield Skipped(line, "it is no interval of a data file")
            continue
        tags, annotation = _words(found[3] or "")
        yield _interval(line, found[1], found[2] or "", tags, annotation, source.zone)


def _words(text: str) -> tuple[list[str], str]:
    """The tags and the annotation of ``"client a" meeting # "annotation"``."""
    tags: list[str] = []
    notes: list[str] = []
    into = tags
    for word in _WORD.finditer(text):
        if word[2] == "#":
            into = notes
        else:
            into.append(word[2] if word[1] is None else _ESCAPED.sub(r"\1", word[1]))
    return tags, " ".join(notes)


def _interval(
    line: int, start: str, end: str, tags: Iterable[str], annotation: str, zone: tzinfo | None
) -> ImportedHours | Skipped:
    begins, ends = read_instant(start), read_instant(end)
    if begins is None:
        return Skipped(line, "it has no start that can be read")
    if not end:
        return Skipped(line, RUNNING)
    if ends is None:
        return Skipped(line, "it has no end that can be read")
    found = span(line, begins, ends, zone)
    if isinstance(found, Skipped):
        return found
    day, clock, seconds = found
    names = sorted(
        {name for tag in tags if (name := clean(tag, NOTE_LIMIT))}, key=lambda name: (name.casefold(), name)
    )
    return ImportedHours(
        line=line, project=clean(", ".join(names), NOTE_LIMIT), client="",
        description=clean(annotation, NOTE_LIMIT), tags=tuple(tag for name in names if (tag := tidy_tag(name))),
        day=day, start=clock, seconds=seconds, external=_identity(begins, names),
    )  # fmt: skip


def _identity(begins: datetime, names: Iterable[str]) -> str:
    return " ".join((begins.astimezone(UTC).isoformat(), *(f"#{name}" for name in names)))
