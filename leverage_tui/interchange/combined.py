"""Several imports as one step, and the weeks that it can close."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from leverage_tui.domain.book import Book
from leverage_tui.domain.calendar import monday, weeks_between
from leverage_tui.domain.edits.core import Edit, apply
from leverage_tui.domain.edits.weeks import begun, close_weeks
from leverage_tui.domain.quantities.hours import format_hours
from leverage_tui.interchange.plan import ImportPlan, as_json
from leverage_tui.interchange.plan_money import Sums

Pair = tuple[str, date]
"""A stream and the Monday of one of its weeks."""


@dataclass(frozen=True, slots=True)
class Closable:
    """The weeks that are closed where a file had all the hours until `last`: those of each of its streams from the
    file's first day on that are over and still open."""

    last: date
    pairs: tuple[Pair, ...]

    @property
    def weeks(self) -> tuple[date, ...]:
        """Their Mondays, each once."""
        return tuple(sorted({week for _, week in self.pairs}))


@dataclass(frozen=True, slots=True)
class Combined:
    """The imports of several files, each on top of the ones before, as one edit. `names` are the files'."""

    names: tuple[str, ...]
    plans: tuple[ImportPlan, ...]
    edit: Edit

    @property
    def new(self) -> int:
        """New entries of all files."""
        return sum(plan.new for plan in self.plans)


def combined(names: Sequence[str], plans: Sequence[ImportPlan]) -> Combined:
    """The imports as one edit."""
    if len(plans) == 1:
        return Combined(tuple(names), tuple(plans), plans[0].edit)
    changes = tuple(change for plan in plans for change in plan.edit.changes)
    new, minutes = sum(plan.new for plan in plans), sum(plan.minutes for plan in plans)
    entries = "1 entry" if new == 1 else f"{new} entries"
    length = f", {format_hours(minutes)}" if minutes else ""
    formats = ", ".join(dict.fromkeys(plan.format for plan in plans))
    done = plans[0].edit._replace(
        sentence=f"{formats}: {entries} imported from {len(plans)} files{length}", changes=changes
    )
    return Combined(tuple(names), tuple(plans), done)


def closable(book: Book, found: Combined, today: date) -> Closable | None:
    """What can be closed; None where no week can. `book` is that before the import."""
    spans: dict[str, tuple[date, date]] = {}
    for plan in found.plans:
        for stream, (first, last) in plan.spans.items():
            there = spans.get(stream, (first, last))
            spans[stream] = (min(first, there[0]), max(last, there[1]))
    if not spans:
        return None
    first, last = min(days[0] for days in spans.values()), max(days[1] for days in spans.values())
    after = apply(book, found.edit)
    pairs = tuple(
        (stream, week)
        for stream in sorted(spans)
        for week in weeks_between(*_life(after, stream, first, last))
        if week < monday(today) and week not in after.ledger(stream).closed
    )
    return Closable(min(last, today), pairs) if pairs else None


def closing(book: Book, found: Combined, weeks: Closable) -> Combined:
    """The import that closes `weeks` in the same step. `book` is that before the import."""
    closed = close_weeks(book, weeks.pairs)
    sentence = f"{found.edit.sentence}; {closed.sentence}" if found.edit.changes else closed.sentence
    return replace(
        found, edit=found.edit._replace(sentence=sentence, changes=(*found.edit.changes, *closed.changes))
    )


def _life(book: Book, stream: str, first: date, last: date) -> tuple[date, date]:
    """The part of `first` to `last` in which the stream lives."""
    begins, ended = begun(book, stream) or first, book.streams[stream].ended
    return max(first, begins), min(last, ended or last)


def combined_json(found: Combined) -> dict[str, Any]:
    """What `lev import --json` prints: the one file's, or the sums of several with each file's own in `files`."""
    if len(found.plans) == 1:
        return as_json(found.plans[0])
    files = [{"file": name, **as_json(plan)} for name, plan in zip(found.names, found.plans, strict=True)]
    return {
        "format": ", ".join(dict.fromkeys(plan.format for plan in found.plans)),
        **{key: sum(file[key] for file in files) for key in ("rows", "new", "duplicates")},
        "skipped": [{"file": file["file"], **row} for file in files for row in file["skipped"]],
        "minutes": sum(plan.minutes for plan in found.plans),
        "money": _money([plan.money for plan in found.plans]),
        "warnings": [f"{file['file']}: {warning}" for file in files for warning in file["warnings"]],
        "files": files,
    }


def _money(parts: Sequence[Mapping[str, Sums]]) -> dict[str, dict[str, int]]:
    sums: dict[str, Sums] = {}
    for part in parts:
        for currency, found in part.items():
            sums[currency] = sums.get(currency, Sums()) + found
    return {
        currency: {"gross": found.gross, "refunds": found.refunds, "fees": found.fees}
        for currency, found in sorted(sums.items())
    }
