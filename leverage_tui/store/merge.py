"""Two copies of a book made one, over the tables of their files: every document is the one that was changed last.

Merging does not mind order, direction or repetition: whoever merges whatever copies ends with the same text, byte for
byte. (One exception heals itself with the next exchange: of two documents with one natural key and numbers that another
program gave, the later one is deleted on a third machine.) Which of two versions is the later is said in
`registers.age`: by the stamp, and where that is the same by the larger text as canonical JSON, since of an edit without
a stamp nobody can tell on which side it was made. With a base, the version from which both came, that is known, and the
edit wins. Tables and keys that this version does not know merge like all others.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from leverage_tui.domain.model import Deleted
from leverage_tui.store.layout import Raw, Tables, encode
from leverage_tui.store.registers import State, age, grave, laid_out, put, stamp_in, target_of, understood
from leverage_tui.store.stamp import after

_NOT_THERE = object()


def merged(
    ours: Mapping[str, Mapping[int, Raw]],
    theirs: Mapping[str, Mapping[int, Raw]],
    base: Mapping[str, Mapping[int, Raw]] | None = None,
) -> Tables:
    """The tables of two copies made one; the same whichever of them is `ours`.

    With `base`, the version from which both came: what one side alone changed is taken whether it was stamped or not,
    also a document that it took out without a record; what both changed in one document is put together field by
    field, and where both changed the same field the later document's stands. What no copy holds as it is gets a stamp
    right after those that it was made of.
    """
    one, other = understood(ours), understood(theirs)
    if base is not None:
        one, other = _since(understood(base), one, other)
    return laid_out(one.joined(other))


def _since(base: State, one: State, other: State) -> tuple[State, State]:
    """Both states with every document that `base` has made what both sides' changes since come to."""
    contents = dict(one.contents), dict(other.contents)
    graves = dict(one.graves), dict(other.graves)
    for key, known in base.contents.items():
        sides = contents[0].get(key), contents[1].get(key)
        there = [side for side in sides if side is not None]
        if len(there) == 2:
            made = _together(known, there[0], there[1])
            contents[0][key] = contents[1][key] = made
        elif there and _is_same(there[0], known) and key[0] != Deleted.table:
            # Taken out on one side and left alone on the other. Where it is no record says so, one is made.
            record = grave(key, stamp_in(known))
            if target_of(record) == key:
                put(graves[0], key, record)
            else:
                contents[0].pop(key, None)
                contents[1].pop(key, None)
    return State(one.names, contents[0], graves[0]), State(other.names, contents[1], graves[1])


def _together(base: Raw, one: Raw, other: Raw) -> Raw:
    """What the changes of both sides make of a document."""
    if _is_same(one, other) or _is_same(other, base):
        return _later_than(one, other)
    if _is_same(one, base):
        return _later_than(other, one)
    earlier, later = sorted((one, other), key=age)
    fields: dict[str, Any] = {}
    for name in {**base, **one, **other}:
        was, mine, theirs = (side.get(name, _NOT_THERE) for side in (base, later, earlier))
        value = theirs if _is_one(mine, was) else mine
        if value is not _NOT_THERE:
            fields[name] = value
    if not _is_same({**fields, "at": ""}, {**later, "at": ""}):
        return {**fields, "at": after(stamp_in(later))}
    return later


def _later_than(kept: Raw, other: Raw) -> Raw:
    """`kept`, stamped so that it wins over `other` wherever they meet again."""
    if _is_same(kept, other) or stamp_in(kept) > stamp_in(other):
        return kept
    return {**kept, "at": after(stamp_in(other))}


def _is_one(value: Any, other: Any) -> bool:
    if value is _NOT_THERE or other is _NOT_THERE:
        return value is other
    return encode(value) == encode(other)


def _is_same(one: Raw, other: Raw) -> bool:
    return encode(one) == encode(other)
