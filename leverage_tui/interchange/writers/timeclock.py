"""Your own hours as a timeclock, which hledger and ledger read: a line that clocks in and one that clocks out."""

from __future__ import annotations

from collections.abc import Iterator

from leverage_tui.interchange.writers.clock_times import RULE, timed
from leverage_tui.interchange.writers.ledger_text import account, words
from leverage_tui.interchange.writers.wanted import Wanted, Writer, others_left_out


def write(wanted: Wanted) -> Iterator[str]:
    """A comment that says the rule of the clock times, then two lines for each entry; the account is the stream and
    the kind of work."""
    yield f"; {RULE}\n"
    for entry, begins, ends in timed(wanted.own_hours()):
        note = words(entry.note)
        name = f"{account(entry.stream)}:{entry.work.value}"
        yield f"i {begins:%Y-%m-%d %H:%M:%S} {name}{f'  {note}' if note else ''}\n"
        yield f"o {ends:%Y-%m-%d %H:%M:%S}\n"


WRITER = Writer(
    "timeclock", "your own hours for hledger and ledger; the account is STREAM:WORK", write, notes=others_left_out
)
