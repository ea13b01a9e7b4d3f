"""The book in memory: all documents of the file as one immutable value, indexed the way figures read them.

Applying changes gives a new book that shares everything it did not touch with the old one, so that figures may
be remembered by the identity of the parts they were made from.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from leverage_tui.domain.calendar import monday
from leverage_tui.domain.model import (
    TABLES,
    Closed,
    Deleted,
    Document,
    Hours,
    Money,
    Rate,
    Setting,
    Standing,
    Stream,
    Timer,
)
from leverage_tui.domain.settings import Settings, settings_from

D = TypeVar("D", bound=Document)
_number = attrgetter("doc_id")
_age = attrgetter("at", "doc_id")


class Problem(NamedTuple):
    """Something in the file that is kept but not understood, or outside a limit. `why` is a sentence."""

    table: str
    doc_id: int
    why: str


class Ledger(NamedTuple):
    """All that is recorded of one stream. Tuples are in order of document number."""

    hours: Mapping[date, tuple[Hours, ...]] = MappingProxyType({})
    """By the Monday of the week they were worked in."""
    money: tuple[Money, ...] = ()
    standing: tuple[Standing, ...] = ()
    closings: tuple[Closed, ...] = ()
    closed: frozenset[date] = frozenset()
    """Mondays of the closed weeks, as `closings` say."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all is recorded."""
        return not (self.hours or self.money or self.standing or self.closed)


NO_LEDGER = Ledger()


@dataclass(frozen=True, slots=True, eq=False)
class Book:
    """Every document by table and number, with the views that screens and figures need."""

    tables: Mapping[str, Mapping[int, Document]]
    streams: Mapping[str, Stream]
    """By id, in the order of the list."""
    settings: Settings
    ledgers: Mapping[str, Ledger]
    """By stream id; ids without a stream too, so that a warning can name them."""
    rates: Mapping[str, tuple[Rate, ...]]
    """By currency, in order of date."""
    timer: Timer | None
    problems: tuple[Problem, ...] = ()

    def get(self, table: str, doc_id: int) -> Document | None:
        """The document with that number, or None."""
        return self.tables[table].get(doc_id)

    def all(self, kind: type[D]) -> Iterable[D]:
        """The documents of one table, in no order."""
        return self.tables[kind.table].values()  # type: ignore[return-value]

    def ledger(self, stream: str) -> Ledger:
        """What is recorded of a stream; an empty ledger when nothing is."""
        return self.ledgers.get(stream, NO_LEDGER)

    @property
    def is_empty(self) -> bool:
        """Whether there is no stream and nothing recorded."""
        return not self.streams and all(ledger.is_empty for ledger in self.ledgers.values())

    def with_documents(self, changes: Iterable[tuple[Document | None, Document | None]]) -> Book:
        """This book with each `before` taken out and each `after` put in. Costs what is touched."""
        pairs = list(changes)
        tables = dict(self.tables)
        copied: dict[str, dict[int, Document]] = {}
        for before, after in pairs:
            for document in (before, after):
                if document is not None and document.table not in copied:
                    tables[document.table] = copied[document.table] = dict(tables[document.table])
            if before is not None:
                copied[before.table].pop(before.doc_id, None)
            if after is not None:
                copied[after.table][after.doc_id] = after
        return Book(
            tables=tables,
            streams=_streams(tables) if "streams" in copied else self.streams,
            settings=_settings(tables) if "settings" in copied else self.settings,
            ledgers=_changed_ledgers(self.ledgers, pairs),
            rates=_rates(tables) if "rates" in copied else self.rates,
            timer=_timer(tables) if "timer" in copied else self.timer,
            problems=self.problems,
        )


def book_of(documents: Iterable[Document], problems: Iterable[Problem] = ()) -> Book:
    """The book that these documents make. A document whose deletion is recorded no earlier than its own stamp
    does not count."""
    tables: dict[str, dict[int, Document]] = {name: {} for name in TABLES}
    for document in documents:
        tables[document.table][document.doc_id] = document
    for grave in tables[Deleted.table].values():
        assert isinstance(grave, Deleted)
        buried = tables.get(grave.of_table, {}).get(grave.doc)
        # Only another program records that such a record was deleted; none is.
        if buried is not None and buried.at <= grave.at and grave.of_table != Deleted.table:
            del tables[grave.of_table][grave.doc]
    return Book(
        tables=tables,
        streams=_streams(tables),
        settings=_settings(tables),
        ledgers=_ledgers(tables),
        rates=_rates(tables),
        timer=_timer(tables),
        problems=tuple(problems),
    )


