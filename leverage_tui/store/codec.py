"""Between the file's JSON objects and the domain's documents, both ways.

A document that lacks what it cannot do without is left out of the book and named as a problem; an optional field
that cannot be read takes its default and is named too. Either way the file keeps what it held: unknown keys and
unreadable values travel in `Document.extra`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, cast

from leverage_tui.domain.book import Book, Problem, book_of
from leverage_tui.domain.calendar import EARLIEST, LATEST
from leverage_tui.domain.limits import faults
from leverage_tui.domain.model import (
    AMOUNTS,
    DOCUMENT_TYPES,
    NOTHING,
    Amounts,
    Asset,
    BuildBlock,
    Document,
    Opening,
    Per,
    Scenario,
    Source,
    Status,
    Work,
)

RawTables = Mapping[str, Mapping[int, Mapping[str, Any]]]
_LARGEST = 10**15
_LONGEST_PERIOD_DAYS = 3_700
_KEYS = {"begins": "from", "of_table": "table"}
_ALWAYS = {"streams": frozenset({"name", "time_sold", "currency", "status", "started", "ended", "order"})}


class _Unfit(ValueError):
    """The value of one field cannot be what the field needs."""


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise _Unfit("is no text")
    return value


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise _Unfit("is neither true nor false")
    return value


def _whole(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > _LARGEST:
        raise _Unfit("is no whole number")
    return value


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise _Unfit("is no number")
    return float(value)


def _day(value: Any) -> date:
    try:
        day = date.fromisoformat(_text(value))
    except ValueError:
        raise _Unfit("is no date such as 2026-01-31") from None
    if not EARLIEST <= day <= LATEST:
        raise _Unfit("is outside 1970 to 2199")
    return day


def _reference(value: Any) -> int:
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 20:
        return int(value)
    raise _Unfit("is no document number")


def _decimal(value: Any) -> str:
    try:
        amount = Decimal(_text(value))
    except InvalidOperation:
        raise _Unfit("is no decimal number") from None
    if not amount.is_finite() or not Decimal("1e-12") < amount < Decimal("1e12"):
        raise _Unfit("is no rate above 0")
    return cast(str, value)


def _one_of(kind: type[StrEnum]) -> Callable[[Any], StrEnum]:
    def read(value: Any) -> StrEnum:
        try:
            return kind(_text(value))
        except ValueError:
            raise _Unfit(f"is none of {', '.join(kind)}") from None

    return read


def _opening(value: Any) -> Opening:
    if not isinstance(value, Mapping):
        raise _Unfit("is no object")
    blocks = value.get("build", [])
    if not isinstance(blocks, list) or not all(isinstance(block, Mapping) for block in blocks):
        raise _Unfit("has a build that is no list of objects")
    return Opening(
        net=_whole(value.get("net", 0)),
        run_minutes=_whole(value.get("run_minutes", 0)),
        build=tuple(
            BuildBlock(
                _day(block.get("date")),
                _whole(block.get("minutes")),
                cast(Asset, _one_of(Asset)(block.get("asset", "product"))),
            )
            for block in blocks
        ),
    )


def _anything(value: Any) -> Any:
    return value


_READERS: dict[str, Callable[[Any], Any]] = {
    "time_sold": _flag, "status": _one_of(Status), "started": _day, "ended": _day, "build_asset": _one_of(Asset),
    "order": _whole, "target_minutes_per_week": _whole, "opening": _opening, "date": _day, "work": _one_of(Work),
    "minutes": _whole, "asset": _one_of(Asset), "cost": _whole, "until": _day, "units": _whole, "begins": _day,
    "ends": _day, "per": _one_of(Per), "capital": _whole, "week": _day, "rate": _decimal, "value": _anything,
    "old": _anything, "new": _anything, "gauge_old": _number, "gauge_new": _number, "doc": _reference,
}  # fmt: skip
_OWN_READERS: dict[tuple[str, str], Callable[[Any], Any]] = {
    ("standing", "source"): _one_of(Source),
    ("timer", "started"): _text,
}


@dataclass(frozen=True, slots=True)
class _Field:
    name: str
    key: str
    read: Callable[[Any], Any]
    default: Any

    @property
    def required(self) -> bool:
        return self.default is MISSING


def _fields_of(kind: type[Document]) -> tuple[_Field, ...]:
    return tuple(
        _Field(
            spec.name,
            _KEYS.get(spec.name, spec.name),
            _OWN_READERS.get((kind.table, spec.name)) or _READERS.get(spec.name, _text),
            spec.default,
        )
        for spec in fields(kind)
        if spec.name not in ("doc_id", "extra", "amounts", "body")
    )


_TYPES: dict[str, type[Document]] = {kind.table: kind for kind in DOCUMENT_TYPES}
_FIELDS = {kind.table: _fields_of(kind) for kind in DOCUMENT_TYPES}
_HAS_AMOUNTS = frozenset({"money", "standing"})
_KNOWN = {
    table: frozenset(field.key for field in specs) | (frozenset(AMOUNTS) if table in _HAS_AMOUNTS else frozenset())
    for table, specs in _FIELDS.items()
}


def read_book(tables: RawTables) -> Book:
    """The book that the tables of a file make, its problems named in it."""
    currencies = _currencies(tables)
    documents: list[Document] = []
    problems: list[Problem] = []
    for table, rows in tables.items():
        if table not in _TYPES:
            continue
        for doc_id, raw in rows.items():
            document = read_document(table, doc_id, raw, problems, currencies)
            if document is not None:
                documents.append(document)
                problems.extend(Problem(table, doc_id, why) for _, why in faults(document))
    return book_of(documents, problems)


def read_document(
    table: str,
    doc_id: int,
    raw: Mapping[str, Any],
    problems: list[Problem],
    currencies: Mapping[str, str] = NOTHING,
) -> Document | None:
    """The document of one JSON object, or None when it lacks what it cannot do without; why is added to
    `problems`. `currencies` gives each stream's, for amounts that name none."""
    found: dict[str, Any] = {}
    extra: dict[str, Any] = {key: raw[key] for key in raw.keys() - _KNOWN[table]}
    if table == Scenario.table:
        return Scenario(doc_id=doc_id, at=str(raw.get("at", "")), body={k: raw[k] for k in raw if k != "at"})
    for spec in _FIELDS[table]:
        value = raw.get(spec.key)
        if value is None and not (spec.read is _anything or spec.key in ("gauge_old", "gauge_new")):
            value = _implied(table, spec.key, raw, currencies)
        if value is None and (not spec.required or spec.read is _anything or spec.read is _number):
            if spec.required:
                found[spec.name] = None
            continue
        try:
            found[spec.name] = spec.read(value)
        except _Unfit as error:
            problems.append(Problem(table, doc_id, f"{spec.key} {error}"))
            if spec.required:
                return None
            extra[spec.key] = value
    if table in _HAS_AMOUNTS:
        found["amounts"] = _amounts(table, doc_id, raw, extra, problems)
    if table == "money" and (found["until"] - found["date"]).days > _LONGEST_PERIOD_DAYS:
        problems.append(Problem(table, doc_id, "until is over ten years after date: it is not counted"))
        return None
    return _TYPES[table](doc_id=doc_id, extra=extra or NOTHING, **found)


