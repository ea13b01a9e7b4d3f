"""The book after the file changed: only documents whose lines differ are decoded, the others stay the same
values, so that figures made from them stay remembered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from leverage_tui.domain.book import Book, Problem
from leverage_tui.domain.model import TABLES, Deleted, Document, Setting, Stream
from leverage_tui.store.codec import currencies_in, read_document
from leverage_tui.store.layout import Key, Sheet, decode_document, number_in

_IN_A_CURRENCY = ("money", "standing")
_NAMES_CURRENCIES = (Setting.table, Stream.table)


def brought_up(book: Book, old: Sheet, new: Sheet, touched: Iterable[Key] | None = None) -> Book:
    """`book`, which is what `old` says, made what `new` says. The same book when that is all one.

    `touched` names the documents that may differ (None: it is not known)."""
    keys = {key for key in (old.differing(new) if touched is None else touched) if key[0] in TABLES}
    if not keys:
        return book
    currencies = _currencies(new)
    if any(table in _NAMES_CURRENCIES for table, _ in keys) and currencies != _currencies(old):
        keys |= {(table, number) for table in _IN_A_CURRENCY for number in new.table(table)}
    problems: list[Problem] = []
    read = {key: _read(new, key, currencies, problems) for key in keys}
    for key in _buried(book, read) - read.keys():
        read[key] = _read(new, key, currencies, problems)
    graves = _graves(book, read)
    pairs = []
    for key, found in read.items():
        before = book.get(*key)
        after = None if found is not None and key in graves and found.at <= graves[key] else found
        if before != after:
            pairs.append((before, after))
    kept = [problem for problem in book.problems if (problem.table, problem.doc_id) not in read]
    result = book.with_documents(pairs) if pairs else book
    named = (*kept, *problems)
    return result if named == book.problems else replace(result, problems=named)


def _read(sheet: Sheet, key: Key, currencies: dict[str, str], problems: list[Problem]) -> Document | None:
    table, number = key
    line = sheet.table(table).get(number)
    if line is None:
        return None
    return read_document(table, number, decode_document(line), problems, currencies)


def _currencies(sheet: Sheet) -> dict[str, str]:
    return currencies_in(
        {
            table: {number_in(line): decode_document(line) for line in sheet.table(table).lines}
            for table in _NAMES_CURRENCIES
        }
    )


def _buried(book: Book, read: dict[Key, Document | None]) -> set[Key]:
    """The documents that graves in `read` are or were about."""
    found = [(book.get(*key), document) for key, document in read.items() if key[0] == Deleted.table]
    graves = [grave for pair in found for grave in pair if isinstance(grave, Deleted)]
    return {(grave.of_table, grave.doc) for grave in graves if grave.of_table in TABLES}


def _graves(book: Book, read: dict[Key, Document | None]) -> dict[Key, str]:
    """When each deleted document was deleted, by its table and number, after the change."""
    graves = {(Deleted.table, grave.doc_id): grave for grave in book.all(Deleted)}
    for key, document in read.items():
        if isinstance(document, Deleted):
            graves[key] = document
        else:
            graves.pop(key, None)
    latest: dict[Key, str] = {}
    for grave in graves.values():
        target = grave.of_table, grave.doc
        if grave.of_table != Deleted.table:
            latest[target] = max(latest.get(target, ""), grave.at)
    return latest
