"""The week as text and back: nothing is lost, nothing unreadable changes anything."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leverage_tui.domain.book import Book, book_of
from leverage_tui.domain.calendar import days_of
from leverage_tui.domain.edits.check import checked
from leverage_tui.domain.edits.core import Edit, EditRefused, apply
from leverage_tui.domain.edits.hours import log_hours, set_cell
from leverage_tui.domain.edits.pasting import At, paste_edit
from leverage_tui.domain.model import Asset, Hours, Stream, Work
from leverage_tui.domain.sheet_text import Style, row_text, sheet_rows, stream_word, week_text
from leverage_tui.domain.text import clean
from leverage_tui.domain.timesheet import Row, entries_in, minutes_in
from tests.domain.books import MONDAY, ROWS, done, two_streams

WEEK = days_of(MONDAY)
NEXT = days_of(MONDAY + timedelta(days=7))
DELIVER, SELL, MANAGE, BUILD, ANA = ROWS
OWN = ROWS[:4]
names = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12).map(clean).filter(bool)
tricky = st.sampled_from(
    ["=1+1", "+x", "-x", "@x", "'=x", "''-x", "'x", "a", "A", "a (b)", "b", "stream", "Straße"]
)
NAMES = ["=1+1", "+x", "-x", "@x", "'=x", "''-x", "'x", "plain", "a · b", "日本語", 'qu"ote', "Straße", "STRASSE"]


def paste(book: Book, text: str, at: At | None = (DELIVER, MONDAY), days: tuple = WEEK) -> Edit:  # type: ignore[type-arg]
    return paste_edit(book, days, OWN, at, text)


def refused(text: str, at: At | None = (DELIVER, MONDAY)) -> str:
    with pytest.raises(EditRefused) as found:
        paste(two_streams(), text, at)
    return str(found.value)


@st.composite
def weeks(draw: st.DrawFn) -> Book:
    """A book of streams with any names and a week of any hours, facts among them."""
    labels = draw(st.lists(st.one_of(names, tricky, st.sampled_from(NAMES)), min_size=1, max_size=4))
    ids = draw(st.lists(st.sampled_from(["a", "b", "c", "plain", "x"]), min_size=4, max_size=4, unique=True))
    pairs = list(zip(ids, labels, strict=False))
    book = book_of(
        Stream(doc_id=place + 1, id=word, name=name, order=place) for place, (word, name) in enumerate(pairs)
    )
    for word in [word for word, _ in pairs]:
        who = draw(st.one_of(st.none(), names))
        rows = (
            Row(word, Work.DELIVER), Row(word, Work.PEOPLE, who=who), Row(word, Work.AUTOMATION),
            *(Row(word, Work.BUILD, asset=asset) for asset in Asset),
        )  # fmt: skip
        for row in draw(st.lists(st.sampled_from(rows), max_size=5)):
            day, minutes = draw(st.sampled_from(WEEK)), draw(st.integers(1, 50))
            book = done(book, log_hours(book, row, day, minutes))
    return book


@settings(max_examples=150)
@given(weeks(), st.sampled_from(["hm", "decimal"]), st.sampled_from(["\n", "\r\n", "\r"]))
def test_a_week_copied_and_pasted_into_an_empty_one_is_the_same_week(
    book: Book, style: Style, line_end: str
) -> None:
    rows = sheet_rows(book, WEEK)
    nameable = [row for row in rows if _nameable(book, row)]
    text = week_text(book, WEEK, nameable, style).replace("\n", line_end)
    edit = paste_edit(book, NEXT, (), None, text)
    after = apply(book, edit)
    for row in nameable:
        for before, day in zip(WEEK, NEXT, strict=True):
            assert minutes_in(after, row, day) == minutes_in(book, row, before)
    wanted = sum(entry.minutes for entry in book.all(Hours) if _nameable(book, _row(book, entry)))
    assert sum(entry.minutes for entry in after.all(Hours) if entry.date in NEXT) == wanted
    assert apply(after, edit.inverse()).tables == book.tables
    assert week_text(after, NEXT, nameable, style).splitlines()[1:] == text.splitlines()[1:]


def _row(book: Book, entry: Hours) -> Row:
    return Row(entry.stream, entry.work, entry.who, entry.asset)


def _nameable(book: Book, row: Row) -> bool:
    """Whether some words mean this stream alone; that fails only for names made to look like other streams' ids."""
    stream = book.streams[row.stream]
    word = stream_word(book, stream).casefold()
    others = [each for each in book.streams.values() if each is not stream]
    return not any(
        word in (clean(text, 200).casefold() for text in (each.name, each.id, f"{each.name} ({each.id})"))
        for each in others
    )


