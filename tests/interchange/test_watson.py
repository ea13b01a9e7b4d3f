from __future__ import annotations

import json
import random
from datetime import date, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leverage_tui.domain.text import is_clean
from leverage_tui.interchange.formats.watson import FORMAT
from leverage_tui.interchange.rows import ImportedHours, ImportRefused, Reading
from leverage_tui.interchange.source import Source
from tests.interchange.heads import wrongly_claimed

BERLIN = ZoneInfo("Europe/Berlin")
ID = "9a1b2c3d4e5f60718293a4b5c6d7e8f9"
OTHER_ID = "0a1b2c3d4e5f60718293a4b5c6d7e8f9"
# 1573549200 is 2019-11-12 09:00:00 UTC, 10:00:00 in Berlin.
FRAMES = f"""[
 [1573549200, 1573552800, "site", "{ID}", ["call", "\\"quoted\\"", "two words"], 1573552801],
 [1573545600, 1573551000, "care", "{OTHER_ID}", [], 1573552801]
]"""
SERVER = json.dumps([
    {
        "id": "urn:uuid:9a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9", "begin_at": "2019-11-12T10:00:00+01:00",
        "end_at": "2019-11-12T10:00:00Z", "project": "site", "tags": ["call", '"quoted"', "two words"],
    },
    {
        "id": OTHER_ID, "begin_at": "2019-11-12T08:00:00Z", "end_at": "2019-11-12T09:30:00Z", "project": "care",
        "tags": [],
    },
])  # fmt: skip
LOG = json.dumps([
    {
        "id": ID, "start": "2019-11-12T10:00:00+01:00", "stop": "2019-11-12T11:00:00+01:00", "project": "site",
        "tags": ["call", '"quoted"', "two words"],
    },
    {
        "id": OTHER_ID, "start": "2019-11-12T09:00:00+01:00", "stop": "2019-11-12T10:30:00+01:00", "project": "care",
        "tags": [],
    },
])  # fmt: skip
LOG_CSV = (
    "id,start,stop,project,tags\r\n"
    '9a1b2c3,2019-11-12 10:00:00,2019-11-12 11:00:00,site,"call, ""quoted"", two words"\r\n'
    "0a1b2c3,2019-11-12 09:00:00,2019-11-12 10:30:00,care,\r\n"
)


def read(text: str, zone: ZoneInfo | timezone = BERLIN) -> Reading:
    return FORMAT.read(Source(text, zone=zone))


def parts(row: ImportedHours) -> tuple[object, ...]:
    return row.project, row.tags, row.day, row.start, row.seconds, row.external


def test_it_claims_its_own_files_and_no_other() -> None:
    assert wrongly_claimed(FORMAT) == []


def test_frames_are_read_unsorted_and_overlapping() -> None:
    reading = read(FRAMES)
    assert reading == Reading((
        ImportedHours(
            line=2, project="site", client="", description="", tags=("call", '"quoted"', "two-words"),
            day=date(2019, 11, 12), start="10:00:00", seconds=3600, external=ID,
        ),
        ImportedHours(
            line=3, project="care", client="", description="", tags=(), day=date(2019, 11, 12), start="09:00:00",
            seconds=5400, external=OTHER_ID,
        ),
    ))  # fmt: skip


@pytest.mark.parametrize("text", [SERVER, LOG])
def test_the_same_frames_as_objects_are_the_same_entries(text: str) -> None:
    assert [parts(row) for row in read(text).rows] == [parts(row) for row in read(FRAMES).rows]


def test_the_csv_log_is_read_with_its_short_ids_and_says_so() -> None:
    reading = read(LOG_CSV)
    assert [parts(row)[:-1] for row in reading.rows] == [parts(row)[:-1] for row in read(FRAMES).rows]
    assert [row.external for row in reading.rows] == ["9a1b2c3", "0a1b2c3"]
    assert reading.warnings == ("ids are cut to 7 characters here: import this kind of file or frames, not both",)


def test_times_of_the_csv_log_are_of_the_zone_and_those_that_passed_count() -> None:
    text = "id,start,stop,project,tags\n9a1b2c3,2024-03-30 22:00:00,2024-03-31 06:00:00,site,\n"
    # Eight hours on the clock; one of them is left out when summer time begins.
    assert read(text).rows[0].seconds == 7 * 3600
    assert read(text, timezone(timedelta(hours=2))).rows[0].seconds == 8 * 3600


def test_a_forgotten_frame_of_402_hours_is_read_as_it_is() -> None:
    (row,) = read(f'[[1573549200, {1573549200 + 402 * 3600}, "site", "{ID}", [], 1]]').rows
    assert row.seconds == 402 * 3600


def test_the_zone_decides_the_day() -> None:
    text = f'[[1573599600, 1573599601, "site", "{ID}", [], 1]]'  # 23:00:00 UTC
    days = [read(text, timezone(timedelta(hours=hours))).rows[0].day.day for hours in (0, 1)]
    assert days == [12, 13]


