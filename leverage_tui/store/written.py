"""Edits as the documents that a file holds after them: stamped, with the records of what was deleted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from leverage_tui.domain.book import Book
from leverage_tui.domain.edits.core import Change
from leverage_tui.domain.identity import natural_id
from leverage_tui.domain.model import Deleted, Setting
from leverage_tui.domain.settings import SCHEMA
from leverage_tui.store.codec import write_document
from leverage_tui.store.layout import Key, Raw
from leverage_tui.store.stamp import OLDEST


def written(changes: Iterable[Change], at: str) -> dict[Key, Raw | None]:
    """The JSON objects that `changes` leave, stamped `at`; for one that is deleted, the record of that too."""
    result: dict[Key, Raw | None] = {}
    for change in changes:
        table, number = change.key
        result[change.key] = None if change.after is None else write_document(replace(change.after, at=at))
        if change.after is None and table != Deleted.table:
            grave = Deleted(doc_id=natural_id(Deleted.table, table, str(number)), at=at, of_table=table, doc=number)
            result[Deleted.table, grave.doc_id] = write_document(grave)
    return result


def self_description(book: Book) -> dict[Key, Raw]:
    """The settings that a file must say of itself and does not yet. They are assumed, not chosen, and therefore
    older than every choice, wherever it was made."""
    assumed: dict[str, Any] = {"schema": SCHEMA, "base_currency": book.settings.base_currency}
    said = {setting.key for setting in book.all(Setting)}
    settings = [
        Setting(doc_id=natural_id(Setting.table, key), at=OLDEST, key=key, value=value)
        for key, value in assumed.items()
        if key not in said
    ]
    return {(Setting.table, setting.doc_id): write_document(setting) for setting in settings}
