"""The same work that arrives through two formats: a Clockify export and the Toggl file that was made of it.

Entries of another format are the same where stream, day, duration and description are; lines of money where stream,
days, currency, gross and refunds are (what a bank writes beside an amount is never what the shop wrote). Each document
is matched once.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from leverage_tui.domain.book import Book
from leverage_tui.domain.calendar import monday
from leverage_tui.domain.model import Money
from leverage_tui.interchange.mapping import Targets
from leverage_tui.interchange.plan_hours import Placed, note_of
from leverage_tui.interchange.plan_money import MoneyEntry

Matches = Mapping[int, str]
"""The format of the earlier import, by the number of the entry that matches one of it."""
_HoursKey = tuple[str, date, str]
_MoneyKey = tuple[str, date, date, str, int, int]


def matching_hours(book: Book, format: str, wanted: Iterable[Placed]) -> Matches:
    """The entries that match one of an earlier import of another format."""
    wanted = list(wanted)
    there: dict[_HoursKey, list[tuple[int, str]]] = defaultdict(list)
    for stream, week in {(each.stream, monday(each.pieces[0][0])) for each in wanted}:
        for document in book.ledger(stream).hours.get(week, ()):
            if document.source and document.source != format:
                key = (document.stream, document.date, _bare(document.note))
                there[key].append((document.minutes, document.source))
    found: dict[int, str] = {}
    for each in wanted if there else ():
        day, seconds = each.pieces[0]
        others = there.get((each.stream, day, _bare(note_of(each.entry.row))), [])
        # A rounded entry is less than a minute off.
        same = next((other for other in others if abs(other[0] * 60 - seconds) < 60), None)
        if same:
            others.remove(same)
            found[each.entry.number] = same[1]
    return found


def matching_money(book: Book, format: str, wanted: Iterable[MoneyEntry], targets: Targets) -> Matches:
    """The lines that match one of an earlier import of another format."""
    placed = [(entry, stream) for entry in wanted if (stream := targets.stream_of(entry.row.source)) is not None]
    there: dict[_MoneyKey, list[str]] = defaultdict(list)
    for stream in {stream for _, stream in placed}:
        for document in book.ledger(stream).money:
            if document.source and document.source != format:
                there[_key(document)].append(document.source)
    found: dict[int, str] = {}
    for entry, stream in placed:
        row = entry.row
        currency = row.currency or book.streams[stream].currency
        others = there.get((stream, row.day, row.until or row.day, currency, row.gross or 0, row.refunds or 0))
        if others:
            found[entry.number] = others.pop()
    return found


def said_matching(matches: Matches) -> str:
    """A sentence about entries that match, "" where none does."""
    if not matches:
        return ""
    counts = Counter(matches.values())
    named = ", ".join(f"{count} from {format}" for format, count in sorted(counts.items()))
    several = len(matches) != 1
    return (
        f"{len(matches)} new {'entries equal ones' if several else 'entry equals one'} of an earlier import ({named}) "
        f"in day, length and description, or in day and amount: --skip-matching leaves "
        f"{'them' if several else 'it'} out"
    )


def _key(found: Money) -> _MoneyKey:
    amounts = found.amounts
    return found.stream, found.date, found.until, found.currency, amounts.gross or 0, amounts.refunds or 0


def _bare(note: str) -> str:
    """A note without its tags, as it is compared."""
    words = note.casefold().split()
    while words and words[-1].startswith("#"):
        words.pop()
    return " ".join(words)
