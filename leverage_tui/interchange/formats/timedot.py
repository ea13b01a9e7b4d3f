"""timedot: hledger's days with an account a line and dots for quarters of an hour.

The account is the project; what stands behind the day, and a comment behind the dots, are the description. Each letter
that stands for a quarter of an hour is a tag, and the quarters of one letter are an entry. A day has 24 hours there, a
week 7 days, a month 30 and a year 365.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from leverage_tui.domain.text import NOTE_LIMIT, clean
from leverage_tui.interchange.clocks import read_length
from leverage_tui.interchange.day_order import read_day
from leverage_tui.interchange.outcome import NEGATIVE, ZERO, reading_of
from leverage_tui.interchange.rows import Format, ImportedHours, ImportRefused, Reading, Skipped
from leverage_tui.interchange.source import Head, Source

EXPORT = "for timedot choose its file: a line with the day, and below it lines such as account  .... .."
_HEADING = re.compile(r"\*+[ \t]+")
_DAY = re.compile(r"([0-9]{4}([-/.])[0-9]{1,2}\2[0-9]{1,2})(?=[ \t;]|$)(.*)")
_NO_YEAR = re.compile(r"[0-9]{1,2}[-/.][0-9]{1,2}")
_DOTS = re.compile(r"[. ]+")
_LETTERS = re.compile(r"[a-zA-Z ]+")
_AMOUNT = re.compile(r"([0-9]{1,9}(?:[.,][0-9]{0,9})?|[.,][0-9]{1,9}) ?(mo|[smhdwy])?")
_QUARTER = 15 * 60
_HOUR = 3600
_UNITS = {
    "s": 1, "m": 60, "h": _HOUR, "d": 24 * _HOUR, "w": 7 * 24 * _HOUR, "mo": 30 * 24 * _HOUR, "y": 365 * 24 * _HOUR,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Line:
    """An item: its account, what it says of time, and its comment."""

    number: int
    account: str
    amount: str
    comment: str


def claims(head: Head) -> bool:
    """Whether a day stands first, and below it an account with time. Indented lines with bare numbers may be a
    journal: there dots decide, or the file's name."""
    body = _after_headings(head.text.split("\n"))
    if not body or not _DAY.match(body[0]):
        return False
    items = [line for line in body[1:] if not _DAY.match(_HEADING.sub("", line, count=1))]
    named = head.name.casefold().endswith((".timedot", ".timedothm"))
    return named or any(_shows_time(line) for line in items)


def read(source: Source) -> Reading:
    """The items of all days. Raises ImportRefused for a file without any day."""
    found = list(_items(source.text))
    unread = [each for each in found if isinstance(each, Skipped) and each.why != ZERO]
    if unread and all(isinstance(each, Skipped) for each in found):
        raise ImportRefused(f"the file is no timedot; line {unread[0].line}: {unread[0].why}: {EXPORT}")
    return reading_of(found, EXPORT)


FORMAT = Format("timedot", "timedot (hledger)", EXPORT, claims, read)


def _after_headings(lines: list[str]) -> list[str]:
    """The lines without blank ones and comments; headings before the first day are comments, too."""
    kept: list[str] = []
    for line in lines:
        bare = line.strip()
        if not bare or bare[0] in "#;":
            continue
        heading = _HEADING.match(line)
        plain = line[heading.end() :].rstrip() if heading else line.rstrip()
        if kept or not heading or _DAY.match(plain):
            kept.append(plain)
    return kept


def _shows_time(line: str) -> bool:
    item = _item(0, line)
    if "." in item.amount and _DOTS.fullmatch(item.amount):
        return True
    return bool(item.account) and line[0] not in " \t" and bool(_AMOUNT.fullmatch(item.amount))


def _items(text: str) -> Iterator[ImportedHours | Skipped]:
    day: date | None = None
    title = ""
    for number, line in enumerate(text.split("\n"), 1):
        bare = line.strip()
        if not bare or bare[0] in "#;":
            continue
        heading = _HEADING.match(line)
        plain = line[heading.end() :].rstrip() if heading else line.rstrip()
        if found := _DAY.match(plain):
            try:
                day = read_day(found[1], "dmy", number)
            except ImportRefused:
                raise ImportRefused(f"line {number}: there is no day {found[1]}") from None
            title = clean(found[3].partition(";")[0], NOTE_LIMIT)
        elif _NO_YEAR.fullmatch(plain):
            raise ImportRefused(f"line {number}: the day {plain} has no year: write it first, as in 2026-01-31")
        elif day is not None:
            yield from _entries(_item(number, plain), day, title)
        elif not heading:
            yield Skipped(number, "it stands before the first day")


def _item(number: int, line: str) -> _Line:
    words, _, comment = line.partition(";")
    account, gap, amount = words.strip().replace("\t", "  ").partition("  ")
    return _Line(number, clean(account, NOTE_LIMIT), amount.strip() if gap else "", clean(comment, NOTE_LIMIT))


def _entries(item: _Line, day: date, title: str) -> Iterator[ImportedHours | Skipped]:
    """The entries of a line: one, or one for each letter."""
    description = clean("; ".join(filter(None, (title, item.comment))), NOTE_LIMIT)
    lengths = _lengths(item.amount)
    if not lengths:
        negative = item.amount.startswith("-") and _lengths(item.amount[1:])
        yield Skipped(
            item.number, NEGATIVE if negative else f"{clean(item.amount, 40)!r} is no time such as ...., 1.5 or 90m"
        )
    for tag, seconds in lengths:
        if not seconds:
            yield Skipped(item.number, ZERO)
            continue
        yield ImportedHours(
            line=item.number, project=item.account, client="", description=description,
            tags=(tag,) if tag else (), day=day, start="", seconds=seconds,
        )  # fmt: skip


def _lengths(amount: str) -> list[tuple[str, int]]:
    """Tags and seconds of what a line says of time; none where it cannot be read."""
    if not amount:
        return [("", 0)]
    if found := _AMOUNT.fullmatch(amount):
        number = Decimal(found[1].replace(",", ".")) * _UNITS[found[2] or "h"]
        return [("", int(number.to_integral_value()))]
    if _DOTS.fullmatch(amount):
        return [("", amount.count(".") * _QUARTER)]
    if _LETTERS.fullmatch(amount):
        counts = Counter(amount.replace(" ", ""))
        return [(letter, counts[letter] * _QUARTER) for letter in sorted(counts)]
    seconds = read_length(amount)
    return [] if seconds is None else [("", seconds)]
