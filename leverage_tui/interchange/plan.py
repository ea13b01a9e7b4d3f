"""An import worked out before it is done: what is new, what is there already, what cannot be, in one edit.

The rules, in this order.

* What an entry is (`entries.py`): the other program's id, else its content. What the book has of it, edited or not,
  and what was deleted from it is not imported again.
* Where it goes (`mapping.py`): by its project, or the source of its money.
* On which days it falls (`pieces.py`): on the day it began, unless it is to be cut at midnight.
* What fits, and to which minute (`plan_hours.py`, `plan_money.py`).
* What another format brought before (`matching.py`) is imported with a warning, or left out where that is wanted;
  what another report of the same program brought (`reports.py`) is refused.

Entries of the future are imported, with a warning.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from leverage_tui.domain.book import Book
from leverage_tui.domain.edits.core import Edit, apply, edit
from leverage_tui.domain.missing_rates import missing_rates
from leverage_tui.domain.model import NOTHING, OWN_WORK, Hours, Money, Work
from leverage_tui.domain.quantities.dates import format_day
from leverage_tui.domain.quantities.hours import format_hours
from leverage_tui.interchange.beside import entered_too
from leverage_tui.interchange.entries import Entry, Known, identified, identified_money
from leverage_tui.interchange.kept import said_changed
from leverage_tui.interchange.mapping import Target, Targets, UnmappedProjects, Wishes, parse_mapping, shown
from leverage_tui.interchange.matching import matching_hours, matching_money, said_matching
from leverage_tui.interchange.plan_hours import Placed, documents, fitting, placed, possible, seconds_there
from leverage_tui.interchange.plan_money import Sums, by_currency, money_documents, possible_money
from leverage_tui.interchange.remarks import warnings_about
from leverage_tui.interchange.reports import refuse_twice, source_of
from leverage_tui.interchange.rows import ImportedHours, ImportedMoney, Reading, Skipped

__all__ = [
    "ImportPlan",
    "MonthMoney",
    "MonthTotal",
    "Options",
    "UnmappedProjects",
    "as_json",
    "parse_mapping",
    "plan_import",
]


class MonthTotal(NamedTuple):
    """New minutes of a stream in a month such as ``2026-11``."""

    stream: str
    month: str
    minutes: int


class MonthMoney(NamedTuple):
    """New money of a stream in a month and a currency, minor units."""

    stream: str
    month: str
    currency: str
    sums: Sums


@dataclass(frozen=True, slots=True)
class Options:
    """How an import is done. `today`: without it nothing counts as future. `again`: what was imported once and deleted
    since is imported anew; `undone` are documents (table and number) that went with an undo, and are new again.
    `split_midnight`: entries are cut at midnight. `skip_matching`: what equals an entry of an
    earlier import of another format is left out."""

    today: date | None = None
    again: bool = False
    split_midnight: bool = False
    skip_matching: bool = False
    undone: frozenset[tuple[str, int]] = frozenset()


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import will do. `rows` = `new` + `duplicates` + the skipped ones; `minutes` and `money` (by currency) are
    the new ones'."""

    format: str
    edit: Edit
    rows: int
    new: int
    duplicates: int
    skipped: tuple[Skipped, ...]
    minutes: int
    months: tuple[MonthTotal, ...]
    warnings: tuple[str, ...]
    money: Mapping[str, Sums] = field(default_factory=dict)
    money_months: tuple[MonthMoney, ...] = ()
    spans: Mapping[str, tuple[date, date]] = field(default_factory=dict)
    """First and last day of the file's own hours in each stream, those that are known included."""


def plan_import(
    book: Book, reading: Reading, *, format: str, into: str | None = None,
    mapping: Mapping[str, Target] = NOTHING, default_work: Work | None = None, today: date | None = None,
    again: bool = False, wishes: Wishes | None = None, options: Options | None = None,
) -> ImportPlan:  # fmt: skip
    """The import of what a reader of `format` read, as one edit.

    `into`, `mapping` and `default_work` are short for `wishes`, `today` and `again` for `options`. Raises
    UnmappedProjects for new entries without a stream, ImportRefused for a stream that is not there.
    """
    targets = Targets(book, wishes or Wishes(into, mapping, work=default_work))
    plan = _Plan(book, format, reading, targets, options or Options(today, again))
    return plan.made()


