from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leverage_tui.domain.text import is_clean
from leverage_tui.interchange.formats.timeclock import FORMAT
from leverage_tui.interchange.registry import head_of, read_import
from leverage_tui.interchange.rows import ImportRefused, Reading
from leverage_tui.interchange.source import Source
from tests.interchange.heads import wrongly_claimed

HLEDGER = """\
; my hours
# all of them
* 2009

i 2009/03/31 22:21:45 personal:reading:online  a description  ; comment
o 2009/04/01 02:00:34
i 2009-04-01 9:11:15 some account
o 2009-04-01 10:11:15 \r
b 2009/04/01 11:00:00
h 2009/04/01 8
i 2009.4.2 08:00 work:client-a
o 2009.4.2 17:30; done
i 2009/04/03 08:00:00+0200 work:client-a;note
o 2009/04/03 09:00:00 +0100
"""
# 22:21:45 to 02:00:34 is 3:38:49 = 13,129 s; then 3,600 s, 9:30 h = 34,200 s and 3,600 s.
SECONDS = [13_129, 3_600, 34_200, 3_600]

EMACS = """\
i 2009/03/31 08:00:00
o 2009/03/31 09:00:00 read mail
i 2009/03/31 09:00:00 site
o 2009/03/31 10:00:00 went home
i 2009/03/31 11:00:00 site
O 2009/03/31 12:00:00
"""

SIMULTANEOUS = """\
i 2025-01-01 09:00:00 session1  9 to 5 session
i 2025-01-01 12:00:00 session2  12 to 2 session, overlapping
o 2025-01-01 14:00:00 session2
o 2025-01-01 17:00:00 session1
i 2025-01-02 09:00:00 session1
i 2025-01-02 10:00:00 session2
i 2025-01-02 11:00:00 session3
o 2025-01-02 13:00:00
o 2025-01-02 12:00:00 session1
o 2025-01-02 17:00:00
"""


def read(text: str) -> Reading:
    return FORMAT.read(Source(text))


def why(text: str) -> list[tuple[int, str]]:
    return [(found.line, found.why) for found in read(text).skipped]


def outcome(text: str) -> Reading | str:
    """What is read of a text, or the sentence it is refused with."""
    try:
        return read(text)
    except ImportRefused as refused:
        return str(refused)


def test_a_line_that_is_none_does_not_hide_the_others() -> None:
    text = "account site\n\ni 2025-01-01 09:00:00 site\no 2025-01-01 10:30:00\n"
    name, reading = read_import(text.encode())
    assert (name, [found.seconds for found in reading.rows]) == ("timeclock", [5400])
    assert [(each.line, each.why) for each in reading.skipped] == [(1, "it is no line of a timeclock")]
    assert not FORMAT.claims(head_of("a\nb\ni 2025-01-01 09:00:00 site\no 2025-01-01 10:30:00\n"))


def test_it_claims_its_own_files_and_no_other() -> None:
    assert wrongly_claimed(FORMAT) == []


def test_sessions_of_hledger_are_read() -> None:
    reading = read(HLEDGER)
    assert reading.skipped == ()
    assert [row.seconds for row in reading.rows] == SECONDS
    assert [(row.line, row.day, row.start, row.project, row.description) for row in reading.rows] == [
        (5, date(2009, 3, 31), "22:21:45", "personal:reading:online", "a description"),
        (7, date(2009, 4, 1), "09:11:15", "some account", ""),
        (11, date(2009, 4, 2), "08:00:00", "work:client-a", "done"),
        (13, date(2009, 4, 3), "08:00:00", "work:client-a", "note"),
    ]


def test_emacs_leaves_accounts_out_and_puts_reasons_behind_o() -> None:
    rows = read(EMACS).rows
    assert [(row.project, row.description, row.seconds) for row in rows] == [
        ("", "read mail", 3600),
        ("site", "went home", 3600),
        ("site", "", 3600),
    ]