def test_what_a_spreadsheet_would_take_for_a_formula_stands_behind_an_apostrophe() -> None:
    book = book_of(Stream(doc_id=n + 1, id=f"s{n}", name=name, order=n) for n, name in enumerate(NAMES))
    rows = [Row(f"s{n}", Work.DELIVER) for n in range(len(NAMES))]
    for row in rows:
        book = done(book, set_cell(book, row, MONDAY, 60))
    lines = week_text(book, WEEK, rows).splitlines()
    assert lines[0] == "stream\twork\t" + "\t".join(
        f"{name} {day}" for name, day in zip(("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"), WEEK, strict=True)
    )
    assert not [line for line in lines if line[0] in "=+-@\t\r"]
    assert [line.split("\t")[0] for line in lines[1:8]] == ["'=1+1", "'+x", "'-x", "'@x", "''=x", "'''-x", "'x"]
    after = done(book, paste_edit(book, NEXT, (), None, "\n".join(lines)))
    assert [minutes_in(after, row, NEXT[0]) for row in rows] == [60] * len(NAMES)


def test_streams_of_one_name_are_told_apart_by_their_ids() -> None:
    streams = ((1, "a", "X"), (2, "b", "x"), (3, "c", "b"))
    book = book_of(Stream(doc_id=n, id=word, name=name) for n, word, name in streams)
    # "b" is the id of one and the name of another.
    assert [stream_word(book, book.streams[word]) for word in "abc"] == ["a", "x (b)", "c"]
    with pytest.raises(EditRefused, match=r"^row 2, column 1: X could be a or x \(b\)$"):
        paste_edit(book, WEEK, (), None, "stream\twork\tMon\nX\tdeliver\t1")


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("3", 180), (" 1:30\r", 90), ("9-10:30", 90), ("+15m", 75), ("0", 0), ("9:00-12, 13-14\n", 240)],
)
def test_one_value_is_read_as_if_it_were_typed(text: str, minutes: int) -> None:
    book = done(two_streams(), set_cell(two_streams(), DELIVER, MONDAY, 60))
    assert minutes_in(done(book, paste(book, text)), DELIVER, MONDAY) == minutes


def test_one_value_goes_into_a_row_that_is_not_yours_too() -> None:
    book = two_streams()
    assert minutes_in(done(book, paste(book, "2", (ANA, MONDAY))), ANA, MONDAY) == 120


def test_lines_go_to_the_right_and_down_over_your_own_rows() -> None:
    book = done(two_streams(), set_cell(two_streams(), SELL, WEEK[3], 45))
    edit = paste(book, "1\t2\t\n\t3\t1:30\n\n4\n", (DELIVER, WEEK[2]))
    assert edit.sentence == "5 cells pasted into week 26, 1 of them held something else"
    after = done(book, edit)
    assert [minutes_in(after, DELIVER, day) for day in WEEK] == [0, 0, 60, 120, 0, 0, 0]
    assert [minutes_in(after, SELL, day) for day in WEEK] == [0, 0, 0, 180, 90, 0, 0]
    assert [minutes_in(after, MANAGE, day) for day in WEEK] == [0] * 7
    assert minutes_in(after, BUILD, WEEK[2]) == 240
    assert apply(after, edit.inverse()).tables == book.tables


def test_a_copied_row_is_a_whole_week_wherever_the_cursor_stands() -> None:
    book = two_streams()
    for day, minutes in ((0, 60), (6, 15)):
        book = done(book, set_cell(book, DELIVER, WEEK[day], minutes))
    text = row_text(book, WEEK, DELIVER)
    assert text == "1:00\t\t\t\t\t\t0:15"
    after = done(book, paste(book, text, (SELL, WEEK[4])))
    assert [minutes_in(after, SELL, day) for day in WEEK] == [60, 0, 0, 0, 0, 0, 15]
    assert paste(after, text, (SELL, WEEK[0])).sentence == "nothing to paste: the cells hold that already"


def test_a_week_is_matched_by_weekday_whatever_is_in_its_lines_order_and_capitals() -> None:
    book = two_streams()
    text = "Stream\tWORK\tfri\tMonday 2020-01-06\nPLAN\tPeople · Ana\t2\t\n\n"
    text += "sold\tdeliver\t\t1\nplan\tbuild · process\t3\n"
    after = done(book, paste_edit(book, NEXT, (), None, text))
    assert minutes_in(after, ANA, NEXT[4]) == 120
    assert minutes_in(after, DELIVER, NEXT[0]) == 60
    assert minutes_in(after, Row("plan", Work.BUILD, asset=Asset.PROCESS), NEXT[4]) == 180
    assert len(list(after.all(Hours))) == 3


