"""Every format that can be imported: by name, or by what its header says."""

from __future__ import annotations

import difflib
from dataclasses import replace
from datetime import tzinfo

from leverage_tui.domain.text import clean
from leverage_tui.interchange.formats import toggl
from leverage_tui.interchange.reading import decode, is_json, read_table, squeeze
from leverage_tui.interchange.rows import Format, ImportRefused, Reading
from leverage_tui.interchange.source import SNIFFED, DayOrder, DecimalMark, Head, Source

FORMATS: tuple[Format, ...] = (toggl.FORMAT,)


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
    dates: DayOrder | None = None, decimal: DecimalMark | None = None,
) -> tuple[str, Reading]:  # fmt: skip
    """The format's name and what the file says. Without `name` its beginning decides. `file` is its name; `zone`,
    `dates` and `decimal` are as in `Source`.

    Raises ImportRefused with a sentence that says what the file is and which export to choose.
    """
    chosen = find(name) if name else None
    export = chosen.export if chosen else "; ".join(known.export for known in FORMATS)
    text, warnings = decode(data, export)
    if chosen is None:
        detected = detect(head_of(text, file))
        if detected is None:
            kind = "JSON" if is_json(text) else "no export that is known here"
            raise ImportRefused(f"the file is {kind}: {export}")
        chosen = find(detected)
    reading = chosen.read(Source(text, file, zone, dates, decimal))
    return chosen.name, replace(reading, warnings=(*warnings, *reading.warnings))
