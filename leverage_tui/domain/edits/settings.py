"""Edits of the settings that change figures. A new baseline rate restates history, and is recorded."""

from __future__ import annotations

import difflib
from datetime import datetime
from typing import Any

from leverage_tui.domain.book import Book
from leverage_tui.domain.edits.core import Change, Edit, EditRefused, edit
from leverage_tui.domain.identity import natural_id, random_id
from leverage_tui.domain.model import Document, Restatement, Setting, Stream
from leverage_tui.domain.settings import KEYS, why_not
from leverage_tui.domain.text import clean


def set_setting(book: Book, key: str, value: Any) -> Edit:
    """The setting `key` becomes `value`, as in the file (money in minor units).

    Raises EditRefused for an unknown key, with the nearest one, and for a value that does not fit.
    """
    if key not in KEYS or key == "schema":
        near = difflib.get_close_matches(key, [known for known in KEYS if known != "schema"], n=1, cutoff=0.3)
        hint = f", the nearest is {near[0]}" if near else ""
        raise EditRefused(f"there is no setting {clean(key)}{hint}", "key")
    why = why_not(key, value)
    if why:
        raise EditRefused(why, key)
    number = natural_id("settings", key)
    found: list[Setting] = [setting for setting in book.all(Setting) if setting.key == key]
    kept = next((setting for setting in found if setting.doc_id == number), None)
    after = Setting(doc_id=number, key=key, value=value, extra=kept.extra if kept else {})
    others: list[tuple[Document | None, Document | None]] = [
        (setting, None) for setting in found if setting is not kept
    ]
    return edit(f"{key.replace('_', ' ')} set", [*others, (kept, after)])


def restate_baseline(
    book: Book, minor: int | None, now: datetime, gauge_old: float | None, gauge_new: float | None
) -> Edit:
    """A new baseline rate (minor units per hour) together with the record of what it did to the gauge."""
    changed = set_setting(book, "baseline_rate", minor)
    if changed.is_nothing:
        return changed
    old = book.settings.baseline_rate
    return Edit(
        changed.sentence, (*changed.changes, _record(now, "baseline_rate", old, minor, gauge_old, gauge_new))
    )


def restate_sold(wanted: Edit, now: datetime, gauge_old: float | None, gauge_new: float | None) -> Edit:
    """`wanted` together with a record for every stream in it whose hours were what is sold and are not, or the other
    way round: both restate history."""
    records = tuple(
        _record(
            now,
            f"time_sold {change.after.id}",
            change.before.time_sold,
            change.after.time_sold,
            gauge_old,
            gauge_new,
        )
        for change in wanted.changes
        if isinstance(change.before, Stream)
        and isinstance(change.after, Stream)
        and change.before.time_sold != change.after.time_sold
    )
    return Edit(wanted.sentence, (*wanted.changes, *records)) if records else wanted


def _record(
    now: datetime, what: str, old: Any, new: Any, gauge_old: float | None, gauge_new: float | None
) -> Change:
    record = Restatement(
        doc_id=random_id(), when=now.strftime("%Y-%m-%dT%H:%M:%SZ"), what=what, old=old, new=new,
        gauge_old=gauge_old, gauge_new=gauge_new,
    )  # fmt: skip
    return Change(None, record)
