"""The line that is typed: cursor, selection, words, and what of it is in sight, whatever is written in it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from leverage_tui.tui.timesheet.editor import CellEditor
from leverage_tui.tui.timesheet.keys import TEXT_KEYS, after_key
from leverage_tui.tui.timesheet.text_line import (
    LONGEST,
    TextLine,
    characters,
    place_at,
    stops,
    width_of,
    window,
)

FAMILY, FLAG, ACCENT, THUMB = "👩\u200d👩\u200d👧", "🇩🇪", "e\u0301", "👍🏽"
PIECES = st.sampled_from(["1", ":", " ", "m", "日", "本", FAMILY, FLAG, ACCENT, THUMB, "\u0301", "あ", "é"])
LINES = st.lists(PIECES, max_size=12).map("".join)
ACTS = st.lists(st.one_of(st.sampled_from(sorted(TEXT_KEYS)), PIECES.map(lambda piece: f"={piece}")), max_size=25)


def acted(line: TextLine, act: str) -> TextLine:
    changed = line.insert(act[1:]) if act.startswith("=") else after_key(line, act)
    assert changed is not None
    return changed


@settings(max_examples=200)
@given(LINES, ACTS)
def test_the_cursor_never_stands_within_a_character_and_nothing_is_longer_than_it_may_be(
    text: str, acts: list[str]
) -> None:
    line = TextLine(text[:LONGEST], 0)
    for act in acts:
        line = acted(line, act)
        places = stops(line.text)
        assert line.cursor in places
        assert line.anchor is None or (line.anchor in places and line.anchor != line.cursor)
        assert len(line.text) <= LONGEST
        assert "".join(characters(line.text)) == line.text


@settings(max_examples=200)
@given(LINES, st.integers(0, 12), st.integers(0, 12), st.integers(5, 14), st.booleans())
def test_the_window_is_as_wide_as_the_cell_and_the_cursor_is_where_it_says(
    text: str, cursor: int, anchor: int, width: int, left: bool
) -> None:
    line = TextLine(text, 0).at(anchor).at(cursor, select=True)
    shown = window(line, width, left=left)
    assert sum(width_of(each) for run, _ in shown.runs for each in characters(run)) == width
    place = [look for _, look in shown.runs].index("caret")
    before = [run for run, _ in shown.runs[:place]]
    assert shown.caret_x == sum(width_of(each) for run in before for each in characters(run))


@given(LINES, st.integers(0, 12))
def test_the_mouse_finds_every_character_in_sight(text: str, cursor: int) -> None:
    line = TextLine(text, 0).at(cursor)
    places, caret = stops(text), stops(text).index(line.cursor)
    widths = [width_of(each) for each in characters(text)]
    for place, stop in enumerate(places):
        right = sum(widths[caret:place]) if place >= caret else -sum(widths[place:caret])
        assert place_at(line, 60, right) == stop


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        (f"a{FAMILY}b", ["a", FAMILY, "b"]),
        (f"{ACCENT}x", [ACCENT, "x"]),
        (f"{FLAG}🇫🇷🇦", [FLAG, "🇫🇷", "🇦"]),
        (f"{THUMB}!", [THUMB, "!"]),
        ("日本", ["日", "本"]),
    ],
)
def test_characters_are_what_a_person_sees(text: str, seen: list[str]) -> None:
    assert characters(text) == seen
    assert TextLine(text, len(text)).backspace().text == "".join(seen[:-1])
    assert TextLine(text, 0).delete().text == "".join(seen[1:])


def test_a_selection_is_replaced_deleted_and_left() -> None:
    line = TextLine("1:30", 4).moved(-2, select=True)
    assert (line.selection, line.room) == ("30", LONGEST - 2)
    assert line.insert("45").text == "1:45"
    assert (line.backspace().text, line.delete().text) == ("1:", "1:")
    assert (line.moved(-1).cursor, line.moved(1).cursor) == (2, 4)
    assert line.moved(2, select=True).anchor is None
    assert line.all_selected().selection == "1:30"
    assert TextLine("", 0).all_selected().anchor is None


@pytest.mark.parametrize(
    ("act", "text", "cursor"),
    [
        (lambda line: line.delete_word(), "9-10:30, -15", 9),
        (lambda line: line.delete_before(), "-15", 0),
        (lambda line: line.delete_after(), "9-10:30, 13", 11),
        (lambda line: line.to_word(-1), "9-10:30, 13-15", 9),
        (lambda line: line.to_word(-1).to_word(-1), "9-10:30, 13-15", 5),
        (lambda line: line.to_word(1), "9-10:30, 13-15", 14),
    ],
)
def test_words(act: Callable[[TextLine], TextLine], text: str, cursor: int) -> None:
    done = act(TextLine("9-10:30, 13-15", 11))
    assert (done.text, done.cursor) == (text, cursor)


def test_keys_of_text_keep_what_a_cell_knows_about_itself() -> None:
    editor = CellEditor.begun_by_key("1:30", 90, week=True)
    after = after_key(editor, "ctrl+a")
    assert after is not None
    assert (after.seen, after.week, after.selection) == (90, True, "1:30")
    assert after_key(editor, "f5") is None


def test_a_lone_accent_takes_a_cell_of_its_own() -> None:
    shown = window(TextLine("\u0301", 1), 6)
    assert sum(cell_len(run) for run, _ in shown.runs) == 6
