"""Between the file's JSON objects and the domain's documents, both ways.

A document that lacks what it cannot do without is left out of the book and named as a problem; an optional field
that cannot be read takes its default and is named too. Either way the file keeps what it held: unknown keys and
unreadable values travel in `Document.extra`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from leverage_tui.domain.book import Book, Problem, book_of
from leverage_tui.domain.limits import faults
from leverage_tui.domain.model import (
    AMOUNTS,
    DOCUMENT_TYPES,
    NOTHING,
    Amounts,
    Asset,
    Document,
    Money,
    Opening,
    Per,
    Scenario,
    Source,
    Status,
    Work,
)
from leverage_tui.store.fields import (
    Reader,
    Unfit,
    anything,
    day,
    decimal,
    flag,
    number,
    one_of,
    opening,
    reference,
    text,
    whole,
)
from leverage_tui.store.plain import plain_reader

RawTables = Mapping[str, Mapping[int, Mapping[str, Any]]]
_LONGEST_PERIOD_DAYS = 3_700
_KEYS = {"begins": "from", "of_table": "table"}
_ALWAYS = {"streams": frozenset({"name", "time_sold", "currency", "status", "started", "ended", "order"})}
_HAS_AMOUNTS = frozenset({"money", "standing"})
_NULLABLE = frozenset({"value", "old", "new", "gauge_old", "gauge_new"})
"""Fields that must be there, and may be null."""

_READERS: dict[str, Reader] = {
    "time_sold": flag, "status": one_of(Status), "started": day, "ended": day, "build_asset": one_of(Asset),
    "order": whole, "target_minutes_per_week": whole, "opening": opening, "date": day, "work": one_of(Work),
    "minutes": whole, "asset": one_of(Asset), "cost": whole, "until": day, "units": whole, "begins": day,
    "ends": day, "per": one_of(Per), "capital": whole, "week": day, "rate": decimal, "value": anything,
    "old": anything, "new": anything, "gauge_old": number, "gauge_new": number, "doc": reference,
}  # fmt: skip
_OWN_READERS: dict[tuple[str, str], Reader] = {
    ("standing", "source"): one_of(Source),
    ("timer", "started"): text,
}


class _Field(NamedTuple):
    name: str
    key: str
    read: Reader
    default: Any


def _fields_of(kind: type[Document]) -> tuple[_Field, ...]:
    return tuple(
        _Field(
            spec.name,
            _KEYS.get(spec.name, spec.name),
            _OWN_READERS.get((kind.table, spec.name)) or _READERS.get(spec.name, text),
            spec.default,
        )
        for spec in fields(kind)
        if spec.name not in ("doc_id", "extra", "amounts", "body")
    )


_TYPES: dict[str, type[Document]] = {kind.table: kind for kind in DOCUMENT_TYPES}
_FIELDS = {kind.table: _fields_of(kind) for kind in DOCUMENT_TYPES}
_BY_KEY = {
    table: {field.key: (field.name, field.read) for field in specs}
    | ({key: (key, whole) for key in AMOUNTS} if table in _HAS_AMOUNTS else {})
    for table, specs in _FIELDS.items()
}
_REQUIRED = {table: tuple(spec for spec in specs if spec.default is MISSING) for table, specs in _FIELDS.items()}


def read_book(tables: RawTables) -> Book:
    """The book that the tables of a file make, its problems named in it."""
    currencies = currencies_in(tables)
    documents: list[Document] = []
    problems: list[Problem] = []
    for table, rows in tables.items():
        if table in _TYPES:
            plain = plain_reader(table)
            for doc_id, raw in rows.items():
                document = plain(doc_id, raw) or read_document(table, doc_id, raw, problems, currencies)
                if document is not None:
                    documents.append(document)
    return book_of(documents, problems)


def read_document(
    table: str,
    doc_id: int,
    raw: Mapping[str, Any],
    problems: list[Problem],
    currencies: Mapping[str, str] = NOTHING,
) -> Document | None:
    """The document of one JSON object, or None when it lacks what it cannot do without.

    What could not be read and what is outside a limit is added to `problems`. `currencies` gives each stream's,
    for amounts that name none.
    """
    quick = plain_reader(table)(doc_id, raw)
    if quick is not None:
        return quick
    if table == Scenario.table:
        return _scenario(doc_id, raw)
    found: dict[str, Any] = {}
    extra: dict[str, Any] = {}
    known = _BY_KEY[table]
    for key, value in raw.items():
        spec = known.get(key)
        if spec is None:
            extra[key] = value
        elif value is not None or key in _NULLABLE:
            try:
                found[spec[0]] = value if value is None else spec[1](value)
            except Unfit as error:
                problems.append(Problem(table, doc_id, f"{key} {error}"))
                extra[key] = value
    if not _complete(table, doc_id, found, extra, problems, currencies):
        return None
    if table in _HAS_AMOUNTS:
        found["amounts"] = Amounts(**{key: found.pop(key) for key in AMOUNTS if key in found})
    document = _TYPES[table](doc_id=doc_id, extra=extra or NOTHING, **found)
    problems.extend(Problem(table, doc_id, why) for _, why in faults(document))
    return document


def write_document(document: Document) -> dict[str, Any]:
    """The JSON object of a document: fields at their default left out, unknown keys put back."""
    if isinstance(document, Scenario):
        return {**document.body, **document.extra, **({"at": document.at} if document.at else {})}
    result: dict[str, Any] = dict(document.extra)
    always = _ALWAYS.get(document.table, frozenset())
    for spec in _FIELDS[document.table]:
        value = getattr(document, spec.name)
        if value != spec.default or (spec.name in always and spec.key not in result):
            result[spec.key] = _plain(spec.name, value)
    if document.table in _HAS_AMOUNTS:
        amounts = document.amounts  # type: ignore[attr-defined]
        result.update({key: getattr(amounts, key) for key in AMOUNTS if getattr(amounts, key) is not None})
    return result


def currencies_in(tables: RawTables) -> dict[str, str]:
    """The currency of each stream by its id, and under "" the base currency."""
    settings: Iterable[Mapping[str, Any]] = tables.get("settings", {}).values()
    base = next((row.get("value") for row in settings if row.get("key") == "base_currency"), None)
    result = {"": base if isinstance(base, str) else "USD"}
    for row in tables.get("streams", {}).values():
        currency = row.get("currency")
        result[str(row.get("id"))] = currency if isinstance(currency, str) else result[""]
    return result


def _scenario(doc_id: int, raw: Mapping[str, Any]) -> Scenario:
    at = raw.get("at")
    stamped = isinstance(at, str)
    body = {key: value for key, value in raw.items() if key != "at" or not stamped}
    return Scenario(doc_id=doc_id, at=at if isinstance(at, str) else "", extra=NOTHING, body=body)


def _complete(
    table: str,
    doc_id: int,
    found: dict[str, Any],
    extra: Mapping[str, Any],
    problems: list[Problem],
    currencies: Mapping[str, str],
) -> bool:
    """Whether everything is in `found` that the document cannot do without; what follows is put in."""
    complete = True
    for spec in _REQUIRED[table]:
        if spec.name in found:
            continue
        implied = None if spec.key in extra else _implied(table, spec.key, found, currencies)
        if implied is not None or (spec.key in _NULLABLE and spec.key not in extra):
            found[spec.name] = implied
            continue
        if spec.key not in extra:
            problems.append(Problem(table, doc_id, f"has no {spec.key}"))
        complete = False
    if complete and table == Money.table and (found["until"] - found["date"]).days > _LONGEST_PERIOD_DAYS:
        problems.append(Problem(table, doc_id, "until is over ten years after date: it is not counted"))
        return False
    return complete


def _implied(table: str, key: str, found: Mapping[str, Any], currencies: Mapping[str, str]) -> Any:
    """What a missing value means: a period of one day, the stream's currency."""
    if table == Money.table and key == "until":
        return found.get("date")
    if table in _HAS_AMOUNTS and key == "currency":
        return currencies.get(str(found.get("stream")), currencies.get("", "USD"))
    return None


def _plain(name: str, value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, StrEnum):
        return value.value
    if name == "doc":
        return str(value)
    if isinstance(value, Opening):
        return {
            "net": value.net,
            "run_minutes": value.run_minutes,
            "build": [
                {"date": block.date.isoformat(), "minutes": block.minutes, "asset": block.asset.value}
                for block in value.build
            ],
        }
    return value