def as_json(plan: ImportPlan) -> dict[str, Any]:
    """What `lev import --json` prints: minutes, and minor units by currency."""
    return {
        "format": plan.format,
        "rows": plan.rows,
        "new": plan.new,
        "duplicates": plan.duplicates,
        "skipped": [{"line": found.line, "why": found.why} for found in plan.skipped],
        "minutes": plan.minutes,
        "money": {
            currency: {"gross": found.gross, "refunds": found.refunds, "fees": found.fees}
            for currency, found in plan.money.items()
        },
        "warnings": list(plan.warnings),
    }


class _Plan:
    """One import while it is worked out."""

    def __init__(self, book: Book, format: str, reading: Reading, targets: Targets, options: Options) -> None:
        self._book, self._format, self._reading = book, format, reading
        self._targets, self._options = targets, options
        self._known_hours = Known(book, Hours.table, again=options.again, undone=options.undone)
        self._known_money = Known(book, Money.table, again=options.again, undone=options.undone)
        self._skipped: list[Skipped] = list(reading.skipped)

    def made(self) -> ImportPlan:
        """The plan. Raises UnmappedProjects."""
        format, options, reading = self._format, self._options, self._reading
        hours, hours_known = _parted(identified(format, reading.rows), self._known_hours)
        money, money_known = _parted(identified_money(format, reading.money), self._known_money)
        hours = self._without(possible(hours, split=options.split_midnight))
        money = self._without(possible_money(money))
        self._refuse_unmapped((*(entry.row.project for entry in hours), *(entry.row.source for entry in money)))
        wanted = [each for entry in hours if (each := placed(entry, self._targets, split=options.split_midnight))]
        same_hours = matching_hours(self._book, format, wanted)
        source = source_of(format, reading.report)
        refuse_twice(self._book, format, source, self._days_of(money))
        same_money = matching_money(self._book, source, money, self._targets)
        if options.skip_matching:
            wanted = self._unmatched(wanted, same_hours, lambda each: each.entry)
            money = self._unmatched(money, same_money, lambda entry: entry)
        before = seconds_there(hours_known, self._known_hours, self._targets)
        fit = self._without(fitting(self._book, wanted, before))
        new_hours = list(documents(self._book, format, fit, before))
        new_money = list(money_documents(self._book, source, money, self._targets))
        matching = "" if options.skip_matching else said_matching({**same_hours, **same_money})
        done = self._edit(new_hours, new_money, len(fit))
        return ImportPlan(
            format=format,
            edit=done,
            rows=len(reading.rows) + len(reading.money) + len(reading.skipped),
            new=len(fit) + len(money),
            duplicates=len(hours_known) + len(money_known),
            skipped=tuple(sorted(self._skipped, key=lambda found: found.line)),
            minutes=sum(document.minutes for document in new_hours),
            months=_months(new_hours),
            warnings=tuple(filter(None, (
                *reading.warnings,
                *warnings_about([each.entry.row for each in fit], options.today, split=options.split_midnight),
                *_future_money(money, options.today),
                matching,
                *entered_too(self._book, new_hours, new_money),
                said_changed(hours_known, self._known_hours, self._targets),
                said_changed(money_known, self._known_money, self._targets),
                _deleted(self._known_hours.gone(hours_known) + self._known_money.gone(money_known)),
                *self._unused(),
                *_rates_missing(self._book, done, options.today),
            ))),
            money=by_currency(new_money),
            money_months=_money_months(new_money),
            spans=self._spans(fit, hours_known),
        )  # fmt: skip

    def _without(self, parted: tuple[list[Any], list[Skipped]]) -> list[Any]:
        """What is kept of `parted`; the rest is noted as skipped."""
        kept, skipped = parted
        self._skipped += skipped
        return kept

    def _refuse_unmapped(self, projects: Iterable[str]) -> None:
        unmapped = [name for name in dict.fromkeys(projects) if self._targets.stream_of(name) is None]
        if unmapped:
            raise UnmappedProjects(unmapped, self._book, self._targets.near(unmapped))

    def _days_of(self, money: Iterable[Entry[ImportedMoney]]) -> dict[str, list[date]]:
        """The days of the lines, by stream."""
        days: dict[str, list[date]] = {}
        for entry in money:
            days.setdefault(self._targets.stream_of(entry.row.source) or "", []).append(entry.row.day)
        return days

    def _unmatched(self, found: list[Any], matches: Mapping[int, str], entry_of: Any) -> list[Any]:
        kept = []
        for each in found:
            entry = entry_of(each)
            source = matches.get(entry.number)
            if source is None:
                kept.append(each)
            else:
                self._skipped.append(Skipped(entry.row.line, f"it equals one that was imported from {source}"))
        return kept

    def _edit(self, hours: list[Hours], money: list[Money], entries: int) -> Edit:
        said = [_count(entries, "entry", "entries")] if entries or not money else []
        said += [_count(len(money), "line of money", "lines of money")] if money else []
        length = f", {format_hours(sum(found.minutes for found in hours))}" if entries or not money else ""
        sentence = f"{self._format}: {' and '.join(said)} imported{length}"
        return edit(sentence, [(None, found) for found in (*hours, *money)], backup="before the import")

    def _unused(self) -> list[str]:
        reading = self._reading
        projects = (*(row.project for row in reading.rows), *(row.source for row in reading.money))
        unused = self._targets.unused(projects)
        return [f"no new or known entry has the mapped project {shown(project)}" for project in unused]

    def _spans(self, fit: Iterable[Placed], known: Iterable[Entry[ImportedHours]]) -> dict[str, tuple[date, date]]:
        spans: dict[str, tuple[date, date]] = {}
        found = [(each.stream, day) for each in fit if each.is_own for day, _ in each.pieces]
        for entry in known:
            document = self._known_hours.document(entry)
            if isinstance(document, Hours) and document.work in OWN_WORK:
                found.append((document.stream, document.date))
        for stream, day in found:
            first, last = spans.get(stream, (day, day))
            spans[stream] = (min(first, day), max(last, day))
        return spans


