"""Every format that can be imported: by name, or by what its header says."""

from __future__ import annotations

import difflib

from leverage_tui.domain.text import clean
from leverage_tui.interchange import toggl
from leverage_tui.interchange.reading import decode, is_json
from leverage_tui.interchange.rows import Format, ImportRefused, Reading

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


def detect(text: str) -> str | None:
    """The name of the format whose header `text` has, or None."""
    return next((known.name for known in FORMATS if known.claims(text)), None)


def read_import(data: bytes, name: str | None = None) -> tuple[str, Reading]:
    """The format's name and what the file says. Without `name` the header decides.

    Raises ImportRefused with a sentence that says what the file is and which export to choose.
    """
    chosen = find(name) if name else None
    export = chosen.export if chosen else "; ".join(known.export for known in FORMATS)
    text, warnings = decode(data, export)
    if chosen is None:
        detected = detect(text)
        if detected is None:
            kind = "JSON" if is_json(text) else "no export that is known here"
            raise ImportRefused(f"the file is {kind}: {export}")
        chosen = find(detected)
    reading = chosen.read(text)
    return chosen.name, Reading(reading.rows, reading.skipped, (*warnings, *reading.warnings))