def test_logged_facts_that_get_shorter_are_said() -> None:
    book = done(two_streams(), log_hours(two_streams(), DELIVER, MONDAY, 90, "call"))
    edit = paste(book, "1\t2")
    assert (
        edit.sentence == "2 cells pasted into week 26, 1 of them held something else, logged facts shortened in 1"
    )
    assert [entry.note for entry in entries_in(done(book, edit), DELIVER, MONDAY)] == ["call"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("abc", "abc is not hours: write 1.5, 1:30, 90m or 9-10:30"),
        ("90", "90 hours? write 90m for minutes"),
        ("1\t2\n3\tx\t4", "row 2, column 2: x is not hours: write 1.5, 1:30, 90m or 9-10:30"),
        ("1\t+15m", "row 1, column 2: +15m changes what a cell holds: here write the whole time"),
        ("1\t-2", "row 1, column 2: -2 changes what a cell holds: here write the whole time"),
        ("Dear all,\rthis is a letter", "row 1, column 1: dear all, is not hours: write 1.5, 1:30, 90m or 9-10:30"),
        ("", "there is nothing in what was pasted"),
        (" \t \r\n\n", "there is nothing in what was pasted"),
        ("\n".join("12345"), "row 5, column 1: there is no row of your own left for 5"),
        ("1\t" * 8, "row 1, column 8: there is no day left for 1"),
        ("stream\twork\tMon\tmon\nSold\tdeliver\t1", "row 1, column 4: mon is there twice"),
        ("stream\twork\tweek\nSold\tdeliver\t1", "row 1, column 3: week is not a day such as Mon"),
        ("stream\twork\tMon\nSold\tdeliver\t1\t2", "row 2, column 4: there is no day left for 2"),
        ("stream\twork\tMon\nSold\tdeliver\t1\nSolt\tdeliver\t1", "row 3, column 1: Solt is no stream of this book"),
        ("stream\twork\tMon\nSold\tdelivr\t1", "row 2, column 2: delivr is no kind of work: deliver, build"),
        ("stream\twork\tMon\nSold\tbuild · x\t1", "row 2, column 2: x is nothing that is built: product, process"),
        ("stream\twork\tMon\nSold\tdeliver · x\t1", "row 2, column 2: deliver has no parts such as x"),
        ("stream\twork\tMon\nSold", "row 2, column 2: nothing is no kind of work"),
        ("stream\twork\tMon\nSold\tdeliver\t30:00", "row 2, column 3: 30:00 is more than the 24 hours of a day"),
        ("stream\twork\tMon\nSold\tsell\t1\nsold\tSELL\t2", "row 3 is sold, SELL once more: row 2 is that already"),
        ("x" * 10_001, "that is no week of hours: it has 10,001 characters in 1 line, and the most is 10,000"),
        ("1\n" * 201, "that is no week of hours: it has 402 characters in 201 lines, and the most is 10,000"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_in_one_sentence_with_its_place(text: str, sentence: str) -> None:
    found = refused(text)
    assert found.startswith(sentence)
    assert "\n" not in found


def test_without_a_cell_under_the_cursor_only_a_week_can_be_pasted() -> None:
    assert refused("1", None) == "pasted hours go to the cell of a day: put the cursor on one"


def test_a_row_that_is_not_yours_takes_one_line() -> None:
    assert refused("1\n2", (ANA, MONDAY)) == "row 2, column 1: there is no row of your own left for 2"


def test_a_day_still_has_24_hours() -> None:
    book = two_streams()
    with pytest.raises(EditRefused, match="Tue 23 Jun would hold 25:00 of your own hours: a day has 24"):
        checked(book, paste(book, "1\t10\n\t15"))


@given(st.text(max_size=300))
def test_any_text_is_pasted_whole_or_refused_in_one_line(text: str) -> None:
    book = two_streams()
    try:
        edit, sentence = paste(book, text), ""
    except EditRefused as error:
        edit, sentence = Edit("", ()), str(error)
    assert sentence.isprintable()
    assert bool(sentence) != bool(edit.sentence)
    assert apply(apply(book, edit), edit.inverse()).tables == book.tables


def test_a_row_of_the_cell_alone_is_in_the_text_of_its_week() -> None:
    book = two_streams()
    asked = Row("sold", Work.ADMIN)
    assert asked in sheet_rows(book, WEEK, [asked])
    gone = replace(book.streams["plan"], name="Other")
    assert "Other\tdeliver" in week_text(
        book.with_documents([(book.streams["plan"], gone)]), WEEK, [Row("plan", Work.DELIVER)]
    )