def _parted(entries: list[Entry[Any]], known: Known) -> tuple[list[Entry[Any]], list[Entry[Any]]]:
    """The entries that are new, and those that are known, from the book or from a line before."""
    new: dict[int, Entry[Any]] = {}
    there: list[Entry[Any]] = []
    for entry in entries:
        if entry.number in new or known.holds(entry):
            there.append(entry)
        else:
            new[entry.number] = entry
    return list(new.values()), there


def _deleted(gone: int) -> str:
    if not gone:
        return ""
    known = f"{gone} of the entries that are known already were deleted here"
    return f"{known}: they stay deleted (--again brings them back)"


def _count(number: int, one: str, more: str) -> str:
    return f"1 {one}" if number == 1 else f"{number} {more}"


def _future_money(entries: Iterable[Entry[ImportedMoney]], today: date | None) -> Iterable[str]:
    future = [entry.row for entry in entries if today is not None and entry.row.day > today]
    if future:
        named = ", ".join(f"line {row.line} ({format_day(row.day, year=True)})" for row in future[:3])
        more = f" and {len(future) - 3} more" if len(future) > 3 else ""
        lines = _count(len(future), "line of money", "lines of money")
        yield f"{lines} after today, counted from their day on: {named}{more}"


def _rates_missing(book: Book, done: Edit, today: date | None) -> Iterable[str]:
    """Sentences about the currencies that the import brings and that lack a rate."""
    new = [change.after for change in done.changes]
    currencies = {found.currency for found in new if isinstance(found, (Hours, Money))} - {None}
    if not currencies - {book.settings.base_currency}:
        return
    last = today or max(found.date for found in new if isinstance(found, (Hours, Money)))
    for missing in missing_rates(apply(book, done), last):
        if missing.currency in currencies:
            yield (
                f"there is no rate of {missing.currency} on {format_day(missing.since, year=True)}: what is in it "
                f"counts in no total until lev rates import FILE or lev rates add {missing.currency} RATE brings one"
            )


def _months(found: Iterable[Hours]) -> tuple[MonthTotal, ...]:
    minutes: Counter[tuple[str, str]] = Counter()
    for document in found:
        minutes[document.stream, f"{document.date:%Y-%m}"] += document.minutes
    return tuple(MonthTotal(stream, month, minutes[stream, month]) for stream, month in sorted(minutes))


def _money_months(found: Iterable[Money]) -> tuple[MonthMoney, ...]:
    parts: dict[tuple[str, str], list[Money]] = {}
    for document in found:
        parts.setdefault((document.stream, f"{document.date:%Y-%m}"), []).append(document)
    return tuple(
        MonthMoney(stream, month, currency, sums)
        for (stream, month), entries in sorted(parts.items())
        for currency, sums in by_currency(entries).items()
    )
