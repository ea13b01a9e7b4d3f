"""How the timesheet's rows are arranged: nothing of a week's hours is ever out of the sums."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leverage_tui.domain.book import Book
from leverage_tui.domain.calendar import days_of
from leverage_tui.domain.edits.core import EditRefused
from leverage_tui.domain.edits.hours import log_hours
from leverage_tui.domain.edits.order import move_stream
from leverage_tui.domain.timesheet_layout import PLAIN, Key, Layout
from leverage_tui.domain.timesheet_lines import Kind, Line, hidden_in, narrowed, own_totals, timesheet_lines
from tests.domain.books import MONDAY, ROWS, done, two_streams

DAYS = days_of(MONDAY)
KEYS: tuple[Key, ...] = (*ROWS, "sold", "plan", 7)
LAYOUTS = st.builds(
    Layout,
    hidden=st.frozensets(st.sampled_from(KEYS)),
    folded=st.frozensets(st.sampled_from(["sold", "plan", "gone"])),
    order=st.lists(st.sampled_from(KEYS), unique=True).map(tuple),
    peek=st.booleans(),
)


def full() -> Book:
    book = two_streams()
    for place, row in enumerate(ROWS):
        book = done(book, log_hours(book, row, DAYS[place], 60 + place))
    return book


def rows(lines: tuple[Line, ...]) -> list[Key | None]:
    return [line.key for line in lines if line.editable]


@settings(max_examples=150)
@given(LAYOUTS, st.booleans())
def test_what_is_in_sight_sums_to_what_there_is(layout: Layout, gathered: bool) -> None:
    book = full()
    lines = timesheet_lines(book, DAYS, fold_others=gathered, layout=layout)
    summed = [line for line in lines if line.kind is Kind.STREAM or line.alone]
    assert sum(line.total for line in summed) == own_totals(book, DAYS).week
    for stream in ("sold", "plan"):
        if stream not in layout.folded:
            below = [line for line in lines if line.stream.id == stream and line.kind is not Kind.STREAM]
            every = [line for line in timesheet_lines(book, DAYS) if line.stream.id == stream and line.editable]
            assert sum(line.total for line in below) == sum(line.total for line in every)


@given(st.sampled_from(ROWS), st.integers(-3, 3), LAYOUTS)
def test_a_row_moves_as_far_as_there_is_room_and_no_row_is_lost(key: Key, by: int, layout: Layout) -> None:
    keys: list[Key] = list(ROWS)
    moved = layout.moving(keys, key, by).ordered(keys, lambda each: each)
    assert sorted(moved, key=repr) == sorted(keys, key=repr)
    assert moved.index(key) == max(0, min(len(keys) - 1, keys.index(key) + by))


def test_a_hidden_row_without_hours_leaves_nothing_behind() -> None:
    layout = PLAIN.hiding(ROWS[1], True)
    lines = timesheet_lines(full(), days_of(DAYS[0].replace(year=2027)), asked=ROWS, layout=layout)
    assert hidden_in(lines) == (0, 0)
    assert ROWS[1] not in rows(lines)


def test_hidden_rows_are_counted_with_their_minutes() -> None:
    layout = PLAIN.hiding(ROWS[1], True).hiding(ROWS[2], True).hiding(ROWS[4], True)
    lines = timesheet_lines(full(), DAYS, layout=layout)
    assert hidden_in(lines) == (3, 61 + 62 + 64)
    assert [line.label for line in lines if line.kind is Kind.HIDDEN] == [
        "1 hidden row", "1 hidden row", "1 hidden row, not yours",
    ]  # fmt: skip
    assert rows(timesheet_lines(full(), DAYS, layout=layout.peeking(True))) == rows(timesheet_lines(full(), DAYS))


def test_showing_takes_rows_out_of_what_is_hidden_and_folded() -> None:
    layout = PLAIN.hiding(ROWS[0], True).folding("sold", True).folding("plan", True)
    assert layout.showing([ROWS[0]]) == PLAIN.folding("plan", True)


def test_every_word_of_a_filter_is_looked_for_in_stream_and_work() -> None:
    lines = timesheet_lines(full(), DAYS)
    assert rows(narrowed(lines, "SOLD")) == [ROWS[0], ROWS[1]]
    assert rows(narrowed(lines, "Ana people")) == [ROWS[4]]
    assert [line.kind for line in narrowed(lines, "sell")] == [Kind.STREAM, Kind.ROW]
    assert rows(narrowed(lines, "plan sell")) == []
    assert narrowed(lines, "") == lines


def test_a_stream_takes_another_ones_place_and_its_inverse_gives_it_back() -> None:
    book = two_streams()
    edit = move_stream(book, "plan", "sold")
    assert edit.sentence == "Plan moved before Sold"
    after = done(book, edit)
    assert list(after.streams) == ["plan", "sold"]
    assert list(done(after, edit.inverse()).streams) == ["sold", "plan"]
    assert move_stream(book, "plan", "plan").is_nothing


def test_a_stream_that_is_not_there_is_not_moved() -> None:
    with pytest.raises(EditRefused, match="there is no stream gone"):
        move_stream(two_streams(), "plan", "gone")