def write_document(document: Document) -> dict[str, Any]:
    """The JSON object of a document: fields at their default left out, unknown keys put back."""
    if isinstance(document, Scenario):
        return {**document.body, "at": document.at}
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


def _implied(table: str, key: str, raw: Mapping[str, Any], currencies: Mapping[str, str]) -> Any:
    """What a missing value means: a period of one day, the stream's currency."""
    if table == "money" and key == "until":
        return raw.get("date")
    if table in _HAS_AMOUNTS and key == "currency":
        return currencies.get(str(raw.get("stream")), currencies.get("", "USD"))
    return None


def _amounts(
    table: str, doc_id: int, raw: Mapping[str, Any], extra: dict[str, Any], problems: list[Problem]
) -> Amounts:
    found: dict[str, int] = {}
    for key in AMOUNTS:
        value = raw.get(key)
        if value is None:
            continue
        try:
            found[key] = _whole(value)
        except _Unfit as error:
            problems.append(Problem(table, doc_id, f"{key} {error}: it is not counted"))
            extra[key] = value
    return Amounts(**found)


def _currencies(tables: RawTables) -> dict[str, str]:
    settings: Iterable[Mapping[str, Any]] = tables.get("settings", {}).values()
    base = next((row.get("value") for row in settings if row.get("key") == "base_currency"), None)
    result = {"": base if isinstance(base, str) else "USD"}
    for row in tables.get("streams", {}).values():
        currency = row.get("currency")
        result[str(row.get("id"))] = currency if isinstance(currency, str) else result[""]
    return result


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
