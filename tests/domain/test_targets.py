"""Hours against targets, in a week and in the last seven days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leverage_tui.domain.book import Book
from leverage_tui.domain.edits.hours import log_hours, set_cell
from leverage_tui.domain.edits.settings import set_setting
from leverage_tui.domain.edits.streams import change_stream
from leverage_tui.domain.model import OWN_WORK, Hours
from leverage_tui.domain.targets import (
    Progress,
    capacity_words,
    long_day,
    progress,
    stream_progress,
    target_words,
)
from tests.domain.books import DAYS, MONDAY, ROWS, done, two_streams

DELIVER, SELL, MANAGE, BUILD, ANA = ROWS
WEDNESDAY = MONDAY + timedelta(days=9)
SECOND = MONDAY + timedelta(days=7)


def worked() -> Book:
    """A target of 20 hours for Plan; own hours in two weeks, building among them, and other people's."""
    book = two_streams()
    book = done(book, change_stream(book, "plan", target_minutes_per_week=1200))
    for row, day, minutes in (
        (MANAGE, 2, 100), (BUILD, 3, 200), (MANAGE, 7, 60), (BUILD, 9, 120), (MANAGE, 10, 30), (DELIVER, 8, 480),
    ):  # fmt: skip
        book = done(book, set_cell(book, row, MONDAY + timedelta(days=day), minutes))
    return done(book, log_hours(book, ANA, SECOND, 600))


def test_a_stream_and_all_streams_in_the_week_and_in_the_last_seven_days() -> None:
    book = worked()
    # Rolling: Thursday of the first week (200) to Wednesday of the second (60 + 120; all: 480 more).
    assert stream_progress(book, "plan", SECOND, WEDNESDAY) == Progress(210, 1200, 380)
    assert progress(book, SECOND, WEDNESDAY) == Progress(690, 2400, 860)
    assert stream_progress(book, "plan", MONDAY, WEDNESDAY) == Progress(300, 1200, 380)
    assert stream_progress(book, "sold", SECOND, WEDNESDAY) is None
    assert stream_progress(book, "nothing", SECOND, WEDNESDAY) is None
    none = done(book, set_setting(book, "capacity_minutes_per_week", 0))
    assert progress(none, SECOND, WEDNESDAY) is None
    assert capacity_words(none, SECOND, WEDNESDAY) == ""


@pytest.mark.parametrize(
    ("week", "today", "words"),
    [
        # 20:00 x 3/7 = 8:34
        (SECOND, WEDNESDAY, "3:30 of 20:00 this week, evenly spread 8:34 by today · 6:20 in the last seven days"),
        (MONDAY, WEDNESDAY, "5:00 of 20:00 in that week · 6:20 in the last seven days"),
        (SECOND, SECOND + timedelta(days=6), "3:30 of 20:00 this week"),
        (SECOND + timedelta(days=7), WEDNESDAY, "0:00 of 20:00 in that week · 6:20 in the last seven days"),
    ],
)
def test_in_words(week: date, today: date, words: str) -> None:
    assert target_words(worked(), "plan", week, today) == words
    assert target_words(worked(), "sold", week, today) == ""


def test_all_streams_in_words_and_another_way_of_writing_hours() -> None:
    assert capacity_words(worked(), SECOND, SECOND, lambda minutes: f"{minutes}m") == (
        "690m of the 2400m you can work this week, evenly spread 343m by today · 360m in the last seven days"
    )


@given(st.sampled_from(DAYS), st.sampled_from(DAYS))
def test_only_own_hours_of_those_days_count(week: date, today: date) -> None:
    book = worked()
    own = [entry for entry in book.all(Hours) if entry.work in OWN_WORK]
    found = progress(book, week, today)
    assert found is not None
    assert found.done == sum(entry.minutes for entry in own if 0 <= (entry.date - week).days < 7)
    assert found.rolling == sum(entry.minutes for entry in own if 0 <= (today - entry.date).days < 7)


def test_a_day_over_16_own_hours_is_long() -> None:
    book = done(two_streams(), log_hours(two_streams(), ANA, MONDAY, 1200))
    book = done(book, set_cell(book, DELIVER, MONDAY, 900), set_cell(book, BUILD, MONDAY, 60))
    assert not long_day(book, MONDAY)
    assert long_day(done(book, set_cell(book, BUILD, MONDAY, 61)), MONDAY)
    assert not long_day(book, SECOND)
