"""The timeclock format of hledger, ledger and Emacs: lines that clock in (``i``) and out (``o``).

What stands behind the time is the account, which is the project; what follows two blanks is the description. Several
sessions may be open at once: an ``o`` that names one of them ends that, any other ends the one begun last. Text on an
``o`` that names none is a reason, as Emacs writes it, and describes the session where nothing else does. A session that
is begun again before it has ended is skipped. Times are those of the clock on the wall, as in the totals of hledger: an
offset behind them is left out. A session is not cut at midnight here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time
from itertools import islice

from leverage_tui.domain.text import NOTE_LIMIT, clean
from leverage_tui.interchange.clocks import read_clock
from leverage_tui.interchange.day_order import read_day
from leverage_tui.interchange.outcome import BACKWARDS, RUNNING, ZERO, reading_of
from leverage_tui.interchange.rows import Format, ImportedHours, ImportRefused, Reading, Skipped
from leverage_tui.interchange.source import Head, Source

EXPORT = "for a timeclock choose its file: lines such as i 2026-01-31 09:00:00 account, and o 2026-01-31 10:00:00"
_EVENT = re.compile(
    r"([ioIO])[ \t]+([0-9]{4}([-/.])[0-9]{1,2}\3[0-9]{1,2})[ \t]+"
    r"([0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?:[ \t]?[aApP][mM])?)(?:[ \t]*[+-][0-9]{4}|Z)?(?=[ \t;]|$)(.*)"
)
_IGNORED = re.compile(r"[#;*%]|[bh][ \t]|$")
"""Comments, and what Emacs keeps of the hours that a day should have."""
_LOOKED_AT = 20
_NO_LINE = "it is no line of a timeclock"
_GAP = re.compile(r"\t| {2}")


@dataclass(frozen=True, slots=True)
class _Event:
    line: int
    code: str
    at: datetime
    account: str
    description: str
    comment: str


class _Open:
    """The sessions that are open, found by account and by the order they began."""

    def __init__(self) -> None:
        self._begun: dict[str, _Event] = {}

    def begin(self, event: _Event) -> _Event | None:
        """Open a session; gives the one of that account that was open still."""
        before = self._begun.pop(event.account, None)
        self._begun[event.account] = event
        return before

    def end(self, account: str) -> _Event | None:
        """Close the session of that account, else the last one begun; None where none is open."""
        if account in self._begun:
            return self._begun.pop(account)
        return self._begun.popitem()[1] if self._begun else None

    def left(self) -> Iterator[_Event]:
        """Those that are open, in the order they began."""
        yield from self._begun.values()


def claims(head: Head) -> bool:
    """Whether most of the first lines that are no comments clock in or out."""
    lines = (line.strip() for line in head.text.split("\n"))
    first = list(islice((line for line in lines if not _IGNORED.match(line)), _LOOKED_AT))
    events = sum(_EVENT.fullmatch(line) is not None for line in first)
    return 2 * events > len(first)


def read(source: Source) -> Reading:
    """The sessions that have ended, in the order of their beginnings. Raises ImportRefused for what is no timeclock,
    and for one in which everything still runs."""
    found = sorted(_sessions(source.text), key=lambda each: each.line)
    if found and all(isinstance(each, Skipped) and each.why == _NO_LINE for each in found):
        raise ImportRefused(f"the file is no timeclock; line {found[0].line} neither clocks in nor out: {EXPORT}")
    return reading_of(found, EXPORT)


FORMAT = Format("timeclock", "timeclock (hledger, ledger, Emacs)", EXPORT, claims, read)


def _sessions(text: str) -> Iterator[ImportedHours | Skipped]:
    sessions = _Open()
    for number, line in enumerate(text.split("\n"), 1):
        if _IGNORED.match(line.strip()):
            continue
        event = _event(number, line.strip())
        if isinstance(event, Skipped):
            yield event
        elif event.code in "iI":
            before = sessions.begin(event)
            if before:
                yield Skipped(before.line, f"it has no end: its account is clocked in again on line {number}")
        else:
            begun = sessions.end(event.account)
            yield _ended(begun, event) if begun else Skipped(number, "no session is open that it could end")
    for event in sessions.left():
        yield Skipped(event.line, RUNNING)


def _event(number: int, text: str) -> _Event | Skipped:
    found = _EVENT.fullmatch(text)
    if not found:
        return Skipped(number, _NO_LINE)
    clock = read_clock(found[4])
    try:
        day = read_day(found[2], "dmy", number)
    except ImportRefused:
        return Skipped(number, f"there is no day {found[2]}")
    if clock is None:
        return Skipped(number, f"{found[4]} is no time of day")
    words, _, comment = found[5].strip().partition(";")
    account, gap, description = words.strip(), _GAP.search(words.strip()), ""
    if gap:
        account, description = account[: gap.start()], account[gap.end() :]
    return _Event(
        number, found[1], datetime.combine(day, time.fromisoformat(clock)), clean(account, NOTE_LIMIT),
        clean(description, NOTE_LIMIT), clean(comment, NOTE_LIMIT),
    )  # fmt: skip


def _ended(begun: _Event, event: _Event) -> ImportedHours | Skipped:
    seconds = int((event.at - begun.at).total_seconds())
    if seconds <= 0:
        return Skipped(begun.line, BACKWARDS if seconds < 0 else ZERO)
    reason = "" if event.account == begun.account else event.account
    descriptions = (begun.description, event.description, reason, begun.comment, event.comment)
    return ImportedHours(
        line=begun.line, project=begun.account, client="",
        description=next(filter(None, descriptions), ""), tags=(), day=begun.at.date(),
        start=f"{begun.at:%H:%M:%S}", seconds=seconds,
    )  # fmt: skip
