"""An import costs what is in the file: the lines of Python that run are counted, so that no machine's speed matters."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

import pytest

from leverage_tui.domain.book import Book
from leverage_tui.domain.edits.check import checked
from leverage_tui.domain.edits.core import apply
from leverage_tui.interchange.combined import closable, combined
from leverage_tui.interchange.found import find
from leverage_tui.interchange.mapping import Wishes
from leverage_tui.interchange.plan import Options, plan_import
from leverage_tui.interchange.registry import read_import
from tests.interchange.files import book, detailed, entry
from tests.interchange.test_combined import TODAY


@contextmanager
def lines_run() -> Iterator[list[int]]:
    """How many lines of Python run inside, each turn of a loop counted."""
    count = [0]

    def trace(frame: FrameType, event: str, argument: Any) -> Callable[..., Any]:
        count[0] += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        yield count
    finally:
        sys.settrace(before)


def spread(number: int) -> str:
    """An entry of one of many days and projects."""
    return entry(f"P{number % 40}", f"{2001 + number // 336}-{1 + number // 28 % 12:02d}-{1 + number % 28:02d}")


def crowded(number: int) -> str:
    """An entry of one day and one project, of which one is like the other."""
    return entry("care", start=f"{number % 24:02d}:00:00", duration="00:00:01")


def table(row: Callable[[int], str], count: int) -> bytes:
    """The same as any CSV."""
    names = detailed(*map(row, range(count))).decode().split("\n")
    return "\n".join(line.replace("Start date", "Date").replace("User", "Who") for line in names).encode()


def export(row: Callable[[int], str], count: int) -> bytes:
    return detailed(*map(row, range(count)))


def whole(where: Book, data: bytes, name: str) -> Book:
    """All that the command does short of the disk."""
    found, reading = read_import(data, name, currency="USD")
    find(where, reading)
    options = Options(TODAY, split_midnight=True)
    made = plan_import(where, reading, format=found, wishes=Wishes(into="care"), options=options)
    closable(where, combined(["a"], [made]), TODAY)
    return checked(where, made.edit)


@pytest.mark.parametrize("row", [spread, crowded])
@pytest.mark.parametrize(("make", "name"), [(export, "toggl"), (table, "csv")])
def test_twice_the_rows_are_twice_the_work(
    row: Callable[[int], str], make: Callable[[Callable[[int], str], int], bytes], name: str
) -> None:
    work = []
    for count in (500, 1000):
        data = make(row, count)
        with lines_run() as first:
            after = whole(book(), data, name)
        with lines_run() as again:
            assert whole(after, data, name) is not None
        work.append((first[0], again[0]))
    for small, large in zip(*work, strict=True):
        assert large < 2.2 * small


def test_what_is_there_of_other_weeks_costs_an_import_nothing() -> None:
    """Ten times the history, the same file: the book is asked by number and by week."""
    data = detailed(*(entry("care", f"2027-03-{day:02d}") for day in range(1, 21)))
    work = []
    for history in (200, 2000):
        rows = (spread(number).replace(f"P{number % 40}", "care") for number in range(history))
        past, reading = read_import(detailed(*rows))
        where = apply(book(), plan_import(book(), reading, format=past).edit)
        found, reading = read_import(data)
        with lines_run() as count:
            plan_import(where, reading, format=found, options=Options(TODAY))
        work.append(count[0])
    assert work[1] < 2 * work[0]
