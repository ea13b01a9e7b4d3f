from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leverage_tui.interchange.clocks import (
    day_and_clock,
    from_epoch,
    read_clock,
    read_decimal_hours,
    read_instant,
    read_length,
)
from leverage_tui.interchange.source import DecimalMark

TIMES = st.times().map(lambda found: found.replace(microsecond=0))


@given(TIMES)
def test_a_time_of_day_is_read_however_it_is_written(found: time) -> None:
    expected = f"{found:%H:%M:%S}"
    for text in (
        expected,
        f"{found.hour}:{found:%M:%S}",
        f"{found:%I:%M:%S %p}",
        f"{found:%I:%M:%S}\u202f{found:%p}",
    ):
        assert read_clock(f" {text} ") == expected
    if not found.second:
        assert read_clock(f"{found.hour}:{found:%M}") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12:00 AM", "00:00:00"), ("12:30 pm", "12:30:00"), ("9:05 a.m.", "09:05:00"), ("24:00", None),
        ("13:00 PM", None), ("0:30 AM", None), ("9:60", None), ("9", None), ("9:5", None), ("", None), ("-9:00", None),
        ("9:05:07.25", "09:05:07"), ("٩:٠٥", None),
    ],
)  # fmt: skip
def test_edges_of_the_day(text: str, expected: str | None) -> None:
    assert read_clock(text) == expected


@given(st.integers(0, 10**8))
def test_a_length_is_read_to_the_second(seconds: int) -> None:
    hours, rest = divmod(seconds, 3600)
    assert read_length(f"{hours}:{rest // 60:02d}:{rest % 60:02d}") == seconds
    assert read_length(f"{hours}:{rest // 60:02d}") == seconds - rest % 60


@pytest.mark.parametrize("text", ["", "1", "1:5", "1:60", "-1:00", "1:00:60", "1:2:3", "1.5", "1h", "9999999:00"])
def test_what_is_no_length_is_none(text: str) -> None:
    assert read_length(text) is None


@given(st.integers(0, 99_999_999), st.sampled_from([".", ","]), st.booleans())
def test_decimal_hours_are_exact_to_the_second(hundredths: int, mark: DecimalMark, grouped: bool) -> None:
    text = f"{hundredths // 100:,}" if grouped else str(hundredths // 100)
    if mark == ",":
        text = text.replace(",", ".")
    exact = Fraction(hundredths, 100) * 3600
    assert read_decimal_hours(f"{text}{mark}{hundredths % 100:02d}", mark) == exact


@pytest.mark.parametrize(
    ("text", "mark", "expected"),
    [
        (".5", ".", 1800), ("1,5", ",", 5400), ("2.000,0", ",", 7_200_000), ("7.933333333333334", ".", 28_560),
        ("1 234,5", ",", 4_444_200), ("8", ".", 28_800), ("8.", ".", 28_800), ("1,5", ".", None), ("1.5", ",", None),
        ("1_5", ".", None), ("1e3", ".", None), ("NaN", ".", None), ("Infinity", ".", None), ("-1", ".", None),
        ("", ".", None), (".", ".", None), ("1000000", ".", None), ("9" * 5000, ".", None), ("１.５", ".", None),
    ],
)  # fmt: skip
def test_what_is_no_number_of_hours_is_none(text: str, mark: DecimalMark, expected: int | None) -> None:
    assert read_decimal_hours(text, mark) == expected


@given(st.datetimes(datetime(1970, 1, 1), datetime(2199, 1, 1)), st.integers(-14, 14))
def test_an_instant_is_the_same_in_every_notation(moment: datetime, offset: int) -> None:
    moment = moment.replace(microsecond=0, tzinfo=UTC)
    local = moment.astimezone(timezone(timedelta(hours=offset)))
    for text in (
        f"{moment:%Y%m%dT%H%M%SZ}",
        local.isoformat(),
        local.isoformat(" "),
        f"{moment:%Y-%m-%d %H:%M:%S}Z",
    ):
        assert read_instant(text) == moment
    assert from_epoch(moment.timestamp()) == moment


@pytest.mark.parametrize(
    "text",
    ["", "2026-01-31", "2026-01-31T10:00:00", "20261331T090000Z", "20260131T250000Z", "soon", "\ud800", "T" * 9000],
)
def test_a_time_without_an_offset_is_no_instant(text: str) -> None:
    assert read_instant(text) is None


@pytest.mark.parametrize("seconds", [float("nan"), float("inf"), -float("inf"), 1e300, -1e15, 10**400])
def test_there_is_no_such_year(seconds: float) -> None:
    assert from_epoch(seconds) is None


def test_the_day_is_that_of_the_zone() -> None:
    moment = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)
    assert day_and_clock(moment, ZoneInfo("Europe/Berlin")) == (date(2026, 3, 2), "00:30:00")
    assert day_and_clock(moment, ZoneInfo("America/New_York")) == (date(2026, 3, 1), "18:30:00")


@pytest.mark.parametrize("moment", [datetime.min, datetime.max])
@pytest.mark.parametrize("hours", [-14, 14])
@pytest.mark.parametrize("zone", [None, UTC, timezone(timedelta(hours=14)), timezone(timedelta(hours=-14))])
def test_the_ends_of_the_calendar_overflow_and_nothing_else(
    moment: datetime, hours: int, zone: timezone | None
) -> None:
    instant = moment.replace(tzinfo=timezone(timedelta(hours=hours)))
    try:
        day, _ = day_and_clock(instant, zone)
    except OverflowError:
        return
    assert abs(day.toordinal() - moment.toordinal()) <= 2
