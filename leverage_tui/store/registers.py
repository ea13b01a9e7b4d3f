"""A file as what is known of each document: the last that was said of it, and when it was deleted last.

Two such states are joined by taking the later of each, which is the same in whatever order copies meet, and however
often. `laid_out` writes a state as tables and `understood` reads it back from them, so nothing is forgotten on the
way: a stream that was deleted is kept in the record of its deletion (as `was`), because hours that another machine
logged for it meanwhile bring it back.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from leverage_tui.domain.identity import natural_id
from leverage_tui.domain.model import (
    TABLES,
    Closed,
    Deleted,
    Hours,
    Money,
    Rate,
    Setting,
    Standing,
    Status,
    Stream,
    Timer,
)
from leverage_tui.store.fields import Unfit, reference
from leverage_tui.store.layout import Key, Raw, Tables, encode
from leverage_tui.store.stamp import after

NaturalKey = tuple[str, ...]
_WAS = "was"
_KEYS = {
    Setting.table: ("key",),
    Stream.table: ("id",),
    Closed.table: ("stream", "week"),
    Rate.table: ("currency", "date"),
}
"""The fields that make the natural key of a document whose number need not show it: another program may have given
that. Of hours and money the number itself is the key."""
_HOLDS_A_STREAM = (Hours.table, Money.table, Standing.table)


def stamp_in(raw: Raw) -> str:
    """When the document was changed last; empty, which is oldest, where it does not say."""
    at = raw.get("at")
    return at if isinstance(at, str) else ""


def age(raw: Raw) -> tuple[str, bytes]:
    """By what of two versions of one document the later is told. Where the stamps are the same, another program
    changed one of them and did not stamp it; which one it was nobody can tell, so the larger text stands, on every
    machine the same."""
    return stamp_in(raw), encode(raw)


class State(NamedTuple):
    """What is known: the names of all tables, each document by its table and number, and each record of a deletion
    by what was deleted."""

    names: frozenset[str]
    contents: Mapping[Key, Raw]
    graves: Mapping[Key, Raw]

    def joined(self, other: State) -> State:
        """What both know: of two versions the later one."""
        return State(
            self.names | other.names, _later(self.contents, other.contents), _later(self.graves, other.graves)
        )


def understood(tables: Mapping[str, Mapping[int, Raw]]) -> State:
    """The state that the tables of a file say."""
    contents: dict[Key, Raw] = {}
    graves: dict[Key, Raw] = {}
    brought_back: dict[Key, bytes] = {}
    for number, raw in tables.get(Deleted.table, {}).items():
        target = target_of(raw)
        if target is None:
            contents[Deleted.table, number] = raw
            continue
        was = raw.get(_WAS)
        if target[0] == Stream.table and isinstance(was, dict):
            raw = {key: value for key, value in raw.items() if key != _WAS}
            put(contents, target, was)
            brought_back[target] = encode(_brought_back(was, raw))
        put(graves, target, raw)
    for table, rows in tables.items():
        if table == Deleted.table:
            continue
        for number, raw in rows.items():
            key = table, number
            if key not in brought_back or encode(raw) != brought_back[key]:
                put(contents, key, raw)
    return State(frozenset(tables), contents, graves)


def laid_out(state: State) -> Tables:
    """The tables that say `state`: only what counts, and what was deleted.

    A document no later than its deletion is gone. Of two with one natural key the later stays, then the one with the
    larger number; the other leaves as if it had been deleted when it was written. A stream that was deleted, and for
    which hours, money or a standing entry are there, is there again as ended, from right after its deletion on.
    """
    graves = dict(state.graves)
    live = {key: raw for key, raw in state.contents.items() if not _is_buried(key, raw, graves)}
    for key in _doubled(live):
        record = grave(key, stamp_in(live.pop(key)))
        if target_of(record) == key:
            graves[key] = record
    dead = {
        key: raw
        for key, raw in state.contents.items()
        if key[0] == Stream.table and key in graves and key not in live
    }
    tables: Tables = {name: {} for name in state.names}
    for (table, number), raw in live.items():
        tables.setdefault(table, {})[number] = raw
    for key in _needed(live, dead):
        tables.setdefault(Stream.table, {})[key[1]] = _brought_back(dead[key], graves[key])
    for key, raw in graves.items():
        full = {**raw, _WAS: dead[key]} if key in dead else raw
        tables.setdefault(Deleted.table, {})[grave_number(key)] = full
    return {name: rows for name, rows in tables.items() if rows or name not in TABLES}


def grave(key: Key, at: str) -> dict[str, Any]:
    """The record that the document `key` was deleted."""
    return {"table": key[0], "doc": str(key[1]), **({"at": at} if at else {})}


def grave_number(key: Key) -> int:
    """The number of the record that the document `key` was deleted."""
    return natural_id(Deleted.table, key[0], str(key[1]))


def target_of(raw: Raw) -> Key | None:
    """What a document of the table of deletions says was deleted, None where it cannot be read."""
    table = raw.get("table")
    try:
        return (table, reference(raw.get("doc"))) if isinstance(table, str) else None
    except Unfit:
        return None


def natural_key(key: Key, raw: Raw) -> NaturalKey | None:
    """What a document is about, where there is to be one such; None where its number alone tells it."""
    table = key[0]
    if table == Timer.table:
        return (table,)
    said = [raw.get(field) for field in _KEYS.get(table, ())]
    words = [value for value in said if isinstance(value, str)]
    return (table, *words) if words and len(words) == len(said) else None


def _later(one: Mapping[Key, Raw], other: Mapping[Key, Raw]) -> dict[Key, Raw]:
    result = dict(one)
    for key, raw in other.items():
        put(result, key, raw)
    return result


def put(into: dict[Key, Raw], key: Key, raw: Raw) -> None:
    """What is known of `key` becomes `raw`, where that is later."""
    known = into.get(key)
    if known is None or (known is not raw and age(known) < age(raw)):
        into[key] = raw


def _is_buried(key: Key, raw: Raw, graves: Mapping[Key, Raw]) -> bool:
    found = graves.get(key)
    return found is not None and key[0] != Deleted.table and stamp_in(raw) <= stamp_in(found)


def _doubled(live: Mapping[Key, Raw]) -> list[Key]:
    """The documents of which there is a later one with the same natural key."""
    latest: dict[NaturalKey, Key] = {}
    losers = []
    for key, raw in live.items():
        about = natural_key(key, raw)
        if about is None:
            continue
        other = latest.setdefault(about, key)
        if other != key:
            lost, kept = sorted((key, other), key=lambda each: (stamp_in(live[each]), each[1]))
            latest[about] = kept
            losers.append(lost)
    return losers


def _needed(live: Mapping[Key, Raw], dead: Mapping[Key, Raw]) -> list[Key]:
    """The deleted streams for which something is there, and no stream of that id."""
    latest: dict[str, Key] = {}
    for key in sorted(dead, key=lambda each: (stamp_in(dead[each]), each[1])):
        word = dead[key].get("id")
        if isinstance(word, str):
            latest[word] = key
    if not latest:
        return []
    named = {str(raw.get("stream")) for (table, _), raw in live.items() if table in _HOLDS_A_STREAM}
    there = {str(raw.get("id")) for (table, _), raw in live.items() if table == Stream.table}
    return [key for word, key in latest.items() if word in named - there]


def _brought_back(was: Raw, record: Raw) -> dict[str, Any]:
    """A stream that was deleted, there again."""
    return {**was, "status": Status.ENDED.value, "at": after(stamp_in(record))}