def test_old_and_odd_frames_are_read() -> None:
    text = f'[[1573549200.9, 1573549260, "site", "{ID}"], [1573549200, 1573549201, "", "{OTHER_ID}", null]]'
    assert [(row.seconds, row.tags, row.project) for row in read(text).rows] == [(60, (), "site"), (1, (), "")]


def test_broken_frames_are_skipped_with_their_reason() -> None:
    frames = (
        f'[1573549200, 1573549200, "site", "{ID}", [], 1]',
        f'[1573549200, 1573549199, "site", "{ID}", [], 1]',
        "[1573549200, 1573549260]",
        f'["1573549200", 1573549260, "site", "{ID}", []]',
        f'[1e30, 1e31, "site", "{ID}", []]',
        f'[NaN, Infinity, "site", "{ID}", []]',
        f'[0, 1e30, "site", "{ID}", []]',
        f'[1573549200, null, "site", "{ID}", []]',
        '{"id": "a", "start": "2019-11-12T10:00:00Z", "stop": null, "project": "x", "tags": []}',
        '{"id": "a", "start": "2019-11-12", "stop": "2019-11-12T10:00:00Z", "project": "x", "tags": []}',
        "7",
    )
    reading = read("[\n" + ",\n".join(frames) + "\n]")
    no_frame = "it is no frame: a frame has a start, a stop, a project and an id"
    no_start = "it has no start that can be read"
    assert [(each.line, each.why) for each in reading.skipped] == [
        (2, "it is of zero length"),
        (3, "it ends before it begins"),
        (4, no_frame),
        (5, no_frame),
        (6, no_start),
        (7, no_start),
        (8, "it has no stop that can be read"),
        (9, no_frame),
        (10, "it has no end: the timer still runs"),
        (11, no_start),
        (12, no_frame),
    ]


def test_broken_lines_of_the_csv_log_are_skipped() -> None:
    reading = read(LOG_CSV + "a,soon,2019-11-12 10:00:00,site,\r\nb,2019-11-12 10:00:00\r\n")
    assert len(reading.rows) == 2
    assert [each.line for each in reading.skipped] == [4, 5]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"project": "site", "start": 1573549200, "tags": ["a"]}', "the running timer of Watson"),
        ("{}", "no timer runs"),
        ("[]", "the file holds no entry"),
        ("from,to,project,tag,time\n2019-11-12 00:00:00,2019-11-13 00:00:00,site,,60.0\n", "a report of totals"),
        ('{"timespan": {}, "projects": [], "time": 1}', "a report of totals"),
        ('[{"timespan": {}, "projects": [], "time": 1}]', "a report of totals"),
        ("Date,Amount\n2026-01-01,3\n", "no log of Watson"),
        ('{"streams": {}}', "no frames of Watson"),
        ('["a"]', "no frames of Watson"),
        ('[{"id":1,"start":"20240105T140000Z"}]', "no frames of Watson"),
        ("[[1573549200, 15735", "the JSON is broken"),
        (FRAMES + FRAMES, "is the file two files"),
        ("[" * 50_000, "holds what cannot be read"),
    ],
)
def test_other_files_are_refused_with_what_to_do(text: str, said: str) -> None:
    with pytest.raises(ImportRefused, match=said) as refused:
        read(text)
    assert is_clean(str(refused.value))


def test_a_file_that_holds_only_a_running_frame_is_refused() -> None:
    with pytest.raises(ImportRefused, match="only a running timer"):
        read('[{"id": "a", "start": "2019-11-12T10:00:00Z", "stop": null, "project": "x", "tags": []}]')


def test_the_total_of_many_frames_in_any_order() -> None:
    frames = [[1573549200 + 7200 * n, 1573549200 + 7200 * n + n, "p", f"{n:032x}", [], 1] for n in range(1, 1001)]
    random.Random(7).shuffle(frames)
    rows = read(json.dumps(frames, indent=1)).rows
    assert sum(row.seconds for row in rows) == 1000 * 1001 // 2
    assert len({row.external for row in rows}) == 1000


def test_hostile_text_is_cleaned() -> None:
    evil = "a\x1b[2J\u202e\u200b\x07b\nc\ud800"
    (row,) = read(json.dumps([[1573549200, 1573549260, evil, evil, [evil], 1]])).rows
    for each in (row.project, row.external or "", *row.tags):
        assert is_clean(each)
        each.encode()


@given(st.text(max_size=200))
@settings(max_examples=150)
def test_any_text_is_read_or_refused(text: str) -> None:
    for start in ("", "[[", '{"project": ', "id,start,stop,project,tags\n"):
        try:
            read(start + text)
        except ImportRefused:
            continue


@given(st.integers(0, len(SERVER)), st.integers(0, 9), st.text(max_size=4))
@settings(max_examples=150)
def test_a_damaged_file_is_read_or_refused(at: int, gone: int, instead: str) -> None:
    for good in (FRAMES, SERVER, LOG, LOG_CSV):
        try:
            reading = read(good[:at] + instead + good[at + gone :])
        except ImportRefused:
            continue
        assert all(is_clean(row.project) and row.seconds > 0 for row in reading.rows)
