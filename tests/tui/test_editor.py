"""The text being typed into a cell: the same as a plain list with a cursor."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from leverage_tui.tui.timesheet.editor import CellEditor
from leverage_tui.tui.timesheet.text_line import LONGEST

ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("insert"), st.text("0123456789:.,hm -", min_size=1, max_size=4)),
        st.tuples(st.sampled_from(["backspace", "delete", "left", "right", "home", "end"]), st.just("")),
    ),
    max_size=40,
)


@given(ACTS)
def test_the_editor_is_a_line_of_text_with_a_cursor(acts: list[tuple[str, str]]) -> None:
    editor, text, cursor = CellEditor.begun_by_typing("1", 0), ["1"], 1
    for act, typed in acts:
        if act == "insert":
            typed = typed[: LONGEST - len(text)]
            editor, text[cursor:cursor], cursor = editor.insert(typed), list(typed), cursor + len(typed)
        elif act == "backspace":
            editor = editor.backspace()
            if cursor:
                cursor -= 1
                del text[cursor]
        elif act == "delete":
            editor = editor.delete()
            del text[cursor : cursor + 1]
        else:
            by = {"left": -1, "right": 1, "home": -LONGEST, "end": LONGEST}[act]
            editor, cursor = editor.moved(by), max(0, min(len(text), cursor + by))
        assert (editor.text, editor.cursor) == ("".join(text), cursor)


def test_an_edit_begun_by_a_key_keeps_what_the_cell_shows_and_its_arrows_move_in_the_text() -> None:
    editor = CellEditor.begun_by_key("1:30", 90)
    assert (editor.text, editor.cursor, editor.typed) == ("1:30", 4, False)
    assert CellEditor.begun_by_typing("2", 90).typed


def test_a_weeks_cell_holds_more_than_a_day_and_a_days_does_not() -> None:
    assert CellEditor.begun_by_key("30", 0, week=True).read().minutes == 1800
    assert CellEditor.begun_by_key("=30:15", 0, week=True).read().words == "30:15"
    assert "write 30m" in CellEditor.begun_by_key("30", 0).read().why
    assert CellEditor.begun_by_key("169", 0, week=True).read().why
