from __future__ import annotations

import csv
import io
from datetime import date, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leverage_tui.domain.text import is_clean
from leverage_tui.interchange.formats.timetagger import FORMAT
from leverage_tui.interchange.rows import ImportRefused, Reading
from leverage_tui.interchange.source import DayOrder, Source
from tests.interchange.heads import wrongly_claimed

BERLIN = ZoneInfo("Europe/Berlin")
REPORT = (
    "subtotals,tag_groups,duration,date,start,stop,description,user,tags\r\n"
    "\r\n"
    "5:45,Total,,,,,,,\r\n"
    ",,,,,,,,\r\n"
    "3:15,#acme #call,,,,,,,\r\n"
    ',,1:15,2026-01-30,09:00,10:15,"Talk, ""long"" #call #acme",me,#call #acme\r\n'
    ',,2:00,2026-01-31,23:00,01:00,"#acme #call",me,#acme #call\r\n'
    ",,,,,,,,\r\n"
    "2:30,General,,,,,,,\r\n"
    ',,2:30,2026-02-01,08:00,10:30,"no tag at all",me,\r\n'
)
COPIED = (
    "key\tstart\tstop\ttags\tdescription\n"
    'k1\t2026-01-30 09:00:00\t2026-01-30 10:15:00\t#acme #call\tTalk, "long" #call #acme\n'
    "k2\t2026-01-31 23:00:00\t2026-02-01 01:00:00\t#acme #call\t#acme #call\n"
    "k3\t2026-02-01 08:00:00\t2026-02-01 10:30:00\t\tno tag at all\n"
    "k4\t2026-02-02 08:00:00\t2026-02-02 08:00:00\t#run\trunning\n"
)
# 2026-01-30 09:00 in Berlin is 1769760000, 2026-01-31T22:00:00Z in the other form.
OTHER_TIMES = (
    "key\tstart\tstop\ttags\tdescription\n"
    "k1\t1769760000\t1769764500\t#acme #call\ta\n"
    "k2\t2026-01-31T22:00:00Z\t2026-02-01T00:00:00Z\t#acme #call\tb\n"
)


def read(text: str, *, zone: tzinfo = BERLIN, dates: DayOrder | None = None, name: str = "") -> Reading:
    return FORMAT.read(Source(text, name, zone, dates))


def outcome(text: str) -> Reading | str:
    """What is read of a text, or the sentence it is refused with."""
    try:
        return read(text)
    except ImportRefused as refused:
        return str(refused)


def test_it_claims_its_own_files_and_no_other() -> None:
    assert wrongly_claimed(FORMAT) == []


