"""Edits of standing entries: what goes on without being logged. The past is never rewritten."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields as fields_of
from dataclasses import replace
from datetime import date
from typing import Any

from leverage_tui.domain.book import Book
from leverage_tui.domain.calendar import DAY, WEEK, monday
from leverage_tui.domain.edits.core import Edit, EditRefused, edit
from leverage_tui.domain.identity import natural_id, random_id
from leverage_tui.domain.model import Amounts, Document, Hours, Per, Source, Standing, Work
from leverage_tui.domain.quantities.currency import is_currency
from leverage_tui.domain.quantities.dates import format_day
from leverage_tui.domain.standing import WORKERS, amounts_in_words
from leverage_tui.domain.text import NOTE_LIMIT, clean

MOST_MINUTES = 100_000 * 60
Pair = tuple[Document | None, Document | None]
_NEVER_CHANGED = {"doc_id", "at", "extra", "stream", "begins"}
_CHANGEABLE = frozenset(field.name for field in fields_of(Standing)) - _NEVER_CHANGED


def add_standing(book: Book, stream: str, name: str, *, begins: date, per: Per, **fields: Any) -> Edit:
    """What goes on in `stream` from `begins`; `fields` as in Standing, the currency the stream's unless given.

    Raises EditRefused for an unknown stream, and with the field named for what does not go together.
    """
    found = book.streams.get(stream)
    if found is None:
        raise EditRefused(f"there is no stream {clean(stream)}", "stream")
    if found.ended is not None and found.ended < begins:
        raise EditRefused(
            f"{found.name} ended on {_day(found.ended)}: nothing can go on there from {_day(begins)}", "begins"
        )
    said = {"currency": found.currency, **_cleaned({"name": name, **fields})}
    entry = _judged(Standing(doc_id=random_id(), stream=stream, begins=begins, per=per, **said))
    return edit(f"{entry.name}: {amounts_in_words(entry)} from {_day(begins)}", [(None, entry)])


def change_from(book: Book, standing: Standing, day: date, **fields: Any) -> Edit:
    """Other `fields` (as in Standing) from `day` on: the entry ends the day before and a new one begins.

    On the entry's own first day it is the entry itself that is corrected. Weeks from then on that were typed over
    stay so, under the new entry; of a week typed over that `day` divides, all that was typed stays the old one's.
    Raises EditRefused for a day on which the entry does not go on, and as `add_standing` does.
    """
    before = _current(book, standing)
    unknown = fields.keys() - _CHANGEABLE
    if unknown:
        raise EditRefused(f"{min(unknown)} of a standing entry never changes", min(unknown))
    if day < before.begins:
        raise EditRefused(f"{before.name} begins on {_day(before.begins)}: a change counts from then on", "begins")
    if before.ends is not None and before.ends < day:
        raise EditRefused(f"{before.name} ended on {_day(before.ends)}: add what goes on after that", "begins")
    wanted = replace(before, **_cleaned(fields))
    if wanted == before:
        return edit(f"{before.name} is that already", [])
    after = _judged(replace(wanted, begins=day))
    if day == before.begins:
        sentence = f"{after.name} corrected: {amounts_in_words(after)} from {_day(day)}"
        return edit(sentence, [(before, after), *_carried(book, before, after, monday(day))])
    after = replace(after, doc_id=random_id(), at="", extra=before.extra)
    week = monday(day)
    first = week if week == day else week + WEEK
    pairs: list[Pair] = [(before, replace(before, ends=day - DAY)), (None, after)]
    pairs += _carried(book, before, after, first)
    divided = any(monday(entry.date) < first for entry in _replaced(book, before, week))
    if divided and after.source in WORKERS:
        pairs.append((None, _week(after, week, 0)))
    return edit(f"{after.name}: {amounts_in_words(after)} from {_day(day)}", pairs)


def end_standing(book: Book, standing: Standing, day: date) -> Edit:
    """The entry goes on up to `day` and no further; weeks after it that were typed over go with it.

    Raises EditRefused for a day before its first, or one on which another entry has taken its place.
    """
    before = _current(book, standing)
    if day < before.begins:
        raise EditRefused(f"{before.name} begins on {_day(before.begins)}: it cannot end before", "ends")
    if before.ends is not None and before.ends < day:
        _refuse_overlap(book, before, day)
    gone = _replaced(book, before, monday(day) + WEEK)
    also = f", with {_weeks(len(gone))} typed over after that" if gone else ""
    pairs: list[Pair] = [(before, replace(before, ends=day)), *((entry, None) for entry in gone)]
    return edit(f"{before.name} ends on {_day(day)}{also}", pairs)


def delete_standing(book: Book, standing: Standing) -> Edit:
    """The entry, past and all, taken out together with the hours that replace its weeks."""
    before = _current(book, standing)
    gone = _replaced(book, before, date.min)
    also = f" and {_weeks(len(gone))} typed over" if gone else ""
    return edit(f"{before.name}{also} deleted", [(before, None), *((entry, None) for entry in gone)])


def _current(book: Book, standing: Standing) -> Standing:
    found = book.get(Standing.table, standing.doc_id)
    if not isinstance(found, Standing):
        raise EditRefused(f"{clean(standing.name)} is no longer there", "name")
    return found


def _cleaned(fields: dict[str, Any]) -> dict[str, Any]:
    texts: dict[str, Any] = {
        name: clean(str(fields[name]), NOTE_LIMIT) for name in ("name", "note") if name in fields
    }
    return {**fields, **texts}


def _judged(entry: Standing) -> Standing:
    """`entry`, if its fields go together. Raises EditRefused."""
    if not entry.name:
        raise EditRefused("a standing entry needs a name", "name")
    if not is_currency(entry.currency):
        raise EditRefused(f"{clean(entry.currency)} is no currency: write a code such as EUR", "currency")
    if entry.ends is not None and entry.ends < entry.begins:
        raise EditRefused(f"it ends ({_day(entry.ends)}) before it begins ({_day(entry.begins)})", "ends")
    if entry.minutes is not None and entry.source not in WORKERS:
        raise EditRefused("hours go on with people, a process or an automation: say which", "minutes")
    if entry.minutes is not None and entry.minutes > MOST_MINUTES:
        raise EditRefused(f"over 100,000 hours a {entry.per.value}: hours are meant, not minutes", "minutes")
    if entry.cost is not None and entry.source is not Source.PEOPLE:
        raise EditRefused("pay is for people: what a tool costs is a fixed cost", "cost")
    if entry.units is not None and entry.units < 0:
        raise EditRefused("units are never negative", "units")
    said = (entry.minutes, entry.cost, entry.capital, entry.units)
    if entry.amounts == Amounts() and all(value is None for value in said):
        field = "minutes" if entry.source in WORKERS else "capital" if entry.source is Source.CAPITAL else "gross"
        raise EditRefused("nothing goes on yet: say hours, pay, an amount or capital", field)
    return entry


def _refuse_overlap(book: Book, before: Standing, day: date) -> None:
    for other in book.ledger(before.stream).standing:
        follows = (other.name, other.source) == (before.name, before.source)
        if follows and other.doc_id != before.doc_id and before.begins < other.begins <= day:
            raise EditRefused(f"{before.name} goes on anew from {_day(other.begins)}: end that one", "ends")


def _replaced(book: Book, standing: Standing, week: date) -> tuple[Hours, ...]:
    """The hours that replace the entry's weeks from that of `week` (its Monday) on."""
    reference, hours = str(standing.doc_id), book.ledger(standing.stream).hours
    return tuple(
        entry for start in sorted(hours) if start >= week for entry in hours[start] if entry.standing == reference
    )


def _carried(book: Book, before: Standing, after: Standing, week: date) -> Iterator[Pair]:
    """The weeks from `week` on that were typed over for `before`, typed over for `after` instead.

    The documents keep their numbers, so that another machine that types over the same week changes the same one.
    """
    for entry in _replaced(book, before, week):
        if after.source not in WORKERS:
            yield entry, None
        else:
            week_of = _week(after, entry.date, entry.minutes)
            yield entry, replace(entry, standing=week_of.standing, work=week_of.work, who=week_of.who)


def _week(standing: Standing, day: date, minutes: int) -> Hours:
    """The hours that replace the week of `day`."""
    assert standing.source is not None
    work, reference, start = Work(standing.source.value), str(standing.doc_id), monday(day)
    return Hours(
        doc_id=natural_id("hours", standing.stream, start.isoformat(), work.value, reference, day=start),
        stream=standing.stream, date=start, work=work, minutes=minutes, standing=reference,
        who=standing.name if work is Work.PEOPLE else None,
    )  # fmt: skip


def _weeks(count: int) -> str:
    return f"{count} week{'' if count == 1 else 's'}"


def _day(day: date) -> str:
    return format_day(day, year=True)
