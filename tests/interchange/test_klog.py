from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leverage_tui.domain.text import is_clean
from leverage_tui.interchange.formats.klog import FORMAT
from leverage_tui.interchange.plan_hours import note_of
from leverage_tui.interchange.registry import head_of, read_import
from leverage_tui.interchange.rows import ImportRefused, Reading
from leverage_tui.interchange.source import Source
from tests.interchange.heads import wrongly_claimed

GOOD = """\
2018-03-24 (8h30m!)
First day at #job
and the second line
    8:30 - 17:00
    -45m Lunch break
    1h30m #Project=478 call
        with a second line, and "quotes"
    <23:30 - 8:00
    22:30 - 1:45>
    13:05 - ?

2018/03/25
\t9:00am-1:43pm
\t+30m
\t2h #b=\"x y\" #job


2018-03-24
  0m nothing
  24:00 - 0:30>
  <22:00 - <24:00
"""
# By klog's rule, in minutes. First record: 510 - 45 + 90 + 510 + 195 = 1260, the open range counts nothing.
# Second: 283 + 30 + 120 = 433. Third: 0 + 30 + 120 = 150.
TOTAL = 1260 + 433 + 150


def read(text: str) -> Reading:
    return FORMAT.read(Source(text))


def minutes(text: str) -> list[int]:
    return [row.seconds // 60 for row in read(text).rows]


def outcome(text: str) -> Reading | str:
    """What is read of a text, or the sentence it is refused with."""
    try:
        return read(text)
    except ImportRefused as refused:
        return str(refused)


def test_a_file_called_as_those_of_klog_is_one_whatever_is_wrong_below_its_first_day() -> None:
    broken = "2018-03-24\n    1.5h lunch\n"
    assert not FORMAT.claims(head_of(broken, "notes.txt"))
    assert FORMAT.claims(head_of(broken, "Times.KLG"))
    with pytest.raises(ImportRefused, match=r"line 2: '1\.5h lunch' is no duration"):
        read_import(broken.encode(), file="times.klg")
    # A language of that name begins with no day.
    assert not FORMAT.claims(head_of("let x = 1\n    1h\n", "toy.klg"))


def test_it_claims_its_own_files_and_no_other() -> None:
    assert wrongly_claimed(FORMAT) == []


def test_records_come_to_the_total_of_klog() -> None:
    reading = read(GOOD)
    assert sum(row.seconds for row in reading.rows) == TOTAL * 60
    assert [(row.line, row.seconds // 60, row.start) for row in reading.rows] == [
        (4, 465, "08:30:00"),
        (6, 90, ""),
        (8, 510, ""),
        (9, 195, "22:30:00"),
        (13, 283, "09:00:00"),
        (14, 30, ""),
        (15, 120, ""),
        (20, 30, ""),
        (21, 120, ""),
    ]
    assert [(found.line, found.why) for found in reading.skipped] == [
        (10, "it has no end: the timer still runs"),
        (19, "it is of zero length"),
    ]
    assert reading.warnings == ("1 duration with a minus shortened the entries of their record: line 5",)


def test_each_entry_counts_on_the_day_of_its_record() -> None:
    days = [row.day for row in read(GOOD).rows]
    assert days == [date(2018, 3, 24)] * 4 + [date(2018, 3, 25)] * 3 + [date(2018, 3, 24)] * 2


def test_the_first_tag_of_an_entry_or_of_its_record_is_the_project() -> None:
    rows = read(GOOD).rows
    assert [row.project for row in rows] == ["job", "project=478", "job", "job", "", "", "b=x-y", "", ""]
    assert rows[1].tags == ("project=478", "job")
    assert rows[1].description == '#Project=478 call with a second line, and "quotes"'
    assert rows[0].description == "First day at #job and the second line"
    assert rows[6].tags == ("b=x-y", "job")


def test_tags_that_stand_in_a_summary_are_not_repeated_in_the_note() -> None:
    assert note_of(read(GOOD).rows[1]) == '#Project=478 call with a second line, and "quotes" #job'


@pytest.mark.parametrize(
    ("entries", "left"),
    [
        (["1h", "-30m"], [30]),
        (["-30m", "1h"], [30]),
        (["1h", "2h", "-2h30m"], [30]),
        (["2h", "-30m", "1h", "-1h30m"], [60]),
        (["-3h", "1h", "1h", "2h"], [60]),
        (["1h", "-1h"], []),
        (["1h", "-2h"], []),
        (["9:00 - 10:00", "-15m", "-15m", "2h"], [30, 120]),
    ],
)
def test_a_minus_is_netted_within_its_record(entries: list[str], left: list[int]) -> None:
    other = "\n2020-01-02\n  7m\n"
    assert minutes("2020-01-01\n" + "".join(f"  {each}\n" for each in entries) + other) == [*left, 7]


def test_a_record_below_zero_says_so() -> None:
    reading = read("2020-01-01\n  1h\n  -90m\n")
    assert reading.rows == ()
    assert [(found.line, found.why) for found in reading.skipped] == [
        (2, "a duration with a minus takes it back whole"),
        (3, "its record comes to -30 minutes, and hours are not below zero"),
    ]


@pytest.mark.parametrize(
    ("entry", "length"),
    [
        ("5h", 300), ("119m", 119), ("1h59m", 119), ("0h5m", 5), ("50h", 3000), ("+2h30m Text", 150), ("1h\tx", 60),
        ("8:00-9:30", 90), ("3:05 - 11:59", 534), ("22:17   -        1:00>", 163), ("<23:00-1:00>", 1560),
        ("12:01>-13:59>", 118), ("9:00am-9:05", 5), ("12:00am - 12:00pm", 720), ("0:00 - 24:00", 1440),
        ("<24:00 - 0:10", 10), ("9:00am-8:12am>", 1392), ("08:00-09:00 Did - this", 60),
    ],
)  # fmt: skip
def test_durations_and_ranges_as_the_specification_has_them(entry: str, length: int) -> None:
    for indent in ("  ", "   ", "    ", "\t"):
        assert minutes(f"1999-12-31\n{indent}{entry}\n") == [length]
        assert minutes(f"1999-12-31\r\n{indent}{entry}\r\n{indent * 2} more\r\n") == [length]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("Hello 123\n", 1, "does not begin a record"),
        (" 2020-01-01\n  1h\n", 1, "does not begin a record"),
        ("2020-01-01 (8h)\n  1h\n", 1, "does not begin a record"),
        ("2020-01-01 5h30m!\n", 1, "does not begin a record"),
        ("2020-13-01\n  1h\n", 1, "there is no day"),
        ("2020-01-01\n  1h\nsummary\n", 3, "indented alike"),
        ("2020-01-01\n    8h\n\t2h\n", 3, "indented alike"),
        ("2020-01-01\n  8h Foo\n   bar\n", 3, "indented alike"),
        ("2020-01-01\n\t\t8h\n", 2, "indented alike"),
        ("2020-01-01\n 8h\n", 2, "a summary does not begin with a blank"),
        ("2020-01-01\n  1:30\n", 2, "is no duration such as 1h30m"),
        ("2020-01-01\n  1.5h\n", 2, "is no duration"),
        ("2020-01-01\n  1h60m\n", 2, "more than 59 minutes"),
        ("2020-01-01\n  9:00 - 8:00\n", 2, "ends before it begins .a time of the next day"),
        ("2020-01-01\n  9:00 - 24:00>\n", 2, "is no time of day"),
        ("2020-01-01\n  13:00pm - 14:00\n", 2, "is no duration"),
        ("2020-01-01\n  <9:00> - 14:00\n", 2, "is no duration"),
        ("2020-01-01\n  9:00 - ?\n  10:00 - ?\n", 3, "one open range"),
        ("2020-01-01\n  1h\n\n2020-01-02\n  x\n", 5, "is no duration"),
    ],
)
def test_a_record_that_breaks_the_specification_is_refused_with_its_line(text: str, line: int, said: str) -> None:
    with pytest.raises(ImportRefused, match=rf"^line {line}: .*{said}"):
        read(text)