def test_a_report_gives_its_records_and_not_its_subtotals() -> None:
    reading = read(REPORT)
    assert [(row.line, row.day, row.start, row.seconds // 60) for row in reading.rows] == [
        (6, date(2026, 1, 30), "09:00:00", 75),
        (7, date(2026, 1, 31), "23:00:00", 120),
        (10, date(2026, 2, 1), "08:00:00", 150),
    ]
    # The report's own total, 5:45.
    total = next(cells[0] for cells in csv.reader(io.StringIO(REPORT)) if cells[1:2] == ["Total"])
    assert sum(row.seconds for row in reading.rows) == int(total[0]) * 3600 + int(total[2:]) * 60
    assert (reading.skipped, reading.warnings) == ((), ())


def test_all_tags_together_are_the_project() -> None:
    rows = read(REPORT).rows
    assert [row.project for row in rows] == ["acme, call", "acme, call", ""]
    assert rows[0].tags == ("acme", "call")
    assert rows[0].description == 'Talk, "long" #call #acme'


def test_forms_without_a_user_and_with_times_of_groups_are_read() -> None:
    rows = read(REPORT).rows
    without = REPORT.replace(",user", "").replace(",me,", ",").replace(",,,,,,,,\r\n", ",,,,,,,\r\n")
    more = REPORT.replace(",tags\r\n", ",tags,group_start,group_end\r\n").replace(
        "#acme #call\r\n", "#acme #call,,\r\n"
    )
    for text in (without, more, REPORT.replace("\r\n", "\n"), REPORT.replace("1:15,", "1h 15m,")):
        assert read(text).rows == rows


def test_the_copied_table_is_known_by_its_keys_and_its_running_timer_is_skipped() -> None:
    reading = read(COPIED)
    assert [row.external for row in reading.rows] == ["k1", "k2", "k3"]
    there = [(row.day, row.start, row.seconds, row.project) for row in read(REPORT).rows]
    assert [(row.day, row.start, row.seconds, row.project) for row in reading.rows] == there
    assert [(found.line, found.why) for found in reading.skipped] == [(5, "it has no end: the timer still runs")]


def test_times_of_the_table_may_be_seconds_or_have_an_offset() -> None:
    times = [(row.day, row.start, row.seconds) for row in read(OTHER_TIMES).rows]
    assert times == [(row.day, row.start, row.seconds) for row in read(REPORT).rows[:2]]
    assert [row.day.day for row in read(OTHER_TIMES, zone=timezone(timedelta(hours=3))).rows] == [30, 1]


@pytest.mark.parametrize(("day", "month"), [("31-01-2026", 1), ("01/31/2026", 1), ("2026-01-31", 1)])
def test_days_are_read_in_the_order_that_the_file_gives_away(day: str, month: int) -> None:
    (row,) = read(f"{REPORT.splitlines()[0]}\n,,1:00,{day},09:00,10:00,x,me,\n").rows
    assert (row.day.month, row.day.day) == (month, 31)


def test_days_that_may_be_read_in_two_ways_are_asked_for() -> None:
    text = f"{REPORT.splitlines()[0]}\n,,1:00,09-07-2025,09:00,10:00,x,me,\n"
    with pytest.raises(ImportRefused, match="--dates dmy"):
        read(text)
    assert read(text, dates="dmy").rows[0].day == date(2025, 7, 9)


@pytest.mark.parametrize(
    ("duration", "seconds"),
    [
        ("1:00:05", 3605),
        ("0.50", 1800),
        ("45m", 2700),
        ("2h", 7200),
        ("1h05m10s", 3910),
        ("", 3600),
        ("30:00", 108_000),
    ],
)
def test_durations_are_trusted_over_end_less_start(duration: str, seconds: int) -> None:
    (row,) = read(f"{REPORT.splitlines()[0]}\n,,{duration},2026-01-31,09:00,10:00,x,me,\n").rows
    assert row.seconds == seconds


def test_what_cannot_be_read_is_skipped_with_its_reason() -> None:
    rows = (
        ",,1:00,2026-01-31,soon,10:00,x,me,", ",,-1:00,2026-01-31,09:00,10:00,x,me,",
        ",,0:00,2026-01-31,09:00,09:00,x,me,", ",,long,2026-01-31,09:00,10:00,x,me,",
        ",,1:00,yesterday,09:00,10:00,x,me,", ",,,2026-01-31,09:00,late,x,me,",
    )  # fmt: skip
    reading = read("\n".join((REPORT.splitlines()[0], *rows, "")))
    assert [(found.line, found.why.split(":")[0]) for found in reading.skipped] == [
        (2, "its start soon is no time of day"),
        (3, "its length is negative"),
        (4, "it is of zero length"),
        (5, "its duration 'long' is none"),
        (6, "'yesterday' is no date that is known here"),
        (7, "its duration '' is none"),
    ]
    bad = read("key\tstart\tstop\ttags\tdescription\nk\tx\t2026-01-31\t\t\nk\t1769760000\ty\t\t\nk\t2\t1\t\t\n")
    assert [found.why for found in bad.skipped] == [
        "it has no start that can be read",
        "it has no stop that can be read",
        "it ends before it begins",
    ]


def test_a_report_of_several_people_says_so() -> None:
    (warning,) = read(REPORT.replace('tag at all",me', 'tag at all",you')).warnings
    assert warning.startswith("entries of 2 people")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("\r\n".join(line for line in REPORT.split("\r\n") if not line.startswith(",,")), "report of totals"),
        (REPORT.splitlines()[0] + "\n", "holds no entry"),
        ("key\tstart\tstop\ttags\tdescription\nk\t1769760000\t1769760000\t\t\n", "only a running timer"),
        ("Date,Amount\n2026-01-01,3\n", "no report of TimeTagger"),
        ("[]", "is JSON"),
    ],
)
def test_other_files_are_refused(text: str, said: str) -> None:
    with pytest.raises(ImportRefused, match=said):
        read(text)


@given(st.text(max_size=80))
@settings(max_examples=100)
def test_any_text_is_read_or_refused(text: str) -> None:
    for start in (
        "",
        REPORT.splitlines()[0] + "\n,,1:00,2026-01-31,09:00,10:00,",
        COPIED.splitlines()[0] + "\nk\t",
    ):
        reading = outcome(start + text)
        if isinstance(reading, str):
            assert is_clean(reading)
            continue
        assert all(is_clean(row.project + row.description) and row.seconds > 0 for row in reading.rows)


@given(st.integers(0, 600), st.integers(0, 9), st.text(max_size=4))
@settings(max_examples=100)
def test_a_damaged_file_is_read_or_refused(at: int, gone: int, instead: str) -> None:
    for good in (REPORT, COPIED, OTHER_TIMES):
        try:
            reading = read(good[:at] + instead + good[at + gone :])
        except ImportRefused:
            continue
        assert all(row.seconds > 0 for row in reading.rows)
