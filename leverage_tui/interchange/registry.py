"""Every format that can be imported: by name, or by what its header says."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, tzinfo
from pathlib import PurePath

from leverage_tui.domain.model import NOTHING
from leverage_tui.domain.text import clean
from leverage_tui.interchange.columns import known_key
from leverage_tui.interchange.formats import (
    clockify,
    github_sponsors,
    gumroad,
    harvest,
    hledger,
    ics,
    klog,
    leverage,
    paypal,
    stripe,
    table,
    timeclock,
    timedot,
    timetagger,
    timewarrior,
    toggl,
    watson,
)
from leverage_tui.interchange.reading import decode, is_json, read_table, squeeze
from leverage_tui.interchange.rows import Format, ImportRefused, Reading
from leverage_tui.interchange.source import SNIFFED, DayOrder, DecimalMark, Head, Source

FORMATS: tuple[Format, ...] = (
    toggl.FORMAT,
    clockify.FORMAT,
    harvest.FORMAT,
    timewarrior.FORMAT,
    watson.FORMAT,
    timetagger.FORMAT,
    klog.FORMAT,
    timeclock.FORMAT,
    timedot.FORMAT,
    ics.FORMAT,
    stripe.FORMAT,
    paypal.FORMAT,
    gumroad.FORMAT,
    github_sponsors.FORMAT,
    leverage.FORMAT,
    hledger.FORMAT,
    table.FORMAT,
)
"""The exact ones first; any CSV last, and only where its columns are unmistakable."""
AGAIN = "export it again, as CSV or as another text that lev import --help names"
ELSE = "lev import --help names the formats; any CSV can be read with --columns"


def names() -> tuple[str, ...]:
    """The names of all formats, in the order they are tried."""
    return tuple(known.name for known in FORMATS)


def find(name: str) -> Format:
    """The format called `name`. Raises ImportRefused for an unknown name, with the nearest right one."""
    wanted = name.casefold()
    for known in FORMATS:
        if known.name == wanted:
            return known
    near = difflib.get_close_matches(wanted, names(), n=1)
    hint = f"did you mean {near[0]}?" if near else f"there is {', '.join(names())}"
    raise ImportRefused(f"there is no format {clean(name)}: {hint}")


def detect(head: Head) -> str | None:
    """The name of the first format that claims the text that begins so, or None."""
    return next((known.name for known in FORMATS if known.claims(head)), None)


def head_of(text: str, name: str = "") -> Head:
    """What the beginning of a text says: its header where it is a table."""
    head = Head(text[:SNIFFED], name)
    if head.is_json:
        return head
    try:
        return replace(head, header=tuple(squeeze(cell) for cell in read_table(head.text).header))
    except ImportRefused:
        return head


def read_import(
    data: bytes, name: str | None = None, *, file: str = "", zone: tzinfo | None = None,
    dates: DayOrder | None = None, decimal: DecimalMark | None = None, columns: Mapping[str, str] = NOTHING,
    known_columns: Mapping[str, Mapping[str, str]] = NOTHING, currency: str = "", now: datetime | None = None,
    all_day: int | None = None,
) -> tuple[str, Reading]:  # fmt: skip
    """The format's name and what the file says. Without `name` its beginning decides, but what was told of its columns,
    now or of the same header before, comes first. `file` is its name; the rest is as in `Source`.

    Raises ImportRefused with a sentence that says what the file is and which export to choose.
    """
    chosen = find(name) if name else None
    text, warnings = decode(data, chosen.export if chosen else AGAIN)
    if chosen is None and (columns or known_key(text[:SNIFFED], known_columns)):
        chosen = table.FORMAT
    if chosen is None:
        detected = detect(head_of(text, file))
        if detected is None:
            raise ImportRefused(f"the file is {_kind(text, file)}: {ELSE}")
        chosen = find(detected)
    elif chosen is table.FORMAT:
        warnings += _better(text, file)
    if columns and chosen is not table.FORMAT:
        raise ImportRefused(f"--columns is for a CSV of any program: {chosen.title} has columns of its own")
    reading = chosen.read(Source(text, file, zone, dates, decimal, columns, known_columns, currency, now, all_day))
    return chosen.name, replace(reading, warnings=(*warnings, *reading.warnings))


def _better(text: str, file: str) -> tuple[str, ...]:
    """A warning where a file that is to be read by its columns is one of a program whose files are known."""
    detected = detect(head_of(text, file))
    if detected in (None, table.FORMAT.name):
        return ()
    title = find(detected).title
    return (
        f"the file is one of {title}, read by its columns alone: lev import {detected} knows what its rows mean",
    )


def _kind(text: str, file: str) -> str:
    """What a text is that no format claims."""
    if is_json(text):
        return "an empty list" if not text.strip(" \t\r\n[]{}") else "JSON of no program that is known here"
    try:
        cells = read_table(text[:SNIFFED]).header
    except ImportRefused:
        cells = ()
    if len(cells) > 1:
        more = ", ..." if len(cells) > 6 else ""
        first = ", ".join(clean(cell, 30) for cell in cells[:6])
        return f"a table that no program known here writes (its first line is {first}{more})"
    suffix = clean(PurePath(file).suffix, 10)
    return f"a text{f' ({suffix})' if suffix else ''} that no program known here writes"
