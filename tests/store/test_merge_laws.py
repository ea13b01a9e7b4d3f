"""Merging minds neither order nor direction nor repetition, over whole random books."""

from __future__ import annotations

import json
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from leverage_tui.domain.model import TABLES, Deleted, Stream, Timer
from leverage_tui.store.codec import read_book
from leverage_tui.store.layout import Tables, encode, parse, sheet_of
from leverage_tui.store.merge import merged
from leverage_tui.store.registers import age, natural_key, stamp_in, understood

from .copies import copies

BOOKS = copies()
FOREIGN = copies(foreign=True)


def text(tables: Tables) -> bytes:
    return sheet_of(tables).text()


@settings(max_examples=200)
@given(FOREIGN, FOREIGN)
def test_both_directions_end_byte_identical(one: Tables, other: Tables) -> None:
    assert text(merged(one, other)) == text(merged(other, one))


@settings(max_examples=200)
@given(FOREIGN, FOREIGN)
def test_merging_again_changes_nothing(one: Tables, other: Tables) -> None:
    once = merged(one, other)
    for again in (one, other, once, {}):
        assert text(merged(once, again)) == text(once)


@settings(max_examples=300)
@given(BOOKS, BOOKS, BOOKS)
def test_the_order_in_which_copies_meet_does_not_matter(one: Tables, two: Tables, three: Tables) -> None:
    assert text(merged(merged(one, two), three)) == text(merged(one, merged(two, three)))


@settings(max_examples=150)
@given(FOREIGN, FOREIGN, FOREIGN)
def test_copies_in_which_another_program_numbered_end_alike_once_all_have_met(
    one: Tables, two: Tables, three: Tables
) -> None:
    ends = [
        merged(merged(one, two), three),
        merged(one, merged(two, three)),
        merged(merged(three, one), two),
    ]
    met = [
        merged(merged(ends[first], ends[second]), ends[third]) for first, second, third in ((0, 1, 2), (2, 0, 1))
    ]
    assert text(met[0]) == text(met[1])


@settings(max_examples=150)
@given(FOREIGN, FOREIGN)
def test_nothing_that_is_later_than_all_else_is_lost(one: Tables, other: Tables) -> None:
    result = merged(one, other)
    graves = understood(one).joined(understood(other)).graves
    keyed = {natural_key((table, number), raw) for table, rows in result.items() for number, raw in rows.items()}
    for table in {*one, *other} - {"deleted"}:
        for number in {*one.get(table, {}), *other.get(table, {})}:
            sides = [side[table][number] for side in (one, other) if number in side.get(table, {})]
            last = max(sides, key=age)
            record = graves.get((table, number))
            if record is not None and stamp_in(last) <= stamp_in(record):
                assert table == Stream.table or number not in result.get(table, {})
            elif natural_key((table, number), last) is None:
                assert encode(result[table][number]) == encode(last)
            else:
                assert natural_key((table, number), last) in keyed


@settings(max_examples=150)
@given(FOREIGN, FOREIGN)
def test_of_every_natural_key_there_is_one_and_all_that_is_left_counts(one: Tables, other: Tables) -> None:
    result = merged(one, other)
    keys = [
        about
        for table, rows in result.items()
        for number, raw in rows.items()
        if (about := natural_key((table, number), raw)) is not None
    ]
    assert len(keys) == len(set(keys))
    assert len(result.get(Timer.table, {})) <= 1
    book, undeleted = read_book(result), read_book({**result, Deleted.table: {}})
    assert all(book.tables[name] == undeleted.tables[name] for name in TABLES if name != Deleted.table)


@settings(max_examples=150)
@given(BOOKS, BOOKS)
def test_whatever_hours_and_money_stand_on_is_there(one: Tables, other: Tables) -> None:
    for side in (one, other):
        named = {raw["id"] for raw in side.get("streams", {}).values()}
        for table in ("hours", "money", "standing"):
            rows = side.get(table, {})
            side[table] = {number: raw for number, raw in rows.items() if raw["stream"] in named}
    result = merged(one, other)
    there = {raw["id"] for raw in result.get(Stream.table, {}).values()}
    assert {raw["stream"] for raw in result.get("hours", {}).values()} <= there


@settings(max_examples=100)
@given(FOREIGN, FOREIGN, st.booleans())
def test_a_file_that_says_the_same_otherwise_laid_out_merges_the_same(
    one: Tables, other: Tables, indented: bool
) -> None:
    written = json.dumps(one, indent=1 if indented else None, sort_keys=indented)
    assert text(merged(parse(written.encode(), Path("copy")), other)) == text(merged(one, other))


@settings(max_examples=150)
@given(FOREIGN, FOREIGN, FOREIGN)
def test_with_a_base_too_the_direction_does_not_matter(base: Tables, one: Tables, other: Tables) -> None:
    assert text(merged(one, other, base)) == text(merged(other, one, base))
    assert text(merged(one, base, base)) == text(merged(merged(one, base, base), base))
