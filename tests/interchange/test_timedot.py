from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leverage_tui.domain.text import is_clean
from leverage_tui.interchange.formats.timedot import FORMAT
from leverage_tui.interchange.registry import head_of
from leverage_tui.interchange.rows import ImportRefused, Reading
from leverage_tui.interchange.source import Source
from tests.interchange.heads import wrongly_claimed

GOOD = """\
# sample
; a comment
* a heading before the first day

2023-01-01 transaction description
biz:research  ....
inc:client1   .... ..     ; 6 dots
  per:admin     90m

2023/1/2 ; a comment, no description
a            ; no quantity means zero
b  aabbaca   ; letters
;c  ....
 #d  ....
* e f   2
\tg\t1.5h

*** 2023-01-03
fos:ledger    0,25
fos:haskell   .5
deep   1d
0:30 was work  .
"""
# In quarters of an hour: 4 + 6 + 6; then 4 + 2 + 1, 8, 6; then 1 + 2 + 96 + 1.
QUARTERS = 4 + 6 + 6 + 4 + 2 + 1 + 8 + 6 + 1 + 2 + 96 + 1


def read(text: str, name: str = "") -> Reading:
    return FORMAT.read(Source(text, name))


def outcome(text: str) -> Reading | str:
    """What is read of a text, or the sentence it is refused with."""
    try:
        return read(text)
    except ImportRefused as refused:
        return str(refused)


def test_it_claims_its_own_files_and_no_other() -> None:
    assert wrongly_claimed(FORMAT) == []
    indented = "2023-01-01\n  a  2\n  b  3\n"
    assert not FORMAT.claims(head_of(indented))
    assert FORMAT.claims(head_of(indented, "hours.TimeDot"))
    assert not FORMAT.claims(head_of("hello", "hours.timedot"))


def test_dots_numbers_units_and_letters_are_read() -> None:
    reading = read(GOOD)
    assert sum(row.seconds for row in reading.rows) == QUARTERS * 900
    assert [(row.line, row.project, row.seconds // 60, row.tags, row.description) for row in reading.rows] == [
        (6, "biz:research", 60, (), "transaction description"),
        (7, "inc:client1", 90, (), "transaction description; 6 dots"),
        (8, "per:admin", 90, (), "transaction description"),
        (12, "b", 60, ("a",), "letters"),
        (12, "b", 30, ("b",), "letters"),
        (12, "b", 15, ("c",), "letters"),
        (15, "e f", 120, (), ""),
        (16, "g", 90, (), ""),
        (19, "fos:ledger", 15, (), ""),
        (20, "fos:haskell", 30, (), ""),
        (21, "deep", 1440, (), ""),
        (22, "0:30 was work", 15, (), ""),
    ]
    assert [row.day for row in reading.rows] == (
        [date(2023, 1, 1)] * 3 + [date(2023, 1, 2)] * 5 + [date(2023, 1, 3)] * 4
    )
    assert [(found.line, found.why) for found in reading.skipped] == [(11, "it is of zero length")]


@pytest.mark.parametrize(
    ("amount", "seconds"),
    [
        (".", 900), ("0.25", 900), (".25", 900), ("0,25", 900), (",25", 900), ("15m", 900), ("0.25h", 900),
        ("900s", 900), ("1w", 7 * 86_400), ("1mo", 30 * 86_400), ("1y", 365 * 86_400), ("2 h", 7200), ("5.", 18_000),
        (". .  ...", 4500), ("h", 900), ("0:30", 1800), ("01:15:30", 4530), ("3", 10_800),
    ],
)  # fmt: skip
def test_each_way_to_write_a_time(amount: str, seconds: int) -> None:
    assert sum(row.seconds for row in read(f"2023-01-01\na  {amount}\n", "hours.timedothm").rows) == seconds


@pytest.mark.parametrize(
    ("amount", "why"),
    [
        ("14-16", "'14-16' is no time such as"), ("soon?", "is no time"), ("-2", "its length is negative"),
        ("1.5.2", "is no time"), ("2 x", "is no time"), ("0", "of zero length"), ("0.00001", "of zero length"),
        ("1:75", "is no time"), ("9" * 5000, "is no time"),
    ],
)  # fmt: skip
def test_what_is_no_time_is_skipped_with_its_reason(amount: str, why: str) -> None:
    reading = read(f"2023-01-01\na  {amount}\nb  1\n")
    assert [row.project for row in reading.rows] == ["b"]
    assert [(found.line, why in found.why) for found in reading.skipped] == [(2, True)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Date,Amount\n2023-01-01,3\n", "no timedot; line 1: it stands before the first day"),
        ("2023-01-01\nhello world  what?\n", "no timedot; line 2"),
        ("2023-01-01\nhello world\n    -1h  lunch, long\n", "no timedot; line 3"),
        ("2/1\na  2\n", "line 1: the day 2/1 has no year"),
        ("2023-02-30\na  2\n", "line 1: there is no day 2023-02-30"),
        ("2023-01-01\n", "holds no entry"),
        ("", "holds no entry"),
    ],
)
def test_other_files_are_refused(text: str, said: str) -> None:
    with pytest.raises(ImportRefused, match=said):
        read(text)


def test_a_long_file_is_read_whole() -> None:
    day = "2023-01-01\n" + "account  .... ..\n" * 50_000
    assert sum(row.seconds for row in read(day).rows) == 50_000 * 5400


@given(st.text(max_size=120))
@settings(max_examples=150)
def test_any_text_is_read_or_refused(text: str) -> None:
    for start in ("", "2023-01-01 ", "2023-01-01\na  ", "2023-01-01\na  .... ; "):
        reading = outcome(start + text)
        if isinstance(reading, str):
            assert is_clean(reading)
            continue
        assert all(is_clean(row.project + row.description) and row.seconds > 0 for row in reading.rows)


@given(st.integers(0, len(GOOD)), st.integers(0, 9), st.text(max_size=4))
@settings(max_examples=150)
def test_a_damaged_file_is_read_or_refused(at: int, gone: int, instead: str) -> None:
    try:
        reading = read(GOOD[:at] + instead + GOOD[at + gone :])
    except ImportRefused:
        return
    assert all(row.seconds > 0 for row in reading.rows)