def test_files_without_hours_are_refused() -> None:
    with pytest.raises(ImportRefused, match="holds no entry"):
        read("2020-01-01\nSick\n")
    with pytest.raises(ImportRefused, match="only a running timer"):
        read("2020-01-01\n  9:00 - ???? work\n")


def test_a_long_file_is_read_whole() -> None:
    record = "2020-01-01\n#a\n" + "  1h #b text\n  -15m\n" * 50_000
    assert sum(row.seconds for row in read(record).rows) == 50_000 * 45 * 60


ENTRY = st.integers(-600, 600)


@given(st.lists(ENTRY, max_size=12))
@settings(max_examples=150)
def test_what_is_left_is_the_total_or_nothing(lengths: list[int]) -> None:
    text = "2020-01-01\n" + "".join(f"  {length}m\n" for length in lengths) + "\n2020-01-02\n  1m\n"
    reading = read(text)
    assert sum(row.seconds for row in reading.rows) == (max(0, sum(lengths)) + 1) * 60
    assert all(row.seconds > 0 for row in reading.rows)


@given(st.text(max_size=120))
@settings(max_examples=150)
def test_any_text_is_read_or_refused(text: str) -> None:
    for start in ("", "2020-01-01 ", "2020-01-01\n  1h ", "2020-01-01\n  8:00 - "):
        reading = outcome(start + text)
        if isinstance(reading, str):
            assert is_clean(reading)
            continue
        assert all(is_clean(row.project + row.description + "".join(row.tags)) for row in reading.rows)


@given(st.integers(0, len(GOOD)), st.integers(0, 9), st.text(max_size=4))
@settings(max_examples=150)
def test_a_damaged_file_is_read_or_refused_with_a_line(at: int, gone: int, instead: str) -> None:
    reading = outcome(GOOD[:at] + instead + GOOD[at + gone :])
    if isinstance(reading, str):
        assert re.match(r"line \d+: ", reading)
        return
    assert all(row.seconds > 0 for row in reading.rows)
