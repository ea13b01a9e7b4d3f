"""Your own hours as a calendar (RFC 5545): an event for each entry, at times without a zone."""

from __future__ import annotations

from collections.abc import Iterator

from leverage_tui.interchange.spreadsheet import told
from leverage_tui.interchange.writers.clock_times import RULE, Timed, timed
from leverage_tui.interchange.writers.wanted import ExportRefused, Wanted, Writer, others_left_out

_MOST_BYTES = 75
"""Of a line, without its break."""
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def write(wanted: Wanted) -> Iterator[str]:
    """The calendar. An event is known by the number of its document, so that importing it again changes nothing.
    Raises ExportRefused where there is no event: a calendar needs one."""
    entries = wanted.own_hours()
    if not entries:
        raise ExportRefused("there are no own hours in what was asked for: a calendar needs an event")
    for line in _lines(wanted, timed(entries)):
        yield f"{_folded(line)}\r\n"


def _lines(wanted: Wanted, entries: Iterator[Timed]) -> Iterator[str]:
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//leverage-tui//leverage-tui//EN", "CALSCALE:GREGORIAN")
    yield from ("X-WR-CALNAME:Hours worked", f"X-WR-CALDESC:{_escaped(RULE)}")
    for entry, begins, ends in entries:
        yield "BEGIN:VEVENT"
        yield f"UID:{entry.doc_id}@leverage-tui"
        yield f"DTSTAMP:{wanted.today:%Y%m%d}T000000Z"
        yield f"DTSTART:{begins:%Y%m%dT%H%M%S}"
        yield f"DTEND:{ends:%Y%m%dT%H%M%S}"
        name = _escaped(wanted.name_of(entry.stream))
        yield f"SUMMARY:{name}: {entry.work.value}"
        if entry.note:
            yield f"DESCRIPTION:{_escaped(entry.note)}"
        yield f"CATEGORIES:{name}"
        yield "END:VEVENT"
    yield "END:VCALENDAR"


def _escaped(text: str) -> str:
    return told(text).translate(_ESCAPED)


def _folded(line: str) -> str:
    """`line` in pieces of at most 75 bytes with a blank before all but the first; no character is cut."""
    if len(line.encode()) <= _MOST_BYTES:
        return line
    pieces, piece, size = [], "", 0
    for char in line:
        length = len(char.encode())
        if size + length > _MOST_BYTES:
            pieces.append(piece)
            piece, size = "", 1
        piece += char
        size += length
    return "\r\n ".join((*pieces, piece))


WRITER = Writer("ics", "your own hours as a calendar, at floating times", write, notes=others_left_out)