Tables = Mapping[str, Mapping[int, Document]]


def _of(tables: Tables, kind: type[D]) -> Iterable[D]:
    return tables[kind.table].values()  # type: ignore[return-value]


def _streams(tables: Tables) -> Mapping[str, Stream]:
    latest = {stream.id: stream for stream in sorted(_of(tables, Stream), key=_age)}
    ordered = sorted(latest.values(), key=lambda stream: (stream.order, stream.name.casefold(), stream.id))
    return MappingProxyType({stream.id: stream for stream in ordered})


def _settings(tables: Tables) -> Settings:
    return settings_from(_of(tables, Setting))


def _timer(tables: Tables) -> Timer | None:
    return max(_of(tables, Timer), key=_age, default=None)


def _rates(tables: Tables) -> Mapping[str, tuple[Rate, ...]]:
    latest = {(rate.currency, rate.date): rate for rate in sorted(_of(tables, Rate), key=_age)}
    by_currency: dict[str, list[Rate]] = {}
    for rate in sorted(latest.values(), key=attrgetter("currency", "date")):
        by_currency.setdefault(rate.currency, []).append(rate)
    return {currency: tuple(rates) for currency, rates in by_currency.items()}


def _ledgers(tables: Tables) -> Mapping[str, Ledger]:
    hours: dict[str, dict[date, list[Hours]]] = {}
    mondays: dict[date, date] = {}
    for entry in sorted(_of(tables, Hours), key=_number):
        week = mondays.get(entry.date) or mondays.setdefault(entry.date, monday(entry.date))
        hours.setdefault(entry.stream, {}).setdefault(week, []).append(entry)
    ledgers = {
        stream: Ledger(hours={week: tuple(entries) for week, entries in weeks.items()})
        for stream, weeks in hours.items()
    }
    others = (*_of(tables, Money), *_of(tables, Standing), *_of(tables, Closed))
    return _changed_ledgers(ledgers, [(None, document) for document in sorted(others, key=_number)])


def _changed_ledgers(
    ledgers: Mapping[str, Ledger], pairs: Iterable[tuple[Document | None, Document | None]]
) -> Mapping[str, Ledger]:
    """The ledgers after `pairs`; each touched stream's lists are rebuilt once, however many documents changed."""
    touched: dict[str, list[tuple[Document, bool]]] = {}
    for before, after in pairs:
        for document, there in ((before, False), (after, True)):
            if isinstance(document, (Hours, Money, Standing, Closed)):
                touched.setdefault(document.stream, []).append((document, there))
    if not touched:
        return ledgers
    result = dict(ledgers)
    for stream, documents in touched.items():
        ledger = _changed_ledger(result.get(stream, NO_LEDGER), documents)
        if ledger.is_empty:
            result.pop(stream, None)
        else:
            result[stream] = ledger
    return result


def _changed_ledger(ledger: Ledger, documents: list[tuple[Document, bool]]) -> Ledger:
    hours = [(found, there) for found, there in documents if isinstance(found, Hours)]
    money = [(found, there) for found, there in documents if isinstance(found, Money)]
    standing = [(found, there) for found, there in documents if isinstance(found, Standing)]
    closed = [(found, there) for found, there in documents if isinstance(found, Closed)]
    if hours:
        weeks = dict(ledger.hours)
        by_week: dict[date, list[tuple[Hours, bool]]] = {}
        for entry, there in hours:
            by_week.setdefault(monday(entry.date), []).append((entry, there))
        for week, changed in by_week.items():
            entries = _changed_tuple(weeks.get(week, ()), changed)
            if entries:
                weeks[week] = entries
            else:
                weeks.pop(week, None)
        ledger = ledger._replace(hours=weeks)
    if money:
        ledger = ledger._replace(money=_changed_tuple(ledger.money, money))
    if standing:
        ledger = ledger._replace(standing=_changed_tuple(ledger.standing, standing))
    if closed:
        closings = _changed_tuple(ledger.closings, closed)
        weeks_closed = frozenset(monday(document.week) for document in closings)
        ledger = ledger._replace(closings=closings, closed=weeks_closed)
    return ledger


def _changed_tuple(documents: tuple[D, ...], changed: list[tuple[D, bool]]) -> tuple[D, ...]:
    by_number: dict[int, D] = {document.doc_id: document for document in documents}
    for document, there in changed:
        if there:
            by_number[document.doc_id] = document
        else:
            by_number.pop(document.doc_id, None)
    return tuple(sorted(by_number.values(), key=_number))