def test_simultaneous_sessions_end_by_name_else_the_last_one_begun() -> None:
    rows = read(SIMULTANEOUS).rows
    assert [(row.project, row.seconds // 3600) for row in rows] == [
        ("session1", 8),
        ("session2", 2),
        ("session1", 3),
        ("session2", 7),
        ("session3", 2),
    ]


@pytest.mark.parametrize("hours", [20, 25, 40, 62])
def test_long_sessions_over_midnights_are_one_entry(hours: int) -> None:
    ends = datetime(2020, 2, 28, 22) + timedelta(hours=hours)
    (row,) = read(f"i 2020-02-28 22:00:00 a\no {ends:%Y/%m/%d %H:%M:%S}\n").rows
    assert (row.day, row.start, row.seconds) == (date(2020, 2, 28), "22:00:00", hours * 3600)


def test_what_does_not_fit_is_skipped_with_its_reason() -> None:
    text = (
        "o 2020-01-01 08:00:00\n"
        "i 2020-01-01 09:00:00 a\n"
        "i 2020-01-01 10:00:00 a\n"
        "o 2020-01-01 10:00:00\n"
        "i 2020-01-01 12:00:00 a\n"
        "o 2020-01-01 11:00:00\n"
        "i 2020-02-30 12:00:00 a\n"
        "i 2020-01-01 25:00:00 a\n"
        "hello\n"
        "i 2020-01-02 09:00:00 a\n"
        "o 2020-01-02 09:30:00 a\n"
        "i 2020-01-03 09:00:00 a\n"
    )
    assert [row.seconds for row in read(text).rows] == [1800]
    assert why(text) == [
        (1, "no session is open that it could end"),
        (2, "it has no end: its account is clocked in again on line 3"),
        (3, "it is of zero length"),
        (5, "it ends before it begins"),
        (7, "there is no day 2020-02-30"),
        (8, "25:00:00 is no time of day"),
        (9, "it is no line of a timeclock"),
        (12, "it has no end: the timer still runs"),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("i 2020-01-01 09:00:00 a\n", "only a running timer"),
        ("Date,Amount\n2020-01-01,3\n", "no timeclock; line 1 neither clocks in nor out"),
        ("; nothing\n\n", "holds no entry"),
    ],
)
def test_other_files_are_refused(text: str, said: str) -> None:
    with pytest.raises(ImportRefused, match=said):
        read(text)


def test_a_long_file_is_read_whole() -> None:
    lines = [
        f"{code} 2020-01-{1 + number % 28:02d} {hour}:00 account {number % 97}\n"
        for number in range(50_000) for code, hour in (("i", 8), ("o", 9))
    ]  # fmt: skip
    assert sum(row.seconds for row in read("".join(lines)).rows) == 50_000 * 3600
    open_ones = "".join(f"i 2020-01-01 08:00 account {number}\n" for number in range(50_000))
    assert len(read(open_ones + "o 2020-01-01 09:00\n" * 50_000).rows) == 50_000


@given(st.text(max_size=120))
@settings(max_examples=150)
def test_any_text_is_read_or_refused(text: str) -> None:
    for start in ("", "i 2020-01-01 09:00:00 ", "i 2020-01-01 09:00:00 a\no 2020-01-01 10:00:00"):
        reading = outcome(start + text)
        if isinstance(reading, str):
            assert is_clean(reading)
            continue
        assert all(is_clean(row.project + row.description) for row in reading.rows)


@given(st.integers(0, 700), st.integers(0, 9), st.text(max_size=4))
@settings(max_examples=150)
def test_a_damaged_file_is_read_or_refused(at: int, gone: int, instead: str) -> None:
    for good in (HLEDGER, EMACS, SIMULTANEOUS):
        try:
            reading = read(good[:at] + instead + good[at + gone :])
        except ImportRefused:
            continue
        assert all(row.seconds > 0 for row in reading.rows)
