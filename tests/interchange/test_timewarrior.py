from __future__ import annotations

import json
from datetime import date, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leverage_tui.domain.text import is_clean
from leverage_tui.interchange.formats.timewarrior import FORMAT
from leverage_tui.interchange.rows import ImportedHours, ImportRefused, Reading
from leverage_tui.interchange.source import Source
from tests.interchange.heads import wrongly_claimed

BERLIN = ZoneInfo("Europe/Berlin")
EXPORT = """[
{"id":4,"start":"20240105T140000Z","end":"20240105T153000Z","tags":["client a","meeting"],"annotation":"\\"plan\\" it"},
{"id":3,"start":"20240105T160000Z","end":"20240105T160000Z","tags":["admin"]},
{"id":2,"start":"20240105T233000Z","end":"20240106T004500Z"},
{"id":1,"start":"20240106T080000Z","tags":["admin"]}
]
"""
DATA = """inc 20240105T140000Z - 20240105T153000Z # "client a" meeting # "\\"plan\\" it"
inc 20240105T160000Z - 20240105T160000Z # admin
inc 20240105T233000Z - 20240106T004500Z
inc 20240106T080000Z # admin
"""


def read(text: str, zone: ZoneInfo | timezone = BERLIN) -> Reading:
    return FORMAT.read(Source(text, zone=zone))


def test_it_claims_its_own_files_and_no_other() -> None:
    assert wrongly_claimed(FORMAT) == []


def test_an_export_is_read_with_its_local_days() -> None:
    reading = read(EXPORT)
    assert reading.rows == (
        ImportedHours(
            line=2, project="client a, meeting", client="", description='"plan" it', tags=("client-a", "meeting"),
            day=date(2024, 1, 5), start="15:00:00", seconds=5400,
            external="2024-01-05T14:00:00+00:00 #client a #meeting",
        ),
        ImportedHours(
            line=4, project="", client="", description="", tags=(), day=date(2024, 1, 6), start="00:30:00",
            seconds=4500, external="2024-01-05T23:30:00+00:00",
        ),
    )  # fmt: skip
    assert [(each.line, each.why) for each in reading.skipped] == [
        (3, "it is of zero length"),
        (5, "it has no end: the timer still runs"),
    ]


def test_a_data_file_says_the_same_as_the_export() -> None:
    exported, raw = read(EXPORT), read(DATA)
    assert [(row.line - 1, *parts(row)) for row in exported.rows] == [(row.line, *parts(row)) for row in raw.rows]
    assert [each.why for each in exported.skipped] == [each.why for each in raw.skipped]


def parts(row: ImportedHours) -> tuple[object, ...]:
    return row.project, row.description, row.tags, row.day, row.start, row.seconds, row.external


@pytest.mark.parametrize(
    "before",
    [
        "Tags database does not exist. Recreating from interval data...\n",
        "Tags database does not exist. Recreating from interval data... ",
        "color: on\r\ndebug: off\r\nreports.x: [not an array]\r\ntemp.version: 1.4.3\r\n\r\n",
        "\n\n",
    ],
)
def test_what_stands_before_the_array_is_left_out(before: str) -> None:
    assert [parts(row) for row in read(before + EXPORT).rows] == [parts(row) for row in read(EXPORT).rows]


def test_the_line_is_that_of_the_file_with_what_stands_before() -> None:
    assert [row.line for row in read("color: on\n\n" + EXPORT).rows] == [4, 6]


def test_the_identity_is_start_and_tags_whatever_the_id_and_the_order_of_tags() -> None:
    one = '[{"id":9,"start":"20240105T140000Z","end":"20240105T150000Z","tags":["b","a"]}]'
    later = one.replace('"id":9', '"id":12').replace('["b","a"]', '["a","b"]').replace("T15", "T16")
    other = one.replace('"b"', '"c"')
    ids = [read(text).rows[0].external for text in (one, later, other)]
    assert ids[0] == ids[1] != ids[2]
    assert read(one, ZoneInfo("Asia/Tokyo")).rows[0].external == ids[0]


def test_the_hours_that_passed_count_where_clocks_change() -> None:
    autumn = '[{"id":1,"start":"20241026T220000Z","end":"20241027T060000Z"}]'
    (row,) = read(autumn).rows
    # From midnight in summer time to 07:00 in winter time: 7 hours on the clock, 8 that passed.
    assert (row.day, row.start, row.seconds) == (date(2024, 10, 27), "00:00:00", 8 * 3600)


def test_the_zone_decides_the_day() -> None:
    days = [read(EXPORT, timezone(timedelta(hours=hours))).rows[1].day for hours in (-11, 0, 1)]
    assert days == [date(2024, 1, 5), date(2024, 1, 5), date(2024, 1, 6)]


def test_a_data_line_may_have_a_note_and_no_tags() -> None:
    (row,) = read('inc 20240105T140000Z - 20240105T153000Z # # "only a note"\r\n').rows
    assert (row.tags, row.project, row.description) == ((), "", "only a note")


@pytest.mark.parametrize(
    ("written", "tags"),
    [
        ('"a \\"b\\" c"', ['a-"b"-c']),
        ('"back\\\\slash"', ["back\\slash"]),
        ("ünïcode 日本語", ["ünïcode", "日本語"]),
        ('"never closed', ['"never', "closed"]),
        ("a a  b", ["a", "b"]),
        ("'single quoted'", ["'single", "quoted'"]),
    ],
)
def test_tags_of_data_lines(written: str, tags: list[str]) -> None:
    (row,) = read(f"inc 20240105T140000Z - 20240105T153000Z # {written}\n").rows
    assert sorted(row.tags) == sorted(tags)


def test_broken_intervals_are_skipped_with_their_reason() -> None:
    items = (
        '{"id":1,"start":"20240105T140000Z","end":"20240105T130000Z"}',
        '{"id":2,"start":"yesterday","end":"20240105T130000Z"}',
        '{"id":3,"start":"20240105T140000Z","end":"later"}',
        '{"id":4}',
        "7",
        '{"id":5,"start":"00010101T000000Z","end":"00010101T010000Z"}',
        '{"id":6,"start":"20240105T140000Z","end":"20240105T140001Z","tags":"a","annotation":4}',
    )
    reading = read("[\n" + ",\n".join(items) + "\n]", timezone(timedelta(hours=-5)))
    assert [(each.line, each.why) for each in reading.skipped] == [
        (2, "it ends before it begins"),
        (3, "it has no start that can be read"),
        (4, "it has no end that can be read"),
        (5, "it has no start that can be read"),
        (6, "it is no interval"),
        (7, "its time is outside the calendar"),
    ]
    assert [(row.line, row.seconds, row.tags) for row in reading.rows] == [(8, 1, ())]


def test_a_line_that_is_no_interval_of_a_data_file_is_skipped() -> None:
    reading = read(DATA + "exc monday\ninc soon\n")
    assert [each.line for each in reading.skipped] == [2, 4, 5, 6]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[]", "the file holds no entry"),
        ("color: off\ntemp.report.start:\n\n[\n]\n", "the file holds no entry"),
        ('[{"id":1,"start":"20240106T080000Z"}]', "only a running timer"),
        ("inc 20240106T080000Z # a\n", "only a running timer"),
        ("just words", "no intervals of Timewarrior"),
        ('{"tag": {"count": 1}}', "no intervals of Timewarrior"),
        ('txn:\n  before: {"tags":["x"]}\n', "no intervals of Timewarrior"),
        ("[1, 2]", "no intervals of Timewarrior"),
        ('[{"id":1,"start":"20240106T080000Z"', "line 1: the JSON is broken here"),
        ('[\n{"id":1}\n,\n{"id":2}\n', "the JSON is broken after here: is the file cut off"),
        ('[{"id":1,"start":"x"}]\n[{"id":1}]', "is the file two files"),
        ("[" + "9" * 5000 + "]", "holds what cannot be read"),
        ("[" * 100_000, "holds what cannot be read"),
    ],
)
def test_other_files_are_refused_with_what_to_do(text: str, said: str) -> None:
    with pytest.raises(ImportRefused, match=said):
        read(text)


def test_the_total_of_many_intervals() -> None:
    hours = [f"202401{1 + n % 28:02d}T{n % 24:02d}" for n in range(2000)]
    items = [{"start": f"{hour}0000Z", "end": f"{hour}{n % 60:02d}30Z"} for n, hour in enumerate(hours)]
    rows = read(json.dumps(items)).rows
    # 2000 = 33 x 60 + 20: the minutes 0..59 come 33 times (1770 each), then 0..19 (190); and 30 seconds each.
    assert sum(row.seconds for row in rows) == (33 * 1770 + 190) * 60 + 2000 * 30


def test_hostile_text_is_cleaned() -> None:
    evil = "a\x1b[2J\u202e\u200b\x07b\nc\ud800"
    text = json.dumps(
        [{"start": "20240105T140000Z", "end": "20240105T150000Z", "tags": [evil], "annotation": evil}]
    )
    (row,) = read(text).rows
    for each in (row.project, row.description, row.external or "", *row.tags):
        assert is_clean(each)
        each.encode()


@given(st.text(max_size=200))
@settings(max_examples=150)
def test_any_text_is_read_or_refused(text: str) -> None:
    for start in ("", "inc ", "[", '[{"start":"20240105T140000Z","end":'):
        try:
            read(start + text)
        except ImportRefused:
            continue


@given(st.integers(0, len(EXPORT)), st.integers(0, 9), st.text(max_size=4))
@settings(max_examples=150)
def test_a_damaged_export_is_read_or_refused(at: int, gone: int, instead: str) -> None:
    for good in (EXPORT, DATA):
        try:
            reading = read(good[:at] + instead + good[at + gone :])
        except ImportRefused:
            continue
        assert all(is_clean(row.project) and row.seconds > 0 for row in reading.rows)
